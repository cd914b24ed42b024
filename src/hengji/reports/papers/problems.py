"""The problems of a report (存在的问题): those the author states, and those that findings and deductions make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengji.model import WAN_YUAN, YUAN, Deduction, Exact, Finding, NodeScore
from hengji.telling import shown

from .analysis import value_told
from .blocks import Block, Section, Text, text
from .phrases import heading_of, listed, money, points, sentence, tight
from .shared import Draft

#: A suspicion is looked into first, and what was dismissed is none.
_STANDING = ("verified", "accepted")
#: A side of fewer characters without a figure is a catchword.
_TELLING = 8
#: How reasons begin that only say how the points were counted.
_BARE = ("按评分规则", "资料没有公布", "给定得分", "复核调整")
_DIGIT = re.compile(r"\d")
#: Between the parts of a record.
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff）\d]) (?=[\u4e00-\u9fff（\d])")
#: ``规定：…`` at the beginning of a side.
_LABEL = re.compile(r"^([\u4e00-\u9fff]{2})：")
#: How it is said what was seen.
_SEEN = ("查证的情况是：", "核查资料看到：", "具体情况是：")


@dataclass(frozen=True, slots=True)
class Item:
    """A problem with what it rests on: findings, the indicators that lost points by it, and how many points.

    ``lost`` are the deductions that name it, each with its indicator.
    """

    id: str
    title: str
    told: tuple[Block, ...]
    findings: tuple[Finding, ...]
    lost: tuple[tuple[NodeScore, Deduction], ...]
    clause: str = ""
    indicators: tuple[str, ...] = ()

    @property
    def points(self) -> Exact:
        """All points lost by it."""
        return sum((deduction.points for _, deduction in self.lost), 0)


def problem_items(draft: Draft) -> tuple[Item, ...]:
    """The author's problems, then one for each verified finding and each deduction that they leave out."""
    stated = [_stated(draft, number) for number in range(len(draft.report.problems))]
    taken = {finding.id for item in stated for finding in item.findings}
    codes = {code for item in stated for code in item.indicators}
    taken_lost = {id(deduction) for item in stated for _, deduction in item.lost}
    found = [_of_finding(draft, finding) for finding in draft.case.findings
             if finding.id not in taken and finding.state in _STANDING and (not stated or _lost(draft, finding.id))]
    others = [_of_deductions(node) for node in draft.leaves if node.deductions and node.code not in codes
              and not any(deduction.findings or id(deduction) in taken_lost for deduction in node.deductions)]
    return tuple(_once([*stated, *found, *others]))


def _once(items: list[Item]) -> Iterator[Item]:
    """Points that are lost by several problems together are told with the first of them.

    What an indicator lost besides, without any finding, goes with its first problem.
    """
    claimed = {id(deduction) for item in items for _, deduction in item.lost}
    told: set[int] = set()
    for item in items:
        nodes = {node.code: node for node, _ in item.lost}
        besides = tuple((node, deduction) for node in nodes.values() for deduction in node.deductions
                        if id(deduction) not in claimed)
        own = tuple((node, deduction) for node, deduction in (*item.lost, *besides) if id(deduction) not in told)
        told.update(id(deduction) for _, deduction in own)
        yield Item(item.id, item.title, item.told, item.findings, own, item.clause,
                   item.indicators or tuple(dict.fromkeys(node.code for node, _ in item.lost)))


def _stated(draft: Draft, number: int) -> Item:
    problem = draft.report.problems[number]
    findings = tuple(finding for finding in draft.case.findings if finding.id in problem.findings)
    lost = tuple((node, deduction) for node in draft.card.nodes for deduction in node.deductions
                 if set(deduction.findings) & set(problem.findings)
                 or (node.code in problem.indicators and not deduction.findings))
    told = draft.prose(problem.text) or tuple(text(sentence(finding.text)) for finding in findings)
    return Item(problem.id, draft.words(problem.title), told, findings, lost,
                draft.words(problem.clause), problem.indicators)


def _lost(draft: Draft, finding: str) -> tuple[tuple[NodeScore, Deduction], ...]:
    return tuple((node, deduction) for node in draft.card.nodes for deduction in node.deductions
                 if finding in deduction.findings)


