"""The scorecard as a Word file to paste from (评分结果文稿)."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.telling import points_shown, rate_shown, weight_shown

from . import about, content, listings
from .grid import Cell, Grid, level_name, score_grid
from .listings import Listing, told
from .manuscript import Manuscript
from .numerals import numeral
from .word_table import Spot

#: The columns after the names, with their widths in millimetres; the names share the other 80.
_LEAF = (("分值", 11), ("指标值", 20), ("得分", 14), ("得分率", 17), ("说明", 28))
_NAMES = 80
_ALIGN = {"centred": "center", "right": "right", "points": "right", "rate": "right"}


def scorecard_document_docx(card: Scorecard, framework: Framework, seal: str) -> bytes:
    """``card`` as the bytes of a ``.docx`` file."""
    name = content.title(card)
    paper = Manuscript(f"{card.case.entity.name} {name}")
    paper.line(card.case.entity.name, "Title")
    paper.line(name, "Title")
    paper.line(about.result_told(card, framework), "Subtitle")
    paper.line(f"{numeral(1)}、得分表", "Heading 1")
    _scores(paper, card, score_grid(card, framework))
    tables = (listings.deductions(card), listings.differences(card, framework), listings.readings(card, framework),
              listings.findings(card), listings.evidence(card),
              *(table.brief() for table in listings.further(card, framework)))
    for number, table in enumerate(tables, 2):
        _listed(paper, number, table)
    texts = content.narrative_rows(card)
    if texts:
        paper.line(f"{numeral(len(tables) + 2)}、报告文字", "Heading 1")
    for number, (heading, paragraphs) in enumerate(texts, 1):
        paper.line(f"（{numeral(number)}）{heading}", "Heading 2")
        for text in paragraphs:
            paper.line(text)
    paper.line(f"{numeral(len(tables) + 2 + bool(texts))}、说明", "Heading 1")
    pairs = about.about(card, framework, seal)
    paper.table((20, 100), (), len(pairs), (
        Spot(text, line, column) for line, pair in enumerate(pairs) for column, text in enumerate(pair)))
    return paper.content()


def _listed(paper: Manuscript, number: int, table: Listing) -> None:
    paper.line(f"{numeral(number)}、{table.title}", "Heading 1")
    for text in filter(None, (table.note, "" if table.rows else table.nothing)):
        paper.line(text, with_next=bool(table.rows))
    if table.rows:
        paper.table([column.width for column in table.columns], [column.heading for column in table.columns],
                    len(table.rows), (
            Spot(told(value, column.kind), line, place, align=_ALIGN.get(column.kind, "left"))
            for line, row in enumerate(table.rows)
            for place, (value, column) in enumerate(zip(row, table.columns, strict=True))))


def _scores(paper: Manuscript, card: Scorecard, grid: Grid) -> None:
    """The score table: a parent over its lines with its score below its name, a leaf on a line of its own."""
    part = _NAMES // (grid.levels + 1)
    widths = [*[part] * (grid.levels - 1), _NAMES - part * (grid.levels - 1), *(width for _, width in _LEAF)]
    names = [level_name(level) for level in range(1, grid.levels + 1)]
    headings = [*(f"{name}\n得分 / 分值" for name in names[:-1]), names[-1], *(heading for heading, _ in _LEAF)]
    spots = [spot for cell in grid.cells
             for spot in (_leaf(cell, grid) if cell.node.leaf else _parent(cell))]
    paper.table(widths, headings, grid.lines + 1, [*spots, *_sum(card, grid)])


def _parent(cell: Cell) -> Iterator[Spot]:
    score = f"\n{cell.row.score} / {cell.row.weight}" if cell.node.weighted else ""
    yield Spot(cell.label + score, cell.first, cell.node.level - 1, cell.last - cell.first, align="center",
               bold=cell.node.level == 1)


def _leaf(cell: Cell, grid: Grid) -> Iterator[Spot]:
    yield Spot(cell.label, cell.first, cell.node.level - 1, right=grid.levels - cell.node.level)
    row, notes = cell.row, "\n".join(cell.remarks)
    yield from _line(cell.first, grid, (row.weight, about.value_shown(cell.node), row.score, row.rate, notes))


def _sum(card: Scorecard, grid: Grid) -> Iterator[Spot]:
    yield Spot("合计", grid.lines, 0, right=grid.levels - 1, align="center", bold=True)
    grade = f"等级 {card.grade}" if card.grade else ""
    yield from _line(grid.lines, grid, (weight_shown(card.full) if grid.full else "—", "", points_shown(card.total),
                                        rate_shown(grid.rate(card.total)), grade), bold=True)


def _line(line: int, grid: Grid, texts: tuple[str, ...], *, bold: bool = False) -> Iterator[Spot]:
    for number, text in enumerate(texts):
        yield Spot(text, line, grid.levels + number, align="left" if number == len(texts) - 1 else "right", bold=bold)
