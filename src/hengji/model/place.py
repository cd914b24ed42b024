"""Where something stands: in a file, on a sheet, on a page (位置)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position that a person can go to.

    ``line`` and ``column`` count from 1. Of the three ways to point — line and
    column of a text file, cell of a sheet, page and paragraph of a document —
    only those that apply are set. ``label`` names the spot as the document
    itself does (表2-1, 附件1).
    """

    document: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    paragraph: int | None = None
    label: str = ""

    @property
    def spot(self) -> str:
        """Where it is within its document: 第12行, 指标!C5."""
        if self.cell:
            return f"{self.sheet}!{self.cell}"
        return f"第{self.line}行" if self.line else ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.document}:{self.sheet}!{self.cell or ''}".rstrip("!")
        if self.page is not None or self.paragraph is not None:
            page = f"第{self.page}页" if self.page is not None else ""
            paragraph = f"第{self.paragraph}段" if self.paragraph is not None else ""
            return f"{self.document}:{page}{paragraph}"
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join([self.document, *numbers])
