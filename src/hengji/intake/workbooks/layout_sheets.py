"""Which sheet holds what (工作表的辨认): by name; nothing with values in it is passed over in silence."""

from __future__ import annotations

from hengji.model import Place, Problem, nearest

from .cells import Sheet, Workbook
from .headings import Headings, fold
from .layout import Layout

#: A sheet with so many labels of the form was meant to be it.
_ENOUGH = 4
_NOTE = "自己备注用的工作表，名称请以“#”开头"


def choose_sheets(workbook: Workbook, layout: Layout, problems: list[Problem]) -> tuple[dict[str, Sheet], bool]:
    """The sheets of the form (under ``""``) and of the tables by path; and whether that is all of them.

    It is not where the form is missing, or a sheet has a name like that of a table. A hidden
    table is chosen, too: whether it holds values is only known when it has been read.
    """
    wording = layout.wording
    paths = {fold(wording.form): "", **{fold(table.name): path for path, table in layout.tables.items()}}
    unread = {fold(name) for name in wording.others}
    chosen: dict[str, Sheet] = {}
    strangers: list[Sheet] = []
    for sheet in workbook.sheets:
        name = fold(sheet.name)
        if sheet.is_note or name in unread or not sheet.cells:
            continue
        if name not in paths:
            strangers.append(sheet)
        elif paths[name] in chosen:
            problems.append(Problem(sheet.place(1, 1), f"“{sheet.name}”和“{chosen[paths[name]].name}”是同一张表",
                                    "只有一张", suggestion="请合并，或删去其中一张"))
        else:
            chosen[paths[name]] = sheet
            if not paths[name] and sheet.hidden:
                problems.append(hidden_problem(sheet))
    meant = _missing_form(workbook, layout, chosen, strangers, problems)
    known = [table.name for table in layout.tables.values() if table.path not in chosen]
    near = {sheet.name: nearest(sheet.name, known) for sheet in strangers if not sheet.hidden}
    problems += [hidden_problem(sheet) if sheet.hidden else _unknown(sheet, near[sheet.name], known)
                 for sheet in strangers if sheet is not meant]
    order = list(paths.values())
    complete = "" in chosen and not any(near.values())
    return dict(sorted(chosen.items(), key=lambda entry: order.index(entry[0]))), complete


def hidden_problem(sheet: Sheet) -> Problem:
    """The problem of a sheet that holds something and is out of sight."""
    return Problem(sheet.place(1, 1), f"隐藏的工作表“{sheet.name}”里有内容", "要用的表都看得见",
                   suggestion=f"请取消隐藏，核对后再用，或删去它；{_NOTE}")


def _missing_form(workbook: Workbook, layout: Layout, chosen: dict[str, Sheet], strangers: list[Sheet],
                  problems: list[Problem]) -> Sheet | None:
    """Tells that the form is not there; gives the sheet that was probably meant to be it."""
    if "" in chosen:
        return None
    form, labels = layout.wording.form, Headings([slot.column for slot in layout.form])

    def likeness(sheet: Sheet) -> int:
        return sum(labels.match(cell.text, cell) is not None for cell in sheet.cells.values())

    meant = max(strangers, key=likeness, default=None)
    meant = meant if meant and likeness(meant) >= _ENOUGH else None
    problems.append(Problem(Place(workbook.document), f"工作簿里没有“{form}”这张工作表", f"有一张工作表叫“{form}”",
                            suggestion=f"“{meant.name}”里有它的内容，请改名" if meant
                            else "请用 hengji template 生成一本模板，在模板里填"))
    return meant


def _unknown(sheet: Sheet, near: str, known: list[str]) -> Problem:
    return Problem(sheet.place(1, 1), f"不认识的工作表“{sheet.name}”", "、".join(known) if not near else f"“{near}”",
                   suggestion=(f"是否想写“{near}”？" if near else "") + _NOTE)
