"""Formulas asked of an engine, many as columns of one query, and of the exact evaluator, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from hengji.engines import Engine, Table
from hengji.formula import (
    CALENDAR,
    DIALECTS,
    Calendar,
    Compiled,
    Compiler,
    Literal,
    Node,
    NotExact,
    Number,
    Read,
    Refused,
    Scope,
    Stages,
    Truth,
    Whole,
    Workdays,
    cumulated,
    evaluate,
    gaps,
    missing_text,
    nodes_of,
    read_formula,
    reads,
)
from hengji.model import (
    COUNT,
    DATE,
    MONEY,
    TEXT,
    TRUTH,
    Missing,
    Place,
    Unit,
    Value,
    decimal_text,
    exact,
    round_half_up,
)
from hengji.scoring.batch.check import usual_unit
from hengji.scoring.batch.reading import read_column

#: Decimals that values and scores are written with.
PLACES = (10, 2)
#: A department: values in the base of their units, by the facts' names; None where the cell is empty.
Row = Mapping[str, Value | None]
#: What a formula gives for a row: its value, and what is missing where there is none.
Given = tuple[Any, str | None]


def formula(text: str, units: Mapping[str, Unit]) -> Node:
    """The checked tree of ``text``."""
    tree, problems = read_formula(text, Place("公式"), Scope(units, {}))
    assert tree is not None, (text, problems)
    return tree


def exactly(tree: Node, row: Row, calendar: Calendar) -> Given:
    """What the exact evaluator gives."""
    inputs: dict[str, Any] = {name: value for name, value in row.items() if value is not None}
    inputs[CALENDAR] = calendar
    value = evaluate(tree, inputs).value
    return (None, str(value)) if isinstance(value, Missing) else (value, None)


def write_rows(rows: Sequence[Row], units: Mapping[str, Unit], path: Path) -> Path:
    """The rows as a Parquet file, each column of the type that tables usually have."""
    listed = ",\n".join(f"({', '.join(_literal(row[name], unit) for name, unit in units.items())})" for row in rows)
    names = ", ".join('"' + name.replace('"', '""') + '"' for name in units)
    with duckdb.connect() as con:
        con.execute(f"COPY (SELECT * FROM (VALUES {listed}) t({names})) TO '{path}' (FORMAT parquet)")
    return path


def _literal(value: Value | None, unit: Unit) -> str:
    kind = {TRUTH: "BOOLEAN", DATE: "DATE", TEXT: "VARCHAR", MONEY: "DECIMAL(18,2)", COUNT: "BIGINT"}.get(
        unit.dimension, "DECIMAL(18,4)")
    match value:
        case None:
            return f"NULL::{kind}"
        case bool():
            return str(value).lower()
        case date():
            return f"DATE '{value}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
    return f"{decimal_text(exact(Fraction(value) / (100 if unit.dimension is MONEY else 1)), 4)}::{kind}"


class Answers(NamedTuple):
    """By formula: what each row gives, or why an engine cannot say; and what is wrong with an answer in itself."""

    given: dict[str, list[Given]]
    refused: dict[str, str]
    faults: list[str]


class _Asked(NamedTuple):
    compiled: Compiled
    wholes: tuple[Whole | None, ...]  # the parts of a number, and the same rounded to each of PLACES
    missing: Truth | None


def ask(engine: Engine, source: Path, trees: Mapping[str, Node], units: Mapping[str, Unit],
        calendar: Calendar) -> Answers:
    """Every formula for every row of ``source``, in one query."""
    table = engine.open(source)
    stages = Stages(DIALECTS[engine.dialect])
    compiler = Compiler(stages, columns_of(table, trees.values(), units, stages, calendar))
    asked: dict[str, _Asked] = {}
    refused: dict[str, str] = {}
    for text, tree in trees.items():
        try:
            asked[text] = _asked(tree, compiler)
        except NotExact as trouble:
            refused[text] = str(trouble)
    texts = ["1", *(part for one in asked.values() for part in _texts(one))]  # a column also where all were refused
    rows = engine.rows(stages.select([(f"x{n}", part) for n, part in enumerate(texts)], table.relation))
    answers = Answers({text: [] for text in asked}, refused, [])
    for row in rows:
        _, *answered = row
        cells = iter(answered)
        for text, one in asked.items():
            given, fault = _given(one, [next(cells) for _ in _texts(one)])
            answers.given[text].append(given)
            answers.faults.extend([f"{text}: {fault}"] if fault else [])
    return answers


def columns_of(table: Table, trees: Iterable[Node], units: Mapping[str, Unit], stages: Stages,
               calendar: Calendar) -> dict[str, Compiled | Workdays]:
    """The table's columns and the calendar over all dates, as formulas read them."""
    columns: dict[str, Compiled | Workdays] = {}
    for column in table.columns:
        unit = units[column.name]
        columns[column.name] = read_column(column, usual_unit(unit), stages.dialect, table.rows).compiled
    ends = [end for column in columns.values() if isinstance(column, Truth) for end in (column.low, column.high)]
    written = [node.value for tree in trees for node in nodes_of(tree) if isinstance(node, Literal)]
    days = [day for day in (*ends, *written) if isinstance(day, date)]
    counts, unknown = cumulated(calendar, min(days), max(days))
    columns[CALENDAR] = Workdays(stages.dialect.numbers(counts), f"DATE '{min(days)}'", tuple(unknown))
    return columns


