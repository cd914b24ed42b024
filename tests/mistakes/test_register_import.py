"""Mistakes in what is imported into a register: exit code 2, the place and the remedy told, nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import openpyxl
import pytest

from hengji.cli.app import main

HEAD = "办件编号,来源平台,办理单位,事项编码,受理时间,办结时间,承诺时限（工作日）\n"
GOOD = "2022-1,一网通办,县医保局,ITEM1,2022-03-01 09:15:00,2022-03-04 16:40:00,5\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def raw(content: bytes, name: str = "办件.csv") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path
    return make


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    return raw(content.encode(encoding))


def cut(name: str, length: int) -> Callable[[Path], Path]:
    """A sound workbook or Parquet file of which only ``length`` bytes are left."""
    def make(folder: Path) -> Path:
        path = folder / name
        if path.suffix == ".parquet":
            duckdb.sql(f"COPY (SELECT 'A'||i AS 办件编号 FROM range(1000) t(i)) TO '{path}' (FORMAT parquet)")
        else:
            openpyxl.Workbook().save(path)
        path.write_bytes(path.read_bytes()[:length])
        return path
    return make


def book(*rows: Sequence[object]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        made = openpyxl.Workbook()
        sheet = made.active
        assert sheet is not None
        sheet.title = "办件"
        for row in rows:
            sheet.append(list(row))
        made.save(folder / "办件.xlsx")
        return folder / "办件.xlsx"
    return make


MISTAKES = {
    "wrong encoding": (text("辦件編號,來源平台\n1,一網通辦\n", "big5"), ["没有找到表头", "编码对不对"]),
    "bytes of no encoding": (raw((HEAD + GOOD).encode() * 20_000 + b"2022-2,\xff\n"),
                             ["办件.csv:40001:8", "有的字节不是 UTF-8", "另存为"]),
    "empty": (text(""), ["文件是空的"]),
    "header only": (text(HEAD), ["表头之后没有数据行"]),
    "no header": (text("甲,乙,丙\n1,2,3\n"), ["没有找到表头", "办件编号", "--columns"]),
    "unknown column": (text(HEAD.replace("受理时间", "受理的时间") + GOOD), ["办件.csv:1:5", "不认识的列“受理的时间”",
                                                                   "--columns 受理时间=受理的时间", "--ignore"]),
    "missing column": (text("来源平台,单位名称,事项编码\n一网通办,县医保局,ITEM1\n"),
                       ["没有“办件编号”这一列，它必须有", "没有“办理单位”这一列", "--columns"]),
    "column twice": (text("办件编号,流水号,来源平台,办理单位,事项编码\n1,2,一网通办,甲,乙\n"),
                     ["“办件编号”和“流水号”都是“办件编号”"]),
    "key twice": (text(HEAD + GOOD + GOOD), ["办件.csv:3:1", "办件编号、来源平台“2022-1，一网通办”与第 2 行重复"]),
    "key empty": (text(HEAD + GOOD.replace("2022-1", "")), ["办件.csv:2:1", "“办件编号”是空的", "每行必填"]),
    "date in 2099": (text(HEAD + GOOD.replace("2022-03-04", "2099-03-04")), ["办件.csv:2:6", "在今天之后"]),
    "no date": (text(HEAD + GOOD.replace("2022-03-04 16:40:00", "三月四日")),
                ["“三月四日”不是时间", "2022-03-01 09:15:00"]),
    "finished before accepted": (text(HEAD + GOOD.replace("2022-03-04", "2022-02-04")),
                                 ["办件.csv:2:6", "办结时间早于受理时间", "2022-02-04"]),
    "negative": (text(HEAD + GOOD.replace(",5\n", ",-5\n")), ["办件.csv:2:7", "“-5”小于 0", "不小于 0"]),
    "unknown term": (text(HEAD + GOOD.replace("一网通办", "一网通")),
                     ["“一网通”不是“来源平台”认识的值", "是否想写“一网通办”？"]),
    "quotation mark": (text(HEAD + GOOD + '2022-2,"一网"通办,甲,乙,,,\n'), ["办件.csv:3", "引号用得不对"]),
    "quotation mark open": (text(HEAD + GOOD + '2022-2,"一网通办,甲,乙,,,\n' + GOOD), ["引号都没有成对"]),
    "too many cells": (text(HEAD + GOOD.replace("县医保局", "县医保局,多")),
                       ["办件.csv:2", "这一行有 8 格，表头只有 7 格"]),
    "too few cells": (text(HEAD + "2022-1,一网通办\n"), ["办件.csv:2", "这一行只有 2 格"]),
    "nul": (text(HEAD + GOOD.replace("县", "\0")), ["办件.csv:2:3", "不能用的字符"]),
    "endless header": (text(HEAD.strip() + "".join(f",列{at}" for at in range(100_000)) + "\n" + GOOD),
                       ["不认识的列“列0”", "还有 99990 列不认识", "--ignore '*'"]),
    "cell without heading": (text(HEAD.replace("\n", ",\n") + GOOD.replace("\n", ",备注\n")),
                             ["办件.csv:2:8", "这一格上面没有表头"]),
    "json list": (raw('[{"办件编号": "1"}]'.encode(), "办件.jsonl"), ["办件.jsonl:1", "整个文件是一个 JSON 列表"]),
    "cut parquet": (cut("办件.parquet", 500), ["办件.parquet", "不完整"]),
    "cut workbook": (cut("办件.xlsx", 900), ["办件.xlsx", "工作簿已损坏"]),
    "no workbook": (cut("办件.xlsx", 3), ["扩展名与内容不符"]),
    "moved heading": (book(["说明"], *([] for _ in range(20)), HEAD.strip().split(",")),
                      ["办件.xlsx:办件", "没有找到表头"]),
    "error in a cell": (book(HEAD.strip().split(","), ["1", "一网通办", "甲", "乙", "#N/A", None, 5]),
                        ["办件!E2", "单元格是错误值 #N/A"]),
    "formula without result": (book(HEAD.strip().split(","), ["1", "一网通办", "甲", "乙", "=NOW()", None, 5]),
                               ["公式还没有计算过", "打开、保存一次"]),
    "digits lost": (book(HEAD.strip().split(","), [41072619900101000000, "一网通办", "甲", "乙", None, None, 5]),
                    ["办件!A2", "后面的已经丢失"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_and_nothing_changes(mistake: str, tmp_path: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    make, words = MISTAKES[mistake]
    path = make(tmp_path)
    assert main(["register", "import", "service-cases", path.name, "--store", "库"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert [word for word in words if word not in told.err] == []
    assert not (tmp_path / "库" / "service-cases").exists()
    assert list((tmp_path / "库" / ".hengji" / "service-cases").iterdir()) == []


@pytest.mark.parametrize(("arguments", "words"), [
    (["service-case", "办件.csv"], ["是否想写“service-cases”"]),
    (["service-cases"], ["没有写明导入什么"]),
    (["service-cases", "没有.csv"], ["没有这个文件"]),
    (["service-cases", "."], ["这是一个文件夹"]),
    (["service-cases", "办件.csv", "--keep-good"], ["--rejects"]),
    (["service-cases", "办件.csv", "--rejects", "办件.csv"], ["不能写在上面"]),
    (["service-cases", "办件.csv", "--encoding", "汉字"], ["不认识的编码“汉字”"]),
    (["service-cases", "办件.csv", "--encoding", "utf-16"], ["读不出文字"]),
    (["service-cases", "办件.csv", "--sheet", "一"], ["不是工作簿"]),
    (["service-cases", "办件.csv", "--columns", "办件编号"], ["台账的字段=文件里的列名"]),
    (["service-cases", "办件.csv", "--columns", "办件编码=流水"], ["没有名为“办件编码”的字段", "办件编号"]),
    (["service-cases", "办件.csv", "--table", "t"], ["--database"]),
    (["service-cases", "--database", "sqlite:///x.db"], ["--table 或 --query"]),
    (["service-cases", "--database", "sqlite:///x.db", "--query", "DROP TABLE t"], ["只能写查询"]),
    (["service-cases", "--database", "sqlite:///x.db", "--table", "t"], ["没有名为“t”的表"]),
    (["service-cases", "--database", "没有", "--table", "t"], ["数据库地址不对"]),
])
def test_a_mistake_in_the_command_is_told(arguments: list[str], words: list[str], tmp_path: Path,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    text(HEAD + GOOD)(tmp_path)
    assert main(["register", "import", *arguments, "--store", "库"]) == 2
    told = capsys.readouterr().err
    assert [word for word in words if word not in told] == []
    assert not (tmp_path / "库" / "service-cases").exists()


def test_problems_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text(HEAD + GOOD.replace(",5\n", ",-5\n"))(tmp_path)
    assert main(["register", "import", "service-cases", "办件.csv", "--store", "库", "--json",
                 "--rejects", "行.csv"]) == 2
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert (document["schema"], document["rejected"], document["rejects"]) == ("hengji/problems/1", 1, "行.csv")
    assert [problem["place"] for problem in document["problems"]] == ["办件.csv:2:7"]
    assert (tmp_path / "行.csv").exists()
    assert printed.err == ""


def test_a_store_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text(HEAD + GOOD)(tmp_path)
    (tmp_path / "库").write_text("这是一个文件", encoding="utf-8")
    assert main(["register", "import", "service-cases", "办件.csv", "--store", "库"]) == 2
    assert "写不进台账库" in capsys.readouterr().err


def test_persons_and_cells_under_no_heading_are_listed_nowhere(tmp_path: Path,
                                                               capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the person is the key, and the columns stand in another order than the register's fields."""
    (tmp_path / "积分.csv").write_text("考核截止日,月份,工号,\n" + "2022-03-31,2022-03-01,示例工号甲,\n" * 2
                                     + "2022-03-31,2022-03-01,示例工号乙,13800000000\n", encoding="utf-8")
    assert main(["register", "import", "points", "积分.csv", "--store", "库", "--rejects", "行.csv"]) == 2
    told = capsys.readouterr().err
    assert "工号、月份“（个人信息，不列出），2022-03-01”与第 2 行重复" in told
    assert "积分.csv:4:4  这一格上面没有表头" in told
    told += (tmp_path / "行.csv").read_text("utf-8")
    assert [secret for secret in ("示例工号", "13800000000") if secret in told] == []
