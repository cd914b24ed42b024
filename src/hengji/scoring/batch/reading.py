"""A table's columns as what formulas read (读列): exact numbers with bounds, conditions, dates, texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from hengji.engines import Column
from hengji.formula import Compiled, Dialect, Number, Truth, Whole, bits_for
from hengji.model import DATE, MONEY, TEXT, TRUTH, Exact, Unit, decimal_text, exact

#: Decimals that a column of binary floats may hold, where the unit does not say.
_FLOAT_PLACES = 8
#: Beyond this a binary float does not hold every whole number.
_FLOAT_LIMIT = 2**53
_KINDS = {"text": "文字", "float": "浮点数", "integer": "整数", "decimal": "小数", "truth": "是否", "date": "日期"}
_NO_CENTS = ("有不到整分的金额", "请核对小数位数和单位")


class Suspicion(NamedTuple):
    """A condition under which a row cannot be used, in SQL, and what is then wrong."""

    condition: str
    text: str
    suggestion: str


class Reading(NamedTuple):
    """A column as formulas read it; ``suspicions`` must hold for no row."""

    compiled: Compiled
    suspicions: tuple[Suspicion, ...] = ()


class Unfit(Exception):
    """The column cannot hold what is wanted: what it should be, and what to do."""

    def __init__(self, text: str, expected: str, suggestion: str = "") -> None:
        super().__init__(text)
        self.text, self.expected, self.suggestion = text, expected, suggestion


def float_places(unit: Unit) -> int:
    """So many decimals a float in ``unit`` may have: cents for money, else eight."""
    return len(decimal_text(exact(unit.scale), 0)) - 1 if unit.dimension is MONEY else _FLOAT_PLACES


def read_column(column: Column, unit: Unit, dialect: Dialect, rows: int) -> Reading:
    """``column`` of a table with so many rows, whose numbers are in ``unit``. Raises :class:`Unfit`."""
    if column.nulls == rows:  # whatever its type: nothing is in it
        return Reading(nothing(unit, dialect))
    name = dialect.identifier(column.name)
    kind = column.type.kind
    if unit.dimension is TEXT:
        _fits(kind, ("text",), "文字列", column)
        return Reading(Truth(name, nullable=column.nulls > 0, stage=0))
    if unit.dimension is TRUTH:
        return Reading(_truth(column, name))
    if unit.dimension is DATE:
        _fits(kind, ("date",), "日期列（DATE）", column)
        return Reading(Truth(name, column.nulls > 0, 0, column.low, column.high))
    _fits(kind, ("integer", "decimal", "float"), "整数或小数（DECIMAL）列", column)
    return _number(column, unit, dialect)


def nothing(unit: Unit, dialect: Dialect) -> Compiled:
    """What formulas read of an empty column."""
    if unit.dimension is TEXT:
        return Truth(dialect.null(dialect.text), nullable=True, stage=0)
    if unit.dimension is TRUTH:
        return Truth(dialect.null("BOOLEAN"), nullable=True, stage=0)
    if unit.dimension is DATE:
        return Truth(dialect.null("DATE"), True, 0, date(2000, 1, 1), date(2000, 1, 1))
    return Number(Whole(dialect.null(dialect.sizes[32]), 0, 0, 32, nullable=True))


def _fits(kind: str, kinds: tuple[str, ...], expected: str, column: Column) -> None:
    if kind not in kinds:
        raise Unfit(f"是{_KINDS.get(kind, '别的类型的')}列（{column.type.printed}）", expected,
                    "请在导出时换成这种类型" + ("，文字里的逗号、单位和空格要先去掉" if kind == "text" else ""))


def _truth(column: Column, name: str) -> Truth:
    if column.type.kind == "truth":
        return Truth(name, column.nulls > 0, 0)
    if column.type.kind == "integer":
        if column.low is not None and not (column.low >= 0 and column.high <= 1):  # type: ignore[operator]
            raise Unfit(f"有 {column.low} 到 {column.high} 的数", "是否列，或只有 0 和 1 的整数列")
        return Truth(f"({name} = 1)", column.nulls > 0, 0)
    _fits(column.type.kind, (), "是否列（BOOLEAN），或只有 0 和 1 的整数列", column)
    raise AssertionError


def _number(column: Column, unit: Unit, dialect: Dialect) -> Reading:
    places, text = _whole_text(column, unit, dialect)
    low, high = (_raw(end, places) for end in (column.low, column.high))
    bits = bits_for(low, high)
    whole = Whole(dialect.sized(text, bits), low, high, bits, column.nulls > 0 or column.low is None)
    scale = unit.scale / 10**places
    parts = scale.denominator if unit.dimension is MONEY else 1
    if parts == 1:
        return Reading(Number(whole, None, scale))
    # Once no amount has parts of a fen, the decimals beyond are zeros, and make no number longer.
    divisor = dialect.sized(str(parts), bits_for(parts))
    fen = replace(whole, text=dialect.quotient(whole.text, divisor, bits, parts, whole.largest // parts),
                  low=low // parts, high=-(-high // parts))
    return Reading(Number(fen, None, scale * parts), (Suspicion(f"{whole.text} % {divisor} <> 0", *_NO_CENTS),))


def _whole_text(column: Column, unit: Unit, dialect: Dialect) -> tuple[int, str]:
    """How many decimals the column's numbers have, and the SQL that moves the point behind the last."""
    name = dialect.identifier(column.name)
    if column.type.kind == "integer":
        return 0, name
    places = float_places(unit) if column.type.kind == "float" else column.type.scale
    if places == 0:
        return 0, name
    digits = max(places + 1, *(len(str(abs(_raw(end, places)))) for end in (column.low, column.high)))
    if digits + places + 1 > 38:
        return places, _in_two_parts(name, places, dialect)
    roomy = column.type.kind == "decimal" and column.type.precision + places + 1 <= 38
    if digits + places > 18 and not (roomy and column.type.precision > 18):
        digits, roomy = max(digits, 19), False  # DuckDB multiplies two short decimals as a short one
    held = name if roomy else f"CAST({name} AS DECIMAL({digits},{places}))"
    return places, f"{held} * CAST({10**places} AS DECIMAL({places + 1},0))"


