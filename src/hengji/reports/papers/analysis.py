"""Each indicator analysed (指标分析): what was looked at, the rule, the numbers put in, what was lost and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.model import EXCLUSION_REASONS, Evidence, Exclusion, Missing, NodeScore, Open
from hengji.reports.content import override_told
from hengji.reports.grid import level_name
from hengji.telling import attained_shown, points_shown, range_shown, rate_shown, shown, weight_shown

from .blocks import Block, Run, Section, Table, Text, text
from .calculation import calculation_told, contradicted
from .phrases import first_clause, listed, points, sentence, tight, weight
from .pictures import rates_chart
from .result import lost
from .shared import Draft, heads, row, total_row
from .silent import AS_PRINTED, inferred, is_silent, lacking_of, silent_told, unpublished_told

#: Where so many indicators of a head lost points, a chart shows which.
_UNEVEN = 3
#: From so many on, indicators of which nothing is known are told together.
_SEVERAL = 2
#: A reason that says itself how much it costs.
_COSTS = re.compile(r"扣\s?[\d.]+\s?分")
#: What a judgement rests on, said before it.
_GROUNDS = {Evidence.ORIGINAL: ("据原始资料，", "原始资料表明，"),
            Evidence.VERIFIED: ("经{judge}核实，", "{judge}查证：", "经{judge}核对，"),
            Evidence.STATED: ("据单位提供的情况，", "单位提供的情况是，"),
            Evidence.NONE: ("没有佐证资料，{judge}认定：",)}


def analysis_section(draft: Draft) -> Section:
    """One section for each head, in it one for each second-level indicator that has leaves below it."""
    return Section("指标分析", "绩效评价指标分析", (), tuple(
        Section(head.code, _title(head.name), _overview(draft, head), _inner(draft, head)) for head in draft.heads))


def _title(name: str) -> str:
    """``部门决策类指标分析``, ``产出指标分析``, ``预算执行情况分析``."""
    return f"{name}分析" if name.endswith(("指标", "情况")) else f"{name}{'' if name.endswith('类') else '类'}指标分析"


def _inner(draft: Draft, head: NodeScore) -> tuple[Section, ...]:
    return tuple(Section(child.code, child.name, (*_second(draft, child), *_leaves(draft, tuple(draft.below(child)))))
                 for child in draft.children(head) if not child.leaf)


def _leaves(draft: Draft, leaves: tuple[NodeScore, ...]) -> Iterator[Block]:
    """One after another; those of which nothing is known but their points together, after the others."""
    silent = [leaf for leaf in leaves if is_silent(draft, leaf)]
    if len(silent) < _SEVERAL:
        silent = []
    for leaf in leaves:
        if leaf not in silent:
            yield from leaf_told(draft, leaf)
    yield from silent_told(draft, silent)


def _overview(draft: Draft, head: NodeScore) -> tuple[Block, ...]:
    """What the head consists of, what it got, and its table; leaves that hang on it directly."""
    direct = tuple(leaf for leaf in draft.children(head) if leaf.leaf)
    inner = list(draft.inside(head))
    if not inner:
        return leaf_told(draft, head)
    counts = [sum(node.level == level for node in inner) for level in range(2, draft.levels + 1)]
    words = "、".join(f"{count}个{level_name(level)}" for level, count in enumerate(counts, 2) if count)
    got = f"，{_got(head)}" if head.score is not None and head.weighted else ""
    told = f"{head.name}包含{words}{got}。"
    losers = [leaf for leaf in draft.below(head) if lost(leaf) > 0]
    if losers:
        told += f"失分的指标是{listed([f'{leaf.code}{leaf.name}' for leaf in losers])}。"
    elif head.score is not None and head.score == head.weight:
        told += "各项指标没有失分。"
    told += unpublished_told(draft, tuple(draft.below(head)))
    table = [_score_table(draft, head)] if any(node.weighted for node in inner) else []
    chart = rates_chart(draft.card, draft.levels, head.code) if len(losers) >= _UNEVEN else None
    return (text(told), *draft.author(head.code), *_unspecified(head), *table, *([chart] if chart else []),
            *_leaves(draft, direct))


def _got(node: NodeScore) -> str:
    return f"权重{weight(node.weight)}，得分{points(node.score)}，得分率{rate_shown(node.rate)}"


def _unspecified(head: NodeScore) -> Iterator[Text]:
    """What was deducted from an indicator as a whole, below which nothing has a score."""
    if head.score is not None and not head.leaf and head.deductions:
        yield text("".join(sentence(f"扣{points(d.points)}，{d.reason}") for d in head.deductions))


def _score_table(draft: Draft, head: NodeScore) -> Table:
    inner = draft.inside(head)
    body = tuple(row(f"{node.code}{node.name}", weight_shown(node.weight) if node.weighted else "—",
                     points_shown(node.score), rate_shown(node.rate)) for node in inner)
    total = total_row("合计", weight_shown(head.weight), points_shown(head.score), rate_shown(head.rate))
    return Table(f"{head.name}指标得分情况表", "分", (32, 10, 10, 12), heads("指标名称", "分值", "得分", "得分率"),
                 (*body, total))


def _second(draft: Draft, node: NodeScore) -> Iterator[Block]:
    names = [child.name for child in draft.children(node)]
    below = level_name(node.level + 1)
    parts = f"包括{listed(names)}{len(names)}个{below}" if len(names) > 1 else f"只有{names[0]}一个{below}"
    if node.score is not None and node.weighted:
        yield text(f"该指标分值{weight(node.weight)}，得{points(node.score)}，得分率{rate_shown(node.rate)}，{parts}。")
    else:
        yield text(f"该指标{parts}。")
    yield from draft.author(node.code)
    yield from _unspecified(node)


def leaf_told(draft: Draft, leaf: NodeScore) -> tuple[Block, ...]:
    """One indicator: what it looks at and what was found, then rule, calculation and score."""
    worth = f"（{weight(leaf.weight)}）" if leaf.weighted else ""
    lead = Run(f"{leaf.code}{leaf.name}{worth}。", bold=True)
    if leaf.not_applicable:
        return (Text((lead, Run(sentence(f"该指标不适用：{leaf.not_applicable}，权重已调剂到其他指标")))),)
    written = draft.author(leaf.code)
    first = Text((lead, Run(_looked_at(draft, leaf) + rule_told(draft, leaf))))
    found = "" if written else _found(draft, leaf)
    last = written[-1] if written else None
    runs = [Run(found), *_reasoned(draft, leaf)]
    if isinstance(last, Text) and any(run.text for run in runs):
        return (first, *written[:-1], Text((*_ended(last), *runs)))
    return (first, *written, Text(tuple(runs)))


def _ended(paragraph: Text) -> tuple[Run, ...]:
    """The author's paragraph with a full stop, for what goes on in it."""
    end = paragraph.runs[-1]
    return (*paragraph.runs[:-1], Run(sentence(end.text), end.bold, end.flagged))