def _asked(tree: Node, compiler: Compiler) -> _Asked:
    compiled = compiler.kept(compiler.compile(tree))
    missing = missing_text(gaps(tree, compiler), compiler)
    if isinstance(compiled, Truth):
        return _Asked(compiled, (), missing)
    wholes: list[Whole | None] = [compiled.above, compiled.below]
    for places in PLACES:
        try:
            whole, decimals = compiler.numbers.decimals(compiled, places)
            wholes.append(compiler.numbers.whole.times(whole, compiler.numbers.whole.constant(10**(places - decimals))))
        except Refused:  # the number is exact, but has too many digits to be written so
            wholes.append(None)
    return _Asked(compiled, tuple(wholes), missing)


def _texts(asked: _Asked) -> list[str]:
    value = [asked.compiled.text] if isinstance(asked.compiled, Truth) else [
        whole.text for whole in asked.wholes if whole is not None]
    return [*value, *([asked.missing.text] if asked.missing is not None else [])]


def _given(asked: _Asked, cells: list[Any]) -> tuple[Given, str]:
    """The value and what is missing; and what is wrong with them whatever the evaluator says."""
    missing = cells.pop() if asked.missing is not None else None
    if isinstance(asked.compiled, Truth):
        (value,) = cells
        wrong = "空，却说总有" if value is None and not asked.compiled.nullable else ""
    else:
        value, wrong = _number(asked, cells)
    return (value, missing if value is None else None), wrong


def _number(asked: _Asked, cells: list[Any]) -> tuple[Value | None, str]:
    compiled = asked.compiled
    assert isinstance(compiled, Number)
    wholes = iter(cells)
    above, below, *rounded = [None if whole is None else next(wholes) for whole in asked.wholes]
    wrong = [fault for whole, cell in zip(asked.wholes, (above, below, *rounded), strict=True)
             if whole is not None and (fault := _beyond(whole, cell))]
    if above is None or (below is None and compiled.below is not None):
        return None, "；".join([*wrong, *("位数不为空" for cell in rounded if cell is not None)])
    value = exact(compiled.scale * int(above) / (1 if below is None else int(below)))
    for whole, cell, places in zip(asked.wholes[2:], rounded, PLACES, strict=True):
        if whole is not None and (cell is None or int(cell) != round_half_up(value * 10**places, 0)):
            wrong.append(f"{value} 保留 {places} 位成了 {cell}")
    return value, "；".join(wrong)


def _beyond(whole: Whole, cell: Any) -> str:
    """Nothing may lie outside the bounds that were promised: they are why nothing overflows."""
    if cell is None:
        return "" if whole.nullable else f"{whole.text} 空，却说总有"
    return "" if whole.low <= int(cell) <= whole.high else f"{whole.text} = {cell}，应在 {whole.low} 到 {whole.high}"


def differences(answers: Answers, trees: Mapping[str, Node], rows: Sequence[Row], calendar: Calendar) -> Iterator[str]:
    """Every answer that is not the evaluator's, with the facts that were read."""
    yield from answers.faults
    for text, given in answers.given.items():
        read = [key for key, node in reads(trees[text]).items() if isinstance(node, Read) and key != CALENDAR]
        for got, row in zip(given, rows, strict=True):
            want = exactly(trees[text], row, calendar)
            if got != want or (type(got[0]) is bool) != (type(want[0]) is bool):
                facts = "，".join(f"{key}={row[key]}" for key in read)
                yield f"{text}（{facts}）得 {got}，应为 {want}"
