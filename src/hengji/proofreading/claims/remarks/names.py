"""Names written in two ways (名称不一致): terms, indicators of one code, entities, documents, projects."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength

from .frameworks import CODED, coded_names, complete
from .identity import entity_in, identity_of
from .likeness import changed_at, drawn_from, neighbourhood, slip
from .listing import split
from .pieces import Pieces

_QUOTED = re.compile(r"“([一-鿿]{4,16})”|《([^《》]{6,60})》")
#: The end of a name of something that money is spent on.
_PROJECT = re.compile(r"[一-鿿]{3,24}(?:经费|费用|费|资金|补助|补贴|奖补|项目|工程|系统|平台)$")

Places = dict[str, list[Mark]]


def terms(pieces: Pieces) -> Iterator[Remark]:
    """Quoted terms and titles of documents that are a slip away from another that is told more often."""
    quoted, titles = defaultdict[str, list[Mark]](list), defaultdict[str, list[Mark]](list)
    for piece in pieces.all:
        for found in _QUOTED.finditer(piece.text):
            group = 1 if found[1] else 2
            places = quoted if found[1] else titles
            places[re.sub(r"\s", "", found[group])].append(piece.part(*found.span(group)))
    yield from _slips(quoted, "“{}”", 2, ("同音字", "字序颠倒"))
    yield from _slips(titles, "《{}》", 1, ("同音字", "字序颠倒"))


def projects(pieces: Pieces) -> Iterator[Remark]:
    """Names of projects and expenses that differ in one character between two paragraphs."""
    places = defaultdict[str, list[Mark]](list)
    for piece in pieces.paragraphs:
        start = 0
        for part in split(piece.text, "、,;。:"):
            text = re.split(r"\d|包含|包括|用于|申请预算|实际|等(?!级)", part)[0].strip()
            if _PROJECT.fullmatch(text) and len(text) >= 8:
                at = piece.text.index(text, start)
                places[text].append(piece.part(at, at + len(text)))
            start += len(part) + 1
        for found in re.finditer(r"(?<=[、,;。:如])([一-鿿]{5,22}(?:费|项目|工程|系统))(?=申请|预算|实际|金额|\d)",
                                 piece.text):
            places[found[1]].append(piece.part(*found.span(1)))
    yield from _slips(places, "{}", 1, ("同音字", "字序颠倒", "一字之差"), apart_only=True)


def _slips(places: Places, form: str, often: int, kinds: tuple[str, ...], apart_only: bool = False) -> Iterator[Remark]:
    """Each rare name that is a slip away from one at least as frequent. ``apart_only``: never two of one passage."""
    names = sorted(places, key=lambda name: (-len(places[name]), places[name][0].block))
    earlier: dict[str, list[str]] = defaultdict(list)
    for rare in names:
        near = [common for key in neighbourhood(rare) for common in earlier[key]]
        for key in neighbourhood(rare):
            earlier[key].append(rare)
        for common in near:
            how = slip(common, rare)
            if how not in kinds or len(places[common]) < often or len(places[rare]) > 2:
                continue
            if how == "一字之差" and _of_two_places(common, rare):
                continue
            if apart_only and {mark.block for mark in places[rare]} & {mark.block for mark in places[common]}:
                continue
            yield Remark("label", Strength.LIKELY, (*places[rare], places[common][0]),
                         f"这里写{form.format(rare)}，别处写{form.format(common)}（{len(places[common])}处），只有{how}之别。"
                         .replace("一字之差之别", "一字之差"), form.format(rare), form.format(common),
                         "输入法选错字" if how == "同音字" else "误键",
                         f"全文统一；以{form.format(common)}为准的，改这里。")
            break


#: What follows the name of a place: 红旗镇 and 红星镇 are two places.
_PLACE = re.compile(r"[一-鿿]?[村镇乡路街桥河湖区县市校院段社组]")


def _of_two_places(one: str, other: str) -> bool:
    """Whether two names differ where they say whose, not what."""
    at = changed_at(one, other)
    return at < _WHOSE or bool(_PLACE.match(one, at + 1))


#: So many characters at the front of a name tell whose it is.
_WHOSE = 2


def indicators(pieces: Pieces) -> Iterator[Remark]:
    """One code, two names: the indicator in one table, and in another or in the text."""
    named = coded_names(pieces)
    if not complete(set(named)):
        return
    for piece in pieces.paragraphs:
        found = CODED.match(piece.text)
        if found and found["code"] in named and (scored := re.match(r"([^()。,]{3,40})\([\d.]+分\)", found["name"])):
            mark = piece.part(found.start("name"), found.start("name") + scored.end(1))
            named[found["code"]].setdefault(re.sub(r"\s", "", scored[1]), []).append(mark)
    for code, told in named.items():
        names = sorted(told, key=lambda name: -len(told[name]))
        for other in names[1:]:
            strength = Strength.WEAK if drawn_from(other, names[0]) or drawn_from(names[0], other) else Strength.LIKELY
            yield Remark("label", strength, (*told[other], told[names[0]][0]),
                         f"指标{code}有两个名称：“{names[0]}”（{len(told[names[0]])}处）与“{other}”（{len(told[other])}处）。",
                         f"{code}{other}", f"{code}{names[0]}", "改了指标名称，没有改全",
                         f"全文统一为“{code}{names[0]}”。")


def entities(pieces: Pieces) -> Iterator[Remark]:
    """Titles of tables that name another entity than the document, and its name with a character changed."""
    own = identity_of(pieces.all).entity
    if len(own) < 5:
        return
    for piece in pieces.paragraphs:
        title = re.sub(r"^\s*[#*]*\s*(?:表|附表|附件)\s*[\d-]*\s*[::]?", "", piece.text)
        if not 6 < len(title.strip()) <= 50 or not re.search(r"(?:表|报告)[*\s]*$", title):
            continue
        other = entity_in(title)
        if other and other != own and _same_kin(other, own) and not drawn_from(own, other):
            if drawn_from(other, own) and not _another_level(other, own):
                continue  # a short form
            if not drawn_from(other, own) and not _OF_THE_WHOLE.search(title):
                continue  # a table of one of its units
            name = re.search(r"\s*".join(map(re.escape, other)), piece.text)
            yield Remark("label", Strength.LIKELY, (piece.part(*(name.span() if name else (0, len(piece.text)))),),
                         f"文件是“{own}”的，这个标题写的是“{other}”。", other, own, "套用其他单位的表，名称没有改",
                         f"改为“{own}”。")
    yield from _of_another_place(pieces, own)
    yield from _misspelt(pieces, own)


_PLACE_NAME = re.compile(r"[一-鿿]{1,6}?[省市县区州盟旗镇乡]")


def _of_another_place(pieces: Pieces, own: str) -> Iterator[Remark]:
    """Titles that name the same body of another place: a form taken over from a neighbour (套用外地的表)."""
    home = _PLACE_NAME.match(own)
    body = own[home.end():] if home else ""
    if len(body) < 3:
        return
    form = re.compile(r"(?<![一-鿿])([一-鿿]{1,6}?[省市县区州盟旗镇乡])" + re.escape(body))
    for piece in pieces.all:
        text = piece.text.strip()
        found = form.match(text) if 6 < len(text) <= 50 and re.search(r"(?:表|报告|情况|说明)[*\s]*$", text) else None
        if found and home and not set(found[1][:-1]) & set("省市") and found[1] not in own and home[0] not in found[1]:
            start = piece.text.index(found[1])
            yield Remark("label", Strength.LIKELY, (piece.part(start, start + len(found[0])),),
                         f"文件是“{own}”的，这个标题写的是“{found[0]}”。", found[0], own,
                         "套用其他单位的表，名称没有改", f"改为“{own}”。")


#: What only a table about the document's own entity is called.
_OF_THE_WHOLE = re.compile(r"整体|计分表|得分表|指标体系")
#: Whose form it is rather than whom it is about.
_ISSUER = re.compile(r"财政局|财政厅|人民政府$")


def _same_kin(other: str, own: str) -> bool:
    """Whether two names begin with the same place and share three of five characters."""
    return (other[:2] == own[:2] and len(set(other) & set(own)) * 5 >= len(set(other)) * 3
            and not _ISSUER.search(other))


_LEVEL = re.compile(r"(?<=[省市州])[一-鿿]{1,4}?[区县旗]")


def _another_level(other: str, own: str) -> bool:
    """Whether the other is the same bureau one level up: 某市某局 for 某市某区某局."""
    return any(own[:found.start()] + own[found.end():] == other for found in _LEVEL.finditer(own))


def _misspelt(pieces: Pieces, own: str) -> Iterator[Remark]:
    """The entity's own name with one character changed, wherever it stands."""
    told: Places = defaultdict(list)
    forms = [re.compile(re.escape(own[:at]) + f"(?!{re.escape(own[at])})[一-鿿]" + re.escape(own[at + 1:]))
             for at in range(2, len(own) - 1)]
    for piece in pieces.all:
        if own[:2] in piece.text:
            for form in forms:
                for found in form.finditer(piece.text):
                    told[found[0]].append(piece.part(*found.span()))
    for other, marks in told.items():
        if _mistyped(own, other):
            where = f"，共{len(marks)}处" if len(marks) > 1 else ""
            yield Remark("label", Strength.LIKELY, tuple(marks), f"单位名称写成“{other}”，与“{own}”有一字之差{where}。",
                         other, own, "误键", f"改为“{own}”。")


