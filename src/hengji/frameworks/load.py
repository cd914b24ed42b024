"""From a file to a framework (载入指标体系): read, build, check; all problems at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from hengji.formula import Named, Scope, read_formula
from hengji.intake import Located, Node, Values, read_text, read_yaml
from hengji.model import Problem, Unit, Warning

from .check import check_framework
from .facts import read_facts, read_roll_ups, unit_mismatch
from .kinds import SPLIT, Rule, Setting, read_rule, worths_in
from .record import FRAMEWORK
from .tree import NOMINAL, Framework, Grade, Indicator, ReadingSpec, Veto

Loaded = tuple[Framework | None, tuple[Problem, ...]]


def load_framework(path: Path) -> Loaded:
    """The framework in the file ``path``; None with every problem when it cannot be used."""
    text, problems = read_text(path)
    return (None, problems) if text is None else read_framework(text, str(path))


def read_framework(text: str, document: str) -> Loaded:
    """The framework that ``text`` holds; ``document`` is its name in messages."""
    node, syntax = read_yaml(text, document)
    return (None, syntax) if node is None else read_framework_node(node, text)


def read_framework_node(node: Node, text: str) -> Loaded:
    """The framework that ``node`` is; ``text`` is the same as a file's text, from which it can be read again."""
    problems: list[Problem] = []
    warnings: list[Warning] = []
    values = FRAMEWORK.read(node, problems)
    framework = None
    if values is not None:
        framework = _framework(values, text, problems, warnings)
        check_framework(framework, values, problems, warnings)
    if framework is None or problems:
        return None, tuple(sorted(problems, key=lambda p: (p.place.line or 0, p.place.column or 0)))
    return framework.with_warnings(warnings), ()


def _framework(values: Values, text: str, problems: list[Problem], warnings: list[Warning]) -> Framework:
    facts, scope = read_facts(values["facts"] or (), problems)
    facts = read_roll_ups(values["facts"] or (), facts, scope, problems)
    builder = _Builder(scope, bool(values["as_printed"]), problems, warnings)
    grades = tuple(Grade(entry["name"] or "", entry["from"]) for entry in values["grades"] or ()
                   if entry["from"] is not None)
    vetoes = tuple(Veto(entry["code"].text, entry["text"], entry["caps"], entry["source"] or "")
                   for entry in values["vetoes"] or () if entry.complete)
    return Framework(
        id=values["id"] or "", version=values["version"] or "", title=values["title"] or "",
        source=values["source"] or "", as_printed=builder.as_printed, full=values["full"] or 0,
        places=int(values["places"] or 0), rounding=values["rounding"] or "",
        redistribution=values["redistribution"] or "", grades=grades, vetoes=vetoes, scope=scope,
        facts=facts, indicators=builder.siblings(values["indicators"] or (), "", 1), text=text,
        sha256=sha256(text.encode()).hexdigest(), region=values["region"] or "",
        valid_from=str(values["valid_from"] or ""), valid_to=str(values["valid_to"] or ""))


_NO_WEIGHT = "请补上 weight: …；照原文记录（as_printed: 是）而原文没有公布权重的，各同级都不写"


