"""The feedback form (评价结果反馈表): what came out, what is wrong, what must be done until when."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.reports.numerals import numeral
from hengji.telling import points_shown

from .blocks import Cell, Paper, Section, Table
from .department import introduction
from .experience import experience_section
from .forms import Row, label, longer, middle, said, told, under
from .funds import funds_of
from .money import execution_told
from .phrases import sentence
from .problems import Item, ground_told, problem_items
from .shared import Draft
from .suggestions import Advice, advice_of

KIND = "feedback"
_WIDTHS = (14, 26, 14, 26)
#: What the case calls the day until which problems must be dealt with.
DEADLINE = "整改期限"


def feedback_paper(card: Scorecard, framework: Framework) -> Paper:
    """The form on one grid, as a finance bureau sends it to the department."""
    draft = Draft(card, framework)
    items = problem_items(draft)
    advice = advice_of(draft, items)
    grid = (*_who(draft), *under(
        ("基本情况", tuple((longer(line, 3),) for line in _situation(draft))),
        ("主要绩效情况", tuple((longer(line, 3),) for line in _results(draft))),
        ("主要问题", tuple(_problems(items))), ("有关建议", tuple(_advised(advice))),
        ("整改要求", tuple(_required(draft, items)))), *_signed())
    table = Table("", "", _WIDTHS, (), grid)
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}部门整体支出绩效评价结果反馈表", (),
                 (Section("评价结果反馈表", "", (table,)),), missing=draft.missing)


def covered(draft: Draft, key: str) -> str:
    """A line of the report's cover, visibly missing where the case has none."""
    return draft.words(draft.report.cover.get(key, "")) or draft.lack(key).text


def deadline(draft: Draft) -> str:
    """Until when problems must be dealt with, where the case says so."""
    return draft.quoted[DEADLINE].text if draft.fact(DEADLINE) is not None else draft.lack(DEADLINE).text


def _who(draft: Draft) -> Iterator[Row]:
    card = draft.card
    total = draft.lack("总分").text if card.total is None else points_shown(card.total)
    pairs = ("评价组织机构", covered(draft, "委托单位"), "被评价部门", draft.case.entity.name,
             "评价类型", "部门整体支出", "评价年度", f"{draft.case.period}年",
             "评价机构", covered(draft, "评价机构"), "评价时间", covered(draft, "报告日期"),
             "评价分值", total, "评价结论", card.grade or draft.lack("等级").text)
    for at in range(0, len(pairs), 4):
        yield label(pairs[at]), middle(pairs[at + 1]), label(pairs[at + 2]), middle(pairs[at + 3])


def _situation(draft: Draft) -> Iterator[str]:
    yield from told(introduction(draft)).splitlines()
    for words in (said(draft, "人员编制"), execution_told(draft, funds_of(draft))):
        if words:
            yield words


def _results(draft: Draft) -> Iterator[str]:
    written = said(draft, "主要成效", "目标完成情况")
    yield from (written or told(experience_section(draft).blocks)).splitlines()


def _problems(items: tuple[Item, ...]) -> Iterator[Row]:
    for number, item in enumerate(items, 1):
        yield longer(f"（{numeral(number)}）{sentence(item.title)}{_more(item.title, told(item.told))}"
                     f"{ground_told(item)}", 3),
    if not items:
        yield longer("没有需要整改的问题。", 3),


def _more(title: str, words: str) -> str:
    """The words of a problem, without a beginning that is its title once more."""
    return words.removeprefix(sentence(title))


def _advised(advice: tuple[Advice, ...]) -> Iterator[Row]:
    for number, one in enumerate(advice, 1):
        yield longer(f"（{numeral(number)}）{sentence(one.title)}{told(one.told)}", 3),


def _required(draft: Draft, items: tuple[Item, ...]) -> Iterator[Row]:
    if not items:
        yield longer("继续做好预算绩效管理。", 3),
        return
    yield longer(f"对所列{len(items)}个问题逐项制定整改措施，落实责任人，按期整改，并书面报送整改结果和证明材料。", 3),
    yield label("整改期限"), middle(deadline(draft), 2)


def _signed() -> Iterator[Row]:
    yield label("被评价部门\n意见"), Cell("\n\n负责人（签字）：　　　　　　（公章）　　　　年　　月　　日", 3)
    yield label("财政部门\n意见"), Cell("\n\n负责人（签字）：　　　　　　（公章）　　　　年　　月　　日", 3)
    yield Cell("填表人：", 2), Cell("联系电话：", 2)
