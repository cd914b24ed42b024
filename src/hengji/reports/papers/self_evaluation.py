"""The department's own report (绩效自评报告), in the sections that places ask for, with the standard form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.reports.numerals import numeral

from .analysis import analysis_section
from .blocks import Block, Paper, Run, Section, Table, Text, text
from .conduct import conduct_section
from .department import department_section, target_table
from .experience import experience_section
from .money import money_section
from .own import own_sections
from .phrases import listed, points
from .problems import Item, problem_items, problems_section
from .result import head_table, overall_told
from .score_annexes import score_annex
from .self_evaluation_form import self_evaluation_form
from .shared import Draft, annexed, some
from .suggestions import Advice, advice_of, suggestions_section
from .survey_annex import survey_annex

KIND = "self-evaluation"
_EFFECTS = ("主要成效", "经济性分析", "效率性分析", "效益性分析")


def self_evaluation_paper(card: Scorecard, framework: Framework) -> Paper:
    """The report; what neither case nor author says stands visibly in it, and in its ``missing``."""
    draft = Draft(card, framework)
    items = problem_items(draft)
    advice = advice_of(draft, items)
    cover = tuple(_cover(draft))
    first = some(
        _situation(draft), replace(conduct_section(draft, proof=False), title="绩效自评工作开展情况"),
        _conclusion(draft), _reached(draft), _problems(draft, items, advice))
    sections = some(
        *first, _used(draft), _learned(draft, items, len(first)),
        Section("其他说明", "其他需要说明的问题", draft.author("其他说明") or (text("没有其他需要说明的问题。"),)),
        *own_sections(draft))
    annexes = annexed(self_evaluation_form(draft), _scores(draft), survey_annex(draft))
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}部门整体支出绩效自评报告", cover, sections, annexes,
                 draft.missing)


def _cover(draft: Draft) -> Iterator[tuple[str, str]]:
    """Who reports, and when."""
    own = draft.report.cover
    yield "填报单位", draft.words(own.get("填报单位", "")) or draft.case.entity.name
    yield "报告日期", draft.words(own.get("报告日期", "")) or draft.lack("报告日期").text


def _situation(draft: Draft) -> Section:
    """The department: what it is for, its people, tasks and targets."""
    department = department_section(draft)
    return Section("基本情况", "基本情况", department.blocks, department.sections)


def _conclusion(draft: Draft) -> Section:
    """The author's words, total and grade, what the heads got."""
    table = head_table(draft)
    return Section("综合评价", "综合评价结论", (
        *draft.author("综合评价"), _verdict(draft), *overall_told(draft),
        replace(table, title=f"{draft.name}部门整体绩效自评得分表")))


def _verdict(draft: Draft) -> Text:
    card = draft.card
    opening = f"依据{draft.framework.title}，{draft.year}{draft.name}部门整体支出绩效自评"
    if card.total is None:
        names = listed([f"{node.code}{node.name}" for node in card.unscored])
        return Text((Run(f"{opening}还不能得出总分："), draft.lack(f"{names}的得分" if names else "总分")))
    grade = (Run(f"，等级为“{card.grade}”。"),) if card.grade else (Run("，等级"), draft.lack("等级"), Run("。"))
    return Text((Run(f"{opening}得"), Run(points(card.total), bold=True), *grade))


def _reached(draft: Draft) -> Section:
    """The money, the targets one by one, the effects that some places ask for by name, every indicator.

    Of the four budgets those stand there that the author wrote of.
    """
    table = target_table(draft, reached=True) if draft.report.targets else None
    written: tuple[Block, ...] = (*draft.author("目标完成情况"), *((table,) if isinstance(table, Table) else ()))
    return Section("绩效目标实现情况", "绩效目标实现情况分析", (), some(
        replace(money_section(draft), title="部门资金情况分析"),
        Section("目标完成情况", "年度绩效目标完成情况", written or (draft.lacking("绩效目标的完成情况"),)),
        *(Section(key, key, draft.author(key)) for key in _EFFECTS), *analysis_section(draft).sections))


def _problems(draft: Draft, items: tuple[Item, ...], advice: tuple[Advice, ...]) -> Section:
    """What is wrong, and what the department will do about it."""
    measures = suggestions_section(draft, items, advice, deep=True)
    return Section("问题和改进措施", "发现的主要问题和改进措施", (), some(
        replace(problems_section(draft, items), title="发现的主要问题"),
        replace(measures, key="改进措施", title="改进措施") if items or draft.report.suggestions else None))


def _used(draft: Draft) -> Section:
    return Section("结果应用和公开", "绩效自评结果拟应用和公开情况",
                   draft.author("结果应用和公开") or (draft.lacking("自评结果的应用和公开情况"),))


def _learned(draft: Draft, items: tuple[Item, ...], where_problems: int) -> Section:
    """Experience; problems and what to do about them stand in a section of their own, to which this refers."""
    section = experience_section(draft)
    where = [text(f"自评发现的问题和改进措施、建议，见第{numeral(where_problems)}部分。")] \
        if items or draft.report.suggestions else []
    return replace(section, title="绩效自评工作的经验、问题和建议", blocks=(*section.blocks, *where))


def _scores(draft: Draft) -> Section:
    """The score table under the name that it has here."""
    annex = score_annex(draft)
    tables = (replace(block, title=f"{draft.name}部门整体支出绩效自评指标得分表") for block in annex.blocks
              if isinstance(block, Table))
    return replace(annex, title="部门整体支出绩效自评指标体系和得分表", blocks=tuple(tables))

