"""A drawn table as files of several formats, for the tests of whole documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import openpyxl

from hengji.model import PrintedTable

_NUMBER = re.compile(r"(-?)(\d[\d,]*)(\.\d+)?(%?)")


def as_word(table: PrintedTable, path: Path) -> None:
    """A Word file with the title, the unit and the table, merged as drawn."""
    document = docx.Document()
    for line in _above(table):
        document.add_paragraph(line)
    grid = document.add_table(table.rows, table.columns)
    for cell in table.cells:
        place = grid.cell(cell.row - 1, cell.column - 1)
        place.merge(grid.cell(cell.row + cell.rows - 2, cell.column + cell.columns - 2)).text = cell.text
    document.save(str(path))


def as_workbook(table: PrintedTable, path: Path) -> None:
    """A workbook with merged cells, its numbers numbers and its percentages formatted."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in _above(table):
        sheet.append([line])
    top = len(_above(table))
    for cell in table.cells:
        place = sheet.cell(top + cell.row, cell.column)
        match = _NUMBER.fullmatch(cell.text)
        if match:
            sign, whole, decimals, rate = match.groups()
            decimals = decimals or ""
            number = float(f"{sign}{whole.replace(',', '')}{decimals}")
            place.value = number / 100 if rate else number
            place.number_format = f"{'#,##' if ',' in whole else ''}0{re.sub('[0-9]', '0', decimals)}{rate}"
        elif cell.text:
            place.value = cell.text
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_cells(start_row=top + cell.row, end_row=top + cell.row + cell.rows - 1,
                              start_column=cell.column, end_column=cell.column + cell.columns - 1)
    book.save(path)


def as_page(table: PrintedTable, path: Path) -> None:
    """An HTML page with spans as drawn."""
    rows = ["".join(f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text)}</td>'
                    for cell in table.cells if cell.row == row) for row in range(1, table.rows + 1)]
    above = "".join(f"<p>{line}</p>" for line in _above(table))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    path.write_text(f'<html><meta charset="utf-8"><body>{above}<table>{body}</table></body></html>', encoding="utf-8")


def as_text(table: PrintedTable, path: Path) -> None:
    """Text with a row on each line, cells divided by tabs, a merged cell at its first place."""
    first = {(cell.row, cell.column): cell.text.replace("\n", "") for cell in table.cells}
    rows = ["\t".join(first.get((row, column), "") for column in range(1, table.columns + 1))
            for row in range(1, table.rows + 1)]
    path.write_text("\n".join((*_above(table), *rows)) + "\n", encoding="utf-8")


def _above(table: PrintedTable) -> list[str]:
    return [line for line in (table.title, f"单位：{table.unit}" if table.unit else "") if line]


#: By suffix.
FORMATS: dict[str, Callable[[PrintedTable, Path], None]] = {
    "docx": as_word, "xlsx": as_workbook, "html": as_page, "txt": as_text}
