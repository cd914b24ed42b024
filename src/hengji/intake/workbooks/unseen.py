"""What is filled in and out of sight (看不见的内容): hidden sheets, rows and columns are told, never read silently."""

from __future__ import annotations

from collections.abc import Iterable

from hengji.model import Problem

from .cells import Sheet, column_letters

_LISTED = 10


def tell_unseen(sheet: Sheet, filled: Iterable[tuple[int, int]], problems: list[Problem]) -> None:
    """Tells whether of the cells in ``filled`` some are hidden, by (row, column)."""
    filled = sorted(filled)
    if sheet.hidden:
        problems += [hidden_problem(sheet)] if filled else []
        return
    hidden = [at for at in filled if at in sheet.unseen]
    if not hidden:
        return
    rows = sorted({row for row, _ in hidden if row in sheet.unseen.rows})
    columns = sorted({column for row, column in hidden if row not in sheet.unseen.rows})
    where = [f"第 {_listed(map(str, rows))} 行"] if rows else []
    where += [f"{_listed(map(column_letters, columns))} 列"] if columns else []
    problems.append(Problem(
        sheet.place(*hidden[0]), f"{'和'.join(where)}是隐藏的（或被筛选掉了），里面有填的内容", "要用的内容都看得见",
        suggestion="请取消隐藏和筛选，核对后再用；不要的请清空"))


def hidden_problem(sheet: Sheet) -> Problem:
    """The problem of a sheet that holds something and is out of sight."""
    return Problem(sheet.place(1, 1), f"隐藏的工作表“{sheet.name}”里有内容", "要用的表都看得见",
                   suggestion="请取消隐藏，核对后再用，或删去它；自己备注用的工作表，名称请以“#”开头")


def _listed(names: Iterable[str]) -> str:
    several = [*names]
    return "、".join(several[:_LISTED]) + (f" 等 {len(several)} " if len(several) > _LISTED else "")
