"""Forms as workbooks: numbers are numbers, what follows from others is a formula that gives what is printed."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from hengji.intake import Book
from hengji.reports.papers import PAPERS, Cell, Paper, Section, Table
from hengji.reports.papers.excel import paper_workbook
from hengji.reports.papers.excel_numbers import as_printed, figure_of
from tests.reports.papers.written import evaluated

KEPT = sorted(kind for kind, each in PAPERS.items() if each.workbook is not None)
CASES = ("yanjin-2022", "xinzheng-2021", "heshan-2021", "jingdezhen-2023", "zhengzhou-2022")


def opened(name: str, kind: str, *, values: bool = False) -> Any:
    evaluation, workbook = evaluated(name), PAPERS[kind].workbook
    paper = PAPERS[kind].make(evaluation.scorecard, evaluation.framework)
    assert workbook is not None
    content = workbook(paper, Book(kind))
    assert content == workbook(paper, Book(kind))
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def sheet_of(*rows: tuple[str, ...], head: tuple[str, ...], values: bool = False) -> Any:
    """A sheet with one table of these words; the head is in line 2."""
    table = Table("表", "", (10,) * len(head), (tuple(Cell(word, bold=True) for word in head),),
                  tuple(tuple(Cell(word) for word in row) for row in rows))
    paper = Paper("form", "表", sections=(Section("表", "表", (table,)),))
    return openpyxl.load_workbook(BytesIO(paper_workbook(paper, Book("表"))), data_only=values).active


@pytest.mark.parametrize(("words", "value", "style"), [
    ("354.31", Fraction(35431, 100), "number"), ("−5.18%", Fraction(-518, 10000), "percent"), ("10", 10, "plain"),
    ("100%", 1, "even"), ("95.5%", Fraction(955, 1000), "share"), ("1,234.50", Fraction(12345, 10), "number")])
def test_words_that_are_a_number_become_one(words: str, value: Fraction | int, style: str) -> None:
    found = figure_of(words)
    assert found is not None
    assert (found.value, found.style) == (value, style)
    assert as_printed(value, found)


@pytest.mark.parametrize("words", ["≥95%", "2022年", "007", "—", "", "12,34", "1.", "【缺：得分】", "3件"])
def test_other_words_stay_words(words: str) -> None:
    assert figure_of(words) is None


def test_rates_differences_and_sums_are_live_and_give_what_is_printed() -> None:
    head = ("项目", "调整预算数", "决算数", "执行率")
    rows = (("基本支出", "180.10", "180.10", "100.00%"), ("项目支出", "200.00", "155.86", "77.93%"),
            ("合计", "380.10", "335.96", "88.39%"))
    sheet = sheet_of(*rows, head=head)
    assert [sheet[at].value for at in ("D3", "D4", "B5", "C5", "D5")] == [
        '=IF(B3=0,"",C3/B3)', '=IF(B4=0,"",C4/B4)', "=SUM(B3:B4)", "=SUM(C3:C4)", '=IF(B5=0,"",C5/B5)']
    shown = sheet_of(*rows, head=head, values=True)
    assert (shown["C5"].value, shown["D4"].value) == (335.96, 0.7793)


def test_rates_of_a_part_of_the_year_are_live_too() -> None:
    sheet = sheet_of(("年度资金总额", "335.96", "167.98", "50.00%", "325.96", "−10.00"), head=(
        "项目", "全年预算数", "1—7月执行数", "1—7月执行率", "全年预计执行数", "预计偏差"))
    assert sheet["D3"].value == '=IF(B3=0,"",C3/B3)'
    assert sheet["F3"].value == "=E3-B3"


def test_what_does_not_follow_stays_a_number() -> None:
    sheet = sheet_of(("甲", "10.00", "5.00", "90.00%"), ("合计", "11.00", "5.00", "—"),
                     head=("项目", "分值", "得分", "得分率"))
    assert [sheet[at].value for at in ("D3", "B4", "D4")] == [0.9, 11, "—"]


def test_subtotals_are_not_added_again() -> None:
    sheet = sheet_of(("甲", "1.00"), ("乙", "2.00"), ("小计", "3.00"), ("丙", "4.00"), ("合计", "7.00"),
                     head=("项目", "金额"))
    assert (sheet["B5"].value, sheet["B7"].value) == ("=SUM(B3:B4)", "=SUM(B3:B4,B6)")


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("name", CASES)
def test_every_form_of_every_case_is_a_sheet_to_print(name: str, kind: str) -> None:
    book = opened(name, kind)
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.print_area
        assert sheet.print_title_rows
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, int(sheet.page_setup.fitToHeight)) == (1, 0)
        assert sheet["A1"].font.name == "黑体"


def test_the_form_of_self_evaluation_adds_up_by_itself() -> None:
    live, shown = opened("yanjin-2022", "self-evaluation"), opened("yanjin-2022", "self-evaluation", values=True)
    sheet, values = live["部门整体支出绩效自评表"], shown["部门整体支出绩效自评表"]
    assert [sheet[at].value for at in ("C4", "G4")] == ["=SUM(C5:C6)", '=IF(D4=0,"",E4/D4)']
    last = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "总分")
    assert str(sheet.cell(last, 7).value).startswith("=SUM(G")
    assert (values.cell(last, 6).value, values.cell(last, 7).value) == (100, 86)


def test_tables_of_one_kind_stand_on_one_sheet() -> None:
    book = opened("heshan-2021", "working-paper")
    assert book.sheetnames == ["投入", "过程", "产出", "效果"]
