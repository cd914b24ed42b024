"""Papers as plain text: headings numbered by depth, merged cells once and in their columns."""

from __future__ import annotations

from hengji.reports.papers import Cell, Chart, Heading, Paper, Section, Series, Table, plain_text, text

TABLE = Table("得分表", "分", (1, 1, 1, 1), ((Cell("一级"), Cell("二级"), Cell("得分", right=2)),), (
    (Cell("管理", down=2), Cell("预算"), Cell("5.00", right=2)),
    (Cell("资产"), Cell("4.00"), Cell("好\n很好")),
    (Cell("合计", right=2), Cell("9.00", right=2))), "说明。")
PAPER = Paper("evaluation", "某局\n报告", (("委托单位", "某财政局"),), (
    Section("摘要", "", (text("先说结论。"),)),
    Section("一", "概况", (text("是某局。"), Heading("小题", 2)), (
        Section("二", "职责", (text("管事。"),), (Section("三", "第一项", (), (Section("四", "细目"),)),)),)),
    Section("五", "结果", (TABLE, Chart("得分率", "bar", ("甲",), (Series("得分率", (1,)),))))),
    (Section("附", "附件1　表", (text("见表。"),), (Section("六", "第一部分"),)),))


def test_headings_are_numbered_by_their_depth() -> None:
    lines = [line for line in plain_text(PAPER).splitlines() if line]
    assert lines[:12] == ["某局", "报告", "委托单位：某财政局", "先说结论。", "一、概况", "是某局。", "（一）小题",
                          "（二）职责", "管事。", "1.第一项", "（1）细目", "二、结果"]
    assert lines[-3:] == ["附件1　表", "见表。", "一、第一部分"]


def test_a_merged_cell_stands_once_in_its_column() -> None:
    assert [line for line in plain_text(PAPER).splitlines() if line.startswith("\t")] == [
        "\t一级\t二级\t得分\t", "\t管理\t预算\t5.00\t", "\t\t资产\t4.00\t好　很好", "\t合计\t\t9.00\t"]


def test_a_table_has_its_unit_above_and_its_note_below() -> None:
    lines = plain_text(PAPER).splitlines()
    at = lines.index("得分表")
    assert lines[at + 1] == "单位：分"
    assert "说明。" in lines[at:]
    assert "【图：得分率】" in lines
