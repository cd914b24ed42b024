"""From a framework to rows (拆成表): every value of its nodes on its sheet, in its column."""

from __future__ import annotations

from dataclasses import dataclass, field

from hengji.intake import Mapping, Node, Scalar, Sequence
from hengji.model import Place

from .workbook_levels import Path, paths, text_of
from .workbook_sheets import BANDS, BASICS, INDICATORS, LISTS, PLANS, POINTS, READINGS, RULES, Plan, items_of


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be written: its cells by column, and for trees the path of the nodes that it stands under."""

    cells: dict[str, Scalar]
    path: Path = ()


Lines = dict[str, list[Line]]


def taken_apart(framework: Mapping) -> Lines:
    """The rows of every sheet."""
    apart = _Apart()
    apart.add(BASICS, framework)
    for name, plan in LISTS.items():
        for item in _items(framework, name):
            apart.add(plan, item)
    for path in paths(framework.entries.get("indicators"), INDICATORS):
        apart.indicator(path)
    return apart.lines


@dataclass
class _Apart:
    lines: Lines = field(default_factory=lambda: {plan.name: [] for plan in PLANS})

    def add(self, plan: Plan, node: Node, keys: dict[str, Scalar] | None = None, path: Path = (),
            **more: Scalar) -> None:
        cells = {**(keys or {}), **_cells(plan, node), **more}
        self.lines[plan.name].append(Line(cells, path))

    def indicator(self, path: Path) -> None:
        node = path[-1]
        rule = node.entries.get("rule")
        kind = {"kind": rule.entries["kind"]} if isinstance(rule, Mapping) else {}
        self.add(INDICATORS, node, None, path, **kind)  # type: ignore[arg-type]
        keys = {"indicator": _scalar(node, "code")}
        if isinstance(rule, Mapping):
            self.rule(rule, keys)
        for reading in _items(node, "readings"):
            self.add(READINGS, reading, keys)
            own = reading.entries.get("rule")
            if isinstance(own, Mapping):
                self.rule(own, {**keys, "under": _scalar(reading, "name")})

    def rule(self, rule: Mapping, keys: dict[str, Scalar], part: Mapping | None = None) -> None:
        """The row of a rule; its points and bands on their sheets, its parts on rows below."""
        self.add(RULES, rule, {**keys, **(_cells(RULES, part) if part else {})})
        listed = items_of(text_of(rule.entries["kind"]))
        name = listed.name if listed else ""
        items = rule.entries.get(name)
        if name == "parts":
            for each in _items(rule, name):
                below = each.entries["rule"]
                assert isinstance(below, Mapping)
                self.rule(below, {**keys, "part": _scalar(each, "name")}, each)
        elif name == "bands":
            for each in _items(rule, name):
                self.add(BANDS, each, keys)
        elif isinstance(items, Sequence):
            for path in paths(_with_texts(items), POINTS):
                self.add(POINTS, path[-1], keys, path)


def _with_texts(items: Sequence) -> Sequence:
    """Points that are bare texts, as points."""
    return Sequence(tuple(
        Mapping({"text": item}, {"text": item.place}, item.place) if isinstance(item, Scalar) else item
        for item in items.items), items.place)


def _cells(plan: Plan, node: Node) -> dict[str, Scalar]:
    """The values of ``node`` that are columns of ``plan``."""
    assert isinstance(node, Mapping)
    found = ((each.name, node.entries.get(each.name)) for each in plan.fields)
    return {name: _in_one(value) for name, value in found if isinstance(value, Scalar | Sequence)}


def _in_one(value: Scalar | Sequence) -> Scalar:
    """A list of texts in one cell, an item a line."""
    if isinstance(value, Scalar):
        return value
    return Scalar("\n".join(text_of(item) for item in value.items), value.place)


def _items(node: Mapping, name: str) -> tuple[Mapping, ...]:
    value = node.entries.get(name)
    return tuple(item for item in value.items if isinstance(item, Mapping)) if isinstance(value, Sequence) else ()


def _scalar(node: Mapping, name: str) -> Scalar:
    value = node.entries.get(name)
    return value if isinstance(value, Scalar) else Scalar("", Place(node.place.document))
