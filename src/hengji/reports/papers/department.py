"""The department (部门概况): functions, units, posts, tasks, and the target table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hengji.model import Exact, Target, name_of
from hengji.telling import shown

from .blocks import Block, Cell, Section, Table, text
from .phrases import listed, share
from .shared import Draft, heads, some

#: What the scorecard's own texts call an introduction.
_INTRODUCTIONS = ("部门概况", "基本情况")


def department_section(draft: Draft) -> Section:
    """The whole section; what neither author nor facts say is visibly lacking."""
    return Section("部门概况", "部门概况", introduction(draft), some(
        Section("主要职责", "部门主要职责", draft.author("主要职责") or (draft.lacking("主要职责"),)),
        Section("机构设置", "部门预算单位机构设置", _units(draft)),
        Section("人员编制", "部门人员编制情况", _posts(draft)),
        Section("主要任务", "主要工作任务", draft.author("主要任务") or (draft.lacking("主要工作任务"),)),
        Section("绩效目标", "部门绩效目标", _targets(draft))))


def introduction(draft: Draft) -> tuple[Block, ...]:
    """The author's introduction, else what the scorecard says for one."""
    written = draft.author("部门概况")
    if written:
        return written
    for heading in _INTRODUCTIONS:
        if heading in draft.case.narrative:
            return tuple(text(line) for line in draft.case.narrative[heading].splitlines() if line.strip())
    return (draft.lacking("部门简介"),)


def _units(draft: Draft) -> tuple[Block, ...]:
    agencies = draft.case.agencies
    told = [text(f"{draft.name}部门预算单位共{len(agencies)}个：{listed([unit.name for unit in agencies])}。")] \
        if agencies else []
    return (*told, *draft.author("机构设置")) or (draft.lacking("预算单位和内设机构"),)


def _posts(draft: Draft) -> tuple[Block, ...]:
    return draft.author("人员编制") or tuple(posts_told(draft)) or (draft.lacking("编制数和在职人员数"),)


def posts_told(draft: Draft) -> Iterator[Block]:
    """How many posts there are, and how many people, from the facts."""
    posts, people = draft.fact("编制数"), draft.fact("在职人员数")
    if posts is None or people is None or not posts.value:
        return
    here, allowed = people.value, posts.value
    if not isinstance(here, int | Fraction) or not isinstance(allowed, int | Fraction):
        return
    yield text(f"核定编制{shown(allowed, posts.unit)}，{draft.case.period}年末在职{shown(here, people.unit)}，"
               f"在职人员为编制数的{share(here, allowed)}{_over(here, allowed, people.unit.name)}。")


def _over(here: Exact, allowed: Exact, unit: str) -> str:
    return f"，超编{here - allowed}{unit}" if here > allowed else ""


def _targets(draft: Draft) -> tuple[Block, ...]:
    written = draft.author("绩效目标")
    table = target_table(draft)
    if table is None:
        return written or (draft.lacking("绩效目标申报表"),)
    return (*written, table)


def target_table(draft: Draft, *, reached: bool = False) -> Table | None:
    """The targets as they were declared; with ``reached``, what became of each, beside it. None without targets."""
    targets = draft.report.targets
    if not targets:
        return None
    titles = ["一级指标", "二级指标", "三级指标", "指标值", *(["完成值", "偏差原因和措施"] if reached else [])]
    widths = (10, 14, 24, 14, *((14, 22) if reached else ()))
    rows = []
    for at, target in enumerate(targets):
        cells = [*_headings(targets, at), Cell(draft.words(target.name)), filled(draft, target.target)]
        if reached:
            cells += [filled(draft, target.actual), Cell(draft.words(target.deviation))]
        rows.append(tuple(cells))
    name = "绩效目标完成情况表" if reached else "部门（单位）整体绩效目标申报表"
    return Table(f"{draft.year}{name}", "", widths, heads(*titles), tuple(rows))


def _headings(targets: tuple[Target, ...], at: int) -> Iterator[Cell]:
    """The first two levels of a target, each once over all the targets that follow in it."""
    own = targets[at]
    for key in (lambda t: (t.level1,), lambda t: (t.level1, t.level2)):
        if at and key(targets[at - 1]) == key(own):
            continue
        down = 1
        while at + down < len(targets) and key(targets[at + down]) == key(own):
            down += 1
        yield Cell(key(own)[-1], down=down, align="center")


def filled(draft: Draft, words: str) -> Cell:
    """A cell of an author's text, with the value put in that it refers to."""
    name = name_of(words)
    told = draft.words(words if name is None else f"{{{name}}}")
    return Cell(told, align="center", flagged="【缺：" in told)
