"""A manuscript as HTML with its figures and findings marked (标注的原文)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from hengji.model import (
    PROOF_SEVERITIES,
    CheckedFigure,
    Contradiction,
    Manuscript,
    Mark,
    Paragraph,
    PrintedTable,
    Proofread,
    Quotation,
)
from hengji.telling import figure_told

#: A table of more rows is shown in part: its beginning, and each finding with its neighbours.
_LONG, _BEGINNING, _BESIDE = 600, 60, 2
_NUMERIC = re.compile(r"[-−+＋－]?[\d,，.]+[%％]?")
_NO_SPACE = str.maketrans("", "", " \u3000\n\t")
Where = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding where it touches the text: ``anchor`` is the id that links lead to."""

    start: int
    end: int
    number: int
    severity: str
    anchor: str
    side: bool


def here(quotation: Quotation, manuscript: Manuscript) -> Mark | None:
    """The words that a quotation marks in ``manuscript``; None where it marks none, or those of another document."""
    return quotation.mark if quotation.document in ("", manuscript.name) else None


def anchor_of(number: int, side: int = 0) -> str:
    """The id of the words of a finding, or of its ``side``-th other side."""
    return f"t{number}-{side}" if side else f"t{number}"


def manuscript_html(proofread: Proofread, numbered: Sequence[tuple[int, Contradiction]]) -> Markup:
    """The whole document: what was checked is underlined, what was found is marked with its number."""
    return Markup("").join(_Marked(proofread, numbered).pieces())


class _Marked:
    """A manuscript with what stands on its words, by paragraph and cell."""

    def __init__(self, proofread: Proofread, numbered: Iterable[tuple[int, Contradiction]]) -> None:
        self.manuscript = proofread.manuscript
        self.figures: dict[Where, list[CheckedFigure]] = defaultdict(list)
        self.notes: dict[Where, list[Note]] = defaultdict(list)
        for figure in (*proofread.figures, *proofread.aims):
            self.figures[_where(figure.mark)].append(figure)
        for number, contradiction in numbered:
            for side, quotation in enumerate((contradiction.quotation, *contradiction.sides)):
                mark = here(quotation, self.manuscript)
                if mark is not None:
                    self.notes[_where(mark)].append(Note(mark.start, mark.end, number, contradiction.severity,
                                                         anchor_of(number, side), side > 0))

    def pieces(self) -> Iterator[Markup]:
        """Block by block, a line where a page begins."""
        page = None
        for index, block in enumerate(self.manuscript.blocks):
            table = isinstance(block, PrintedTable)
            begins = block.page if isinstance(block, PrintedTable) else block.spot().page
            if begins is not None and begins != page:
                page = begins
                yield Markup('<p class="page">第 {} 页</p>\n').format(page)
            yield from self._table(index, block) if isinstance(block, PrintedTable) else self._paragraph(index, block)
            if table:
                yield Markup("\n")

    def _paragraph(self, index: int, block: Paragraph) -> Iterator[Markup]:
        tag = f"h{min(block.level + 1, 6)}" if block.level else "p"
        yield Markup("<{0}>{1}{2}</{0}>\n").format(tag, block.prefix, self._words((index, 0, 0), block.text))

    def _table(self, index: int, table: PrintedTable) -> Iterator[Markup]:
        label = table.title or f"表{table.number}"
        yield Markup('<div class="wide" tabindex="0" role="group" aria-label="{}"><table>').format(label)
        last = 0
        for first, end in self._shown(index, table):
            if first > last + 1:
                yield _left_out(first - last - 1, table.columns)
            for row in range(first, end + 1):
                yield Markup("<tr>")
                yield from self._row(index, table, row, first, end)
                yield Markup("</tr>\n")
            last = end
        if last < table.rows:
            yield _left_out(table.rows - last, table.columns)
        yield Markup("</table></div>")

    def _shown(self, index: int, table: PrintedTable) -> list[tuple[int, int]]:
        """The runs of rows (first, last) that are shown."""
        if table.rows <= _LONG:
            return [(1, table.rows)]
        found = sorted({row for (block, row, _), notes in self.notes.items() if block == index and notes})
        runs = [(1, _BEGINNING)]
        for row in found:
            first, last = max(row - _BESIDE, 1), min(row + _BESIDE, table.rows)
            if first <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))
        return runs

    def _row(self, index: int, table: PrintedTable, row: int, first: int, end: int) -> Iterator[Markup]:
        """The cells of a row; a merged one stands in the first row of the run that it reaches into."""
        column = 1
        while column <= table.columns:
            cell = table.at(row, column)
            if cell is None:
                yield Markup("<td></td>")
            elif column == cell.column and row == max(cell.row, first):
                yield Markup("<td{}>{}</td>").format(
                    _attributes(cell.text, min(cell.row + cell.rows - 1, end) - row + 1, cell.columns),
                    self._words((index, cell.row, cell.column), cell.text))
            column += 1

    def _words(self, where: Where, text: str) -> Markup:
        """A text with its marks: cut wherever one begins or ends."""
        figures, notes = self.figures.get(where, ()), self.notes.get(where, ())
        if not figures and not notes:
            return escape(text)
        cuts = sorted({0, len(text)} | {n for m in notes for n in (m.start, m.end)}
                      | {n for f in figures for n in (f.mark.start, f.mark.end)})
        parts = []
        for start, end in pairwise(cuts):
            over = [note for note in notes if note.start <= start and end <= note.end]
            figure = next((f for f in figures if f.mark.start <= start and end <= f.mark.end), None)
            parts.append(_piece(text[start:end], over, figure))
            parts += [_number(note) for note in notes if note.end == end]
        return Markup("").join(parts)


def _where(mark: Mark) -> Where:
    return mark.block, mark.row, mark.column


def _piece(text: str, notes: Sequence[Note], figure: CheckedFigure | None) -> Markup:
    """A piece of text that everything on it covers wholly; the worst finding gives the colour."""
    if notes:
        severities = list(PROOF_SEVERITIES)
        worst = min(notes, key=lambda note: (note.side, severities.index(note.severity)))
        look = "side" if worst.side else worst.severity
        return Markup('<mark class="{}" data-n="{}">{}</mark>').format(
            look, " ".join(str(note.number) for note in notes), text)
    if figure is None:
        return escape(text)
    if figure.relations:
        return Markup('<u title="{}">{}</u>').format(figure_told(figure), text)
    return Markup("<i>{}</i>").format(text)


def _number(note: Note) -> Markup:
    return Markup('<sup class="{}"><a id="{}" href="#f{}" data-n="{}" aria-label="第 {} 条{}">{}</a></sup>').format(
        note.severity, note.anchor, note.number, note.number, note.number, "的另一处" if note.side else "", note.number)


def _attributes(text: str, rows: int, columns: int) -> Markup:
    numeric = ' class="n"' if _NUMERIC.fullmatch(text.translate(_NO_SPACE)) else ""
    down = f' rowspan="{rows}"' if rows > 1 else ""
    right = f' colspan="{columns}"' if columns > 1 else ""
    return Markup(numeric + down + right)  # noqa: S704 - our own words and whole numbers


def _left_out(rows: int, columns: int) -> Markup:
    return Markup('<tr class="gap"><td colspan="{}">（{} 行没有发现，略）</td></tr>').format(columns, rows)
