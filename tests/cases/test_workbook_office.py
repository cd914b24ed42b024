"""Workbooks that another program has saved: the same scores from .xlsx, .ods and .xls."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from hengji.cases import case_document, case_workbook, load_case
from hengji.scoring import results_document, score_case
from tests.cases.filling import (
    EXAMPLES,
    HEADINGS,
    book_of,
    column,
    converted,
    fill_template,
    loaded,
    problems_of,
    put,
    row,
    told,
)

pytestmark = pytest.mark.needs_office
BY_NAME = {path.name: path for path in EXAMPLES}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("name", ["yanjin-2022", "jingdezhen-2023"])
def test_a_filled_template_saved_by_another_program(name: str, ending: str, tmp_path: Path, profile: Path) -> None:
    case = loaded(BY_NAME[name])
    source = tmp_path / "源" / "案例.xlsx"
    source.parent.mkdir()
    fill_template(case).save(source)
    back = loaded(converted(source, ending, tmp_path, profile))
    assert results_document(score_case(*back)) == results_document(score_case(*case))


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_case_keeps_every_text(ending: str, tmp_path: Path, profile: Path) -> None:
    case = loaded(BY_NAME["yanjin-2022"])
    source = tmp_path / "源" / "案例.xlsx"
    source.parent.mkdir()
    book_of(BY_NAME["yanjin-2022"]).save(source)
    back = loaded(converted(source, ending, tmp_path, profile))
    assert case_document(back.case) == case_document(case.case)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_mistakes_keep_their_cells(ending: str, tmp_path: Path, profile: Path) -> None:
    source = tmp_path / "源" / "案例.xlsx"
    source.parent.mkdir()
    book = book_of(BY_NAME["yanjin-2022"])
    sheet = book["数据"]
    sheet.cell(HEADINGS + 1, column(sheet, "数值")).number_format = "@"
    expected = [put(sheet, row(sheet, 名称="年初预算数"), "数值", "354.3l") + " “354.3l”里的单位“l”不认识"]
    assert told(problems_of(book, source.parent)) == expected
    case, problems = load_case(converted(source, ending, tmp_path, profile))
    assert case is None
    assert told(problems) == expected


def test_formulas_are_calculated_as_they_were_written(tmp_path: Path, profile: Path) -> None:
    """What the checks say before anybody calculates is what a spreadsheet calculates."""
    source = tmp_path / "源" / "案例.xlsx"
    source.parent.mkdir()
    case = loaded(BY_NAME["yanjin-2022"])
    source.write_bytes(case_workbook(case.case, case.framework))
    saved = converted(source, "xlsx", tmp_path, profile)
    before, after = (openpyxl.load_workbook(path, data_only=True)["#进度和核对"] for path in (source, saved))
    texts = [[str(cell.value or "") for cells in sheet.iter_rows(max_col=5) for cell in cells]
             for sheet in (before, after)]
    assert texts[0] == texts[1][:len(texts[0])]
