"""The scorecard as a workbook (评分结果工作簿): the score table, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.model import Evidence, Exact, Scorecard, exact
from hengji.telling import range_shown

from . import about, content
from .excel_scores import write_scores
from .workbook import Book, Content, Sheet


def scorecard_workbook(card: Scorecard, framework: Framework, seal: str, book: Book) -> bytes:
    """``card`` in ``book``, which is new and empty, as the bytes of an ``.xlsx`` file."""
    write_scores(book.sheet("得分表"), card, framework, seal)
    _evidence(book.sheet("依据"), card)
    _deductions(book.sheet("扣分与问题"), card)
    _readings(book.sheet("口径"), card, framework)
    _differences(book.sheet("差异"), card)
    _steps(book.sheet("得分过程"), card, framework)
    _about(book.sheet("说明"), card, framework, seal)
    return book.content()


def _table(sheet: Sheet, row: int, title: str, headings: Sequence[str], lines: Sequence[Sequence[Content]],
           styles: Sequence[str], nothing: str) -> int:
    """A titled table, or the words that there is nothing; gives the row after it and a blank one."""
    sheet.put(row, 0, title, "section")
    if not lines:
        sheet.put(row + 1, 0, nothing, "bare")
        return row + 3
    sheet.rows(row + 1, [headings], ["heading"] * len(headings))
    return sheet.rows(row + 2, lines, styles) + 1


def _only_table(sheet: Sheet, widths: Sequence[int], title: str, headings: Sequence[str],
                lines: Sequence[Sequence[Content]], styles: Sequence[str], nothing: str) -> None:
    """A sheet with one table, its heading always in sight."""
    sheet.widths(*widths)
    end = _table(sheet, 0, title, headings, lines, styles, nothing)
    sheet.freeze(2)
    sheet.page((end - 2, len(headings) - 1), (0, 1))


def _evidence(sheet: Sheet, card: Scorecard) -> None:
    sheet.widths(14, 28, 16, 12, 70)
    shares = [(level.term, card.evidence[level], _share(card.evidence[level], card.scored_total))
              for level in Evidence]
    row = _table(sheet, 0, "得分的证据", ("证据等级", "得分", "占已评得分"), shares, ("text", "number", "percent"), "")
    facts = [(fact.codes, fact.name, fact.value, fact.level, fact.source) for fact in about.fact_rows(card)]
    end = _table(sheet, row, "所用事实", ("用于指标", "名称", "数值", "证据等级", "出处"), facts,
                 ("wrapped", "wrapped", "right", "centred", "wrapped"), about.NO_FACTS)
    sheet.page((end - 2, 4))


def _share(points: Exact, whole: Exact) -> Exact | None:
    return exact(Fraction(points) / whole) if whole else None


def _deductions(sheet: Sheet, card: Scorecard) -> None:
    sheet.widths(10, 28, 12, 64, 36)
    points = [deduction.points for node in card.nodes for deduction in node.deductions]
    lost = [(row.code, row.name, amount, row.reason, row.findings)
            for row, amount in zip(content.deduction_rows(card), points, strict=True)]
    row = _table(sheet, 0, "扣分", ("编号", "指标", "扣分", "原因", "问题"), lost,
                 ("text", "wrapped", "number", "wrapped", "wrapped"), about.NOTHING_DEDUCTED)
    found = [(row.id, f"{row.severity}，{row.state}", row.codes, _finding(row), row.remedy)
             for row in content.finding_rows(card)]
    end = _table(sheet, row, "发现的问题", ("编号", "程度和状态", "涉及指标", "问题", "整改"), found,
                 ("text", "wrapped", "centred", "wrapped", "wrapped"), about.NOTHING_FOUND)
    sheet.page((end - 2, 4))


def _finding(row: content.FindingRow) -> str:
    return "\n".join([row.text, *row.sides, *([f"依据：{row.clause}"] if row.clause else [])])


def _readings(sheet: Sheet, card: Scorecard, framework: Framework) -> None:
    lines = [(line.node.code, line.node.name, line.name, line.value, line.score, "采用" if line.used else "不计分",
              line.source) for line in about.reading_lines(card, framework)]
    _only_table(sheet, (10, 28, 36, 14, 10, 10, 50), "口径",
                ("编号", "指标", "口径", "指标值", "得分", "采用", "出处"), lines,
                ("text", "wrapped", "wrapped", "right", "number", "centred", "wrapped"), about.NO_READINGS)


def _differences(sheet: Sheet, card: Scorecard) -> None:
    lines = [(row.code, row.name, one.given,
              one.recomputed.low if one.recomputed.determined else range_shown(one.recomputed), row.verdict, row.reason)
             for row, one in zip(content.difference_rows(card), card.differences, strict=True)]
    _only_table(sheet, (10, 28, 12, 16, 10, 74), "给定与复算",
                ("编号", "指标", "给定", "复算", "判断", "原因"), lines,
                ("text", "wrapped", "number", "number", "centred", "wrapped"), about.NO_DIFFERENCES)


def _steps(sheet: Sheet, card: Scorecard, framework: Framework) -> None:
    lines = [(row.code, row.name, step) for row in content.rows(card, framework) for step in _told(row)]
    _only_table(sheet, (10, 30, 110), "得分过程", ("编号", "指标", "过程"), lines,
                ("text", "wrapped", "wrapped"), "")


def _told(row: content.Row) -> Iterator[str]:
    yield from row.steps
    for reading in row.readings:
        yield from (f"口径“{reading.name}”：{step}" for step in reading.steps)


def _about(sheet: Sheet, card: Scorecard, framework: Framework, seal: str) -> None:
    sheet.widths(18, 100)
    sheet.put(0, 0, "说明", "section")
    end = sheet.rows(1, about.about(card, framework, seal), ("heading", "wrapped"))
    sheet.page((end - 1, 1), landscape=False)
