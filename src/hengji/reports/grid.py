"""The score table as a grid (得分表的格子): a line for each leaf, what stands above it over several lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.model import Exact, NodeScore, Scorecard, exact

from .about import value_shown
from .content import Row, rows
from .numerals import numeral


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator with the lines that it stands over, from ``first`` to ``last``, counted from 0."""

    node: NodeScore
    row: Row
    first: int
    last: int
    children: tuple[NodeScore, ...]

    @property
    def label(self) -> str:
        """Code and name."""
        return f"{self.node.code} {self.node.name}"

    @property
    def reasons(self) -> tuple[str, ...]:
        """The explanation; the value has a column of its own."""
        return tuple(text for text in self.row.explanation if text != value_shown(self.node))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The same in short."""
        return tuple(remark.text for remark in self.row.remarks if remark.text != value_shown(self.node))

@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table: its cells in tree order, how many levels and lines it has."""

    cells: tuple[Cell, ...]
    levels: int
    lines: int

    @property
    def full(self) -> Exact:
        """The weights of the first level added up."""
        return exact(sum(node.weight for node in self.heads))

    def rate(self, total: Exact | None) -> Exact | None:
        """``total`` as a share of them."""
        return exact(Fraction(total) / self.full) if total is not None and self.full else None

    @property
    def heads(self) -> tuple[NodeScore, ...]:
        """The indicators of the first level."""
        return tuple(cell.node for cell in self.cells if cell.node.level == 1)


def score_grid(card: Scorecard, framework: Framework) -> Grid:
    """The grid of ``card``."""
    children: dict[str, list[NodeScore]] = {}
    leaves_below: dict[str, list[int]] = {}
    parents = {node.code: node.parent for node in card.nodes}
    lines = 0
    for node in card.nodes:
        children.setdefault(node.parent, []).append(node)
        if node.leaf:
            code = node.code
            while code:
                leaves_below.setdefault(code, []).append(lines)
                code = parents.get(code, "")
            lines += 1
    cells = tuple(Cell(node, row, leaves_below[node.code][0], leaves_below[node.code][-1],
                       tuple(children.get(node.code, ())))
                  for node, row in zip(card.nodes, rows(card, framework), strict=True))
    return Grid(cells, max(node.level for node in card.nodes), lines)


def level_name(level: int) -> str:
    """What indicators of a level are called: ``一级指标``."""
    return f"{numeral(level)}级指标"


def added_up(nodes: Sequence[NodeScore]) -> Exact | None:
    """The scores of ``nodes`` added up; None while one that applies has none."""
    scores = [node.score for node in nodes if not node.not_applicable]
    known = [score for score in scores if score is not None]
    return exact(sum(known)) if len(known) == len(scores) else None