def _of_finding(draft: Draft, finding: Finding) -> Item:
    title = heading_of(finding.text)
    seen = "" if finding.rows else _seen(finding)
    told = seen if seen and title == finding.text.rstrip("。") else sentence(finding.text) + seen
    return Item(f"发现:{finding.id}", title, (text(told),), (finding,), _lost(draft, finding.id), finding.clause)


def _seen(finding: Finding) -> str:
    """What was found on each side, where it says more than the finding and more than a catchword."""
    sides = [_LABEL.sub(r"\1是", side.text.rstrip("。")) for side in finding.sides
             if side.text not in finding.text and (len(side.text) >= _TELLING or _DIGIT.search(side.text))]
    opening = _SEEN[sum(map(ord, finding.id)) % len(_SEEN)]
    return f"{opening}{'；'.join(sides)}。" if sides else ""


def _of_deductions(node: NodeScore) -> Item:
    """What an indicator lost without any finding; a reason that says nothing of the case gives no title."""
    reasons = [deduction.reason.rstrip("。") for deduction in node.deductions]
    bare = reasons[0].startswith(_BARE) or len(reasons[0]) < _TELLING or \
        (node.judgement is not None and bool(node.judgement.opinions))
    title = f"{node.name}没有得满分" if bare else heading_of(reasons[0])
    value = f"{node.name}为{value_told(node)}。" if bare and value_told(node) else ""
    return Item(f"扣分:{node.code}", title, (text(value + sentence(tight("；".join(reasons)))),), (),
                tuple((node, deduction) for deduction in node.deductions))


def problems_section(draft: Draft, items: tuple[Item, ...]) -> Section:
    """A section for each problem; the author's words on problems in general stand before them."""
    written = draft.author("存在的问题")
    if not items and not written:
        return Section("存在的问题", "存在的问题", (text("本次评价没有发现需要列出的问题。"),))
    return Section("存在的问题", "存在的问题", written, tuple(
        Section(f"问题:{item.id}", item.title, (*_beyond(item), *_rests_on(item))) for item in items))


def _beyond(item: Item) -> tuple[Block, ...]:
    """The words of a problem, where they say more than its title."""
    more = tuple(block for block in item.told if not isinstance(block, Text) or block.words != sentence(item.title))
    return more if more or item.lost else item.told


def _rests_on(item: Item) -> Iterator[Text]:
    """Records, clause, amount and the indicators that lost points, as far as the words before do not say them."""
    rows = [row for finding in item.findings for row in finding.rows]
    if rows:
        yield text(f"具体是：{'；'.join(_BETWEEN.sub('，', row) for row in rows)}。")
    closing = ground_told(item) + "".join(_points(item))
    if closing:
        yield text(closing)


def ground_told(item: Item) -> str:
    """Clause and amount of a problem, as far as its own words do not say them."""
    said = item.title + "".join(block.words for block in item.told if isinstance(block, Text))
    clauses = "".join(sentence(f"依据是{clause}") for clause in clauses_of(item) if clause not in said)
    with_amount = [finding for finding in item.findings if finding.amount and not _says(said, finding.amount)]
    amounts = [money(finding.amount) for finding in with_amount if finding.amount]
    if len(set(amounts)) == 1:
        return f"{clauses}涉及金额{amounts[0]}。"
    each = [_with_amount(heading_of(finding.text), finding.amount) for finding in with_amount if finding.amount]
    return clauses + (f"涉及金额：{'；'.join(each)}。" if each else "")


def _with_amount(heading: str, amount: Exact) -> str:
    return heading if _says(heading, amount) else f"{heading}，{money(amount)}"


def _says(said: str, amount: Exact) -> bool:
    """Whether words hold the amount, in 万元 or in 元."""
    return any(told in said for told in (
        money(amount), shown(amount, WAN_YUAN), shown(amount, YUAN), f"{amount // 100}元"))


def clauses_of(item: Item) -> tuple[str, ...]:
    """The clauses that were broken: the author's words for them, else those of the findings."""
    stated = (item.clause,) if item.clause else tuple(finding.clause for finding in item.findings)
    return tuple(dict.fromkeys(clause for clause in stated if clause))


def _points(item: Item) -> Iterator[str]:
    if not item.lost:
        return
    nodes = dict.fromkeys(node.code for node, _ in item.lost)
    each = [f"{next(n.name for n, _ in item.lost if n.code == code)}（{code}）"
            f"{points(sum(d.points for n, d in item.lost if n.code == code))}" for code in nodes]
    yield f"由此扣分的指标：{listed(each)}。"
