"""Indicators of which nothing is known but points, or not even those (没有资料的指标): told together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hengji.model import Missing, NodeScore

from .blocks import Run, Text, text
from .phrases import joined, listed, points, weight
from .shared import Draft

#: The kind of a rule that nobody published: points are taken as they were given.
AS_PRINTED = "as_printed"
#: How the reason of a deduction begins that only says that none was published.
_UNSAID = "资料没有公布"
#: Why a rule was inferred stands in the score table, not in every paragraph.
_INFERRED = re.compile(r"（规则是推断的：.*）$")

#: The only point of a judgement that nobody has made.
_POINT = re.compile(r"第1点“(达到[^“”]*)”")


def inferred(rule: str) -> str:
    """A rule as said in a paragraph: that it was inferred, without why."""
    return _INFERRED.sub("（规则是推断的，理由见得分表）", rule)


def unpublished_told(draft: Draft, leaves: Sequence[NodeScore]) -> str:
    """Once for all: that these have no published weights, or no published rules; empty where all have both."""
    silent = [leaf for leaf in leaves if _as_printed(draft, leaf)]
    if leaves and not any(leaf.weighted for leaf in leaves):
        compared = "只列指标值" if len(silent) == len(leaves) else \
            "有目标的与目标核对" + ("，其余只列指标值" if silent else "")
        return f"下级指标没有公布权重，不计分，{compared}。"
    whose = f"{len(silent)}个指标" if len(silent) < len(leaves) else "各指标"
    return f"{whose}没有公布评分规则，得分照给定的记。" if silent else ""


def unsaid(reason: str) -> bool:
    """Whether the reason of a deduction only says that none was published."""
    return reason.startswith(_UNSAID)


def is_silent(draft: Draft, leaf: NodeScore) -> bool:
    """Whether an indicator has no value, no judgement, no words of the author: nothing to tell of it alone."""
    if leaf.judgement is not None or leaf.not_applicable or leaf.override or leaf.exclusions or draft.has(leaf.code):
        return False
    if not all(unsaid(deduction.reason) for deduction in leaf.deductions):
        return False
    if leaf.score is not None:
        valued = leaf.quantity is not None and not isinstance(leaf.quantity.value, Missing)
        return not valued and _as_printed(draft, leaf)
    return isinstance(leaf.missing, Missing) and not leaf.weighted


def silent_told(draft: Draft, leaves: Sequence[NodeScore]) -> tuple[Text, ...]:
    """Several such indicators: full marks, points lost without a reason, nothing to compare with the target."""
    scored = [leaf for leaf in leaves if leaf.score is not None]
    full = [f"{leaf.code}{leaf.name}（{weight(leaf.weight)}）" for leaf in scored if leaf.score == leaf.weight]
    short = [f"{leaf.code}{leaf.name}（{weight(leaf.weight)}）得{points(leaf.score)}" for leaf in scored
             if leaf.score != leaf.weight]
    told = []
    if full:
        told.append(text(f"{joined(full)}{'都' if len(full) > 1 else ''}得满分，资料里没有可以复核的实际数。"))
    if short:
        told.append(text(f"{listed(short)}，资料没有写明扣分的依据。"))
    return (*told, *_open(draft, [leaf for leaf in leaves if leaf.score is None]))


def _open(draft: Draft, leaves: Sequence[NodeScore]) -> tuple[Text, ...]:
    """What is needed to compare each with its target, visibly missing."""
    if not leaves:
        return ()
    runs = [Run(f"没有实际数、还不能与目标核对的指标有{len(leaves)}个：")]
    for leaf in leaves:
        runs += [draft.lack(lacking_of(leaf)), Run("；")]
    return (Text((*runs[:-1], Run("。"))),)


def lacking_of(leaf: NodeScore) -> str:
    """What an indicator lacks, after its name."""
    missing = leaf.missing
    words = ("、".join(missing.names) or "；".join(missing.reasons)) if isinstance(missing, Missing) else "得分"
    if asked := _POINT.fullmatch(words):
        words = f"是否{asked[1]}".replace("‘", "“").replace("’", "”")
    return f"{leaf.code}{leaf.name}：{words}"


def _as_printed(draft: Draft, leaf: NodeScore) -> bool:
    rule = draft.framework.by_code[leaf.code].rule
    return rule is not None and rule.kind == AS_PRINTED
