"""Every mistake in a framework's workbook is told with its sheet and cell, in the words of the sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hengji.frameworks import Framework, load_framework_workbook, shipped_framework
from hengji.telling import problem_told
from tests.frameworks.workbook_making import cell, changed, imported, row_of
from tests.making import framework

Change = Callable[[Any], None]


def small() -> Framework:
    """A framework whose cells can be counted: two heads, four leaves."""
    return framework([
        {"code": "A", "name": "管理", "weight": "50", "children": [
            {"code": "A1", "name": "预算执行率", "weight": "20", "formula": "支出数 / 年初预算数", "unit": "%",
             "rule": {"kind": "deduction", "at_least": "95%", "per": "1%", "deduct": "5%"},
             "readings": [{"name": "扣除人员", "source": "某处", "formula": "支出数 / 年初预算数 - 1%"}]},
            {"code": "A2", "name": "制度", "weight": "30", "rule": {
                "kind": "checklist", "way": "deduct", "each": "50%",
                "points": [{"text": "有制度"}, {"text": "已执行"}]}}]},
        {"code": "B", "name": "效果", "weight": "50", "children": [
            {"code": "B1", "name": "成效", "weight": "30", "rule": {"kind": "split", "parts": [
                {"name": "甲", "worth": "40%", "formula": "满意度", "rule": {"kind": "target", "at_least": "90%"}},
                {"name": "乙", "worth": "60%", "rule": {"kind": "all_or_nothing", "points": ["做到了"]}}]}},
            {"code": "B2", "name": "群众满意度", "weight": "20", "formula": "满意度", "rule": {
                "kind": "bands", "bands": [
                    {"from": "90%", "worth": "100%"}, {"from": "80%", "to": "90%", "worth": "60%"},
                    {"to": "80%", "worth": "0分"}]}}]}],
        [{"name": "年初预算数", "unit": "万元"}, {"name": "支出数", "unit": "万元"},
         {"name": "在职人员数", "unit": "人"}, {"name": "满意度", "unit": "%"},
         {"name": "人均支出", "unit": "万元", "formula": "支出数 / 2"}])


def put(sheet: str, at: str | tuple[str, int], value: Any) -> Change:
    """``value`` in a cell: its name, or its heading and its row."""

    def change(book: Any) -> None:
        found = book[sheet][at] if isinstance(at, str) else cell(book[sheet], at[0], at[1] - 2)
        found.value = value
    return change


def heading(sheet: str, known: str, to: str) -> Change:
    return lambda book: setattr(cell(book[sheet], known, 0), "value", to)


def add(sheet: str, **values: Any) -> Change:
    """A new row below the last."""

    def change(book: Any) -> None:
        below = max(found.row for line in book[sheet].iter_rows() for found in line if found.value is not None) + 1
        top = row_of(book[sheet], next(iter(values)))
        for known, value in values.items():
            cell(book[sheet], known, below - top).value = value
    return change


def title(sheet: str, to: str) -> Change:
    return lambda book: setattr(book[sheet], "title", to)


def hide(sheet: str) -> Change:
    return lambda book: setattr(book[sheet], "sheet_state", "hidden")


def new_sheet(name: str, *, hidden: bool = False) -> Change:
    def change(book: Any) -> None:
        sheet = book.create_sheet(name)
        sheet["B2"] = 5
        sheet.sheet_state = "hidden" if hidden else "visible"
    return change


def each(*changes: Change) -> Change:
    def change(book: Any) -> None:
        for one in changes:
            one(book)
    return change


def apart(*changes: Change) -> Change:
    """The same where the parents' cells are not merged."""

    def change(book: Any) -> None:
        for merged in [*book["指标"].merged_cells.ranges]:
            book["指标"].unmerge_cells(str(merged))
        each(*changes)(book)
    return change


