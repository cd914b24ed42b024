"""Mistakes in workbooks: each told once, at its sheet and cell, in the words of the sheets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from hengji.cases import bundled_path, case_workbook, load_case
from hengji.cases.sheets import LAYOUT
from hengji.cases.template import filled_workbook
from hengji.frameworks import load_framework
from hengji.intake import fill_layout
from hengji.model import Unusable
from hengji.telling import problem_told
from tests.cases.filling import EXAMPLES, HEADINGS, RIGHT, book_of, column, empty_row, problems_of, put, row, told

YANJIN = next(path for path in EXAMPLES if path.name == "yanjin-2022")
Book = openpyxl.Workbook
Change = Callable[[Book], Any]


def _note_sheet(book: Book) -> str:
    book.create_sheet("#我的草稿")["A1"] = "随便写"
    return ""


def _unknown_sheet(book: Book) -> str:
    book.create_sheet("草稿")["B2"] = 5
    return "草稿!A1 不认识的工作表“草稿”"


def _misnamed_sheet(book: Book) -> str:
    book["资料"].title = "资料表"
    return "资料表!A1 不认识的工作表“资料表”"


def _misnamed_form(book: Book) -> str:
    book["基本信息"].title = "基本情况"
    return "! 工作簿里没有“基本信息”这张工作表"


def _hidden_table(book: Book) -> str:
    book["问题"].sheet_state = "hidden"
    return "问题!A1 隐藏的工作表“问题”里有内容"


def _hidden_stranger(book: Book) -> str:
    sheet = book.create_sheet("暂存")
    sheet["A1"], sheet.sheet_state = 7, "hidden"
    return "暂存!A1 隐藏的工作表“暂存”里有内容"


def _hidden_but_empty(book: Book) -> str:
    book["不适用指标"].sheet_state = "hidden"
    return ""


def _letter_for_digit(book: Book) -> str:
    sheet = book["数据"]
    return put(sheet, row(sheet, 名称="年初预算数"), "数值", "354.3l") + " “354.3l”里的单位“l”不认识"


def _share_without_percent(book: Book) -> str:
    sheet = book["数据"]
    at = row(sheet, 名称="群众满意度")
    sheet.cell(at, column(sheet, "数值")).number_format = "General"
    return put(sheet, at, "数值", 0.95) + " “群众满意度”的单位是%，这里写的是“0.95”，没有百分号，不知道是95%还是0.95%"


def _serial_for_date(book: Book) -> str:
    book["资料"].cell(HEADINGS + 1, 3).number_format = "General"
    return put(book["资料"], HEADINGS + 1, "日期", 44562) + " “44562”不是日期"


def _reason_without_value(book: Book) -> str:
    sheet = book["要点评判"]
    at = row(sheet, 指标编号="A11", 第几点="2")
    put(sheet, at, "理由", "看过文件")
    return put(sheet, at, "是否符合", None) + " 要点评判缺“是否符合”（是、否，或未定（证据不足以判断））"


def _level_without_value(book: Book) -> str:
    sheet = book["数据"]
    return put(sheet, row(sheet, 名称="编制数"), "数值", None) + " 事实缺“数值”（数值，可带单位）"


def _cleared_row(book: Book) -> str:
    """A row that is not filled in any more is no mistake: the score then says what is missing."""
    sheet = book["数据"]
    at = row(sheet, 名称="编制数")
    for heading in ("数值", "证据等级", "资料标识", "行号", "在资料中的位置", "资料上印的数"):
        put(sheet, at, heading, None)
    return ""


def _judged_in_an_unknown_indicator(book: Book) -> str:
    sheet = book["要点评判"]
    return put(sheet, row(sheet, 指标编号="B23", 第几点="1"), "指标编号", "B2З") \
        + " 工作表“评判”里没有指标编号为“B2З”的一行"


def _twice(book: Book) -> str:
    sheet = book["给定得分"]
    return put(sheet, row(sheet, 指标编号="A12"), "指标编号", "A11") + " 指标编号“A11”填了两次"


def _without_key(book: Book) -> str:
    sheet = book["给定得分"]
    return put(sheet, row(sheet, 指标编号="A12"), "指标编号", None) + " “指标编号”空着"


def _unknown_level(book: Book) -> str:
    sheet = book["数据"]
    return put(sheet, row(sheet, 名称="编制数"), "证据等级", "很可靠") + " 这里不能写“很可靠”"


def _english_level(book: Book) -> str:
    sheet = book["数据"]
    put(sheet, row(sheet, 名称="编制数"), "证据等级", "original")
    return ""


def _unknown_fact(book: Book) -> str:
    sheet = book["数据"]
    at = empty_row(sheet)
    for heading, text in (("数值", "3"), ("证据等级", "原始记录"), ("单位", "人")):
        put(sheet, at, heading, text)
    return put(sheet, at, "名称", "编制人数") + " 指标体系没有列出名为“编制人数”的事实"


def _unit_of_another_kind(book: Book) -> str:
    sheet = book["数据"]
    return put(sheet, row(sheet, 名称="编制数"), "单位", "万元") + " “编制数”的单位不对：万元是金额"


def _missing_column(book: Book) -> str:
    sheet = book["资料"]
    sheet.cell(HEADINGS, column(sheet, "资料标识")).value = None
    for at in range(HEADINGS + 1, sheet.max_row + 1):
        sheet.cell(at, 1).value = None
    return f"资料!B{HEADINGS} 表头里没有“资料标识”这一列"


def _unknown_column(book: Book) -> str:
    sheet = book["资料"]
    sheet.cell(HEADINGS, 4).value, sheet.cell(HEADINGS + 1, 4).value = "页数", "30"
    return f"资料!D{HEADINGS} 不认识的列“页数”"


def _note_column(book: Book) -> str:
    sheet = book["资料"]
    sheet.cell(HEADINGS, 4).value, sheet.cell(HEADINGS + 1, 4).value = "#备注", "放在柜子里"
    return ""


def _blank_label(book: Book) -> str:
    sheet = book["基本信息"]
    at = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("评价年度"))
    sheet.cell(at, 2).value = None
    return f"基本信息!B{at} 评价案例缺“评价年度”"


def _missing_label(book: Book) -> str:
    sheet = book["基本信息"]
    at = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("评价年度"))
    sheet.delete_rows(at)
    return "基本信息!A1 工作表“基本信息”里没有“评价年度”这一项"


def _findings_in_one_line(book: Book) -> str:
    sheet = book["要点评判"]
    return put(sheet, row(sheet, 指标编号="B32", 第几点="1"), "问题编号", "F1、F2") + " 没有编号为“F1、F2”的问题"


def _formula_error(book: Book) -> str:
    sheet = book["数据"]
    return put(sheet, row(sheet, 名称="编制数"), "数值", "#DIV/0!") + " 单元格是错误值 #DIV/0!：公式的除数是 0 或空白"


CHANGES: list[Change] = [
    _note_sheet, _unknown_sheet, _misnamed_form, _hidden_table, _hidden_stranger, _hidden_but_empty,
    _letter_for_digit, _share_without_percent, _serial_for_date, _reason_without_value, _level_without_value,
    _cleared_row, _judged_in_an_unknown_indicator, _twice, _without_key, _unknown_level, _english_level, _unknown_fact,
    _unit_of_another_kind, _missing_column, _unknown_column, _note_column, _blank_label, _missing_label,
    _findings_in_one_line, _formula_error]


@pytest.fixture(scope="module")
def yanjin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mistakes") / "延津.xlsx"
    book_of(YANJIN).save(path)
    return path


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_a_mistake_is_told_once_at_its_cell(change: Change, yanjin: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(yanjin)
    expected = change(book)
    assert told(problems_of(book, tmp_path)) == ([expected] if expected else [])


def test_a_sheet_with_a_wrong_name_is_told_with_the_right_one(yanjin: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(yanjin)
    expected = _misnamed_sheet(book)
    (problem,) = problems_of(book, tmp_path)
    assert told((problem,)) == [expected]
    assert "是否想写“资料”？" in problem.suggestion
    book["资料表"].title = "资料"
    _misnamed_form(book)
    (problem,) = problems_of(book, tmp_path)
    assert problem.suggestion == "“基本情况”里有它的内容，请改名"


def test_a_serial_number_says_which_day_it_would_be(yanjin: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(yanjin)
    _serial_for_date(book)
    (problem,) = problems_of(book, tmp_path)
    assert "2022-01-01" in problem.suggestion
    assert "单元格格式改为日期" in problem.suggestion
    put(book["资料"], HEADINGS + 1, "日期", date(2022, 1, 1))
    assert problems_of(book, tmp_path) == ()


def test_the_unit_of_a_row_before_that_of_its_heading_before_that_above_the_table(yanjin: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(yanjin)
    sheet = book["数据"]
    at = row(sheet, 名称="年初预算数")
    sheet.cell(HEADINGS, column(sheet, "数值")).value = "数值（元）"
    put_value = sheet.cell(at, 6)
    for heading_unit, row_unit, above, number, unit in (
            ("（元）", None, "", 3543100, "元"), ("（元）", "万元", "", 354.31, "万元"),
            ("", None, "单位：亿元", 0.035431, "亿元")):
        sheet.cell(HEADINGS, 6).value = f"数值{heading_unit}"
        sheet.cell(at, 2).value, put_value.value, sheet["A2"].value = row_unit, number, above
        book.save(tmp_path / "案例.xlsx")
        case, problems = load_case(tmp_path / "案例.xlsx")
        assert case is not None, told(problems)
        (fact,) = [fact for fact in case.case.facts if fact.name == "年初预算数"]
        assert (fact.value, fact.unit.name) == (354_310_000, unit)


def test_several_mistakes_are_told_at_once_in_the_order_of_the_sheets(yanjin: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(yanjin)
    expected = [change(book) for change in (_findings_in_one_line, _letter_for_digit, _blank_label, _unknown_level,
                                            _unknown_sheet)]
    order = [sheet.title for sheet in book]
    found = told(problems_of(book, tmp_path))
    assert sorted(found) == sorted(expected)
    assert found == sorted(found, key=lambda line: (order.index(line.split("!")[0]),
                                                    int(re.findall(r"!\w*?(\d+) ", line)[0])))


MISTAKES = sorted((RIGHT.parent / "case").glob("*.yaml"))


def _carried(path: Path, folder: Path) -> Path | None:
    """The mistake of a text file in a workbook; None where a workbook has no place for it."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        filled = fill_layout(LAYOUT, data, "案例")
    except (yaml.YAMLError, Unusable, AttributeError, TypeError, StopIteration):
        return None
    framework, _ = load_framework(RIGHT / ("wide.yaml" if "wide" in data.get("framework", "") else "framework.yaml"))
    assert framework is not None
    made = folder / "案例.xlsx"
    made.write_bytes(filled_workbook(framework, filled, "案例"))
    return made


