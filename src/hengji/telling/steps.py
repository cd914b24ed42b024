"""How one indicator got its score (得分说明): evidence, rule, calculation, what was given."""

from __future__ import annotations

from hengji.model import (
    EXCLUSION_REASONS,
    Agency,
    Case,
    Derivation,
    Exclusion,
    Fact,
    Judgement,
    Missing,
    NodeScore,
    Open,
    Project,
    Reading,
    Source,
)

from .derivation import tell, tell_value
from .numbers import attained_shown, points_shown, range_shown, shown, shown_fact


def indicator_steps(node: NodeScore, rule: str = "", rule_source: str = "", case: Case | None = None) -> list[str]:
    """The sentences that lead to the score of ``node``.

    ``rule`` is the rule's sentence, ``rule_source`` the clause that it comes from; ``case``
    names the documents, units and projects that facts come from.
    """
    if node.not_applicable:
        return [f"不适用：{node.not_applicable}；权重已调剂"]
    lines = []
    if node.facts:
        lines.append("依据：" + "；".join(fact_told(fact, case) for fact in node.facts))
    lines.extend(exclusion_told(exclusion, case) for exclusion in node.exclusions)
    if rule:
        head = "" if rule.startswith("目标：") else "规则："
        lines.append(f"{head}{rule}" + (f"（{rule_source}）" if rule_source else ""))
    lines.extend(_calculation(node))
    lines.extend(_judged(node))
    if node.given is not None:
        lines.append(_given(node))
    if node.override is not None:
        lines.append(f"复核调整为 {points_shown(node.override.score)} 分"
                     f"（{node.override.who}：{node.override.reason}）")
    return lines


def fact_told(fact: Fact, case: Case | None = None) -> str:
    """A fact with its source and evidence level: ``年初预算数 354.31万元（表2-1，第341行，原始记录）``."""
    year = "上年" if fact.previous else ""
    member = f"（{_member(fact.member, case)}）" if fact.member else ""
    notes = [_document(fact.source, case), *source_told(fact.source), fact.level.term]
    return f"{year}{fact.name}{member} {shown_fact(fact)}（{'，'.join(note for note in notes if note)}）"


def _member(member: tuple[str, str], case: Case | None) -> str:
    """The name of a unit or project; its code where nobody knows the name."""
    kind, code = member
    entries: tuple[Agency, ...] | tuple[Project, ...] = ()
    if case is not None:
        entries = case.agencies if kind == "agencies" else case.projects
    return next((entry.name for entry in entries if entry.code == code), code)


def _document(source: Source, case: Case | None) -> str:
    """The document's title where the case has several."""
    if case is None or len(case.documents) < 2:
        return ""
    return next((document.title for document in case.documents if document.id == source.document), "")


def reading_steps(reading: Reading) -> list[str]:
    """What another reading gives; where no rule or weight is published, its value alone."""
    printed = any(part.step.name.endswith(":printed") for part in reading.derivation.walk())
    unweighted = reading.score is None and not isinstance(reading.derivation.value, Missing)
    return tell_value(reading.value) if printed or unweighted else tell(reading.derivation, reading.value)


def exclusion_told(exclusion: Exclusion, case: Case | None = None) -> str:
    """What was left out of a fact, why, and what proves it."""
    source = exclusion.source
    notes = [_document(source, case), *source_told(source), exclusion.level.term]
    return (f"剔除：{exclusion.fact} {shown(exclusion.amount, exclusion.unit)}，"
            f"{EXCLUSION_REASONS[exclusion.reason]}：{exclusion.text}（{'，'.join(note for note in notes if note)}）")


def source_told(source: Source | None) -> list[str]:
    """Where something comes from, in words."""
    if source is None:
        return []
    if source.kind == "register":
        versions = "、".join(f"{register}第{version}版" for register, version in source.snapshots)
        return [f"台账度量 {source.measure}（{versions}）", f"计入{source.counted}行",
                *(f"{rows}行{why}不计入" for why, rows in source.left_out)]
    if source.place is None:
        return [text for text in (source.who and f"{source.who}填报", source.when, source.attachment) if text]
    place = source.place
    return [text for text in (
        place.label, f"第{place.page}页" if place.page else "",
        f"第{place.paragraph}段" if place.paragraph else "",
        f"第{place.line}行" if place.line else "") if text]


def _calculation(node: NodeScore) -> list[str]:
    if not node.weighted:
        return _attained(node)
    if not node.scenarios:
        return tell_value(node.value) if node.value is not None else []
    if len(node.scenarios) < 2:
        return [line for scenario in node.scenarios for line in tell(scenario, node.value)]
    low, high = node.scenarios
    return ["现有证据定不出唯一的得分。最低可能：", *_assumed(low, node), "最高可能：", *_assumed(high, node)]


def _attained(node: NodeScore) -> list[str]:
    """Without a weight there are no points: the value, and how far the target was reached."""
    lines = [line for scenario in node.scenarios for line in tell(scenario, node.value)[:-1]]
    if not node.scenarios and node.value is not None:
        lines = tell_value(node.value)
    if node.missing is not None:
        lines.append(f"还不能核对目标：{node.missing}")
    elif node.attained is not None:
        lines.append(attained_shown(node.attained))
    return [*lines, *(["资料没有公布权重，不计分"] if node.scenarios else [])]


def _assumed(scenario: Derivation, node: NodeScore) -> list[str]:
    return [f"　{line}" for line in tell(scenario, node.value)]


def _judged(node: NodeScore) -> list[str]:
    judgement = node.judgement
    if judgement is None:
        return []
    notes = "，".join([judgement.judge, *source_told(judgement.source), judgement.level.term])
    lines = [f"评判（{notes}）" + (f"：{judgement.reason}" if judgement.reason else "")]
    lines.extend(_opinions(judgement))
    for point in judgement.points:
        if isinstance(point.met, Open):
            lines.append(f"第{point.number}点未定：{point.reason}")
        elif point.reason:
            lines.append(f"第{point.number}点{'符合' if point.met else '不符合'}：{point.reason}")
    return lines


def _opinions(judgement: Judgement) -> list[str]:
    """Where in a band, and what each of several judges gave, with the spread."""
    lines = [f"达成程度：{judgement.band}"] if judgement.band else []
    for opinion in judgement.opinions:
        band = f"（{opinion.band}）" if opinion.band else ""
        lines.append(f"{opinion.judge}评 {points_shown(opinion.score)} 分{band}：{opinion.reason}")
    if judgement.opinions:
        scores = [opinion.score for opinion in judgement.opinions]
        low, high = min(scores), max(scores)
        lines.append(f"{len(scores)} 人评分，最低 {points_shown(low)}，最高 {points_shown(high)}，"
                     f"相差 {points_shown(high - low)}")
    return lines


def _given(node: NodeScore) -> str:
    given = f"给定 {points_shown(node.given)} 分"
    if node.recomputed is None:
        return f"{given}（{'没有足够的依据复算' if node.scenarios else '资料没有公布规则，不能复算'}）"
    if node.recomputed.determined and node.recomputed.low == node.given:
        return f"{given}，" + ("即评判分" if node.judgement and node.judgement.score is not None else "与复算一致")
    if not node.leaf:
        return f"{given}；按规则复算为 {range_shown(node.recomputed)}"
    low, high = node.recomputed
    possible = node.given in node.possible if node.possible else low <= (node.given or 0) <= high
    word = "在复算的范围内" if possible else "与复算不符"
    return f"{given}，按规则复算为 {range_shown(node.recomputed)}，{word}"
