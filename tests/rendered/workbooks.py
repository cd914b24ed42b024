"""Workbooks as LibreOffice prints and calculates them (表单工作簿): what is checked of each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from tests.rendered.pages import Box, Page, Printed, bare
from tests.rendered.walk import mixed

#: Inside of what a printer leaves white: 0.6 inches, a little less for lines. Above, what belongs to the page before is
#: in the file without being seen: there the picture is looked at.
SHEET = Box(42, 20, 800, 2000)


def opened(content: bytes, *, values: bool) -> Any:
    """A workbook, with its formulas or with their values."""
    return load_workbook(BytesIO(content), data_only=values)


def formulas(content: bytes) -> list[str]:
    """Where the live formulas are."""
    return [f"{sheet.title}!{cell.coordinate}" for sheet in opened(content, values=False)
            for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def miscalculated(ours: bytes, theirs: bytes, name: str) -> Iterator[str]:
    """Formulas that give something else than is printed, to the decimals that are shown."""
    written, calculated = opened(ours, values=True), opened(theirs, values=True)
    for place in formulas(ours):
        sheet, _, cell = place.rpartition("!")
        here, there = (_shown(book[sheet][cell]) for book in (written, calculated))
        if here != there or here is None:
            yield f"{name} {place} 写的是{here}，算得{there}"


def _shown(cell: Any) -> Decimal | str | None:
    """A cell's value with as many decimals as its format shows."""
    if not isinstance(cell.value, int | float):
        return None if cell.value is None else str(cell.value)
    form = str(cell.number_format)
    places = len(form.partition(".")[2].rstrip("%")) + 2 * form.endswith("%") if form != "General" else 9
    return round(Decimal(str(cell.value)), places).normalize()


def badly_set_up(content: bytes, name: str) -> Iterator[str]:
    """Sheets that are wider than a page, print less than they hold, or lose their head out of sight."""
    for sheet in opened(content, values=False):
        told = f"{name}“{sheet.title}”"
        if not sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.fitToWidth not in (None, 1):
            yield f"{told}没有设成一页宽"
        if str(sheet.page_setup.paperSize) != "9" or sheet.page_setup.orientation != "landscape":
            yield f"{told}不是 A4 横向"
        area = sheet.print_area.rpartition("!")[2].replace("$", "") if sheet.print_area else ""
        if not area or range_boundaries(area)[2:] != (sheet.max_column, sheet.max_row):
            yield f"{told}的打印区域是{area}，内容到{get_column_letter(sheet.max_column)}{sheet.max_row}"
        if sheet.freeze_panes in (None, "A1"):
            yield f"{told}没有冻结表头"
        if not sheet.print_title_rows:
            yield f"{told}没有每页重复的表头"


def heads(content: bytes) -> list[list[str]]:
    """The cells that are repeated on every page of each sheet."""
    found = []
    for sheet in opened(content, values=True):
        first, _, last = str(sheet.print_title_rows).replace("$", "").rpartition("!")[2].partition(":")
        rows = sheet.iter_rows(min_row=int(first), max_row=int(last), values_only=True)
        found.append([bare(str(value)) for row in rows for value in row if value is not None])
    return found


def without_head(printed: Printed, content: bytes) -> Iterator[str]:
    """Pages on which no sheet's head stands."""
    known = heads(content)
    for page in printed.pages:
        if not any(all(_on(words, page) for words in head) for head in known):
            yield f"{printed.name} 第{page.number}页没有表头"


def _on(words: str, page: Page) -> bool:
    return words in page.words or mixed(words, page.words) >= 0


def unprinted(printed: Printed, content: bytes) -> Iterator[str]:
    """Words of cells that are on no page."""
    for sheet in opened(content, values=True):
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                words = bare(value) if isinstance(value, str) else ""
                if words and not any(_on(words, page) for page in printed.pages):
                    yield f"{printed.name}“{sheet.title}”的“{words[:60]}”没有印出来"


def seen_above(printed: Printed) -> Iterator[str]:
    """Ink above the first line of a page: what belongs to the page before."""
    for page in printed.pages:
        wide, high = page.picture.size
        above = page.picture.crop((0, 0, wide, high * 39 // 595)).histogram()
        if sum(above[:200]):
            yield f"{printed.name} 第{page.number}页的上边印出了上一页的内容"