_AND = frozenset("和与及暨")
#: So many characters at the end of a name tell what kind of body it is: 财政局, 民政局.
_KIND = 5


def _mistyped(own: str, other: str) -> bool:
    """Whether ``other`` is ``own`` mistyped, and no other body of the same place."""
    at = changed_at(own, other)
    return (slip(own, other) in ("同音字", "字序颠倒") or {own[at], other[at]} <= _AND
            or (slip(own, other) == "一字之差" and len(own) >= 2 * _KIND and 3 < at < len(own) - _KIND))


_NUMBERED = re.compile(r"《([^《》]{4,60})》(?:的通知)?\s*\(([一-鿿]{2,10})\s*[〔\[【(]\s*(\d{4})\s*[〕\]】)]"
                       r"\s*第?\s*(\d+)\s*号\)")


def documents(pieces: Pieces) -> Iterator[Remark]:
    """One document cited with two numbers (同一文件，文号不同)."""
    cited: dict[str, dict[str, list[Mark]]] = defaultdict(dict)
    for piece in pieces.all:
        for found in _NUMBERED.finditer(piece.text):
            number = f"{found[2]}〔{found[3]}〕{found[4]}号"
            title = re.sub(r"\s", "", found[1])
            cited[title].setdefault(number, []).append(piece.part(found.start(2), found.end() - 1))
    for title, numbers in cited.items():
        if len(numbers) > 1:
            often = sorted(numbers, key=lambda number: -len(numbers[number]))
            yield Remark("label", Strength.LIKELY,
                         tuple(mark for number in reversed(often) for mark in numbers[number]),
                         f"《{title}》的文号有{len(often)}种写法：{'、'.join(often)}。", often[-1], often[0], "误键",
                         "查原文件后统一文号。")


