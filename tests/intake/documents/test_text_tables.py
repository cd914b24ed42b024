"""Tables that converters flattened come out with their rows, columns and merged cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake.documents.limits import MAX_TABLE_ROWS
from hengji.intake.documents.read_text import read_text_document
from hengji.model import Manuscript, Paragraph, PrintedTable


def read(folder: Path, text: str) -> Manuscript:
    path = folder / "稿.txt"
    path.write_text(text, encoding="utf-8")
    return read_text_document(path)


def tables(manuscript: Manuscript) -> list[PrintedTable]:
    return [block for block in manuscript.blocks if isinstance(block, PrintedTable)]


def grid(table: PrintedTable) -> list[list[str]]:
    """What is seen at each place; a merged cell at all of its places."""
    return [["".join(cell.text.split("\n")) if (cell := table.at(row, column)) else "∅"
             for column in range(1, table.columns + 1)] for row in range(1, table.rows + 1)]


def cells(*rows: str) -> str:
    """Rows as Word converters flatten them: each cell behind a tab, ``/`` between cells, an empty line after a row."""
    return "\n".join("".join(f"\t{cell}\n" for cell in row.split("/")) for row in rows)


def only(folder: Path, text: str) -> list[list[str]]:
    found, = tables(read(folder, text))
    return grid(found)


def test_cells_line_by_line(tmp_path: Path) -> None:
    found = read(tmp_path, "表3 支出情况\n单位：万元\n" + cells("项目/预算/决算", "工资/10.5/9", "合计/10.5/9")
                 + "\n\n后文。\n")
    table, = tables(found)
    assert grid(table) == [["项目", "预算", "决算"], ["工资", "10.5", "9"], ["合计", "10.5", "9"]]
    assert (table.title, table.unit) == ("表3 支出情况", "万元")
    assert [cell.starts[0].line for cell in table.cells] == [3, 4, 5, 7, 8, 9, 11, 12, 13]
    last = found.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text == "后文。"


def test_cells_over_several_lines(tmp_path: Path) -> None:
    text = ("\t一级\n\n指标\n\t名称\n\t标准\n\t得分\n\n"
            "\t产出\n\n(40分)\n\t办结率\n\t评分办法：\n1.高于九成得满分；\n2.低于九成不得分。\n\t38\n\n"
            "\t\n\t及时率\n\t按期得满分\n\n\t2\n\n\t合计\n\t\n\t\n\t40\n\n\n一、后文\n")
    found = read(tmp_path, text)
    table, = tables(found)
    assert grid(table) == [["一级指标", "名称", "标准", "得分"],
                           ["产出(40分)", "办结率", "评分办法：1.高于九成得满分；2.低于九成不得分。", "38"],
                           ["产出(40分)", "及时率", "按期得满分", "2"], ["合计", "", "", "40"]]
    output = table.at(3, 1)
    assert output is not None
    assert (output.row, output.rows, [start.line for start in output.starts]) == (2, 2, [8, 10])
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["一、后文"]


def test_the_last_column_goes_on_over_lines(tmp_path: Path) -> None:
    text = "\t名称\n\t得分\n\t说明\n\n\t甲\n\t2\n\t要点：\n①有制度；\n②有执行。\n\n\t乙\n\t3\n\t无\n"
    assert only(tmp_path, text)[1] == ["甲", "2", "要点：①有制度；②有执行。"]


def test_empty_paragraphs_in_a_cell_do_not_end_its_row(tmp_path: Path) -> None:
    text = "\t选项\n\t很好\n\t一般\n\t合计\n\n\t比率\n\t60%\n\n\n\t40%\n\n\n\t100%\n\n\t份数\n\t6\n\t4\n\t10\n"
    assert only(tmp_path, text) == [["选项", "很好", "一般", "合计"], ["比率", "60%", "40%", "100%"],
                                    ["份数", "6", "4", "10"]]


def test_text_directly_behind_a_table(tmp_path: Path) -> None:
    survey = cells("选项/好/差/合计", "份数/6/4/10")
    found = read(tmp_path, f"1.您对大厅是否满意?\n{survey} 2.您对窗口是否满意?\n\n{survey} 3.您来过几次？\n"
                           + cells("选项/一次/合计", "份数/10/10"))
    assert [table.columns for table in tables(found)] == [4, 4, 3]
    assert [block.text[:2] for block in found.blocks if isinstance(block, Paragraph)] == ["1.", "2.", "3."]


def test_a_stray_number_in_a_cell_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "\t选项\n\t好\n\t合计\n\n\t比率\n\t98.2%\n\n71%\n\t100%\n")
    assert grid(tables(found)[0])[1] == ["比率", "98.2%", "100%"]
    assert [(note.spot.line, "71%" in note.reason) for note in found.unread] == [(8, True)]


def test_heads_of_two_tiers(tmp_path: Path) -> None:
    text = cells("类别/人头支出/专项支出/本年合计/年末结余", "/在编/聘用/小计/小计//",
                 "预算/1/2/3/4/7/-", "决算/1/2/3/4/7/-")
    assert only(tmp_path, text)[:2] == [
        ["类别", "人头支出", "人头支出", "人头支出", "专项支出", "本年合计", "年末结余"],
        ["类别", "在编", "聘用", "小计", "小计", "本年合计", "年末结余"]]


def test_merged_cells_in_heads_totals_and_forms(tmp_path: Path) -> None:
    text = cells("绩效目标申报表", "单位名称/云岭县档案馆", "支出/金额/占比",
                 "人员/工资/82.6/80%", "/奖金/20.4/20%", "总计/103/100%")
    assert only(tmp_path, text) == [
        ["绩效目标申报表"] * 4, ["单位名称", "单位名称", "云岭县档案馆", "云岭县档案馆"],
        ["支出", "支出", "金额", "占比"], ["人员", "工资", "82.6", "80%"], ["人员", "奖金", "20.4", "20%"],
        ["总计", "总计", "103", "100%"]]


def test_an_empty_place_beside_a_new_label_stays_empty(tmp_path: Path) -> None:
    text = cells("一级/二级/名称/得分", "产出/数量/甲/1", "效益//乙/2", "//丙/3")
    assert only(tmp_path, text)[2:] == [["效益", "", "乙", "2"], ["效益", "", "丙", "3"]]


def test_paragraphs_that_begin_with_a_tab(tmp_path: Path) -> None:
    found = read(tmp_path, "\t本年收入增加，主要是拨款增加。\n\t本年支出减少，主要是压缩开支。\n"
                           "\t结余不变，与上年相同。\n")
    assert tables(found) == []
    assert len(found.blocks) == 3


def test_rows_with_tabs(tmp_path: Path) -> None:
    found = read(tmp_path, "表1 得分\n\n指标\t分值\t得分\n决策\t10\t8.6\n合计：\t10\t8.6\n\n后文。\n")
    table, = tables(found)
    assert grid(table) == [["指标", "分值", "得分"], ["决策", "10", "8.6"], ["合计：", "10", "8.6"]]
    assert table.title == "表1 得分"
    assert {cell.row: cell.starts[0].line for cell in table.cells} == {1: 3, 2: 4, 3: 5}


def test_padded_rows_pages_and_slips(tmp_path: Path) -> None:
    text = ("指标表\t\t\t\n一级\t二级\t三级\t目标\n投入\t管理\t预算完整\t完整\n\t\t执行率\t$\\geq 90\\%$\n\n"
            + "".join(f"\t\t第{number}项\t完整\n" for number in range(7))
            + "\t核算\t制度\t健全\n\t公开规范\t规范\t\n结果应用率\t\t$= 100\\%$\t\n产出\t数量\t件数\t100\n"
            "效益\t满意\t比率\t90\n")
    assert only(tmp_path, text) == [
        ["指标表"] * 4, ["一级", "二级", "三级", "目标"], ["投入", "管理", "预算完整", "完整"],
        ["投入", "管理", "执行率", "≥90%"], *(["投入", "管理", f"第{number}项", "完整"] for number in range(7)),
        ["投入", "核算", "制度", "健全"], ["投入", "核算", "公开规范", "规范"],
        ["投入", "核算", "结果应用率", "=100%"], ["产出", "数量", "件数", "100"],
        ["效益", "满意", "比率", "90"]]


def test_a_form_and_its_wide_answers(tmp_path: Path) -> None:
    text = "机构\t财政局\t部门\t档案馆\n分值\t81.4\t结论\t良\n情况\t<p>全年支出10万元。</p>\t\t\n"
    assert only(tmp_path, text)[2] == ["情况", "全年支出10万元。", "全年支出10万元。", "全年支出10万元。"]


def test_a_cell_broken_over_two_rows(tmp_path: Path) -> None:
    text = "一级\t二级\t三级\t目标\n产出\t重点\n工作\t接待\t好\n效益\t社会\t人次\t90\n"
    assert only(tmp_path, text)[1] == ["产出", "重点工作", "接待", "好"]


def test_rows_between_strokes(tmp_path: Path) -> None:
    assert only(tmp_path, "| 项目 | 金额 |\n|---|---:|\n| 甲 | 1 |\n") == [["项目", "金额"], ["甲", "1"]]


@pytest.mark.parametrize("text", ["1.\t做好档案的收集、整理和保管工作\n2.\t做好档案的查阅、利用和开发工作\n",
                                  "一、概况……………\t1\n二、支出……………\t2\n", "甲\t乙\n后文，没有表。\n"])
def test_tabs_that_make_no_table(tmp_path: Path, text: str) -> None:
    assert tables(read(tmp_path, text)) == []


def test_columns_set_with_spaces(tmp_path: Path) -> None:
    text = ("           支出表\n单位名称：云岭县档案馆                单位：元\n\n"
            "编码   名称           合计           基本支出        项目支出\n\n"
            "201    公共服务   1,200.00 1,000.00      200.00\n201    档案         200.00                   200.00\n"
            "202    外事       100.00                   100.00\n"
            "\f编码   名称           合计           基本支出        项目支出\n"
            "208    社会保障    1,000.00    1,000.00     0.00\n20805               1,000.00    1,000.00    0.00\n"
            "       离休经费\n"
            "210    卫生       500.00      400.00       100.00\n            合计   2,900.00    2,400.00     500.00\n")
    table, = tables(read(tmp_path, text))
    assert grid(table)[-1] == ["", "合计", "2,900.00", "2,400.00", "500.00"]
    assert grid(table)[2:4] == [["201", "公共服务", "1,200.00", "1,000.00", "200.00"],
                                ["201", "档案", "200.00", "", "200.00"]]
    assert (table.unit, table.page) == ("元", 1)


def test_too_many_rows_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "\n".join(f"甲\t{number}\t1" for number in range(MAX_TABLE_ROWS + 7)))
    assert [table.rows for table in tables(found)] == [MAX_TABLE_ROWS]
    assert [f"{MAX_TABLE_ROWS + 7} 行" in note.reason for note in found.unread] == [True]


@pytest.mark.needs_documents
def test_the_real_report(documents: Path) -> None:
    found = read_text_document(documents / "yanjin-2022-evaluation.txt")
    read_tables = tables(found)
    assert len(read_tables) == 28
    assert [(table.rows, table.columns) for table in read_tables[:11]] == [
        (6, 4), (35, 4), (6, 4), (6, 8), (19, 4), (6, 4), (9, 4), (24, 4), (10, 4), (9, 4), (32, 8)]
    spending = grid(read_tables[3])
    assert [f"{above}›{below}" for above, below in zip(spending[0], spending[1], strict=True)] == [
        "类别›类别", "基本支出›人员经费", "基本支出›公用经费", "基本支出›小计", "项目支出›小计",
        "本年支出合计›本年支出合计",
        "年末结转和结余›年末结转和结余", "总计›总计"]
    scores = [row[6] for row in grid(read_tables[10])]
    assert sum(int(score.replace(".", "").ljust(2, "0")) if "." in score else int(score) * 10
               for score in scores[1:-1]) == 860
    assert {table.rows for table in read_tables[11:]} == {3}
    assert all(cell.starts[0].line for table in read_tables for cell in table.cells)


@pytest.mark.needs_documents
@pytest.mark.parametrize(("name", "size"), [
    ("heshan-2021-self-evaluation", (30, 6)), ("jingdezhen-2023-feedback", (6, 4)),
    ("xinzheng-2021-evaluation", (6, 4)), ("zhengzhou-2022-self-evaluation", (25, 4)),
])
def test_the_other_real_documents(documents: Path, name: str, size: tuple[int, int]) -> None:
    table, = tables(read_text_document(documents / f"{name}.txt"))
    assert (table.rows, table.columns) == size
