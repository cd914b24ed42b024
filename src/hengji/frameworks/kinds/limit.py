"""A limit that a value must keep (界限): at most, or at least; shared by the kinds that compare."""

from __future__ import annotations

from dataclasses import dataclass

from hengji.formula import Literal, Node, op
from hengji.intake import Field, Values, Words
from hengji.model import RATE, Place

from .base import Setting

FIELDS = (
    Field("at_most", Words(), "不高于多少（与 at_least 二选一）；可写标准值的公式"),
    Field("at_least", Words(), "不低于多少（与 at_most 二选一）；可写标准值的公式"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """``operator`` is ``at_most`` or ``at_least``; ``text`` is the standard as written."""

    operator: str
    value: Node
    text: str

    @property
    def told(self) -> str:
        """In words: ``不高于10%``."""
        return ("不高于" if self.operator == "at_most" else "不低于") + self.text

    def kept(self, value: Node) -> Node:
        """The condition that ``value`` keeps the limit."""
        return op(self.operator, value, self.value)

    def excess(self, value: Node) -> Node:
        """By how much ``value`` misses the limit."""
        sides = (value, self.value) if self.operator == "at_most" else (self.value, value)
        return op("subtract", *sides)


def read_limit(values: Values, setting: Setting) -> Limit | None:
    """The limit among ``values``, which must name exactly one; doubtful ones are warned of."""
    given = [name for name in ("at_most", "at_least") if values[name] is not None]
    if len(given) != 1:
        setting.problem(values.place, "at_most 和 at_least 要写且只写一个")
        return None
    if not setting.needs_value(values.place) or setting.value is None:
        return None
    words = values[given[0]]
    standard = setting.standard(words, setting.value.unit)
    if standard is None:
        return None
    if isinstance(standard, Literal):
        _doubts(given[0], standard, words.place, setting)
    return Limit(given[0], standard, words.text)


def _doubts(operator: str, literal: Literal, place: Place, setting: Setting) -> None:
    """Warns of a limit that is always kept, or that says something else than was meant."""
    if operator == "at_least" and literal.value <= 0:  # type: ignore[operator]
        setting.warn(place, f"目标“不低于{literal.text}”总能达到，起不到考核作用", "请提高目标值")
    if operator == "at_least" and literal.value == 1 and literal.unit.dimension is RATE:
        setting.warn(place, "“不低于100%”：若该比率不会超过 100%，实为“等于100%”", "请确认本意")
