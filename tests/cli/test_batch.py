"""``hengji facts`` and ``hengji batch`` as a user runs them: good tables, and everything that can be wrong with one."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hengji.cases import bundled_ids
from hengji.cli.app import main
from hengji.frameworks import find_framework, load_framework
from hengji.model import decimal_text
from hengji.services import evaluate_case
from tests.batches import random_rows, write_facts

FRAMEWORK = """\
schema: hengji/framework/1
id: small
version: "1"
title: 小体系
source: 测试
grades: [{name: 优, from: 90}, {name: 差, from: 0}]
facts:
  - {name: 年初预算数, unit: 万元}
  - {name: 支出数, unit: 万元}
  - {name: 满意度, unit: "%"}
indicators:
  - code: A
    name: 管理
    weight: 100
    children:
      - {code: A1, name: 执行率, weight: 60, formula: 支出数 / 年初预算数, rule: {kind: proportional}}
      - {code: A2, name: 满意, weight: 20, formula: 满意度, rule: {kind: target, at_least: 90%}}
      - {code: A3, name: 专家, weight: 20, rule: {kind: judgement}}
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "小.yaml").write_text(FRAMEWORK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(select: str, name: str = "表.parquet") -> str:
    duckdb.sql(f"COPY ({select}) TO '{name}' (FORMAT parquet)")
    return name


def rows(name: str) -> list[dict[str, Any]]:
    with duckdb.connect() as con:
        found = con.execute(f"SELECT * FROM '{name}'")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


GOOD = ("SELECT '甲局' AS entity, 2025 AS period, '某市' AS region, 1000.00 AS 年初预算数, 333.33 AS 支出数, "
        "0.9 AS 满意度, 15.5 AS \"A3:points\"")


def test_a_table_is_scored_and_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", table(GOOD), "--framework", "小.yaml", "-o", "得分.parquet"]) == 0
    assert "1 行评分完毕：优 0，差 1" in capsys.readouterr().out
    (row,) = rows("得分.parquet")
    assert (row["entity"], row["period"], row["region"]) == ("甲局", 2025, "某市")
    assert row["A1_value"] == Decimal("0.3333300000")
    assert [str(row[name]) for name in ("A1_score", "A2_score", "A3_score", "A_score", "total")] == [
        "20.00", "20.00", "15.50", "55.50", "55.50"]
    assert row["grade"] == "差"
    assert row["A1_missing"] is None


def test_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", table(GOOD), "--framework", "小.yaml", "-o", "得分.parquet", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["rows"], told["grades"], told["unscored"]) == (
        "hengji/batch/1", 1, {"优": 0, "差": 1}, 0)


def test_other_names_and_units(small: Path) -> None:
    (small / "列.yaml").write_text("schema: hengji/columns/1\ncolumns:\n  entity: dw\n  period: nd\n  年初预算数: "
                                   "{column: ncys, unit: 万元}\n  支出数: zc\n  满意度: {column: myd, unit: \"%\"}\n"
                                   "  \"A3:points\": pf\n", encoding="utf-8")
    name = table("SELECT '甲局' AS dw, '2025' AS nd, 0.1000 AS ncys, 1000.00 AS zc, 90 AS myd, 20 AS pf")
    assert main(["batch", name, "--framework", "小.yaml", "--columns", "列.yaml", "-o", "得分.parquet"]) == 0
    (row,) = rows("得分.parquet")
    assert (row["A1_value"], str(row["total"]), row["grade"]) == (1, "100.00", "优")


def test_partitions_by_period_and_region(small: Path) -> None:
    name = table(f"{GOOD} UNION ALL {GOOD.replace('2025', '2024').replace('某市', '别市')}")
    assert main(["batch", name, "--framework", "小.yaml", "-o", "得分", "--partition-by", "period,region"]) == 0
    assert sorted(path.relative_to("得分").parts[0] for path in Path("得分").rglob("*.parquet")) == [
        "period=2024", "period=2025"]
    assert main(["batch", name, "--framework", "小.yaml", "-o", "得分", "--partition-by", "regoin"]) == 2


