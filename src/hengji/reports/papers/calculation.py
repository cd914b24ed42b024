"""The working of a score (评分过程) as lines and in a sentence: nothing twice, nothing of the program's own."""

from __future__ import annotations

import re
from dataclasses import replace

from hengji.model import Missing, NodeScore
from hengji.telling import indicator_steps

from .phrases import tight

_COMPARED = re.compile(r"(.+?) ([≤≥<>=≠]) (.+?)，(成立|不成立)")
_JUDGED = re.compile(r"第\d+点“.*”：")
_SCORED = re.compile(r"得分 = |得 [\d.−]+ 分|.*四舍五入到")
_WORDS = {("≤", True): "不高于", ("≤", False): "高于", ("≥", True): "不低于", ("≥", False): "低于",
          (">", True): "高于", (">", False): "不高于", ("<", True): "低于", ("<", False): "不低于",
          ("=", True): "等于", ("=", False): "不等于", ("≠", True): "不等于", ("≠", False): "等于"}
#: How a count is told: each of what was counted, yes or no.
_VOTES = re.compile(r"=个数（[是否，]+）")
_EARNED = re.compile(r"，得 ?[\d.]+ ?分$")
#: Steps that compare what was given with what the program computes, or that stand elsewhere in the paper.
_APART = ("依据：", "给定 ", "规则：")


def working_lines(leaf: NodeScore) -> list[str]:
    """Every step that leads to the score, without the facts and the rule, which stand beside them."""
    return _merged([line for line in indicator_steps(leaf) if not line.startswith(_APART)])


def calculation_told(leaf: NodeScore) -> str:
    """The value with its numbers, the comparison that decided, and where points were lost, their calculation."""
    bare = replace(leaf, facts=(), exclusions=(), judgement=None, given=None, override=None)
    if len(leaf.scenarios) > 1 or isinstance(leaf.quantity and leaf.quantity.value, Missing):
        return ""
    lines = working_lines(bare)
    values = [line for line in lines if " = " in line and not _SCORED.match(line) and not _JUDGED.match(line)]
    full = leaf.score is not None and leaf.score == leaf.weight
    told = [_VOTES.sub("", tight(line)) for line in values
            if not (full and line.partition(" = ")[0].endswith("得分"))]
    compared = [found for line in lines if (found := _COMPARED.fullmatch(line)) and "：" not in found[1]]
    if decisive := _decisive(compared):
        told.append(tight(decisive))
    if not full and leaf.value is not None:
        told += [_EARNED.sub("", tight(line)) for line in lines if line.startswith("得分 = ")]
    return "；".join(told)


def _decisive(compared: list[re.Match[str]]) -> str:
    """The first comparison that holds, else the last, which does not; what holds beside others is not repeated."""
    for number, found in enumerate(compared):
        holds = found[4] == "成立"
        if holds or number == len(compared) - 1:
            return f"{found[1]}{_WORDS[found[2], holds]}{found[3]}"
    return ""


def _merged(lines: list[str]) -> list[str]:
    """``乙 = 甲 = 3`` after ``甲 = 1 + 2 = 3`` as one line: ``乙 = 1 + 2 = 3``."""
    merged: list[str] = []
    for line in lines:
        parts = line.split(" = ")
        before = merged[-1].split(" = ") if merged else []
        if len(parts) == 3 and len(before) > 2 and before[0] == parts[1] and before[-1] == parts[2]:
            merged[-1] = " = ".join([parts[0], *before[1:]])
        else:
            merged.append(line)
    return merged
