"""From a record to the texts on its sheets (记录写成工作簿): what :mod:`.layout_read` reads back to the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengji.intake.numbers import shortened
from hengji.intake.records import Record
from hengji.model import Place, Problem, Unusable

from .cells import Cell
from .headings import Headings
from .layout import KEY, OF, VALUE, Layout, Slot, TableLayout, below, ending, is_table, spread_fields
from .shown import text_shown

#: A cell holds no more characters; the file format knows none of these, and takes the last for its own.
_LONGEST = 32_767
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")

Texts = dict[str, str]


@dataclass(slots=True)
class Filled:
    """The texts of a workbook by slot: of the form, and of each row of the tables by path."""

    form: Texts = field(default_factory=dict)
    tables: dict[str, list[Texts]] = field(default_factory=dict)


def fill_layout(layout: Layout, record: Mapping[str, Any], document: str) -> Filled:
    """The texts that hold ``record`` (plain data, as a file of the format has it), called ``document``.

    Raises :class:`Unusable` with everything that cells cannot hold without loss.
    """
    writing = _Writing(layout, Place(document))
    writing.record(layout.record, record, "", "", _Line(layout.form, writing.filled.form, {}))
    labels = Headings([slot.column for slot in layout.form])
    for heading, text in ((slot.heading, writing.filled.form.get(slot.name, "")) for slot in layout.form):
        if labels.match(text, Cell(text, writing.place, "text")):
            writing.refuse(layout.wording.form, heading, text, "与表里的项目名称相同")
    for path, rows in writing.filled.tables.items():
        writing.check_names(layout.tables[path], rows)
    if writing.problems:
        raise Unusable(writing.problems)
    return writing.filled


@dataclass(frozen=True, slots=True)
class _Line:
    """A row, or the form, while it is written: its slots, its texts, and the names of what it lies in."""

    slots: Sequence[Slot]
    texts: Texts
    around: Texts

    def slot(self, name: str) -> Slot:
        return next(slot for slot in self.slots if slot.name == name)


class _Writing:
    def __init__(self, layout: Layout, place: Place) -> None:
        self.layout, self.place = layout, place
        self.filled = Filled()
        self.problems: list[Problem] = []

    def record(self, kind: Record, data: Mapping[str, Any], path: str, within: str, line: _Line) -> None:
        """Puts the fields of a record into its line, its lists into their tables."""
        for entry in kind.fields:
            at, name, value = below(path, entry.name), below(within, entry.name), data.get(entry.name)
            if value is None:
                continue
            if isinstance(entry.type, Record):
                self.record(entry.type, value, at, name, line)
            elif ending(self.layout.wording.spread, at) is not None:
                what, which = spread_fields(entry.type)
                for item in value:
                    self.put(line, below(name, item[which]), item[what])
            elif is_table(entry.type):
                self.listed(self.layout.tables[at], value, line.around)
            else:
                self.put(line, name, value)

    def listed(self, table: TableLayout, value: Any, around: Texts) -> None:
        """A row for each item."""
        for key, item in value.items() if table.mapped else ((None, item) for item in value):
            line = _Line(table.slots, dict(around), dict(around))
            self.filled.tables.setdefault(table.path, []).append(line.texts)
            if key is not None:
                self.put(line, KEY, key)
            named = str(key if key is not None else item.get(table.naming, "")) if table.naming else ""
            if table.naming:
                words = table.slot(table.naming).words
                line.around[f"{OF}{table.path}"] = words.get(named, named)
            if isinstance(table.item, Record):
                self.record(table.item, item, table.path, "", line)
            else:
                self.put(line, VALUE, item)

    def put(self, line: _Line, name: str, value: Any) -> None:
        """A value as people read it, checked for what a cell would lose."""
        slot = line.slot(name)
        items = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
        for text in items:
            several = isinstance(value, list | tuple) and (text.splitlines() != [text])
            if several or text != text_shown(text) or _NOT_TEXT.search(text):
                self.refuse("", slot.heading, text, "首尾有空格，或有换行、控制字符，单元格里存不准")
        text = "\n".join(slot.words.get(item, item) for item in items)
        if len(text.encode("utf-16-le")) // 2 > _LONGEST:
            self.refuse("", slot.heading, text, f"有 {len(text)} 个字，一个单元格放不下")
        line.texts[name] = text

    def check_names(self, table: TableLayout, rows: list[Texts]) -> None:
        """Rows that others refer to have names of their own."""
        if not self.layout.inside(table.path):
            return
        keys = Counter(tuple(row.get(slot.name, "") for slot in (*table.parents, table.slot(table.naming)))
                       for row in rows)
        for names, number in keys.items():
            if number > 1:
                self.refuse(table.name, table.slot(table.naming).heading, names[-1], "有两个同名的，工作簿里分不开")

    def refuse(self, sheet: str, heading: str, text: str, why: str) -> None:
        """Notes what cannot be held."""
        where = f"“{sheet}”的" if sheet else ""
        self.problems.append(Problem(self.place, f"{where}“{heading}”写不进工作簿：{why}", found=shortened(text),
                                     suggestion="请改短或改写这一处，或继续用 case.yaml"))
