"""Money that a report has and spends (资金来源与去向), where several of its chapters tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark, Strength, Term, as_it_stands, minus, of, plus
from hengji.proofreading.wording import shown, with_unit

from .balances import CARRIED, is_balance
from .bindings import holds, nearly
from .figures import Figure, Passage, Role, passages
from .groups import groups

_INCOME = re.compile(r"(?:财政拨款|本年|当年)收入(?:合计|总额|决算)?数?$")
_INCOME_OF_YEAR = re.compile(r"(?<!拨款)收入决算(?:数|金额|总额)?$")
_BASIC, _PROJECT = re.compile(r"基本支出"), re.compile(r"项目支出")
_ALLOTTED = re.compile(r"(?:项目|费).*预算(?:金额|数|安排)?$")
_SPENT = re.compile(r"支出(?:金额|数)?$")
_OF_DEPARTMENT = re.compile(r"部门|单位|本年度?|年末|累计|总额")


def funds(reading: Reading) -> Iterator[Relation | Remark]:
    """Sources and uses of one chapter, income that counts what was carried over, projects that leave more than all."""
    told = list(passages(reading.sentences))
    chapters: dict[tuple[str, ...], list[tuple[str, Figure]]] = {}
    for passage in told:
        for figure in passage.figures:
            if figure.role is Role.VALUE and figure.number.kind is Kind.AMOUNT and not figure.reason:
                topic = figure.label if re.search(r"支出|收入|结", figure.label) else "".join(
                    (*passage.sections[1:], figure.label))
                chapters.setdefault(passage.sections[:1], []).append((topic, figure))
    for named in chapters.values():
        yield from _sources_and_uses(named)
    yield from _with_carried(told)
    yield from _left_of_projects(told)


def _sources_and_uses(named: Sequence[tuple[str, Figure]]) -> Iterator[Relation]:
    """拨款收入＋年初结转＝基本支出＋项目支出: what is spent is what there was, if all four are told."""
    carried, basic, project = (next((f for topic, f in named if pattern.search(topic)), None)
                               for pattern in (CARRIED, _BASIC, _PROJECT))
    income = next((f for topic, f in named if _INCOME.search(topic) and f is not carried), None)
    if income is None or carried is None or basic is None or project is None \
            or any(is_balance(f) for _, f in named) or len({income, carried, basic, project}) < 4:
        return
    relation = Relation("sum", basic.number, minus(plus(of(income.number), of(carried.number)), of(project.number)),
                        "收入＋年初结转结余－项目支出＝基本支出", Strength.LIKELY, family="funds")
    if holds(relation) or nearly(relation):
        yield relation


def _with_carried(told: Sequence[Passage]) -> Iterator[Remark]:
    """收入决算 that is as much as a spending said to take in what was carried over: it is no income of the year."""
    wholes = [(group.whole, part) for passage in told for group in groups(passage) for part in group.parts
              if CARRIED.search(part.label) and part.number.value and "支出" in group.whole.label]
    for passage in told:
        for income in passage.figures:
            if income.role is not Role.VALUE or not _INCOME_OF_YEAR.search(income.label) \
                    or "结转" in income.sentence.text:
                continue
            found = next(((w, c) for w, c in wholes if w.number.value == income.number.value), None)
            if found is not None:
                yield _no_income(income, *found)


def _no_income(income: Figure, whole: Figure, carried: Figure) -> Remark:
    numbers = (income.number, whole.number, carried.number)
    alone = shown(income.number.value - carried.number.value, income.number)
    return Remark(
        "label", Strength.LIKELY, tuple(n.mark for n in numbers), numbers=numbers, printed=with_unit(income.number),
        explanation=f"“{whole.label}”{with_unit(whole.number)}里包含{carried.label}{with_unit(carried.number)}，"
        f"“{income.label}”与它相等，也就含了结转；本年收入应为{alone}，与不含结转的年初预算不可比。",
        expected=f"本年收入{alone}，或写明是含年初结转的收入总计", likely="把收入总计写成了收入决算数",
        values=tuple(map(with_unit, numbers)))


def _left_of_projects(told: Sequence[Passage]) -> Iterator[Remark]:
    """What projects told one by one leave unspent is no more than what the department leaves."""
    total = next((f for passage in told for f in passage.figures
                  if is_balance(f) and _OF_DEPARTMENT.search(f.label)), None)
    for passage in told:
        unspent = list(_unspent(passage.figures))
        if total is None or len(unspent) < 2:
            continue
        left = plus(*unspent)
        if left.interval().low > total.number.interval.high:
            numbers = (total.number, *left.numbers())
            yield Remark(
                "cross-table", Strength.WEAK, tuple(n.mark for n in (numbers[1], numbers[0], *numbers[2:])),
                numbers=numbers, printed=with_unit(total.number), likely="有资金收回、其他项目超支，或有一个数写错",
                expected=f"不少于{shown(left.value(), total.number)}",
                explanation=f"所列各项目未支出的合计为{shown(left.value(), total.number)}，"
                f"超过“{total.label}”{with_unit(total.number)}。")


def _unspent(figures: Sequence[Figure]) -> Iterator[Term]:
    """Of each project its budget, meant as it stands, less its spending; all of it where its rate is nought."""
    for budget, after in pairwise(figures):
        if not _ALLOTTED.search(budget.label) or budget.number.kind is not Kind.AMOUNT:
            continue
        if after.number.kind is Kind.AMOUNT and _SPENT.search(after.label):
            yield minus(as_it_stands(budget.number), of(after.number))
        elif after.label.endswith("执行率") and not after.number.value:
            yield as_it_stands(budget.number)
