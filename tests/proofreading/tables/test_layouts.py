"""Layouts of other provinces and kinds: of a right one nothing is told, of a wrong one the cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hengji.intake import read_manuscript
from hengji.model import Manuscript, PrintedTable, Proofread
from hengji.proofreading import proofread
from tests.proofreading.sheets.drawing import table
from tests.proofreading.tables.accounts import LAYOUTS as ACCOUNTS
from tests.proofreading.tables.forms import LAYOUTS as FORMS
from tests.proofreading.tables.writing import FORMATS

LAYOUTS = {**FORMS, **ACCOUNTS}


def drawn(name: str) -> PrintedTable:
    unit, title, rows, _ = LAYOUTS[name]
    return table(rows, unit=unit, title=title)


def read(one: PrintedTable) -> Proofread:
    return proofread(Manuscript("试稿.docx", "docx", (one,)))


def findings(found: Proofread) -> list[tuple[int, int, str]]:
    """Where errors and warnings stand, and what they are about; what lacks support is no matter of tables."""
    marks = [(each.quotation.mark, each.check) for each in found.contradictions
             if each.severity != "note" and each.check != "unsupported"]
    return [(mark.row, mark.column, check) for mark, check in marks if mark is not None]


def checked(found: Proofread) -> tuple[int, int]:
    """How many figures of tables were checked, and how many there are."""
    figures = [figure for figure in found.figures if figure.in_table]
    return sum(figure.relations > 0 for figure in figures), len(figures)


@pytest.mark.parametrize("name", LAYOUTS)
def test_of_a_right_table_nothing_is_told_and_nine_of_ten_figures_are_checked(name: str) -> None:
    found = read(drawn(name))
    seen, every = checked(found)
    assert findings(found) == []
    assert seen * 10 >= every * 9 > 0


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_wrong_digit_is_found_at_its_cell(name: str) -> None:
    right, (row, column, wrong) = drawn(name), LAYOUTS[name][3]
    cells = tuple(replace(cell, text=wrong) if (cell.row, cell.column) == (row, column) else cell
                  for cell in right.cells)
    assert [place[:2] for place in findings(read(replace(right, cells=cells)))] == [(row, column)]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["self_evaluation_of_2020", "monitoring", "accounts_in_total",
                                  "three_expenses_in_accounts", "income", "expenditure", "counties", "quarters"])
def test_every_format_is_read_alike(name: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"试稿.{form}"
    FORMATS[form](drawn(name), path)
    found = proofread(read_manuscript(path))
    assert findings(found) == []
    assert checked(found) == checked(read(drawn(name)))
