"""Records as sheets (工作簿版式): where each field of a record stands in a workbook.

The description that reads a file lays out its workbook, too: single fields are labels
of one form, each list of records is a table of its own, and what lies inside a record
of a table names that record in a column. Nothing about a field is written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from hengji.intake.field_types import Choice, ListOf, MapOf, Text, UnitName
from hengji.intake.records import Field, FieldType, Record

from .headings import Column

#: The name of an entry in a :class:`MapOf`, and its value where it is no record.
KEY, VALUE = "#", "="
#: Before the path of a table: the column that names a record of it.
OF = "^"
#: Before a column that explains and is not read.
INFORMATION = "~"
#: By one of these fields a record is named in the tables of what lies inside it.
_NAMING = ("code", "id", "name")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the sheets say, by path; the longest ending that is listed counts (``facts.name`` before ``name``).

    What is not listed keeps its name in the file format. ``sheets`` and ``headings`` are names; ``words``
    are enumerations as people read them, ``aliases`` the same for single words of one field. A list in
    ``spread`` has two fields, what and which; it gets a label for each which. ``information`` lists headings
    of columns that explain; columns in ``prefilled`` alone do not make a row filled in. ``amounts`` are
    fields whose texts are amounts in a unit, ``figures`` those whose texts are printed numbers; ``others`` are
    sheets that are not read; ``start`` says how one comes by such a workbook.
    """

    form: str
    sheets: Mapping[str, str]
    headings: Mapping[str, str]
    words: tuple[Mapping[str, str], ...] = ()
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spread: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    information: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefilled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    amounts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    start: str = ""


