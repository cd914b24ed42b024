"""Layout is forgiven: what people do to a workbook without changing what it says changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hengji.frameworks import Framework, framework_yaml, shipped_framework
from hengji.frameworks.workbook_sheets import PLANS
from tests.frameworks.workbook_making import changed, imported

TREES = ("指标", "要点")
TABLES = tuple(plan.name for plan in PLANS if plan.name != "基本信息")
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def unmerge(sheet: Worksheet, *, fill: bool = False) -> None:
    for merged in [*sheet.merged_cells.ranges]:
        text = sheet.cell(merged.min_row, merged.min_col).value
        sheet.unmerge_cells(str(merged))
        if fill:
            for row in range(merged.min_row, merged.max_row + 1):
                sheet.cell(row, merged.min_col).value = text


def rearrange(sheet: Worksheet, order: Callable[[list[Any]], list[Any]]) -> None:
    """The columns of ``sheet`` in another order."""
    unmerge(sheet)
    columns = order([[cell.value for cell in column] for column in sheet.iter_cols()])
    for at, column in enumerate(columns, 1):
        for row, value in enumerate(column, 1):
            sheet.cell(row, at).value = value


def unmerged(book: Any) -> None:
    """The cells of parents taken apart: only the first keeps its text."""
    for name in TREES:
        unmerge(book[name])


def written_out(book: Any) -> None:
    """The parents written again in every row."""
    for name in TREES:
        unmerge(book[name], fill=True)


def columns_moved(book: Any) -> None:
    for name in TABLES:
        rearrange(book[name], lambda columns: columns[::-1])


def blank_rows(book: Any) -> None:
    unmerged(book)
    for name in TABLES:
        for row in range(book[name].max_row, 2, -2):
            book[name].insert_rows(row, 2)


def titles(book: Any) -> None:
    unmerged(book)
    for name in TABLES:
        book[name].insert_rows(1, 3)
        book[name]["A1"] = "甲县财政局绩效评价中心"
        book[name]["A2"] = "（2023年3月修订）"
    unmerge(book["基本信息"])
    book["基本信息"].insert_rows(1, 2)
    book["基本信息"]["B1"] = "甲县财政局绩效评价中心"


def two_rows_of_headings(book: Any) -> None:
    """一级指标 over 编号, 名称, 权重, as many tables have it."""
    sheet = book["指标"]
    unmerge(sheet)
    sheet.insert_rows(3)
    for column in range(1, sheet.max_column + 1):
        heading = sheet.cell(2, column).value
        if heading and "级" in heading[:2]:
            sheet.cell(2, column).value = f"{heading[:2]}指标"
            sheet.cell(3, column).value = heading[2:].replace("指标", "名称")
    for left in range(1, 10, 3):
        for column in (left + 1, left + 2):
            sheet.cell(2, column).value = None
        sheet.merge_cells(start_row=2, end_row=2, start_column=left, end_column=left + 2)


def headings_as_people_write_them(book: Any) -> None:
    names = {"一级权重": "一级指标分值（分）", "二级权重": "二级 指标\n权重", "三级权重": "三级分值：",
             "指标编号": "编号",
             "评分规则种类": "规则种类", "口径说明": "说明 *", "不低于": "at_least", "每步扣": " deduct"}
    for sheet in book:
        for row in sheet.iter_rows(max_row=2):
            for cell in row:
                if cell.value in names:
                    cell.value = names[cell.value]


def notes_of_ones_own(book: Any) -> None:
    draft = book.create_sheet("#草稿")
    draft["A1"] = "还要问财政局"
    book.create_sheet("Sheet1")
    sheet = book["所需数据"]
    sheet.cell(2, sheet.max_column + 1).value = "＃备注"
    sheet.cell(3, sheet.max_column).value = "问过了"


def english_words(book: Any) -> None:
    words = {"要点评分": "checklist", "超限扣分": "deduction", "不符扣分": "deduct", "预算单位": "agencies",
             "相加": "sum"}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in words:
                    cell.value = words[cell.value]


def kinds_said_once(book: Any) -> None:
    """The kind beside the indicator alone, or with the parameters alone."""
    sheet = book["评分规则"]
    column = next(cell.column for cell in sheet[2] if cell.value == "评分规则种类")
    for row in range(3, sheet.max_row + 1):
        if not (sheet.cell(row, 3).value or sheet.cell(row, 4).value):  # readings and parts have it only here
            sheet.cell(row, column).value = None


def only_the_parameters_that_are_needed(book: Any) -> None:
    """Rules without parameters need no row of their own."""
    sheet = book["评分规则"]
    for row in range(sheet.max_row, 2, -1):
        if all(cell.value is None for cell in sheet[row] if cell.column not in (1, 2, 7)):
            sheet.delete_rows(row)


@pytest.mark.parametrize("change", [
    unmerged, written_out, columns_moved, blank_rows, titles, two_rows_of_headings, headings_as_people_write_them,
    notes_of_ones_own, english_words, kinds_said_once, only_the_parameters_that_are_needed],
    ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", ["yanjin-2022", "recommended-department"])
def test_layout_is_forgiven(name: str, change: Callable[[Any], None]) -> None:
    framework, _ = shipped_framework(name)
    assert framework is not None
    back, problems = imported(changed(framework, change))
    assert problems == ()
    assert back is not None
    if change is headings_as_people_write_them:  # the unit of a heading stands behind the numbers below it
        assert meaning(back) == meaning(framework)
    else:
        assert back.text == framework_yaml(framework)


def meaning(framework: Framework) -> list[Any]:
    """What a framework says, however its numbers are written."""
    return [framework.id, framework.full, framework.places, framework.grades,
            [(node.code, node.name, node.weight, node.explain, node.source, node.materials, node.score)
             for node in framework.nodes]]


def full_width(book: Any) -> None:
    sheet = book["指标"]
    for row in range(3, sheet.max_row + 1):
        for column in (3, 6, 9):
            cell = sheet.cell(row, column)
            if cell.value is not None:
                cell.value = str(cell.value).translate(WIDE)
    for row in range(3, 6):
        book["等级"].cell(row, 2).value = str(book["等级"].cell(row, 2).value).translate(WIDE)
    for sheet in (book["评分规则"], book["要点"]):
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, 1).value = sheet.cell(row, 1).value.translate(WIDE)


def test_full_width_digits_are_digits() -> None:
    framework, _ = shipped_framework("yanjin-2022")
    assert framework is not None
    back, problems = imported(changed(framework, full_width))
    assert problems == ()
    assert back is not None
    assert meaning(back) == meaning(framework)


def test_percent_cells_are_percents() -> None:
    framework, _ = shipped_framework("yanjin-2022")
    assert framework is not None

    def percents(book: Any) -> None:
        sheet = book["要点"]
        for row in range(3, sheet.max_row + 1):
            cell = sheet.cell(row, sheet.max_column)
            if cell.value is not None:
                cell.value, cell.number_format = int(cell.value.rstrip("%").replace(".", "")) / (
                    1000 if "." in cell.value else 100), "0.0%"

    back, problems = imported(changed(framework, percents))
    assert problems == ()
    assert back is not None
    assert back.text == framework_yaml(framework)
