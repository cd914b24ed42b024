"""The heads of a table (表头): which rows they take, where a new head begins, and what stands above each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from .cells import is_dash
from .grid import Grid

#: What heads of columns are called; units in brackets and years are taken off before.
_VOCABULARY = re.compile(
    r"(?:.*(?:指标|指标值|目标值|完成值|名称|编码|代码|科目|类别|性质|得分|分值|权重|权重分|满分|标准分|自评分|评分|扣分|"
    r"标准|解释|说明|备注|依据|原因|理由|比率|比例|比重|占比|率|预算数?|决算数?|执行数|调整数|发生数|实际数|金额|合计|小计|总计|"
    r"支出|收入|经费|费用?|资金|拨款|结转|结余|份数|人数|件数|次数|数量|增长|增减|差额|差异|同比|情况|年|年度|上年|本年)"
    r"|(?:年初|年末|期初|期末|本[年期])(?:数|余额|新?增加?|减少|处置)(?:数|额)?"
    r"|序号|行次|栏次|编号|项目|类|款|项|单位|内容|选项|科室|部门|收支项目|[A-Ha-h][、.:]?[一-鿿].*)")
#: What stands in heads and hardly anywhere else. Two of them make a head.
_STRICT = re.compile(
    r"(?:[一二三四]级指标|.*指标值|.*(?:目标值|完成值|实际值)|(?:指标|科目|单位|项目|支出|收入)?名称|.*(?:编码|代码)|(?:收入|支出|收支)?项目"
    r"|指标|类别|选项|序号|行次|栏次|类|款|项|合计|小计|总计|.*(?:预算|决算|执行|调整|发生|实际|完成|上年|本年)数|.*(?:金额|占比|比重|比例)"
    r"|分值|权重分?|标准分|满分|.*得分|自评分?|评分|得分率|扣分|(?:本年|财政拨款)?(?:收入|支出)|基本支出|项目支出|人员经费|公用经费"
    r"|份数|人数|次数|数量|备注|评[价分]标准|指标(?:解释|说明)|增减[额率]?|增长率|完成率|执行率)")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_COUNTING = re.compile(r"[栏行列]?次|[类款项]|[—-]*")
#: What stands alone above another table of one sheet: its title, its unit.
_CAPTION = re.compile(r"(?:附?表\s*\d.*|.*(?:表|情况|汇总|统计|明细|单位[:：]\S{1,4}))$")
_LEAST_HEADS = 2
#: Further down nothing is a head but what speaks the words of heads.
_LAST_FIRST_HEAD = 20
#: A head in the middle of a table has more columns than a row of names.
_LEAST_NEW_HEADS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table under one head (表的一段).

    ``repeated`` are rows in which the head is printed again on the next page;
    ``form`` says that the rows have no columns in common: label, value.
    """

    head_rows: tuple[int, ...]
    body_rows: tuple[int, ...]
    repeated: tuple[int, ...] = ()
    form: bool = False


def parts_of(grid: Grid) -> Iterator[Part]:
    """The parts of a table, from top to bottom; a head printed again on the next page begins no new part."""
    blocks = list(_blocks(grid))
    first = blocks[0][0] if blocks else grid.rows + 1
    above = tuple(row for row in range(1, first) if _holds_text(grid, row))
    if any(grid.entry(row, column) for row in above for column in range(1, grid.columns + 1)):
        yield Part((), above, form=not _pure(grid, above))
    for at, block in enumerate(blocks):
        end = blocks[at + 1][0] if at + 1 < len(blocks) else grid.rows + 1
        again = tuple(row for row in range(block[-1] + 1, end) if _repeats(grid, row, block))
        body = tuple(row for row in range(block[-1] + 1, end) if row not in again and _holds_text(grid, row))
        yield Part(block, body, again)


