"""What a scorecard report says, without any format (报告内容): rows, remarks, sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.model import (
    KINDS,
    SEVERITIES,
    STATES,
    Case,
    Deduction,
    Difference,
    Evidence,
    Exact,
    Missing,
    NodeScore,
    Override,
    Scorecard,
)
from hengji.telling import (
    attained_shown,
    indicator_steps,
    points_shown,
    range_shown,
    rate_shown,
    reading_steps,
    shown,
    weight_shown,
)

from .standing import total_lost


@dataclass(frozen=True, slots=True)
class Remark:
    """A short remark on a row. ``tone`` is ``wrong``, ``look`` or ``plain``: red, amber, blue."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What another reading of the value would give."""

    name: str
    value: str
    score: str
    source: str
    differs: bool
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as a line of the score table. ``percent`` is its rate, 0 to 100, for a bar.

    ``remarks`` are short; ``explanation`` says the same in full, for paper: every deduction with its reason.
    """

    code: str
    name: str
    level: int
    weight: str
    score: str
    rate: str
    percent: str
    tone: str
    remarks: tuple[Remark, ...]
    explanation: tuple[str, ...]
    steps: tuple[str, ...]
    readings: tuple[ReadingRow, ...]


def title(card: Scorecard) -> str:
    """What the report is called: ``2022年度部门整体支出绩效评价``."""
    return f"{card.case.period}年度部门整体支出{KINDS[card.case.kind]}"


def rows(card: Scorecard, framework: Framework) -> tuple[Row, ...]:
    """The score table, parents first."""
    shared: dict[str, dict[str, None]] = {}
    for _, codes in card.repeated_findings:
        for code in codes:
            shared.setdefault(code, {}).update(dict.fromkeys(other for other in codes if other != code))
    by_code = {difference.code: difference for difference in card.differences}
    return tuple(_row(node, framework, card.case, by_code.get(node.code), list(shared.get(node.code, ())))
                 for node in card.nodes)


def _row(node: NodeScore, framework: Framework, case: Case, difference: Difference | None,
         shared: list[str]) -> Row:
    indicator = framework.by_code[node.code]
    rule = indicator.rule.sentence if indicator.rule else ""
    percent = rate_shown(node.rate).rstrip("%") if node.rate is not None else "0"
    return Row(
        node.code, node.name, node.level, weight_shown(node.weight) if node.weighted else "—", points_shown(node.score),
        rate_shown(node.rate), percent, tone_of(node),
        tuple(_remarks(node, difference, shared)), tuple(_explanation(node, difference, shared)),
        tuple(indicator_steps(node, rule, indicator.source, case)),
        tuple(ReadingRow(r.name, shown(r.quantity.value, r.quantity.unit), points_shown(r.score), r.source,
                         r.score != node.score, tuple(reading_steps(r))) for r in node.readings))


def tone_of(node: NodeScore) -> str:
    """``plain`` from 90 % up, ``look`` from 60 % up, ``wrong`` below; plain while unscored."""
    if node.rate is None or node.rate * 10 >= 9:
        return "plain"
    return "look" if node.rate * 10 >= 6 else "wrong"


def _remarks(node: NodeScore, difference: Difference | None, shared: list[str]) -> Iterator[Remark]:
    if node.not_applicable:
        yield Remark("不适用，权重已调剂", "plain")
    if node.override is not None:
        yield Remark(f"复核调整 · {node.override.who}", "look")
    yield from _standing(node, difference)
    if node.deductions:
        findings = {finding for deduction in node.deductions for finding in deduction.findings}
        lost = points_shown(sum(deduction.points for deduction in node.deductions))
        yield Remark(f"扣 {lost}" + (f" · {len(findings)} 条问题" if findings else ""), "wrong")
    yield from _beside(node, shared)


def _explanation(node: NodeScore, difference: Difference | None, shared: list[str]) -> Iterator[str]:
    if node.not_applicable:
        yield from indicator_steps(node)
    if node.override is not None:
        yield override_told(node.override)
    yield from (remark.text for remark in _standing(node, difference))
    for deduction in node.deductions:
        named = f"（{'、'.join(deduction.findings)}）" if deduction.findings else ""
        yield f"扣 {points_shown(deduction.points)}：{reason_told(node, deduction)}{named}"
    yield from (remark.text for remark in _beside(node, shared))


def _standing(node: NodeScore, difference: Difference | None) -> Iterator[Remark]:
    """Why there is no score, or which other there could be."""
    if not node.weighted:
        yield from _attained(node)
    elif node.leaf and node.score is None and not node.not_applicable:
        yield Remark(f"未评分：{node.missing or '规则和证据不能定出得分'}", "look")
    if difference is not None:
        beside = "下级合计" if difference.of_children else "按规则"
        yield Remark(f"给定 {points_shown(difference.given)} · {beside} {range_shown(difference.recomputed)}",
                     "wrong" if difference.contradicts else "look")


def _attained(node: NodeScore) -> Iterator[Remark]:
    """What can be said without a weight: the value, and whether the target was reached."""
    if node.quantity is not None and not isinstance(node.quantity.value, Missing):
        yield Remark(shown(*node.quantity), "plain")
    if node.attained is not None:
        yield Remark(attained_shown(node.attained), "plain" if node.attained >= 1 else "wrong")
    elif node.missing is not None:
        yield Remark("未核对", "look")


def _beside(node: NodeScore, shared: list[str]) -> Iterator[Remark]:
    """What else a reader should look at."""
    if shared:
        yield Remark(f"与 {'、'.join(shared)} 同一问题", "look")
    if node.readings:
        yield Remark(f"口径 {len(node.readings) + 1} 种", "plain")


def override_told(override: Override) -> str:
    """A reviewer's change, with name and reason."""
    return f"复核调整（{override.who}：{override.reason}）"


