"""Texts in the records of an .xls (.xls 里的文字): they go on from block to block."""

from __future__ import annotations

import struct
from itertools import islice

from .compound import Damaged

_WIDE, _MORE, _RUNS = 1, 4, 8


class Blocks:
    """Reads through the blocks of a record. Raises :class:`Damaged` behind the last."""

    def __init__(self, blocks: list[bytes]) -> None:
        self._blocks = iter(blocks)
        self._block, self._at = b"", 0

    def text(self) -> str:
        """A text behind its length."""
        return self.characters(self._number("<H"))

    def characters(self, count: int) -> str:
        """So many characters, behind the mark that says whether each has two bytes."""
        return self._characters(count, self._number("<B"))

    def rich_text(self) -> str:
        """A shared text, without its fonts and phonetics."""
        count, marks = self._number("<H"), self._number("<B")
        runs = self._number("<H") if marks & _RUNS else 0
        more = self._number("<I") if marks & _MORE else 0
        text = self._characters(count, marks)
        self._skip(4 * runs + more)
        return text

    def _number(self, form: str) -> int:
        if self._at >= len(self._block):
            self._turn()
        (number,) = struct.unpack_from(form, self._block, self._at)
        self._at += struct.calcsize(form)
        return int(number)

    def _characters(self, count: int, marks: int) -> str:
        pieces = []
        while count > 0:
            if self._at >= len(self._block):
                self._turn()
                marks = self._number("<B")  # each block says anew how wide its characters are
            width = 2 if marks & _WIDE else 1
            piece = self._block[self._at:self._at + count * width]
            pieces.append(piece.decode("utf-16-le" if width == 2 else "latin-1", "replace"))
            self._at += len(piece)
            count -= (len(piece) + width - 1) // width
        return "".join(pieces)

    def _skip(self, count: int) -> None:
        while count > 0:
            if self._at >= len(self._block):
                self._turn()
            step = min(count, len(self._block) - self._at)
            self._at, count = self._at + step, count - step

    def _turn(self) -> None:
        following = list(islice(self._blocks, 1))
        if not following:
            raise Damaged
        self._block, self._at = following[0], 0
