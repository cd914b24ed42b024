"""SQL as each engine reads it (SQL 的方言): written once in DuckDB's words, said so that Spark means the same."""

from __future__ import annotations

from sqlglot import exp

#: Stands in no text, and so escapes nothing: in Spark a backslash in a pattern would.
_NO_ESCAPE = "\x01"


def written(tree: exp.Expr, dialect: str) -> str:
    """``tree``, which was checked, in ``dialect``."""
    change = _for_spark if dialect == "spark" else _for_duckdb
    # Names in quotes: what is a name in one dialect is a keyword in the other.
    return tree.copy().transform(change).sql(dialect, identify=True)


def _for_duckdb(node: exp.Expr) -> exp.Expr:
    match node:
        case exp.DateTrunc() | exp.TimestampTrunc():
            return exp.cast(exp.func("date_trunc", exp.Literal.string(_unit(node)), node.this), "DATE")
        case exp.IntDiv() | exp.Mod():
            return _never_by_zero(node)
        case exp.CountIf():
            return _counted(node)
    return node


def _for_spark(node: exp.Expr) -> exp.Expr:
    match node:
        case exp.DateTrunc() | exp.TimestampTrunc():
            day = exp.cast(node.this, "DATE")
            return day if _unit(node) == "DAY" else exp.Anonymous(
                this="trunc", expressions=[day, exp.Literal.string(_unit(node))])
        case exp.DateDiff():  # as DuckDB has it: midnights between the two, not spans of 24 hours
            ends = (exp.cast(node.this, "DATE"), exp.cast(node.expression, "DATE"))
            return exp.Anonymous(this="datediff", expressions=list(ends))
        case exp.IntDiv() | exp.Mod():
            return _never_by_zero(node)
        case exp.CountIf():
            return _counted(node)
        case exp.Add() | exp.Sub() if isinstance(node.expression, exp.Interval):
            node.set("this", exp.cast(exp.paren(node.this, copy=False), exp.DType.TIMESTAMPNTZ.into_expr()))
        case exp.Cast() if node.to.this == exp.DType.BIGINT:  # DuckDB rounds a decimal, Spark would cut it off
            node.set("this", exp.func("round", node.this))
        case exp.Like() if not isinstance(node.parent, exp.Escape):
            negated = node.args.pop("negate", None)
            plain: exp.Expr = exp.Escape(this=node, expression=exp.Literal.string(_NO_ESCAPE))
            return exp.not_(exp.paren(plain, copy=False), copy=False) if negated else plain
    return node


def _never_by_zero(node: exp.Expr) -> exp.Expr:
    """Divided by zero nothing is given; the engines would break off."""
    if not (isinstance(node.expression, exp.Literal) and node.expression.name.strip("0")):
        node.set("expression", exp.func("nullif", node.expression, exp.Literal.number(0)))
    return node


def _counted(node: exp.Expr) -> exp.Expr:
    """Of no row, or only of empty cells, DuckDB's ``count_if`` is empty, Spark's is 0."""
    return exp.Count(this=exp.Case(ifs=[exp.If(this=node.this, true=exp.Literal.number(1))]), big_int=True)


def _unit(node: exp.Expr) -> str:
    return str(node.args["unit"]).upper()
