"""Who judges, and within what bounds (评判方式): several judges, and bands of attainment."""

from __future__ import annotations

from typing import Any, NamedTuple

from hengji.intake import Choice, Field, Quantity, Values
from hengji.model import COUNT, Exact, exact_text, standard_unit

#: How the points of several judges become one: the operator, and how it is said.
WAYS = {"mean": "取平均", "trimmed_mean": "去掉最高最低各一个后取平均", "median": "取中位数"}

FIELDS = (
    Field("combine", Choice(tuple(WAYS)),
          "多人评分怎样合并：mean 平均、trimmed_mean 去掉最高最低后平均、median 中位数；不写则一人评分"),
    Field("least", Quantity(standard_unit(COUNT), low=2, high=50, whole=True), "至少几人评分，默认 3", default=3),
)


class Panel(NamedTuple):
    """Several judges (多人评分): ``combine`` is one of :data:`WAYS`, ``least`` how many there must be."""

    combine: str
    least: Exact

    @property
    def told(self) -> str:
        """In words."""
        return f"，由 {exact_text(self.least)} 人以上评分，{WAYS[self.combine]}"


class Band(NamedTuple):
    """A band of attainment (达成程度): from ``low`` points (included) to ``high`` (only the top band includes it)."""

    name: str
    low: Exact
    high: Exact
    top: bool

    def holds(self, score: Exact) -> bool:
        """Whether ``score`` lies in the band."""
        return self.low <= score < self.high or (self.top and score == self.high)


def read_panel(values: Values) -> Panel | None:
    """The panel that :data:`FIELDS` describe, None for one judge. A trimmed mean needs three."""
    if values["combine"] is None or values["least"] is None:
        return None
    least = max(values["least"], 3) if values["combine"] == "trimmed_mean" else values["least"]
    return Panel(values["combine"], least)


def parameters(judges: Panel | None) -> dict[str, Any]:
    """The panel as parameters of its rule."""
    return {"combine": judges.combine, "least": exact_text(judges.least)} if judges else {}
