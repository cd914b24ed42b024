"""What must be said of a result as a whole (结果说明): agreement, what was lost, vetoes, figures to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hengji.frameworks import MEMBERS, Framework
from hengji.model import (
    COUNT,
    DAYS,
    MONEY,
    RATE,
    WINNERS,
    WORKING_DAYS,
    Exact,
    Fact,
    Missing,
    NodeScore,
    Scorecard,
)
from hengji.telling import shown, shown_fact


def agreement_told(card: Scorecard, framework: Framework) -> str:
    """How given scores stand beside recomputed ones, where nothing differs."""
    given = [node for node in card.nodes if node.given is not None]
    if not given and card.given_total is None:
        return "没有给定得分，全部由规则和评判得出"
    silent = [node for node in given if not _recomputed(node)]
    inferred = [node.code for node in given if _recomputed(node) and framework.by_code[node.code].inferred]
    parts = []
    if len(silent) < len(given):
        some = f"能复算的 {len(given) - len(silent)} 个给定得分与复算一致"
        parts.append(some if silent else "给定得分与复算全部一致")
    if silent:
        parts.append(f"{len(silent)} 个给定得分没有公布规则，不能复算")
    if not given:
        parts.append("只给了总分，没有公布规则，不能复算")
    if inferred:
        parts.append(f"{'、'.join(inferred)} 的规则是由得分倒推的，一致不能作为印证")
    return "；".join(parts)


def _recomputed(node: NodeScore) -> bool:
    """Whether rule and evidence, or its children, say what the given score should be."""
    return node.recomputed is not None or (not node.leaf and node.scenarios != () and
                                           not isinstance(node.scenarios[0].value, Missing))


def veto_told(card: Scorecard, framework: Framework) -> str:
    """Why the grade is lower than the total gives, or why there is none."""
    if card.total is None:
        return ""
    stated = {veto.code: veto.happened for veto in card.case.vetoes}
    happened = [veto for veto in framework.vetoes if stated.get(veto.code)]
    unstated = [veto.code for veto in framework.vetoes if veto.code not in stated]
    parts = [f"否决事项 {veto.code}（{veto.text}）查实发生，等级最高为{veto.caps}" for veto in happened]
    if unstated and card.grade is None:
        parts.append(f"否决事项 {'、'.join(unstated)} 没有核查记录，不能定等级")
    return "；".join(parts)


def doubts(card: Scorecard) -> tuple[str, ...]:
    """Figures that can hardly be right, for a person to look at again: they are scored as they stand."""
    return tuple(dict.fromkeys((*_collisions(card), *_odd_facts(card), *_odd_values(card), *_odd_sums(card))))


def _collisions(card: Scorecard) -> Iterator[str]:
    """Facts that the case states otherwise than the registers say, and which of the two values holds."""
    for fact in card.case.measured:
        if fact.collides and fact.stated is not None and fact.result is not None:
            yield (f"{_named(fact.stated)} 填报的是 {shown_fact(fact.stated)}，"
                   f"台账算得 {shown(fact.result.value, fact.unit)}，{WINNERS[fact.wins]}")


def _odd_facts(card: Scorecard) -> Iterator[str]:
    for fact in card.case.facts:
        value, dimension = fact.value, fact.unit.dimension
        if isinstance(value, bool) or not isinstance(value, int | Fraction):
            continue
        if dimension in (MONEY, COUNT, DAYS, WORKING_DAYS) and value < 0:
            yield f"{_named(fact)} {shown_fact(fact)}，是负数"
        elif dimension is COUNT and Fraction(value).denominator != 1:
            yield f"{_named(fact)} {shown_fact(fact)}，不是整数"
        elif dimension is RATE and "满意" in fact.name and not 0 <= value <= 1:
            yield f"{_named(fact)} {shown_fact(fact)}，满意度不会超过 100%"


def _odd_values(card: Scorecard) -> Iterator[str]:
    """A share of counted things above the whole, or days that run backwards."""
    for node in card.nodes:
        if node.value is None or isinstance(node.value.value, Missing | bool):
            continue
        value, unit = node.value.value, node.value.step.unit
        if not isinstance(value, int | Fraction):
            continue
        if unit.dimension in (DAYS, WORKING_DAYS) and value < 0:
            yield f"{node.code} {node.name} {shown(value, unit)}，日期前后颠倒"
        elif value > 1 and _share_of_counts(node):
            yield f"{node.code} {node.name} {shown(value, unit)}，部分超过了全部"


def _share_of_counts(node: NodeScore) -> bool:
    """Whether the value is one counted fact divided by another of the same thing, such as 完成数 ÷ 计划数."""
    assert node.value is not None
    body = node.value.parts[0] if node.value.parts else node.value
    while body.step.kind == "named" and body.parts:
        body = body.parts[0]
    if body.step.name != "divide":
        return False
    above, below = (part.step for part in body.parts)
    return above.kind == below.kind == "fact" and above.unit.dimension is below.unit.dimension is COUNT \
        and above.unit.name == below.unit.name and "率" in node.name and "控制" not in node.name


def _odd_sums(card: Scorecard) -> Iterator[str]:
    for entry in card.roll_ups:
        if not entry.agrees and entry.given is not None and entry.value is not None:
            added = entry.value.value
            assert not isinstance(added, Missing)
            yield (f"{entry.title} 部门填 {shown_fact(entry.given)}，各{MEMBERS[entry.over]}合起来是 "
                   f"{shown(added, entry.unit)}")


def _named(fact: Fact) -> str:
    return f"上年{fact.name}" if fact.previous else fact.name


def total_lost(card: Scorecard) -> Exact | None:
    """What a total that was given alone lacks of the full mark, where no indicator has a score."""
    alone = card.given_total is not None and all(node.score is None for node in card.nodes)
    return card.full - card.total if alone and card.total is not None and card.total < card.full else None
