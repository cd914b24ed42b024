"""How figures and relations are told (措辞): like the document itself prints them."""

from __future__ import annotations

import re
from fractions import Fraction

from hengji.model import Manuscript, Mark, decimal_text, exact

from .number import Kind, Number
from .relation import Relation, Term
from .units import POWERS, per_unit

_PRINTED = re.compile(r"(?P<sign>[-+△▲−]?)\s*(?P<digits>\d[\d,]*)(?:\.(?P<decimals>\d+))?\s*(?:[余多]\s*)?"
                      r"(?P<power>(?:十万|百万|千万|万亿|[十百千]?亿|[百千万])?)")
_SIGNS = {"+": " ＋ ", "-": " － ", "*": " × ", "/": " ÷ "}
#: How tightly each operation binds.
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "n": 3, "c": 3}
#: So many decimals scores have at most, and so many are told of anything.
_SCORED, _MOST_PLACES = 2, 6
_STOP = "，。；,;!?！？\n"
_LONGEST = 60


def scale_of(number: Number) -> Fraction:
    """How much of the base one printed unit of ``number`` is: 10000 for 万元, 1/100 for %."""
    match = _PRINTED.search(number.text)
    if match is None:
        return Fraction(1)
    return Fraction(10 ** POWERS[match["power"]]) if match["power"] else per_unit(number.kind, number.unit)


def shown(value: Fraction, like: Number, more: int = 0) -> str:
    """``value`` with unit, commas and decimals as ``like`` is printed; ``more`` decimals where those do not tell.

    A score is told with the decimals it has, up to two.
    """
    match = _PRINTED.search(like.text)
    if match is None:
        return decimal_text(exact(value), 2)
    plain = value / scale_of(like)
    places = _places(like, match) + more
    while like.kind is Kind.SCORE and places < _SCORED and plain * 10**places % 1:
        places += 1
    text = decimal_text(plain, places)
    if "," in match["digits"]:
        whole, dot, decimals = text.partition(".")
        text = f"{int(whole):,}{dot}{decimals}"
    return text + (match["power"] + like.text[match.end("power"):].lstrip("余多 ") or like.unit)


def difference_told(difference: Fraction, like: Number) -> str:
    """How far apart two values are: of two percentages, percentage points."""
    told = shown(abs(difference), like)
    return f"{told.removesuffix('%')}个百分点" if told.endswith("%") else told


def _places(like: Number, match: re.Match[str]) -> int:
    """Decimals that ``like`` is printed with, or that its column is."""
    places, step = 0, like.step / scale_of(like)
    while step < 1 and places < _MOST_PLACES:
        step, places = step * 10, places + 1
    return max(places, len(match["decimals"] or ""))


def with_unit(number: Number) -> str:
    """The number as printed, its unit added where a table gives it elsewhere."""
    text = number.text.strip()
    return text if not number.unit or number.unit in text or text[-1:] in "%‰元" else text + number.unit


def term_told(term: Term, outer: int = 0) -> str:
    """The expression with the printed numbers put in: ``（235.40 － 260.75）÷ 260.75``."""
    if term.told is not None:
        return term_told(term.told, outer)
    if term.number is not None:
        return f"（{term.number.text}）" if term.number.value < 0 and outer else term.number.text
    if term.sign == "c":
        value = exact(term.constant)
        return str(value) if isinstance(value, int) else decimal_text(value, 2).rstrip("0")
    binds = _BINDS[term.sign]
    parts = [term_told(part, binds + (index > 0 and term.sign in "-/")) for index, part in enumerate(term.parts)]
    told = _SIGNS[term.sign].join(parts)
    return f"（{told}）" if binds < outer else told


def relation_told(relation: Relation, expected: str) -> str:
    """``（235.40 － 260.75）÷ 260.75 ＝ -9.72%``: the expression with values, and what it comes to."""
    sign = {"=": "＝", "≤": "，不应超过", "≥": "，不应低于"}[relation.comparator]
    if relation.comparator == "=":
        told = term_told(relation.term)
        return told if relation.term.number is not None else f"{told} {sign} {expected}"
    return f"{with_unit(relation.target)}{sign} {term_told(relation.term)}"


def clause(manuscript: Manuscript, mark: Mark) -> tuple[str, int]:
    """The clause that ``mark`` stands in, at most some sixty characters, and where in it the words begin."""
    text = manuscript.passage(mark).text
    start, end = mark.start, mark.end
    while start > 0 and text[start - 1] not in _STOP and mark.start - start < _LONGEST // 2:
        start -= 1
    while end < len(text) and text[end] not in _STOP and end - mark.end < _LONGEST // 2:
        end += 1
    while start < mark.start and text[start].isspace():
        start += 1
    return text[start:end].rstrip(), mark.start - start
