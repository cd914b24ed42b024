"""Words on a page (网页上的文字): in lines and looks; what is missing is marked, and can be gone to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from hengji.reports.papers import Run

_FLAG = re.compile("【缺：([^】]*)】")


class Bit(NamedTuple):
    """Words in one look; ``key`` is the id of the first place that says of a fact that it is missing."""

    text: str
    bold: bool = False
    flagged: bool = False
    key: str = ""


Lines = tuple[tuple[Bit, ...], ...]


class Lacking:
    """Where the page says what is missing: the first place of each has an id, and the list at the top goes there."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def list(self, missing: Iterable[str]) -> list[tuple[str, str]]:
        """What is missing, each with the id of its place; ``""`` where the text does not say it."""
        return [(words, self._keys.get(words, "")) for words in missing]

    def lines(self, runs: Iterable[Run]) -> Lines:
        """The words of ``runs``, in a new line after each line feed."""
        lines: list[list[Bit]] = [[]]
        for run in runs:
            for at, words in enumerate(run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
                if at:
                    lines.append([])
                lines[-1] += self._bits(words, run)
        return tuple(map(tuple, lines))

    def _bits(self, words: str, run: Run) -> Iterable[Bit]:
        found = list(_FLAG.finditer(words))
        if not found:
            return [Bit(words, run.bold, run.flagged)] if words else []
        bits, end = [], 0
        for match in found:
            bits += [Bit(words[end:match.start()], run.bold), Bit(match[0], run.bold, True, self._first(match[1]))]
            end = match.end()
        return [bit for bit in (*bits, Bit(words[end:], run.bold)) if bit.text]

    def _first(self, what: str) -> str:
        """An id, where ``what`` is said for the first time."""
        if what in self._keys:
            return ""
        key = self._keys[what] = f"q{len(self._keys) + 1}"
        return key
