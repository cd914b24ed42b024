"""Checks across a whole framework (指标体系检查): weights, codes, grades, facts."""

from __future__ import annotations

from itertools import pairwise

from hengji.formula import Node, reads
from hengji.intake import Values
from hengji.model import Exact, Place, Problem, Warning, exact_text

from .tree import Framework, Indicator


def check_framework(framework: Framework, values: Values,
                    problems: list[Problem], warnings: list[Warning]) -> None:
    """Notes everything that stops ``framework`` in ``problems``, its weaknesses in ``warnings``."""
    _Check(framework, values, problems, warnings).run()


class _Check:
    def __init__(self, framework: Framework, values: Values,
                 problems: list[Problem], warnings: list[Warning]) -> None:
        self.framework, self.values = framework, values
        self.problems, self.warnings = problems, warnings

    def run(self) -> None:
        if "full" in self.values.places and self.values["full"] is not None and self.framework.full <= 0:
            self.problems.append(Problem(self.values.at("full"), "满分要大于 0"))
        first, last = self.values["valid_from"], self.values["valid_to"]
        if first and last and last < first:
            self.problems.append(Problem(self.values.at("valid_to"), "valid_to 早于 valid_from"))
        self.codes()
        self.weights("指标体系", self.framework.full, self.framework.indicators,
                     self.values.at("full"), "满分")
        for node in self.framework.nodes:
            self.node(node)
        self.grades()
        self.vetoes()
        self.facts()

    def codes(self) -> None:
        seen: dict[str, Place] = {}
        for node in self.framework.nodes:
            if not node.code:
                continue
            if node.code in seen:
                self.problems.append(Problem(node.place, f"编号“{node.code}”重复",
                                             found=f"{seen[node.code].spot}已有", suggestion="请改其中一个编号"))
            elif node.code == "total" or ":" in node.code or "：" in node.code:
                self.problems.append(Problem(node.place, f"编号不能用“{node.code}”", "字母和数字，如 B11",
                                             suggestion="total 指总分，冒号用来指要点"))
            seen.setdefault(node.code, node.place)

    def node(self, node: Indicator) -> None:
        if node.children:
            self.weights(f"{node.code} {node.name}", node.weight, node.children, node.place, "权重")

    def weights(self, what: str, weight: Exact, children: tuple[Indicator, ...],
                place: Place, word: str) -> None:
        for child in children:
            if (child.weight * 10**self.framework.places) % 1:
                self.problems.append(Problem(child.place, f"{child.code} 的权重 {exact_text(child.weight)} 小数太多",
                                             f"不超过 {self.framework.places} 位小数"))
        total = sum(child.weight for child in children)
        unread = weight <= 0 or not children or any(child.weight <= 0 for child in children)
        if total == weight or unread:
            return  # a weight that could not be read has its own problem
        text = f"{what}的{word}是 {exact_text(weight)}，下级权重合计 {exact_text(total)}"
        parts = "、".join(f"{child.code} {exact_text(child.weight)}" for child in children)
        if self.framework.as_printed and what != "指标体系":
            self.warnings.append(Warning(place, f"{text}（原文如此）", parts))
        else:
            self.problems.append(Problem(place, text, f"合计 {exact_text(weight)}", parts,
                                         "请核对上级和各下级的权重"))

    def grades(self) -> None:
        grades = self.framework.grades
        for upper, lower in pairwise(grades):
            if upper.low <= lower.low:
                self.problems.append(Problem(self.values.at("grades"), "等级要从高到低列出",
                                             found=f"“{upper.name}”之后是“{lower.name}”"))
        read = all(entry.complete for entry in self.values["grades"] or ())
        names = [grade.name for grade in grades]
        for grade in grades:
            if names.count(grade.name) > 1:
                self.problems.append(Problem(self.values.at("grades"), f"等级“{grade.name}”列了两次"))
                break
        if grades and grades[0].low > 100:
            self.problems.append(Problem(self.values.at("grades"), f"等级“{grades[0].name}”从 "
                                         f"{exact_text(grades[0].low)} 分起，谁也达不到", "按百分制，不高于 100"))
        if read and grades and grades[-1].low != 0:
            self.problems.append(Problem(self.values.at("grades"), f"最低的等级“{grades[-1].name}”要从 0 分起"))

    def vetoes(self) -> None:
        """Each code once, each cap a grade of the framework that is not its highest."""
        names, seen = [grade.name for grade in self.framework.grades], set()
        for entry in self.values["vetoes"] or ():
            if not entry.complete:
                continue
            if entry["code"].text in seen or entry["code"].text in self.framework.by_code:
                self.problems.append(Problem(entry["code"].place, f"编号“{entry['code'].text}”重复",
                                             suggestion="请改其中一个编号"))
            seen.add(entry["code"].text)
            if entry["caps"] not in names:
                self.problems.append(Problem(entry.at("caps"), f"没有等级“{entry['caps']}”", "、".join(names)))
            elif entry["caps"] == names[0]:
                self.problems.append(Problem(entry.at("caps"), f"最高为“{names[0]}”等于没有限制", "较低的等级"))

    def facts(self) -> None:
        read = self.names_read()
        for entry in self.values["facts"] or ():
            if entry["name"] is None:
                continue
            name = entry["name"].text
            spec = self.framework.facts.get(name)
            listed = spec is not None and spec.roll_up is not None and spec.roll_up.way == "none"
            if spec is not None and spec.tree is None and not listed and name not in read and not self.problems:
                self.warnings.append(Warning(entry.place, f"事实“{name}”没有被任何公式用到",
                                             "不需要就删去，或核对公式"))

    def names_read(self) -> set[str]:
        """The facts that anything reads: scores, values, other readings, roll-ups, exclusions."""
        trees: list[Node | None] = [tree for leaf in self.framework.leaves for tree in (leaf.value, leaf.score)]
        trees += [tree for leaf in self.framework.leaves for r in leaf.readings for tree in (r.value, r.score)]
        keys = {key for tree in trees if tree is not None for key in reads(tree)}
        for spec in self.framework.facts.values():
            below = [tree for tree in (spec.roll_up.each, spec.roll_up.by) if tree] if spec.roll_up else []
            keys |= {key for tree in below for key in reads(tree)} - {spec.name}
        return {key.removeprefix("上年:").removeprefix("剔除:") for key in keys}
