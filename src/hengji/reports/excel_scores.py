"""The sheet 得分表 as finance bureaus hand it in: merged cells, and formulas that add up the scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.model import PERCENT, Exact, NodeScore, Scorecard, exact, exact_text, round_half_up

from . import about, content
from .grid import Cell, Grid, added_up, level_name, score_grid
from .workbook import Sheet

#: The rows of the headings and of the first line; above stand the title and whom it is about.
_HEADINGS, _BODY = 2, 3
#: The columns of a level, and of the last level, with their widths.
_PARENT = (("", 15), ("分值", 6), ("得分", 9))
_LEAF = (("", 38), ("分值", 6), ("指标值", 15), ("得分", 9), ("得分率", 11), ("扣分原因和说明", 50))


def write_scores(sheet: Sheet, card: Scorecard, framework: Framework, seal: str) -> None:
    """Writes the score table of ``card``."""
    table = _Table(sheet, card, framework, score_grid(card, framework))
    table.head()
    for cell in table.grid.cells:
        (table.leaf if cell.node.leaf else table.parent)(cell)
    end = table.foot()
    for line in [*table.remarks(), f"封签 {seal}"]:
        sheet.put(end, 0, line, "wrapped bare soft", to=(end, table.last))
        end += 1
    sheet.freeze(_BODY)
    sheet.page((end - 1, table.last), (_HEADINGS, _HEADINGS))


class _Table:
    """Columns come in groups, one a level: name, weight, score; the last has value, rate and reasons as well."""

    def __init__(self, sheet: Sheet, card: Scorecard, framework: Framework, grid: Grid) -> None:
        self.sheet, self.card, self.framework, self.grid = sheet, card, framework, grid
        groups = [*[_PARENT] * (grid.levels - 1), _LEAF]
        self.columns = [(heading or level_name(level), width)
                        for level, group in enumerate(groups, 1) for heading, width in group]
        self.last = len(self.columns) - 1
        self.value, self.rate = self.last - 3, self.last - 1

    def score(self, level: int) -> int:
        """The column of the scores of a level."""
        return self.last - 2 if level == self.grid.levels else level * len(_PARENT) - 1

    def head(self) -> None:
        sheet, card = self.sheet, self.card
        sheet.widths(*(width for _, width in self.columns))
        sheet.put(0, 0, f"{content.title(card)}得分表", "title", to=(0, self.last))
        result = about.result_told(card, self.framework)
        sheet.put(1, 0, f"{card.case.entity.name}　{result}", "subtitle", to=(1, self.last))
        sheet.rows(_HEADINGS, [[heading for heading, _ in self.columns]], ["heading"] * len(self.columns))

    def name(self, cell: Cell) -> int:
        """Writes name and weight of an indicator; gives the column of its weight."""
        node, first, last = cell.node, _BODY + cell.first, _BODY + cell.last
        left = (node.level - 1) * len(_PARENT)
        self.sheet.put(first, left, cell.label, f"wrapped{_bold(cell)}", to=(last, left))
        self.sheet.put(first, left + 1, node.weight if node.weighted else None,
                       f"plain{_bold(cell)}" if node.weighted else "empty", to=(last, left + 1))
        return left + 1

    def leaf(self, cell: Cell) -> None:
        node, row, weight, score = cell.node, _BODY + cell.first, self.name(cell), self.score(cell.node.level)
        for column in range(weight + 1, self.last):
            self.sheet.put(row, column, None, "empty")
        waits = node.score is None and node.weighted and not node.not_applicable
        if node.weighted or node.score is not None:
            self.sheet.put(row, score, node.score, f"number{' warning' if waits else _bold(cell)}")
        percent = node.quantity.value if node.quantity and node.quantity.unit == PERCENT else None
        if isinstance(percent, int | Fraction):
            self.sheet.put(row, self.value, percent, "percent")
        else:
            self.sheet.put(row, self.value, about.value_shown(node) or None, "wrapped right")
        self.share(row, score, weight, node.weight, node.rate)
        self.sheet.put(row, self.last, "\n".join(cell.reasons), "wrapped")

    def parent(self, cell: Cell) -> None:
        first, last = _BODY + cell.first, _BODY + cell.last
        own, below = self.score(cell.node.level), self.score(cell.node.level + 1)
        self.name(cell)
        self.sum((first, own), (last, own), cell.node.score,
                 _Sum(cell.children, f"{_at(first, below)}:{_at(last, below)}"), _bold(cell),
                 "\n".join(cell.reasons or cell.row.steps[-1:]))

    def sum(self, place: tuple[int, int], to: tuple[int, int], score: Exact | None, parts: _Sum, bold: str,
            why: str) -> None:
        """A score that adds up others: live where it does, else the given number with a note."""
        if score is not None and score != parts.value:
            self.sheet.put(*place, score, f"number{' warning' if parts.value is not None else ''}{bold}", to=to)
            self.sheet.note(*place, why)
        elif parts.open or score is not None:
            self.sheet.formula(*place, parts.formula, score, f"number{bold}", to=to)
        else:
            self.sheet.put(*place, None, "empty", to=to)

    def share(self, row: int, score: int, weight: int, full: Exact, rate: Exact | None) -> None:
        """Score ÷ weight, blank until there is a score."""
        if not full:
            self.sheet.put(row, self.rate, None, "empty")
            return
        mark = _at(row, score)
        self.sheet.formula(row, self.rate, f'=IF({mark}="","",{mark}/{_at(row, weight)})', rate, "percent")

    def foot(self) -> int:
        """The total and its grade; gives the row below."""
        row, grid, card = _BODY + self.grid.lines, self.grid, self.card
        score = self.score(1)
        for column in range(self.last + 1):
            self.sheet.put(row, column, None, "empty")
        self.sheet.put(row, 0, "合计", "centred bold")
        if grid.full:
            self.sheet.formula(row, 1, f"=SUM({_at(_BODY, 1)}:{_at(row - 1, 1)})", grid.full, "plain bold")
        self.sum((row, score), (row, score), card.total,
                 _Sum(grid.heads, f"{_at(_BODY, score)}:{_at(row - 1, score)}",
                      self.framework.places if self.framework.rounding == "total" else None),
                 " bold", "\n".join(self.of_total()))
        self.share(row, score, 1, grid.full, grid.rate(card.total))
        self.sheet.put(row, self.last, "\n".join(self.of_total()), "wrapped")
        return self.grade(row + 1, _at(row, score)) if self.framework.grades else row + 1

    def grade(self, row: int, total: str) -> int:
        """The grade as a chain of bounds; given where something other than the total decided it."""
        bounds = [(grade.name, exact(Fraction(grade.low) * self.framework.full / 100))
                  for grade in self.framework.grades]
        reached, card = "", self.card
        if card.total is not None:
            reached = next((name for name, low in bounds[:-1] if card.total >= low), bounds[-1][0])
        chain = f"{{{len(bounds) - 1}}}"
        for number, (_, low) in reversed([*enumerate(bounds[:-1])]):
            chain = f"IF(ROUND({total},6)>={exact_text(round_half_up(low, 6))},{{{number}}},{chain})"
        self.sheet.put(row, 0, "等级", "centred bold")
        place, look = (row, 1), "centred bold"
        if reached == (card.grade or ""):
            self.sheet.formula(*place, f'=IF({total}="","",{chain})', reached, look, to=(row, 2),
                               texts=[name for name, _ in bounds])
        else:
            self.sheet.put(*place, card.grade, f"{look} warning", to=(row, 2))
        self.sheet.put(row, 3, about.grades_told(self.framework), "wrapped soft", to=(row, self.last))
        return row + 1

    def of_total(self) -> Iterator[str]:
        """What must be said of the total."""
        yield from about.remarks_told(self.card, self.framework)
        yield from (row.reason for row in content.difference_rows(self.card) if not row.code)

    def remarks(self) -> Iterator[str]:
        """What must be said of the parents, and of the total."""
        for cell in self.grid.cells:
            if not cell.node.leaf and cell.reasons:
                yield f"{cell.label}：{'；'.join(cell.reasons)}"


class _Sum:
    """Scores that are added up: as a formula over the cells ``below``, and as a number."""

    def __init__(self, parts: Sequence[NodeScore], below: str, places: int | None = None) -> None:
        added, applying = added_up(parts), [part for part in parts if not part.not_applicable]
        self.value = added if added is None or places is None else round_half_up(added, places)
        self.open = added is None and any(part.weight for part in applying)
        total = f"SUM({below})" if places is None else f"ROUND(SUM({below}),{places})"
        self.formula = f'=IF(COUNT({below})={len(applying)},{total},"")' if self.open else f"={total}"


def _bold(cell: Cell) -> str:
    return " bold" if cell.node.level == 1 else ""


def _at(row: int, column: int) -> str:
    """The name of a cell: ``(2, 27)`` is ``AB3``."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
