"""Dimensions and units (量纲与单位): what may be added to what, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Dimension:
    """What kind of quantity a value is.

    A measurable dimension is a product of powers of the base dimensions money,
    count, days, working_days and score; a rate is the empty product. Truth,
    date and text are not measurable: they have a name and no powers.
    ``name`` is the English word used in JSON, ``term`` the Chinese one.
    """

    name: str
    term: str
    powers: tuple[tuple[str, int], ...] | None = None

    @property
    def measurable(self) -> bool:
        """Whether values of it can be calculated with."""
        return self.powers is not None


def _base(name: str, term: str) -> Dimension:
    return Dimension(name, term, ((name, 1),))


MONEY = _base("yuan", "金额")
COUNT = _base("count", "数量")
DAYS = _base("days", "天数")
WORKING_DAYS = _base("working_days", "工作日数")
SCORE = _base("score", "分值")
RATE = Dimension("rate", "比率", ())
TRUTH = Dimension("truth", "是否")
DATE = Dimension("date", "日期")
TEXT = Dimension("text", "文字")
#: A number written without a unit, such as ``2``: it takes on the dimension of its neighbour.
PLAIN = Dimension("number", "数", ())

_NAMED = {d.powers: d for d in (MONEY, COUNT, DAYS, WORKING_DAYS, SCORE, RATE)}
_TERMS = {d.name: d.term for d in (MONEY, COUNT, DAYS, WORKING_DAYS, SCORE)}


def product(a: Dimension, b: Dimension, sign: int = 1) -> Dimension:
    """The dimension of ``a × b`` (``sign`` 1) or ``a ÷ b`` (``sign`` -1)."""
    powers = dict(a.powers or ())
    for base, power in b.powers or ():
        powers[base] = powers.get(base, 0) + sign * power
    key = tuple(sorted((base, power) for base, power in powers.items() if power))
    return _NAMED.get(key) or _compound(key)


def _compound(powers: tuple[tuple[str, int], ...]) -> Dimension:
    above = [(base, power) for base, power in powers if power > 0]
    below = [(base, -power) for base, power in powers if power < 0]

    def joined(parts: list[tuple[str, int]], word: dict[str, str] | None = None) -> str:
        words = [(word or {}).get(b, b) + (f"^{p}" if p > 1 else "") for b, p in parts]
        return "·".join(words) or "1"

    name = joined(above) + ("/" + joined(below) if below else "")
    term = joined(above, _TERMS) + ("每" + joined(below, _TERMS) if below else "")
    return Dimension(name, term, powers)


@dataclass(frozen=True, slots=True)
class Unit:
    """How a quantity is written: ``printed number × scale`` is the exact inner value.

    Inner values are whole fen for money, a plain fraction for rates, pieces for
    counts, days, points for scores. ``scale`` is 1_000_000 for 万元, 1/100 for %.
    """

    name: str
    dimension: Dimension
    scale: Fraction = Fraction(1)

    def __str__(self) -> str:
        return self.name


def _units(dimension: Dimension, scales: dict[str, Fraction | int]) -> dict[str, Unit]:
    return {name: Unit(name, dimension, Fraction(scale)) for name, scale in scales.items()}


_MONEY_UNITS = {"元": 10**2, "千元": 10**5, "万元": 10**6, "百万元": 10**8, "亿元": 10**10}
_RATE_UNITS: dict[str, Fraction | int] = {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "倍": 1}
_COUNTED = (*"个人名件项次份家户条起宗台套辆处种类期场篇本张门所村岗亩吨", "人次", "户次", "平方米")
_COUNT_UNITS = {f"{prefix}{name}": scale for name in _COUNTED for prefix, scale in
                (("", 1), ("万", 10**4), ("亿", 10**8))}

#: Every unit that a framework, a case or a formula may write, by its name.
UNITS: dict[str, Unit] = {
    **_units(MONEY, dict(_MONEY_UNITS)),
    **_units(RATE, _RATE_UNITS),
    **_units(COUNT, dict(_COUNT_UNITS)),
    **_units(DAYS, {"天": 1, "日": 1}),
    **_units(WORKING_DAYS, {"个工作日": 1, "工作日": 1}),
    **_units(SCORE, {"分": 1}),
    **_units(TRUTH, {"是否": 1}),
    **_units(DATE, {"日期": 1}),
    **_units(TEXT, {"文字": 1}),
}

#: Offered when a unit is not known: a near spelling would often be the wrong one.
COMMON_UNITS = "常用单位：元、万元、亿元、%、人、件、项、次、天、个工作日、分"

YUAN, WAN_YUAN, PERCENT, POINTS = (UNITS[n] for n in ("元", "万元", "%", "分"))
TRUTH_UNIT, DATE_UNIT, TEXT_UNIT = (UNITS[n] for n in ("是否", "日期", "文字"))
PLAIN_UNIT = Unit("", PLAIN)

_STANDARD = {MONEY: YUAN, RATE: PERCENT, SCORE: POINTS, TRUTH: TRUTH_UNIT, DATE: DATE_UNIT,
             TEXT: TEXT_UNIT, PLAIN: PLAIN_UNIT, COUNT: Unit("", COUNT), DAYS: UNITS["天"],
             WORKING_DAYS: UNITS["个工作日"]}


def standard_unit(dimension: Dimension) -> Unit:
    """The unit in which a value of ``dimension`` is shown when nobody said otherwise."""
    known = _STANDARD.get(dimension)
    return known or Unit(dimension.term, dimension)
