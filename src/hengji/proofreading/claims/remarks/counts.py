"""Things counted and then listed (个数与列举): 内设机构4个，包括…; 存在三个问题：一是…; A、B2个三级指标."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength

from .listing import Listing, listed
from .numbering import Item, items
from .numerals import CHINESE, WHOLE, whole, with_number
from .pieces import Piece, Pieces

_UNITS = "个方面|大方面|方面|个|家|项|条|大类|类|种|点|部分|阶段|环节|层面|所"
_COUNT = rf"(?<![\d.第])(?P<n>{WHOLE})\s*(?P<unit>{_UNITS})"
#: 4个，包括： 5家，分别为 9个，主要为 — how firmly the list that follows is meant to be all.
_FORWARD = re.compile(
    _COUNT + r"(?P<noun>[一-鿿\"“”]{0,14}?)[,]?\s*"
    r"(?P<lead>(?:具体|主要|分别|它们)?(?:包括|包含|为|是|有)(?=:)|(?:具体|分别)(?:包括|包含|为|是|有)|(?<=,)即(?![可将])|即(?=:)|包括|主要(?:为|有|是|包括)|(?=:))"
    r"\s*:?\s*(?P<list>[^。]+)"
)
_WHOLE_LIST = re.compile(r"具体|分别|即|^$")
#: A、B和C3个三级指标, A、B等11项 — what may open such a list, and what must follow its count.
_BACKWARD = re.compile(
    r"(?P<lead>包括|包含|分为|从|内?设有?(?=[一-鿿])|由|缺少|进驻|(?=《))(?P<list>[^。;:]{4,300}?)(?P<open>等)?\s*"
    r"(?P<noun>(?:内设)?(?:股室|科室|机构|处室|部门)?)" + _COUNT.replace(r"(?<![\d.第])", r"(?:共|这|共计)?\s*")
    + r"\s*(?P<after>[一二三四]级指标|方面|阶段|部分|环节|大类|类|层面|维度|等级|档次"
    r"|(?:内设)?(?:科室|股室|机构|处室|部门|单位)|(?:工作|领导|专项)?小?组(?!成|织)|(?:制度|办法|文件|工作制度)|区直|(?=[,。;]|$))"
)
#: 包括甲、乙、丙3项: what stands before a bare count that is meant to be of the list, told wrong by little.
_LISTS_KINDS = re.compile(r"包括|包含|分为")
_ONE_OFF = 1
#: Off by more than a third, and by more than so many, a count is of other things than those listed.
_FAR_OFF, _THIRD = 2, 3
#: A list of so many that 等 ends is seldom short of one only.
_LONG = 5
_TITLES = re.compile(r"(?:《[^》]+》[、,;和及以]*)+")
#: What opens the list anew within what was taken for it.
_OPENS_AGAIN = re.compile(r"^.*(?:主要从|包括|包含|分为|缺少|进驻|[下内]设|设有|设立)")
#: A part of a list that counts others itself, or that stands for many, or that is no part of it.
_NO_PART = re.compile(rf"{WHOLE}\s*(?:个|家|项|名|人|条|所)|所属|下属|其他|各(?!类)|相关|其中|未涵盖"
                      r"|等(?:单位|部门|内容)$")


@dataclass(frozen=True, slots=True)
class _Told:
    """A count with the list that should have as many parts."""

    number: int
    mark: Mark
    printed: str
    listing: Listing
    whole_list: bool


def inline(pieces: Pieces) -> Iterator[Remark]:
    """Counts against the list in their own sentence."""
    for piece in pieces.all:
        for told in [*_forward(piece), *_backward(piece)]:
            yield from _judged(pieces, told)


def _forward(piece: Piece) -> Iterator[_Told]:
    for found in _FORWARD.finditer(piece.text):
        text = found["list"]
        if re.search(rf"[一1]是|[①(]?1[.、)]|\(一\)|^一、|①|{WHOLE}\s*(?:个|家|名|项)", text):
            continue  # numbered points are counted by their numbers; lists of counts are added up
        mark = piece.part(found.start("n"), found.end("unit"))
        yield _Told(whole(found["n"]), mark, found["n"] + found["unit"], listed(_until_new_clause(text)),
                    bool(_WHOLE_LIST.search(found["lead"])) or "包括:" in found[0] or found["lead"] == "包括")


def _until_new_clause(text: str) -> str:
    """The list alone: what follows a comma after 、-parts is the next clause."""
    if ";" not in text and "、" in text and "," in text:
        head, _, tail = text.rpartition(",")
        while "、" not in tail and "," in head:
            text = head
            head, _, tail = head.rpartition(",")
        if "、" not in tail and "、" in head:
            text = head
    return text


def _backward(piece: Piece) -> Iterator[_Told]:
    for found in _BACKWARD.finditer(piece.text):
        text = _OPENS_AGAIN.sub("", found["list"])
        bare = not found["noun"] and not found["after"] and found["unit"] in ("个", "家", "项", "种", "条", "所", "点")
        if not _TITLES.fullmatch(text) and (not found["lead"] or (bare and not _LISTS_KINDS.search(found["lead"]))):
            continue  # 设有咨询、受理、出证窗口12个 counts windows, not kinds of them
        bare = bare and not _TITLES.fullmatch(text)
        mark = piece.part(found.start("n"), found.end("unit"))
        listing = listed(text + ("等" if found["open"] else ""))
        if bare and min(abs(whole(found["n"]) - count) for count in listing.counts) > _ONE_OFF:
            continue
        if max(listing.counts) > 1 or found["after"].endswith("级指标"):
            yield _Told(whole(found["n"]), mark, found["n"] + found["unit"], listing, whole_list=True)


def _judged(pieces: Pieces, told: _Told) -> Iterator[Remark]:
    listing, counts = told.listing, told.listing.counts
    if not re.search(r"[一-鿿]", "".join(listing.parts)) or any(_NO_PART.search(part) for part in listing.parts):
        return
    if max(counts) < 2 <= told.number:
        return  # one name after a count of several: their common name, no list
    numbers = pieces.numbers(told.mark)
    fewer = max(counts) < told.number
    nearest = max(counts) if fewer else min(counts)
    off = abs(told.number - nearest)
    if told.number in counts or (listing.open_end and told.number > min(counts) and not (fewer and off == _ONE_OFF)):
        yield Remark("count", Strength.LIKELY, numbers=numbers)
        return
    if off > _FAR_OFF and off * _THIRD > max(told.number, nearest):
        return
    doubtful = nearest < _LONG if listing.open_end else fewer and not told.whole_list
    strength = Strength.WEAK if doubtful else Strength.LIKELY
    parts = "；".join(f"{at}.{_short(part)}" for at, part in enumerate(listing.parts, 1))
    yield Remark("count", strength, (told.mark,), f"写的是{told.printed}，列出的是{nearest}个：{parts}。",
                 printed=told.printed, expected=with_number(told.printed, nearest),
                 likely="增删了列举的内容，个数没有改" if not fewer else "个数有误，或漏列",
                 correction=f"改为“{with_number(told.printed, nearest)}”；漏列的，补齐列举。", numbers=numbers)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


_ANNOUNCED = re.compile(_COUNT + r"(?P<noun>[一-鿿]{0,10}?)(?:[,:]|如下"
                        r"|(?<=问题|方面|原则|措施|建议|做法|特点|原因|不足|风险)。)")
_TO_BELOW = re.compile(r"\s*(?:具体|主要|分别)?(?:包括|包含|为|是|有|如下|情况如下)?(?:\([^)]*\))?\s*:?\s*")
_BRACKETED = re.compile(r"\s*(?:\((\d{1,2})\)|([①-⑳]))(?=[^\d\s、])")
_POINT = re.compile(rf"(?<![第之唯单同统])(?P<n>{CHINESE})是|(?<![一-鿿])第(?P<m>{CHINESE})[,是]")


def points(pieces: Pieces) -> Iterator[Remark]:
    """Counts against the numbered points that follow: 三个问题：一是…二是…三是, or （一）（二）（三） below."""
    ordered = [*pieces.paragraphs]
    numbered = {item.index: item for item in items(ordered)}
    for index, piece in enumerate(ordered):
        for found in _ANNOUNCED.finditer(piece.text):
            number = whole(found["n"])
            rest = piece.text[found.end():]
            mark = piece.part(found.start("n"), found.end("unit"))
            if re.match(r"\s*(?:[,:])?\s*(?:主要)?(?:包括|为|是|表现[为在])?[:,]?\s*一是", rest):
                last = _run(rest, _POINT)
            elif piece.text[found.end() - 1] == ":" and _BRACKETED.match(rest):
                last = _run(rest, _BRACKETED)
            elif _TO_BELOW.fullmatch(rest) and piece.text.rstrip().endswith(":"):
                last = _below(ordered, numbered, index)
                number = _sum_before(piece.text, found) or number
            else:
                continue
            if not last:
                continue
            if last == number:
                yield Remark("count", Strength.LIKELY, numbers=pieces.numbers(mark))
            else:
                printed = found["n"] + found["unit"]
                alone = number == whole(found["n"])
                wanted = with_number(printed, last) if alone else f"合计{last}{found['unit']}"
                yield Remark("count", Strength.LIKELY, (mark,), f"写的是{printed}，后面编到了{last}。", printed, wanted,
                             "增删了条目，个数没有改", f"改为“{wanted}{found['noun'] if alone else ''}”，或补齐条目。",
                             pieces.numbers(mark))


_ABOVE = re.compile(rf"(?:上述|以上|前述|针对存在的|针对发现的)(?P<n>{WHOLE})\s*(?P<unit>个方面|方面|个|项|条|点)的?"
                    r"(?P<noun>问题|建议|不足)")


def referred(pieces: Pieces) -> Iterator[Remark]:
    """Counts of what stands above (上述3个问题) against the numbered section that is named so."""
    ordered = [*pieces.paragraphs]
    numbered = {item.index: item for item in items(ordered)}
    for index, piece in enumerate(ordered):
        for found in _ABOVE.finditer(piece.text):
            heads = (at for at in range(index - 1, -1, -1)
                     if len(ordered[at].text) <= _LONGEST_HEAD and found["noun"] in ordered[at].text)
            last = next((_listed_under(ordered, numbered, head, index) for head in heads), 0)
            mark = piece.part(found.start("n"), found.end())
            if last == whole(found["n"]):
                yield Remark("count", Strength.LIKELY, numbers=pieces.numbers(mark))
            elif last:
                yield Remark("count", Strength.LIKELY, (mark,),
                             f"写的是“{found[0]}”，前面列的是{last}个。", found["n"] + found["unit"],
                             with_number(found["n"] + found["unit"], last), "增删了条目，个数没有改",
                             f"改为“{with_number(found[0], last)}”，或补齐条目。", pieces.numbers(mark))


def _listed_under(ordered: list[Piece], numbered: dict[int, Item], head: int, end: int) -> int:
    """How many points stand under a heading, numbered below it or counted 一是…二是 in one paragraph."""
    last = _below(ordered, numbered, head)
    if not last:
        return _run(ordered[head + 1].text, _POINT) if head + 1 < end else 0
    style = numbered[head + 1].style
    outer = numbered[head].style if head in numbered else ""
    under = takewhile(lambda item: item.style != outer, (numbered[at] for at in range(head + 1, end) if at in numbered))
    return last if sum(item.style == style for item in under) == last else 0


#: Headings are short.
_LONGEST_HEAD = 30


def _run(text: str, form: re.Pattern[str]) -> int:
    """To how many the points in ``text`` are counted: 一是 … 三是; 0 where the numbers do not run on."""
    last = 0
    for found in form.finditer(text):
        number = whole(next(filter(None, found.groups())))
        if number == last + 1:
            last = number
        elif number == 1:
            break
    return last if last > 1 else 0


def _below(ordered: list[Piece], numbered: dict[int, Item], index: int) -> int:
    """To how many the paragraphs right below are numbered, if they begin with 1."""
    first = numbered.get(index + 1)
    if first is None or first.number != 1:
        return 0
    last = 1
    for at in range(index + 2, len(ordered)):
        item = numbered.get(at)
        if item is not None and item.style == first.style:
            if item.number != last + 1:
                break
            last = item.number
        elif item is not None and item.style in ("part", "chapter", "chinese") and first.style != "chinese":
            break
    return last


def _sum_before(text: str, last: re.Match[str]) -> int:
    """All counts of one unit in the sentence that announces the list, added up: 行政单位1家，事业单位4家，包括："""
    begin = text.rfind("。", 0, last.start()) + 1
    counts = [whole(found["n"]) for found in re.finditer(_COUNT,
                                                         text[begin:last.end()]) if found["unit"] == last["unit"]]
    return sum(counts) if len(counts) > 1 else 0
