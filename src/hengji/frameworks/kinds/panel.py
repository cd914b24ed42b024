"""Who judges, and within what bounds (评判方式): several judges, and bands of attainment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hengji.intake import Choice, Field, Quantity, Values
from hengji.model import COUNT, Exact, Place, exact_text, standard_unit

#: How the points of several judges become one: the operator, and how it is said.
WAYS = {"mean": "取平均", "trimmed_mean": "去掉最高最低各一个后取平均", "median": "取中位数"}

FIELDS = (
    Field("combine", Choice(tuple(WAYS), WAYS),
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


def read_panel(values: Values, trouble: Callable[[Place, str, str], None]) -> Panel | None:
    """The panel that :data:`FIELDS` describe, None for one judge; what is wrong goes to ``trouble``."""
    if values["combine"] is None:
        if "least" in values.places and "combine" not in values.places:
            trouble(values.at("least"), "写了 least（至少几人），却没有写 combine（怎样合并）",
                    "请写 combine: median 等，或删去 least")
        return None
    if values["least"] is None:
        return None
    if values["combine"] == "trimmed_mean" and values["least"] < 3:
        trouble(values.at("least"), "去掉最高最低各一个，至少要 3 人评分", "请写 least: 3 或更多")
    return Panel(values["combine"], values["least"])


def parameters(judges: Panel | None) -> dict[str, Any]:
    """The panel as parameters of its rule."""
    return {"combine": judges.combine, "least": exact_text(judges.least)} if judges else {}
