"""The tables behind a scorecard, without any format (附表): told once, set by every format in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple
from unicodedata import east_asian_width

from hengji.frameworks import Framework
from hengji.model import Evidence, Exact, Scorecard, exact
from hengji.telling import points_shown, range_shown, rate_shown

from . import about, content, standing
from .further import Table, further_tables

Content = str | Exact | None
_LONG = 40  # rows, about two pages in Word


class Column(NamedTuple):
    """A column: its kind is ``text``, ``centred``, ``right``, ``points`` or ``rate``; its width in Western digits."""

    heading: str
    width: int
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """A table; ``nothing`` is said where it has no rows. A row's tone is ``wrong``, ``look`` or nothing."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    nothing: str = ""
    note: str = ""
    tones: tuple[str, ...] = ()

    def brief(self) -> Listing:
        """Of a long table only what a person must look at, for paper; it says what was left out."""
        if len(self.rows) <= _LONG or not any(self.tones):
            return self
        kept = [(row, tone) for row, tone in zip(self.rows, self.tones, strict=True) if tone]
        left = f"这里只列要看的 {len(kept)} 行，其余 {len(self.rows) - len(kept)} 行见 scorecard.xlsx"
        return replace(self, rows=tuple(row for row, _ in kept), tones=tuple(tone for _, tone in kept),
                       note="；".join(filter(None, (self.note, left))))


def told(value: Content, kind: str) -> str:
    """A value as text, for formats that have no numbers."""
    if value is None or isinstance(value, str):
        return value or ""
    return rate_shown(value) if kind == "rate" else points_shown(value)


_CODE, _NAME = Column("编号", 10), Column("指标", 26)
_DEDUCTIONS = (_CODE, _NAME, Column("扣分", 11, "points"), Column("原因", 64), Column("问题", 16))
_FINDINGS = (_CODE, Column("程度和状态", 18), Column("涉及指标", 14, "centred"), Column("问题", 64), Column("整改", 34))
_READINGS = (_CODE, _NAME, Column("口径", 32), Column("指标值", 13, "right"), Column("得分", 10, "points"),
             Column("采用", 11, "centred"), Column("出处", 46))
_DIFFERENCES = (_CODE, _NAME, Column("给定得分", 10, "points"), Column("复算", 14, "points"),
                Column("判断", 9, "centred"), Column("原因", 74))
_EVIDENCE = (Column("证据等级", 26), Column("得分", 12, "points"), Column("占已评得分", 14, "rate"))
_FACTS = (Column("用于指标", 18), Column("名称", 28), Column("数值", 18, "right"), Column("证据等级", 13, "centred"),
          Column("出处", 60))
_STEPS = (_CODE, Column("指标", 30), Column("过程", 110))


def deductions(card: Scorecard) -> Listing:
    """Every deduction."""
    return Listing("扣分", _DEDUCTIONS, tuple(
        (row.code, row.name, row.lost, row.reason, row.findings) for row in content.deduction_rows(card)), "没有扣分")


def findings(card: Scorecard) -> Listing:
    """Every finding of the case, with both its sides and the clause that it breaks."""
    return Listing("发现的问题", _FINDINGS, tuple(
        (row.id, f"{row.severity}，{row.state}", row.codes,
         "\n".join([row.text, *row.sides, *([f"依据：{row.clause}"] if row.clause else [])]), row.remedy)
        for row in content.finding_rows(card)), "没有列出问题")


def readings(card: Scorecard, framework: Framework) -> Listing:
    """The readings of every indicator that has several."""
    return Listing("口径", _READINGS, tuple(
        (line.node.code, line.node.name, line.name, line.value, line.score,
         "采用" if line.used else "不计分", line.source)
        for line in about.reading_lines(card, framework)), "没有其他口径")


def differences(card: Scorecard, framework: Framework) -> Listing:
    """Given scores that are not, or not surely, what rule and evidence give."""
    return Listing("给定与复算", _DIFFERENCES, tuple(
        (row.code, row.name, one.given,
         one.recomputed.low if one.recomputed.determined else range_shown(one.recomputed), row.verdict, row.reason)
        for row, one in zip(content.difference_rows(card), card.differences, strict=True)),
        standing.agreement_told(card, framework))


def evidence(card: Scorecard) -> Listing:
    """How many points rest on which level of evidence."""
    whole = card.scored_total
    return Listing("得分的证据", _EVIDENCE, tuple(
        (content.evidence_term(level), card.evidence[level],
         exact(Fraction(card.evidence[level]) / whole) if whole else None)
        for level in Evidence))


def facts(card: Scorecard) -> Listing:
    """Every fact of the case."""
    return Listing("所用事实", _FACTS, tuple(
        (row.codes, row.name, row.value, row.level, row.source) for row in about.fact_rows(card)), "没有列出事实")


def steps(card: Scorecard, framework: Framework) -> Listing:
    """Every step that leads to a score, those of other readings too."""
    def walk(row: content.Row) -> Iterator[str]:
        yield from row.steps
        for reading in row.readings:
            yield from (f"口径“{reading.name}”：{step}" for step in reading.steps)

    return Listing("得分过程", _STEPS, tuple(
        (row.code, row.name, step) for row in content.rows(card, framework) for step in walk(row)))


def further(card: Scorecard, framework: Framework) -> tuple[Listing, ...]:
    """The tables that only some scorecards have."""
    return tuple(Listing(table.title, tuple(_columns(table)), table.rows, note=table.note, tones=table.tones)
                 for table in further_tables(card, framework))


def _columns(table: Table) -> Iterator[Column]:
    """As wide as the longest text; numbers in one piece, texts in lines of at most 20 characters."""
    for number, heading in enumerate(table.headings):
        longest = max(_wide(text) for row in (table.headings, *table.rows) for text in row[number].split("\n"))
        if number in table.numeric:
            yield Column(heading, min(max(longest + 6, 14), 24), "right")
        else:
            yield Column(heading, min(max(longest + 3, 10), 40))


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
