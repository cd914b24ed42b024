"""Chance as plain arithmetic (生成用的函数): the same on every machine and with any number of threads.

An expression is SQL in which these may be called; they are written out before it runs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import gcd

from hengji.formula import Calendar, cumulated

#: A prime below 2^31: products of two numbers below it fit into BIGINT.
_PRIME = 2_147_483_647
YEAR = 2022
_FIRST = date(YEAR, 1, 1)
_CALL = re.compile(r"\b([a-z_]+)\(")


@dataclass(frozen=True, slots=True)
class Chance:
    """What the functions of a recipe's expressions mean.

    ``seed`` makes other rows; each county has ``size`` rows, which are ``share`` of what a whole county has.
    """

    seed: int
    size: int
    share: Fraction
    lists: Mapping[str, Sequence[str]]

    def written(self, expression: str) -> str:
        """``expression`` with every call written out as SQL."""
        done, at = [], 0
        while found := _CALL.search(expression, at):
            function = _FUNCTIONS.get(found[1])
            done.append(expression[at:found.start()])
            if function is None:
                done.append(found[0])
                at = found.end()
                continue
            arguments, at = _arguments(expression, found.end())
            done.append(f"({function(self, *(self.written(each) for each in arguments))})")
        return "".join([*done, expression[at:]])

    def _number(self, word: str, what: str, least: int, below: int) -> int:
        digest = hashlib.sha256(f"{self.seed}/{word.strip()}/{what}".encode()).digest()
        return least + int.from_bytes(digest[:8], "big") % (below - least)

    def dice(self, word: str, of: str = "i") -> str:
        """A number from 0 to about 2^31 that looks like chance; the same word and row give the same."""
        a, b, c = (self._number(word, what, 10_000, _PRIME) for what in "abc")
        once = f"(({of}) % {_PRIME} * {a} + {b}) % {_PRIME}"
        return f"(xor({once}, ({once}) >> 15) * {c}) % {_PRIME}"

    def lot(self, word: str, of: str = "j", among: str = "") -> str:
        """The rows of a county in another order: each number below ``among`` once."""
        size = int(among or self.size)
        step = self._number(word, "step", size // 3 + 1, size + 2)
        while gcd(step, size) != 1:
            step += 1
        return f"(({of}) * {step} + {self._number(word, 'start', 0, size)} + k * 7) % {size}"

    def scaled(self, rows: str) -> str:
        """So many rows of a whole county, as a part of what is made."""
        return str(round(int(rows) * self.share))

    def pick(self, name: str, of: str) -> str:
        """One of the values of a list; empty where it is written as nothing."""
        values = self.lists[name.strip()]
        texts = ", ".join("'" + value.replace("'", "''") + "'" if value else "NULL" for value in values)
        return f"CAST([{texts}] AS VARCHAR[])[1 + CAST(({of}) % {len(values)} AS INTEGER)]"

    def workday(self, number: str) -> str:
        """The year's working day of that number, from 0."""
        return f"DATE '{_FIRST}' + {_listed(_workdays())}[1 + CAST({number} AS INTEGER)]"

    def restday(self, number: str) -> str:
        """The day after that working day if nobody works on it, else nothing."""
        return f"DATE '{_FIRST}' + {_listed(_restdays())}[1 + CAST({number} AS INTEGER)]"

    def workdays(self) -> str:
        """How many working days the year has."""
        return str(len(_workdays()))

    def worked_before(self, month: str) -> str:
        """How many working days the year had before its month of that number, from 0."""
        return f"{_listed(_months())}[1 + CAST({month} AS INTEGER)]"

    def moment(self, day: str, seconds: str) -> str:
        """So many seconds after a day began."""
        return f"CAST({day} AS TIMESTAMP) + to_seconds(CAST({seconds} AS BIGINT))"

    def later(self, day: str, days: str) -> str:
        """So many days after a day."""
        return f"{day} + CAST({days} AS INTEGER)"

    def code(self, number: str, digits: str) -> str:
        """A number with zeros before it."""
        return f"lpad(CAST({number} AS VARCHAR), {digits}, '0')"


_FUNCTIONS: dict[str, Callable[..., str]] = {
    name: getattr(Chance, name)
    for name in ("dice", "lot", "scaled", "pick", "workday", "restday", "workdays", "worked_before", "moment", "later",
                 "code")}


def _arguments(text: str, at: int) -> tuple[list[str], int]:
    """The arguments of a call whose bracket was opened before ``at``, and where the call ends."""
    depth, quoted, start, found = 1, False, at, []
    while depth:
        letter = text[at]
        if letter == "'":
            quoted = not quoted
        elif not quoted:
            depth += (letter in "([") - (letter in ")]")
            if (letter == "," and depth == 1) or not depth:
                found.append(text[start:at].strip())
                start = at + 1
        at += 1
    return [each for each in found if each], at


@cache
def _workdays() -> tuple[int, ...]:
    """The working days of the year, as days after its first."""
    counts, _ = cumulated(Calendar(), _FIRST, date(YEAR, 12, 31))
    return tuple(n for n, count in enumerate(counts) if count > (counts[n - 1] if n else 0))


@cache
def _restdays() -> tuple[int | None, ...]:
    days = set(_workdays())
    last = (date(YEAR + 1, 1, 1) - _FIRST) // timedelta(days=1)
    return tuple(n + 1 if n + 1 not in days and n + 1 < last else None for n in _workdays())


@cache
def _months() -> tuple[int, ...]:
    firsts = [(date(YEAR, month, 1) - _FIRST).days for month in range(1, 13)]
    return (*(sum(day < first for day in _workdays()) for first in firsts), len(_workdays()))


def _listed(days: Sequence[int | None]) -> str:
    return f"[{', '.join('NULL' if day is None else str(day) for day in days)}]"
