"""The declaration of targets (绩效目标申报表): who, for what money, with which targets."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.frameworks import Framework
from hengji.model import Scorecard

from .blocks import Paper, Section, Table
from .forms import (
    Row,
    amount,
    entry,
    label,
    levelled,
    longer,
    middle,
    needed,
    said,
    signed_by,
    stated,
    target_levels,
    under,
)
from .funds import funds_of, members_of
from .shared import Draft

KIND = "targets"
_WIDTHS = (12, 14, 16, 14, 14, 14)
_HEAD = (label("一级指标"), label("二级指标"), label("三级指标", 3), label("指标值"))


def targets_paper(card: Scorecard, framework: Framework) -> Paper:
    """The form on one grid, as departments hand it in with the budget."""
    draft = Draft(card, framework)
    grid = (*_who(draft), *under(("年度主要任务", tuple(_tasks(draft))), ("预算情况\n（万元）", tuple(_money(draft))),
                                 ("年度总体目标", _aim(draft))))
    tables = (Table("", "", _WIDTHS, (), grid),
              Table("年度绩效指标", "", _WIDTHS, (_HEAD,), tuple(indicators(draft)),
                    signed_by("单位负责人（签章）", "填表人", "填报日期")))
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}部门整体支出绩效目标申报表", (),
                 (Section("绩效目标申报表", "", tables),), missing=draft.missing)


def _who(draft: Draft) -> Iterator[Row]:
    yield label("部门名称"), entry(draft.case.entity.name, 3), label("年度"), middle(f"{draft.case.period}年")


def _tasks(draft: Draft) -> Iterator[Row]:
    """What the author says is to be done, then the projects with their budgets."""
    for task in said(draft, "主要任务").splitlines() or [draft.lack("年度主要任务").text]:
        yield longer(task, 5),
    projects = members_of(draft, "项目")
    if projects:
        yield label("任务（项目）名称", 3), label("预算金额（万元）", 2)
        for name, budget, _ in projects:
            yield longer(name, 3), entry(amount(budget), 2)


def _money(draft: Draft) -> Iterator[Row]:
    """The initial budget with its parts."""
    funds = funds_of(draft)
    yield label("项目", 3), label("年初预算数", 2)
    yield entry("年度资金总额", 3), entry(needed(draft, funds.whole.initial, "年初预算数"), 2)
    for line in (funds.basic, funds.project):
        if line.initial is not None:
            yield entry(f"其中：{line.name}", 3), entry(amount(line.initial), 2)


def _aim(draft: Draft) -> tuple[Row, ...]:
    return ((longer(said(draft, "绩效目标", "主要任务") or draft.lack("年度总体目标").text, 5),),)


def indicators(draft: Draft) -> Iterator[Row]:
    """The targets under their levels; visibly missing where there are none."""
    targets = draft.report.targets
    lines = [(target_levels(target), (longer(draft.words(target.name), 3), stated(draft, target.target)))
             for target in targets]
    if not lines:
        yield (middle(draft.lack("绩效目标").text, 6),)
    yield from levelled(lines)
