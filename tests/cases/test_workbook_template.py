"""Templates: all that a framework asks for, drop-downs, locked cells, and nothing filled in by guess."""

from __future__ import annotations

from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from hengji.cases import case_workbook, template_workbook
from hengji.cases.sheets import LAYOUT
from hengji.cases.template_words import HINTS, WIDTHS
from hengji.cli.app import main
from hengji.frameworks import Framework, find_framework, framework_ids
from tests.cases.filling import EXAMPLES, HEADINGS, RIGHT, column, loaded, opened, problems_of, row, told


def framework(name: str) -> Framework:
    found, problems = find_framework(name)
    assert found is not None, problems
    return found


every = pytest.mark.parametrize("name", framework_ids())


@every
def test_a_template_asks_for_everything_once(name: str) -> None:
    under = framework(name)
    book = opened(template_workbook(under))
    assert book["基本信息"]["B6"].value == under.id
    points = [(leaf.code, str(point.number)) for leaf in under.leaves for point in leaf.points]
    if points:
        sheet = book["要点评判"]
        assert [(sheet.cell(at, 1).value, str(sheet.cell(at, 2).value))
                for at in range(HEADINGS + 1, HEADINGS + 1 + len(points))] == points
    facts = [spec.name for spec in under.facts.values() if spec.tree is None]
    if "数据" in book:
        asked = [cell.value for cell in book["数据"]["A"][HEADINGS:] if cell.value]
        apart = [cell.value for cell in book["自动计算的数"]["A"][HEADINGS:] if cell.value]
        assert set(facts) <= {*asked, *apart}
        assert not {*asked} & {*apart}
    given = [cell.value for cell in book["给定得分"]["A"][HEADINGS:] if cell.value]
    assert given == ["总分", *(node.code for node in under.nodes if node.weighted)]


@every
def test_a_template_is_not_filled_in(name: str, tmp_path: Path) -> None:
    """Nothing but what is missing on the form is told of it: prefilled rows are no entries."""
    problems = problems_of(opened(template_workbook(framework(name))), tmp_path)
    assert told(problems) == [f"基本信息!B{at} {record}缺“{heading}”{doc}" for at, record, heading, doc in (
        (5, "评价案例", "案例标识", "（标识，如 yanjin-2022）"), (7, "评价对象", "部门（单位）全称", ""),
        (14, "评价案例", "评价年度", ""), (15, "评价案例", "评价类型", "（绩效评价、绩效自评、评价结果反馈）"))]


def test_last_years_value_has_a_row_of_its_own() -> None:
    sheet = opened(template_workbook(framework("yanjin-2022")))["数据"]
    name = "累计结转结余资金总额"
    assert row(sheet, 名称=name, 上年数="是") == row(sheet, 名称=name, 上年数="") + 1


@every
def test_choices_have_drop_downs(name: str) -> None:
    book = opened(template_workbook(framework(name)))
    listed = {(sheet.title, str(area)) for sheet in book for validation in sheet.data_validations.dataValidation
              for area in validation.sqref.ranges if validation.type == "list"}
    for sheet, heading in product(book, ("证据等级", "单位", "是否符合", "严重程度", "状态", "是否发生", "剔除理由")):
        if sheet.title in HINTS_BY_SHEET and heading in [str(cell.value).strip("*") for cell in sheet[HEADINGS]]:
            letter = get_column_letter(column(sheet, heading))
            assert any(title == sheet.title and area.startswith(f"{letter}{HEADINGS + 1}") for title, area in listed), \
                (sheet.title, heading)


HINTS_BY_SHEET = {table.name for table in LAYOUT.tables.values()}


def test_no_score_above_its_weight_can_be_typed() -> None:
    sheet = opened(template_workbook(framework("yanjin-2022")))["给定得分"]
    limits = {str(validation.sqref): (validation.formula1, validation.formula2)
              for validation in sheet.data_validations.dataValidation if validation.type == "decimal"}
    assert limits[f"D{row(sheet, 指标编号='A11')}"] == ("0", "2")
    assert limits[f"D{row(sheet, 指标编号='总分')}"] == ("0", "100")


