"""Plain text as a manuscript (读取文本文稿): paragraphs, and the tables that a converter flattened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hengji.model import Manuscript

from .limits import MAX_TABLE_ROWS
from .text_blocks import BlockBuilder
from .text_cells import is_cell, read_cells
from .text_decoded import read_characters
from .text_grid import Cells, placed
from .text_layout import is_aligned, read_layout
from .text_lines import Line, lines_of
from .text_markup import MarkupReader, parsed
from .text_paragraphs import ParagraphJoiner
from .text_rows import cells_of, read_rows

#: Lines of a table that is written as in a web page.
_LONGEST_MARKUP = 20_000


def read_text_document(path: Path) -> Manuscript:
    """The text file at ``path``. Raises :class:`Unusable` when it is none, is too large or cannot be decoded."""
    lines = lines_of(read_characters(path))
    builder = BlockBuilder()
    reading = _Reading(lines, builder)
    index = 0
    while index < len(lines):
        index = reading.step(index)
    reading.joiner.flush()
    return builder.manuscript(path.name, "txt", lines[-1].page)


class _Reading:
    """Goes through the lines; what begins like a table and is none is read as paragraphs."""

    def __init__(self, lines: list[Line], builder: BlockBuilder) -> None:
        self.lines, self.builder = lines, builder
        self.joiner = ParagraphJoiner(builder)
        self.no_table_before = self.no_markup_before = 0

    def step(self, index: int) -> int:
        """Reads the paragraph line or the whole table at ``index``; returns the index behind it."""
        line = self.lines[index]
        if "<table" in line.text and index >= self.no_markup_before:
            return self._markup(index)
        if index >= self.no_table_before:
            if is_cell(line):
                table = read_cells(self.lines, index)
                if table.likely:
                    self._table(table.rows)
                    self.builder.unread += table.strays
                    return table.end
                self.no_table_before = table.end
            elif cells_of(line) and (found := read_rows(self.lines, index)):
                self._table(found[0])
                return found[1]
            elif is_aligned(line) and (found := read_layout(self.lines, index)):
                self._table(found[0], merged=False)
                return found[1]
        self.joiner.take(line)
        return index + 1

    def _markup(self, index: int) -> int:
        """Reads tables that a converter wrote as those of web pages."""
        near = range(index, min(len(self.lines), index + _LONGEST_MARKUP))
        end = next((at for at in near if "</table>" in self.lines[at].text), None)
        if end is None:
            self.no_markup_before = near.stop
            return self.step(index)
        root = parsed("\n".join(line.text for line in self.lines[index:end + 1]))
        if root is not None:
            self.joiner.flush()
            MarkupReader(self.builder, self.lines[index].number - 1).read(root)
        return end + 1

    def _table(self, rows: Sequence[Cells], *, merged: bool = True) -> None:
        self.joiner.flush()
        self.builder.table(placed(rows[:MAX_TABLE_ROWS], merged=merged), printed=len(rows))
