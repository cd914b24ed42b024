"""From rows to a framework (合成体系): the nodes that a text file would have, each in its cell.

Rows find what they belong to by the indicator's code and, for rules, by the names of
reading and part. What belongs to nothing is told, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Several
from typing import Any
from unicodedata import normalize

from hengji.intake import Mapping, Node, Scalar, Sequence, lines_of
from hengji.model import Place, Problem, did_you_mean

from .kinds import KINDS, SPLIT
from .record import SCHEMA
from .workbook_levels import Branch, grown, text_of
from .workbook_sheets import (
    BANDS,
    BASICS,
    INDICATORS,
    LISTS,
    OF_PARTS,
    PLANS,
    POINTS,
    READINGS,
    RULES,
    Plan,
    in_cell,
    items_of,
    parameters_of,
    record_of,
)
from .workbook_words import TERMS, headings, word_meant

#: Whose a row is: the codes and names in its key columns.
Key = tuple[str, ...]


def put_together(rows: Table[str, Several[Mapping]], problems: list[Problem]) -> Mapping:
    """The framework that the rows of all sheets describe."""
    return _Together(rows, problems).framework()


class _Together:
    def __init__(self, rows: Table[str, Several[Mapping]], problems: list[Problem]) -> None:
        self.problems = problems
        self.rows = {plan.name: [*self._kept(plan, rows[plan.name])] for plan in PLANS}
        self.kinds: dict[Key, str] = {}
        self.placed: set[str] = set()
        self.rules: dict[Key, Mapping] = {}
        for row in self.rows[RULES.name]:
            self._rule_row(row)
        self.items = {plan.name: self._grouped(plan) for plan in (POINTS, BANDS)}
        self.readings = self._grouped(READINGS)
        self.codes = dict.fromkeys(text_of(node) for row in self.rows[INDICATORS.name]
                                   for name, node in row.entries.items() if name.startswith("code") and text_of(node))

    def _kept(self, plan: Plan, rows: Several[Mapping]) -> Iterator[Mapping]:
        """The rows as the format has their words; those that do not say whose they are are told."""
        for row in rows:
            whose = row.entries.get("indicator")
            if whose is not None and not text_of(whose):
                self._problem(whose.place, f"“{headings(plan.name, 'indicator')[0]}”空着",
                              "请写上指标的编号，或整行清空")
            else:
                yield _read(row, plan, self.problems)

    def framework(self) -> Mapping:
        basics = self.rows[BASICS.name][0]
        document = Place(basics.place.document)
        entries: dict[str, Node] = {"schema": Scalar(SCHEMA, document), **basics.entries}
        for name, plan in LISTS.items():
            if self.rows[plan.name]:
                entries[name] = _sequence(self.rows[plan.name])
        tree = grown(self.rows[INDICATORS.name], INDICATORS, self.problems)
        if tree:
            entries["indicators"] = _sequence([self.indicator(branch) for branch in tree])
        self._left_over()
        return _mapping(entries, basics.place, basics.keys)

    def indicator(self, branch: Branch) -> Mapping:
        entries = branch.entries
        kind = entries.pop("kind", None)
        code = text_of(entries.get("code"))
        self.placed.add(_folded(code))
        rule = self.rule(_key(code), kind)
        if rule:
            entries["rule"] = rule
        readings = [self.reading(row, code) for row in self.readings.pop(_key(code), [])]
        if readings:
            entries["readings"] = _sequence(readings)
        if branch.children:
            entries["children"] = _sequence([self.indicator(child) for child in branch.children])
        return _mapping(entries, branch.place, branch.keys)

    def reading(self, row: Mapping, code: str) -> Mapping:
        entries = {name: node for name, node in row.entries.items() if name != "indicator"}
        rule = self.rule(_key(code, text_of(row.entries.get("name"))))
        return _mapping({**entries, **({"rule": rule} if rule else {})}, row.place, row.keys)

    def rule(self, key: Key, kind: Node | None = None) -> Mapping | None:
        """The rule of that key, from its row and its points, bands or parts; ``kind`` stands beside the indicator."""
        row = self.rules.pop(key, None)
        if row is None and kind is None:
            return None
        if row is None:
            assert kind is not None
            row = Mapping({"kind": kind}, {"kind": kind.place}, kind.place)
        known = self._kind(row, kind, part=bool(key[2]))
        if not known:
            self._forget(key)
            return _mapping({"kind": Scalar(_ANY, row.place)}, row.place, {})
        self.kinds[key] = known
        entries: dict[str, Node] = {"kind": Scalar(known, row.entries.get("kind", row).place)}
        allowed = {each.name for each in parameters_of(known)}
        for name, node in row.entries.items():
            if name in allowed and name != "kind":
                entries[name] = node
            elif name not in _KEYS and name != "kind" and not (key[2] and name in OF_PARTS):
                self._unused(RULES, name, node.place, KINDS[known].term)
        listed = items_of(known)
        items = self._parts(key) if known == SPLIT.name else self._items(key, known) if listed else []
        if listed and items:
            entries[listed.name] = _sequence(items)
        return _mapping(entries, row.place, row.keys)

    def _kind(self, row: Mapping, beside: Node | None, *, part: bool) -> str:
        """The kind of a rule; ``""`` where none can be known, which has been told."""
        node = row.entries.get("kind") or beside
        if node is None:
            self._problem(row.place, "没有写评分规则种类", expected="、".join(TERMS["kind"].values()))
            return ""
        kind, other = text_of(node), text_of(beside or node)
        if kind not in KINDS or other not in KINDS:
            return ""
        if beside is not None and kind != other:
            self._problem(node.place, f"评分规则种类与 {beside.place.spot} 的“{KINDS[other].term}”不一致",
                          "请核对；也可以只写一处", found=KINDS[kind].term)
            return ""
        if part and kind == SPLIT.name:
            self._problem(node.place, f"分项里不能再用“{SPLIT.term}”",
                          expected="、".join(each.term for each in KINDS.values() if each is not SPLIT))
            return ""
        return kind

    def _forget(self, key: Key) -> None:
        """Nothing more is said of what belongs to a rule whose kind is not known."""
        groups: list[dict[Key, Any]] = [self.rules, *self.items.values()]
        for group in groups:
            for known in [each for each in group if each == key or (each[:2] == key[:2] and not key[2])]:
                del group[known]

    def _parts(self, key: Key) -> list[Mapping]:
        parts = []
        for own in [each for each in self.rules if each[:2] == key[:2] and each[2]]:
            row = self.rules[own]
            entries: dict[str, Node] = {"name": row.entries["part"]}
            entries |= {name: row.entries[name] for name in OF_PARTS if name in row.entries}
            rule = self.rule(own)
            parts.append(_mapping({**entries, **({"rule": rule} if rule else {})}, row.place, row.keys))
        return parts

    def _items(self, key: Key, kind: str) -> list[Node]:
        """The points or bands of a rule."""
        listed = items_of(kind)
        assert listed is not None
        record = record_of(listed.type)
        term = KINDS[kind].term
        if listed.name == "bands":
            return [self._only(row, BANDS, record.by_name if record else (), term)
                    for row in self.items[BANDS.name].pop(key, [])]
        rows = self.items[POINTS.name].pop(key, [])
        return [self._point(branch, record.by_name if record else ("text",), term, bare=record is None)
                for branch in grown(rows, POINTS, self.problems)]

    def _point(self, branch: Branch, fields: Several[str] | Table[str, object], term: str, *, bare: bool) -> Node:
        entries = branch.entries
        if branch.children:
            entries["points"] = _sequence([self._point(child, fields, term, bare=bare) for child in branch.children])
        point = self._only(_mapping(entries, branch.place, branch.keys), POINTS, fields, term)
        return point.entries["text"] if bare else point

    def _only(self, row: Mapping, plan: Plan, fields: Several[str] | Table[str, object], term: str) -> Mapping:
        """``row`` without what its rule kind does not know, which is told."""
        entries = {name: node for name, node in row.entries.items() if name in fields}
        for name, node in row.entries.items():
            if name not in fields and name not in _KEYS:
                self._unused(plan, name, node.place, term)
        return _mapping(entries, row.place, row.keys)

    def _rule_row(self, row: Mapping) -> None:
        key = _whose(row)
        if key in self.rules:
            self._problem(row.place, f"{_told(key)}的规则写了两行，前一行在 {self.rules[key].place.spot}",
                          "请删去其中一行")
        else:
            self.rules[key] = row

    def _grouped(self, plan: Plan) -> dict[Key, list[Mapping]]:
        groups: dict[Key, list[Mapping]] = {}
        for row in self.rows[plan.name]:
            groups.setdefault(_whose(row), []).append(row)
        return groups

    def _left_over(self) -> None:
        """What belongs to no indicator, no reading or no rule."""
        for key, row in self.rules.items():
            self._homeless(row, key, f"{_told((*key[:2], ''))}的规则不是“{SPLIT.term}”，不能有分项“{key[2]}”"
                           if key[2] and not (key[1] and self._no_reading(key)) else "")
        for name, groups in self.items.items():
            for key, rows in groups.items():
                kind = self.kinds.get(key)
                self._homeless(rows[0], key, f"{_told(key)}的规则是“{KINDS[kind].term}”，用不到“{name}”表的这些行"
                               if kind else f"{_told(key)}还没有写评分规则")
        for key, rows in self.readings.items():
            self._homeless(rows[0], key, "")

    def _no_reading(self, key: Key) -> bool:
        return not any(_whose(row)[0] == key[0] and normalize("NFKC", text_of(row.entries.get("name"))) == key[1]
                       for row in self.rows[READINGS.name])

    def _homeless(self, row: Mapping, key: Key, otherwise: str) -> None:
        if key[0] not in map(_folded, self.codes):
            self._problem(row.entries["indicator"].place, f"“{INDICATORS.name}”表里没有编号“{key[0]}”",
                          did_you_mean(key[0], self.codes))
        elif key[0] not in self.placed:
            return  # the indicator's own problem says enough
        elif key[1] and self._no_reading(key):
            names = [text_of(each.entries.get("name")) for each in self.rows[READINGS.name]
                     if _whose(each)[0] == key[0]]
            self._problem(row.entries["under"].place, f"“{READINGS.name}”表里没有 {key[0]} 的口径“{key[1]}”",
                          did_you_mean(key[1], names) or "指标本身的规则，这一栏请空着")
        else:
            self._problem(row.place, otherwise or f"{_told(key)}的这一行没有用到", "请核对指标编号、口径和分项")

    def _unused(self, plan: Plan, name: str, place: Place, term: str) -> None:
        heading = headings(plan.name, name)[0] if name != plan.below else f"下一层{plan.name}"
        self._problem(place, f"“{term}”不用“{heading}”", "请清空这一格，或改用别的评分规则种类")

    def _problem(self, place: Place, text: str, suggestion: str = "", expected: str = "", found: str = "") -> None:
        self.problems.append(Problem(place, text, expected, found, suggestion))


_KEYS = ("indicator", "under", "part")
_ANY = "as_printed"


def _read(row: Mapping, plan: Plan, problems: list[Problem]) -> Mapping:
    """``row`` with words as formats write them, and lists as lists; empty cells are kept where something must be."""
    needed = {each.name for each in plan.fields if plan.needs(each)}
    kept = {name: node for name, node in row.entries.items()
            if text_of(node) or name in needed or name.rstrip("0123456789") != name}
    return Mapping({name: _meant(name, node, problems) for name, node in kept.items()}, row.keys, row.place)


def _meant(name: str, node: Node, problems: list[Problem]) -> Node:
    text = text_of(node)
    if not text:
        return node
    if name in _LISTED:
        assert isinstance(node, Scalar)
        return lines_of(node)
    if name not in TERMS:
        return node
    word = word_meant(name, text)
    if word is None:
        terms = tuple(TERMS[name].values())
        problems.append(Problem(node.place, f"这里不能写“{text}”", "、".join(terms), text, did_you_mean(text, terms)))
    # What is not known is told; another word in its place, or the kind that nobody knows, says no more.
    return Scalar(word or (text if name == "kind" else next(iter(TERMS[name]))), node.place, quoted=True)


_LISTED = {each.name for plan in (INDICATORS, RULES) for each in plan.fields if in_cell(each.type)}


def _whose(row: Mapping) -> Key:
    return _key(*(text_of(row.entries.get(name)) for name in _KEYS))


def _key(code: str, under: str = "", part: str = "") -> Key:
    return _folded(code), _folded(under), _folded(part)


def _folded(text: str) -> str:
    return normalize("NFKC", text)


def _told(key: Key) -> str:
    under = f"口径“{key[1]}”" if key[1] else ""
    part = f"分项“{key[2]}”" if key[2] else ""
    return f"{key[0]} {under}{part}".rstrip() + ("" if under or part else " ")


def _mapping(entries: dict[str, Node], place: Place, keys: Table[str, Place]) -> Mapping:
    return Mapping(entries, {name: keys.get(name, node.place) for name, node in entries.items()}, place)


def _sequence(items: Several[Node]) -> Sequence:
    return Sequence(tuple(items), items[0].place)
