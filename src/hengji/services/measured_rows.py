"""The rows behind a measure as files (度量的行): those it counted, and those it left out with why."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hengji.intake import Book, safe_csv, write_files
from hengji.model import PLAIN_UNIT, YUAN, Exact, Place, Problem, Unit, Unusable, did_you_mean, exact
from hengji.registers import WHY, Asked, Measure, RegisterTables, Source, listed_columns, listing_sql

#: How files of rows may end.
ENDINGS = (".csv", ".xlsx", ".parquet")
#: More rows than this are too many for a sheet that somebody reads.
MAX_SHEET_ROWS = 100_000
#: What a cell of a listing becomes in a file.
_Cell = str | Exact | None


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file for the rows that a measure counts, or for those that it leaves out."""

    path: Path
    counted: bool


def check_row_files(files: Sequence[RowFile]) -> Iterator[Problem]:
    """Why a file cannot be written as it is named."""
    for each in files:
        if each.path.suffix.lower() not in ENDINGS:
            yield Problem(Place(str(each.path)), f"不会写“{each.path.suffix or each.path.name}”这种文件",
                          "、".join(ENDINGS), suggestion=did_you_mean(each.path.suffix, ENDINGS))
    if len(files) == 2 and files[0].path.absolute() == files[1].path.absolute():
        yield Problem(Place(str(files[0].path)), "计入的行和不计入的行不能写到同一个文件", suggestion="请各写一个文件")


def write_rows(tables: RegisterTables, measure: Measure, asked: Asked, files: Sequence[RowFile]) -> tuple[Path, ...]:
    """Writes each of ``files``. Raises :class:`Unusable` where a sheet is too small for the rows."""
    source = tables.source(measure, asked)
    for each in files:
        sql = listing_sql(measure, source, tables.engine.dialect, counted=each.counted)
        if each.path.suffix.lower() == ".parquet":
            tables.engine.write(sql, each.path, metadata={"measure": f"{measure.register}/{measure.id}"})
            continue
        listing = _Listing(measure, source, counted=each.counted)
        lines = listing.lines(tables.engine.batches(sql))
        content = _csv(lines) if each.path.suffix.lower() == ".csv" else _workbook(each.path, measure, lines)
        write_files(each.path.parent, {each.path.name: content})
    return tuple(each.path for each in files)


class _Listing:
    """The columns of a listing with their headings, and rows as people read them."""

    def __init__(self, measure: Measure, source: Source, *, counted: bool) -> None:
        fields = source.register.by_name
        self.columns: list[tuple[str, Unit]] = []
        for name in listed_columns(measure, source.columns):
            field = fields.get(name)
            money = field is not None and field.type == "money"
            heading = field.title if field else {"_import": "导入批次"}.get(name, name)
            self.columns.append((f"{heading}（元）", YUAN) if money else (heading, PLAIN_UNIT))
        if counted:
            self.columns += [(f"{part.name}（{part.unit}）", part.unit) if part.sum else (part.name, PLAIN_UNIT)
                             for part in measure.parts if part.where or part.sum]
        else:
            self.columns.append((WHY, PLAIN_UNIT))

    def lines(self, batches: Iterator[Sequence[tuple[Any, ...]]]) -> Iterator[list[list[_Cell]]]:
        """The headings, then the rows, some thousands at a time."""
        yield [[heading for heading, _ in self.columns]]
        for batch in batches:
            yield [[_cell(value, unit) for value, (_, unit) in zip(row, self.columns, strict=True)] for row in batch]


def _cell(value: Any, unit: Unit) -> _Cell:
    match value:
        case None | str():
            return value
        case bool():
            return "是" if value else "否"
        case int() | Decimal():
            return exact(Fraction(value) / unit.scale)
        case date():
            return str(value)
    raise TypeError(f"{value!r} of a listing is of no kind that registers have")


def _csv(lines: Iterator[list[list[_Cell]]]) -> Iterator[bytes]:
    yield safe_csv(next(lines))
    for batch in lines:
        yield safe_csv(batch).removeprefix(BOM_UTF8)


def _workbook(path: Path, measure: Measure, lines: Iterator[list[list[_Cell]]]) -> bytes:
    book = Book(measure.name)
    sheet = book.sheet(measure.name)
    row = 0
    for batch in lines:
        if row + len(batch) - 1 > MAX_SHEET_ROWS:
            raise Unusable([Problem(Place(str(path)), f"行数超过 {MAX_SHEET_ROWS}，放不进一张好读的工作表",
                                    suggestion="请写成 .csv 或 .parquet")])
        for line in batch:
            for column, value in enumerate(line):
                sheet.put(row, column, value, "heading" if row == 0 else "text" if isinstance(value, str) else "number")
            row += 1
    sheet.freeze(1)
    return book.content()
