"""Numbered paragraphs whose figures are parts (分项): 其中：（一）…, （二）…; 支出内容如下：1.…, 2.…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hengji.proofreading.number import Kind

from .bindings import holds, nearly
from .figures import Figure, Passage, Role, alike
from .groups import Group, total
from .partitions import complete

_ITEM = re.compile(r"^\s*[(（]?(?P<index>[一二三四五六七八九十]+|\d{1,3})[)）.、]")
_DIGITS = "一二三四五六七八九"
#: A figure of an item answers to that of the whole that is named alike.
_COLUMN = re.compile(r"年初预算|调整预算|支出决算|决算|预算安排|执行数")
_OPENING = re.compile(r"(?:其中|如下|包括|分别为?)[:：]?$")
#: So many lines may follow.
_LINES = 12
#: So many paragraphs without a number may stand inside an item.
_INSIDE = 3


def outlines(passages: Sequence[Passage]) -> Iterator[Group]:
    """Every run of numbered paragraphs with the figure before it that theirs add up to; also one without numbers."""
    for at, passage in enumerate(passages):
        yield from _lines(passage, passages[at + 1:at + 1 + _LINES])
    at = 0
    while at < len(passages):
        run, end = _run(passages, at)
        if len(run) > 1:
            yield from _groups(passages[max(0, at - 3):at], run)
        at = end


def _lines(opening: Passage, after: Sequence[Passage]) -> Iterator[Group]:
    """基本支出120万元，其中： and then a line for each part."""
    whole = opening.figures[-1]
    if not _OPENING.search(whole.tail) or whole.role is not Role.VALUE:
        return
    parts: list[Figure] = []
    for passage in after:
        first = passage.figures[0]
        if _index(passage) is not None or first.role is not Role.VALUE or not alike(first.number, whole.number) \
                or first.step or first.opens:
            break
        parts.append(first)
    lists = [parts[:count] for count in range(2, len(parts) + 1)]
    added = [total(whole.number, [f.number for f in some]) for some in lists]
    exact = next((some for some, relation in zip(lists, added, strict=True) if holds(relation)), None)
    meant = exact or next((some for some, relation in zip(lists, added, strict=True)
                           if nearly(relation) or complete([f.label for f in some], whole.label)), None)
    if meant is not None:
        yield Group(whole, tuple(meant), exact is not None, strict=True)


def _run(passages: Sequence[Passage], at: int) -> tuple[list[Passage], int]:
    """The numbered paragraphs 1, 2, 3, … from ``at`` on, and where they end; what has no figure is left out."""
    if _index(passages[at]) != 1:
        return [], at + 1
    run, end, gap = [passages[at]], at + 1, 0
    style = _style(passages[at])
    while end + gap < len(passages) and gap <= _INSIDE:
        passage = passages[end + gap]
        index = _index(passage)
        if index and _style(passage) == style:
            if index <= (_index(run[-1]) or 0):
                break
            run.append(passage)
            end, gap = end + gap + 1, 0
        else:
            gap += 1
    return run, end


def _index(passage: Passage) -> int | None:
    match = _ITEM.match(passage.text)
    if match is None:
        return None
    text = match["index"]
    if text.isdigit():
        return int(text)
    tens, ten, units = text.rpartition("十")
    return (10 * (_DIGITS.find(tens) + 1 or 1) if ten else 0) + _DIGITS.find(units) + 1


def _style(passage: Passage) -> tuple[bool, bool]:
    match = _ITEM.match(passage.text)
    assert match is not None
    return match["index"].isdigit(), match[0].strip()[0] in "(（"


def _groups(before: Sequence[Passage], run: Sequence[Passage]) -> Iterator[Group]:
    wholes = [f for passage in reversed(before) for f in reversed(passage.figures)
              if f.role is Role.VALUE and f.number.kind is Kind.AMOUNT and not f.reason and f.number.value]
    found: dict[str, Group] = {}
    for whole in wholes:
        column = _COLUMN.search(whole.label)
        name = column[0] if column else ""
        named = _parts(run, name)
        parts = named or _parts(run, "")
        if len(parts) < 2 or len(parts) < len(run) - 1:
            continue
        numbers = [f.number for f in parts]
        added = total(whole.number, numbers)
        exact = holds(added)
        meant = nearly(added) or ("三公" in whole.label and complete([f.label for f in parts], whole.label))
        if (exact or (meant and named)) and (name not in found or (exact and not found[name].exhaustive)):
            found[name] = Group(whole, tuple(parts), exact, strict="三公" in whole.label)
    settled = {id(part) for group in found.values() if group.exhaustive for part in group.parts}
    yield from (g for g in found.values() if g.exhaustive or not any(id(part) in settled for part in g.parts))


def _parts(run: Sequence[Passage], column: str) -> list[Figure]:
    """The figure of each item: the first, or the first that is named like ``column``."""
    first = (next((f for f in passage.figures if f.role is Role.VALUE and f.number.kind is Kind.AMOUNT
                   and column in f.label), None) for passage in run)
    found = [figure for figure in first if figure is not None]
    return [f for f in found if alike(f.number, found[0].number)]
