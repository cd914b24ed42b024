"""Trees on rows (层级表): every level has its own columns, and what is above is written, merged or left blank.

The details on a row belong to the deepest node on it. A node above that has details
of its own stands on a row of its own, before those below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Several
from dataclasses import dataclass, field

from hengji.intake import Mapping, Node, Sequence
from hengji.model import Place, Problem

from .workbook_sheets import Plan, numeral

Path = tuple[Mapping, ...]


def paths(nodes: Node | None, plan: Plan, above: Path = ()) -> Iterator[Path]:
    """A path for each row: from the top to the node that the row is about."""
    for node in nodes.items if isinstance(nodes, Sequence) else ():
        if not isinstance(node, Mapping):
            continue
        path, below = (*above, node), node.entries.get(plan.below)
        if below is None or any(each.name in node.entries for each in plan.fields):
            yield path
        yield from paths(below, plan, path)


@dataclass
class Branch:
    """A node as it grows: ``level`` holds what its columns say, ``own`` the details, ``children`` what is below."""

    level: dict[str, Node]
    place: Place
    keys: dict[str, Place]
    own: dict[str, Node] = field(default_factory=dict)
    children: list[Branch] = field(default_factory=list)

    @property
    def entries(self) -> dict[str, Node]:
        """All of it but the children."""
        return {**self.level, **self.own}


def grown(rows: Several[Mapping], plan: Plan, problems: list[Problem]) -> list[Branch]:
    """The tree that ``rows`` describe; a row that hangs nowhere is told and left out."""
    top: list[Branch] = []
    path: list[Branch] = []
    for row in rows:
        levels = _levels(row, plan)
        deepest = max(levels, default=0)
        if not deepest:
            problems.append(Problem(row.place, f"这一行没有写是哪个{plan.name}", suggestion="请补上，或删去这一行"))
            continue
        for level in range(1, deepest + 1):
            given = levels.get(level, {})
            known = path[level - 1] if level <= len(path) else None
            if known and (not given or (level < deepest and _same(known, given, plan))):
                _agrees(known, given, level, problems)
            elif not given:
                problems.append(Problem(row.place, f"没有写上级：{numeral(level)}级空着，{numeral(deepest)}级有内容",
                                        suggestion="请补上上级，或把内容移到左边的列"))
                break
            else:
                whole = {each.name: node for each in plan.levels if (node := row.entries.get(f"{each.name}{level}"))}
                fresh = Branch(whole, next(iter(given.values())).place, _keys(row, whole, level))
                (path[level - 2].children if level > 1 else top).append(fresh)
                path[level - 1:] = [fresh]
        else:
            _detail(path[deepest - 1], row, plan)
    return top


def _levels(row: Mapping, plan: Plan) -> dict[int, dict[str, Node]]:
    """What each level says on ``row``, without the levels that say nothing."""
    levels: dict[int, dict[str, Node]] = {}
    names = {each.name for each in plan.levels}
    for name, node in row.entries.items():
        stem = name.rstrip("0123456789")
        if stem != name and stem in names and text_of(node):
            levels.setdefault(int(name[len(stem):]), {})[stem] = node
    return levels


def _same(known: Branch, given: dict[str, Node], plan: Plan) -> bool:
    """Whether the row means the node above again: the first field of a level says who it is."""
    first = plan.levels[0].name
    return first not in given or text_of(known.level.get(first)) == text_of(given[first])


def _agrees(known: Branch, given: dict[str, Node], level: int, problems: list[Problem]) -> None:
    """What is written once more must be the same."""
    for name, node in given.items():
        first = known.level.setdefault(name, node)
        if text_of(first) != text_of(node):
            problems.append(Problem(
                node.place, f"同一个{numeral(level)}级指标写得不一样", f"“{text_of(first)}”（{first.place.spot}）",
                text_of(node), "同一个上级请写得一样，或只写第一行"))


def _detail(branch: Branch, row: Mapping, plan: Plan) -> None:
    for each in plan.fields:
        if text_of(row.entries.get(each.name)) or isinstance(row.entries.get(each.name), Sequence):
            branch.own[each.name] = row.entries[each.name]
            branch.keys[each.name] = row.keys[each.name]


def _keys(row: Mapping, given: dict[str, Node], level: int) -> dict[str, Place]:
    return {name: row.keys[f"{name}{level}"] for name in given}


def text_of(node: Node | None) -> str:
    """The text of a cell; ``""`` when there is none."""
    return getattr(node, "text", "")
