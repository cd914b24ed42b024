"""Judgements of a case (评判): of points that exist, with a reason, on verified findings only."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hengji.frameworks import Framework, Indicator
from hengji.intake import Values
from hengji.model import (
    Document,
    Evidence,
    Finding,
    JudgedPoint,
    Judgement,
    Open,
    Place,
    Problem,
    did_you_mean,
    exact_text,
)

from .facts import read_source
from .record import MET


def read_judgements(entries: Sequence[tuple[str, Place, Values]], framework: Framework,
                    excluded: Collection[str], documents: Sequence[Document], findings: Sequence[Finding],
                    problems: list[Problem]) -> tuple[Judgement, ...]:
    """The judgements that could be read."""
    reader = _Reader(framework, excluded, documents, {finding.id: finding for finding in findings}, problems)
    judgements = (reader.judgement(code, place, values) for code, place, values in entries)
    return tuple(judgement for judgement in judgements if judgement is not None)


class _Reader:
    def __init__(self, framework: Framework, excluded: Collection[str], documents: Sequence[Document],
                 findings: dict[str, Finding], problems: list[Problem]) -> None:
        self.framework, self.excluded, self.documents = framework, excluded, documents
        self.findings, self.problems = findings, problems

    def judgement(self, code: str, place: Place, values: Values) -> Judgement | None:
        leaf = self.framework.by_code.get(code)
        if leaf is None:
            self.problem(place, f"指标体系里没有编号“{code}”", did_you_mean(code, self.framework.by_code))
            return None
        if code in self.excluded:
            self.problem(place, f"{code} 已列为不适用，不能再评判", "两处只留一处")
            return None
        if leaf.rule is None:
            self.problem(place, f"{code} 不是末级指标，不能评判", "请评判它的下级指标")
            return None
        self.named_findings(values["findings"] or (), values.at("findings"))
        self.score(leaf, values)
        points = self.points(leaf, values)
        source = read_source(values, self.documents, self.problems)
        if not values.complete:
            return None
        return Judgement(code, values["judge"], Evidence(values["level"]), values["reason"] or "",
                         points, values["score"], values["findings"] or (), source, place)

    def score(self, leaf: Indicator, values: Values) -> None:
        score = values["score"]
        if score is None:
            return
        place = values.at("score")
        if leaf.judged_weight is None:
            self.problem(place, f"{leaf.code} 不是专家评判的指标，不能直接评分", "请逐点评判，或把得分写在 given 里")
        elif not 0 <= score <= leaf.judged_weight:
            self.problem(place, f"{leaf.code} 的评判分 {exact_text(score)} 超出范围",
                         f"应在 0 到 {exact_text(leaf.judged_weight)} 之间")
        if not values["reason"]:
            self.problem(values.place, f"{leaf.code} 的评判没有理由", "请写 reason: …")

    def points(self, leaf: Indicator, values: Values) -> tuple[JudgedPoint, ...]:
        points: dict[int, JudgedPoint] = {}
        for entry in values["points"] or ():
            if not entry.complete:
                continue
            number = int(entry["n"])
            if number > len(leaf.points):
                self.problem(entry.at("n"), f"{leaf.code} 没有第 {number} 个要点", f"共 {len(leaf.points)} 个")
                continue
            if number in points:
                self.problem(entry.at("n"), f"{leaf.code} 的第 {number} 个要点评判了两次", "只留一处")
                continue
            points[number] = self.point(leaf, values, entry, number)
        return tuple(points[number] for number in sorted(points))

    def point(self, leaf: Indicator, values: Values, entry: Values, number: int) -> JudgedPoint:
        reason = entry["reason"] or ""
        met = MET[entry["met"]]
        if not reason and not (met and values["reason"]):
            self.problem(entry.place, f"{leaf.code} 第 {number} 个要点的评判没有理由",
                         "请写 reason: …；“符合”的可在评判上写一个总的理由")
        findings = entry["findings"] or ()
        self.named_findings(findings, entry.at("findings"))
        return JudgedPoint(number, Open((False, True), reason) if met is None else met, reason, findings)

    def named_findings(self, ids: Sequence[str], place: Place) -> None:
        for name in ids:
            finding = self.findings.get(name)
            if finding is None:
                self.problem(place, f"没有编号为“{name}”的问题", did_you_mean(name, self.findings))
            elif finding.state not in ("verified", "accepted"):
                self.problem(place, f"问题“{name}”还没有核实，不能作为扣分依据", "先核实，再写 state: verified")

    def problem(self, place: Place, text: str, suggestion: str) -> None:
        self.problems.append(Problem(place, text, suggestion=suggestion))
