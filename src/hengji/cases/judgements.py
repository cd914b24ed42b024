"""Judgements of a case (评判): of points that exist, with a reason, on verified findings only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from hengji.frameworks import Expert, Framework, Indicator
from hengji.intake import Values
from hengji.model import (
    Document,
    Evidence,
    Exact,
    Finding,
    JudgedPoint,
    Judgement,
    Open,
    Opinion,
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


def _wanted(expert: Expert | None, leaf: Indicator) -> str:
    """What to write instead."""
    if expert is None:
        return "请逐点评判（points）" if leaf.points else "得分由规则算出；要记下别人给的分，请写在 given 里"
    if expert.counts:
        return "请写 count: 次数"
    if expert.panel is not None:
        return "请写 scores: 各人的评分"
    return "请写 band（达成程度）和 score（评分）" if expert.bands else "请写 score: 评分"


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
        self.asked(leaf, values)
        points = self.points(leaf, values)
        source = read_source(values, self.documents, self.problems)
        if not values.complete:
            return None
        return Judgement(code, values["judge"], Evidence(values["level"]), values["reason"] or "",
                         points, values["score"], values["findings"] or (), source, values["band"] or "",
                         self.opinions(values), values["count"], place)

    def asked(self, leaf: Indicator, values: Values) -> None:
        """Whether what is given is what the rule asks an expert for."""
        expert = leaf.expert
        answers = {"score": expert is not None and not expert.counts and expert.panel is None,
                   "scores": expert is not None and expert.panel is not None,
                   "band": expert is not None and bool(expert.bands) and expert.panel is None,
                   "count": expert is not None and expert.counts}
        given = [name for name in answers if values[name] not in (None, (), "")]
        for name in given:
            if not answers[name]:
                self.problem(values.at(name), f"{leaf.code} 的规则不要 {name}", _wanted(expert, leaf))
        if expert is None:
            return
        if given and not values["reason"] and not values["scores"]:
            self.problem(values.place, f"{leaf.code} 的评判没有理由", "请写 reason: …")
        if answers["score"]:
            self.within(leaf, expert, values["score"], values["band"], values)
        if expert.panel is not None:
            self.several(leaf, expert, values)

    def several(self, leaf: Indicator, expert: Expert, values: Values) -> None:
        """The scores of several judges: enough of them, each judge once, each within bounds."""
        entries = [entry for entry in values["scores"] or () if entry.complete]
        assert expert.panel is not None
        if values["scores"] and len(entries) < expert.panel.least:
            self.problem(values.at("scores"), f"{leaf.code} 要 {exact_text(expert.panel.least)} 人以上评分，"
                         f"这里有 {len(entries)} 人", "请补齐")
        judges: set[str] = set()
        for entry in entries:
            if entry["judge"] in judges:
                self.problem(entry.at("judge"), f"{leaf.code} 的“{entry['judge']}”评了两次", "只留一处")
            judges.add(entry["judge"])
            self.within(leaf, expert, entry["score"], entry["band"], entry)

    def within(self, leaf: Indicator, expert: Expert, score: Exact | None, band: str | None, values: Values) -> None:
        """A score lies within the weight, and within the band of attainment that was chosen."""
        if score is not None and not 0 <= score <= expert.most:
            self.problem(values.at("score"), f"{leaf.code} 的评判分 {exact_text(score)} 超出范围",
                         f"应在 0 到 {exact_text(expert.most)} 之间")
        elif band and not expert.bands:
            if expert.panel is not None:  # of one judge it has been told
                self.problem(values.at("band"), f"{leaf.code} 的规则不分档，不要 band", "请删去 band")
        elif expert.bands and (score is not None or band):
            names = [known.name for known in expert.bands]
            chosen = next((known for known in expert.bands if known.name == band), None)
            if chosen is None:
                told = f"没有“{band}”这种达成程度" if band else "没有写达成程度 band"
                self.problem(values.at("band"), f"{leaf.code} {told}", "请写其中一种：" + "、".join(names))
            elif score is not None and not chosen.holds(score):
                end = "（含）" if chosen.top else ""
                right = next((known.name for known in expert.bands if known.holds(score)), "")
                self.problem(values.at("score"), f"{leaf.code} 评为“{band}”，{exact_text(score)} 分不在这一档里",
                             f"这一档是 {exact_text(chosen.low)}（含）到 {exact_text(chosen.high)}{end} 分；"
                             f"{exact_text(score)} 分属于“{right}”")

    def opinions(self, values: Values) -> tuple[Opinion, ...]:
        return tuple(Opinion(entry["judge"], entry["score"], entry["reason"], entry["band"] or "")
                     for entry in values["scores"] or () if entry.complete)

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
        check_named(ids, place, self.findings, self.problems)

    def problem(self, place: Place, text: str, suggestion: str) -> None:
        self.problems.append(Problem(place, text, suggestion=suggestion))


def check_named(ids: Sequence[str], place: Place, findings: Mapping[str, Finding], problems: list[Problem]) -> None:
    """Findings that something rests on must exist and be verified."""
    for name in ids:
        finding = findings.get(name)
        if finding is None:
            problems.append(Problem(place, f"没有编号为“{name}”的问题", suggestion=did_you_mean(name, findings)))
        elif finding.state not in ("verified", "accepted"):
            problems.append(Problem(place, f"问题“{name}”还没有核实，不能作为扣分依据",
                                    suggestion="先核实，再写 state: verified"))