def _looked_at(draft: Draft, leaf: NodeScore) -> str:
    explain = first_clause(draft.framework.by_code[leaf.code].explain)
    if not explain or explain.startswith("目标值"):
        return ""
    return f"考察{explain.removeprefix('看')}。" if not explain.startswith("考") else f"{explain}。"


def _found(draft: Draft, leaf: NodeScore) -> str:
    """What the judge found: what holds first, then what does not and is no deduction's reason, then what is open."""
    judgement = leaf.judgement
    if judgement is None:
        return ""
    named = {n: point.text for n, point in enumerate(draft.framework.by_code[leaf.code].points, 1)}
    reasons = {deduction.reason for deduction in leaf.deductions}
    good = [words for words in (judgement.reason, *(point.reason for point in judgement.points if point.met is True))
            if words and words not in reasons]
    bad = [words for point in judgement.points if point.met is False
           and (words := point.reason or named.get(point.number, "")) not in reasons]
    undecided = [named.get(point.number, "") for point in judgement.points if isinstance(point.met, Open)]
    opinions = [opinion.score for opinion in judgement.opinions]
    openings = _GROUNDS[judgement.level]
    opening = openings[sum(map(ord, leaf.code)) % len(openings)].format(judge=judgement.judge)
    told = sentence(opening + _strung(good)) if good else ""
    if bad:
        told += sentence(("但是，" if good else opening) + _strung(bad))
    if opinions:
        told += f"{len(opinions)}人分别评分，最高{points(max(opinions))}，最低{points(min(opinions))}。"
    if undecided:
        told += f"“{'”“'.join(undecided)}”是否做到，现有资料还不能认定。"
    return told


