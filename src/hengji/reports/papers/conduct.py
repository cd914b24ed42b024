"""How the evaluation was done (评价开展情况): purpose, object, grounds, methods, process, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.model import Evidence, Missing
from hengji.reports.content import evidence_rows
from hengji.reports.grid import level_name
from hengji.telling import points_shown

from .blocks import Block, Section, Table, text
from .grounds import grounds_of
from .phrases import day_told, joined, listed, numbered, weight
from .shared import Draft, heads, row, some

#: Where the source of a framework sends to a file of the program: readers of a report have none.
_OWN_FILE = re.compile(r"[；，,][^；，,]*\.(?:md|yaml)")


def conduct_section(draft: Draft, *, proof: bool = True) -> Section:
    """The whole section: the author's text where there is one, else what case and framework say.

    With ``proof`` it says what the scores rest on: the evaluator's matter, not that of a department on itself.
    """
    return Section("评价开展情况", "绩效评价开展情况", (), some(
        Section("评价目的", "评价目的", draft.author("评价目的") or (_purpose(draft),)),
        Section("评价对象和范围", "评价对象和范围", draft.author("评价对象和范围") or _object(draft)),
        Section("评价依据", "评价依据", _grounds(draft)),
        Section("评价原则", "评价原则", draft.author("评价原则") or (text(
            "本次评价按科学公正、统筹兼顾、激励约束、公开透明的原则进行：按同一套指标和评分标准逐项评分，"
            "得分都说明依据，扣分都说明原因。"),)),
        Section("评价方法", "评价方法", draft.author("评价方法") or tuple(_methods(draft))),
        Section("评价过程", "评价过程", (*(draft.author("评价过程") or (draft.lacking("评价的起止时间和各阶段工作"),)),
                                    *(evidence_told(draft) if proof else ()))),
        Section("指标体系", "评价指标体系和评分标准", (*framework_told(draft), *draft.author("指标体系")))))


def _purpose(draft: Draft) -> Block:
    return text(f"本次评价的目的，是查清{draft.name}{draft.year}部门预算资金的安排和使用情况，衡量年度职责履行的程度"
                "和效果，找出预算和绩效管理中的问题，为以后年度安排预算、改进管理、落实责任提供依据。")


def _object(draft: Draft) -> tuple[Block, ...]:
    first, last = draft.case.period.first, draft.case.period.last
    return (text(f"评价对象：{draft.case.entity.name}{draft.year}部门整体支出。"),
            text(f"评价范围：纳入{draft.year}部门预算管理的全部资金，包括基本支出和项目支出，以及预算编制、执行、"
                 "绩效管理和履职的情况。"),
            text(f"评价时段：{day_told(first)}至{day_told(last)}。"))


def _grounds(draft: Draft) -> tuple[Block, ...]:
    """The national rules with the days since when they hold and what became of them, the author's, the framework."""
    names = tuple(node.name for node in draft.card.nodes)
    stated = "".join(block.words for block in draft.prose(draft.report.texts.get("评价依据", "")))
    rules = [ground for ground in grounds_of(draft.case.period, names) if _name(ground.title) not in stated]
    last = draft.case.period.last
    national = (text(f"下列国家法律、法规和制度，到{day_told(last)}都有效。"),
                Table("评价依据的国家规定", "", (52, 18, 24), heads("名称和文号", "施行或印发日期", "当时的效力"),
                      tuple(row(ground.title, day_told(ground.since), ground.validity(last)) for ground in rules)))
    source = f"评分采用{draft.framework.title}，来源是{_OWN_FILE.sub('', draft.framework.source)}。"
    return (*(national if rules else ()), *draft.author("评价依据"), text(source))


def _name(title: str) -> str:
    """The title without its number."""
    return f"{title.partition('》')[0]}》"


def _methods(draft: Draft) -> Iterator[Block]:
    """The methods that the scorecard shows to have been used."""
    leaves = draft.leaves
    valued = sum(node.quantity is not None and not isinstance(node.quantity.value, Missing) for node in leaves)
    judged = sum(node.judgement is not None and bool(node.judgement.points) for node in leaves)
    expert = sum(node.judgement is not None and not node.judgement.points for node in leaves)
    methods = []
    if valued:
        methods.append(f"比较法，把{valued}个指标的实际数与预算数、目标数、上年数或规定的标准比较")
    if judged:
        methods.append(f"核查法，对{judged}个指标的评价要点逐点核对资料和现场情况")
    if expert:
        methods.append(f"专家评议法，对{expert}个没有量化标准的指标由评价人员评分，并写明理由")
    if draft.case.tallies:
        methods.append("公众评判法，用问卷了解服务对象和有关人员的评价")
    if methods:
        yield text(f"本次评价用了以下方法：{numbered(methods)}")


def evidence_told(draft: Draft) -> Iterator[Block]:
    """What the scores rest on: how many facts of which level, and the points of each."""
    facts = draft.case.facts
    if facts:
        counts = [f"{level.term}的{count}项" for level in Evidence
                  if (count := sum(fact.level is level for fact in facts))]
        told = f"，其中{joined(counts)}" if len(counts) > 1 else f"，都是{counts[0].partition('的')[0]}的"
        yield text(f"评分所用的数据共{len(facts)}项{told}。")
    levels = [entry for entry in evidence_rows(draft.card) if entry[1] != points_shown(0)]
    if levels and draft.card.total is not None:
        yield Table("得分的依据", "分", (26, 12, 14), heads("证据等级", "得分", "占得分的比重"),
                    tuple(row(*entry) for entry in levels))


def framework_told(draft: Draft) -> Iterator[Block]:
    """How many indicators of each level there are, and what each head looks at."""
    levels = [sum(node.level == level for node in draft.card.nodes) for level in range(1, draft.levels + 1)]
    counted = [f"{count}个{level_name(level)}" for level, count in enumerate(levels, 1)]
    yield text(f"评价采用的{draft.framework.title}由{listed(counted)}构成" +
               (f"，满分{weight(draft.card.full)}。" if draft.full else "，没有公布权重。"))
    parts = []
    for head in draft.heads:
        names = [child.name for child in draft.children(head)]
        worth = f"（{weight(head.weight)}）" if head.weighted and head.weight else ""
        parts.append(f"{head.name}{worth}" + (f"，从{listed(names)}{len(names)}个方面考察" if len(names) > 1
                                              else f"，考察{names[0]}" if names else ""))
    yield text(numbered(parts))
    grades = draft.framework.grades
    if grades:
        bounds = [f"{weight(grade.low)}及以上为{grade.name}" if not n else
                  f"{weight(grade.low)}（含）至{weight(grades[n - 1].low)}为{grade.name}" if grade.low else
                  f"不到{weight(grades[n - 1].low)}为{grade.name}" for n, grade in enumerate(grades)]
        yield text(f"评价结果按百分制分为{len(grades)}个等级：{'，'.join(bounds)}。各指标的评分标准见所附的得分表。")
