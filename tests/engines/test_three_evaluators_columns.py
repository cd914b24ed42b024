"""Columns of other types than usual: either read to the same scores, or refused with the column and the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from hengji.engines import Engine
from hengji.model import UNITS
from hengji.scoring.batch import Renamed, score_table
from tests.engines.scoring import read_table
from tests.making import framework

UNDER = framework([
    {"code": "A", "name": "执行率", "weight": "40", "formula": "支出 / 预算", "rule": {"kind": "proportional"}},
    {"code": "B", "name": "满意", "weight": "20", "formula": "率",
     "rule": {"kind": "deduction", "at_least": "95%", "per": "1%", "deduct": "3%"}},
    {"code": "C", "name": "数量", "weight": "10", "formula": "件数",
     "rule": {"kind": "count", "at_least": "5", "deduct": "20%"}},
    {"code": "D", "name": "及时", "weight": "10", "formula": "工作日数(收, 办)",
     "rule": {"kind": "deduction", "at_most": "20个工作日", "per": "1个工作日", "deduct": "5%"}},
    {"code": "E", "name": "合规", "weight": "10",
     "rule": {"kind": "all_or_nothing", "condition": '真 并且 方式 = "甲"'}},
    {"code": "F", "name": "专家", "weight": "10", "rule": {"kind": "judgement"}},
], [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "元"}, {"name": "率", "unit": "%"},
    {"name": "件数", "unit": "件"}, {"name": "真", "unit": "是否"}, {"name": "方式", "unit": "文字"},
    {"name": "收", "unit": "日期"}, {"name": "办", "unit": "日期"}])
USUAL = """(SELECT * FROM (VALUES
    ('甲局', 2025, 20000.50, 12345.67, 0.8995, 3, true, '甲', DATE '2024-12-20', DATE '2025-02-10', 8.125),
    ('乙局', 2025, 3.00, 1.00, 1.2550, 0, false, '甲', DATE '2024-12-31', DATE '2025-01-27', 10.000),
    ('丙局', 2025, 0.00, -0.01, 0.0000, 1, true, '乙', DATE '2025-10-01', DATE '2025-10-01', 0.000),
    ('丁局', 2025, NULL, 7.77, NULL, NULL, NULL, NULL, NULL, DATE '2025-03-01', NULL),
    ('戊局', 2025, 12345678.90, 9999999.99, 0.9500, 5, true, '甲', DATE '2026-01-05', DATE '2025-12-01', 9.995)
    ) t(entity, period, 预算, 支出, 率, 件数, 真, 方式, 收, 办, "F:points"))"""
Scores = list[dict[str, Any]]


def scored(engine: Engine, folder: Path, select: str, renamed: dict[str, Renamed] | None = None) -> Scores | list[str]:
    """The scores of a table, or the problems in words: the column, what is wrong, what to do."""
    with duckdb.connect() as con:
        con.execute(f"COPY ({select}) TO '{folder / '表.parquet'}' (FORMAT parquet)")
    out = folder / f"得分-{engine.dialect}.parquet"
    _, problems = score_table(UNDER, folder / "表.parquet", out, engine, renamed)
    if problems:
        return [f"{p.place.sheet}：{p.text}｜{p.expected}｜{p.suggestion}" for p in problems]
    return sorted(read_table(out), key=lambda row: str(row["entity"]))


def replaced(**columns: str) -> str:
    return f"SELECT * REPLACE ({', '.join(f'{text} AS {name}' for name, text in columns.items())}) FROM {USUAL}"


SAME = {
    "wide decimals": replaced(预算="预算::DECIMAL(38,2)", 支出="支出::DECIMAL(38,6)", 率="率::DECIMAL(38,10)"),
    "decimals of eighteen places": replaced(
        预算="预算::DECIMAL(38,18)", 支出="支出::DECIMAL(38,18)", 率="率::DECIMAL(38,18)"),
    "short decimals": replaced(预算="预算::DECIMAL(10,2)", 支出="支出::DECIMAL(9,2)", 率="率::DECIMAL(5,4)"),
    "many digits in a short decimal": replaced(预算="预算::DECIMAL(18,6)", 支出="支出::DECIMAL(17,8)"),
    "floats": replaced(预算="预算::DOUBLE", 支出="支出::DOUBLE", 率="率::DOUBLE", 件数="件数::DOUBLE"),
    "unsigned": replaced(件数="件数::UBIGINT"), "tiny": replaced(件数="件数::UTINYINT"),
    "32": replaced(件数="件数::UINTEGER"),
    "decimal counts": replaced(件数="件数::DECIMAL(4,1)"),
    "truths as numbers": replaced(真="真::INT"), "truths as tiny numbers": replaced(真="真::UTINYINT"),
    "points with more decimals": f'SELECT * REPLACE ("F:points"::DECIMAL(20,9) AS "F:points") FROM {USUAL}',
    "other order and more columns": f"SELECT 1 AS c1, 2 AS C2, 3 AS c10, 方式, * EXCLUDE (方式), 4 AS 别 FROM {USUAL}",
}


@pytest.mark.parametrize("name", SAME)
def test_other_types_give_the_same_scores(duck: Engine, tmp_path: Path, name: str) -> None:
    usual = scored(duck, tmp_path, f"SELECT * FROM {USUAL}")
    assert [str(row["total"]) for row in usual if isinstance(row, dict)] == [
        "None", "None", "53.33", "92.40", "70.29"]
    assert scored(duck, tmp_path, SAME[name]) == usual


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
def test_other_types_in_spark(spark: Engine, duck: Engine, tmp_path: Path) -> None:
    other = replaced(预算="预算::DECIMAL(38,18)", 支出="支出::DOUBLE", 率="率::DECIMAL(38,18)", 件数="件数::UBIGINT",
                     真="真::UTINYINT", **{'"F:points"': '"F:points"::DECIMAL(20,9)'})
    usual = scored(duck, tmp_path, f"SELECT * FROM {USUAL}")
    assert scored(spark, tmp_path, f"SELECT 1 AS C1, * FROM ({other})") == usual


#: What columns may be while nothing is in them.
EMPTY = ["INTEGER", "DOUBLE", "VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "DECIMAL(38,18)", "INTEGER[]", "UBIGINT",
         "BLOB"]


@pytest.mark.parametrize("kind", EMPTY)
def test_a_column_in_which_nothing_is_may_be_of_any_type(duck: Engine, tmp_path: Path, kind: str) -> None:
    names = ["预算", "支出", "率", "件数", "真", "方式", "收", "办", '"F:points"']
    others = dict.fromkeys(names, f"NULL::{kind}")
    reasons = {f'"{code}:not_applicable"': f"NULL::{kind}" for code in "AF"}
    usual = scored(duck, tmp_path, replaced(**dict.fromkeys(names, "NULL")))
    added = ", ".join(f"{text} AS {name}" for name, text in reasons.items())
    assert isinstance(usual[0], dict)
    assert usual[0]["A_missing"] == "缺支出、预算"
    assert scored(duck, tmp_path, f"SELECT *, {added} FROM ({replaced(**others)})") == usual


def test_a_table_without_rows(duck: Engine, tmp_path: Path) -> None:
    assert scored(duck, tmp_path, f"SELECT * FROM {USUAL} WHERE false") == []


REFUSED = {
    "float too fine": (replaced(支出="支出::DOUBLE + 0.001"), ["支出：有不到整分的金额：5 行"]),
    "0.1 + 0.2": (replaced(率="0.1::DOUBLE + 0.2::DOUBLE"), ["率：有超过 8 位小数的数"]),
    "float too large": (replaced(支出="1e17::DOUBLE"), ["支出：有浮点数存不准的大数：5 行"]),
    "NaN": (replaced(率="'NaN'::DOUBLE"), ["率：有 NaN 或无穷大：5 行，如 "]),
    "infinite": (replaced(支出="'-inf'::DOUBLE"), ["支出：有 NaN 或无穷大：5 行"]),
    "fine money": (replaced(支出="支出 + 0.001"), ["支出：有不到整分的金额：5 行"]),
    "very fine money": (replaced(支出="支出::DECIMAL(38,18) + 0.000000000000000001::DECIMAL(38,18)"),
                        ["支出：有不到整分的金额：5 行"]),
    "text for money": (replaced(支出="支出::VARCHAR"), ["支出：这一列是文字列（VARCHAR）｜整数或小数"]),
    "truth for money": (replaced(支出="true"), ["支出：这一列是是否列（BOOLEAN）"]),
    "date for a rate": (replaced(率="DATE '2025-01-01'"), ["率：这一列是日期列（DATE）"]),
    "timestamp for a date": (replaced(收="TIMESTAMP '2025-01-01 08:00:00'"),
                             ["收：这一列是别的类型的列（TIMESTAMP）｜日期列"]),
    "text for a date": (replaced(收="'2025-01-01'"), ["收：这一列是文字列（VARCHAR）｜日期列"]),
    "number for a text": (replaced(方式="1"), ["方式：这一列是整数列（INTEGER）｜文字列"]),
    "truth as 0 to 2": (replaced(真="2"), ["真：这一列有 2 到 2 的数｜是否列，或只有 0 和 1"]),
    "truth as text": (replaced(真="'是'"), ["真：这一列是文字列（VARCHAR）｜是否列"]),
    "truth as a float": (replaced(真="1.0::DOUBLE"), ["真：这一列是浮点数列（DOUBLE）｜是否列"]),
    "a date far off": (replaced(收="DATE '1700-01-01'"), ["None：日期从 1700-01-01 到"]),
    "floats of 32 bits": (replaced(支出="支出::FLOAT"), ["支出：这一列是单精度浮点数列（FLOAT），只存得准 7 位数"]),
    "too many points": (f'SELECT * REPLACE ("F:points" + 0.001 AS "F:points") FROM {USUAL}',
                        ["F:points：有超过满分的评判分（最多 10 分）：1 行，如 乙局 2025"]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(duck: Engine, tmp_path: Path, name: str) -> None:
    select, words = REFUSED[name]
    told = [str(problem) for problem in scored(duck, tmp_path, select)]
    assert len(told) == len(words), told
    assert [word for word, line in zip(words, told, strict=True) if not line.startswith(word)] == [], told


def test_every_problem_is_told_at_once(duck: Engine, tmp_path: Path) -> None:
    told = scored(duck, tmp_path, f"""SELECT * EXCLUDE (办, 方式) REPLACE (支出::VARCHAR AS 支出, 'NaN'::DOUBLE AS 率,
        NULL AS entity), 1 AS 办理日 FROM {USUAL}""")
    assert {str(line).split("：")[0] for line in told} == {"支出", "率", "entity", "办", "方式"}


def test_columns_renamed_to_other_units(duck: Engine, tmp_path: Path) -> None:
    usual = scored(duck, tmp_path, f"SELECT * FROM {USUAL}")
    wan = '(预算 / 10000)::DECIMAL(18,6) AS "预 算\"\"\'`\\😀"'
    select = f'SELECT * EXCLUDE (预算, 率), {wan}, 率 * 100 AS "满意 %" FROM {USUAL}'
    renamed = {"预算": Renamed("预 算\"'`\\😀", UNITS["万元"]), "率": Renamed("满意 %", UNITS["%"])}
    assert scored(duck, tmp_path, select, renamed) == usual