def ending(listed: Mapping[str, T], path: str) -> T | None:
    """What is listed for the longest ending of ``path``."""
    parts = path.split(".")
    names = (".".join(parts[start:]) for start in range(len(parts)))
    return next((listed[name] for name in names if name in listed), None)


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of a table, or a label of the form. ``name`` is the path of its field inside the row's record.

    ``words`` are what people read for what the file format writes.
    """

    name: str
    heading: str
    type: FieldType
    doc: str = ""
    required: bool = False
    prefilled: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    fills: bool = False

    @property
    def column(self) -> Column:
        """As it is looked for on a sheet: by its heading, or the name in the file format."""
        name = self.name.rpartition(".")[2]
        return Column(self.name, (self.heading, *((name,) if name.isidentifier() else ())), self.required,
                      fills=self.fills, prefilled=self.prefilled)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One table. ``parents`` are the columns that name the records it lies in, outermost first.

    ``item`` is what a row is, a record or a single value; ``naming`` is the slot by which other tables
    name it, with ``mapped`` the name of an entry.
    """

    path: str
    name: str
    item: FieldType
    parents: tuple[Slot, ...]
    slots: tuple[Slot, ...]
    naming: str
    mapped: bool
    information: tuple[str, ...]

    @property
    def columns(self) -> tuple[Slot, ...]:
        """All columns that are read."""
        return (*self.parents, *self.slots)

    def slot(self, name: str) -> Slot:
        """The column of that name."""
        return next(slot for slot in self.columns if slot.name == name)

    @property
    def parent(self) -> str:
        """The path of the table that its rows lie in; empty when they lie in none."""
        return self.parents[-1].name.removeprefix(OF) if self.parents else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A record laid out: the labels of its form, and its tables by path, outer ones before inner."""

    record: Record
    wording: Wording
    form: tuple[Slot, ...]
    tables: Mapping[str, TableLayout]

    def inside(self, path: str) -> tuple[TableLayout, ...]:
        """The tables of what lies directly inside the rows of the table at ``path``."""
        return tuple(table for table in self.tables.values() if table.parent == path)


def lay_out(record: Record, wording: Wording) -> Layout:
    """The layout of ``record`` in the words of ``wording``."""
    drawing = _Drawing(wording)
    return Layout(record, wording, drawing.form(record), drawing.tables)


_Lists = list[tuple[FieldType, str]]


class _Drawing:
    """Draws tables from records; a table is listed before those inside it."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.tables: dict[str, TableLayout] = {}

    def form(self, record: Record) -> tuple[Slot, ...]:
        lists: _Lists = []
        slots = self._slots(record, "", "", lists)
        self._draw(lists, ())
        return tuple(slots)

    def _draw(self, lists: _Lists, parents: tuple[Slot, ...]) -> None:
        for kind, path in lists:
            assert isinstance(kind, ListOf | MapOf)
            self._table(kind, path, parents)

    def _slots(self, record: Record, path: str, within: str, lists: _Lists, *, needed: bool = True) -> list[Slot]:
        """The slots of a record in a row of its own or ``within`` another's; its tables go to ``lists``."""
        slots: list[Slot] = []
        for entry in record.fields:
            at, name = below(path, entry.name), below(within, entry.name)
            spread = ending(self.wording.spread, at)
            if isinstance(entry.type, Record):
                slots += self._slots(entry.type, at, name, lists, needed=needed and entry.required)
            elif spread is not None:
                slots += [Slot(below(name, word), heading, Text()) for word, heading in spread.items()]
            elif is_table(entry.type):
                lists.append((entry.type, at))
            else:
                slots.append(replace(self._slot(at, name, entry), required=needed and entry.required))
        return slots

    def _slot(self, at: str, name: str, entry: Field) -> Slot:
        prefilled = ending(self.wording.prefilled, at.rpartition(".")[0]) or ()
        fills = name in (KEY, *_NAMING) or (fills_down(entry.type) and entry.name not in self.wording.figures)
        return Slot(name, self._heading(at), entry.type, entry.doc, entry.required, name in prefilled,
                    self._words(at, entry.type), fills)

    def _words(self, at: str, kind: FieldType) -> Mapping[str, str]:
        """An enumeration is known by the words that it consists of."""
        listed = next((words for words in self.wording.words
                       if isinstance(kind, Choice) and tuple(words) == kind.words), None)
        return listed or ending(self.wording.aliases, at) or {}

    def _heading(self, at: str) -> str:
        return ending(self.wording.headings, at) or at.rpartition(".")[2]

    def _table(self, kind: ListOf | MapOf, path: str, parents: tuple[Slot, ...]) -> None:
        item, mapped, lists = kind.item, isinstance(kind, MapOf), _Lists()
        naming = KEY if mapped else next((n for n in _NAMING if isinstance(item, Record) and n in item.by_name), "")
        key = Field(naming, Text(), required=True, doc="")
        slots = [self._slot(below(path, KEY), KEY, key)] if mapped else []
        if isinstance(item, Record):
            slots += self._slots(item, path, "", lists)
        else:
            slots.append(self._slot(below(path, VALUE), VALUE, Field(VALUE, item, "", required=True)))
        self.tables[path] = table = TableLayout(
            path, ending(self.wording.sheets, path) or path, item, parents, tuple(slots), naming, mapped,
            ending(self.wording.information, path) or ())
        if lists:
            self._draw(lists, (*parents, replace(table.slot(naming), name=f"{OF}{path}", type=Text(), prefilled=True,
                                                fills=True)))


def below(path: str, name: str) -> str:
    """The path of ``name`` below ``path``."""
    return f"{path}.{name}" if path else name


def is_table(kind: FieldType) -> bool:
    """Whether values of this type are the rows of a table: not a list of single values, which fits a cell."""
    return isinstance(kind, MapOf) or (isinstance(kind, ListOf) and isinstance(kind.item, Record))


def fills_down(kind: FieldType) -> bool:
    """Whether a value merged over several rows is meant for each: words are, numbers may be sums."""
    return isinstance(kind, Text | Choice | UnitName | ListOf)


def spread_fields(kind: FieldType) -> tuple[str, str]:
    """The fields (what, which) of a list that is spread over labels; which is the one with few words."""
    assert isinstance(kind, ListOf)
    assert isinstance(kind.item, Record)
    which = next(entry.name for entry in kind.item.fields if isinstance(entry.type, Choice))
    return next(entry.name for entry in kind.item.fields if entry.name != which), which