class _Builder:
    """Builds indicators; notes what is wrong and goes on."""

    def __init__(self, scope: Scope, as_printed: bool, problems: list[Problem], warnings: list[Warning]) -> None:
        self.scope, self.as_printed = scope, as_printed
        self.problems, self.warnings = problems, warnings

    def siblings(self, entries: Sequence[Values], parent: str, level: int, *,
                 weighted: bool = True) -> tuple[Indicator, ...]:
        """Indicators below one parent: all with weights, or none where the source publishes none."""
        written = [entry for entry in entries if "weight" in entry.places]
        if not weighted or (self.as_printed and not written):
            for entry in written:
                self.problems.append(Problem(entry.at("weight"), "上级没有权重，下级不能有",
                                             suggestion="请为上级也写权重，或删去这里的权重"))
            weighted = False
        else:
            self.problems.extend(
                Problem(entry.place, "指标缺“weight”（权重（分））",
                        suggestion=_NO_WEIGHT)
                for entry in entries if "weight" not in entry.places)
        return tuple(self.indicator(entry, parent, level, weighted=weighted) for entry in entries)

    def indicator(self, entry: Values, parent: str, level: int, *, weighted: bool) -> Indicator:
        code = entry["code"].text if entry["code"] else ""
        weight = entry["weight"] or 0
        setting = Setting(code, entry["name"] or "", weight if weighted else NOMINAL, self.scope, self.as_printed,
                          None, weighted, self.problems, self.warnings)
        if entry["weight"] is not None and setting.weight <= 0:
            setting.problem(entry.at("weight"), "权重要大于 0")
        value = self.value(entry["name"] or "", entry["formula"], entry["unit"])
        setting.value = value
        rule = self.rule(entry, setting)
        if rule is not None and entry["inferred"]:
            rule = replace(rule, sentence=f"{rule.sentence}（规则是推断的：{entry['inferred']}）")
        return Indicator(
            code=code, name=setting.name, weight=weight, level=level, place=entry.place, weighted=weighted,
            inferred=entry["inferred"] or "",
            parent=parent, explain=entry["explain"] or "", source=entry["source"] or "",
            materials=entry["materials"] or (), deduction=entry["deduction"] or "",
            children=self.siblings(entry["children"] or (), code, level + 1, weighted=weighted), rule=rule, value=value,
            score=rule.translate(value) if rule else None, reading=entry["reading"] or "",
            readings=self.readings(entry, setting, value, rule), points=tuple(setting.points),
            expert=setting.judged[0] if setting.judged else None,
            unruled=dict(setting.unruled))

    def value(self, name: str, words: Located | None, unit: Unit | None) -> Named | None:
        if words is None:
            return None
        tree, problems = read_formula(words.text, words.place, self.scope)
        self.problems.extend(problems)
        if tree is None:
            return None
        wrong = unit_mismatch(tree, unit) if unit else ""
        if wrong:
            self.problems.append(Problem(words.place, f"“{name}”的{wrong}"))
            return None
        return Named(name, tree, words.text, unit or tree.unit)

    def rule(self, entry: Values, setting: Setting) -> Rule | None:
        written = "rule" in entry.places
        if entry["children"] and written:
            setting.problem(entry.at("rule"), "有下级指标，不能再写评分规则", "得分由下级相加；请删去 rule")
        elif not entry["children"] and not written:
            setting.problem(entry.place, "是末级指标，却没有评分规则",
                            "请写 rule: …；没有客观刻度的用 kind: judgement")
        if entry["children"] or entry["rule"] is None:
            return None
        if "formula" in entry.places and setting.value is None:
            return None  # the formula's own problem says enough
        if not setting.weighted and any(worth.in_points and worth.amount for worth in worths_in(entry["rule"][1])):
            setting.problem(entry.at("rule"), "没有权重，规则里不能写几分", "请写份额，如 60%")
        return read_rule(entry["rule"], setting, (SPLIT,))

    def readings(self, entry: Values, setting: Setting, value: Named | None,
                 rule: Rule | None) -> tuple[ReadingSpec, ...]:
        if value is None and "formula" in entry.places:
            return ()  # the formula's own problem says enough
        specs = (self.reading(reading, setting, value, rule) for reading in entry["readings"] or () if reading.complete)
        return tuple(spec for spec in specs if spec is not None)

    def reading(self, reading: Values, setting: Setting, value: Named | None,
                rule: Rule | None) -> ReadingSpec | None:
        """Another value under the same rule, or the same or another value under another rule."""
        if value is None:
            setting.problem(reading.place, "列了其他口径，却没有自己的公式", "请写 formula: …")
            return None
        if reading["formula"] is None and reading["rule"] is None:
            setting.problem(reading.place, f"口径“{reading['name']}”没有写有什么不同", "请写 formula: … 或 rule: …")
            return None
        if reading["formula"] is not None:
            value = self.value(f"{setting.name}（{reading['name']}）", reading["formula"], value.unit)
        if reading["rule"] is not None:
            own = replace(setting, value=value, points=[], judged=[], unruled={})
            before = len(self.problems)
            rule = read_rule(reading["rule"], own, (SPLIT,))
            if len(self.problems) == before and (own.points or own.judged):
                own.problem(reading.at("rule"), "其他口径的规则不能要人评判", "请用公式给出的规则")
        if value is None or rule is None:
            return None
        return ReadingSpec(reading["name"], reading["source"], value, rule.translate(value))
