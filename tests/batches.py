"""Tables of departments for tests: random rows, the same rows as cases, and what the exact evaluator says of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from hengji.formula import Named, evaluate, nodes_of
from hengji.frameworks import Framework, Indicator
from hengji.model import (
    COUNT,
    DATE,
    MONEY,
    RATE,
    SCORE,
    TEXT,
    TRUTH,
    Case,
    Entity,
    Evidence,
    Fact,
    Given,
    JudgedPoint,
    Judgement,
    Missing,
    NodeScore,
    NotApplicable,
    Period,
    Source,
    StatedVeto,
    Unit,
    Value,
    decimal_text,
    exact,
)
from hengji.model.case import Exclusion
from hengji.scoring import score_case
from hengji.scoring.batch import NOT_APPLICABLE, Wanted, wanted_columns
from hengji.scoring.inputs import inputs_of
from hengji.scoring.leaf import SILENT
from hengji.scoring.plan import plan_for

#: A department in a year: values in the base of their units, by column name.
Row = dict[str, Value | None]
_SOURCE = Source("entry", who="测试", when="2022")


def random_rows(framework: Framework, count: int, seed: int, *, gaps: int = 4,
                not_applicable: bool = False) -> list[Row]:
    """Rows in which about ``gaps`` of 100 cells are empty; zeros and ties are frequent."""
    rng = random.Random(seed)
    wanted = wanted_columns(framework)
    rows: list[Row] = []
    for n in range(count):
        row: Row = {"entity": f"单位{n}", "period": "2022"}
        for column in wanted.values():
            if column.name.endswith(NOT_APPLICABLE):
                if not_applicable and rng.random() < 0.02:
                    row[column.name] = "没有这项业务"
            elif column.required or rng.random() < 0.3:
                row[column.name] = None if rng.randrange(100) < gaps else _random_value(column, rng)
        rows.append(row)
    return rows


def _random_value(column: Wanted, rng: random.Random) -> Value:
    dimension = column.unit.dimension
    if column.most is not None:
        return exact(Fraction(rng.randint(0, int(column.most * 100)), 100))
    if dimension is TRUTH:
        return rng.random() < 0.8
    if dimension is DATE:
        return date(2022, 1, 1) + timedelta(days=rng.randint(0, 900))
    if dimension is TEXT:
        return rng.choice(["甲", "乙", "O'Brien\\"])
    if dimension is MONEY:
        return rng.choice([0, 100, 10_000, rng.randint(-500, 500), rng.randint(0, 10 ** rng.randint(3, 11))])
    if dimension is RATE:
        return exact(Fraction(rng.choice([0, 5, 8995, 9000, 10_000, rng.randint(0, 15_000)]), 10_000))
    if dimension is SCORE:
        return exact(Fraction(rng.randint(0, 10_000), 100))
    return rng.choice([0, 1, 2, 3, rng.randint(0, 400)])


def write_facts(framework: Framework, rows: Sequence[Row], path: Path) -> Path:
    """The rows as a Parquet file; money in yuan, rates as ratios."""
    wanted = wanted_columns(framework)
    names = list(dict.fromkeys([*(n for n, c in wanted.items() if c.required), *(n for row in rows for n in row)]))
    names = ["entity", "period", *(name for name in names if name not in ("entity", "period"))]
    units = {name: wanted[name].unit if name in wanted else None for name in names}
    listed = ",\n".join(f"({', '.join(_literal(row.get(name), units[name]) for name in names)})" for row in rows)
    columns = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    with duckdb.connect() as con:
        con.execute(f"COPY (SELECT * FROM (VALUES {listed}) t({columns})) TO '{path}' (FORMAT parquet)")
    return path


def _literal(value: Value | None, unit: Unit | None) -> str:
    if unit is None or unit.dimension is TEXT:
        return "NULL::VARCHAR" if value is None else "'" + str(value).replace("'", "''") + "'"
    types = {TRUTH: "BOOLEAN", DATE: "DATE", MONEY: "DECIMAL(18,2)", COUNT: "BIGINT"}
    kind = types.get(unit.dimension, "DECIMAL(18,4)" if unit.dimension in (RATE, SCORE) else "BIGINT")
    if value is None:
        return f"NULL::{kind}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return f"DATE '{value}'"
    assert not isinstance(value, str)
    return f"{decimal_text(exact(Fraction(value) / (100 if unit.dimension is MONEY else 1)), 4)}::{kind}"


def case_of(framework: Framework, row: Row) -> Case:
    """The row as a case for the evaluator that scores one at a time."""
    wanted = wanted_columns(framework)
    facts, judged, given, vetoes, exclusions, left_out = [], dict[str, dict[str, Any]](), [], [], [], []
    for name, value in row.items():
        column = wanted.get(name)
        if column is None or value is None:
            continue
        key, code = column.key, column.codes[0] if column.codes else ""
        if name.endswith(NOT_APPLICABLE):
            left_out.append(NotApplicable(code, str(value)))
        elif key.startswith("veto:"):
            vetoes.append(StatedVeto(key.removeprefix("veto:"), bool(value), "专家", "理由", Evidence.VERIFIED))
        elif key.startswith("剔除:"):
            assert isinstance(value, int | Fraction)
            exclusions.append(Exclusion(key.removeprefix("剔除:"), value, column.unit, "policy", "文件",
                                        Evidence.ORIGINAL, _SOURCE))
        elif key in (f"{code}:printed", f"{code}:given"):
            assert isinstance(value, int | Fraction)
            given.append(Given(code, value))
        elif key.startswith(f"{code}:"):
            judged.setdefault(code, {})[key.removeprefix(f"{code}:")] = value
        else:
            facts.append(Fact(key.removeprefix("上年:"), value, column.unit, Evidence.ORIGINAL, _SOURCE,
                              previous=key.startswith("上年:")))
    judgements = tuple(Judgement(
        code, "专家", Evidence.VERIFIED, "理由", score=parts.get("points"), count=parts.get("count"),
        points=tuple(JudgedPoint(int(number), met) for number, met in parts.items() if number.isdigit()))
        for code, parts in judged.items())
    return Case("t", framework.id, Entity(str(row["entity"])), Period(int(str(row["period"]))), "evaluation",
                facts=tuple(facts), judgements=judgements, given=tuple(given), vetoes=tuple(vetoes),
                exclusions=tuple(exclusions), not_applicable=tuple(left_out))


def expected(framework: Framework, row: Row) -> dict[str, Any]:
    """What the exact evaluator gives for the row, in the columns of a batch."""
    case = case_of(framework, row)
    card = score_case(case, framework)
    inputs, _ = inputs_of(case, plan_for(framework))
    scored = {node.code: node for node in card.nodes}
    found: dict[str, Any] = {"entity": row["entity"], "period": row["period"]}
    for leaf in framework.leaves:
        node = scored[leaf.code]
        found[f"{leaf.code}_value"] = _value(node.value.value, leaf.value.unit) if node.value and leaf.value else None
        for number, part in _parts(leaf):
            value = None if node.not_applicable else evaluate(part, inputs).value
            found[f"{leaf.code}_value_{number}"] = _value(value, part.unit)
        found[f"{leaf.code}_score"] = _points(node.score)
        found[f"{leaf.code}_missing"] = _missing(node, leaf)
    for node in card.nodes:
        if not node.leaf:
            found[f"{node.code}_score"] = _points(node.score)
    return {**found, "total": _points(card.total), "grade": card.grade}


def _parts(leaf: Indicator) -> Iterator[tuple[int, Named]]:
    """The parts of a split rule that have a value of their own, by their number."""
    named = {node.name: node for node in nodes_of(leaf.score) if isinstance(node, Named)} if leaf.score else {}
    parts = leaf.rule.parameters.get("parts", ()) if leaf.rule else ()
    yield from ((number, named[part["name"]]) for number, part in enumerate(parts, 1) if part["formula"] is not None)


def _value(value: Value | Missing | None, unit: Unit) -> Decimal | None:
    if value is None or isinstance(value, Missing | str | date):
        return None
    return Decimal(decimal_text(exact(Fraction(value) / (100 if unit.dimension is MONEY else 1)), 10))


def _points(score: Any) -> Decimal | None:
    return None if score is None else Decimal(decimal_text(score, 2))


def _missing(node: NodeScore, leaf: Indicator) -> str | None:
    if node.not_applicable:
        return f"不适用：{node.not_applicable}"
    if not leaf.weighted:
        return "资料没有公布权重，不计分"
    if node.score is not None:
        return None
    return str(node.missing) if node.missing is not None else SILENT


def differences(found: Iterable[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every cell that differs, in words."""
    told = []
    for got, want in zip(found, wanted, strict=True):
        assert got.keys() == want.keys(), got.keys() ^ want.keys()
        told += [f"{got['entity']} {name}: {got[name]!r} 应为 {value!r}" for name, value in want.items()
                 if got[name] != value]
    return told
