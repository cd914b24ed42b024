"""One table of a template (模板里的一张表): headings, prefilled rows, input cells, drop-downs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.intake import (
    DAY,
    INFORMATION,
    KEY,
    OF,
    TRUTH,
    VALUE,
    BookSheet,
    Choice,
    ListOf,
    Quantity,
    Slot,
    TableLayout,
    UnitName,
    kept_number,
)
from hengji.model import DATE, PERCENT, TEXT, TRUTH_UNIT, UNITS, Exact, exact

from .prefilled import Line
from .sheets import LAYOUT
from .template_words import HINTS, KEPT_AS_TYPED, MEMBER_COLUMNS, WIDTHS

TITLE, HINT, HEADINGS, BODY = 0, 1, 2, 3
_USUAL = 14
#: So wide a table still fits on upright paper.
_UPRIGHT = 105


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a table stands: the rows that are asked for, and its columns by slot."""

    sheet: BookSheet
    rows: range
    columns: Mapping[str, int]

    def cells(self, name: str) -> str:
        """The column ``name`` of the rows that are asked for, for formulas."""
        return self.sheet.reference((self.rows.start, self.columns[name]), (self.rows.stop - 1, self.columns[name]))


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    heading: str
    slot: Slot | None

    @property
    def width(self) -> int:
        return WIDTHS.get(self.heading, _USUAL)


def draw_table(sheet: BookSheet, table: TableLayout, lines: Sequence[Line], shown: frozenset[str], free: int,
               options: Mapping[str, Sequence[str]]) -> Drawn:
    """Writes ``lines`` and ``free`` empty rows; of its columns those in ``shown``, and all that are required.

    ``options`` are drop-downs beyond those of the fields' own types, by column.
    """
    columns = list(_columns(table, shown))
    last = len(columns) - 1
    sheet.widths(*(column.width for column in columns))
    sheet.put(TITLE, 0, table.name, "title", to=(TITLE, last))
    sheet.put(HINT, 0, HINTS[table.path], "bare wrapped soft", to=(HINT, last))
    for at, column in enumerate(columns):
        star = "*" if column.slot and column.slot.required else ""
        sheet.put(HEADINGS, at, column.heading + star, "heading")
    for row, line in enumerate([*lines, *[Line({})] * free], BODY):
        for at, column in enumerate(columns):
            style = _style(column, line)
            sheet.put(row, at, content(line.texts.get(column.name, ""), style), style)
        if line.note:
            sheet.note(row, 0, line.note)
    end = BODY + len(lines) + free - 1
    for at, column in enumerate(columns):
        listed = options.get(column.name) or _options(column.slot)
        if listed:
            sheet.choices((BODY, at), (end, at), listed)
    fixed = sum(1 for column in columns if column.slot and (column.slot.name.startswith(OF) or column.slot.name in
                                                             (KEY, "n", table.naming)))
    sheet.freeze(BODY, max(fixed, 1))
    wide = sum(column.width for column in columns) > _UPRIGHT
    sheet.page((end, last), (HEADINGS, HEADINGS), landscape=wide, roomy=True)
    sheet.protect()
    return Drawn(sheet, range(BODY, BODY + len(lines)), {column.name: at for at, column in enumerate(columns)})


def _columns(table: TableLayout, shown: frozenset[str]) -> Iterator[_Column]:
    """What names a row, what explains it, what is filled in."""
    slots = [slot for slot in table.columns if slot.required or slot.name in shown]
    named = [slot for slot in slots if slot.prefilled and slot.name not in MEMBER_COLUMNS]
    yield from (_Column(slot.name, slot.heading, slot) for slot in named)
    yield from (_Column(INFORMATION + heading, heading, None) for heading in table.information)
    yield from (_Column(slot.name, slot.heading, slot) for slot in slots if slot not in named)


def _style(column: _Column, line: Line) -> str:
    """How a cell looks: locked where the framework wrote it, else for input, by what it holds."""
    slot = column.slot
    named = slot is not None and slot.prefilled and slot.name not in MEMBER_COLUMNS
    if slot is None or (named and line.fixed):
        short = column.name in (KEY, "n", "unit", "previous", f"{INFORMATION}分值", f"{INFORMATION}权重") or (
            column.name.startswith(OF))
        return "centred empty" if short else "wrapped empty"
    unit = UNITS.get(line.texts.get("unit", "")) if slot.name == "value" else None
    if slot.type is DAY or (unit and unit.dimension is DATE):
        return "input date"
    if unit == PERCENT:
        return "input share"
    amount = slot.name in LAYOUT.wording.amounts and not (unit and unit.dimension in (TEXT, TRUTH_UNIT.dimension))
    if amount or (isinstance(slot.type, Quantity) and slot.type is not TRUTH):
        return "input plain"
    if _options(slot):
        return "centred input"
    return "wrapped input verbatim" if slot.name in KEPT_AS_TYPED else "wrapped input"


def content(text: str, style: str) -> str | Exact | None:
    """A text as the cell holds it: as a number only where the cell loses nothing."""
    share = style == "input share"
    number = kept_number(text) if share or style == "input plain" else None
    if number is not None:
        return exact(Fraction(number) / 100) if share else number
    bare = share and text[-1:].isdigit() and "/" not in text
    return (f"{text}%" if bare else text) or None


def _options(slot: Slot | None) -> Sequence[str]:
    """What a drop-down of the field's type offers."""
    if slot is None or isinstance(slot.type, ListOf) or slot.name == VALUE:
        return ()
    if isinstance(slot.type, Choice):
        return [slot.words.get(word, word) for word in slot.type.words]
    if isinstance(slot.type, UnitName):
        return list(UNITS)
    return ("是", "否") if slot.type is TRUTH else ()
