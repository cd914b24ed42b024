"""Tables of weights and scores (得分表): which column is what, the indicators, and how they hang together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from hengji.model import PrintedCell, decimal_text, exact
from hengji.proofreading.claims.same.names import name_of, role_of
from hengji.proofreading.number import POINTS, Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Term, as_it_stands, constant, of, times
from hengji.proofreading.sheets.cells import is_running_text
from hengji.proofreading.sheets.labels import is_total
from hengji.proofreading.sheets.sheet import Sheet

_LOST = re.compile(r"扣分(?:值|数)?$|扣减分$|失分$")
_RULE = re.compile(r"标准|细则|规则|办法|说明|要点")
_IN_BRACKETS = re.compile(r"\(\d+(?:\.\d+)?分\)")
_STEPS = 20


@dataclass(slots=True, eq=False)
class Node:
    """An indicator or a group of them (指标), with its weights and scores as printed: in its name, in a column."""

    label: str
    weights: list[Number] = field(default_factory=list)
    scores: list[Number] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its own name, without code and points."""
        return name_of(self.label)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A row of a score table (得分行): what it is worth, and each score that it got with the column of it."""

    row: int
    name: str
    weight: Number | None
    scores: dict[int, Number]
    rate: Number | None = None
    lost: Number | None = None


@dataclass(frozen=True)
class ScoreTable:
    """A sheet that tells weights and scores."""

    sheet: Sheet

    @cached_property
    def roles(self) -> dict[int, str]:
        """What each column holds: ``weight``, ``score``, ``rate``, ``lost`` or nothing of the kind."""
        return {column: "lost" if path and _LOST.search(path[-1]) else role_of(path)
                for column, path in self.sheet.paths.items()}

    @cached_property
    def weight_column(self) -> int:
        """The column of the weights of the rows, the last of several; 0 where there is none."""
        return max((column for column, role in self.roles.items() if role == "weight"), default=0)

    @cached_property
    def whole(self) -> bool:
        """Whether weights are points; parts of one (0.2) or per cents are not."""
        return all(number.kind is not Kind.RATE for number in self._weights) and any(
            number.value > 1 for number in self._weights)

    @cached_property
    def _weights(self) -> list[Number]:
        return [*(number for (_, column), number in self.sheet.numbers.items() if column == self.weight_column),
                *self.sheet.weights.values()]

    def points(self, weight: Number) -> Term:
        """The full mark that a weight stands for."""
        return of(weight) if self.whole else times(constant(100), of(weight))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All rows that have a score, totals among them; of a row with several levels each level."""
        return tuple(item for row in self.sheet.body_rows for item in self._items(row) if item.scores)

    @cached_property
    def _by_row(self) -> dict[int, dict[int, Number]]:
        found: dict[int, dict[int, Number]] = {}
        for (row, column), number in self.sheet.numbers.items():
            found.setdefault(row, {})[column] = number
        return found

    @cached_property
    def levelled(self) -> bool:
        """Whether every level has its own columns of weights and scores beside its names."""
        roles = [*self.roles.values()]
        return len(self.sheet.label_columns) > 1 and min(roles.count("weight"), roles.count("score")) > 1

    def _items(self, row: int) -> Iterator[Item]:
        held = self._by_row.get(row, {})
        label = self.sheet.labels[row]
        if not self.levelled:
            yield self._item(row, label, held)
            return
        for name in dict.fromkeys(number.label for number in held.values()):
            yield self._item(row, name, {column: number for column, number in held.items() if number.label == name})

    def _item(self, row: int, label: str, held: dict[int, Number]) -> Item:
        scores = {column: number for column, number in held.items()
                  if self.roles[column] == "score" and number.kind in POINTS and number.measured}
        rates = [number for column, number in held.items() if self.roles[column] == "rate"]
        lost = [number for column, number in held.items() if self.roles[column] == "lost" and number.kind in POINTS]
        weights = [number for column, number in held.items() if self.roles[column] == "weight"]
        own = (weights[-1] if weights else None) if self.levelled else held.get(self.weight_column)
        own = own or self.sheet.weights.get((row, max(self.sheet.label_columns, default=0)))
        return Item(row, name_of(label), own, scores, rates[0] if rates else None, lost[0] if lost else None)

    def total(self, row: int) -> bool:
        """Whether a row is the sum of others."""
        return is_total(self.sheet.labels[row])

    def of(self, role: str) -> list[Number]:
        """The numbers of all columns of this role, but for totals."""
        return [number for (row, column), number in self.sheet.numbers.items()
                if self.roles.get(column) == role and number.kind in POINTS and not self.total(row)]

    @cached_property
    def roots(self) -> tuple[Node, ...]:
        """The outermost indicators, the others below them; by the columns in which their names stand."""
        nodes: dict[tuple[str, ...], Node] = {}
        roots: list[Node] = []
        for row in self.sheet.body_rows:
            path = self.sheet.label_paths.get(row, ())
            if not path or self.total(row):
                continue
            keys = tuple(_IN_BRACKETS.sub("", name) for name in path)
            for level in range(1, len(path) + 1):
                if keys[:level] not in nodes:
                    node = nodes[keys[:level]] = Node(path[level - 1])
                    (nodes[keys[:level - 1]].children if level > 1 else roots).append(node)
            self._weigh(row, path, [nodes[keys[:level]] for level in range(1, len(path) + 1)])
        return tuple(roots)

    def _weigh(self, row: int, path: tuple[str, ...], nodes: list[Node]) -> None:
        """Gives the weights and scores that stand in this row to the indicators of its ``path`` that they are of."""
        for column in self.sheet.columns:
            for role, in_names in (("weight", self.sheet.weights), ("score", self.sheet.scores)):
                number = in_names.get((row, column))
                if number is None and self.roles.get(column) == role:
                    number = self.sheet.numbers.get((row, column))
                if number is not None and number.label in path:
                    node = nodes[path.index(number.label)]
                    (node.weights if role == "weight" else node.scores).append(number)

    def rules(self, row: int) -> Iterator[PrintedCell]:
        """The cells of a row that print its rule, each only this row's own."""
        for column in self.sheet.columns:
            cell = self.sheet.table.at(row, column)
            head = "".join(self.sheet.paths.get(column, ())[-1:])
            if (cell is not None and (cell.row, cell.column, cell.rows) == (row, column, 1)
                    and _RULE.search(head) and is_running_text(cell.text)):
                yield cell


def unrounded(score: Number) -> bool:
    """Whether a score is one that people give, in steps of 0.05, and none cut to its digits: 4.67 for 14/3."""
    return (score.value * _STEPS).denominator == 1


def as_given(score: Number) -> Term:
    """The score as it stands where it is not rounded."""
    return as_it_stands(score) if unrounded(score) else of(score)


def plain(value: Fraction) -> str:
    """A number of points as people write it, with two decimals at most."""
    text = decimal_text(exact(value), 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def score_tables(reading: Reading) -> Iterator[ScoreTable]:
    """The sheets of a document that have a column of scores, or of weights."""
    for sheet in reading.sheets:
        table = ScoreTable(sheet)
        if {"score", "weight"} & set(table.roles.values()):
            yield table
