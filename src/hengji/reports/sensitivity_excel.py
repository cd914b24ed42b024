"""Sensitivity as a workbook (敏感性分析工作簿): a sheet for each table, the notes first."""

from __future__ import annotations

from itertools import zip_longest

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.scoring import Sensitivity
from hengji.telling import points_shown

from . import content
from .listings import Listing
from .sensitivity_content import sensitivity_headline, sensitivity_notes
from .sensitivity_tables import sensitivity_listings
from .workbook import Book, Sheet

_STYLES = {"text": "wrapped", "centred": "centred", "right": "wrapped right", "points": "number", "rate": "percent"}


def sensitivity_workbook(card: Scorecard, framework: Framework, result: Sensitivity, book: Book) -> bytes:
    """The analysis in ``book``, which is new and empty, as the bytes of an ``.xlsx`` file."""
    _notes(book.sheet("要点"), card, framework, result)
    for table in sensitivity_listings(result):
        _table(book.sheet(table.title), table)
    return book.content()


def _notes(sheet: Sheet, card: Scorecard, framework: Framework, result: Sensitivity) -> None:
    sheet.widths(14, 100)
    sheet.put(0, 0, f"{card.case.entity.name}　{content.title(card)}敏感性分析", "section", to=(0, 1))
    grade = f"　{card.grade}" if card.grade else ""
    lines = [("总分", f"{points_shown(card.total)}{grade}　满分 {points_shown(card.full, 0)}"),
             *(("等级", line) for line in sensitivity_headline(result, framework)),
             *(("说明", line) for line in sensitivity_notes(result)),
             ("指标体系", f"{framework.title}（{framework.id}，版本 {framework.version}）")]
    end = sheet.rows(1, lines, ("heading", "wrapped"))
    sheet.page((end - 1, 1), landscape=False)


def _table(sheet: Sheet, table: Listing) -> None:
    last = len(table.columns) - 1
    sheet.widths(*(column.width for column in table.columns))
    sheet.put(0, 0, table.title, "section")
    row = 1
    for text in filter(None, (table.note, "" if table.rows else table.nothing)):
        sheet.put(row, 0, text, "wrapped bare soft", to=(row, last))
        row += 1
    if not table.rows:
        sheet.page((row - 1, last))
        return
    sheet.rows(row, [[column.heading for column in table.columns]], ["heading"] * len(table.columns))
    for number, (line, tone) in enumerate(zip_longest(table.rows, table.tones, fillvalue=""), row + 1):
        sheet.rows(number, [line],
                   [_STYLES[column.kind] + (" warning" if tone == "look" else "") for column in table.columns])
    sheet.freeze(row + 1)
    sheet.page((row + len(table.rows), last), (0, row))
