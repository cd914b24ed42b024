"""Balances (收支平衡): what is true of budgets and accounts by the rules of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise, takewhile

from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, constant, minus, of, plus
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, columns_of, rows_of

_GRAND = re.compile(r"^(?:收入|支出|收支)?总计$")
#: 经济分类: the classes that make up 人员经费 and 公用经费.
_STAFF = ("人员经费", frozenset({"301", "303"}))
_OFFICE = ("公用经费", frozenset({"302", "307", "309", "310", "311", "312", "313", "399"}))
_OPENING = re.compile(r"^(?:年初|上年|期初).*(?:结转|结余)")
_CLOSING = re.compile(r"^(?:年末|期末|结转下年).*")
#: The four heads of what was held, came, went and is held: in assets, debts, staff, pieces of work.
_MOVES = tuple(re.compile(words) for words in (
    r"^(?:年初|上年[年末]*|期初|上期)(?!.*预算)", r"(?:本[年期])?(?:增加|新增|购置|调入|收到|流入)",
    r"(?:本[年期])?(?:减少|处置|核销|调出|流出)", r"^(?:年末|期末|本年末)"))
#: 财政拨款收入支出决算总表: what was carried over, by the budget it belongs to, in the rows right below.
_CARRIED = re.compile(r"^(?:年初|年末|上年|结转下年).*(?:结转|结余)")
_BUDGETS = re.compile(r"^(?:一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政)?拨?款?(?:资金)?$")
_INCOME = re.compile(r"^本年收入")
_SPENDING = re.compile(r"^本年支出")
_USED = re.compile(r"^使用.*结余")
_SHARED_OUT = re.compile(r"^结余分配")


def balances(reading: Reading) -> Iterator[Relation]:
    """Both halves of each table against one another, and each sheet by itself."""
    for block, sheets in groupby(reading.sheets, key=lambda sheet: sheet.block):
        halves = list(sheets)
        yield from _grand_totals(block, halves)
        yield from _running_costs(block, halves)
        for sheet in halves:
            yield from _carried(sheet)
            yield from _moved(sheet)
            yield from _carried_by_budget(sheet)


def _grand_totals(block: int, halves: list[Sheet]) -> Iterator[Relation]:
    """收入总计＝支出总计, side by side in two halves."""
    rows = [[(row, columns_of(sheet)) for row in rows_of(sheet) if _GRAND.match(row.label)] for sheet in halves]
    for left, right in pairwise(rows):
        for (income, income_columns), (spent, spent_columns) in zip(left, right, strict=False):
            for whole, part in _paired(income, income_columns, spent, spent_columns):
                yield Relation("sum", part, of(whole), "收入总计＝支出总计", Strength.CERTAIN,
                               family="收支平衡", group=block)


def _paired(income: Line, income_columns: list[Line], spent: Line, spent_columns: list[Line],
            ) -> list[tuple[Number, Number]]:
    """The totals of both halves that answer one another: by the heads of their columns, or the first of each."""
    first = {column.path[-1:]: income.numbers[column.at] for column in income_columns if column.at in income.numbers}
    second = {column.path[-1:]: spent.numbers[column.at] for column in spent_columns if column.at in spent.numbers}
    if len(first) > 1:
        return [(first[head], second[head]) for head in first if head in second]
    if not first or not second:
        return []
    whole = next((column for column in spent_columns if column.rank and column.at in spent.numbers), None)
    return [(next(iter(first.values())), spent.numbers[whole.at] if whole else next(iter(second.values())))]


def _running_costs(block: int, halves: list[Sheet]) -> Iterator[Relation]:
    """人员经费合计＝301＋303, 公用经费合计＝302＋310…, over all halves of a table by 经济分类."""
    classes: dict[str, list[Number]] = {}
    for sheet in halves:
        for row in rows_of(sheet):
            if row.code in _STAFF[1] | _OFFICE[1] and len(row.numbers) == 1:
                classes.setdefault(row.code, []).extend(row.numbers.values())
    for sheet in halves:
        for row in rows_of(sheet):
            for name, codes in (_STAFF, _OFFICE):
                found = [code for code in sorted(codes) if len(classes.get(code, ())) == 1]
                if not row.code and row.label in (name, f"{name}合计") and len(row.numbers) == 1 and found:
                    parts = plus(*(of(classes[code][0]) for code in found))
                    yield Relation("sum", next(iter(row.numbers.values())), parts, f"{'＋'.join(found)}＝{row.label}",
                                   Strength.CERTAIN, family="经济分类", group=block)


def is_running_cost(row: Line, rows: list[Line]) -> bool:
    """Whether ``row`` is 人员经费合计 or 公用经费合计 under rows by 经济分类, whose sum goes beyond its half."""
    return row.label in ("人员经费合计", "公用经费合计") and any(r.code[:3] in _STAFF[1] | _OFFICE[1] for r in rows)


def _carried(sheet: Sheet) -> Iterator[Relation]:
    """年初结转＋本年收入－本年支出＝年末结转, in the columns of a sheet."""
    columns = columns_of(sheet)
    opening, closing = _only(columns, _OPENING), _only(columns, _CLOSING)
    income, spending = _only(columns, _INCOME), _only(columns, _SPENDING)
    if opening is None or closing is None or income is None or spending is None:
        return
    used, shared_out = _only(columns, _USED), _only(columns, _SHARED_OUT)
    plain = [line for line in (opening, income, used) if line]
    taken = [line for line in (spending, shared_out) if line]
    for at, number in closing.numbers.items():
        added = [of(line.numbers[at]) for line in plain if at in line.numbers]
        less = [of(line.numbers[at]) for line in taken if at in line.numbers]
        if added:
            term = minus(plus(*added), plus(*less)) if less else plus(*added)
            yield Relation("sum", number, term, "年初结转＋本年收入－本年支出＝年末结转", Strength.LIKELY,
                           family="收支平衡", group=(sheet.block, "列"), assumed=True)


def _moved(sheet: Sheet) -> Iterator[Relation]:
    """年初数＋本年增加－本年减少＝年末数, under the same second heads (数量, 金额) of each."""
    ends: dict[tuple[str, ...], list[Line]] = {}
    for column in columns_of(sheet):
        ends.setdefault(column.path[1:], []).append(column)
    for lines in ends.values():
        opening, more, less, closing = (_headed(lines, words) for words in _MOVES)
        if opening is None or closing is None or more is None or less is None:
            continue
        for at, number in closing.numbers.items():
            if not any(at in line.unclear for line in (opening, more, less)):
                held = [of(line.numbers[at]) for line in (opening, more) if at in line.numbers] or [constant(0)]
                term = minus(plus(*held), of(less.numbers[at])) if at in less.numbers else plus(*held)
                yield Relation("sum", number, term, f"{opening.path[0]}＋{more.path[0]}－{less.path[0]}＝"
                               f"{closing.path[0]}", Strength.LIKELY, family="增减变动", group=sheet.block,
                               assumed=True)


def _headed(columns: list[Line], words: re.Pattern[str]) -> Line | None:
    """The one column whose outermost head ``words`` find."""
    found = [column for column in columns if column.path and words.search(column.path[0])]
    return found[0] if len(found) == 1 else None


def _carried_by_budget(sheet: Sheet) -> Iterator[Relation]:
    """年初财政拨款结转和结余 ＝ 一般公共预算＋政府性基金预算＋国有资本经营预算财政拨款, right below it."""
    rows = rows_of(sheet)
    for index, row in enumerate(rows):
        if not _CARRIED.match(row.label):
            continue
        parts = list(takewhile(lambda line: _BUDGETS.match(line.label), rows[index + 1:]))
        for at, number in row.numbers.items():
            figures = [of(part.numbers[at]) for part in parts if at in part.numbers]
            if figures and not any(at in part.unclear for part in parts):
                yield Relation("sum", number, plus(*figures), f"{'＋'.join(part.label for part in parts)}＝{row.label}",
                               Strength.CERTAIN, family="收支平衡", group=(sheet.block, "结转"))


def _only(columns: list[Line], words: re.Pattern[str]) -> Line | None:
    """The one column under a head that ``words`` match, its total where it is split."""
    found = [column for column in columns if column.path and words.match(column.path[0])]
    totals = [column for column in found if column.rank]
    return found[0] if len(found) == 1 else totals[0] if len(totals) == 1 else None
