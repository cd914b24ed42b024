"""Frameworks as workbooks (体系工作簿): written for people who keep frameworks in Excel, and read back.

Layout is forgiven, numbers never. Both directions follow the plans of
:mod:`.workbook_sheets`; a framework that is written and read again is equal.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from hengji.intake import (
    Book,
    Mapping,
    Node,
    Scalar,
    Sheet,
    Table,
    Wanted,
    Workbook,
    choose_sheets,
    in_order,
    read_form,
    read_table,
    read_workbook,
    with_unit,
)
from hengji.model import Problem, Warning

from .load import Loaded, read_framework_node
from .tree import Framework
from .workbook_apart import taken_apart
from .workbook_look import write_form, write_table
from .workbook_sheets import BANDS, BASICS, INDICATORS, LISTS, PLANS, RULES, Plan, numeral
from .workbook_together import put_together
from .workbook_words import in_chinese
from .yaml_text import framework_nodes, framework_yaml, tidied

_Trouble = TypeVar("_Trouble", Problem, Warning)
_WANTED = Wanted(tuple(plan.name for plan in PLANS), tuple(plan.name for plan in (BASICS, LISTS["grades"], INDICATORS)),
                 BASICS.name, tuple(spot.column for spot in BASICS.spots()),
                 "可以先用 hengji framework export 导出一个体系，在上面改")
#: The headings of a table are looked for so far down, and levels so deep.
_HEAD, _DEEPEST = 15, 20


def framework_workbook(framework: Framework) -> bytes:
    """``framework`` as the bytes of an ``.xlsx`` file."""
    node = tidied(framework_nodes(framework))
    assert isinstance(node, Mapping)
    lines = taken_apart(node)
    book = Book(framework.title)
    write_form(book.sheet(BASICS.name), BASICS, lines[BASICS.name][0])
    for plan in PLANS[1:]:
        write_table(book.sheet(plan.name), plan, lines[plan.name], framework)
    return book.content()


def load_framework_workbook(path: Path) -> Loaded:
    """The framework in the workbook ``path``; None with every problem, each at its cell, when it cannot be used."""
    book, node, problems = _read(path)
    if book is None or node is None:
        return None, problems
    framework, more = read_framework_node(node, framework_yaml(node))
    if framework is None or problems:
        return None, in_order(book, problems, map(_told, more))
    return framework.with_warnings(map(_told, framework.warnings)), ()


def _read(path: Path) -> tuple[Workbook | None, Node | None, tuple[Problem, ...]]:
    book, refused = read_workbook(path)
    if book is None:
        return None, None, refused
    problems: list[Problem] = []
    chosen = choose_sheets(book, _WANTED, problems)
    rows = {plan.name: _rows(chosen.sheets.get(plan.name), plan, problems) for plan in PLANS} if not problems else {}
    whole = [of_sheet for of_sheet in rows.values() if of_sheet is not None]
    if len(whole) < len(PLANS):  # without a sheet or a column much else would seem wrong
        return book, None, in_order(book, problems)
    node = put_together(dict(zip(rows, whole, strict=True)), problems)
    return book, node, in_order(book, problems)


def _rows(sheet: Sheet | None, plan: Plan, problems: list[Problem]) -> tuple[Mapping, ...] | None:
    """The rows of a sheet, a form has one; None when it cannot be read, with the problem told."""
    if sheet is None:
        return ()
    columns, before = [spot.column for spot in plan.spots(_depth(sheet, plan))], len(problems)
    if plan is BASICS:
        form = read_form(sheet, columns, problems, blanks=True)
        rows: tuple[Mapping, ...] = (_with_units(form.node, form.units),)
    else:
        table = read_table(sheet, columns, problems, blanks=True)
        rows = tuple(_with_units(row, table.units) for row in table.rows)
        _stated(table, plan, problems)
    return rows if len(problems) == before else None


def _depth(sheet: Sheet, plan: Plan) -> int:
    """How many levels the headings of ``sheet`` name."""
    head = [re.sub(r"\s", "", normalize("NFKC", cell.text)) for (row, _), cell in sheet.cells.items() if row <= _HEAD]
    marks = {level: (f"{numeral(level)}级", *(f"{each.name}{level}" for each in plan.levels))
             for level in range(1, _DEEPEST + 1)}
    named = [level for level, words in marks.items() if any(text.startswith(words) for text in head)]
    return max(named, default=3 if plan is INDICATORS else 1)


def _with_units(row: Mapping, units: dict[str, str]) -> Mapping:
    """``row`` with the unit of a heading behind the bare numbers below it."""
    entries = {name: with_unit(node, units.get(name, "")) if isinstance(node, Scalar) else node
               for name, node in row.entries.items()}
    return replace(row, entries=entries)


def _stated(table: Table, plan: Plan, problems: list[Problem]) -> None:
    """A unit above a table of parameters: nobody can know which of them it is meant for."""
    if table.stated_unit and plan in (RULES, BANDS) and table.stated_unit.text != "分":
        problems.append(Problem(
            table.stated_unit.place, f"表上方写着“单位：{table.stated_unit.text}”，不知道用于哪些数",
            "每个数自己写明单位，如 95%、0.5分", suggestion="请删去它，把单位写在数的后面"))


def _told(trouble: _Trouble) -> _Trouble:
    """In the words of the sheet that it is about."""
    sheet = trouble.place.sheet or BASICS.name
    told = replace(trouble, text=in_chinese(trouble.text, sheet), suggestion=in_chinese(trouble.suggestion, sheet))
    return replace(told, expected=in_chinese(told.expected, sheet)) if isinstance(told, Problem) else told