def _in_two_parts(name: str, places: int, dialect: Dialect) -> str:
    """The same for numbers that have no room beside the power of ten: what stands before the point, then behind."""
    before = f"{dialect.sized(f'({name} - {name} % 1)', 128)} * {dialect.sized(str(10**places), 128)}"
    power = f"CAST({10**places} AS DECIMAL({places + 1},0))"
    behind = dialect.sized(f"CAST({name} % 1 AS DECIMAL({places + 1},{places})) * {power}", 128)
    return f"({before} + {behind})"


def _raw(end: Any, places: int) -> int:
    """An end of a column in units of its last decimal; 0 for an empty column."""
    return int(Fraction(end) * 10**places) if end is not None else 0


def float_suspicions(column: Column, unit: Unit, dialect: Dialect) -> tuple[Suspicion, ...]:
    """What a column of binary floats must not hold. Raises :class:`Unfit` for floats of 32 bits."""
    if column.type.printed.upper() == "FLOAT":
        raise Unfit(f"是单精度浮点数列（{column.type.printed}），只存得准 7 位数", "整数或小数（DECIMAL）列",
                    "请在导出时换成 DECIMAL")
    name, places = dialect.identifier(column.name), float_places(unit)
    strange = dialect.is_strange(name)
    power = 10**places
    large = f"abs({name}) * {power} >= {_FLOAT_LIMIT}"
    # A number of so many decimals is the float nearest to it, and only then comes back from the division.
    fine = f"round({name} * {power}) / {power} <> {name}"
    too_fine = _NO_CENTS if unit.dimension is MONEY else (
        f"有超过 {places} 位小数的数，二进制浮点数存不准", "请改存 DECIMAL，或四舍五入后再交")
    return (
        Suspicion(strange, "有 NaN 或无穷大", "没有数的请留空（NULL）"),
        Suspicion(f"NOT {strange} AND {large}", "有浮点数存不准的大数", "请改存 DECIMAL"),
        Suspicion(f"NOT {strange} AND NOT ({large}) AND {fine}", *too_fine))


def ends_of_float(column: Column, unit: Unit, dialect: Dialect) -> tuple[str, str]:
    """SQL for the ends of a float column, by its decimal text."""
    name, places = dialect.identifier(column.name), float_places(unit)
    sound = " AND ".join(f"NOT ({suspicion.condition})" for suspicion in float_suspicions(column, unit, dialect))
    held = f"CASE WHEN {sound} THEN CAST({name} AS DECIMAL(28,{places})) END"
    return f"min({held})", f"max({held})"


def with_ends(column: Column, low: Decimal | None, high: Decimal | None) -> Column:
    """The column with its ends."""
    return column._replace(low=_exact(low), high=_exact(high))


def _exact(value: Decimal | None) -> Exact | None:
    return None if value is None else exact(Fraction(value))
