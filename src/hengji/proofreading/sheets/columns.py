"""What each column of a table is for (列的用途), and where a table is two side by side (左右并列)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from hengji.proofreading.number import Kind

from .cells import is_dash
from .grid import Grid
from .typing import hint, is_poll

_CODE = re.compile(r"[1-5]\d\d(?:\d\d){0,3}")
_ZERO = re.compile(r"0\d+")
_LEVELS = re.compile(r"[类款项]")
_PROSE = re.compile(r"解释|说明|标准$|细则|备注|原因|依据|要点|公式|内容$|情况分析")
_NUMBERS = re.compile(r"数$|金额|合计$|小计$|总计$")
_NAMES = re.compile(r"(?:收入|支出)?(?:项目|类别)|.*(?:名称|指标)|.*(?:科目|分类).*")
_LEVEL = re.compile(r"[一二三四]级指标(?:名称)?(?:\(?得分/(?:分值|满分|权重)\)?)?")
#: Years, months and quarters name rows; a total stands below them.
_PERIOD = re.compile(r"(?:19|20)\d\d年?度?|(?:(?:19|20)\d\d年)?(?:\d{1,2}[-—~至])?\d{1,2}月(?:份|底|末)?|第?[1-4]季度")
_DIGIT = re.compile(r"\d")
_NUMERIC = frozenset({Kind.RATE, Kind.SCORE, Kind.COUNT, Kind.DAYS, Kind.PLAIN, Kind.AMOUNT, Kind.DATE})


class Role(Enum):
    """What a column is for."""

    NAME = "名称"
    CODE = "编码"
    ORDINAL = "序号"
    PROSE = "说明"
    VALUE = "数值"


@dataclass(frozen=True, slots=True)
class Half:
    """Columns that belong together (表的一半): those that name its rows, and all."""

    columns: tuple[int, ...]
    labels: tuple[int, ...]


def roles_of(grid: Grid, rows: Sequence[int], paths: Mapping[int, tuple[str, ...]]) -> dict[int, Role]:
    """The role of each column, by its head first, then by what stands in it."""
    roles: dict[int, Role] = {}
    poll = is_poll(path[-1] for path in paths.values() if path)
    for column in range(1, grid.columns + 1):
        role, by_cells = _by_head(paths.get(column, ())), _by_cells(grid, rows, column, Role.VALUE in roles.values())
        if _holds_level(grid, rows, column, paths.get(column, ())):
            role = Role.CODE
        named = role is Role.VALUE and by_cells is Role.NAME and _only_words(grid, rows, column)
        roles[column] = by_cells if role is None or named else role
        if poll and roles[column] is Role.CODE:  # 118, 104: people who chose an answer
            roles[column] = Role.VALUE
    for column in range(1, grid.columns):
        if roles[column] is Role.VALUE and roles[column + 1] in (Role.NAME, Role.VALUE) and Role.VALUE not in (
                roles[before] for before in range(1, column)) and _numbers_rows(grid, rows, column):
            roles[column] = Role.ORDINAL
    return roles


def halves_of(grid: Grid, roles: Mapping[int, Role], paths: Mapping[int, tuple[str, ...]]) -> Iterator[Half]:
    """The tables side by side in one: a new one begins where names follow numbers under the head of the first names."""
    starts = [1]
    for column in range(2, grid.columns + 1):
        if roles[column - 1] in (Role.VALUE, Role.PROSE) and roles[column] in (Role.NAME, Role.CODE, Role.ORDINAL) \
                and _begins(column, starts[-1], roles, paths):
            starts.append(column)
    for start, end in zip(starts, [*starts[1:], grid.columns + 1], strict=True):
        columns = tuple(range(start, end))
        levels = [column for column in columns if _is_level(paths.get(column, ()))]
        last = levels[-1] if len(levels) > 1 else next(
            (column - 1 for column in columns if roles[column] is Role.VALUE), end - 1)
        yield Half(columns, tuple(column for column in columns if column <= last
                                  and roles[column] not in (Role.VALUE, Role.PROSE)))


def _is_level(head: Sequence[str]) -> bool:
    """Whether a column names one level of the indicators (二级指标); weights may stand between the levels."""
    return bool(head) and _LEVEL.fullmatch(head[-1]) is not None


def _begins(column: int, start: int, roles: Mapping[int, Role], paths: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether the names at ``column`` are those of another table: a head like that of the first, and numbers."""
    if Role.VALUE not in (roles[before] for before in range(start, column)):
        return False
    later = [at for at in roles if at > column and roles[at] is Role.VALUE]
    head, first = paths.get(column, ()), paths.get(start, ())
    if not later or not head or not first or _is_level(head):
        return False
    same_values = paths.get(later[0], ())[-1:] in [paths[at][-1:] for at in range(start, column)
                                                   if roles[at] is Role.VALUE and paths[at]]
    return head[-1] == first[-1] or (_NAMES.fullmatch(head[-1]) is not None) or same_values


