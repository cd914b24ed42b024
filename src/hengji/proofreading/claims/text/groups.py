"""Wholes and their parts in sentences (总分): what 其中, 包括 or a bracket lists of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Relation, of, plus

from .bindings import MOST, akin, holds, nearly
from .figures import SHARE, Figure, Passage, Role, alike
from .partitions import complete, usual

_OTHERWISE = re.compile(r"另有|另外|此外|除此|与此同时|截[至止]|累计|合计|共计|总计|剩余|其余未")
_OTHER_TIME = re.compile(r"上年(?!末|结|度结)|去年|上一年|同期|平均|[人户车辆件次村校生床亩]均"
                         r"|每个?[人户年月天日次件家吨亩生]")
#: 中央资金920万元，支出782万元: what was done of the part before it is no part itself.
_DONE_OF = re.compile(r"(?:已|实际|累计)*(?:支出|使用|支付|执行|完成|到位|结余|结转)(?:资金|金额|数)?")
#: Measure words for things of any sort, and the thing that follows.
_ANY_THING = frozenset({"个", "项", "家", "处", "类", "种"})
_THING = re.compile(r"[一-鿿]{1,6}(?=[,;:。、()]|$)")
_BALANCED = re.compile(r"\([^()]*\)")
#: So many figures before a list are tried as its whole.
_WHOLES = 6
#: So many paragraphs before a list may tell its whole.
_BACK = 4
_AMONG = re.compile(r"(?P<name>[^,;:。]{2,30})(?:中[,:]|包括|包含)")


@dataclass(frozen=True, slots=True)
class Group:
    """A figure and those that are listed as its parts.

    ``exhaustive`` says that the parts as printed add up to the whole; ``strict`` that
    the words (其中) call them parts of it without doubt, ``among`` that its name does (基本支出中，…).
    """

    whole: Figure
    parts: tuple[Figure, ...]
    exhaustive: bool
    strict: bool
    among: bool = False

    @property
    def numbers(self) -> list[Number]:
        """The numbers of the parts."""
        return [part.number for part in self.parts]


def total(whole: Number, parts: Sequence[Number]) -> Relation:
    """The relation that ``parts`` add up to ``whole``."""
    return Relation("sum", whole, plus(*map(of, parts)), "各部分之和＝总数", family="parts")


def told_before(told: Sequence[Passage], index: int) -> tuple[Figure, ...]:
    """The figures told before passage ``index``: in the one right before it, and in those of its section."""
    near = (p for p in told[max(0, index - _BACK):index]
            if p is told[index - 1] or p.sections == told[index].sections)
    return tuple(figure for passage in near for figure in passage.figures)[-MOST:]


def groups(passage: Passage, before: tuple[Figure, ...] = ()) -> Iterator[Group]:
    """Every whole of ``passage`` with its parts, lists inside lists also; ``before`` was told before it."""
    for figures in passage.sentences:
        for i, figure in enumerate(figures):
            if figure.opens and (found := _group(figures, i, before)) is not None:
                yield found
        before = (*before, *figures)[-MOST:]


def _group(figures: Sequence[Figure], at: int, before: Sequence[Figure]) -> Group | None:
    """The list that begins at figure ``at``; its whole is the figure nearest before, here or in the last sentence."""
    listed = _listed(figures, at)
    if not listed:
        return None
    among = _AMONG.search(figures[at].gap)
    here = figures[max(0, at - MOST):at]
    told = [*before, *here] if among or not at else here
    candidates = [f for f in reversed(told) if f.role in (Role.VALUE, Role.BASE) and not f.reason]
    named = [f for f in candidates if akin(f.label, among["name"])] if among else []
    if named or (among and "中" in among[0][-2:]):
        candidates = named
    elif not at and candidates:
        block = figures[0].sentence.mark.block
        candidates = [f for f in candidates if f.sentence is candidates[0].sentence and f.sentence.mark.block == block]
    wholes = [f for f in candidates if alike(f.number, listed[0].number)][:_WHOLES]
    strict = bool(re.search(r"其中|包含", figures[at].raw))
    for whole in wholes:
        for parts in _levels([f for f in listed if alike(f.number, whole.number)], figures[at:at + MOST]):
            if len(parts) > 1 and holds(total(whole.number, [p.number for p in parts])):
                return Group(whole, tuple(parts), True, strict)
    if not wholes:
        return None
    outer = next(iter(_levels(listed, figures[at:at + MOST])))
    near = next((w for w in wholes if nearly(total(w.number, [p.number for p in outer]))), None)
    if near is not None and len(outer) > 2:
        return Group(near, tuple(outer), False, strict, bool(named))
    parts = _first_run(outer)
    numbers = [p.number for p in parts]
    whole = next((w for w in wholes if nearly(total(w.number, numbers))), None) or next(
        (w for w in wholes if w.number.value >= sum(n.value for n in numbers)), wholes[0])
    if complete(labels := [p.label for p in parts], whole.label) or usual(labels):
        whole = min(wholes, key=lambda w: abs(w.number.value - sum(n.value for n in numbers)))
        return Group(whole, tuple(parts), False, strict, bool(named))
    return Group(whole, tuple(f for f in parts if _may_be_part(f, whole)), False, strict, bool(named))


def _listed(figures: Sequence[Figure], at: int) -> list[Figure]:
    """The values from ``at`` on that belong to the list: until its bracket closes or something else begins."""
    found: list[Figure] = []
    bracketed = bool(re.search(r"\([^)]*$", figures[at].raw))
    for i, figure in enumerate(figures[at:at + MOST]):
        if i and (_OTHERWISE.search(figure.gap) or (bracketed and ")" in _BALANCED.sub("", figure.raw))):
            break
        if figure.role is Role.VALUE and not figure.reason and not _OTHER_TIME.search(figure.lead) \
                and (figure.label or figure.tail.startswith("用于")) \
                and not (found and figure.step == 1 and _DONE_OF.fullmatch(figure.label)) \
                and (not found or (alike(figure.number, found[0].number) and _noun(figure) == _noun(found[0]))) \
                and not _of_one(found, figures[at + i + 1:at + i + 2]):
            found.append(figure)
    return found


def _noun(figure: Figure) -> str:
    """What is counted, where the unit counts things of many sorts: 3个乡镇 and 24个村 are no parts of one whole."""
    found = _THING.match(figure.tail) if figure.number.unit in _ANY_THING else None
    return found[0][-1] if found else ""


def _of_one(listed: Sequence[Figure], after: Sequence[Figure]) -> bool:
    """教师90人，高级职称36人，占教师的40%: what follows tells that a figure is part of one already listed."""
    match = SHARE.search(after[0].lead) if after and after[0].role is Role.SHARE else None
    return match is not None and len(match["whole"]) > 1 and any(akin(f.label, match["whole"]) for f in listed)


def _levels(listed: list[Figure], figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Readings of a list that may hold lists: inner ones end at a semicolon, or run to the end; then its beginnings."""
    inner = False
    outer: list[Figure] = []
    for figure in figures:
        if figure.step == 2 or ")" in _BALANCED.sub("", figure.raw):
            inner = False
        if figure is not figures[0] and figure.opens:
            inner = True
        if not inner and figure in listed:
            outer.append(figure)
    yield outer
    nested = next((f for f in figures[1:] if f.opens), None)
    if nested is not None:
        yield [f for f in listed if f.number.mark.start < nested.number.mark.start]
        yield listed
    for length in range(len(outer) - 1, 1, -1):
        yield outer[:length]
    if nested is None:
        yield from _without_sums(listed)


def _without_sums(listed: list[Figure]) -> Iterator[list[Figure]]:
    """The list without a figure that only repeats what those after it add up to."""
    for i, figure in enumerate(listed):
        added = Fraction(0)
        for j in range(i + 1, len(listed)):
            added += listed[j].number.value
            if added and added == figure.number.value:
                yield [*listed[:i], *listed[i + 1:]]
                break


def _first_run(listed: list[Figure]) -> list[Figure]:
    """The list up to its first semicolon, where commas divide what stands before that."""
    end = next((i for i, figure in enumerate(listed) if i > 1 and figure.step == 2), len(listed))
    return listed[:end] if all(figure.step < 2 for figure in listed[1:end]) else listed


def _may_be_part(part: Figure, whole: Figure) -> bool:
    """Whether the labels do not tell that one is of another sort: no spending is part of an income."""
    opposed = (("收入", "支出"), ("支出", "收入"), ("预算", "决算"), ("决算", "预算"), ("预算", "执行"),
               ("执行", "预算"))
    return not any(one in part.label and other in whole.label and one not in whole.label and other not in part.label
                   for one, other in opposed)
