"""Which sheet holds what (工作表的辨认): by name; nothing with values in it is passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from hengji.intake.book import DROP_DOWNS
from hengji.model import Place, Problem, nearest

from .cells import Sheet, Workbook
from .headings import Column, Headings, fold
from .unseen import hidden_problem

#: A sheet with so many labels of the form was meant to be it.
_ENOUGH = 4
_NOTE = "自己备注用的工作表，名称请以“#”开头"
#: What programs and people put behind the name of a sheet that they copy: 数据 (2), 数据的副本.
_COPY = re.compile(r"(.+?)[-_.]?(?:\(\d+\)|\(?(?:的?副本|备份|copy)\d*\)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: sheets by name, some of them ``needed``; ``unread`` are passed over.

    The form is known by its labels even under another name. ``start`` says where a workbook comes from.
    """

    names: tuple[str, ...]
    needed: tuple[str, ...]
    form: str
    labels: tuple[Column, ...]
    start: str
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class Chosen:
    """The sheets that were found by name; ``complete`` unless one is missing, or hides under another name."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    complete: bool = True


def choose_sheets(workbook: Workbook, wanted: Wanted, problems: list[Problem]) -> Chosen:
    """The sheets of ``workbook``, in the order of their names.

    A hidden one is chosen, too: whether it holds values is only known when it has been read.
    """
    known, unread = {fold(name): name for name in wanted.names}, set(map(fold, wanted.unread))
    chosen: dict[str, Sheet] = {}
    strangers: list[Sheet] = []
    for sheet in workbook.sheets:
        name = fold(sheet.name)
        if sheet.is_note or name in unread or not sheet.cells or (sheet.hidden and sheet.name == DROP_DOWNS):
            continue
        if name not in known:
            strangers.append(sheet)
        elif known[name] in chosen:
            problems.append(Problem(sheet.place(1, 1), f"“{sheet.name}”和“{chosen[known[name]].name}”是同一张表",
                                    "只有一张", suggestion="请合并，或删去其中一张"))
        else:
            chosen[known[name]] = sheet
    absent = [name for name in wanted.names if name not in chosen]
    near = {sheet.name: nearest(sheet.name, absent) or "" for sheet in strangers if not sheet.hidden}
    form = _likely_form(strangers, wanted) if wanted.form in absent else None
    missing = [name for name in wanted.needed if name in absent]
    problems += [_missing(workbook, name, form if name == wanted.form else None, wanted) for name in missing
                 if name == wanted.form or name not in near.values()]
    problems += [hidden_problem(sheet) if sheet.hidden else _unknown(sheet, near[sheet.name], absent, chosen)
                 for sheet in strangers if sheet is not form]
    return Chosen({name: chosen[name] for name in wanted.names if name in chosen},
                  not missing and not any(near.values()))


def _likely_form(strangers: Iterable[Sheet], wanted: Wanted) -> Sheet | None:
    """The sheet that was probably meant to be the form."""
    labels = Headings(wanted.labels)

    def likeness(sheet: Sheet) -> int:
        return sum(labels.match(cell.text, cell) is not None for cell in sheet.cells.values())

    return max((sheet for sheet in strangers if likeness(sheet) >= _ENOUGH), key=likeness, default=None)


def _missing(workbook: Workbook, name: str, meant: Sheet | None, wanted: Wanted) -> Problem:
    return Problem(Place(workbook.document), f"工作簿里没有“{name}”这张工作表", f"有一张工作表叫“{name}”",
                   suggestion=f"“{meant.name}”里有它的内容，请改名" if meant else wanted.start)


def _unknown(sheet: Sheet, near: str, absent: Collection[str], chosen: Collection[str]) -> Problem:
    copied = _COPY.fullmatch(fold(sheet.name))
    original = copied[1] if copied and copied[1] in map(fold, chosen) else ""
    if original:
        return Problem(sheet.place(1, 1), f"“{sheet.name}”像是“{original}”的副本", "每张表只有一张",
                       suggestion=f"请删去不要的一张；{_NOTE}")
    return Problem(sheet.place(1, 1), f"不认识的工作表“{sheet.name}”", f"“{near}”" if near else "、".join(absent),
                   suggestion=(f"是否想写“{near}”？" if near else "") + _NOTE)