def _by_head(head: Sequence[str]) -> Role | None:
    if not head:
        return None
    if _LEVELS.fullmatch(head[-1]) and any("编码" in word for word in head):
        return Role.CODE
    said = hint(head)
    if said is not None:
        if said.kind is Kind.CODE:
            return Role.CODE
        if said.kind is Kind.ORDINAL:
            return Role.ORDINAL
        if said.kind in _NUMERIC:
            return Role.VALUE
    if _NAMES.fullmatch(head[-1]):
        return Role.NAME
    if _PROSE.search(head[-1]):
        return Role.PROSE
    return Role.VALUE if _NUMBERS.search(head[-1]) else None


def _by_cells(grid: Grid, rows: Sequence[int], column: int, after_values: bool) -> Role:
    texts = [(row, text) for row in rows if (text := grid.own(row, column))]
    if not texts:
        return Role.VALUE if after_values else Role.NAME
    numbered = [text for _, text in texts if _DIGIT.search(text)]  # 合计 may stand in any column of names
    coded = all(_CODE.fullmatch(text) for text in numbered) or (  # no figure begins with 0 but a decimal
        all(text.isdigit() for text in numbered) and any(_ZERO.fullmatch(text) for text in numbered))
    if coded and len(numbered) > 1 and not after_values:
        return Role.CODE
    if sum(grid.prose(row, column) for row, _ in texts) * 2 > len(texts):
        return Role.PROSE
    numbers = sum(grid.entry(row, column) is not None or is_dash(text) for row, text in texts)
    periods = not after_values and bool(numbered) and all(_PERIOD.fullmatch(text) for text in numbered)
    if numbers * 2 < len(texts) or periods:
        return Role.NAME
    return Role.VALUE


def _holds_level(grid: Grid, rows: Sequence[int], column: int, head: Sequence[str]) -> bool:
    """Whether a column under 类, 款 or 项 holds that level of codes, whatever the head above them says."""
    texts = [text for row in rows if (text := grid.own(row, column))]
    levels = sum(text.isdigit() and len(text) <= 3 for text in texts)
    return bool(head and texts and _LEVELS.fullmatch(head[-1])) and levels * 5 >= len(texts) * 4


def _only_words(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether the head of a column must be that of its rows' names: no number in it, and amounts in the head alone."""
    said = [grid.own(row, column) for row in rows]
    return not any(grid.entry(row, column) or is_dash(grid.own(row, column)) for row in rows) and (
        any(said) or column == 1)


def _numbers_rows(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether a column only counts the rows: 1, 2, 3."""
    entries = [entry for row in rows if (entry := grid.entry(row, column)) is not None]
    return (len(entries) > 1 and all(entry.step == 1 and not entry.unit for entry in entries)
            and entries[0].figure == 1
            and all(b.figure - a.figure == 1 for a, b in pairwise(entries)))
