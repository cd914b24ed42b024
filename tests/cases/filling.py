"""Workbooks filled in as people do it: cells found by their headings, changed, saved by another program."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from hengji.cases import LoadedCase, case_document, case_workbook, load_case, template_workbook
from hengji.cases.sheets import LAYOUT
from hengji.intake import fill_layout
from hengji.model import Problem
from hengji.telling import problem_told

HEADINGS = 3
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/case.yaml"))
RIGHT = ROOT / "tests" / "mistakes" / "right"


def loaded(path: Path) -> LoadedCase:
    """The case at ``path``; it must be without problems."""
    case, problems = load_case(path)
    assert case is not None, "\n".join(map(problem_told, problems))
    return case


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def book_of(path: Path) -> openpyxl.Workbook:
    """The filled workbook of the case at ``path``."""
    case = loaded(path)
    return opened(case_workbook(case.case, case.framework))


def column(sheet: Worksheet, heading: str) -> int:
    """The number of the column under ``heading``."""
    return 1 + [str(cell.value).strip("*") for cell in sheet[HEADINGS]].index(heading)


def row(sheet: Worksheet, **texts: str) -> int:
    """The first row that has these texts under these headings."""
    columns = {column(sheet, heading): text for heading, text in texts.items()}
    return next(number for number in range(HEADINGS + 1, sheet.max_row + 1)
                if all(str(sheet.cell(number, at).value or "") == text for at, text in columns.items()))


def put(sheet: Worksheet, at: int, heading: str, value: Any) -> str:
    """Writes a cell; gives its name."""
    cell = sheet.cell(at, column(sheet, heading))
    cell.value = value
    return f"{sheet.title}!{cell.coordinate}"


def empty_row(sheet: Worksheet) -> int:
    """The first row in which nothing stands."""
    return next(number for number in range(HEADINGS + 1, sheet.max_row + 2)
                if all(cell.value is None for cell in sheet[number]))


def problems_of(book: openpyxl.Workbook, folder: Path) -> tuple[Problem, ...]:
    """What is told of ``book``."""
    path = folder / "案例.xlsx"
    book.save(path)
    case, problems = load_case(path)
    assert (case is None) == bool(problems)
    return problems


def told(problems: tuple[Problem, ...]) -> list[str]:
    """Each problem as ``sheet!cell text``."""
    return [f"{problem.place.sheet or ''}!{problem.place.cell or ''} {problem.text}" for problem in problems]


def fill_template(case: LoadedCase) -> openpyxl.Workbook:
    """The empty template of the case's framework, filled in row by row with what the case holds.

    Rows of the template are used where there are any, and its empty rows for the rest.
    """
    book = opened(template_workbook(case.framework, case.case.framework))
    filled = fill_layout(LAYOUT, case_document(case.case), "案例")
    form = book[LAYOUT.wording.form]
    for slot in LAYOUT.form:
        if slot.name in filled.form:
            at = 1 + [str(cell.value).strip("*") for cell in form["A"]].index(slot.heading)
            form.cell(at, 2).value = filled.form[slot.name]
    for path, rows in filled.tables.items():
        for texts in rows:
            _fill_row(book, path, texts)
    return book


def _fill_row(book: openpyxl.Workbook, path: str, texts: Mapping[str, str]) -> None:
    table = LAYOUT.tables[path]
    # A table that few need is not in an empty template; who needs it adds its sheet.
    sheet = book[table.name] if table.name in book.sheetnames else book.create_sheet(table.name)
    headings = {slot.name: slot.heading for slot in table.columns}
    absent = [slot.heading for slot in table.columns if slot.name in texts
              and slot.heading not in [str(cell.value).strip("*") for cell in sheet[HEADINGS]]]
    for heading in absent:
        sheet.cell(HEADINGS, sheet.max_column + 1).value = heading
    columns = {slot.name: column(sheet, slot.heading) for slot in table.columns
               if slot.heading in [str(cell.value).strip("*") for cell in sheet[HEADINGS]]}
    named = {at: texts.get(slot.name, "") for slot in table.columns if slot.prefilled and slot.name != "unit"
             and (at := columns.get(slot.name))}
    inputs = [at for name, at in columns.items() if at not in named and name != "unit"]
    at = next((number for number in range(HEADINGS + 1, sheet.max_row + 1) if named
               and all(str(sheet.cell(number, place).value or "") == text for place, text in named.items())
               and not any(sheet.cell(number, place).value for place in inputs)), 0) or empty_row(sheet)
    for name, text in texts.items():
        cell = sheet.cell(at, column(sheet, headings[name]))
        if cell.value is None:
            share = cell.number_format.endswith("%") and _is_number(text)
            cell.value = float(Fraction(text) / 100) if share else text


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit()


def converted(source: Path, ending: str, folder: Path, profile: Path) -> Path:
    """``source`` as LibreOffice saves it with another ending."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", ending,
                    "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{ending}"
