"""What document this is (文件身份): its title, the year that it reports on, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .pieces import Piece, Pieces

_KIND = re.compile(r"报告|自评|评价|反馈|预算|决算|目标申报|绩效目标表|情况说明")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*(?:度|区级|市级|县级|省级|部门|单位|整体|项目|预算|决算|绩效|$)?")
_BODY = "(?:委员会|办公室|办事处|人民政府|[局厅院委处队站所校馆会]|中心)"
#: An entity's name: a place, then what ends in the name of a kind of body.
_ENTITY = re.compile(rf"[一-鿿]{{1,6}}?[省市县区州盟旗镇乡][一-鿿]{{1,24}}{_BODY}")
#: What follows an entity's name in a title.
_AFTER_NAME = re.compile("部门|单位|整体|项目|财政(?!局|厅|部)|绩效|支出|收入|收支|预算|决算|年度|本级|[省市县区]级"
                         "|关于|得分|指标|执行")
#: What a budget or final account is called, in which a plan has no outturn by right.
_BUDGET = re.compile(r"预算(?!执行|绩效|管理|支出绩效)")


_WHOSE = re.compile(r"(?:部门|单位)(?:\(单位\))?名称:?|(?:预算)?(?:主管|编制)部门:"
                    r"|项目单位:|(?:被?评价)(?:部门|单位):?$")


#: Where a department says whose figures it takes in, and where the next chapter begins.
_LISTING = re.compile(r"(?:部门|单位|机构|预算|决算)(?:构成|设置)|(?:所属|下属|直属|二级)(?:预算|决算|事业)?单位"
                      r"|纳入.{0,30}范围")
_CHAPTER = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)")
#: A name without the places before it.
_PLACES = re.compile(r"^(?:[一-鿿]{1,6}?[省市县区州盟旗])+(?=[一-鿿]{4})")
_SPACES = re.compile(r"\s+")
_LEAST_NAME = 4
#: So many of the first pieces may tell whose the document is.
_EARLY = 120


@dataclass(frozen=True, slots=True)
class Identity:
    """The title as printed, its year (0 where it tells none), the entity, and whether it is a published budget."""

    title: str
    year: int
    entity: str
    is_budget: bool


def identity_of(pieces: Iterable[Piece]) -> Identity:
    """Who and when, from the first lines of the document and its labelled cells."""
    pieces = [*pieces]
    title = _title(pieces)
    year = _YEAR.search(title) or _labelled(pieces, re.compile(r"评价年度|预算年度|年度"), _YEAR)
    name = _labelled(pieces, _WHOSE, re.compile(r"[^:]+"))
    entity = entity_in(title) or (entity_in(name[0]) if name else "")
    return Identity(title, int(year[1]) if year else 0, entity,
                    bool(_BUDGET.search(title)) and "决算" not in title and "绩效" not in title)


def entity_in(text: str) -> str:
    """The entity that a title names, without year and white space; empty where it names none."""
    name = re.sub(r"(?:19|20)\d\d年?度?", "", re.sub(r"[\s#*]", "", text))
    end = _AFTER_NAME.search(name)
    found = _ENTITY.search(name[:end.start()] if end else name)
    return found[0] if found else ""


def lists_as_unit(pieces: Pieces, entity: str) -> bool:
    """Whether a department's document names ``entity`` among the units that its own figures take in."""
    short = _PLACES.sub("", entity)
    listing = False
    for piece in pieces.all:
        if _LISTING.search(piece.text):
            listing = True
        elif not piece.in_table and _CHAPTER.match(piece.text):
            listing = False
        if listing and len(short) >= _LEAST_NAME and short in _SPACES.sub("", piece.text):
            return True
    return False


def _title(pieces: list[Piece]) -> str:
    """The first lines up to the one that says what the document is."""
    lines: list[str] = []
    for piece in pieces[:8]:
        if piece.in_table:
            break
        lines.append(piece.text.strip())
        if _KIND.search(piece.text) and not piece.text.rstrip().endswith(("。", ";")):
            return " ".join(lines)
    return lines[0] if lines and len(lines[0]) < 60 else ""


def _labelled(pieces: list[Piece], label: re.Pattern[str], wanted: re.Pattern[str]) -> re.Match[str] | None:
    """What stands after a label, in its own line or in the next cell."""
    for piece, following in pairwise(pieces[:_EARLY]):
        text = re.sub(r"[\s]", "", piece.text)
        if found := label.match(text):
            own = wanted.search(text, found.end())
            if own or (piece.in_table and (own := wanted.search(re.sub(r"\s", "", following.text)))):
                return own
    return None
