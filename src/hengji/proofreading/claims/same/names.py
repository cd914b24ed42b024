"""Names of quantities, so far cleaned that the same one is the same text (名称归一)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hengji.proofreading.lexing import FOLDED

_LEADING = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|"
                      r"第[一二三四五六七八九十]+[部章节]分?|"
                      r"\d+(?:\.\d+)*[、.)]?|\(\d+\)|[①-⑳]|#+|其中:?|[A-Z]\d{0,3}(?=[一-鿿“\"]))\s*")
_TRAILING = re.compile(r"(?:\([^()]*(?:分|类|款|项|%)\)|:|\(万?元\)|(?<=\D)\d+(?:\.\d+)?/\d+(?:\.\d+)?)+$")
_IGNORED = re.compile(r"[\s\"“”'‘’《》<>*、,，]")
_CODE = re.compile(r"^\s*([A-Z]\d{0,3})(?=[\s一-鿿“\"])")

_YEAR = re.compile(r"(?:19|20)\d\d年?度?|上年|本年|全年|当年")

#: The same names are compared with many; so many are kept.
_NAMES = 8192

#: What a score table's column holds, by words of its head; the first that fits counts.
_ROLES = (("rate", re.compile(r"得分率|扣分率")),
          ("", re.compile(r"标准$|评分标准|评分细则|说明|扣分|依据|原因")),
          ("score", re.compile(r"得分|实得|自评分|评分|评价分|实际分")),
          ("weight", re.compile(r"分值|权重|满分|标准分|总分值")))


@lru_cache(maxsize=_NAMES)
def name_of(text: str) -> str:
    """``text`` without numbering, code, weight in brackets, quotes and spaces."""
    folded = text.translate(FOLDED).strip()
    for _ in range(3):
        folded = _LEADING.sub("", folded)
    return _IGNORED.sub("", _TRAILING.sub("", folded.replace(" ", "")))


def code_of(text: str) -> str:
    """The code of an indicator that begins ``text``: A, B1, B11; ``""`` where there is none."""
    match = _CODE.match(text)
    return match[1] if match else ""


def role_of(heads: Iterable[str]) -> str:
    """What a column of a score table holds: ``weight``, ``score``, ``rate`` or ``""``."""
    for head in reversed(list(heads)):
        for role, pattern in _ROLES:
            if pattern.search(head):
                return role
    return ""


@lru_cache(maxsize=_NAMES)
def pairs_of(name: str) -> frozenset[str]:
    """The pairs of neighbouring characters of ``name``, without the years."""
    text = _YEAR.sub("", name_of(name))
    return frozenset(text[i:i + 2] for i in range(len(text) - 1))


def likeness(name: str, other: str) -> int:
    """How many percent of the shorter name's pairs stand in the other."""
    mine, others = pairs_of(name), pairs_of(other)
    shorter = min(len(mine), len(others))
    return 100 * len(mine & others) // shorter if shorter else 0
