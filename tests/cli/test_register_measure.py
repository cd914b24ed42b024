"""``hengji register measure`` from the shell's side: words, files, exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from deltalake import write_deltalake
from openpyxl import load_workbook

from hengji.cli.app import main
from hengji.cli.exit_codes import DONE, UNUSABLE
from tests.registers.measuring.small import COLUMNS, PAID, RATE, ROWS, SHARE, write_register


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command for a register of a user's own, with a store of two versions in HENGJI_HOME."""
    monkeypatch.setenv("HENGJI_HOME", str(tmp_path / "home"))
    own = write_register(tmp_path / "own", solved_rate=RATE, way_share=SHARE, paid=PAID)
    columns = dict(zip(COLUMNS, map(list, zip(*ROWS, strict=True)), strict=True))
    table = pa.table({**columns, "_import": ["01"] * len(ROWS)})
    table = table.set_column(2, "came_at", table["came_at"].cast(pa.timestamp("us")))
    store = str(tmp_path / "home" / "stores" / "default" / "visits")
    write_deltalake(store, table.slice(0, 1), partition_by=["_import"])
    write_deltalake(store, table.slice(1), mode="append")
    return ["register", "measure", "visits", "--registers", str(own)]


def _json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_one_measure_is_told_with_its_rows_and_reasons(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*asked, "solved-rate", "--year", "2022"]) == DONE
    out = capsys.readouterr().out
    assert "解决率（2022年）：66.67%\n来访 3次，解决 2次，解决率 66.67%\n计入 3 行，不计入 3 行\n" in out
    assert "　1 行：电话打错\n" in out
    assert "台账 visits：第 1 版，共 8 行" in out


def test_all_measures_are_a_table_and_say_where_shares_overlap(asked: list[str],
                                                               capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*asked, "--year", "2022"]) == DONE
    out = capsys.readouterr().out
    assert all(name in out for name in ("解决率", "方式占比", "金额"))
    assert "“方式占比”各值加起来是 120.00%：一行可以属于几个值" in out.replace("\n", "")


def test_json_has_exact_values_and_the_query(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*asked, "解决率", "--from", "2022-01-01", "--to", "2022-06-30", "--by", "单位", "--where", "单位=甲",
                 "--json"]) == DONE
    found = _json(capsys)
    (one,) = found["measures"]
    assert (found["schema"], found["register"]["id"], found["snapshots"]["visits"]["version"]) == (
        "hengji/measures/1", "visits", 1)
    assert (one["group"], one["counted"], one["value"]) == (
        {"office": "甲局"}, 1, {"text": "100.00%", "exact": "1", "unit": "rate"})
    assert one["sql"].startswith("SELECT ")
    assert one["sentence"] == "来访 1次，解决 1次，解决率 100.00%"


def test_an_older_version_is_read_when_it_is_asked_for(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*asked, "solved-rate", "--at", "0", "--json"]) == DONE
    assert _json(capsys)["measures"][0]["counted"] == 1


def test_what_cannot_be_worked_out_says_why(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*asked, "solved-rate", "--year", "2019", "--where", "单位=乙局", "--json"]) == DONE
    (one,) = _json(capsys)["measures"]
    assert (one["value"], one["missing"]) == (None, "台账里没有2019年的行可以计入“解决率”")


def test_rows_are_written_as_csv_workbook_and_parquet(asked: list[str], tmp_path: Path,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    counted, left = tmp_path / "计入.csv", tmp_path / "不计入.parquet"
    assert main([*asked, "paid", "--rows", str(counted), "--left-out", str(left)]) == DONE
    lines = list(csv.reader(counted.read_text(encoding="utf-8-sig").splitlines()))
    assert lines[0] == ["编号", "来访时间", "导入批次", "金额合计（元）"]
    assert ["1", "2022-01-01 00:00:00", "01", "1"] in lines
    with duckdb.connect() as con:
        assert con.execute(f"SELECT count(*) FROM '{left}'").fetchall() == [(0,)]
    book = tmp_path / "不计入.xlsx"
    assert main([*asked, "solved-rate", "--left-out", str(book)]) == DONE
    sheet = load_workbook(book)["解决率"]
    assert [row[-1].value for row in sheet.rows][1:] == ["没有写单位", "电话打错"]


@pytest.mark.parametrize(("more", "words"), [
    (["solved"], ("没有名为“solved”的度量", "solved-rate")),
    (["solved-rate", "--by", "offic"], ("不能按“offic”分组", "office")),
    (["solved-rate", "--where", "单位=丙局"], ("“单位”没有“丙局”这个值", "甲局、乙局")),
    (["solved-rate", "--where", "甲局"], ("没有写明列和值",)),
    (["solved-rate", "--where", "金额=12.5"], ("不能按“金额”筛选：它是金额",)),
    (["solved-rate", "--year", "22"], ("“22”不是年度",)),
    (["solved-rate", "--from", "2022-02-30"], ("“2022-02-30”不是日期",)),
    (["solved-rate", "--from", "2022-03-01", "--to", "2022-01-01"], ("2022-03-01 晚于 2022-01-01",)),
    (["solved-rate", "--year", "2022", "--to", "2022-01-01"], ("就不写 --from 和 --to",)),
    (["solved-rate", "--at", "9"], ("版",)),
    (["solved-rate", "--at", "x"], ("“x”不是版本号",)),
    (["solved-rate", "--rows", "a.doc"], ("不会写“.doc”这种文件",)),
    (["solved-rate", "--rows", "a.csv", "--left-out", "a.csv"], ("不能写到同一个文件",)),
    (["--rows", "a.csv"], ("几个度量一起算时不能写出行",)),
    (["solved-rate", "--engine", "oracle"], ("没有名为“oracle”的计算引擎",)),
    (["solved-rate", "--store", "空"], ("台账“来访”还没有导入过", "hengji register import visits")),
])
def test_a_mistake_is_told_and_nothing_is_written(more: list[str], words: tuple[str, ...], asked: list[str],
                                                  tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    assert main([*asked, *more]) == UNUSABLE
    said = capsys.readouterr().err
    assert all(word in said for word in words), said
    assert {path.name for path in tmp_path.iterdir()} == before


def test_nobody_is_looked_for_in_clear(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Persons are stored as hashes: in clear none would be found, and the figure would be of no rows."""
    more = ["closing-rate", "--where", "申请人证件号=410726199001010000"]
    assert main(["register", "measure", "service-cases", *more]) == UNUSABLE
    assert "不能按“申请人证件号”筛选：它是个人信息，加密保存" in capsys.readouterr().err
