"""What something is worth in a rule (分值): points, or a share of the weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengji.intake import Node, Scalar, Unreadable, not_a, read_value, unreadable
from hengji.model import PERCENT, POINTS, Exact, Problem, exact


@dataclass(frozen=True, slots=True)
class Worth:
    """``amount`` points, or that share of the weight; ``text`` as written."""

    amount: Exact
    in_points: bool
    text: str

    def of(self, weight: Exact) -> Exact:
        """In points, for an indicator of this weight."""
        return self.amount if self.in_points else exact(Fraction(self.amount) * weight)

    @property
    def told(self) -> str:
        """In words: ``0.5分`` or ``权重的3%``."""
        return self.text if self.in_points else f"权重的{self.text}"


def worths_in(values: Any) -> Iterator[Worth]:
    """Every worth that a rule's parameters hold, at whatever depth."""
    if isinstance(values, Worth):
        yield values
    elif isinstance(values, dict):
        for entry in values.values():
            yield from worths_in(entry)
    elif isinstance(values, tuple):
        for entry in values:
            yield from worths_in(entry)


class WorthType:
    """The field type: ``0.5分``, ``3%`` or ``1/3``."""

    def read(self, node: Node, problems: list[Problem]) -> Worth | None:
        """The worth; a bare number is refused, for it could be either."""
        if not isinstance(node, Scalar):
            problems.append(not_a(node, "分值或权重的份额"))
            return None
        text = node.text.strip()
        try:
            if text.endswith("分"):
                amount, in_points = read_value(text, POINTS), True
            elif text.endswith(("%", "％")) or "/" in text:
                amount, in_points = read_value(text, PERCENT), False
            else:
                raise Unreadable(f"“{text}”没有写明是几分还是权重的几成", "如 0.5分、3%、1/3")
        except Unreadable as trouble:
            problems.append(unreadable(trouble, node.place))
            return None
        assert isinstance(amount, int | Fraction)
        if amount < 0:
            problems.append(Problem(node.place, f"“{text}”不能是负数"))
            return None
        return Worth(amount, in_points, text)

    def schema(self) -> dict[str, Any]:
        """A text with 分, %, or a fraction."""
        return {"type": "string", "pattern": r"分$|[%％]$|/"}


WORTH = WorthType()
NOTHING = Worth(0, True, "0分")
ALL = Worth(1, False, "100%")
