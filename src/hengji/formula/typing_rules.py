"""How dimensions combine (量纲规则): each rule gives the result's unit, or says in words why not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hengji.model import (
    COUNT,
    DATE,
    DAYS,
    MONEY,
    PLAIN,
    RATE,
    SCORE,
    TRUTH,
    TRUTH_UNIT,
    WORKING_DAYS,
    Dimension,
    Unit,
    product,
    standard_unit,
)

#: Dimensions that a bare number may stand for; an amount of money must say 元 or 万元.
_PLAIN_FITS = (COUNT, RATE, SCORE, DAYS, WORKING_DAYS, PLAIN)


def same(units: Sequence[Unit]) -> Unit | str:
    """All operands of one measurable dimension; the result is of it too."""
    wrong = _not_measurable(units)
    return wrong or _common(units)


def ordered(units: Sequence[Unit]) -> Unit | str:
    """Two quantities, or two dates, that can be put in order."""
    if all(unit.dimension is DATE for unit in units):
        return TRUTH_UNIT
    result = same(units)
    return result if isinstance(result, str) else TRUTH_UNIT


def equatable(units: Sequence[Unit]) -> Unit | str:
    """Two values of one dimension, of whatever kind."""
    if len({unit.dimension for unit in units}) == 1:
        return TRUTH_UNIT
    return ordered(units)


def times(units: Sequence[Unit]) -> Unit | str:
    """A product; money times money has no meaning."""
    wrong = _not_measurable(units)
    if wrong:
        return wrong
    a, b = units
    if a.dimension is PLAIN and b.dimension is PLAIN:
        return a
    dimension = product(a.dimension, b.dimension)
    if any(power > 1 for _, power in dimension.powers or ()):
        return f"{a.dimension.term}乘{b.dimension.term}没有意义"
    return _like(dimension, units) or _composite(dimension, f"{a.name}·{b.name}", a.scale * b.scale)


def over(units: Sequence[Unit]) -> Unit | str:
    """A quotient; like divided by like is a rate."""
    wrong = _not_measurable(units)
    if wrong:
        return wrong
    a, b = units
    if a.dimension is PLAIN and b.dimension is PLAIN:
        return a
    dimension = product(a.dimension, b.dimension, -1)
    return _like(dimension, (a,)) or _composite(dimension, f"{a.name}/{b.name}", a.scale / b.scale)


def measurable(units: Sequence[Unit]) -> Unit | str:
    """One quantity, whose unit is kept."""
    return _not_measurable(units) or units[0]


def whole(units: Sequence[Unit]) -> Unit | str:
    """A quantity that is cut to whole units; of money one must say which unit."""
    if units[0].dimension is MONEY:
        return "金额取整要说明单位，请用 舍入到(金额, 1元) 或 舍入到(金额, 1万元)"
    return measurable(units)


def truths(units: Sequence[Unit]) -> Unit | str:
    """Conditions only."""
    for unit in units:
        if unit.dimension is not TRUTH:
            return f"这里要一个条件（是或否），得到的是{unit.dimension.term}"
    return TRUTH_UNIT


def counted(units: Sequence[Unit]) -> Unit | str:
    """Conditions, counted."""
    result = truths(units)
    return result if isinstance(result, str) else standard_unit(COUNT)


def branches(units: Sequence[Unit]) -> Unit | str:
    """A condition and two results of one dimension."""
    condition, *results = units
    wrong = truths([condition])
    if isinstance(wrong, str):
        return wrong
    if results[0].dimension == results[1].dimension:
        return results[0]
    result = same(results)
    bare_number = any(unit.dimension is PLAIN for unit in results) and not _not_measurable(results)
    if isinstance(result, str) and not bare_number:
        terms = "，".join(f"一个是{unit.dimension.term}" for unit in results)
        return f"“如果”的两个结果要是同一种量：{terms}"
    return result


def rounded(units: Sequence[Unit]) -> Unit | str:
    """A quantity, and a bare number of decimals."""
    if units[1].dimension is not PLAIN:
        return f"保留几位小数要写一个数，得到的是{units[1].dimension.term}"
    return measurable(units[:1])


def days(units: Sequence[Unit]) -> Unit | str:
    """Two dates; calendar days between them."""
    return _dates(units) or standard_unit(DAYS)


def working_days(units: Sequence[Unit]) -> Unit | str:
    """Two dates; working days between them."""
    return _dates(units) or standard_unit(WORKING_DAYS)


def _dates(units: Sequence[Unit]) -> str:
    for unit in units:
        if unit.dimension is not DATE:
            return f"这里要一个日期，得到的是{unit.dimension.term}"
    return ""


def _not_measurable(units: Sequence[Unit]) -> str:
    for unit in units:
        if not unit.dimension.measurable:
            return f"{unit.dimension.term}不能参加运算"
    return ""


def _common(units: Sequence[Unit]) -> Unit | str:
    """The one dimension of ``units``; bare numbers adapt to the others."""
    named = [unit for unit in units if unit.dimension is not PLAIN]
    if not named:
        return units[0]
    first = named[0]
    for other in named[1:]:
        if other.dimension != first.dimension:
            return f"{first.dimension.term}与{other.dimension.term}不能相加减或比较"
    if len(named) < len(units) and first.dimension not in _PLAIN_FITS:
        return f"{first.dimension.term}与没有单位的数不能相加减或比较，请写明单位，如 3万元"
    return first


def _like(dimension: Dimension, units: Sequence[Unit]) -> Unit | None:
    """The unit among ``units`` that has ``dimension``."""
    return next((unit for unit in units if unit.dimension == dimension), None)


def _composite(dimension: Dimension, name: str, scale: Fraction) -> Unit:
    """The standard unit of a dimension that has a name of its own, else a unit made of two: 万元/人."""
    known = standard_unit(dimension)
    return known if known.name != dimension.term else Unit(name, dimension, scale)