def test_mistakes_of_text_files_are_told_as_well_in_workbooks(tmp_path: Path) -> None:
    """Once, at a cell, and never with a name of the file format that its writer did not write."""
    names = {slot.name.rpartition(".")[2] for table in LAYOUT.tables.values() for slot in table.columns}
    names |= {word for table in LAYOUT.tables.values() for slot in table.columns for word in slot.words}
    names |= {path.rpartition(".")[2] for path in LAYOUT.tables}
    same = 0
    for path in MISTAKES:
        made = _carried(path, tmp_path)
        if made is None:
            continue
        (_, in_text), (_, problems) = load_case(path), load_case(made, RIGHT)
        assert len(problems) <= len(in_text), path.name
        same += len(problems) == len(in_text)
        for problem in problems:
            assert problem.place.cell or problem.place.document.endswith(".yaml"), path.name
            said = re.sub(r"“[^”]*”|现为：.*|\S+\.yaml|可用的有：.*", "", problem_told(problem))
            assert names.isdisjoint(re.findall(r"[A-Za-z_]+", said)), problem_told(problem)
    assert same >= 100


@pytest.mark.parametrize(("sheet", "words"), [
    ("数据", "工作簿里没有“数据”这张工作表"),
    ("评判", "!A1  工作簿里没有“评判”这张工作表，“要点评判”里的各行没有着落"),
])
def test_a_sheet_that_was_deleted_is_told_once(sheet: str, words: str, tmp_path: Path) -> None:
    loaded, _ = load_case(bundled_path("yanjin-2022"))
    assert loaded is not None
    path = tmp_path / "延津.xlsx"
    path.write_bytes(case_workbook(loaded.case, loaded.framework))
    book = openpyxl.load_workbook(path)
    del book[sheet]
    book.save(path)
    case, problems = load_case(path)
    assert case is None
    (problem,) = problems
    assert words in problem_told(problem)
