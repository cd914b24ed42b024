"""The words of SQL that measures may use (可用的 SQL): each means the same in DuckDB and in Spark.

Nothing else is let through: what is not listed here is refused by name. The tests run every word on both engines.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

#: Kinds of values, with their Chinese terms.
KINDS = {
    "text": "文字", "integer": "整数", "decimal": "小数", "date": "日期", "datetime": "时间", "truth": "是否",
    "tags": "标签列表", "interval": "时间间隔", "null": "空值",
}
NUMBERS = frozenset(("integer", "decimal"))
TIMES = frozenset(("date", "datetime"))
ANY = frozenset(("text", "integer", "decimal", "date", "datetime", "truth"))
TEXT, INTEGER, TRUTH, TAGS = (frozenset((kind,)) for kind in ("text", "integer", "truth", "tags"))

#: ``gives`` of a function whose result has the kind that its arguments have in common.
SAME = "same"


@dataclass(frozen=True, slots=True)
class Word:
    """A function: what it is called, which kinds it takes, one set an argument, and the kind it gives.

    The last set stands for all arguments that follow. ``lengths`` are the numbers of arguments that must be
    positive constants: beyond them the engines count differently.
    """

    name: str
    takes: tuple[frozenset[str], ...]
    gives: str
    lengths: tuple[int, ...] = ()


FUNCTIONS: dict[type[exp.Expr], Word] = {
    exp.Coalesce: Word("coalesce", (ANY,), SAME),
    exp.Nullif: Word("nullif", (ANY, ANY), SAME),
    exp.Greatest: Word("greatest", (ANY - TRUTH,), SAME),
    exp.Least: Word("least", (ANY - TRUTH,), SAME),
    exp.Abs: Word("abs", (NUMBERS,), SAME),
    exp.Length: Word("length", (TEXT,), "integer"),
    exp.Lower: Word("lower", (TEXT,), "text"),
    exp.Upper: Word("upper", (TEXT,), "text"),
    exp.Trim: Word("trim", (TEXT,), "text"),
    exp.Left: Word("left", (TEXT, INTEGER), "text", (1,)),
    exp.Right: Word("right", (TEXT, INTEGER), "text", (1,)),
    exp.Substring: Word("substring", (TEXT, INTEGER, INTEGER), "text", (1, 2)),
    exp.Replace: Word("replace", (TEXT, TEXT, TEXT), "text"),
    exp.StartsWith: Word("starts_with", (TEXT, TEXT), "truth"),
    exp.Contains: Word("contains", (TEXT, TEXT), "truth"),
    exp.Year: Word("year", (TIMES,), "integer"),
    exp.Quarter: Word("quarter", (TIMES,), "integer"),
    exp.Month: Word("month", (TIMES,), "integer"),
    exp.Day: Word("day", (TIMES,), "integer"),
    exp.DateFromParts: Word("make_date", (INTEGER, INTEGER, INTEGER), "date"),
    exp.Split: Word("string_split", (TEXT, TEXT), "tags"),
    exp.ArrayContains: Word("list_contains", (TAGS, TEXT), "truth"),
    exp.Explode: Word("unnest", (TAGS,), "text"),
}
#: Functions that say by a word first which part of a time they mean.
OF_TIME = ("extract", "date_diff", "date_trunc")
#: Of many rows one value.
AGGREGATES: dict[type[exp.Expr], Word] = {
    exp.Count: Word("count", (ANY,), "integer"),
    exp.CountIf: Word("count_if", (TRUTH,), "integer"),
    exp.Sum: Word("sum", (NUMBERS,), SAME),
    exp.Min: Word("min", (ANY - TRUTH,), SAME),
    exp.Max: Word("max", (ANY - TRUTH,), SAME),
    exp.LogicalOr: Word("bool_or", (TRUTH,), "truth"),
    exp.LogicalAnd: Word("bool_and", (TRUTH,), "truth"),
}
#: Of the rows about a row.
IN_WINDOWS: dict[type[exp.Expr], Word] = {
    exp.RowNumber: Word("row_number", (), "integer"),
    exp.Rank: Word("rank", (), "integer"),
    exp.DenseRank: Word("dense_rank", (), "integer"),
    exp.Lag: Word("lag", (ANY, INTEGER), "first", (1,)),
    exp.Lead: Word("lead", (ANY, INTEGER), "first", (1,)),
}
COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ)
#: What ``date_trunc`` may cut to, and an interval may count.
TRUNCATED = ("YEAR", "QUARTER", "MONTH", "DAY")
INTERVALS = ("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND")
#: What ``CAST`` gives, and of which kinds.
CASTS: dict[exp.DType, tuple[str, frozenset[str]]] = {
    exp.DType.DATE: ("date", TIMES),
    exp.DType.TIMESTAMPNTZ: ("datetime", TIMES),
    exp.DType.BIGINT: ("integer", NUMBERS),
    exp.DType.DECIMAL: ("decimal", NUMBERS),
    exp.DType.VARCHAR: ("text", TEXT | INTEGER | {"date"}),
    exp.DType.TEXT: ("text", TEXT | INTEGER | {"date"}),
}
#: Every function by its name, for the nearest one to what was written.
NAMES = tuple(word.name for words in (FUNCTIONS, AGGREGATES, IN_WINDOWS) for word in words.values()) + OF_TIME
