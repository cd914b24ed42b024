"""The same rows through every kind of source give the same values."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import sqlalchemy

from hengji.model import Unusable
from hengji.registers import ColumnChoice, ImportRequest, Origin, Register, Store, import_into
from tests.registers.importing.trial import GOOD, HEADINGS, STORED, bring, csv_text, row, stored

TYPED: dict[str, Any] = {
    "编号": "A1", "种类": "大厅", "标签": "即办、容缺", "受理时间": datetime(2022, 3, 1, 9, 15),
    "办结时间": datetime(2022, 3, 2, 9, 15), "日期": date(2022, 3, 1), "期限": date(2030, 3, 1), "天数": 1234,
    "金额": Decimal("12000.00"), "比例": Decimal("1.5"), "帮代办": True, "证件号": "410726199001010000", "电话": "138",
    "代码": "AB12", "备注": "甲，乙\n丙"}


def _csv(path: Path, encoding: str = "utf-8", delimiter: str = ",", title: str = "") -> Path:
    path.write_bytes((title + csv_text([GOOD], delimiter=delimiter)).encode(encoding))
    return path


def _excel(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某县办件登记表"])
    sheet.append(list(TYPED))
    sheet.append([float(value) if isinstance(value, Decimal) else value for value in TYPED.values()])
    sheet.merge_cells("A1:O1")
    book.save(path)
    return path


def _lines(path: Path) -> Path:
    plain = {name: float(value) if isinstance(value, Decimal) else str(value) if isinstance(value, date) else value
             for name, value in TYPED.items()}
    path.write_text(json.dumps({**plain, "标签": ["即办", "容缺"]}, ensure_ascii=False) + "\n\n", encoding="utf-8")
    return path


def _parquet(path: Path) -> Path:
    con = duckdb.connect()
    columns = ", ".join(f'${at} AS "{name}"' for at, name in enumerate(TYPED, 1))
    con.execute(f"CREATE TABLE t AS SELECT {columns}", list(TYPED.values()))
    con.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


@pytest.mark.parametrize(("make", "encoding"), [
    (lambda folder: _csv(folder / "办件.csv"), "UTF-8（自动识别）"),
    (lambda folder: _csv(folder / "办件.csv", "utf-8-sig"), "UTF-8（自动识别）"),
    (lambda folder: _csv(folder / "办件.csv", "gb18030"), "GB18030（自动识别）"),
    (lambda folder: _csv(folder / "办件.csv", "gbk"), "GB18030（自动识别）"),
    (lambda folder: _csv(folder / "办件.txt", "utf-16", "\t"), "UTF-16（自动识别）"),
    (lambda folder: _csv(folder / "办件.csv", delimiter=";", title="某县办件登记表\n\n"), "UTF-8（自动识别）"),
    (lambda folder: _excel(folder / "办件.xlsx"), ""),
    (lambda folder: _lines(folder / "办件.jsonl"), "UTF-8（自动识别）"),
    (lambda folder: _parquet(folder / "办件.parquet"), ""),
], ids=["utf-8", "bom", "gb18030", "gbk", "utf-16 tab", "title semicolon", "excel", "json lines", "parquet"])
def test_what_goes_in_comes_out(store: Store, register: Register, tmp_path: Path, make: Any, encoding: str) -> None:
    result = bring(store, register, make(tmp_path))
    assert result.problems == ()
    assert result.version == 0
    (source,) = result.sources
    assert (source.rows, source.rejected, source.encoding) == (1, 0, encoding)
    (kept,) = stored(store, register)
    assert {name: kept[name] for name in STORED} == STORED
    assert set(kept) == {*STORED, "no", "person"}  # what is not kept has no column


def test_a_database_by_table_and_by_query(store: Store, register: Register, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/业务库.db"
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text(
            "CREATE TABLE cases (no TEXT, 受理时间 TIMESTAMP, 金额 NUMERIC, 帮代办 BOOLEAN, 备注 TEXT)"))
        connection.execute(sqlalchemy.text(
            "INSERT INTO cases VALUES ('D1', '2022-03-01 09:15:00', 12.5, 1, '3:1'), ('D2', NULL, NULL, NULL, NULL)"))
    engine.dispose()

    def origin(**asked: str) -> ImportRequest:
        return ImportRequest((Origin(None, database=url, **asked),), "测试")

    assert import_into(store, register, origin(query="SELECT * FROM cases WHERE 备注 = '3:1'")).version == 0
    (kept,) = stored(store, register)
    assert (kept["began"], kept["amount"], kept["helped"], kept["note"]) == (
        "2022-03-01 09:15:00", "1250", "true", "3:1")
    result = import_into(store, register, origin(table="cases"))
    assert [problem.text for problem in result.problems] == ["编号“D1”在“试用”台账里已经有了"]


@pytest.mark.filterwarnings("ignore:Query string argument")
def test_no_password_and_no_person_of_an_address_or_a_query_is_kept(store: Store, register: Register,
                                                                    tmp_path: Path) -> None:
    path = tmp_path / "库.db"
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE cases (no TEXT, 备注 TEXT)"))
        connection.execute(sqlalchemy.text("INSERT INTO cases VALUES ('D1', '41072619900101001X')"))
    engine.dispose()
    origin = Origin(None, database=f"sqlite:///{path}?password=Geheim1&odbc=PWD%3DGeheim2",
                    query="SELECT no FROM cases WHERE 备注 = '41072619900101001X'")
    result = import_into(store, register, ImportRequest((origin,), "测试"))
    (commit,) = store.snapshots(register.id)
    told = f"{result} {commit}" + "".join(path.read_text("utf-8") for path in store.folder.rglob("*.json"))
    assert "***" in told
    assert [secret for secret in ("Geheim1", "Geheim2", "41072619900101001X") if secret in told] == []


def test_a_parquet_file_that_is_bad_inside_is_told(store: Store, register: Register, tmp_path: Path) -> None:
    path = tmp_path / "坏.parquet"
    duckdb.sql(f"COPY (SELECT hash(i)::VARCHAR AS 编号 FROM range(2000) t(i)) TO '{path}' (FORMAT parquet)")
    data = bytearray(path.read_bytes())
    data[60:400] = b"\xff" * 340
    path.write_bytes(data)
    with pytest.raises(Unusable) as raised:
        bring(store, register, path)
    (problem,) = raised.value.problems
    assert problem.text == "读到中间读不下去，文件是坏的"
    assert store.snapshot(register.id) is None


def test_several_files_are_one_commit_and_rows_lead_to_their_file(store: Store, register: Register,
                                                                  tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.csv" for name in "甲乙"]
    for path in paths:
        path.write_text(csv_text([row(no=path.stem)]), encoding="utf-8")
    result = bring(store, register, *paths)
    assert [source.name for source in result.sources] == ["甲.csv", "乙.csv"]
    snapshot = store.snapshot(register.id)
    assert snapshot is not None
    assert (snapshot.version, snapshot.rows) == (0, 2)
    folders = {file.parent.name for file in snapshot.files}
    assert folders == {f"_import={source.id}" for source in result.sources}


def test_headings_merged_over_two_rows_and_values_merged_over_several(store: Store, register: Register,
                                                                      tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["办件", None, "时间", None], ["编号", "种类", "受理时间", "办结时间"],
                 ["A1", "窗口", "2022-03-01", "2022-03-02"], ["A2", None, "2022-03-01", None]):
        sheet.append(line)
    for merged in ("A1:B1", "C1:D1", "B3:B4"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "合并.xlsx")
    assert bring(store, register, tmp_path / "合并.xlsx").problems == ()
    assert [(kept["no"], kept["kind"], kept["ended"]) for kept in stored(store, register)] == [
        ("A1", "窗口", "2022-03-02 00:00:00"), ("A2", "窗口", None)]


@pytest.mark.parametrize(("above", "heading", "fen", "told"), [
    ("单位：万元", "金额", "1230000", True),
    ("编制单位：某局，金额单位: 人民币万元", "金额", "1230000", True),
    ("单位：万元", "金额（元）", "123", False),
    ("编制单位：某局", "金额", "123", False),
])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_unit_above_the_table_is_that_of_bare_amounts(
        store: Store, register: Register, tmp_path: Path, kind: str, above: str, heading: str, fen: str,
        told: bool) -> None:
    path = tmp_path / f"表.{kind}"
    lines = [["某县支出表", "", ""], [above, "", ""], ["编号", heading, "备注"], ["A1", "1.23", "无"]]
    if kind == "xlsx":
        book = openpyxl.Workbook()
        assert book.active is not None
        for line in lines:
            book.active.append(line)
        book.save(path)
    else:
        path.write_text("\n".join('"' + '","'.join(line) + '"' for line in lines), encoding="gbk")
    result = bring(store, register, path)
    assert [kept["amount"] for kept in stored(store, register)] == [fen]
    assert any("照此读金额" in note for note in result.notes) == told


def test_moved_renamed_and_ignored_columns(store: Store, register: Register, tmp_path: Path) -> None:
    path = tmp_path / "办件.csv"
    path.write_text("序号,金额（万元）,流 水 号,经办\n1,1.5,A1,某人\n", encoding="utf-8")
    choice = ColumnChoice({"备注": "经办"}, ("序号",))
    assert bring(store, register, path, choice=choice).problems == ()
    (kept,) = stored(store, register)
    assert (kept["no"], kept["amount"], kept["note"]) == ("A1", "1500000", "某人")


def test_a_million_commas_in_quotes_and_lines_within_cells(store: Store, register: Register, tmp_path: Path) -> None:
    path = tmp_path / "办件.csv"
    notes = ["甲\n乙", '说“好”"对"', ",,,", "x" * 1000, "末尾空格在里面 不算"]
    path.write_text(csv_text([row(no=f"A{at}", note=note) for at, note in enumerate(notes)]), encoding="utf-8")
    assert bring(store, register, path).problems == ()
    assert [kept["note"] for kept in stored(store, register)] == notes


def test_every_heading_is_known_in_every_spelling(store: Store, register: Register, tmp_path: Path) -> None:
    path = tmp_path / "办件.csv"
    path.write_text(csv_text([GOOD], [f"　{name} ：" for name in HEADINGS]), encoding="utf-8")
    assert bring(store, register, path).version == 0
