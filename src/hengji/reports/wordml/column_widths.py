"""How wide the columns of a table become (列宽): a little apart from what was asked, where words would be torn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

#: Signs without a place to break a line: numbers, rates, codes.
_WHOLE = re.compile(r"[!-~−±×÷≤≥…]+")
#: Signs that are wider than a digit.
_BROAD = re.compile("[%MWmw]")
#: Where Word and LibreOffice leave a quarter of a sign free.
_BESIDE = re.compile(r"(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
#: Names of so many signs stay on one line as long as other columns have room; shorter names come first.
_NAMES = (4, 6, 8, 12)
#: What is longer than so many signs is broken wherever a line ends, as addresses of pages are.
_LONGEST = 10
#: What a column of sentences may give away, and what is left free beside the longest words.
_GIVEN, _FREE = 4, 40


def column_widths(asked: Sequence[int], columns: Sequence[Sequence[str]], sign: int, edges: int) -> list[int]:
    """The widths ``asked``, moved so that numbers and short names are not torn.

    ``columns`` holds the words of each column, ``sign`` is how wide a Chinese sign is, ``edges`` what a cell has
    at both sides; all in twentieths of a point. The sum stays.
    """
    widths = list(asked)
    longest = [max((len(words) for words in column), default=0) * sign + edges for column in columns]
    if all(need <= width for need, width in zip(longest, widths, strict=True)):
        return widths
    lines = [list(_lines(column, sign)) for column in columns]
    to_fill = [sum(map(bool, column)) * 3 <= len(column) for column in columns]
    floors = [_floor(width, [line + edges for line in column], little=little)
              for width, column, little in zip(asked, lines, to_fill, strict=True)]
    least = sign + edges + _FREE
    need = [least + max((min(_wide(whole, sign), _LONGEST * sign) - sign for words in column
                         for whole in _WHOLE.findall(words)), default=0) for column in columns]
    need = [max(least, wanted) for wanted in need]
    if sum(need) > sum(asked) > least * len(asked):  # there is no room for all: each has its part of what there is
        return _shares(sum(asked), least, need)
    _give(widths, need, floors)
    _give(widths, need, need)  # a number goes before names and sentences
    for signs in _NAMES:
        names = [max((line for line in column if line <= signs * sign), default=0) + edges + _FREE for column in lines]
        need = [max(pair) for pair in zip(need, names, strict=True)]
        _give(widths, need, floors)
    return widths


def _shares(total: int, least: int, need: Sequence[int]) -> list[int]:
    """``total`` in parts: the least for everyone, the rest by need."""
    rest = total - least * len(need)
    more = list(accumulate(wanted - least for wanted in need))
    return [least + rest * end // more[-1] - rest * begin // more[-1] for begin, end in pairwise([0, *more])]


def _lines(column: Iterable[str], sign: int) -> Iterator[int]:
    """How wide each line of the column's cells is."""
    for words in set(column):
        for line in words.split("\n"):
            yield _wide(line, sign)


def _wide(words: str, sign: int) -> int:
    """Chinese signs are twice as wide as digits; wide letters, and digits beside Chinese signs, get a little more."""
    wider = sum(words.count(letter) for letter in "%MWmw") if words.isascii() else words.count("%")
    halves = sum(2 if letter > "\u2000" else 1 for letter in words)
    return (halves * 6 + wider * 4 + len(_BESIDE.findall(words)) * 3) * sign // 12


def _floor(asked: int, lines: Sequence[int], *, little: bool) -> int:
    """How narrow a column may become: what is on one line stays on one; sentences may take a few lines more.

    It gives only a little where there are sentences, or cells to be filled in by hand.
    """
    kept = max((line for line in lines if line <= asked), default=0)
    little = little or any(line > asked for line in lines)
    return max(min(asked, kept + _FREE), asked - asked // _GIVEN if little else 0)


def _give(widths: list[int], need: Sequence[int], floors: Sequence[int]) -> None:
    """Widens the columns that need it, the least first, as long as others have room; who has most gives most."""
    for column in sorted(range(len(widths)), key=lambda one: need[one] - widths[one]):
        lacking = need[column] - widths[column]
        spare = [max(0, width - max(floor, least)) if other != column else 0
                 for other, (width, floor, least) in enumerate(zip(widths, floors, need, strict=True))]
        room = sum(spare)
        if lacking <= 0 or lacking > room:
            continue
        given = [lacking * part // room for part in spare]
        given[spare.index(max(spare))] += lacking - sum(given)
        for other, part in enumerate(given):
            widths[other] -= part
        widths[column] += lacking