@every
def test_only_input_cells_can_be_changed(name: str) -> None:
    book = opened(template_workbook(framework(name)))
    for sheet in book:
        if sheet.title == "选项":
            assert sheet.sheet_state == "hidden"
            continue
        assert sheet.protection.sheet, sheet.title
        for cells in sheet.iter_rows():
            for cell in cells:
                yellow = cell.fill.fgColor.rgb == "FFFFFBE0"
                assert cell.protection.locked != yellow or cell.value is None, cell
                assert not (yellow and cell.value), f"{sheet.title}!{cell.coordinate} is filled in by guess"


def test_notes_tell_the_rule() -> None:
    sheet = opened(template_workbook(framework("yanjin-2022")))["给定得分"]
    comment = sheet.cell(row(sheet, 指标编号="A11"), 1).comment
    assert comment is not None
    assert "评分：3 个要点，不符每点扣权重的1/3" in comment.text


def test_progress_and_sums_are_live() -> None:
    case = loaded(next(path for path in EXAMPLES if path.name == "yanjin-2022"))
    content = case_workbook(case.case, case.framework)
    sheet = opened(content)["#进度和核对"]
    formulas = [str(cell.value) for cells in sheet.iter_rows() for cell in cells if str(cell.value).startswith("=")]
    assert any("COUNTA('数据'!$F$4:$F$23)" in formula for formula in formulas)
    shown = openpyxl.load_workbook(BytesIO(content), data_only=True)["#进度和核对"]
    texts = [cell.value for cells in shown.iter_rows() for cell in cells if cell.value]
    assert "已填 20 / 共 20" in texts
    assert "等于下级之和" in texts


@every
def test_no_text_is_wider_than_a_heading_allows(name: str) -> None:
    """Headings have widths of their own, and every table has its hint."""
    for table in LAYOUT.tables.values():
        assert table.path in HINTS
    book = opened(template_workbook(framework(name)))
    unknown = {str(cell.value).strip("*") for sheet in book if sheet.title in HINTS_BY_SHEET
               for cell in sheet[HEADINGS] if cell.value} - WIDTHS.keys()
    assert unknown == set()


def test_templates_are_the_same_bytes_twice() -> None:
    under = framework("yanjin-2022")
    assert template_workbook(under) == template_workbook(under)


# The command.

def test_the_command_writes_a_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "新" / "模板.xlsx"
    assert main(["template", "yanjin-2022", "-o", str(path)]) == 0
    assert f"已写出 {path}" in capsys.readouterr().out
    assert "xl/workbook.xml" in ZipFile(path).namelist()


def test_the_command_fills_in_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "延津.xlsx"
    assert main(["template", "yanjin-2022", "-o", str(path), "--case", "yanjin-2022"]) == 0
    assert main(["evaluate", str(path)]) == 0
    assert "总分 86.00" in capsys.readouterr().out


def test_a_framework_file_is_found_from_beside_the_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "案例" / "模板.xlsx"
    path.parent.mkdir()
    (tmp_path / "体系.yaml").write_bytes((RIGHT / "framework.yaml").read_bytes())
    assert main(["template", str(tmp_path / "体系.yaml"), "-o", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    assert book["基本信息"]["B6"].value == "../体系.yaml"
    for cell, text in (("B5", "x"), ("B7", "试用局"), ("B14", 2022), ("B15", "绩效评价")):
        book["基本信息"][cell] = text
    book.save(path)
    assert main(["evaluate", str(path)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(("arguments", "words"), [
    (["yanjin-202", "-o", "a.xlsx"], "是否想写“yanjin-2022”？"),
    (["yanjin-2022", "-o", "a.docx"], "以 .xlsx 结尾"),
    (["yanjin-2022", "-o", "a.xlsx", "--case", "heshan-2021"], "用的是指标体系“common-2013”，不是“yanjin-2022”"),
    (["yanjin-2022"], "缺少参数"),
])
def test_the_command_refuses(arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                             capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
