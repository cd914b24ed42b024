"""Titles and units of tables are found where reports print them."""

from __future__ import annotations

import pytest

from hengji.intake.documents.titles import title_above, unit_in, with_titles
from hengji.model import Paragraph, PrintedCell, PrintedTable


def table(*rows: tuple[str, ...], columns: int = 3) -> PrintedTable:
    cells = tuple(PrintedCell(text=text, row=row, column=column, columns=columns if len(texts) == 1 else 1)
                  for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1) if text)
    return PrintedTable(number=1, rows=len(rows), columns=columns, cells=cells)


def named(*above: str, rows: tuple[tuple[str, ...], ...] = (("项目", "预算", "决算"),)) -> tuple[str, str]:
    blocks = [Paragraph(text=text, number=number) for number, text in enumerate(above, 1)]
    found = with_titles([*blocks, table(*rows)])[-1]
    assert isinstance(found, PrintedTable)
    return found.title, found.unit


@pytest.mark.parametrize(("text", "unit"), [
    ("单位：万元", "万元"), ("（单位:元）", "元"), ("单 位 ： 万 元", "万元"), ("金额单位：人民币亿元", "亿元"),
    ("编制单位：云岭县档案馆        单位：元", "元"), ("单位：万元、%", "万元"), ("单位：人次", "人次"),
    ("收支情况表（万元）", "万元"), ("表2 收入表(单位：千元)", "千元"),
    ("项目单位：云岭县档案馆", ""), ("单位：元宝山区民政局", ""), ("预算数（万元）", ""), ("", ""),
])
def test_units(text: str, unit: str) -> None:
    assert unit_in(text) == unit


@pytest.mark.parametrize(("lines", "title"), [
    (["表2-1 收入预算执行情况表"], "表2-1 收入预算执行情况表"),
    (["表 3  各类指标得分：", "单位：分"], "表 3 各类指标得分"),
    (["表一", "支出明细"], "表一 支出明细"),
    (["表1：人员", "人员一览"], "表1：人员"),
    (["2024年收支总表（单位：万元）"], "2024年收支总表"),
    (["满意度调查统计（样本）"], "满意度调查统计（样本）"),
    (["支出决算表", "编制单位：云岭县档案馆 单位：元"], "支出决算表"),
    (["各项得分详见表5："], ""), (["支出情况如下表："], ""), (["本年收入100万元，支出90万元。"], ""), ([], ""),
])
def test_titles(lines: list[str], title: str) -> None:
    assert title_above(lines) == title


def test_the_paragraphs_before_a_table_name_it() -> None:
    assert named("表1 收入决算表", "（2024年度）", "单位：万元") == ("表1 收入决算表", "万元")
    assert named("表1 收入决算表\n单位：元") == ("表1 收入决算表", "元")
    assert named("表1 收入决算表", "其一。", "其二。", "其三。") == ("", "")


def test_the_first_rows_of_a_table_name_it() -> None:
    head = ("项目", "预算", "决算")
    assert named(rows=(("绩效目标申报表",), ("（2024年度）",), ("单位：万元",), head)) == ("绩效目标申报表", "万元")
    assert named(rows=(("编制单位：云岭县档案馆", "", "单位：元"), head)) == ("", "元")
    assert named("表4 目标", rows=(("绩效目标申报表",), head))[0] == "表4 目标"
    assert named(rows=(("项目", "预算（单位：元）", "比率（%）"), head)) == ("", "")


def test_a_table_does_not_take_what_belongs_to_the_one_before() -> None:
    first = Paragraph(text="表1 收入决算表（单位：元）", number=1)
    blocks = with_titles([first, table(("甲", "乙", "丙")), table(("甲", "乙", "丙"))])
    assert [(block.title, block.unit) for block in blocks if isinstance(block, PrintedTable)] == [
        ("表1 收入决算表", "元"), ("", "")]


def test_what_a_reader_has_set_stays() -> None:
    known = PrintedTable(number=1, rows=1, columns=1, cells=(), title="甲", unit="亿元")
    assert with_titles([Paragraph(text="支出表（单位：元）", number=1), known])[1] == known
