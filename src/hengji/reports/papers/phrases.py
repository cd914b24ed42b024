"""How sentences are put together (遣词): lists, points, amounts, first clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hengji.model import WAN_YUAN, YUAN, Exact, decimal_text, exact
from hengji.telling import points_shown, rate_shown, shown, signed, weight_shown

_ORDINALS = "一二三四五六七八九十"
_CLAUSE = re.compile(r"[；。]")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
_BREATH = re.compile(r"[，：]")
#: A heading longer than this is no heading.
_HEADING = 32
_SIGNS = re.compile(r" ([=+−×÷≤≥<>]) ")
#: ``权重的50%、权重的25%``: said once.
_AGAIN = re.compile(r"(?<=%、)权重的(?=[\d.]+%)")
_EACH = re.compile(r"不符每点扣")
_BESIDE = re.compile(r"(?<=[\d%]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=\d)")
_ADVICE = ("应", "需", "须")


def joined(words: Sequence[str]) -> str:
    """``甲、乙和丙``."""
    if len(words) < 2:
        return "".join(words)
    return "、".join(words[:-1]) + "和" + words[-1]


def listed(words: Sequence[str]) -> str:
    """``甲、乙、丙``."""
    return "、".join(words)


def numbered(sentences: Sequence[str]) -> str:
    """Several as one paragraph: ``一是……；二是……。``; one alone stands without a number."""
    clean = [sentence.rstrip("。；") for sentence in sentences]
    if len(clean) == 1:
        return f"{clean[0]}。"
    if len(clean) > len(_ORDINALS):
        return "；".join(f"（{n}）{sentence}" for n, sentence in enumerate(clean, 1)) + "。"
    return "；".join(f"{ordinal}是{sentence}" for ordinal, sentence in zip(_ORDINALS, clean, strict=False)) + "。"


def sentence(words: str) -> str:
    """``words`` with a full stop."""
    return words if words.endswith(("。", "！", "？")) else f"{words.rstrip('；，')}。"


def tight(words: str) -> str:
    """``words`` as set in a text: no spaces beside signs and between digits and characters, nothing said twice."""
    return _EACH.sub("每有一点不符扣", _AGAIN.sub("", _BESIDE.sub("", _SIGNS.sub(r"\1", words))))


def first_clause(text: str) -> str:
    """What stands before the first semicolon or full stop."""
    return _CLAUSE.split(text, maxsplit=1)[0]


def heading_of(text: str) -> str:
    """A heading made of a sentence: without what stands in brackets, as many clauses of it as a line holds."""
    clauses = _BREATH.split(first_clause(_BRACKETS.sub("", text)))
    heading = clauses[0]
    for clause in clauses[1:]:
        if not clause or len(heading) + len(clause) + 1 > _HEADING:
            break
        heading = f"{heading}，{clause}"
    return heading


def advised(text: str) -> str:
    """A remedy as advice: ``建议……``."""
    return text if text.startswith(("建议", *_ADVICE)) else f"建议{text}"


def day_told(day: date) -> str:
    """``2018年12月29日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def points(value: Exact | None) -> str:
    """``7.50分``."""
    return f"{points_shown(value)}分"


def weight(value: Exact) -> str:
    """``10分``."""
    return f"{weight_shown(value)}分"


def share(part: Exact, whole: Exact) -> str:
    """``part`` of ``whole`` as percent; a dash where there is no whole."""
    return rate_shown(exact(Fraction(part) / whole)) if whole else "—"


def money(fen: Exact) -> str:
    """An amount in the unit that people would choose: 万元 where it ends within two decimals, else 元."""
    if (not fen or not -WAN_YUAN.scale < fen < WAN_YUAN.scale) and (fen * 100) % WAN_YUAN.scale == 0:
        return shown(fen, WAN_YUAN)
    return signed(f"{fen // 100}元") if fen % 100 == 0 else shown(fen, YUAN)


def in_wan(fen: Exact) -> str:
    """The number of 万元, with two decimals, without the unit."""
    return signed(decimal_text(exact(Fraction(fen) / WAN_YUAN.scale), 2))
