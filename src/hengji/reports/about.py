"""What a scorecard rests on, without any format (说明): facts, readings, where it comes from, how to verify it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hengji.frameworks import Framework
from hengji.model import Exact, Fact, Missing, NodeScore, Scorecard
from hengji.telling import points_shown, range_shown, shown, shown_fact, source_told, weight_shown

from .content import override_told, title
from .standing import doubts, veto_told


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with the indicators that read it."""

    codes: str
    name: str
    value: str
    level: str
    source: str


def fact_rows(card: Scorecard) -> tuple[FactRow, ...]:
    """Every fact of the case; the document is named where there are several."""
    several = len(card.case.documents) > 1
    titles = {document.id: document.title for document in card.case.documents if several}
    readers: dict[Fact, list[str]] = {}
    for node in card.nodes:
        for fact in node.facts:
            readers.setdefault(fact, []).append(node.code)

    def place(fact: Fact) -> str:
        return "，".join([text for text in (titles.get(fact.source.document, ""), *source_told(fact.source)) if text])

    return tuple(FactRow("、".join(readers.get(fact, [])), fact.key, shown_fact(fact), fact.level.term, place(fact))
                 for fact in card.case.facts)


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One way to read an indicator's value; ``used`` is the one that was scored."""

    node: NodeScore
    name: str
    value: str
    score: Exact | None
    source: str
    used: bool


def reading_lines(card: Scorecard, framework: Framework) -> Iterator[ReadingLine]:
    """The readings of every indicator that has several, the one that was scored first."""
    for node in card.nodes:
        if node.readings:
            indicator = framework.by_code[node.code]
            yield ReadingLine(node, indicator.reading or "本表采用的口径", value_shown(node), node.score,
                              indicator.source, used=True)
        for reading in node.readings:
            yield ReadingLine(node, reading.name, shown(reading.quantity.value, reading.quantity.unit),
                              reading.score, reading.source, used=False)


def value_shown(node: NodeScore) -> str:
    """The indicator's value as people write it; nothing where it has none, ``缺数`` where it cannot be computed."""
    if node.quantity is None:
        return ""
    return "缺数" if isinstance(node.quantity.value, Missing) else shown(node.quantity.value, node.quantity.unit)


def result_told(card: Scorecard, framework: Framework) -> str:
    """Total and grade in one line: ``总分 86.00　等级 良　满分 100　按规则复算 85.00–86.50``."""
    parts = [f"总分 {points_shown(card.total)}", f"等级 {card.grade}" if card.grade else "",
             f"满分 {points_shown(card.full, 0)}",
             f"按规则复算 {range_shown(card.recomputed_total)}" if card.recomputed_total else "",
             *remarks_told(card, framework)]
    return "　".join(part for part in parts if part)


def remarks_told(card: Scorecard, framework: Framework) -> Iterator[str]:
    """What must be said of the total: that it was adjusted, that it is not complete, that a veto caps the grade."""
    if veto_told(card, framework):
        yield veto_told(card, framework)
    if card.override_total is not None:
        yield override_told(card.override_total)
    elif card.total is not None and card.scored_full != card.full:
        yield "总分是给定的，下级没有全部评分"
    if card.total is None:
        yield f"尚未评完：已评 {points_shown(card.scored_total)} / {points_shown(card.scored_full)} 分"


def grades_told(framework: Framework) -> str:
    """The lower bound of every grade, of 100 points."""
    return "；".join(f"{grade.name} {weight_shown(grade.low)} 分及以上" for grade in framework.grades)


def about(card: Scorecard, framework: Framework, seal: str) -> tuple[tuple[str, str], ...]:
    """Who, when, under which framework, and how one verifies it; each with its label."""
    region = card.case.entity.region
    pairs = [
        ("评价对象", card.case.entity.name), ("地区", str(region) if region else ""),
        ("年度", f"{card.case.period}年"), ("报告", title(card)), ("结果", result_told(card, framework)),
        ("指标体系", framework.title), ("标识和版本", f"{framework.id}，版本 {framework.version}"),
        ("体系出处", framework.source), ("体系指纹", f"sha256:{framework.sha256}"),
        ("等级（百分制）", grades_told(framework)),
        ("体系自身的不足", "\n".join(warning.text for warning in framework.warnings)),
        ("请核对", "\n".join(doubts(card))),
        ("资料", "\n".join("，".join(filter(None, (document.title, document.date)))
                           for document in card.case.documents)),
        ("封签", seal),
        ("怎样核验", "运行 hengji verify scorecard.json：封签由全部输入和结果算出，可脱机重算全部得分并与封签核对"),
    ]
    return tuple((label, text) for label, text in pairs if text)
