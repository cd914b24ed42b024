"""The way in for workbooks (读取工作簿): .xlsx, .xls, .ods, as their bytes have it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hengji.model import Place, Problem, Unusable

from .cells import Sheet, Workbook, is_note
from .guard import kind_of, read_bytes
from .read_ods import read_ods
from .read_xls import read_xls
from .read_xlsx import read_xlsx

_READERS: dict[str, Callable[[bytes, str], tuple[tuple[Sheet, ...], list[Problem]]]] = {
    "xlsx": read_xlsx, "xls": read_xls, "ods": read_ods,
}
#: Enough to see that a workbook is not what it should be.
_MAX_PROBLEMS = 1000


def read_workbook(path: Path) -> tuple[Workbook | None, tuple[Problem, ...]]:
    """The workbook at ``path``, or every reason why it cannot be used.

    Cells in trouble are told with their sheet and cell; those on sheets of one's
    own notes (``#…``) matter to nobody.
    """
    document = str(path)
    try:
        data = read_bytes(path)
        sheets, problems = _READERS[kind_of(data, document)](data, document)
    except Unusable as refused:
        return None, refused.problems
    told = [problem for problem in problems if not (problem.place.sheet and is_note(problem.place.sheet))]
    if not sheets:
        told.append(Problem(Place(document), "工作簿里没有工作表"))
    if told:
        return None, _shortened(told)
    return Workbook(document, sheets), ()


def _shortened(problems: list[Problem]) -> tuple[Problem, ...]:
    if len(problems) <= _MAX_PROBLEMS:
        return tuple(problems)
    left = len(problems) - _MAX_PROBLEMS
    return (*problems[:_MAX_PROBLEMS], Problem(problems[_MAX_PROBLEMS].place, f"还有 {left} 个问题，没有一一列出"))
