"""Rectification (整改): the notice to the department, and the ledger of problems until they are done."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.frameworks import Framework
from hengji.model import FOLLOW_UP_STATES, Scorecard
from hengji.telling import points_shown

from .blocks import Cell, Paper, Run, Section, Table, Text, text
from .feedback import DEADLINE, deadline
from .forms import BLANK, Row, entry, longer, middle, told
from .phrases import points, sentence
from .problems import Item, clauses_of, ground_told, problem_items
from .result import result_told
from .shared import Draft, annexed, heads, some
from .suggestions import Advice, advice_of

KIND = "rectification"
#: What a problem is called until somebody has looked whether it was dealt with.
_OPEN = "待整改"


def rectification_paper(card: Scorecard, framework: Framework) -> Paper:
    """A letter, the ledger, and what became of the problems of the year before."""
    draft = Draft(card, framework)
    items = problem_items(draft)
    advice = advice_of(draft, items)
    sections = some(Section("整改通知", "", tuple(_letter(draft, items))),
                    Section("整改事项", "需要整改的问题", tuple(_listed(items))),
                    Section("整改要求", "整改要求", tuple(_required(draft, items))),
                    Section("落款", "", tuple(_closing(draft))))
    annexes = annexed(_ledger(draft, items, advice), _earlier(draft))
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}绩效评价问题整改通知", (), sections, annexes,
                 draft.missing)


def _letter(draft: Draft, items: tuple[Item, ...]) -> Iterator[Text]:
    yield text(f"{draft.case.entity.name}：")
    yield text(result_told(draft) or f"{draft.year}{draft.name}部门整体支出绩效评价已经完成，还没有得出总分。")
    lost = [item for item in items if item.points]
    cost = f"，其中{len(lost)}个问题有扣分" if lost else ""
    yield text(f"评价发现{len(items)}个问题{cost}。现将整改事项通知如下。" if items
               else "评价没有发现需要整改的问题，请继续做好预算绩效管理。")


def _listed(items: tuple[Item, ...]) -> Iterator[Text]:
    for number, item in enumerate(items, 1):
        lost = f"（扣{points(item.points)}）" if item.points else ""
        yield Text((Run(f"（{number}）{sentence(item.title + lost)}", bold=True),
                    Run(told(item.told).removeprefix(sentence(item.title)).replace("\n", "") + ground_told(item))))


def _required(draft: Draft, items: tuple[Item, ...]) -> Iterator[Text]:
    if not items:
        return
    yield text("请对照附件的整改台账，逐项填写整改措施、责任人和完成时间；能够立即改的立即改，需要时间的分步推进。"
               "已经整改的附证明材料，没有整改的说明原因和下一步安排。")
    known = draft.fact(DEADLINE) is not None
    when = Run(deadline(draft), flagged=not known)
    yield Text((Run("整改期限："), when, Run("。请在期限内把整改结果书面报送。")))
    yield text("整改结果将作为以后年度安排预算、完善政策和改进管理的依据。")


def _closing(draft: Draft) -> Iterator[Text]:
    client = draft.words(draft.report.cover.get("委托单位", ""))
    yield Text((Run("发文单位："), Run(client) if client else draft.lack("委托单位")))
    yield text("发文日期：　　　　年　　月　　日")


def _ledger(draft: Draft, items: tuple[Item, ...], advice: tuple[Advice, ...]) -> Section | None:
    """A line for each problem, with places for what the department and its checkers fill in."""
    if not items:
        return None
    rows = (*(_line(draft, number, item, advice) for number, item in enumerate(items, 1)), *_total(items))
    table = Table(f"{draft.year}绩效评价问题整改台账", "分", (6, 24, 9, 8, 26, 38, 12, 10, 12, 9, 12),
                  heads("序号", "问题", "涉及指标", "扣分", "条款依据", "整改措施", "责任单位", "责任人", "整改期限",
                        "状态", "证明材料"), rows, landscape=True)
    return Section("整改台账", "整改台账", (table,))


def _total(items: tuple[Item, ...]) -> Iterator[Row]:
    """All points lost; nothing where no problem cost any."""
    lost = sum(item.points for item in items)
    if lost:
        yield (Cell("合计", 3, align="center", bold=True), Cell(points_shown(lost), align="right", bold=True),
               Cell(BLANK, 7))


def _line(draft: Draft, number: int, item: Item, advice: tuple[Advice, ...]) -> Row:
    measures = [f"{sentence(one.title)}{''.join(block.words for block in one.told)}" for one in advice
                if item.id in one.problems]
    until = draft.quoted[DEADLINE].text if draft.fact(DEADLINE) is not None else BLANK
    return (Cell(str(number), align="center"), longer(item.title), middle("\n".join(item.indicators)),
            Cell(points_shown(item.points) if item.points else "—", align="right"),
            longer("\n".join(clauses_of(item))), longer("\n".join(measures)), entry(draft.name), entry(BLANK),
            entry(until), entry(_OPEN), entry(BLANK))


def _earlier(draft: Draft) -> Section | None:
    """The problems of the year before, with how they stand now."""
    rows = tuple((Cell(str(number), align="center"), longer(each.text), longer(each.remedy),
                  entry(FOLLOW_UP_STATES[each.state]), longer(each.note))
                 for number, each in enumerate(draft.case.follow_ups, 1))
    if not rows:
        return None
    done = sum(each.state == "done" for each in draft.case.follow_ups)
    table = Table("以前年度问题整改情况表", "", (6, 40, 32, 12, 30),
                  heads("序号", "问题", "整改要求", "状态", "核查情况"), rows,
                  f"共{len(rows)}个问题，其中已整改{done}个。", landscape=True)
    return Section("以前年度问题", "以前年度问题整改情况", (table,))