MISTAKES = {
    "缺“支出数”": (GOOD.replace("333.33 AS 支出数, ", ""), ["缺少“支出数”这一列（A1 要用）"]),
    "写错的列名": (GOOD.replace("AS 支出数", "AS 支出金额数"), ["缺少“支出数”", "是否就是“支出金额数”"]),
    "文字列": (GOOD.replace("1000.00", "'1,000.00'"), ["年初预算数", "文字列（VARCHAR）", "逗号"]),
    "不到整分": (GOOD.replace("333.33", "333.333"), ["支出数", "有不到整分的金额：1 行，如 甲局 2025"]),
    "NaN": (GOOD.replace("333.33", "'NaN'::DOUBLE"), ["有 NaN 或无穷大：1 行", "留空（NULL）"]),
    "超过满分": (GOOD.replace("15.5", "20.5"), ["A3:points", "有超过满分的评判分（最多 20 分）"]),
    "低于 0": (GOOD.replace("15.5", "-1"), ["有低于 0 分的评判分"]),
    "除后超过满分": (GOOD.replace("15.5", "41") + ', 2 AS "A3:points:over"', ["超过满分的分数（最多 20 分）"]),
    "没有单位": (GOOD.replace("'甲局'", "NULL::VARCHAR"), ["有 1 行没有填 entity"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_of_a_table(small: Path, capsys: pytest.CaptureFixture[str], mistake: str) -> None:
    select, words = MISTAKES[mistake]
    assert main(["batch", table(select), "--framework", "小.yaml", "-o", "得分.parquet"]) == 2
    told = capsys.readouterr().err
    assert [word for word in words if word not in told] == []
    assert not Path("得分.parquet").exists()


def test_all_mistakes_at_once_and_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = table("SELECT '甲局' AS entity, 'x' AS 年初预算数, 1.111 AS 支出数, 'Inf'::DOUBLE AS 满意度")
    assert main(["batch", name, "--framework", "小.yaml", "-o", "得分.parquet", "--json"]) == 2
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["place"].removeprefix("表.parquet:") for problem in problems] == [
        "period", "年初预算数", "A3:points", "支出数", "满意度"]


def test_a_framework_that_changed_since(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loaded, _ = load_framework(small / "小.yaml")
    assert loaded is not None
    duckdb.sql(f"COPY ({GOOD}) TO '表.parquet' (FORMAT parquet, KV_METADATA "
               "{'hengji.framework.id': 'small', 'hengji.framework.sha256': 'old'})")
    assert main(["batch", "表.parquet", "--framework", "小.yaml", "-o", "得分.parquet"]) == 2
    assert "在生成这张表以后改过" in capsys.readouterr().err
    assert main(["batch", table(GOOD), "--framework", "小.yaml", "-o", "得分.parquet"]) == 0
    assert main(["batch", "得分.parquet", "--framework", "yanjin-2022", "-o", "又.parquet"]) == 2
    assert "是为指标体系“small”准备的" in capsys.readouterr().err


@pytest.mark.parametrize("text, words", {
    "schema: hengji/columns/1\ncolumns: {支出额: zc}\n": ["不是这个指标体系要的列", "是否想写“支出数”"],
    "schema: hengji/columns/1\ncolumns: {支出数: {column: 支出数, unit: 人}}\n": ["单位“人”是数量"],
    "schema: hengji/columns/1\ncolumns: {支出数: {column: 支出数, unit: 亿圆}}\n": ["不认识的单位“亿圆”"],
    "schema: hengji/columns/1\ncolumns: {支出数: 没有的列}\n": ["缺少“没有的列”"],
    "columns: {}\n": ["schema"],
}.items())
def test_mistakes_of_a_column_map(small: Path, capsys: pytest.CaptureFixture[str], text: str, words: list[str]) -> None:
    (small / "列.yaml").write_text(text, encoding="utf-8")
    assert main(["batch", table(GOOD), "--framework", "小.yaml", "--columns", "列.yaml", "-o", "得分.parquet"]) == 2
    told = capsys.readouterr().err
    assert [word for word in words if word not in told] == []


def test_no_such_table(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "没有.parquet", "--framework", "小.yaml", "-o", "得分.parquet"]) == 2
    assert "没有.parquet" in capsys.readouterr().err
    assert main(["batch", table(GOOD), "--framework", "小.yaml", "-o", "得分.parquet", "--engine", "dukdb"]) == 2
    assert "duckdb、spark" in capsys.readouterr().err


@pytest.mark.parametrize("case_id", bundled_ids())
def test_collected_cases_score_as_evaluated(case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    """Every leaf, given scores among them; what only a branch was given is not in the table."""
    monkeypatch.chdir(tmp_path)
    evaluation = evaluate_case(case_id)
    card, framework = evaluation.scorecard, evaluation.framework
    (tmp_path / "体系.yaml").write_text(framework.text, encoding="utf-8")
    assert main(["facts", "collect", case_id, "-o", "表.parquet"]) == 0
    assert "1 个案例已汇集" in capsys.readouterr().out
    assert main(["batch", "表.parquet", "--framework", "体系.yaml", "-o", "得分.parquet"]) == 0
    (row,) = rows("得分.parquet")
    for node in card.nodes:
        if node.leaf and node.weighted:
            assert row[f"{node.code}_score"] == (None if node.score is None else Decimal(decimal_text(node.score, 2)))
    above = {given.code for given in card.case.given} - {leaf.code for leaf in framework.leaves}
    if not above:
        assert (str(row["total"]), row["grade"]) == (decimal_text(card.total or 0, 2), card.grade)


def test_collecting_what_does_not_go_together(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "表.parquet"
    assert main(["facts", "collect", "yanjin-2022", "xinzheng-2021", "没有这个", "-o", str(out)]) == 2
    told = capsys.readouterr().err
    assert "一张表只能汇集同一套指标体系" in told
    assert "没有这个文件夹、文件或内置案例" in told
    assert not out.exists()


def test_columns_of_a_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What is listed is what a table needs: a table of just these columns can be scored."""
    assert main(["facts", "columns", "yanjin-2022", "--json"]) == 0
    listed = {column["name"] for column in json.loads(capsys.readouterr().out)["columns"] if column["required"]}
    loaded, _ = find_framework("yanjin-2022")
    assert loaded is not None
    made = write_facts(loaded, random_rows(loaded, 2, 1), tmp_path / "表.parquet")
    assert {"entity", "period", *listed} <= set(rows(str(made))[0])
    assert main(["facts", "columns", "yanjin-2022"]) == 0
    told = capsys.readouterr().out
    assert "年初预算数　元，DECIMAL，两位小数　B11" in told
    assert "C12:points　分，最多 5　C12" in told


def test_what_a_person_should_look_at(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = GOOD.replace("333.33", "-333.33").replace("0.9 AS 满意度", "93.2 AS 满意度, 1 AS 备注")
    assert main(["batch", table(odd), "--framework", "小.yaml", "-o", "得分.parquet"]) == 0
    told = capsys.readouterr().out
    assert "请核对　没有用到的列：备注" in told
    assert "请核对　“支出数”有负数" in told
    assert "请核对　“满意度”最高 9320%，满意度不会超过 100%；比率列 1 就是 100%" in told


@pytest.mark.parametrize("name, hint", {"A1：not_applicable": "A1:not_applicable", "A9:points": "A3:points",
                                        "A2:1": ""}.items())
def test_columns_that_look_like_an_indicator_s(small: Path, capsys: pytest.CaptureFixture[str], name: str,
                                               hint: str) -> None:
    assert main(["batch", table(f'{GOOD}, 1 AS "{name}"'), "--framework", "小.yaml", "-o", "得分.parquet"]) == 2
    told = capsys.readouterr().err
    assert f"“{name}”像是某个指标的列" in told
    assert hint in told


def test_a_given_score_stands_before_the_rule(small: Path) -> None:
    given = f'{GOOD}, 12.34 AS "A2:given"'
    assert main(["batch", table(f"{given} UNION ALL {given.replace('12.34', 'NULL').replace('甲', '乙')}"),
                 "--framework", "小.yaml", "-o", "得分.parquet"]) == 0
    assert [str(row["A2_score"]) for row in rows("得分.parquet")] == ["12.34", "20.00"]


def test_points_over_a_divisor(small: Path) -> None:
    select = GOOD.replace("15.5", "2000000000") + ', 150000000 AS "A3:points:over"'
    assert main(["batch", table(select), "--framework", "小.yaml", "-o", "得分.parquet"]) == 0
    (row,) = rows("得分.parquet")
    assert str(row["A3_score"]) == "13.33"


def test_nothing_that_is_read_is_written_over(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = Path(table(GOOD))
    before = facts.read_bytes()
    for out in ("表.parquet", "./表.parquet", "小.yaml"):
        assert main(["batch", "表.parquet", "--framework", "小.yaml", "-o", out]) == 2
        assert "覆盖或混进" in capsys.readouterr().err
    (small / "一批").mkdir()
    facts.rename("一批/表.parquet")
    assert main(["batch", "一批", "--framework", "小.yaml", "-o", "一批/得分.parquet"]) == 2
    assert Path("一批/表.parquet").read_bytes() == before
    assert main(["facts", "collect", "yanjin-2022", "-o", "case.yaml"]) == 2
    assert "以 .parquet 结尾" in capsys.readouterr().err
