"""Every word of SQL that measures may use gives the same on both engines, empty cells and edges included."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlglot import exp

from hengji.engines import Engine
from hengji.model import Place
from hengji.registers.sql_scope import Query
from hengji.registers.sql_text import Sql
from hengji.registers.sql_words import AGGREGATES, FUNCTIONS, IN_WINDOWS, OF_TIME
from hengji.registers.sql_writing import written

from .asking import answers

_COLUMNS = {"n": "integer", "m": "integer", "d": "decimal", "t": "text", "u": "text", "day": "date", "at": "datetime",
            "ok": "truth"}
#: Columns of one query: that many more are one job of Spark's all the same.
_AT_ONCE = 20
_TYPES = {"n": "BIGINT", "m": "BIGINT", "d": "DECIMAL(38,2)", "t": "VARCHAR", "u": "VARCHAR", "day": "DATE",
          "at": "TIMESTAMP", "ok": "BOOLEAN"}

#: Expressions over a row.
_OF_ROWS = (
    "coalesce(n, m, 7)", "nullif(n, m)", "greatest(n, m)", "least(n, m, 0)", "greatest(day, DATE '2022-02-28')",
    "least(t, u)", "abs(n)", "abs(d)", "length(t)", "lower(t)", "upper(t)", "trim(t)", "left(t, 2)", "right(t, 2)",
    "substring(t, 2, 3)", "replace(t, '、', '|')", "starts_with(t, '甲')", "contains(t, u)", "year(at)",
    "quarter(day)", "month(at)", "day(day)", "make_date(2022, abs(m) % 12 + 1, 28)",
    "list_contains(string_split(t, '、'), '一次办')", "extract(year FROM day)", "extract(month FROM at)",
    "date_diff('day', at, TIMESTAMP '2022-03-01 12:00:00')", "date_diff('day', day, at)",
    "date_trunc('month', at)", "date_trunc('quarter', day)", "date_trunc('year', at)", "date_trunc('day', at)",
    "n + m", "n - m", "n * m", "-n", "n // m", "n // 7", "n % m", "n % 7", "d + n", "d - d", "d * 2", "d > n",
    "t || '甲' || u", "day + INTERVAL 31 DAY", "at - INTERVAL 1 MONTH", "at + INTERVAL 90 MINUTE",
    "day + INTERVAL 1 YEAR", "at + INTERVAL 3 HOUR", "at + INTERVAL 7 SECOND", "n = m", "n <> m", "n < m", "n <= m",
    "n IS NOT DISTINCT FROM m", "t IS DISTINCT FROM u", "t < u", "day >= at", "at BETWEEN day AND day + INTERVAL 1 DAY",
    "n BETWEEN 0 AND m", "n IN (0, 1, NULL)", "t NOT IN ('甲', '乙')", "n NOT IN (1, m)", "t LIKE '甲%'",
    "t NOT LIKE '%、一_办'", "t LIKE '%' || u || '%'", "t LIKE '%\\%'", "ok AND n > 0", "ok OR n > 0", "NOT ok",
    "ok IS TRUE", "ok IS NOT FALSE", "n IS NULL", "NOT (n IS NULL OR m IS NULL)",
    "CASE WHEN n > m THEN t WHEN ok THEN u END", "CASE n WHEN 1 THEN '一' ELSE '别的' END", "if(ok, n, m)",
    "CAST(at AS DATE)", "CAST(day AS TIMESTAMP)", "CAST(d AS BIGINT)", "CAST(n AS VARCHAR)", "CAST(day AS VARCHAR)",
    "CAST(n AS DECIMAL(18, 2))", "CAST(d AS DECIMAL(20, 1))", "TIMESTAMP '2022-01-01 09:00:00' <= at", "1.50 * d",
)
#: Queries of the whole table.
_OF_TABLES = (
    "SELECT u, count(*) AS a, count(n) AS b, count(DISTINCT t) AS c, count_if(ok) AS e, sum(n) AS f, min(t) AS g,"
    " max(day) AS h, bool_or(ok) AS i, bool_and(ok) AS j, sum(n) FILTER (WHERE ok) AS k, sum(d) AS l,"
    " count(*) FILTER (WHERE n > m) AS o FROM w GROUP BY u",
    "SELECT count(*) AS a, sum(n) AS b, min(at) AS c, bool_or(ok) AS e FROM w WHERE FALSE",
    "SELECT t, row_number() OVER (PARTITION BY u ORDER BY n, m, t, at) AS a, rank() OVER (ORDER BY n) AS b,"
    " dense_rank() OVER (ORDER BY u DESC) AS c, lag(n) OVER (ORDER BY n, m, t, at) AS e,"
    " lead(t, 2) OVER (ORDER BY n, m, t, at) AS f, sum(n) OVER (PARTITION BY u) AS g,"
    " count(*) OVER (PARTITION BY u ORDER BY n) AS h FROM w",
    "SELECT n, m FROM w QUALIFY row_number() OVER (PARTITION BY n ORDER BY m, t, at) = 1",
    "SELECT n, unnest(string_split(t, '、')) AS tag FROM w",
    "WITH x AS (SELECT n AS k, t FROM w), y AS (SELECT k FROM x WHERE k > 0)"
    " SELECT x.k, x.t, y.k AS other FROM x LEFT JOIN y ON x.k = y.k",
    "SELECT a.n, b.m FROM w AS a JOIN w AS b USING (n)",
    "SELECT n FROM w WHERE EXISTS (SELECT 1 AS one FROM w AS z WHERE z.m = w.n)",
    "SELECT n FROM w WHERE n IN (SELECT m FROM w WHERE m IS NOT NULL)",
    "SELECT n, (SELECT max(m) AS top FROM w) AS top FROM w",
    "SELECT n AS x FROM w UNION SELECT m FROM w",
    "SELECT n AS x FROM w UNION ALL SELECT m FROM w",
    "SELECT DISTINCT u FROM w",
    "SELECT u, k.v FROM w CROSS JOIN (VALUES ('甲', 1), ('乙', 2)) AS k(v, c)",
    "SELECT date_trunc('month', at) AS month, count(*) AS c FROM w GROUP BY ALL HAVING count(*) > 1",
    "SELECT * EXCLUDE (d, at) FROM w WHERE n > 0",
)


def _table(folder: Path) -> Path:
    texts = [None, "", "甲", " 甲局 ", "一次办、马上办", "Ab-c", "丙'局\\n", "100%", "一次办"]
    days = [None, "2021-12-31", "2022-01-01", "2022-02-28", "2024-02-29", "2022-03-31"]
    rows = [{"n": [None, 0, 1, -7, 15, 15][i % 6], "m": [3, None, -2, 0, 15][i % 5],
             "d": [None, 0, -250, 105, 199][i % 5],
             "t": texts[i % 9], "u": texts[(i * 4 + 1) % 9], "day": days[i % 6],
             "at": None if i % 7 == 3 else f"{days[i % 5 + 1]}T{(i * 5) % 24:02}:{(i * 7) % 60:02}:59",
             "ok": [True, False, None][i % 3]} for i in range(90)]
    cast = {"day": lambda column: column.cast(pa.date32()), "at": lambda column: column.cast(pa.timestamp("us")),
            "d": lambda column: column.cast(pa.decimal128(38, 2))}
    arrays = {name: pa.array([row[name] for row in rows]) for name in _COLUMNS}
    table = pa.table({name: cast.get(name, lambda column: column)(column) for name, column in arrays.items()})
    path = folder / "w.parquet"
    pq.write_table(table, path)
    return path


def _tree(text: str, *, query: bool) -> exp.Expr:
    problems: list[object] = []
    sql = Sql(text, Place("测试"))
    tree, refused = sql.query() if query else sql.expression()
    assert tree is not None, refused
    reading = Query(sql, {"w": _COLUMNS}, problems)  # type: ignore[arg-type]
    assert (reading.columns(tree) if query else reading.typing(_COLUMNS).kind(tree)) is not None
    assert not problems, (text, problems)
    return tree


def _asked(dialect: str) -> dict[str, tuple[str, int]]:
    asked = {}
    for n in range(0, len(_OF_ROWS), _AT_ONCE):
        texts = _OF_ROWS[n:n + _AT_ONCE]
        columns = ", ".join(f"{written(_tree(text, query=False), dialect)} AS x{m}" for m, text in enumerate(texts))
        asked["；".join(texts)] = (f"SELECT {columns} FROM w", len(texts))
    for text in _OF_TABLES:
        tree = _tree(text, query=True)
        given = Query(Sql(text, Place("测试")), {"w": _COLUMNS}, []).columns(tree)
        asked[text] = (written(tree, dialect), len(given))
    return asked


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
def test_each_word_means_the_same_on_both_engines(duck: Engine, quick_spark: Engine,
                                                  tmp_path: Path) -> None:
    path = _table(tmp_path)
    given = {}
    for engine in (duck, quick_spark):
        engine.name_files("w", [path], _TYPES)
        given[engine.dialect] = answers(engine, _asked(engine.dialect))
    theirs = given["spark"]
    differing = [f"{text}\n  DuckDB {sorted(rows - theirs[text])[:2]}\n  Spark  {sorted(theirs[text] - rows)[:2]}"
                 for text, rows in given["duckdb"].items() if rows != theirs[text]]
    assert not differing, "\n".join(differing)


def test_each_word_is_among_those_that_are_tried() -> None:
    tried = " ".join((*_OF_ROWS, *_OF_TABLES))
    words = [word.name for words in (FUNCTIONS, AGGREGATES, IN_WINDOWS) for word in words.values()] + list(OF_TIME)
    assert [word for word in words if f"{word}(" not in tried] == []
