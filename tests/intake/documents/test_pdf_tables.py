"""Tables of a PDF come out with their rows, columns and merged cells, however they are ruled."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake.documents import read_pdf as reading
from hengji.intake.documents.read_pdf import read_pdf
from hengji.model import PrintedTable

from .making_pdf import Paper, made, told

XS = (60, 200, 300, 400)
TEXT = (65, 205, 305)


def read(tmp_path: Path, *papers: Paper) -> list[str]:
    return told(read_pdf(made(tmp_path / "a.pdf", *papers)))


def ruled(rows: list[tuple[str, ...]], top: int = 100, pitch: int = 20) -> Paper:
    """A table with all lines, its first row at ``top``."""
    paper = Paper().grid(XS, [top + pitch * at for at in range(len(rows) + 1)])
    for at, row in enumerate(rows):
        paper.row(top + pitch * at + 14, TEXT, row)
    return paper


def test_a_ruled_table_with_title_and_unit(tmp_path: Path) -> None:
    page = ruled([("项目", "预算", "决算"), ("人员经费", "12.50", "12.30"), ("合计", "12.50", "12.30")])
    page.text(180, 60, "支出情况表", 16).text(330, 90, "单位：万元").text(60, 180, "注：本表数据取自决算。")
    manuscript = read_pdf(made(tmp_path / "a.pdf", page))
    assert told(manuscript)[2:] == [
        "项目|预算|决算", "人员经费|12.50|12.30", "合计|12.50|12.30", "注：本表数据取自决算。"]
    table = manuscript.blocks[2]
    assert isinstance(table, PrintedTable)
    assert (table.title, table.unit, table.page, table.number) == ("支出情况表", "万元", 1, 1)


def test_merged_heads_and_codes_in_columns(tmp_path: Path) -> None:
    whole, texts = (60, 100, 140, 260, 340, 420), (65, 105, 145, 265, 345)
    page = Paper().grid((60, 260, 420), (100, 120)).grid((60, 140, 260, 340, 420), (120, 160))
    page.rule(60, 140, 140, 140).rule(100, 140, 100, 160).grid(whole, (160, 180, 200))
    page.raw("1 1 0 rg 141 663 118 18 re f 0 0 0 rg")  # shading, which is no line
    page.text(150, 114, "科目", 10).text(330, 114, "支出", 10).text(80, 134, "编码", 10)
    page.row(154, texts, ("类", "款", "", "", "")).row(144, texts, ("", "", "名称", "合计", "基本"))
    page.row(174, texts, ("208", "05", "养老", "3.00", "2.00")).row(194, texts, ("合计", "", "", "3.00", "2.00"))
    assert read(tmp_path, page) == ["科目|<|<|支出|<", "编码|<|名称|合计|基本", "类|款|^|^|^",
                                    "208|05|养老|3.00|2.00", "合计|||3.00|2.00"]


def test_wrapped_cells_are_joined_and_lists_kept_apart(tmp_path: Path) -> None:
    page = Paper().grid(XS, (100, 160, 220)).row(114, TEXT, ("机关事业单位基本养老保险缴", "164,978,640,000,0", "项目"))
    page.row(134, TEXT, ("费支出", "00.00", ""))
    page.row(174, TEXT, ("1.整理档案", "12", "")).row(190, TEXT, ("2.保管档案", "34", ""))
    assert read(tmp_path, page) == ["机关事业单位基本养老保险缴费支出|164,978,640,000,000.00|项目",
                                    "1.整理档案\n2.保管档案|12 34|"]


def test_words_that_run_over_the_edge_stay_whole(tmp_path: Path) -> None:
    page = Paper().grid(XS, (100, 120, 140)).text(65, 114, "机关事业单位基本养老保险缴费支出明细", 10)
    page.row(134, TEXT, ("合计", "5", "6"))
    assert read(tmp_path, page) == ["机关事业单位基本养老保险缴费支出明细||", "合计|5|6"]


def test_rows_without_lines_between_them(tmp_path: Path) -> None:
    page = Paper().grid(XS, (100, 120, 190)).row(114, TEXT, ("项目", "预算", "决算"))
    for at, row in enumerate([("甲", "1.0", "2.0"), ("乙", "3.0", "4.0"), ("合计", "4.0", "6.0")]):
        page.row(138 + 20 * at, TEXT, row)
    assert read(tmp_path, page) == ["项目|预算|决算", "甲|1.0|2.0", "乙|3.0|4.0", "合计|4.0|6.0"]


def test_open_sides_and_thin_boxes_for_lines(tmp_path: Path) -> None:
    page = Paper()
    for y in (100, 120, 140):
        page.raw(f"60 {842 - y} 340 0.5 re f")
    for x in (200, 300):
        page.raw(f"{x} {842 - 140} 0.5 40 re f")
    page.row(114, TEXT, ("项目", "预算", "决算")).row(134, TEXT, ("甲", "1", "2"))
    assert read(tmp_path, page) == ["项目|预算|决算", "甲|1|2"]


def test_a_box_around_text_is_no_table(tmp_path: Path) -> None:
    page = Paper().grid((50, 545), (80, 300)).grid(XS, (100, 120, 140))
    page.row(114, TEXT, ("项目", "预算", "决算")).row(134, TEXT, ("甲", "1", "2")).text(60, 200, "框里的话。")
    assert read(tmp_path, page) == ["项目|预算|决算", "甲|1|2", "框里的话。"]


def test_a_table_goes_on_over_pages(tmp_path: Path) -> None:
    head = ("项目", "预算", "决算")
    first = ruled([head, ("甲", "1", "2"), ("乙", "3", "4")], 700).text(290, 820, "1")
    second = ruled([head, ("丙", "5", "6"), ("合计", "9", "12")], 60).text(290, 820, "2")
    manuscript = read_pdf(made(tmp_path / "a.pdf", first, second))
    assert told(manuscript) == ["项目|预算|决算", "甲|1|2", "乙|3|4", "丙|5|6", "合计|9|12"]
    table = manuscript.blocks[0]
    assert isinstance(table, PrintedTable)
    cells = [table.at(row, 2) for row in (3, 4)]
    assert [str(table.spot(cell)) for cell in cells if cell] == ["第1页表1第3行第2列", "第2页表1第4行第2列"]


def test_a_row_cut_by_the_end_of_the_page_is_mended(tmp_path: Path) -> None:
    first = ruled([("项目", "预算", "决算"), ("机关事业单位基本养老保险缴", "3", "4")], 700)
    second = ruled([("费支出", "", ""), ("合计", "3", "4")], 60)
    manuscript = read_pdf(made(tmp_path / "a.pdf", first, second))
    assert told(manuscript)[1:] == ["机关事业单位基本养老保险缴费支出|3|4", "合计|3|4"]
    table = manuscript.blocks[0]
    assert isinstance(table, PrintedTable)
    cell = table.at(2, 1)
    assert cell is not None
    assert [start.page for start in cell.starts] == [1, 2]


def test_a_table_of_very_many_rows_is_cut_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [ruled([(f"第{5 * at + row}项", "1", "2") for row in range(5)], 60) for at in range(4)]
    monkeypatch.setattr(reading, "MAX_TABLE_ROWS", 12)
    manuscript = read_pdf(made(tmp_path / "a.pdf", *pages))
    assert told(manuscript)[-1] == "第11项|1|2"
    assert manuscript.unread[0].reason.startswith("表格有 20 行，太多")


def test_a_cell_over_several_rows_that_the_page_cuts(tmp_path: Path) -> None:
    first = Paper().grid((60, 200, 300), (700, 720)).grid((200, 300), (740, 760)).rule(60, 720, 60, 760)
    first.rule(60, 760, 300, 760).rule(200, 720, 200, 760).rule(300, 720, 300, 760)
    first.row(714, (65, 205), ("指标", "得分")).row(734, (65, 205), ("产出", "5")).text(205, 754, "6", 10)
    second = Paper().grid((200, 300), (60, 80, 100)).grid((60, 200), (60, 100))
    second.text(205, 74, "7", 10).text(205, 94, "8", 10)
    assert read(tmp_path, first, second) == ["指标|得分", "产出|5", "^|6", "^|7", "^|8"]


def test_the_same_form_again_is_another_table(tmp_path: Path) -> None:
    pages = [ruled([("项目绩效目标表", "", ""), ("项目名称", name, "（元）"), ("总额", amount, "")], 700 - 640 * at)
             for at, (name, amount) in enumerate([("修缮", "100"), ("采购", "200")])]
    manuscript = read_pdf(made(tmp_path / "a.pdf", *pages))
    assert [type(block) for block in manuscript.blocks] == [PrintedTable, PrintedTable]


def test_words_below_each_other_make_a_table(tmp_path: Path) -> None:
    xs = (60, 250, 350, 450)
    page = Paper().text(200, 60, "收入支出情况表", 16).text(450, 85, "单位：万元", 10)
    page.text(60, 110, "项目", 10).text(350, 110, "支出", 10).row(126, xs, ("", "年初预算", "调整预算", "决算数"))
    page.row(146, xs, ("基本支出", "120.50", "130.00", "128.75"))
    page.row(166, xs, ("机关事业单位基本养老保险缴费", "20.00", "20.00", "19.99")).text(60, 179, "及职业年金", 10)
    page.row(199, xs, ("项目支出", "", "5.00", "4.50")).row(219, xs, ("合计", "140.50", "155.00", "153.24"))
    assert read(tmp_path, page.text(60, 260, "注：以上为审定数。"))[2:] == [
        "项目|支出|<|<", "|年初预算|调整预算|决算数", "基本支出|120.50|130.00|128.75",
        "机关事业单位基本养老保险缴费及职业年金|20.00|20.00|19.99", "项目支出||5.00|4.50",
        "合计|140.50|155.00|153.24", "注：以上为审定数。"]


def test_three_lines_make_a_table(tmp_path: Path) -> None:
    page = Paper()
    for y in (90, 112, 180):
        page.rule(60, y, 400, y)
    for at, row in enumerate([("项目", "预算", "决算"), ("甲", "1", "2"), ("乙", "3", "4"), ("合计", "4", "6")]):
        page.row(106 + 20 * at, TEXT, row)
    assert read(tmp_path, page) == ["项目|预算|决算", "甲|1|2", "乙|3|4", "合计|4|6"]


def test_a_line_between_each_row_and_none_between_columns(tmp_path: Path) -> None:
    page = Paper()
    for y in (90, 112, 150, 172):
        page.rule(60, y, 400, y)
    page.row(106, TEXT, ("项目", "预算", "决算")).row(128, TEXT, ("机关养老保险", "", ""))
    page.row(141, TEXT, ("缴费", "1", "2")).row(166, TEXT, ("合计", "1", "2"))
    assert read(tmp_path, page) == ["项目|预算|决算", "机关养老保险缴费|1|2", "合计|1|2"]


def test_an_underline_is_no_table(tmp_path: Path) -> None:
    page = Paper().text(60, 100, "项目名称：档案修缮").text(60, 140, "金额：5万元")
    page.rule(120, 102, 180, 102).rule(100, 142, 160, 142)
    assert read(tmp_path, page) == ["项目名称：档案修缮", "金额：5万元"]