def paths_of(grid: Grid, head_rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """For each column the texts of its heads, outermost first, each merged head once.

    Over a blank place the head at its left goes on, where a reader has not kept the merging
    and the same heads stand above both.
    """
    tiers: list[dict[int, str]] = []
    for at, row in enumerate(head_rows):
        tier: dict[int, str] = {}
        for column in range(1, grid.columns + 1):
            tier[column] = grid.text(row, column)
            if (not tier[column] and column > 1 and all(above[column] == above[column - 1] for above in tiers)
                    and any(grid.own(below, column) for below in head_rows[at + 1:])):
                tier[column] = tier[column - 1]
        tiers.append(tier)
    named = [tier for row, tier in zip(head_rows, tiers, strict=True) if not _counts(grid, row)]
    return {column: tuple(head for head, _ in groupby(tier[column] for tier in named if tier[column]))
            for column in range(1, grid.columns + 1)}


def _blocks(grid: Grid) -> Iterator[tuple[int, ...]]:
    """The rows of each head that differs from the head before it."""
    row, last = 1, None
    while row <= grid.rows:
        if (last is None and _may_be_first(grid, row)) or (
                last is not None and (_is_head(grid, row, _LEAST_NEW_HEADS) or _after_text(grid, row))
                and not _repeats(grid, row, last)):
            # no head reaches back into the one before it
            last = _block_from(grid, max(_uppermost(grid, row), last[-1] + 1 if last else 1))
            yield last
            row = last[-1]
        row += 1


def _after_text(grid: Grid, row: int) -> bool:
    """Whether a row of words begins another table of one sheet: text or a caption above it, numbers below."""
    words = [text for _, text in grid.filled(row)]
    if row < _LEAST_NEW_HEADS or row == grid.rows or len(words) < _LEAST_NEW_HEADS or _has_number(grid, row) or any(
            is_dash(text) for text in words):
        return False
    above = [text for _, text in grid.filled(row - 1)]
    alone = len(above) == 1 and (grid.prose(row - 1, 1) or _CAPTION.fullmatch(above[0]) is not None)
    below = sum(grid.entry(row + 1, column) is not None for column in range(1, grid.columns + 1))
    return alone and grid.text(row - 1, 1) == above[0] and below >= _LEAST_HEADS


def _may_be_first(grid: Grid, row: int) -> bool:
    """Whether the first head begins here: it speaks the words of heads, or even columns of numbers follow."""
    if _is_head(grid, row, _LEAST_HEADS):
        return True
    texts = [text for _, text in grid.filled(row)]
    if row > _LAST_FIRST_HEAD or len(texts) < _LEAST_HEADS or len(texts) * 2 < grid.columns or _has_number(grid, row):
        return False
    end = next((later for later in range(row + 1, grid.rows + 1) if _is_head(grid, later, _LEAST_NEW_HEADS)),
               grid.rows + 1)
    below = range(row + 1, end)
    if any(_holds_numbers(grid, above) for above in range(1, row)):
        return False
    rows = sum(_holds_numbers(grid, later) for later in below)
    return rows >= (1 if _speaks_heads(grid, row) else 2) and _pure(grid, below) and not _alternates(grid, below)


def _is_head(grid: Grid, row: int, least: int) -> bool:
    texts = [text for _, text in grid.filled(row)]
    return (len(texts) >= least and _speaks_heads(grid, row)
            and sum(_strict(text) for text in texts) >= _LEAST_HEADS)


def _speaks_heads(grid: Grid, row: int) -> bool:
    """Whether most of a row are words of heads, and none a number."""
    texts = [text for _, text in grid.filled(row)]
    return (len(texts) >= _LEAST_HEADS and not _has_number(grid, row)
            and sum(_known(text) for text in texts) * 3 >= len(texts) * 2)


def _block_from(grid: Grid, first: int) -> tuple[int, ...]:
    """The rows of the head that begins at ``first``, with those that divide its cells."""
    last = first
    while last < grid.rows and (_divides(grid, last + 1) or _divides_merged(grid, first, last + 1)):
        last += 1
    return tuple(range(first, last + 1))


def _divides_merged(grid: Grid, first: int, row: int) -> bool:
    """Whether a row, down to which merged cells of the head reach, names the columns under a wide cell of it."""
    places = range(1, grid.columns + 1)
    above = [grid.table.at(row - 1, column) for column in places]
    reached = any(cell is not None and first <= cell.row and cell.row + cell.rows > row for cell in above)
    return reached and not _has_number(grid, row) and all(
        (cell := above[column - 1]) is not None and cell.columns > 1 for column, _ in grid.filled(row))


def _uppermost(grid: Grid, row: int) -> int:
    """The first row of a head that was recognised at ``row``: where its merged cells begin, and heads above them."""
    covering = (grid.table.at(row, column) for column in range(1, grid.columns + 1))
    first = min(cell.row for cell in covering if cell is not None)
    while first > 1 and _speaks_heads(grid, first - 1):
        first -= 1
    return first


def _divides(grid: Grid, row: int) -> bool:
    """Whether a row under a head belongs to it: numbers of columns, words of heads, or nothing in the first column."""
    if _counts(grid, row):
        return True
    texts = [text for _, text in grid.filled(row)]
    if not texts or _has_number(grid, row) or any(is_dash(text) for text in texts):
        return False
    known = [text for text in texts if _known(text)]
    return (len(known) == len(texts) and (len(texts) > 1 or not grid.text(row, 1))) or (
        not grid.text(row, 1) and len(known) * 2 >= len(texts) > 1)


def _counts(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns (栏次 1 2 3)."""
    entries = [grid.entry(row, column) for column in range(1, grid.columns + 1)]
    figures = [entry.figure for entry in entries if entry is not None]
    words = [text for column, text in grid.filled(row) if grid.entry(row, column) is None]
    named = any(_COUNTING.fullmatch(word) and "次" in word for word in words)
    return (len(figures) >= (2 if named else 3) and all(_COUNTING.fullmatch(word) for word in words)
            and figures[0] == 1 and all(b - a == 1 for a, b in pairwise(figures)))


def _repeats(grid: Grid, row: int, block: Sequence[int]) -> bool:
    texts = list(grid.filled(row))
    return bool(texts) and any(texts == list(grid.filled(head)) for head in block)


def _known(text: str) -> bool:
    bare = _YEAR.sub("", _BRACKETS.sub("", text))
    return not bare or _VOCABULARY.fullmatch(bare) is not None


def _strict(text: str) -> bool:
    return _STRICT.fullmatch(_YEAR.sub("", _BRACKETS.sub("", text))) is not None


def _has_number(grid: Grid, row: int) -> bool:
    """Whether a figure stands in a row; years are heads."""
    return any(grid.entry(row, column) is not None and not _YEAR.fullmatch(text) for column, text in grid.filled(row))


def _holds_numbers(grid: Grid, row: int) -> bool:
    return any(grid.entry(row, column) is not None for column in range(1, grid.columns + 1))


def _holds_text(grid: Grid, row: int) -> bool:
    return any(True for _ in grid.filled(row))


def _pure(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the columns that hold numbers in ``rows`` hold little else."""
    numbers = words = 0
    for column in range(1, grid.columns + 1):
        count = sum(grid.entry(row, column) is not None for row in rows)
        others = sum(bool(grid.own(row, column)) and grid.entry(row, column) is None
                     and not is_dash(grid.own(row, column)) for row in rows)
        if count:
            numbers, words = numbers + count, words + others
    return numbers > words


def _alternates(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether numbers stand in several columns, each right of a column of words, as in a form."""
    columns = [column for column in range(1, grid.columns + 1) if any(grid.entry(row, column) for row in rows)]
    return len(columns) > 1 and all(b - a > 1 for a, b in pairwise(columns))
