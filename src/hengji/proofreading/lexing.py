"""Numbers in running text, each typed before any arithmetic (数字识别)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .number import Kind
from .units import POWERS, kind_of, per_unit

#: Full-width digits and signs as half-width ones, character for character: offsets stay.
FOLDED = str.maketrans("０１２３４５６７８９．，％（）－−–＋＝＜＞［］／＊：；　\xa0", "0123456789.,%()---+=<>[]/*:;  ")


@dataclass(frozen=True, slots=True)
class Token:
    """A typed number of a text (一个数), from ``start`` to ``end`` with sign, power and unit.

    ``value`` and ``step`` are in the base of its kind, as in :class:`~.number.Number`;
    for dates ``value`` is year·10000 + month·100 + day, parts that are not told being 0.
    """

    kind: Kind
    start: int
    end: int
    value: Fraction
    step: Fraction = Fraction(1)
    unit: str = ""
    bound: str = "exact"
    comparator: str = ""


#: Measure words of counts, longer ones first where one begins another.
MEASURES = ("个百分点|百分点|个工作日|工作日|个自然日|自然日|个月|分钟|小时|平方米|平方公里|立方米|公里|公顷|千克|公斤|"
            "人次|批次|团组|户次|件次|台次|车次|场次|人天|人日|台套|家次|份次|课时|学时|"
            "[个项件人名户家次份台辆套亩吨天日年月米条宗起张笔部所座本册期场班岁倍级处页间栋幢株只头支组对双批轮届卷篇"
            "例床位艘架枚款类种类㎡]|℃|度")
_DATE = re.compile(r"""
    (?<![\d.])(?P<y1>(?:19|20)\d\d)\s*年\s*(?P<m1>\d{1,2})\s*月
      (?:\s*(?P<d1>\d{1,2})\s*[日号])?(?:份|底|初|末|中旬|上旬|下旬)?
  | (?<![\d.])(?P<y2>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?![\d.%])
  | (?<![\d.])(?P<m3>\d{1,2})\s*月\s*(?P<d3>\d{1,2})\s*[日号]
  | (?<![\d.])(?P<m4>[1-9]|1[0-2])\s*月(?:份|底|初|末|中旬|上旬|下旬)?""", re.VERBOSE)
_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?=\s*(?:年|[-—~至到]+\s*(?:19|20)\d\d\s*年))\s*年?度?")
_DOCUMENT = re.compile(r"[〔\[【(](?P<year>(?:19|20)\d\d)[〕\]】)]\s*第?\s*(?P<number>\d+)\s*号")
_PHONE = re.compile(r"""
    (?<!\d)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}
    |(?:12345|12315|12388|12333|114|110|119|120)(?=\s*[^\d\s.,%]*?(?:热线|电话|平台|政务|便民|专线)))(?!\d)
    """, re.VERBOSE)
_LEADING = re.compile(r"""^\s*(?:
    \d{1,2}(?:\.\d{1,2}){0,3}(?=\s*[、.](?!\d)|\s+[^\d\s%年月日万亿元个/]|\s*\))
    | \(\s*\d{1,2}\s*\)
    | \d{1,2}(?=[一-鿿]{2})(?!\d*\s*(?:""" + MEASURES + "|分|万|亿|元)))", re.VERBOSE)
_NAMED = re.compile(r"(?:第|(?:附件|附表|表|图|附录|专栏|注|问题|要点|指标|类别|序号|No\.?|编号[:为]?)"
                    r"(?!\s*[\d.]+\s*[个项条件家户人名]))\s*"
                    r"\d+(?:[-.—]\d+)*(?:、\d+(?=[题条款项页张行]|(?:、\d+)+[题条款项页张行]))*(?!\d|\s*(?:%|万|亿|元|分|[.]\d))")
_INSIDE = re.compile(r"(?<=[A-Za-z])\s?\d+(?:\.\d+)*"
                     r"|(?<=[一二三四五六七八九十]\))\d{1,2}(?=\s*(?:[;,、)]|$|[A-Z]))"
                     r"|\d+(?=[A-Za-z]{1,3}(?![A-Za-z]*元)|\+[A-Z一-鿿]|号(?!码)|路|楼|栋|级联|域|℃)")
_NUMBER = re.compile(r"""
    (?P<comparator>>=|<=|[≥≤≧≦<>]|不低于|不少于|不小于|不高于|不超过|不大于|大于等于|小于等于|大于|小于|高于|低于)?\s*
    (?P<about>约|近|大约|将近|接近|超过|超|突破|逾|达到?了?近)?\s*
    (?P<sign>(?:(?<=[=(:;,\s、为是达至到])|^)[-+△▲])?\s*
    (?P<whole>\d{1,3}(?:,\d{3})+(?!\d)|\d+|(?:(?<=[\s=(:+*/×÷-])|^)(?=\.\d))(?:\.(?P<decimals>\d+)|\.(?=[元%分万亿]))?(?:\s*(?P<more1>[余多]))?
    \s*(?P<power>(?:十万|百万|千万|万亿|[十百千]?亿|[百千万]))?(?P<more2>[余多])?\s*
    (?P<unit>元(?!月)|%|‰|分(?!钟|之|别|类|配|解|析|局|管|公|期|批|年|为|组|工|户|发|享|成|布|项|层|段|中心|支|流|级)|"""
    + MEASURES + r")?", re.VERBOSE)
_COMPARATORS = {">=": "≥", "≧": "≥", "≥": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "大于等于": "≥",
                "<=": "≤", "≦": "≤", "≤": "≤", "不高于": "≤", "不超过": "≤", "不大于": "≤", "小于等于": "≤",
                ">": ">", "大于": ">", "高于": ">", "<": "<", "小于": "<", "低于": "<"}
#: Words of comparison that are as often followed by the value compared with: a limit only before a bare sign.
_TOLD_AGAINST = frozenset({"高于", "低于", "大于", "小于"})
_AFTER = re.compile(r"\s*(?:\((?:不?含)\))?\s*(?:及|或)?(?:以(?P<side>[上下内])|之内)")
_OPERAND = re.compile(r"[\d%)\]元分个项件人名户家次份天日]\s+$")
#: So many digits without a unit are a code; so are fewer that begin with 0.
_CODE = 8
_ABOVE = frozenset({"超过", "超", "突破", "逾"})


def lex(text: str) -> list[Token]:
    """All typed numbers of ``text``, from left to right; dates, years, codes and document numbers among them."""
    folded = text.translate(FOLDED)
    taken = list(_named(folded))
    spans = sorted((token.start, token.end) for token in taken)
    position, at = 0, 0
    while match := _NUMBER.search(folded, position):
        signed = match["sign"] and not _operator(folded, match)
        first = match.start("sign") if signed else match.start("whole")
        while at < len(spans) and spans[at][1] <= match.start("whole"):
            at += 1
        if at < len(spans) and spans[at][0] < match.end("whole"):  # the digits belong to something already typed
            position = max(spans[at][1], match.start("whole") + 1)
            continue
        taken.append(_measured(folded, match, first))
        position = max(taken[-1].end, match.end("whole"))
    return sorted(taken, key=lambda token: token.start)


def _operator(text: str, match: re.Match[str]) -> bool:
    """Whether the sign stands between two operands (2 - 0.5) and is no sign of the number."""
    apart = text[match.end("sign"):match.start("whole")] != ""
    return apart and bool(_OPERAND.search(text, max(0, match.start("sign") - 4), match.start("sign")))


def _named(text: str) -> Iterator[Token]:
    """What only looks like a number to calculate with, the longer kinds first."""
    spans: list[tuple[int, int]] = []
    for kind, pattern in ((Kind.DOCUMENT_NUMBER, _DOCUMENT), (Kind.PHONE, _PHONE), (Kind.DATE, _DATE),
                          (Kind.YEAR, _YEAR), (Kind.ORDINAL, _LEADING), (Kind.ORDINAL, _NAMED), (Kind.CODE, _INSIDE)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in spans):
                continue
            if kind is Kind.CODE and re.match(r"[.\d]*\s*[%万亿元]", text[end:]):
                continue
            spans.append((start, end))
            yield Token(kind, start, end, _day(match) if kind is Kind.DATE else _first(match[0]))


def _first(text: str) -> Fraction:
    digits = re.search(r"\d+", text)
    return Fraction(int(digits[0])) if digits else Fraction(0)


def _day(match: re.Match[str]) -> Fraction:
    parts = match.groupdict()
    year = parts["y1"] or parts["y2"] or 0
    month = parts["m1"] or parts["m2"] or parts["m3"] or parts["m4"]
    day = parts["d1"] or parts["d2"] or parts["d3"] or 0
    return Fraction(int(year) * 10000 + int(month) * 100 + int(day))


def _measured(text: str, match: re.Match[str], first: int) -> Token:
    """The number that ``match`` found, with its unit, or a code where it can be no measure."""
    power, unit, decimals = match["power"] or "", match["unit"] or "", match["decimals"] or ""
    end = match.end()
    while text[end - 1].isspace():
        end -= 1
    kind, scale = _kind(power, unit, match["whole"], bool(decimals), text[max(0, first - 6):first])
    number = Fraction(int(match["whole"].replace(",", "") + decimals), 10 ** len(decimals))
    value = number * scale * 10 ** POWERS[power]
    comparator = match["comparator"] or ""
    if comparator in _TOLD_AGAINST:
        comparator = ""
    limit = _AFTER.match(text, match.end())
    sign = _COMPARATORS.get(comparator, "") or ("" if not limit else "≥" if limit["side"] == "上" else "≤")
    about = match["about"] or ""
    bound = ("above" if match["more1"] or match["more2"] or about in _ABOVE
             else "about" if about else "exact")
    negative = first == match.start("sign") and match["sign"] in ("-", "△", "▲")
    return Token(kind, first, end, -value if negative else value,
                 scale * Fraction(10 ** POWERS[power], 10 ** len(decimals)), power + unit if unit == "元" else unit,
                 bound, sign)


def _kind(power: str, unit: str, digits: str, decimals: bool, before: str) -> tuple[Kind, Fraction]:
    """What a number with this unit is, and how much one of the unit is in the base of that kind."""
    kind = kind_of(unit)
    if kind is not None:
        return kind, per_unit(kind, unit)
    coded = len(digits) >= _CODE or re.match(r"0\d", digits)
    if not power and not decimals and (coded or re.search(r"(?:编码|代码|编号|账号|号码)[:为]?\s*$", before)):
        return Kind.CODE, Fraction(1)
    return Kind.PLAIN, Fraction(1)
