"""The scorecard as a workbook (评分结果工作簿): the score table, and what stands behind it."""

from __future__ import annotations

from itertools import zip_longest

from hengji.frameworks import Framework
from hengji.model import Scorecard

from . import listings
from .about import about
from .excel_scores import write_scores
from .listings import Listing
from .workbook import Book, Sheet

_TONES = {"wrong": " wrong", "look": " warning"}
_STYLES = {"text": "wrapped", "centred": "centred", "right": "wrapped right", "points": "number", "rate": "percent"}


def scorecard_workbook(card: Scorecard, framework: Framework, seal: str, book: Book) -> bytes:
    """``card`` in ``book``, which is new and empty, as the bytes of an ``.xlsx`` file."""
    write_scores(book.sheet("得分表"), card, framework, seal)
    _listed(book.sheet("依据"), listings.evidence(card), listings.facts(card))
    _listed(book.sheet("扣分与问题"), listings.deductions(card), listings.findings(card))
    _listed(book.sheet("口径"), listings.readings(card, framework))
    _listed(book.sheet("差异"), listings.differences(card, framework))
    _listed(book.sheet("得分过程"), listings.steps(card, framework))
    for listing in listings.further(card, framework):
        _listed(book.sheet(listing.title), listing)
    _about(book.sheet("说明"), card, framework, seal)
    return book.content()


def _listed(sheet: Sheet, *tables: Listing) -> None:
    """Tables one below the other; of a single one the heading stays in sight and is on every page."""
    widths = zip_longest(*([column.width for column in table.columns] for table in tables), fillvalue=0)
    sheet.widths(*(max(column) for column in widths))
    row = last = 0
    for table in tables:
        row = _table(sheet, row, table) + 1
        last = max(last, len(table.columns) - 1)
    heading = 2 if tables[0].note else 1
    single = len(tables) == 1 and bool(tables[0].rows)
    if single:
        sheet.freeze(heading + 1)
    sheet.page((row - 2, last), (0, heading) if single else None)


def _table(sheet: Sheet, row: int, table: Listing) -> int:
    """A titled table, or the words that there is nothing; gives the row below."""
    last = len(table.columns) - 1
    sheet.put(row, 0, table.title, "section")
    for text in filter(None, (table.note, "" if table.rows else table.nothing)):
        row += 1
        sheet.put(row, 0, text, "wrapped bare soft", to=(row, last))
    if not table.rows:
        return row + 1
    sheet.rows(row + 1, [[column.heading for column in table.columns]], ["heading"] * len(table.columns))
    for number, (line, tone) in enumerate(zip_longest(table.rows, table.tones, fillvalue=""), row + 2):
        sheet.rows(number, [line], [_STYLES[column.kind] + _TONES.get(tone, "") for column in table.columns])
    return row + 2 + len(table.rows)


def _about(sheet: Sheet, card: Scorecard, framework: Framework, seal: str) -> None:
    sheet.widths(18, 100)
    sheet.put(0, 0, "说明", "section")
    end = sheet.rows(1, about(card, framework, seal), ("heading", "wrapped"))
    sheet.page((end - 1, 1), landscape=False)
