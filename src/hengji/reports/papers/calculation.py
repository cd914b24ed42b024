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
#: ``上年(结余总额)``: nobody writes so in a report.
_BEFORE = re.compile(r"上年\(([^()]+)\)")
#: How a count is told: each of what was counted, yes or no.
_VOTES = re.compile(r"=个数（[是否，]+）")
_EARNED = re.compile(r"，得 ?[\d.]+ ?分$")
_FULL_WIDTH = str.maketrans("()", "（）")
#: Steps that compare what was given with what the program computes, or that stand elsewhere in the paper.
_GIVEN = "给定 "
_APART = ("依据：", _GIVEN, "规则：")


def contradicted(leaf: NodeScore) -> bool:
    """Whether the score stands as it was given (给定得分), though rule and evidence give another."""
    given, recomputed = leaf.given, leaf.recomputed
    if given is None or recomputed is None or leaf.override is not None:
        return False
    return given not in leaf.possible if leaf.possible else not recomputed.low <= given <= recomputed.high


def working_lines(leaf: NodeScore) -> list[str]:
    """Every step that leads to the score, without the facts and the rule, which stand beside them."""
    apart = tuple(start for start in _APART if start != _GIVEN or not contradicted(leaf))
    return _merged([line for line in indicator_steps(leaf) if not line.startswith(apart)])


def calculation_told(leaf: NodeScore) -> str:
    """The value with its numbers, the comparison that decided, and where points were lost, their calculation."""
    bare = replace(leaf, facts=(), exclusions=(), judgement=None, given=None, override=None)
    if len(leaf.scenarios) > 1 or isinstance(leaf.quantity and leaf.quantity.value, Missing):
        return ""
    lines = working_lines(bare)
    full = leaf.score is not None and leaf.score == leaf.weight and not contradicted(leaf)
    decisive = _decisive([found for line in lines if (found := _COMPARED.fullmatch(line)) and "：" not in found[1]])
    told = []
    for line in lines:
        if decisive is not None and line == decisive[0]:
            told.append(tight(f"{decisive[1]}{_WORDS[decisive[2], decisive[4] == '成立']}{decisive[3]}"))
        elif line.startswith("得分 = "):
            told += [] if full or not told else [_EARNED.sub("", tight(line))]
        elif _is_value(line) and not (full and line.partition(" = ")[0].endswith("得分")):
            told.append(_VOTES.sub("", tight(line)))
    return as_written("；".join(dict.fromkeys(told)))


def as_written(formula: str) -> str:
    """A formula with the brackets of Chinese, and last year's amounts as people call them."""
    return _BEFORE.sub(r"上年\1", formula).translate(_FULL_WIDTH)


def _is_value(line: str) -> bool:
    return " = " in line and _SCORED.match(line) is None and _JUDGED.match(line) is None


def _decisive(compared: list[re.Match[str]]) -> re.Match[str] | None:
    """The first comparison that holds, else the last, which does not; what holds beside others is not repeated."""
    return next((found for found in compared if found[4] == "成立"), compared[-1] if compared else None)


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
