"""Rows put together (由行成树): each record with what lies inside it, wherever the sheets keep it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from hengji.intake.field_types import ListOf
from hengji.intake.records import Record, blank
from hengji.intake.yaml_nodes import Mapping, Node, Scalar, Sequence
from hengji.model import Place, Problem, did_you_mean

from .layout import KEY, VALUE, Layout, TableLayout, below, ending, is_table, spread_fields


@dataclass(slots=True)
class Row:
    """A row: its cells by slot, blank ones too. ``filled`` says whether it is more than a prefilled line."""

    table: TableLayout
    cells: dict[str, Node]
    place: Place
    filled: bool

    @property
    def around(self) -> tuple[str, ...]:
        """The names of the records that it lies in."""
        return tuple(_text(self.cells.get(slot.name)) for slot in self.table.parents)

    @property
    def keys(self) -> tuple[str, ...]:
        """The same, and its own."""
        return (*self.around, _text(self.cells.get(self.table.naming)))


def is_blank(node: Node | None) -> bool:
    """Whether a cell holds nothing."""
    return node is None or blank(node)


def tree_of(layout: Layout, labels: MappingType[str, Node], rows: MappingType[str, list[Row]],
            places: MappingType[str, Place], problems: list[Problem]) -> Mapping:
    """The record that ``labels`` and ``rows`` hold; ``places`` are those of the sheets by path."""
    used = _used(layout, rows, problems)
    return _Tree(layout, used, places).record(layout.record, "", "", labels, (), places[""])


def _used(layout: Layout, rows: MappingType[str, list[Row]], problems: list[Problem]) -> dict[str, list[Row]]:
    """The rows that are filled in, themselves or by what lies inside them, each where it can be found again."""
    used: dict[str, list[Row]] = {}
    wanted: dict[str, dict[tuple[str, ...], Row]] = {}
    for path, table in reversed(list(layout.tables.items())):
        asked = wanted.get(path, {})
        kept = [row for row in rows.get(path, ()) if row.filled or row.keys in asked]
        known = {row.keys for row in kept}
        problems += [_orphan(table, row, rows.get(path, ())) for keys, row in asked.items() if keys not in known]
        used[path] = [row for row in _each_once(layout, table, kept, problems) if _named(table, row, problems)]
        for row in used[path]:
            if table.parent:
                wanted.setdefault(table.parent, {}).setdefault(row.around, row)
    return used


def _each_once(layout: Layout, table: TableLayout, rows: Iterable[Row], problems: list[Problem]) -> list[Row]:
    """A name that others refer to, or that is an entry's own, stands once."""
    if not (table.mapped or layout.inside(table.path)):
        return list(rows)
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        earlier = first.setdefault(row.keys if row.keys[-1] else (*row.keys, str(row.place)), row)
        if earlier is not row:
            slot = table.slot(table.naming)
            problems.append(Problem(row.cells[slot.name].place, f"{slot.heading}“{row.keys[-1]}”填了两次", "只有一行",
                                    f"{earlier.cells[slot.name].place.spot}已有", "只留一处"))
    return list(first.values())


def _named(table: TableLayout, row: Row, problems: list[Problem]) -> bool:
    """Whether the row says where it belongs; a row that does not cannot be placed."""
    needed = [*table.parents, *([table.slot(KEY)] if table.mapped else [])]
    blanks = [slot for slot in needed if is_blank(row.cells.get(slot.name))]
    problems += [Problem(row.cells[slot.name].place, f"“{slot.heading}”空着", "每行都填",
                         suggestion="请填上；这一行不用的话，请整行清空") for slot in blanks]
    return not blanks


def _orphan(table: TableLayout, row: Row, rows: Iterable[Row]) -> Problem:
    """The problem of a row that lies in a record which is not there."""
    slot, name = row.table.parents[-1], row.around[-1]
    hint = did_you_mean(name, [other.keys[-1] for other in rows if other.around == row.around[:-1]])
    return Problem(row.cells[slot.name].place, f"工作表“{table.name}”里没有{slot.heading}为“{name}”的一行",
                   suggestion=hint or f"请在“{table.name}”里补上这一行，或改正这里的{slot.heading}")


@dataclass(frozen=True, slots=True)
class _Tree:
    layout: Layout
    rows: MappingType[str, list[Row]]
    places: MappingType[str, Place]

    def record(self, record: Record, path: str, within: str, cells: MappingType[str, Node], keys: tuple[str, ...],
               place: Place) -> Mapping:
        """A record at ``path``, whose fields lie ``within`` the row that ``cells`` are of."""
        entries: dict[str, Node] = {}
        for entry in record.fields:
            at, name = below(path, entry.name), below(within, entry.name)
            spread = ending(self.layout.wording.spread, at)
            node: Node | None
            if isinstance(entry.type, Record):
                inner = self.record(entry.type, at, name, cells, keys, place)
                node = inner if entry.required or not all(map(is_blank, inner.entries.values())) else None
            elif spread is not None:
                node = _gathered(spread_fields(entry.type), spread, name, cells)
            elif is_table(entry.type):
                node = self.listed(self.layout.tables[at], keys)
            else:
                node = cells.get(name)
                if entry.required and isinstance(entry.type, ListOf) and node is not None and is_blank(node):
                    node = Sequence((), node.place)  # nothing listed is a list, too
            if node is not None:
                entries[entry.name] = node
        return Mapping(entries, {name: node.place for name, node in entries.items()}, place)

    def listed(self, table: TableLayout, keys: tuple[str, ...]) -> Node | None:
        """The list of what lies in the record named by ``keys``; None when there is nothing."""
        rows = [row for row in self.rows.get(table.path, ()) if row.around == keys]
        if not rows:
            return None
        items = [self.item(table, row) for row in rows]
        place = self.places[table.path]
        if not table.mapped:
            return Sequence(tuple(items), place)
        names = [row.keys[-1] for row in rows]
        return Mapping(dict(zip(names, items, strict=True)),
                       {name: row.cells[KEY].place for name, row in zip(names, rows, strict=True)}, place)

    def item(self, table: TableLayout, row: Row) -> Node:
        if isinstance(table.item, Record):
            return self.record(table.item, table.path, "", row.cells, row.keys if table.naming else row.around,
                               row.place)
        return row.cells.get(VALUE) or Scalar("", row.place)


def _gathered(fields: tuple[str, str], spread: MappingType[str, str], name: str,
              cells: MappingType[str, Node]) -> Node | None:
    """The list that was spread over labels, in their order."""
    what, which = fields
    filled = [(word, cells[below(name, word)]) for word in spread if not is_blank(cells.get(below(name, word)))]
    items = tuple(Mapping({what: node, which: Scalar(word, node.place, quoted=True)},
                          {what: node.place, which: node.place}, node.place) for word, node in filled)
    return Sequence(items, items[0].place) if items else None


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
