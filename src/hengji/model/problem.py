"""What keeps an input from being read (问题): position, expectation, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from heapq import nlargest

from .place import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in an input that cannot be used as it is.

    ``text`` says what is wrong; ``expected`` and ``found`` are the two sides;
    ``suggestion`` says what to do, often with the nearest known name;
    ``excerpt`` shows the source with a caret below it.
    """

    place: Place
    text: str
    expected: str = ""
    found: str = ""
    suggestion: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Warning:
    """A weakness that does not keep an input from being used (提醒)."""

    place: Place
    text: str
    suggestion: str = ""


class Unusable(Exception):
    """The input cannot be used; ``problems`` holds every reason, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(f"{p.place} {p.text}" for p in self.problems))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name nearest to ``name``, or ``""`` when none is near."""
    letters = set(name)
    # Comparing is slow; only the names that share most letters are worth it.
    likely = nlargest(20, known, key=lambda other: len(letters & set(other)) - abs(len(other) - len(name)))
    return next(iter(get_close_matches(name, likely, n=1)), "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A remedy that offers the nearest name, or lists the few that exist."""
    known = list(known)
    near = nearest(name, known)
    if near:
        return f"是否想写“{near}”？"
    if known and len(known) <= 12:
        return "可用的有：" + "、".join(known)
    return ""
