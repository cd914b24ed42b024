"""Rows that do not fit: every wrong cell told with its place; nothing imported unless the user says so."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from hengji.registers import Register, Store
from tests.registers.importing.trial import GOOD, HEADINGS, bring, csv_text, row, stored


def _file(folder: Path, *rows: tuple[str, ...], name: str = "办件.csv") -> Path:
    path = folder / name
    path.write_text(csv_text(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(("cells", "column", "text", "expected"), [
    ({"kind": "柜台"}, 2, "“柜台”不是“种类”认识的值", "窗口、网上"),
    ({"modes": "即办、错的"}, 3, "“即办、错的”不是“标签”认识的值", "马上办、一次办、容缺受理"),
    ({"began": "明天"}, 4, "“明天”不是时间", "时间，如 2022-03-01 09:15:00"),
    ({"ended": "2099-01-01"}, 5, "“2099-01-01”在今天之后，事情还没有发生", "不晚于"),
    ({"ended": "2022-02-01"}, 5, "办结时间早于受理时间（受理时间 2022-03-01 09:15:00，办结时间 2022-02-01）", ""),
    ({"day": "1822-03-01"}, 6, "“1822-03-01”的年份不对", "1900 年至 2199 年"),
    ({"days": "-1"}, 8, "“-1”小于 0个工作日", "不小于 0个工作日"),
    ({"days": "2001"}, 8, "“2001”大于 2000个工作日", "不大于"),
    ({"amount": "-0.01"}, 9, "“-0.01”小于 0元", "不小于 0元"),
    ({"amount": "1.005"}, 9, "“1.005”不是精确到分的金额", "1234.50"),
    ({"rate": "三成"}, 10, "“三成”不是数", "数，如 12.5"),
    ({"helped": "也许"}, 11, "“也许”不是“是”或“否”", "“是”或“否”"),
    ({"code": "ab12"}, 14, "“ab12”的写法不对", "如 AB12"),
    ({"no": " "}, 1, "“编号”是空的", "每行必填"),
    ({"no": "4.10726E+17"}, 1, "“4.10726E+17”是表格软件的科学计数法，原来的数字已经不全", "完整的数字"),
    ({"no": " 2.02201e+11 "}, 1, "“2.02201e+11”是表格软件的科学计数法，原来的数字已经不全", "完整的数字"),
    ({"person": "4.10726E+17"}, 12, "“（个人信息，不列出）”是表格软件的科学计数法，原来的数字已经不全", "完整的数字"),
    ({"note": "#REF!"}, 15, "“#REF!”是表格软件的错误值", "原来的内容"),
    ({"no": '="001"'}, 1, '“="001"”带着表格软件的记号，不是内容本身', "只有内容本身"),
    ({"person": "'410726199001010000"}, 12, "“（个人信息，不列出）”带着表格软件的记号，不是内容本身", "只有内容本身"),
    ({"person": "13800000000.0"}, 12, "“（个人信息，不列出）”是编号，却写成了小数", "不带小数的编号"),
    ({"no": "合　计："}, 1, "“合 计：”像是合计行，不是一条记录", "一条记录"),
])
def test_a_wrong_cell_is_told(store: Store, register: Register, tmp_path: Path, cells: dict[str, str], column: int,
                              text: str, expected: str) -> None:
    result = bring(store, register, _file(tmp_path, row(no="A0"), row(**cells)))
    assert result.version is None
    (problem,) = result.problems
    assert problem.text == text
    assert expected in problem.expected
    assert (problem.place.line, problem.place.column) == (3, column)
    assert store.snapshot(register.id) is None


@pytest.mark.parametrize("text", ["A+B", "#1 楼", "'十四五'规划", "1.0", "C++", "=", "合计划拨"])
def test_odd_texts_that_are_sound_are_kept(store: Store, register: Register, tmp_path: Path, text: str) -> None:
    bring(store, register, _file(tmp_path, row(no=text, note=text)))
    assert [kept["note"] for kept in stored(store, register)] == [text]


def test_what_stands_below_the_table_is_no_row(store: Store, register: Register, tmp_path: Path) -> None:
    nothing = dict.fromkeys(("kind", "modes", "began", "ended", "day", "due", "days", "amount", "rate", "helped",
                             "person", "phone", "code", "note"), "")
    result = bring(store, register, _file(tmp_path, row(no="A0"), row(no="制表人：某某", **nothing)))
    assert result.version is None
    assert [problem.text for problem in result.problems] == ["这一行只有“编号”，别的都空着"]


def test_a_due_date_may_lie_ahead(store: Store, register: Register, tmp_path: Path) -> None:
    assert bring(store, register, _file(tmp_path, row(due="2099-01-01"))).version == 0


def test_the_good_rows_are_kept_if_the_user_says_so(store: Store, register: Register, tmp_path: Path) -> None:
    path = _file(tmp_path, row(no="A1"), row(no="A2", days="-1", amount="x"), row(no="A1"), row(no="A3"),
                 row(no="A4", note="=cmd|'/c calc'!A1", kind="=1+1"))
    out = tmp_path / "未导入" / "行.csv"
    refused = bring(store, register, path, rejects=out)
    assert refused.version is None
    result = bring(store, register, path, rejects=out, keep_good=True)
    assert result.version == 0
    assert [(source.rows, source.rejected) for source in result.sources] == [(2, 3)]
    assert [kept["no"] for kept in stored(store, register)] == ["A1", "A3"]
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    listed = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert listed[0] == ["文件", "工作表", "行", "列", "表头", "内容", "问题", "应为", "怎么办"]
    assert [line[2:6] for line in listed[1:]] == [
        ["3", "8", "天数", "-1"], ["3", "9", "金额", "x"], ["6", "2", "种类", "'=1+1"], ["4", "1", "编号", "A1"]]
    (commit,) = store.snapshots(register.id)
    assert (commit.imported, commit.rejected, commit.who) == (2, 3, "测试")


def test_persons_are_not_listed_in_clear(store: Store, register: Register, tmp_path: Path) -> None:
    out = tmp_path / "行.csv"
    bring(store, register, _file(tmp_path, row(days="-1")), rejects=out)
    assert "410726199001010000" not in out.read_text(encoding="utf-8-sig")


def test_wrong_cells_of_a_workbook_are_told_by_sheet_and_cell(store: Store, register: Register,
                                                              tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "三月"
    sheet.append(["标题"])
    sheet.append(list(HEADINGS))
    sheet.append(list(row(days="-1")))
    sheet.append([*row(no="A2")[:14], "#REF!"])
    sheet.append([*row(no="A3"), "多余"])
    sheet["O4"].data_type = "e"
    book.save(tmp_path / "办件.xlsx")
    out = tmp_path / "行.csv"
    result = bring(store, register, tmp_path / "办件.xlsx", rejects=out)
    assert [problem.place.spot for problem in result.problems] == ["三月!H3", "三月!O4", "三月!P5"]
    listed = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [line[1:4] for line in listed[1:]] == [["三月", "3", "H"], ["三月", "4", "O"], ["三月", "5", "P"]]


@pytest.mark.parametrize(("line", "text"), [
    (",".join(["A2", *["x"] * 16]), "这一行有 17 格，表头只有 15 格"),
    ("A2,窗口", "这一行只有 2 格，表头有 15 格"),
    ("A2" + "," * 13 + ",a\0b", "单元格里有不能用的字符（NUL）"),
])
def test_a_row_that_is_no_row_is_told(store: Store, register: Register, tmp_path: Path, line: str,
                                      text: str) -> None:
    path = _file(tmp_path, GOOD)
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    result = bring(store, register, path)
    (problem,) = result.problems
    assert problem.text.startswith(text)
    assert problem.place.line == 3


def test_keys_that_the_register_holds_are_told(store: Store, register: Register, tmp_path: Path) -> None:
    bring(store, register, _file(tmp_path, GOOD))
    result = bring(store, register, _file(tmp_path, row(note="改了"), row(no="A2")))
    (problem,) = result.problems
    assert problem.text == "编号“A1”在“试用”台账里已经有了"
    assert problem.place.line == 2


def test_keys_of_another_file_of_the_same_import_are_told(store: Store, register: Register, tmp_path: Path) -> None:
    first, second = _file(tmp_path, GOOD, name="甲.csv"), _file(tmp_path, row(note="别的"), name="乙.csv")
    result = bring(store, register, first, second)
    assert result.version is None
    assert [problem.text for problem in result.problems] == ["编号“A1”在“试用”台账里已经有了"]


def test_many_wrong_rows_are_counted_and_the_first_are_told(store: Store, register: Register, tmp_path: Path) -> None:
    out = tmp_path / "行.csv"
    result = bring(store, register, _file(tmp_path, *(row(no=f"A{at}", days="x") for at in range(3000))), rejects=out)
    assert len(result.problems) == 21
    assert "共 3000 行、3000 处不对，还有 2980 处" in result.problems[-1].text
    assert len(out.read_text(encoding="utf-8-sig").splitlines()) == 3001


def test_nothing_fits(store: Store, register: Register, tmp_path: Path) -> None:
    result = bring(store, register, _file(tmp_path, row(days="x")), rejects=tmp_path / "行.csv", keep_good=True)
    assert (result.version, [problem.text for problem in result.problems]) == (None, ["“x”不是整数"])
    assert store.snapshot(register.id) is None


def test_an_amount_merged_over_rows_may_be_their_sum(store: Store, register: Register, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["编号", "种类", "金额"], ["A1", "大厅", 100], ["A2", None, None], ["A3", "网厅", 7]):
        sheet.append(line)
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("C2:C3")
    path = tmp_path / "合并.xlsx"
    book.save(path)
    result = bring(store, register, path)
    assert result.version is None
    assert [(problem.place.cell, problem.text[:12]) for problem in result.problems] == [
        ("C2", "这个数合并在 2 行里，"), ("C3", "这个数合并在 2 行里，")]