def _strung(words: list[str]) -> str:
    return "；".join(each.rstrip("。") for each in words)


def _reasoned(draft: Draft, leaf: NodeScore) -> Iterator[Run]:
    """Calculation, deductions, score."""
    yield from (Run(_left_out(exclusion)) for exclusion in leaf.exclusions)
    calculation, outcome = calculation_told(leaf), _outcome(leaf)
    if calculation and outcome.startswith("得满分"):
        yield Run(f"{calculation}，{outcome}")
    else:
        yield Run((sentence(calculation) if calculation else "") + outcome)
    if isinstance(leaf.missing, Missing) and leaf.score is None:
        yield from (Run("还不能核对："), draft.lack(lacking_of(leaf)), Run("。"))
    elif leaf.score is None and leaf.weighted:
        yield from (Run("还不能评分："), draft.lack(f"{leaf.code}{leaf.name}的得分"), Run("。"))


def _left_out(exclusion: Exclusion) -> str:
    """An amount that the rules allow to leave out, and why."""
    why = f"{EXCLUSION_REASONS[exclusion.reason]}，{exclusion.text}"
    return f"{exclusion.fact}中剔除{shown(exclusion.amount, exclusion.unit)}（{why}）。"


def rule_told(draft: Draft, leaf: NodeScore) -> str:
    """The scoring rule; of bands only the one that the value fell into, which says all that was applied."""
    rule = draft.framework.by_code[leaf.code].rule
    if rule is None or not rule.sentence or rule.kind == AS_PRINTED:
        return ""
    words = inferred(tight(rule.sentence))
    if rule.kind == "bands" and leaf.score is not None:
        earned = f"得{weight_shown(leaf.score)}分"
        bands = [band for band in words.split("；") if band.endswith(earned)]
        words = f"{leaf.name}{bands[0]}" if bands else words
    return sentence(words if words.startswith("目标：") else f"评分标准：{words}")


def _outcome(leaf: NodeScore) -> str:
    """What came of it: full marks and for what, or what was deducted and why."""
    if not leaf.weighted:
        return f"{tight(attained_shown(leaf.attained))}。" if leaf.attained is not None else ""
    if leaf.score is None:
        return ""
    adjusted = sentence(override_told(leaf.override)) if leaf.override is not None else ""
    if contradicted(leaf):
        explained = leaf.recomputed is not None and leaf.score < leaf.recomputed.low
        why = f"{_deducted(leaf)}得{points(leaf.score)}。" if explained else ""
        return f"{why}按评分标准算得{range_shown(leaf.recomputed)}分，给定得分为{points(leaf.score)}，两者不符。"
    if leaf.score == leaf.weight:
        return f"{adjusted}{_in_full(leaf)}得满分{points(leaf.score)}。"
    return f"{adjusted}{_deducted(leaf)}得{points(leaf.score)}。"


def _deducted(leaf: NodeScore) -> str:
    """Every reason with what it cost."""
    if not leaf.deductions:
        return f"扣{points(lost(leaf))}，"
    if len(leaf.deductions) == 1 and leaf.deductions[0].reason.startswith("按评分规则"):
        return f"按评分标准扣{points(lost(leaf))}，"
    if len(leaf.deductions) == 1:
        reason = leaf.deductions[0].reason.rstrip("。")
        cost = "" if _COSTS.search(reason) else f"扣{points(lost(leaf))}，"
        return f"扣分原因：{reason}。{cost}"
    return sentence("扣分原因：" + "；".join(
        deduction.reason.rstrip("。") + ("" if _COSTS.search(deduction.reason) else f"，扣{points(deduction.points)}")
        for deduction in leaf.deductions))


def _in_full(leaf: NodeScore) -> str:
    """For what full marks are given, where points were judged one by one or by an expert."""
    judged = leaf.judgement
    if judged is None or leaf.value is not None or (judged.points and any(p.met is not True for p in judged.points)):
        return ""
    if not judged.points:
        return "按实际情况"
    return f"{len(judged.points)}个要点都符合，" if len(judged.points) > 1 else "符合要求，"


def value_told(leaf: NodeScore) -> str:
    """The indicator's value; empty where it has none."""
    if leaf.quantity is None or isinstance(leaf.quantity.value, Missing):
        return ""
    return shown(leaf.quantity.value, leaf.quantity.unit)
