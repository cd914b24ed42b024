"""Rows and columns seen alike (行与列): lines of a sheet that are added up, compared and divided."""

from __future__ import annotations

from dataclasses import dataclass, field

from hengji.proofreading.number import FIGURES, Kind, Number
from hengji.proofreading.sheets.sheet import Sheet

from .words import AVERAGED, NOT_ADDED, SHARES, bare, name_of, rank_of

#: Kinds that are no quantities of their own.
RATES = frozenset({Kind.RATE, Kind.POINTS})

#: A longer label is a text about the row, such as one that unfolds below it, and no name.
_NAME = 60


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row or a column (行或列), compared by identity.

    ``at`` is its place on its own axis; ``numbers`` are its figures by the place on
    the other axis, ``unclear`` the places where something stands that is no figure and
    no dash either, ``dashes`` those with a printed dash. ``path`` is the path of its
    heads or labels, ``indent`` by how many spaces its name stands in.
    """

    at: int
    label: str
    path: tuple[str, ...] = ()
    code: str = ""
    indent: int = 0
    numbers: dict[int, Number] = field(default_factory=dict)
    unclear: frozenset[int] = frozenset()
    dashes: frozenset[int] = frozenset()

    @property
    def rank(self) -> int:
        """How far its name reaches as a total: 0 none, 1 小计, 2 合计, 3 总计."""
        return rank_of(self.label)

    @property
    def name(self) -> str:
        """Its name in a sentence: with the head above it where its own only says that it is a total."""
        own = name_of(self.label)
        return self.path[-2] + own if len(self.path) > 1 and own in ("合计", "小计", "总计") else own


def rows_of(sheet: Sheet) -> list[Line]:
    """The body rows of ``sheet``, from top to bottom."""
    lines = []
    for row in sheet.body_rows:
        cells = _cells(sheet, [(row, column) for column in _value_columns(sheet)], 1)
        said = next((number.label for number in cells[0].values()), "")
        label = bare(sheet.labels.get(row, "") or said)
        if len(label) > _NAME:
            continue
        path = tuple(map(bare, sheet.label_paths.get(row, ()))) or (label,)
        lines.append(Line(row, label, path, sheet.codes.get(row, ""), _indent(sheet, row), *cells))
    return lines


def columns_of(sheet: Sheet) -> list[Line]:
    """The columns of ``sheet`` that hold figures, from left to right."""
    lines = []
    for column in _value_columns(sheet):
        path = tuple(filter(None, map(bare, sheet.paths.get(column, ()))))
        lines.append(Line(column, path[-1] if path else "", path, "", 0,
                          *_cells(sheet, [(row, column) for row in sheet.body_rows], 0)))
    return lines


def _indent(sheet: Sheet, row: int) -> int:
    """By how many spaces the names of a row stand in at most; a wide space counts twice."""
    texts = [cell.text for column in sheet.label_columns if (cell := sheet.table.at(row, column)) and cell.row == row]
    spaces = [text[:len(text) - len(text.lstrip())] for text in texts if text.strip()]
    return max((len(space) + space.count("\u3000") for space in spaces), default=0)


def _value_columns(sheet: Sheet) -> list[int]:
    return [column for column in sheet.columns if column not in sheet.label_columns]


def _cells(sheet: Sheet, places: list[tuple[int, int]], other: int,
           ) -> tuple[dict[int, Number], frozenset[int], frozenset[int]]:
    numbers: dict[int, Number] = {}
    unclear, dashes = set(), set()
    for place in places:
        number = sheet.numbers.get(place)
        if number is not None and number.kind in FIGURES and number.measured:
            numbers[place[other]] = number
        elif place in sheet.dashes:
            dashes.add(place[other])
        elif (cell := sheet.table.at(*place)) and cell.text.strip() and (cell.row, cell.column) == place:
            unclear.add(place[other])
    return numbers, frozenset(unclear), frozenset(dashes)


def added_columns(columns: list[Line], rows: list[Line]) -> list[Line]:
    """The columns whose rows can be added up: amounts, counts and shares of 100 %, no rates, averages or prices."""
    totals = [row.at for row in rows if row.rank]
    return [column for column in columns if not NOT_ADDED.search(column.label) and column.numbers
            and (not of_rates(column) or _shared_out(column, totals))]


def _shared_out(column: Line, totals: list[int]) -> bool:
    """Whether the rates of a column are shares of a whole."""
    return any(SHARES.search(head) for head in column.path) and any(
        at in column.numbers and column.numbers[at].value == 1 for at in totals)


def added_rows(rows: list[Line]) -> list[Line]:
    """The rows whose columns can be added up."""
    return [row for row in rows if row.numbers and not AVERAGED.search(row.label) and not of_rates(row)]


def of_rates(line: Line) -> bool:
    """Whether most figures of the line are rates."""
    rates = sum(number.kind in RATES for number in line.numbers.values())
    return rates * 2 > len(line.numbers)
