"""Monitoring in the year (绩效运行监控表): execution so far, what each target has reached, what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import MONEY, Exact, Scorecard, Target, exact
from hengji.telling import rate_shown

from .blocks import Cell, Paper, Section, Table
from .forms import (
    BLANK,
    Row,
    amount,
    entry,
    label,
    labels,
    lacking_told,
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
from .funds import Line, funds_of
from .phrases import share
from .shared import Draft

KIND = "monitoring"
_WIDTHS = (9, 10, 16, 11, 12, 12, 5, 5, 5, 6, 5, 14, 5, 5, 7, 8)
#: What a deviation can come from, and how likely a target will be reached: a box for each.
CAUSES = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
CHANCES = ("确定能", "有可能", "完全不可能")
_TICK = "√"
#: What a box is called on one line.
_NARROW = 3
#: How many columns each cell of the line of money covers.
_MONEY = (2, 1, 1, 2, 3, 3, 3)
#: ``1-7月执行数``, ``1至9月支出数``: what was spent until the month of monitoring.
_SO_FAR = re.compile(r"1月?[-—–~～至]+(\d{1,2})月(?:份)?(?:预算)?(?:执行数|支出数)")
_EXPECTED = ("全年预计执行数", "预计全年执行数", "全年预计支出数")


class Progress(NamedTuple):
    """What was spent in the first ``months`` of a year; 0 months where the case does not say."""

    months: int
    spent: Exact | None

    @property
    def term(self) -> str:
        """``1—7月``."""
        return f"1—{self.months}月" if self.months else "监控期"


def progress_of(draft: Draft) -> Progress:
    """The execution at the latest month that the case tells of."""
    found = [Progress(int(match[1]), fact.value) for fact in (*draft.case.facts, *draft.case.data)
             if fact.member is None and not fact.previous and fact.unit.dimension is MONEY
             and isinstance(fact.value, int | Fraction) and (match := _SO_FAR.fullmatch(fact.name))]
    return max(found, default=Progress(0, None), key=lambda each: each.months)


def monitoring_paper(card: Scorecard, framework: Framework) -> Paper:
    """The form on one grid; what is only known during the year is left for the department to fill in."""
    draft = Draft(card, framework)
    progress = progress_of(draft)
    grid = (*_who(draft), *under(("预算执行情况\n（万元）", tuple(_money(draft, progress))),
                                 ("年度总体目标", _aim(draft))))
    aims = (*_targets(draft), *_judged(draft, progress))
    tables = (Table("", "", _WIDTHS, (), grid, _note(draft, progress)),
              Table("年度绩效指标", "", _WIDTHS, _head(progress), aims,
                    signed_by("单位负责人（签章）", "填表人", "填报日期")))
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}部门整体支出绩效运行监控表", (),
                 (Section("绩效运行监控表", "", tables),), missing=draft.missing)


def _who(draft: Draft) -> Iterator[Row]:
    yield label("部门名称"), entry(draft.case.entity.name, 10), label("年度", 2), middle(f"{draft.case.period}年", 3)


def _money(draft: Draft, progress: Progress) -> Iterator[Row]:
    """Budget and execution so far, and what is expected of the year; of the parts what the budget says."""
    funds = funds_of(draft)
    whole, spent, budget = funds.whole, progress.spent, _budget(funds.whole)
    expected = draft.money(*_EXPECTED)
    so_far = f"{progress.term}执行数", f"{progress.term}执行率"
    yield _money_row(label("项目", 2), *labels("年初预算数", "全年预算数", *so_far, "全年预计执行数", "预计偏差"))
    deviation = amount(None if expected is None or budget is None else exact(expected - budget))
    yield _money_row(
        entry("年度资金总额", 2), entry(needed(draft, whole.initial, "年初预算数")), entry(amount(whole.adjusted)),
        entry(needed(draft, spent, f"{progress.term}执行数")),
        entry(share(spent, budget) if spent is not None and budget else "—"),
        entry(needed(draft, expected, "全年预计执行数")), entry(deviation))
    for part in (funds.basic, funds.project):
        if part.initial is not None or part.adjusted is not None:
            yield _money_row(entry(f"其中：{part.name}", 2), entry(amount(part.initial)), entry(amount(part.adjusted)),
                             *(entry(BLANK) for _ in range(4)))


def _money_row(*cells: Cell) -> Row:
    """Seven cells over the columns of the form beside its first."""
    return tuple(replace(cell, right=right) for cell, right in zip(cells, _MONEY, strict=True))


def _budget(whole: Line) -> Exact | None:
    return whole.adjusted if whole.adjusted is not None else whole.initial


def _aim(draft: Draft) -> tuple[Row, ...]:
    return ((longer(said(draft, "绩效目标", "主要任务") or draft.lack("年度总体目标").text, 15),),)


def _head(progress: Progress) -> tuple[Row, ...]:
    """Two lines: the boxes of deviation and of chance stand below their names."""
    upper = (*(label(words, down=2) for words in (
        "一级指标", "二级指标", "三级指标", "年度指标值", f"{progress.term}执行情况", "全年预计完成情况")),
        label("偏差原因分析", len(CAUSES) + 1), label("完成目标可能性", len(CHANCES)), label("备注", down=2))
    return upper, labels(*map(_folded, CAUSES), "原因说明", *map(_folded, CHANCES))


def _folded(words: str) -> str:
    """The name of a narrow column on two lines."""
    half = -(-len(words) // 2)
    return f"{words[:half]}\n{words[half:]}" if len(words) > _NARROW else words


def _targets(draft: Draft) -> Iterator[Row]:
    """Each target with what it has reached, what is expected, why it is behind, and how likely it will be reached."""
    lines = [(target_levels(target), (
        longer(draft.words(target.name)), stated(draft, target.target), *_reached(draft, target)))
        for target in draft.report.targets]
    if not lines:
        yield (middle(draft.lack("绩效目标").text, len(_WIDTHS)),)
    yield from levelled(lines)


def _reached(draft: Draft, target: Target) -> Row:
    """Progress, forecast, deviation and chance; blank where the department has not filled them in."""
    known = bool(target.progress or target.forecast)
    cause, why = _ticked(draft.words(target.deviation), CAUSES) if known else ("", "")
    chance, forecast = _ticked(draft.words(target.forecast), CHANCES)
    return (stated(draft, target.progress), middle(forecast),
            *(middle(_TICK if each == cause else BLANK) for each in CAUSES), longer(why),
            *(middle(_TICK if each == chance else BLANK) for each in CHANCES), entry(BLANK))


def _ticked(words: str, boxes: tuple[str, ...]) -> tuple[str, str]:
    """The box that words begin or end with (``经费保障：拨款晚了``、``95%，有可能``), and the words without it."""
    for box in boxes:
        if words == box:
            return box, ""
        if words.startswith((f"{box}：", f"{box}，")):
            return box, words[len(box) + 1:]
        if words.endswith((f"，{box}", f"；{box}")):
            return box, words[:-len(box) - 1]
    return "", words


def _judged(draft: Draft, progress: Progress) -> Iterator[Row]:
    """How far execution is behind the calendar, and a place for measures."""
    budget = _budget(funds_of(draft).whole)
    words = BLANK
    if progress.spent is not None and budget:
        rate, due = exact(Fraction(progress.spent) / budget), exact(Fraction(progress.months, 12))
        compared = "快于" if rate > due else "慢于" if rate < due else "等于"
        words = f"{progress.term}执行率{rate_shown(rate)}，{compared}时间进度{rate_shown(due)}。"
    yield label("执行进度"), longer(words, 15)
    measures = [f"{draft.words(target.name)}：{_ticked(draft.words(target.deviation), CAUSES)[1]}"
                for target in draft.report.targets if target.deviation and (target.progress or target.forecast)]
    yield label("纠偏措施"), longer("\n".join(measures), 15)


def _note(draft: Draft, progress: Progress) -> str:
    """What is left to fill in: the targets of which nobody has said how far they are."""
    open_ones = [target for target in draft.report.targets if not target.progress]
    if not open_ones:
        return ""
    return "待填：" + lacking_told(draft, f"{len(open_ones)}个绩效指标的{progress.term}执行情况和全年预计")
