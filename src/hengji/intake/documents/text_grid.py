"""Places of the cells of a flattened table (还原表格): columns by alignment, merged cells by what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .text_blocks import Piece, Placed

Cells = Sequence[Sequence[Piece]]

_UNITS = r"(?:百?[万亿]?元|分|个|人|次|份|件|项|家|户)"
_FIGURE = re.compile(rf"[≥≤＞＜><=＝≈约]*\s*[-−－+＋]?[\d,，]*\d(?:\.\d+)?\s*(?P<rate>[%％])?{_UNITS}?")
_NOTHING = {"-", "—", "－", "——", "--", "/", "／", "－－", "无"}
TOTAL = re.compile(r"合计|总计|小计|总分|总和|总得分|本[年级]\S{0,4}合计|\S{0,8}[合总]计[：:]?")

FIGURES = frozenset(("number", "rate"))

#: A table with more columns than this is no table that a report prints.
MAX_COLUMNS = 80
#: Wider than this, weighing every way to spread a row would take too long.
_WEIGHED = 30
#: Rows of two-tier heads stand this far up.
_HEAD_ROWS = 4


def kind_of(text: str) -> str:
    """What a cell holds: ``"rate"`` (a percentage), ``"number"``, ``"text"``, or ``""``."""
    text = text.strip()
    if not text:
        return ""
    match = _FIGURE.fullmatch(text)
    if match:
        return "rate" if match["rate"] else "number"
    return "number" if text in _NOTHING else "text"


def is_figure(text: str) -> bool:
    """Whether the text is one number or one percentage, or the stroke that stands for none."""
    return kind_of(text) in FIGURES


def placed(rows: Sequence[Cells], *, merged: bool = True) -> list[Placed]:
    """Every cell at its place. Rows with fewer cells than the widest have merged cells.

    Gaps below labels are those of merged cells too, unless ``merged`` is false.
    """
    drafts = [[Placed(pieces, at, 0) for pieces in row] for at, row in enumerate(rows)]
    grid = _Grid(drafts, max(map(len, rows)))
    grid.spread()
    if merged:
        grid.merge()
    return [cell for row in grid.rows for cell in row if cell.rows]


@dataclass
class _Grid:
    """Rows of cells on their way to their places; a cell of no rows was merged into the one above."""

    rows: list[list[Placed]]
    width: int

    def __post_init__(self) -> None:
        self.kinds = [[kind_of(cell.text) for cell in row] for row in self.rows]
        full = [at for at, row in enumerate(self.rows) if len(row) == self.width]
        self.first_full = full[0]
        self.profile = [_commonest(self.kinds[at][column] for at in full[:500]) for column in range(self.width)]
        with_figures = (at for at, kinds in enumerate(self.kinds) if FIGURES & set(kinds[1:]))
        self.first_figures = next(with_figures, len(self.rows))

    def spread(self) -> None:
        """Gives each cell its column, from the last row up, for a head stands over what is below it."""
        for at in reversed(range(len(self.rows))):
            row = self.rows[at]
            head = at < min(self.first_figures, self.first_full) and len(row) > 1 and at + 1 < self.first_figures
            below = self.rows[at + 1] if head else None
            column = 0
            for index, span in enumerate(self._spans(at, below)):
                row[index] = replace(row[index], column=column, columns=span)
                column += span

    def _spans(self, at: int, below: Sequence[Placed] | None) -> list[int]:
        row = self.rows[at]
        slack = self.width - len(row)
        if not slack:
            return [1] * self.width
        if len(row) == 1:
            return [self.width]
        by_column = {column: cell for cell in below or () for column in range(cell.column, cell.column + cell.columns)}
        texts = [cell.text for cell in row]
        taker = 0 if FIGURES & set(self.kinds[at]) else len(row) - 1
        if self.width > _WEIGHED:
            return [1 + slack * (index == taker) for index in range(len(row))]

        def value(index: int, column: int, span: int) -> int:
            if below is not None:
                end = column + span
                return _over(texts[index], [by_column[c] for c in range(column, end)], by_column.get(end))
            if at < self.first_figures:
                return _above(self.profile[column:column + span])
            return _beside(self.kinds[at][index], self.profile[column:column + span], index == taker)

        @cache
        def best(index: int, column: int) -> tuple[int, tuple[int, ...]]:
            left = self.width - column - (len(row) - index - 1)
            if index == len(row) - 1:
                return value(index, column, left), (left,)
            tries = ((value(index, column, span), span) for span in range(1, left + 1))
            return max((score + best(index + 1, column + span)[0], (span, *best(index + 1, column + span)[1]))
                       for score, span in tries)

        return list(best(0, 0)[1])

    def merge(self) -> None:
        """Joins empty cells to the label above them, and, in heads, to the head above or at their left."""
        tiers = self._tiers()
        upper: dict[int, Placed] = {}
        for at, row in enumerate(self.rows):
            here: dict[int, Placed] = {}
            for index, cell in enumerate(row):
                above = upper.get(cell.column)
                if (not cell.text.strip() and above is not None and above.columns == cell.columns
                        and self._belongs(at, cell, here, tiers)):
                    self._grow(above)
                    row[index] = replace(cell, rows=0)
                    here[cell.column] = self._at(above)
                elif cell.text.strip():
                    here[cell.column] = cell
            upper = here

    def _tiers(self) -> range:
        """Rows of a head of two and more tiers, behind the title; the rows with the labels begin after them."""
        end = min(self.first_full + 1, self.first_figures)
        spread = [at for at in range(min(end, _HEAD_ROWS)) if 1 < len(self.rows[at]) < self.width]
        return range(spread[0] if spread else end - 1, end)

    def _belongs(self, at: int, cell: Placed, here: dict[int, Placed], tiers: range) -> bool:
        """Whether an empty cell goes on what stands above it."""
        if at in tiers:
            return at > tiers.start
        if at <= tiers.stop or (cell.column > 1 and self.profile[cell.column] in FIGURES):
            return False
        left = here.get(cell.column - 1)
        return cell.column == 0 or (left is not None and left.row < at)

    def _grow(self, above: Placed) -> None:
        row = self.rows[above.row]
        index = next(i for i, cell in enumerate(row) if cell.column == above.column)
        row[index] = replace(row[index], rows=row[index].rows + 1)

    def _at(self, cell: Placed) -> Placed:
        return next(other for other in self.rows[cell.row] if other.column == cell.column)


def _over(head: str, below: Sequence[Placed], behind: Placed | None) -> int:
    """How well a head stands over the cells below: over an empty one alone, over several that differ and end in it."""
    distinct = [cell for at, cell in enumerate(below) if not at or cell is not below[at - 1]]
    texts = [cell.text for cell in distinct]
    score = -100 if behind is below[-1] else 0
    if len(distinct) == 1:
        return score + (30 if head and not texts[0] else 0)
    score -= 30 * texts.count("") + 40 * (len(texts) - len(set(texts)))
    score += 10 * bool(TOTAL.fullmatch("".join(texts[-1].split())))
    return score - len(below) ** 2


def _above(profile: Sequence[str]) -> int:
    """How well a head without another below it stands over columns: over several labels rather than several figures."""
    return 0 if len(profile) == 1 else -len(profile) ** 2 - 10 * sum(kind in FIGURES for kind in profile)


def _beside(kind: str, profile: Sequence[str], taker: bool) -> int:
    """How well a cell fits the columns that hold cells of the kinds in ``profile``."""
    span = len(profile)
    if span > 1:
        return {"text": 0 if taker else -2 * span, "": -3 * span}.get(kind, -6 * span)
    if not kind:
        return 0
    if kind == profile[0]:
        return 5
    alike = (kind in FIGURES) + (profile[0] in FIGURES)
    return (0, -4, 1)[alike]


def _commonest(kinds: Iterable[str]) -> str:
    counted = Counter(kind for kind in kinds if kind)
    return counted.most_common(1)[0][0] if counted else ""
