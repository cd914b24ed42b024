"""What a report asks of a workbook (工作簿的用法); ``hengji.intake.Book`` does it, and reports need not know how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hengji.model import Exact

Content = str | Exact | None


class Sheet(Protocol):
    """A sheet that is written to; rows and columns count from 0, styles are words that add up."""

    def put(self, row: int, column: int, value: Content, style: str = "text", *,
            to: tuple[int, int] | None = None) -> None:
        """A value in a cell, or in the merged cells down to ``to``."""

    def formula(self, row: int, column: int, formula: str, value: Content, style: str = "number", *,
                texts: Sequence[str] = (), to: tuple[int, int] | None = None) -> None:
        """A live formula with the value it has; ``texts`` stand in it as ``{0}``, ``{1}``."""

    def rows(self, row: int, lines: Sequence[Sequence[Content]], styles: Sequence[str]) -> int:
        """Lines from ``row`` on, each column in its style; gives the row after the last."""

    def widths(self, *widths: int) -> None:
        """Column widths in Western digits."""

    def freeze(self, row: int, column: int = 0) -> None:
        """What stands above and left stays in sight."""

    def sift(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Rows can be chosen by their values, below the headings that begin at ``first``."""

    def page(self, last: tuple[int, int], heading: tuple[int, int] | None = None, *, landscape: bool = True) -> None:
        """A4, as wide as the paper, with heading rows on every page."""

    def note(self, row: int, column: int, text: str) -> None:
        """A note at a cell."""


class Book(Protocol):
    """A workbook that is written."""

    def sheet(self, name: str) -> Sheet:
        """A new sheet."""

    def content(self) -> bytes:
        """Its bytes, once all is written."""
