"""Problems in the words of the sheets (问题的改口): a reader of a workbook never sees the names of the file format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hengji.model import Problem

from .cells import Workbook
from .layout import KEY, VALUE, Layout
from .sheet_xml import coordinates

_QUOTED = re.compile(r"(“[^”]*”)")
_TWICE = re.compile(r"“([^”]+)”（\1）")
#: A quoted word is a name of the format only where a message says that it is one.
_NAMED = re.compile(r"(?:缺|没有|想写)$")
#: A name; what is to be written for it; or the Chinese that a description gives for a word.
_NAME = re.compile(r" ?(?<![A-Za-z0-9_./-])([a-z][a-z_-]+)(?:: (…|[a-z][a-z_-]+))?(?![A-Za-z0-9_./-])"
                   r"(?: ([\u4e00-\u9fff]+))?")


def told_in(layout: Layout, problem: Problem) -> Problem:
    """``problem`` with fields called by their headings, and enumerations in their words."""
    names = _Names(layout, problem.place.sheet or "")
    return replace(problem, text=names.said(problem.text), expected=names.said(problem.expected),
                   suggestion=names.said(problem.suggestion))


def in_order(workbook: Workbook, problems: Iterable[Problem], more: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """The problems in the order of the sheets and cells, each once.

    Of a cell in whose table something is wrong, ``more`` would only tell what follows from that.
    """
    told = dict.fromkeys(problems)
    cells = {problem.place for problem in told if problem.place.cell}
    told |= dict.fromkeys(problem for problem in more if problem.place not in cells)
    sheets = [sheet.name for sheet in workbook.sheets]

    def order(problem: Problem) -> tuple[int, tuple[int, int]]:
        place = problem.place
        known = sheets.index(place.sheet) if place.sheet in sheets else -1
        return known, coordinates(place.cell or "") or (0, 0)

    return tuple(sorted(told, key=order))


class _Names:
    """What the names of the format are called on a sheet; its own headings go before those of others."""

    def __init__(self, layout: Layout, sheet: str) -> None:
        tables = sorted(layout.tables.values(), key=lambda table: (table.name == sheet, -table.path.count(".")))
        slots = [slot for table in tables for slot in table.slots]
        slots = [*slots, *layout.form] if sheet == layout.wording.form else [*layout.form, *slots]
        self.words = {word: shown for slot in slots for word, shown in slot.words.items()}
        self.fields = {_last(table.path): table.name for table in tables}
        self.fields |= {_last(slot.name): slot.heading for slot in slots if slot.name not in (KEY, VALUE)}
        self.of_field = {(_last(slot.name), word): shown for slot in slots for word, shown in slot.words.items()}

    def said(self, text: str) -> str:
        """``text`` with the names replaced."""
        pieces = _QUOTED.split(text)
        for at, piece in enumerate(pieces):
            if at % 2 == 0:
                pieces[at] = _NAME.sub(self._name, piece)
            elif _NAMED.search(pieces[at - 1]):
                pieces[at] = f"“{self._said(piece[1:-1])}”"
        return _TWICE.sub(r"“\1”", "".join(pieces)).replace("”: ", "”：")

    def _name(self, match: re.Match[str]) -> str:
        name, value, behind = match[1], match[2], match[3] or ""
        if name not in self.fields:
            return self.words.get(name, match[0])
        if match.string[:match.start()].endswith(self.fields[name]):
            return behind  # 没有写达成程度 band
        meant = self.of_field.get((name, value), "") if value else ""
        return f"“{self.fields[name]}”{f'：{meant}' if meant else ''}{behind}"

    def _said(self, name: str) -> str:
        return self.fields.get(name) or self.words.get(name, name)


def _last(path: str) -> str:
    return path.rpartition(".")[2]
