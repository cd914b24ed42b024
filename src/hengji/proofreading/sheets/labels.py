"""The names of the rows of a table (行名): codes, paths, and how deep each stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .cells import folded
from .columns import Role
from .grid import Grid

_SUBJECT = re.compile(r"\[?([1-5]\d\d(?:\d\d){0,3})\]?[-—_.:]?(?=[一-鿿])")
_LETTERED = re.compile(r"([A-Z]\d{1,5}(?:[.-]\d+)*)[.、:-]?(?=[一-鿿“《(])|([A-Z])(?=[一-鿿“《])")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?(?=[一-鿿“《])")
#: How names are numbered, the outermost first.
NUMBERINGS = tuple(map(re.compile, (
    r"第?[一二三四五六七八九十]{1,3}[、.部]", r"\([一二三四五六七八九十]{1,3}\)", r"\d{1,2}[、.](?!\d)",
    r"\(\d{1,2}\)|[①-⑳]")))
_OF_WHICH = re.compile(r"其中|#")
_TOTAL = re.compile(r"(?:本年|收入|支出|部门)*(?:合计|总计|小计|总分|总得分|共计)[:：]?.*|.*(?:合计|总计|总分)")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names, paths, codes and depths of the rows, by row."""

    names: dict[int, str]
    paths: dict[int, tuple[str, ...]]
    codes: dict[int, str]
    depths: dict[int, int]


def labels_of(grid: Grid, rows: Sequence[int], columns: Sequence[int], roles: Mapping[int, Role]) -> Labels:
    """What the label ``columns`` say of ``rows``."""
    named = [column for column in columns if roles[column] is Role.NAME]
    coded = [column for column in columns if roles[column] is Role.CODE]
    paths: dict[int, tuple[str, ...]] = {}
    levels: dict[int, int] = {}
    before: list[str] = []
    for row in rows:
        before, levels[row] = _path(grid, row, named, before)
        paths[row] = tuple(dict.fromkeys(text for text in before if text))
    names = {row: paths[row][-1] if paths[row] else "" for row in rows}
    codes = _codes(grid, rows, coded)
    for row in rows:
        if not paths[row]:  # 合计 in the columns of codes or ordinals
            first = "".join(grid.text(row, column) for column in columns[:1])
            names[row], paths[row] = ("", ()) if first.isdigit() or not first else (first, (first,))
    codes = codes or _codes_in(names)
    return Labels(names, paths, codes, _depths(grid, rows, named, names, codes, levels))


def numbering_level(name: str) -> int | None:
    """How deep a numbered name stands, 0 outermost; None without a number."""
    return next((at for at, pattern in enumerate(NUMBERINGS) if pattern.match(name)), None)


def is_total(name: str) -> bool:
    """Whether a row is named as the sum of others: 合计, 总计, 小计, 总分."""
    return _TOTAL.fullmatch(name) is not None


def _path(grid: Grid, row: int, columns: Sequence[int], before: Sequence[str]) -> tuple[list[str], int]:
    """The names of a row by column, and in which of the columns its own stands.

    A blank to the left of a name is the name above it, merged.
    """
    texts = [grid.text(row, column) for column in columns]
    filled = [at for at, text in enumerate(texts) if text]
    if not filled:
        return [""] * len(columns), 0
    for at in range(filled[-1]):
        if not texts[at] and at < len(before) and not any(grid.own(row, column) for column in columns[:at]):
            texts[at] = before[at]
    own = filled[-1]
    while own and texts[own - 1] == texts[own]:
        own -= 1
    return texts, own


def _codes(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> dict[int, str]:
    """The codes of the rows; 类, 款 and 项 in columns of their own are put together."""
    codes: dict[int, str] = {}
    before: list[str] = []
    for row in rows:
        parts = [grid.own(row, column) for column in columns]
        if not any(parts) or not all(part.isdigit() for part in parts if part):
            continue
        last = max(at for at, part in enumerate(parts) if part)
        if len(columns) > 1:
            parts = [_level(part, before[at] if at < len(before) else "", at) if at <= last else ""
                     for at, part in enumerate(parts)]
            before = parts
        codes[row] = "".join(parts)
    return codes


def _level(part: str, before: str, at: int) -> str:
    """One level of a code: as printed, or that of the row above where it is blank or cut off."""
    return part if len(part) >= (2 if at else 3) else before or part


def _codes_in(names: Mapping[int, str]) -> dict[int, str]:
    """Codes that stand before the names: A1, 1.2, 20101. One alone may be anything."""
    for pattern in (_SUBJECT, _LETTERED, _DOTTED):
        found = {row: next(filter(None, match.groups())) for row, name in names.items()
                 if (match := pattern.match(name))}
        if len(found) > 1 and len(set(map(len, found.values()))) > 1:
            return found
        if len(found) > 1 and pattern is not _DOTTED:
            return found
    return {}


def _depths(grid: Grid, rows: Sequence[int], columns: Sequence[int], names: Mapping[int, str],
            codes: Mapping[int, str], levels: Mapping[int, int]) -> dict[int, int]:
    if len(codes) * 2 > len(rows):
        ranks = {row: _code_rank(codes[row]) for row in rows if row in codes}
    elif len(set(levels.values())) > 1:
        ranks = {row: levels[row] for row in rows if not is_total(names[row]) or levels[row]}
    else:
        ranks = _ranks(grid, rows, columns, names)
    order = sorted(set(ranks.values()))
    return {row: order.index(ranks[row]) if row in ranks else 0 for row in rows}


def _code_rank(code: str) -> int:
    return code.count(".") if "." in code else len(code)


def _ranks(grid: Grid, rows: Sequence[int], columns: Sequence[int], names: Mapping[int, str]) -> dict[int, int]:
    """Depths by the numbering of the names, by 其中, and by their indent."""
    numbers = {row: numbering_level(names[row]) for row in rows}
    outermost = 10 * min((number for number in numbers.values() if number is not None), default=0)
    ranks: dict[int, int] = {}
    above = outermost
    for row in rows:
        name, number = names[row], numbers[row]
        if is_total(name):
            continue
        if _OF_WHICH.match(name):
            ranks[row] = above + 5
            continue
        ranks[row] = 10 * number if number is not None else outermost + min(_indent(grid, row, columns), 4)
        above = ranks[row]
    return ranks


def _indent(grid: Grid, row: int, columns: Sequence[int]) -> int:
    """By how many characters the name of a row is indented."""
    cell = grid.cell(row, columns[-1]) if columns else None
    if cell is None or not cell.text.strip():
        return 0
    spaces = cell.text[:len(cell.text) - len(cell.text.lstrip())]
    return spaces.count("　") + (len(folded(spaces)) - spaces.count("　")) // 2 if "\n" not in spaces else 0
