"""Suggestions (建议): the author's, else the remedies of the findings, else what the kind of a problem asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hengji.reports.numerals import numeral

from .blocks import Run, Section, Text, text
from .phrases import advised, first_clause, heading_of, listed, numbered, sentence
from .problems import Item
from .shared import Draft

#: Words of a problem → what to do, and what it is called. The first that fits; a case's own words go before.
_LIBRARY: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("采购", "竞价", "招标", "询价"), "规范政府采购管理",
     "采购前核对预算和采购方式，合同到期前办好下一期的采购手续，采购、验收、支付的资料逐项归档"),
    (("平台", "系统", "录入", "数据"), "推进信息系统建设和应用",
     "排出系统建设、验收和应用的日期，约定数据的录入时限，能对接的平台直接对接"),
    (("合同", "验收", "档案"), "加强合同和验收管理", "合同的签订、备案、履行和验收由专人登记，没有验收资料的不付款"),
    (("资产", "台账"), "健全资产管理", "资产定期盘点，账、卡、实物逐项核对，出借和处置先审批、后办理"),
    (("挤占", "挪用", "用途", "科目", "列支"), "规范资金使用", "按批复的用途支付，确需改变用途的先报批，再支付"),
    (("决算", "结转", "结余"), "衔接预算和决算", "预算和决算的口径、项目逐一对应，结转结余写明来源和去向"),
    (("预算", "执行率", "调整"), "提高预算编制和执行水平",
     "按年度计划和上年执行情况编细预算，年中按月查看执行进度，用不出去的及时调减"),
    (("目标", "指标值", "量化"), "做实绩效目标", "目标分解到任务，指标值写成可以衡量的数，年中按目标监控"),
    (("满意", "投诉", "一次办成"), "回应服务对象的意见",
     "逐项分析不满意的原因，定出改进事项、责任科室和期限，次年再调查一次"),
    (("计划", "规划"), "细化工作计划", "年度计划写明每项任务的科室、时间、经费和成果，按季检查"),
    (("公开",), "规范信息公开", "按规定的时限和内容公开预决算，公开后留存记录"),
    (("制度", "手续", "审批"), "健全并执行内部制度", "补齐缺少的制度，按流程办理审批，定期检查执行情况"),
    (("完成", "及时", "产出"), "落实重点任务", "列出任务清单，写明进度和证明材料，没有完成的说明原因和期限"),
)
_OTHERWISE = ("针对失分逐项整改", "查明失分的原因，定出改进措施、责任人和期限，并留存证明材料")


@dataclass(frozen=True, slots=True)
class Advice:
    """A suggestion with the problems that it answers; ``told`` are its words."""

    title: str
    told: tuple[Text, ...]
    problems: tuple[str, ...]


def advice_of(draft: Draft, items: tuple[Item, ...]) -> tuple[Advice, ...]:
    """The author's suggestions, then one for every problem that they do not answer; like ones become one."""
    known = {item.id for item in items}
    stated = [Advice(draft.words(suggestion.title) or _title(suggestion.problems, items, suggestion.text),
                     draft.prose(suggestion.text), tuple(p for p in suggestion.problems if p in known))
              for suggestion in draft.report.suggestions]
    answered = {problem for advice in stated for problem in advice.problems}
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.id not in answered:
            groups.setdefault(_kind(item)[0], []).append(item)
    return (*stated, *(_grouped(title, group) for title, group in groups.items()))


def _title(problems: tuple[str, ...], items: tuple[Item, ...], words: str) -> str:
    """What an untitled suggestion is called: by the problem it answers, else by its own first words."""
    own = next((item for item in items if item.id in problems), None)
    return _kind(own)[0] if own else heading_of(words)


def _remedies(items: Sequence[Item]) -> list[str]:
    return list(dict.fromkeys(finding.remedy for item in items for finding in item.findings if finding.remedy))


def _kind(item: Item) -> tuple[str, str]:
    """Title and words of the library for a problem; of another kind, its remedy makes the title."""
    words = "".join((item.title, *(finding.text for finding in item.findings), *(node.name for node, _ in item.lost)))
    for keys, title, told in _LIBRARY:
        if any(key in words for key in keys):
            return title, told
    remedies = _remedies([item])
    return (heading_of(first_clause(remedies[0])), remedies[0]) if remedies else _OTHERWISE


def _grouped(title: str, items: list[Item]) -> Advice:
    remedies = _remedies(items) or [_kind(items[0])[1]]
    told = numbered([advised(remedies[0])]) if len(remedies) == 1 else f"建议：{numbered(remedies)}"
    return Advice(title, (text(told),), tuple(item.id for item in items))


def suggestions_section(draft: Draft, items: tuple[Item, ...], advice: tuple[Advice, ...], *,
                        deep: bool = False) -> Section:
    """A section for each suggestion, which ends with the problems that it answers.

    Problems are called by the numbers of their headings: （一）, or 1 where they stand one level deeper.
    """
    written = draft.author("建议")
    numbers = {item.id: str(number) if deep else f"（{numeral(number)}）" for number, item in enumerate(items, 1)}
    if not advice and not written:
        return Section("建议", "有关建议", (text("本次评价没有提出建议。"),))
    return Section("建议", "有关建议", written, tuple(
        Section(f"建议{number}", one.title, (*one.told[:-1], *_tied(one, numbers)))
        for number, one in enumerate(advice, 1)))


def _tied(advice: Advice, numbers: dict[str, str]) -> tuple[Text, ...]:
    """The last paragraph with the problems named."""
    answered = listed([numbers[problem] for problem in advice.problems if problem in numbers])
    last = advice.told[-1] if advice.told else text("")
    if not answered:
        return (last,)
    runs = (*last.runs[:-1], Run(sentence(last.runs[-1].text), last.runs[-1].bold, last.runs[-1].flagged)) \
        if last.runs else ()
    return (Text((*runs, Run(f"（对应问题{answered}）"))),)