#: Mistake → what is done to the workbook.
CHANGES: dict[str, Change] = {
    "weights do not add up": put("指标", ("二级权重", 3), 25),
    "full marks": put("基本信息", "B10", 90),
    "unknown fact": put("指标", ("公式", 3), "支出 / 年初预算数"),
    "dimensions": put("指标", ("公式", 3), "年初预算数 + 在职人员数"),
    "unit of another dimension": put("指标", ("单位", 3), "人"),
    "unit unknown": put("所需数据", ("单位", 3), "万圆"),
    "code twice": put("指标", ("二级编号", 4), "A1"),
    "sheet with another name": title("评分规则", "评分标准"),
    "sheet missing": lambda book: book.remove(book["等级"]),
    "hidden sheet with values": new_sheet("旧数", hidden=True),
    "hidden sheet of the framework": hide("要点"),
    "sheet not known": new_sheet("附表"),
    "no header": lambda book: book["要点"].delete_rows(1, 2),
    "column not known": heading("指标", "公式", "计算办法"),
    "column nearly known": heading("指标", "公式", "计算的公式"),
    "column missing": heading("所需数据", "单位", "#单位"),
    "cell missing": put("所需数据", ("单位", 4), None),
    "code missing": put("指标", ("二级编号", 4), None),
    "label without a value": put("基本信息", "B2", None),
    "label missing": lambda book: book["基本信息"].delete_rows(2),
    "kind not known": put("评分规则", ("评分规则种类", 4), "要点打分"),
    "kinds that differ": put("评分规则", ("评分规则种类", 4), "专家评判"),
    "kind nowhere": each(put("评分规则", ("评分规则种类", 4), None), put("指标", ("评分规则种类", 4), None)),
    "parameter of another kind": put("评分规则", ("不高于", 4), "10%"),
    "parameter missing": put("评分规则", ("每一步", 3), None),
    "both limits": put("评分规则", ("不高于", 3), "99%"),
    "word of an enumeration": put("评分规则", ("要点计分方式", 4), "扣分"),
    "part's share for a whole rule": put("评分规则", ("分项分值", 4), "50%"),
    "rule of an unknown indicator": add("评分规则", 指标编号="A3", 评分规则种类="专家评判"),
    "rule of an unknown reading": add("评分规则", 指标编号="A1", 其他口径="扣除人", 评分规则种类="专家评判"),
    "part of a rule without parts": add("评分规则", 指标编号="A2", 分项="丙", 评分规则种类="专家评判"),
    "split in a part": put("评分规则", ("评分规则种类", 6), "分项计分"),
    "rule twice": add("评分规则", 指标编号="A1", 评分规则种类="超限扣分"),
    "points of an unknown indicator": add("要点", 指标编号="Z9", 要点="甲"),
    "points of a kind without points": add("要点", 指标编号="A1", 要点="甲"),
    "points below a bare list": each(heading("要点", "分值", "二级要点"), put("要点", ("二级要点", 5), "甲")),
    "whose point": add("要点", 要点="甲"),
    "share without percent": put("评分规则", ("每点分值", 4), 25),
    "bands overlap": put("分档", ("上限（不含）", 4), "95%"),
    "unit above the parameters": put("评分规则", "A1", "单位：万元"),
    "nothing above": apart(*(put("指标", (known, 3), None) for known in ("一级编号", "一级指标", "一级权重"))),
    "parent written twice": apart(put("指标", ("一级编号", 4), "A"), put("指标", ("一级指标", 4), "管理类")),
    "row of nobody": add("指标", 指标解释="甲"),
    "grade": put("等级", ("从几分起", 4), "八十"),
    "date": put("基本信息", "B7", "2024年"),
    "veto": add("否决事项", 编号="V1", 事项="造假", 等级最高为="及格"),
    "fact twice": add("所需数据", 名称="支出数", 单位="万元"),
    "roll-up unfinished": put("所需数据", ("由谁汇总", 4), "预算单位"),
    "reading without difference": put("其他口径", ("公式", 3), None),
    "formula without a result": put("指标", ("公式", 3), "=1/0"),
    "several at once": each(put("所需数据", ("单位", 3), "万圆"), put("基本信息", "B10", 90),
                            put("评分规则", ("每步扣", 3), 5), put("指标", ("公式", 6), "无此数")),
}

