"""Indicators counted and then tabled (指标个数): 由4个一级指标、14个二级指标、30个三级指标构成."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.sheets.labels import is_total
from hengji.proofreading.sheets.sheet import Sheet

from .numerals import WHOLE, whole, with_number
from .pieces import Piece, Pieces

_TOLD = re.compile(rf"(?P<n>{WHOLE})\s*(?:个|项)\s*(?P<level>[一二三])级指标")
#: A11部门职能明确性: a code of one to three levels, and the name.
CODED = re.compile(r"\s*(?P<code>[A-H](?:\d{1,2})?)\s*[.、]?\s*(?P<name>[一-鿿“《].*)", re.DOTALL)


_FEWEST_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Count:
    """Told: so many indicators of one level (1 to 3), of the whole framework or of one first-level indicator."""

    number: int
    level: int
    mark: Mark
    printed: str


def framework_counts(pieces: Pieces) -> Iterator[Remark]:
    """Numbers of indicators against the codes of the document's own tables."""
    names = coded_names(pieces)
    if not complete(set(names)):
        yield from _by_columns(pieces)
        return
    for piece in pieces.paragraphs:
        told = [_Count(whole(found["n"]), "一二三".index(found["level"]) + 1, piece.part(*found.span()), found[0])
                for found in _TOLD.finditer(piece.text)]
        if told and told[0].level == 1:
            yield from _compared(pieces, told, "", set(names))
        elif told and (head := _head(piece, names)):
            yield from _compared(pieces, told, head, set(names))


_COLUMN = re.compile(r"([一二三])级指标(?:名称)?")


def _by_columns(pieces: Pieces) -> Iterator[Remark]:
    """Numbers of indicators against the names in the columns of their levels, where the whole framework is told."""
    for piece in pieces.paragraphs:
        told = [_Count(whole(found["n"]), "一二三".index(found["level"]) + 1, piece.part(*found.span()), found[0])
                for found in _TOLD.finditer(piece.text)]
        if len(told) < 2 or told[0].level != 1:
            continue
        levels = [count.level for count in told]
        tables = [found for sheet in pieces.sheets if set(levels) <= set(found := _levels(sheet))]
        if len(tables) == 1 and levels == sorted(set(levels)):
            yield from _judged(pieces, told, {count: tables[0][count.level] for count in told}, "")


def _levels(sheet: Sheet) -> dict[int, int]:
    """How many names each level of indicators has in its column of a table; the same name under two heads is two."""
    columns = {"一二三".index(found[1]) + 1: column for column, path in sheet.paths.items()
               if path and (found := _COLUMN.fullmatch(path[-1]))}
    counts: dict[int, int] = {}
    for level, column in columns.items():
        cells = {id(cell): cell for row in sheet.body_rows if (cell := sheet.table.at(row, column)) is not None}
        counts[level] = sum(bool(cell.text.strip()) and not is_total("".join(cell.text.split()))
                            and cell.column == column and cell.columns == 1 for cell in cells.values())
    return counts


def coded_names(pieces: Pieces) -> dict[str, dict[str, list[Mark]]]:
    """For each code (A, B1, C21) of the tables, its names as printed, each with its places."""
    names: dict[str, dict[str, list[Mark]]] = {}
    for index in pieces.tables:
        coded = [(piece, found) for piece in pieces.cells_of(index) if len(piece.text) <= 60
                 for found in [CODED.match(piece.text)] if found]
        if len({piece.mark.row for piece, _ in coded}) < _FEWEST_ROWS:
            continue  # the options of a question stand side by side
        for piece, found in coded:
            name = re.sub(r"\s|\([^)]*分\)", "", found["name"])
            mark = piece.part(found.start("name"), len(piece.text.rstrip()))
            names.setdefault(found["code"], {}).setdefault(name, []).append(mark)
    return {code: told for code, told in names.items()
            if len(code) > 1 or any(other.startswith(code) and len(other) > 1 for other in names)}


def complete(codes: set[str]) -> bool:
    """Whether the codes are a whole tree: every one's elder sibling and parent there, three levels or two."""
    deep = [code for code in codes if len(code) == 3]
    return len(codes) >= 6 and bool(deep) and all(
        (code[-1] == "1" or code[:-1] + str(int(code[-1]) - 1) in codes) and code[:-1] in codes
        for code in codes if len(code) > 1)


def _head(piece: Piece, names: dict[str, dict[str, list[Mark]]]) -> str:
    """The first-level code whose name the paragraph begins with."""
    return next((code for code, told in names.items() if len(code) == 1
                 and any(piece.text.strip().startswith(name) for name in told)), "")


def _compared(pieces: Pieces, told: list[_Count], head: str, codes: set[str]) -> Iterator[Remark]:
    of = {count: sum(len(code) == count.level and code.startswith(head) for code in codes) for count in told}
    yield from _judged(pieces, told, of, head)


def _judged(pieces: Pieces, told: list[_Count], of: dict[_Count, int], head: str) -> Iterator[Remark]:
    agree = sum(count.number == of[count] for count in told)
    for count in told:
        numbers = pieces.numbers(count.mark)
        if count.number == of[count]:
            yield Remark("count", Strength.LIKELY, numbers=numbers)
        elif of[count]:
            level = "一二三"[count.level - 1]
            yield Remark("count", Strength.CERTAIN if agree else Strength.LIKELY, (count.mark,),
                         f"写的是{count.printed}，指标表中{head}的{level}级指标有{of[count]}个。".replace("中的", "中"),
                         count.printed, f"{of[count]}个{level}级指标", "指标增删后个数没有改",
                         f"改为“{with_number(count.printed, of[count])}”，或改正指标表。", numbers)
