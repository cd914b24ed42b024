"""The third-party evaluation report (绩效评价报告), whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from hengji.frameworks import Framework
from hengji.model import FOLLOW_UP_STATES, Scorecard

from .analysis import analysis_section
from .blocks import Block, PageBreak, Paper, Section, Table, Text, text
from .conduct import conduct_section
from .department import department_section, introduction, target_table
from .experience import experience_section
from .funds import funds_of
from .money import execution_told, money_section
from .own import own_sections
from .phrases import listed, points
from .problems import Item, problem_items, problems_section
from .result import overall_told, result_section, result_told
from .score_annexes import matrix_annex, score_annex
from .shared import Draft, annexed, heads, row, some
from .suggestions import Advice, advice_of, suggestions_section
from .survey_annex import survey_annex
from .working_paper import working_papers

KIND = "evaluation"
#: What the cover names when the case does not say otherwise; the last three only the case knows.
_COVER = ("委托单位", "评价机构", "报告日期")
#: What evaluations are done by, and since when.
_POLICY, _POLICY_SINCE = "《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）", date(2018, 9, 1)
#: Sections that only some places ask for: written where the author has a text for them.
_EFFECTS = ("主要成效", "经济性分析", "效率性分析", "效益性分析")
_LAST = (("结果应用和公开", "评价结果的应用和公开"), ("其他说明", "其他需要说明的问题"))


def evaluation_paper(card: Scorecard, framework: Framework) -> Paper:
    """The report as a paper; what case and author do not say stands visibly in it, and in its ``missing``."""
    draft = Draft(card, framework)
    items = problem_items(draft)
    advice = advice_of(draft, items)
    cover = tuple(_cover(draft))
    sections = some(
        summary(draft, items, advice), Section("前言", "", _opening(draft)),
        department_section(draft), money_section(draft), conduct_section(draft), result_section(draft),
        analysis_section(draft), _fulfilment(draft), experience_section(draft), follow_up_section(draft),
        problems_section(draft, items),
        suggestions_section(draft, items, advice), *_last(draft))
    annexes = annexed(score_annex(draft), survey_annex(draft), working_papers(draft),
                      matrix_annex(draft, items, advice))
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}部门整体支出绩效评价报告", cover, sections, annexes,
                 draft.missing)


def _cover(draft: Draft) -> Iterator[tuple[str, str]]:
    """The lines of the cover: the case's own, and those that every report has."""
    own = {label: draft.words(words) for label, words in draft.report.cover.items()}
    yield "被评价单位", own.pop("被评价单位", draft.case.entity.name)
    for label in _COVER:
        yield label, own.pop(label, "") or draft.lack(label).text
    yield from own.items()


def summary(draft: Draft, items: tuple[Item, ...], advice: tuple[Advice, ...]) -> Section:
    """The summary before the report: who, how much, what came out, what is wrong, what to do."""
    blocks: list[Block] = [text("摘要", bold=True)]
    blocks += [block for block in introduction(draft) if isinstance(block, Text)][:1]
    money = execution_told(draft, funds_of(draft))
    blocks += [text(words) for words in (money, result_told(draft)) if words]
    blocks += overall_told(draft)
    if items:
        worst = sorted(items, key=lambda item: -item.points)[:5]
        told = [item.title + (f"（扣{points(item.points)}）" if item.points else "") for item in worst]
        blocks.append(text(f"主要问题：{'；'.join(told)}。"))
    if advice:
        blocks.append(text(f"主要建议：{'；'.join(dict.fromkeys(one.title for one in advice))}。"))
    return Section("摘要", "", (*blocks, PageBreak()))


def _opening(draft: Draft) -> tuple[Block, ...]:
    """The author's opening, else who evaluated whom, for whom."""
    written = draft.author("前言")
    if written:
        return written
    client, firm = draft.report.cover.get("委托单位", ""), draft.report.cover.get("评价机构", "")
    asked = f"，受{client}委托，{firm}" if client and firm else f"，{firm}" if firm else "，评价组"
    short = f"（以下简称{draft.name}）" if draft.name != draft.case.entity.name else ""
    by = f"根据{_POLICY}和预算绩效管理的有关规定" if draft.case.period.last >= _POLICY_SINCE \
        else "根据预算绩效管理的有关规定"
    return (text(f"{by}{asked}对{draft.case.entity.name}{short}{draft.year}部门整体支出"
                 "实施了绩效评价。现将评价情况报告如下。"),)


def _fulfilment(draft: Draft) -> Section | None:
    """What became of the targets, and the effects that some places ask for by name; None without any."""
    table = target_table(draft, reached=True) if any(target.actual for target in draft.report.targets) else None
    reached = Section("目标完成情况", "绩效目标完成情况", (*draft.author("目标完成情况"), *([table] if table else [])))
    inner = some(reached, *(Section(key, key, draft.author(key)) for key in _EFFECTS))
    return Section("绩效完成和成效", "绩效目标完成情况和成效", (), inner) if inner else None


def follow_up_section(draft: Draft) -> Section | None:
    """What became of the problems of the last evaluation; None where none are followed up."""
    followed = draft.case.follow_ups
    if not followed:
        return None
    counts = Counter(entry.state for entry in followed)
    states = [f"{term}{counts[state]}项" for state, term in FOLLOW_UP_STATES.items() if counts[state]]
    rows = tuple(row(entry.text, entry.remedy, FOLLOW_UP_STATES[entry.state], entry.note) for entry in followed)
    table = Table("上年问题整改情况表", "", (30, 26, 12, 26), heads("上年的问题", "整改要求", "现在", "核查情况"), rows)
    return Section("上年问题整改", "上年问题整改情况",
                   (text(f"上次评价列出的问题有{len(followed)}项，现在{listed(states)}。"), table))


def _last(draft: Draft) -> Iterator[Section]:
    """Closing sections, and those of the author's own."""
    for key, title in _LAST:
        yield Section(key, title, draft.author(key))
    yield from own_sections(draft)
