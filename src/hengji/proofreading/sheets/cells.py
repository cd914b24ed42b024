"""What stands in a single cell (单元格内容): a number, a dash, running text, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from hengji.proofreading.lexing import FOLDED, MEASURES, lex
from hengji.proofreading.number import Kind
from hengji.proofreading.units import POWERS, kind_of, per_unit

_LIMITS = {">=": "≥", "≧": "≥", "≥": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "大于等于": "≥", "以上": "≥",
           "<=": "≤", "≦": "≤", "≤": "≤", "不高于": "≤", "不超过": "≤", "不大于": "≤", "小于等于": "≤",
           "以下": "≤", "以内": "≤", ">": ">", "大于": ">", "<": "<", "小于": "<", "=": "=", "等于": "=", "": ""}
_ENTRY = re.compile(r"""\s*
    (?P<limit>>=|<=|[≥≤≧≦<>=]|不低于|不少于|不小于|不高于|不超过|不大于|大于等于|小于等于|大于|小于|等于)?\s*
    (?P<figure>(?P<open>\()?\s*(?:[¥￥]\s*)?(?P<sign>[-+△▲])?\s*
    (?:(?P<whole>\d{1,3}(?:,\s?\d{3})+|\d+)(?:\.(?P<decimals>\d+)|\.(?=[元%‰分万亿]))?|\.(?P<only>\d+))\s*(?P<close>\))?\s*
    (?P<power>十万|百万|千万|十亿|百亿|[十百千万亿])?\s*
    \(?(?P<unit>元|%|‰|分(?![钟])|""" + MEASURES + r""")?(?:/[一-鿿]{1,3})?\)?)
    \s*(?P<side>[及或]?以[上下内])?\s*""", re.VERBOSE)
_DASHES = re.compile(r"[-—–―─/\\…·*]+|\.{2,}|无|不适用|N/?A", re.IGNORECASE)
_WORDS = re.compile(r"[一-鿿]")
#: What stands before a name and is no figure: the number of a heading, a code, the letter of an option, a year.
_BEFORE_NAME = re.compile(r"(?:[A-Za-z]?\d[\d.]*|[A-Za-z]|[一二三四五六七八九十]+|\([一二三四五六七八九十\d]+\)|[①-⑳])"
                          r"[、.:\s]*|其中[:：]?")
_OPTION = re.compile(r"[A-Ha-h][、.:]")
_LONGEST_OPTION = 12
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分?\)")
#: What an indicator got of its points, after its name: 目标设定 3.50/5.
_OF_POINTS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d+)?/\d{1,3}(?:\.\d+)?分?$")
_YEARS = re.compile(r"(?:19|20)\d\d(?:年度?)?(?:[-~—至](?:(?:19|20)\d\d)?(?:年度?)?)?|(?:第[\d一二三四]季度|\d{1,2}月)")
_LONGEST_NAME = 40
#: Cells are looked at from several sides, and many hold the same.
_REMEMBERED = 1 << 16


def folded(text: str) -> str:
    """``text`` in half-width digits and signs, formula marks of a PDF taken off; every character keeps its place."""
    return (text.translate(FOLDED).replace("\\geq", "≥   ").replace("\\leq", "≤   ").replace("\\%", " %")
            .replace("$", " "))


def dense(text: str) -> str:
    """``text`` folded, without spaces and line breaks."""
    return "".join(folded(text).split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that is one number (数字单元格), not yet typed.

    ``figure`` is the number as printed, of which ``step`` is the unit of the last
    digit; ``start`` to ``end`` its place in the cell. ``scale`` is what one of it is
    in the base of its ``kind``, where the cell itself tells that, or else the power
    written behind it (万 → 10000).
    """

    figure: Fraction
    step: Fraction
    scale: Fraction
    unit: str
    comparator: str
    start: int
    end: int
    kind: Kind | None = None
    bound: str = "exact"


@lru_cache(_REMEMBERED)
def entry_of(text: str) -> Entry | None:
    """The one number that a cell holds; None for words, dashes, blanks, and two numbers run together."""
    plain = folded(text)
    match = _ENTRY.fullmatch(plain)
    if match is None:
        return _lexed(text)
    bracketed = bool(match["open"])
    if bracketed != bool(match["close"]) or (bracketed and not match["decimals"] and len(match["whole"] or "") <= 2):
        return None  # (1) is the number of a heading
    decimals = match["decimals"] or match["only"] or ""
    whole = re.sub(r"[,\s]", "", match["whole"] or "0")
    step = Fraction(1, 10 ** len(decimals))
    figure = Fraction(int(whole + decimals)) * step
    power, unit = match["power"] or "", match["unit"] or ""
    kind = Kind.YEAR if unit == "年" else kind_of(unit)
    scale = 10 ** POWERS[power] * (per_unit(kind, unit) if kind else Fraction(1))
    limit = _LIMITS[match["limit"] or (match["side"] or "").lstrip("及或")]
    return Entry(-figure if bracketed or match["sign"] in ("-", "△", "▲") else figure, step,
                 scale, power + unit if unit == "元" else unit, limit,
                 match.start("figure"), match.start("figure") + len(match["figure"].rstrip()), kind)


def is_dash(text: str) -> bool:
    """Whether a cell says that it holds no number: -, —, /, 无."""
    return _DASHES.fullmatch(dense(text)) is not None


@lru_cache(_REMEMBERED)
def is_running_text(text: str) -> bool:
    """Whether a cell holds a sentence, or words and numbers mixed, and is to be read as text and not as a cell.

    Names stay names with their code, heading number, year or points: B11预算调整率,
    1.一般公共预算, 2022年预算数, 目标设定（5分）.
    """
    words = dense(text)
    if not _WORDS.search(words) or entry_of(text) is not None:
        return False
    if re.search(r"[。;!?！？]", words.rstrip("?？")) or len(words) > _LONGEST_NAME:  # one question names a row
        return True
    if _OPTION.match(words) and len(words) <= _LONGEST_OPTION:
        return False
    if before := _BEFORE_NAME.match(words):
        words = words[before.end():]
    words = _YEARS.sub("", _OF_POINTS.sub("", _POINTS.sub("", words)))
    return re.search(r"\d", words) is not None


def _lexed(text: str) -> Entry | None:
    """A cell whose one number reads as in running text: 约150万元, 11.2万余件, 2024年6月4日."""
    tokens = lex(text)
    plain = folded(text)
    if len(tokens) != 1 or re.sub(r"约|近|大约|超过?|将近|[余多]|\s", "", plain[:tokens[0].start]
                                  + plain[tokens[0].end:]):
        return None
    token = tokens[0]
    return Entry(token.value, token.step, Fraction(1), token.unit, token.comparator, token.start, token.end,
                 None if token.kind is Kind.PLAIN else token.kind, token.bound)
