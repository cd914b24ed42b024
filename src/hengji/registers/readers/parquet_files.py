"""Parquet (列式文件): read where it lies, each value as its text."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

from hengji.engines import Column, Unreachable, engine
from hengji.intake import Cell
from hengji.model import Place, Problem, Unusable

from .headings import Matcher
from .source import FLAW, ROW, Digest, Source

#: Records are kept in the time of the place, eight hours before Greenwich.
_LOCAL = "strftime(make_timestamp(epoch_us({0}) + 28800000000), '%Y-%m-%d %H:%M:%S.%f')"


def open_parquet(path: Path, matcher: Matcher) -> Source:
    """The Parquet file at ``path``. Raises :class:`Unusable`."""
    document = str(path)
    try:
        with closing(engine("duckdb")) as reader:
            table = reader.open(path)
    except Unreachable as trouble:
        raise Unusable([Problem(Place(document), str(trouble).removeprefix(f"{document} "))]) from trouble
    if not table.rows:
        raise Unusable([Problem(Place(document), "文件里没有数据行", suggestion="请核对是不是这个文件")])
    headings, others = {}, {}
    for at, column in enumerate(table.columns):
        cell = Cell(column.name, Place(document, label=column.name), "text")
        heading = matcher.headings.match(column.name, cell)
        if heading is not None:
            headings[at] = heading
        else:
            others[at] = cell
    matched = matcher.matched(document, headings, others, 0)
    for read in matched.columns.values():
        if _text(table.columns[read.index]) is None:
            matcher.problems.append(Problem(
                Place(document, label=read.heading), f"列“{read.heading}”读不成一个值", "数、文字、日期或是否",
                table.columns[read.index].type.printed))
    if matcher.problems:
        raise Unusable(matcher.problems)
    texts = "".join(f", {_text(table.columns[read.index])} AS c{read.index}" for read in matched.columns.values())
    shown = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path.absolute())).replace("'", "''")
    relation = (f"(SELECT file_row_number + 1 AS {ROW}, NULL::VARCHAR AS {FLAW}{texts}"
                f" FROM read_parquet('{shown}', file_row_number = true, hive_partitioning = false))")
    return Source(path.name, relation, matched.columns, partial(_place, document), Digest(path).sha256,
                  notes=matched.notes)


def _text(column: Column) -> str | None:
    """The value of a column as text, in SQL; None where it is no single value."""
    name, printed = '"' + column.name.replace('"', '""') + '"', column.type.printed.upper()
    if "WITH TIME ZONE" in printed or printed == "TIMESTAMPTZ":
        return _LOCAL.format(name)
    if column.type.kind != "other" or printed.startswith(("TIMESTAMP", "TIME", "UUID", "ENUM")):
        return f"CAST({name} AS VARCHAR)"
    return None


def _place(document: str, row: int, _: int | None) -> Place:
    return Place(document, line=row)