#: Mistake → every problem that is told: where, and what is wrong.
TOLD: dict[str, list[str]] = {
    "weights do not add up": ["指标!A3  A 管理的权重是 50，下级权重合计 55"],
    "full marks": ["基本信息!B10  指标体系的满分是 90，下级权重合计 100"],
    "unknown fact": ["指标!G3  指标体系没有列出名为“支出”的事实"],
    "dimensions": ["指标!G3  金额与数量不能相加减或比较"],
    "unit of another dimension": ["指标!G3  “预算执行率”的公式得出的是比率，单位“人”是数量"],
    "unit unknown": ["所需数据!B3  不认识的单位“万圆”"],
    "code twice": [
        "指标!D4  编号“A1”重复",
        "指标!J4  要点评分缺“要点计分方式”（不符扣分（扣完为止）、符合得分）",
        "指标!J4  要点评分缺“要点”",
        "评分规则!A4  “指标”表里没有编号“A2”",
        "要点!A3  “指标”表里没有编号“A2”"],
    "sheet with another name": ["评分标准!A1  不认识的工作表“评分标准”"],
    "sheet missing": ["工作簿里没有“等级”这张工作表"],
    "hidden sheet with values": ["旧数!A1  隐藏的工作表“旧数”里有内容"],
    "hidden sheet of the framework": ["要点!A1  隐藏的工作表“要点”里有内容"],
    "sheet not known": ["附表!A1  不认识的工作表“附表”"],
    "no header": ["要点!A1  工作表“要点”的前 15 行里没有找到表头"],
    "column not known": ["指标!G2  不认识的列“计算办法”"],
    "column nearly known": ["指标!G2  不认识的列“计算的公式”"],
    "column missing": ["所需数据!A2  表头里没有“单位”这一列"],
    "cell missing": ["所需数据!B4  事实缺“单位”（单位，如 万元、人、%、日期）"],
    "code missing": [
        "指标!D4  指标缺“编号”（编号，如 B11）",
        "指标!J4  要点评分缺“要点计分方式”（不符扣分（扣完为止）、符合得分）",
        "指标!J4  要点评分缺“要点”",
        "评分规则!A4  “指标”表里没有编号“A2”",
        "要点!A3  “指标”表里没有编号“A2”"],
    "label without a value": ["基本信息!B2  指标体系缺“标识”（标识，如 yanjin-2022）"],
    "label missing": ["基本信息!A1  工作表“基本信息”里没有“标识”这一项"],
    "kind not known": ["评分规则!G4  这里不能写“要点打分”"],
    "kinds that differ": ["评分规则!G4  评分规则种类与 指标!J4 的“要点评分”不一致"],
    "kind nowhere": ["评分规则!A4  没有写评分规则种类"],
    "parameter of another kind": ["评分规则!M4  “要点评分”不用“不高于”"],
    "parameter missing": ["评分规则!A3  超限扣分缺“每一步”（每一步多大，如 1%）"],
    "both limits": ["评分规则!A3  A1 “不高于”和“不低于”要写且只写一个"],
    "word of an enumeration": ["评分规则!K4  这里不能写“扣分”"],
    "part's share for a whole rule": ["评分规则!E4  “要点评分”不用“分项分值”"],
    "rule of an unknown indicator": ["评分规则!A9  “指标”表里没有编号“A3”"],
    "rule of an unknown reading": ["评分规则!C9  “其他口径”表里没有 A1 的口径“扣除人”"],
    "part of a rule without parts": ["评分规则!A9  A2 的规则不是“分项计分”，不能有分项“丙”"],
    "split in a part": ["评分规则!G6  分项里不能再用“分项计分”"],
    "rule twice": ["评分规则!A9  A1 的规则写了两行，前一行在 评分规则!A3"],
    "points of an unknown indicator": ["要点!A6  “指标”表里没有编号“Z9”"],
    "points of a kind without points": ["要点!A6  A1 的规则是“超限扣分”，用不到“要点”表的这些行"],
    "points below a bare list": ["要点!F5  “全有或全无”不用“下一层要点”"],
    "whose point": ["要点!A6  “指标编号”空着"],
    "share without percent": ["评分规则!L4  “25”没有写明是几分还是权重的几成", "要点!E3  A2 要点“有制度”没有写分值"],
    "bands overlap": ["分档!A4  B2 90% 到 95% 之间有两档重叠"],
    "unit above the parameters": ["评分规则!A1  表上方写着“单位：万元”，不知道用于哪些数"],
    "nothing above": [
        "基本信息  指标体系的满分是 100，下级权重合计 50",
        "指标!D3  没有写上级：一级空着，二级有内容", "指标!D4  没有写上级：一级空着，二级有内容"],
    "parent written twice": ["指标!B4  同一个一级指标写得不一样"],
    "row of nobody": ["指标!K7  这一行没有写是哪个指标"],
    "grade": ["等级!B4  “八十”不是一个数"],
    "date": ["基本信息!B7  “2024年”不是日期"],
    "veto": ["否决事项!C3  没有等级“及格”"],
    "fact twice": ["所需数据!A8  事实“支出数”列了两次"],
    "roll-up unfinished": ["所需数据!A4  “支出数”的汇总没有写全"],
    "reading without difference": ["其他口径!A3  A1 口径“扣除人员”没有写有什么不同"],
    "formula without a result": ["指标!G3  单元格里的公式还没有计算过，文件里没有它的结果"],
    "several at once": [
        "基本信息!B10  指标体系的满分是 90，下级权重合计 100",
        "指标!G6  指标体系没有列出名为“无此数”的事实",
        "评分规则!J3  “5”没有写明是几分还是权重的几成",
        "所需数据!B3  不认识的单位“万圆”"],
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_mistake_is_told_at_its_cell(name: str) -> None:
    back, problems = imported(changed(small(), CHANGES[name]))
    assert back is None
    told = [problem_told(problem).splitlines()[0].split("体系.xlsx", 1)[1].lstrip(":").strip() for problem in problems]
    assert told == TOLD[name]


def test_what_to_do_is_told_in_the_words_of_the_sheet() -> None:
    def remedies(name: str) -> list[str]:
        return [problem.suggestion for problem in imported(changed(small(), CHANGES[name]))[1]]

    assert remedies("unknown fact") == ["是否想写“支出数”？"]
    assert remedies("parameter missing") == ["请补上“每一步”这一栏"]
    assert remedies("reading without difference") == ["请写“公式”这一栏或“评分规则”表"]
    assert remedies("rule of an unknown reading") == ["是否想写“扣除人员”？"]
    assert remedies("kind not known") == ["是否想写“要点评分”？"]
    assert remedies("column nearly known") == ["是否想写“公式”？自己备注用的列，请让表头以“#”开头"]


def test_an_unchanged_workbook_has_no_mistakes() -> None:
    back, problems = imported(changed(small()))
    assert back is not None
    assert problems == ()


def test_warnings_have_their_cells_and_their_words() -> None:
    printed, _ = shipped_framework("yanjin-2022")
    assert printed is not None
    back, _ = imported(changed(printed))
    assert back is not None
    assert [warning.place.sheet for warning in back.warnings] == ["评分规则", "评分规则", "分档"]


def test_what_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "文字.xlsx").write_text("schema: hengji/framework/1", encoding="utf-8")
    for name in ("没有.xlsx", "文字.xlsx"):
        back, problems = load_framework_workbook(tmp_path / name)
        assert back is None
        assert len(problems) == 1
