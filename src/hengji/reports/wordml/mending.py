"""What Word cannot open is mended (修补结构): what loops and conditions left empty, cells' properties out of order."""

from __future__ import annotations

import re

_EMPTY_CELL = re.compile(r"(</w:tcPr>|<w:tcPr/>|<w:tc>|</w:tbl>)\s*</w:tc>")
_EMPTY_ROW = re.compile(r"<w:tr(?: [^>]*)?>(?:(?!<w:tc[ >]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tr[ >]|</w:tbl>).)*</w:tbl>", re.DOTALL)
#: A table with no other inside it.
_TABLE = re.compile(r"<w:tbl>(?:(?!</?w:tbl>).)*</w:tbl>", re.DOTALL)
_GRID = re.compile(r"<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)
_COLUMN = re.compile(r'<w:gridCol\b[^>]*w:w="(\d+)"[^>]*/>')
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')
_CELL = re.compile(r"(?<=<w:tcPr>)(?:(?!</w:tcPr>).)+", re.DOTALL)
_PROPERTY = re.compile(r"<w:(\w+)\b[^>]*?(?:/>|>.*?</w:\1>)", re.DOTALL)
#: The properties of a cell in their order; docxtpl puts its own before all others.
_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
          "tcFitText", "vAlign", "hideMark")


def mended(text: str, *, columns: bool, cells: bool) -> str:
    """``text`` with a paragraph in every cell, a cell in every row, and a row in every table.

    With ``columns`` there are loops over columns: then the grid of a table is made to fit its rows. With ``cells``
    there are statements about cells (合并、底色): then the properties of cells are put in order.
    """
    text = _EMPTY_CELL.sub(r"\1<w:p/></w:tc>", _EMPTY_TABLE.sub("", _EMPTY_ROW.sub("", text)))
    if cells:
        text = _CELL.sub(lambda found: _ordered(found.group()), text)
    return _TABLE.sub(lambda found: _fitted(found.group()), text) if columns else text


def _ordered(properties: str) -> str:
    found = [(match.group(1), match.group()) for match in _PROPERTY.finditer(properties)]
    return "".join(text for _, text in sorted(found, key=lambda one: (
        _ORDER.index(one[0]) if one[0] in _ORDER else len(_ORDER))))


def _fitted(table: str) -> str:
    """The table with as many columns in its grid as its widest row has; their widths are shared anew."""
    widths = [int(width) for width in _COLUMN.findall(table)]
    columns = max(row.count("<w:tc>") + row.count("<w:tc ") + sum(int(span) - 1 for span in _SPAN.findall(row))
                  for row in table.split("<w:tr")[1:])
    if not widths or columns == len(widths):
        return table
    grid = f'<w:gridCol w:w="{sum(widths) // columns}"/>' * columns
    return _GRID.sub(f"<w:tblGrid>{grid}</w:tblGrid>", table, count=1)