@dataclass(frozen=True, slots=True)
class DeductionRow:
    """One deduction."""

    code: str
    name: str
    lost: Exact
    reason: str
    findings: str

    @property
    def points(self) -> str:
        """The points as they are printed."""
        return points_shown(self.lost)


def deduction_rows(card: Scorecard) -> tuple[DeductionRow, ...]:
    """Every deduction, in the order of the tree; of a total that was given alone, what it lacks."""
    rows = [DeductionRow(node.code, node.name, deduction.points, reason_told(node, deduction),
                         "、".join(deduction.findings)) for node in card.nodes for deduction in node.deductions]
    lacking = total_lost(card)
    if lacking is not None:
        rows.append(DeductionRow("", "总分", lacking, "资料没有公布扣在哪里", ""))
    return tuple(rows)


def reason_told(node: NodeScore, deduction: Deduction) -> str:
    """Why the points were lost; where the value alone cost them, with the value."""
    if deduction.by_rule and node.quantity is not None and not isinstance(node.quantity.value, Missing):
        return f"{shown(*node.quantity)}；{deduction.reason}"
    return deduction.reason


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A given score beside the recomputed one."""

    code: str
    name: str
    given: str
    recomputed: str
    reason: str
    contradicts: bool
    of_children: bool

    @property
    def verdict(self) -> str:
        """Whether the given score cannot be, or only need not be."""
        return "不符" if self.contradicts else "未定"


def difference_rows(card: Scorecard) -> tuple[DifferenceRow, ...]:
    """Every difference between given and recomputed scores."""
    names = {node.code: node.name for node in card.nodes} | {"total": "总分"}
    return tuple(DifferenceRow("" if d.code == "total" else d.code, names[d.code], points_shown(d.given),
                               range_shown(d.recomputed), d.reason, d.contradicts, d.of_children)
                 for d in card.differences)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding with the indicators that lost points by it."""

    id: str
    text: str
    clause: str
    severity: str
    state: str
    codes: str
    sides: tuple[str, ...]
    remedy: str


def finding_rows(card: Scorecard) -> tuple[FindingRow, ...]:
    """Every finding of the case."""
    codes: dict[str, list[str]] = {}
    for node in card.nodes:
        for finding in dict.fromkeys(f for deduction in node.deductions for f in deduction.findings):
            codes.setdefault(finding, []).append(node.code)
    return tuple(FindingRow(
        f.id, f.text, f.clause, SEVERITIES[f.severity], STATES[f.state], "、".join(codes.get(f.id, [])),
        tuple(f"{side.place}：{side.text}" if side.place else side.text for side in f.sides), f.remedy)
        for f in card.case.findings)


def evidence_rows(card: Scorecard) -> tuple[tuple[str, str, str], ...]:
    """Evidence level, points that rest on it, and their share of the points scored."""
    return tuple((evidence_term(level), points_shown(card.evidence[level]),
                  rate_shown(Fraction(card.evidence[level]) / card.scored_total if card.scored_total else None))
                 for level in Evidence)


def evidence_term(level: Evidence) -> str:
    """The level in words; a published score whose grounds were not published is no score without any."""
    return "没有依据，或依据没有公布" if level is Evidence.NONE else level.term


def total_deducted(card: Scorecard) -> str:
    """All points lost."""
    return points_shown(sum(row.lost for row in deduction_rows(card)))


def narrative_rows(card: Scorecard) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The texts of the case under their headings, paragraph by paragraph."""
    return tuple((heading, tuple(line for line in text.splitlines() if line.strip()))
                 for heading, text in card.case.narrative.items())

