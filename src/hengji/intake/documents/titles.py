"""Titles and units of tables (表名与单位), from what is printed above a table or in its first rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hengji.model import UNITS, Block, Paragraph, PrintedTable

#: A title stands at most so many paragraphs above its table: the unit, a year and a department come between.
_NEAR = 3
#: Rows of a table that may hold its title and its unit, above the heads of its columns.
_TOP_ROWS = 4
_LONGEST_TITLE = 60

_UNIT = re.compile("[（(]?(?:金额|货币|计量|数量)?单位[:：][（(]?(?:人民币)?(?P<unit>"
                   + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
                   + r")(?![\w\-])[)）]?")
_STATED = re.compile(r"[（(]?\s*(?:金额|货币|计量|数量)?\s*单\s*位\s*[:：].*", re.DOTALL)
#: A table's name with the unit alone behind it: 收支情况表（万元）.
_BARE_UNIT = re.compile(r"[（(](?P<unit>[百千十]?[万亿]?元)[)）]$")
_NUMBER = r"(?:附?表|附件|续表)[\d一二三四五六七八九十]+(?:[-－—–.．][\d一二三四五六七八九十]+)*"
_NUMBERED = re.compile(_NUMBER + r"[^\d年月日%％。；;]")
_ONLY_NUMBER = re.compile(_NUMBER)
_NAMED = re.compile(r".*(?:表|一览|情况|明细|汇总|清单|统计|构成)(?:[（(][^（()）]{1,12}[)）])?")
#: A sentence that points to a table does not name it.
_POINTS = re.compile(r"[，,。；;]|[详请参]?见[下附上]?表|[如及]下表|所示")


def with_titles(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, their tables with the title and the unit that are printed around them.

    What a reader has already set stays. A table that follows another one directly
    has neither a title nor a unit, unless its own first rows have them.
    """
    read = tuple(blocks)
    return tuple(_named(block, read[:at][-_NEAR:]) if isinstance(block, PrintedTable) else block
                 for at, block in enumerate(read))


def title_above(lines: Sequence[str]) -> str:
    """The title of a table among the lines above it, one with a number before a nearer one; ``""`` when none is one."""
    names = [_without_unit(line) for line in lines]
    for at in reversed(range(len(names))):
        dense = _dense(names[at])
        if _ONLY_NUMBER.fullmatch(dense):
            following = next(filter(None, names[at + 1:]), "")
            return f"{names[at]} {following}".strip() if len(following) <= _LONGEST_TITLE else names[at]
        if _NUMBERED.match(dense) and _may_name(dense):
            return names[at]
    return next((name for name in reversed(names) if _NAMED.fullmatch(_dense(name)) and _may_name(_dense(name))), "")


def unit_in(text: str) -> str:
    """The unit that ``text`` states for a whole table (单位：万元); ``""`` when it states none."""
    dense = _dense(text)
    match = _UNIT.search(dense) or (_BARE_UNIT.search(dense) if _NAMED.fullmatch(dense) else None)
    return match["unit"] if match else ""


def _named(table: PrintedTable, above: Sequence[Block]) -> PrintedTable:
    """The table with what the blocks above and its own first rows say."""
    tables = [at for at, block in enumerate(above) if isinstance(block, PrintedTable)]
    near = above[tables[-1] + 1:] if tables else above
    lines = [line for block in near if isinstance(block, Paragraph) for line in block.text.splitlines() if line.strip()]
    lines += _top_lines(table)
    unit = next(filter(None, map(unit_in, reversed(lines))), "")
    return replace(table, title=table.title or title_above(lines), unit=table.unit or unit)


def _top_lines(table: PrintedTable) -> Iterator[str]:
    """The lines of the first rows that are no heads of columns.

    A row with one text is a title or the like. One with few, such as 编制单位 and
    金额单位, is one as long as the table has more columns than that.
    """
    for row in range(1, min(table.rows, _TOP_ROWS) + 1):
        places = (table.at(row, column) for column in range(1, table.columns + 1))
        cells = {cell.column: cell for cell in places if cell is not None and cell.row == row and cell.text.strip()}
        alone = len(cells) == 1 and table.columns > 1
        dense = [_dense(cell.text) for cell in cells.values()]
        stated = any(_UNIT.search(text) if len(cells) < table.columns else _UNIT.fullmatch(text) for text in dense)
        if cells and not alone and not stated:
            return
        for cell in cells.values():
            yield from cell.text.splitlines()


def _may_name(dense: str) -> bool:
    return len(dense) <= _LONGEST_TITLE and not _POINTS.search(dense)


def _without_unit(line: str) -> str:
    """A line as it is printed, without the unit that it states; its colon too."""
    return " ".join((_STATED.sub("", line) if _UNIT.search(_dense(line)) else line).split()).rstrip(":：")


def _dense(text: str) -> str:
    """Without spaces: titles and units are printed with spaces between their characters."""
    return "".join(text.split())
