"""A number as the document prints it (印出的数), typed before any arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from hengji.model import Mark

from .interval import Interval


class Kind(Enum):
    """What a printed number is (数的种类). Only :data:`FIGURES` are ever calculated with."""

    AMOUNT = "金额"
    RATE = "比率"
    POINTS = "百分点"
    COUNT = "数量"
    SCORE = "分数"
    DAYS = "天数"
    #: A number without a unit whose kind nothing tells.
    PLAIN = "数"
    YEAR = "年份"
    DATE = "日期"
    CODE = "编码"
    ORDINAL = "序号"
    DOCUMENT_NUMBER = "文号"
    PHONE = "电话"


#: What weights and scores are printed as: 分 may stand in the head, or nowhere.
POINTS = frozenset({Kind.SCORE, Kind.PLAIN})
FIGURES = frozenset({Kind.AMOUNT, Kind.RATE, Kind.POINTS, Kind.COUNT, Kind.SCORE, Kind.DAYS, Kind.PLAIN})


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number of a manuscript. Compared by identity: the same value at two places is two numbers.

    ``text`` is as printed with sign, power and unit; ``value`` and ``step`` (the
    unit of its last printed digit) are in the base of its kind: yuan, plain ratio
    (0.85 for 85%, also for percentage points), pieces, points, days. ``unit`` is the unit as printed or, in a
    table, as its head or "单位：" gives it. ``bound`` is ``exact``, ``above`` (余, 多, 超),
    ``about`` (约, 近); ``comparator`` is ``≥ ≤ > <`` where it is a limit and no
    measured value. ``label`` is what it is the number of: in text the words right
    before it in its clause, in a table the label of its row; ``head`` is the path
    of its column's heads, outermost first. ``period`` is the year it speaks of, or 上年 or 本年.
    """

    kind: Kind
    text: str
    value: Fraction
    step: Fraction
    mark: Mark
    unit: str = ""
    bound: str = "exact"
    comparator: str = ""
    label: str = ""
    head: tuple[str, ...] = ()
    period: str = ""
    _interval: Interval | None = field(default=None, init=False, repr=False)

    @property
    def interval(self) -> Interval:
        """The true values that print as this number.

        Half a unit of the last digit on both sides; whole counts and days, and
        scores with fewer than two decimals, are meant as they stand. 余 reaches up to the
        next unit of the last digit that is not zero, 约 as far on both sides. A bare 0 is none at all.
        """
        if self._interval is None:  # it is asked for again and again
            object.__setattr__(self, "_interval", self._meant())
        assert self._interval is not None
        return self._interval

    def _meant(self) -> Interval:
        if self.bound == "above":
            return Interval(self.value, self.value + self.round_step)
        if self.bound == "about":
            return Interval.of(self.value).widened(self.round_step)
        if not self.value and self.kind is Kind.AMOUNT and "." not in self.text:
            return Interval.of(0)
        if (self.step == 1 and self.kind in _WHOLE) or (self.kind is Kind.SCORE and self.step * 10 >= 1):
            return Interval.of(self.value)
        return Interval.of(self.value).widened(self.step / 2)

    @property
    def round_step(self) -> Fraction:
        """The unit of the last digit that is not zero: 100 for 1400, 10000 for 150万."""
        step, units = self.step, self.value / self.step
        while units and units % 10 == 0:
            step, units = step * 10, units / 10
        return step

    @property
    def measured(self) -> bool:
        """Whether it tells a value, and not a limit that a value must keep."""
        return not self.comparator


_WHOLE = frozenset({Kind.COUNT, Kind.DAYS})
