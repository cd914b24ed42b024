"""The way in for workbooks (读取工作簿): .xlsx, .xls, .ods, as their bytes have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from hengji.intake.numbers import shortened
from hengji.model import Place, Problem, Unusable

from .cells import Sheet, Workbook, is_note
from .guard import ACCEPTED, kind_of, read_bytes
from .markup import MAX_CELLS, too_many_cells
from .read_ods import read_ods
from .read_xls import read_xls
from .read_xlsx import read_xlsx

_READERS: dict[str, Callable[[bytes, str, bool], tuple[tuple[Sheet, ...], list[Problem]]]] = {
    "xlsx": read_xlsx, "xls": read_xls, "ods": read_ods,
}
#: Files that are read as workbooks, by their endings.
WORKBOOKS = tuple(ACCEPTED)
#: Enough to see that a workbook is not what it should be.
_MAX_PROBLEMS = 1000
#: So many cells may lie in merges.
_MOST_COVERED = 3 * MAX_CELLS


def read_workbook(path: Path) -> tuple[Workbook | None, tuple[Problem, ...]]:
    """The workbook at ``path``, or every reason why it cannot be used.

    Cells in trouble are told with their sheet and cell; those on sheets of one's
    own notes (``#…``) matter to nobody.
    """
    document = str(path)
    try:
        data = read_bytes(path)
        sheets, problems = _READERS[kind_of(data, document)](data, document, False)
    except Unusable as refused:
        return None, refused.problems
    told = [problem for problem in problems if not (problem.place.sheet and is_note(problem.place.sheet))]
    told += [problem for sheet in sheets if not sheet.is_note for problem in _covered(sheet)]
    if not sheets:
        told.append(Problem(Place(document), "工作簿里没有工作表"))
    if told:
        return None, _shortened(told)
    return Workbook(document, sheets), ()


def read_printed(path: Path) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets of a workbook with their numbers as they are shown, and the cells in trouble.

    Its name may end in anything. Raises :class:`Unusable` when nothing can be read.
    """
    document, data = str(path), path.read_bytes()
    return _READERS[kind_of(data, document)](data, document, True)


def _covered(sheet: Sheet) -> Iterator[Problem]:
    """What merged cells cover: it is in the file, and nobody sees it."""
    room = _MOST_COVERED
    for merge in sheet.merged:
        rows, columns = range(merge.top, merge.bottom + 1), range(merge.left, merge.right + 1)
        few = len(rows) * len(columns) <= len(sheet.cells)
        room -= len(rows) * len(columns) if few else len(sheet.cells)
        if room < 0:
            yield too_many_cells(sheet.document, sheet.name)
            return
        for at in product(rows, columns) if few else sheet.cells:
            if at in sheet.cells and at[0] in rows and at[1] in columns and at != (merge.top, merge.left):
                cell = sheet.cells[at]
                yield Problem(cell.place, f"合并的单元格遮住了这里的内容“{shortened(cell.text)}”", "遮住的单元格是空的",
                              suggestion="请取消合并，核对后删去其中不要的")


def _shortened(problems: list[Problem]) -> tuple[Problem, ...]:
    if len(problems) <= _MAX_PROBLEMS:
        return tuple(problems)
    left = len(problems) - _MAX_PROBLEMS
    return (*problems[:_MAX_PROBLEMS], Problem(problems[_MAX_PROBLEMS].place, f"还有 {left} 个问题，没有一一列出"))
