"""How the rows of a register are made up (生成方法), as data: read from ``recipes/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hengji.intake import (
    TRUTH,
    Field,
    ListOf,
    Located,
    MapOf,
    Quantity,
    Record,
    Text,
    Values,
    Words,
    read_text,
    read_yaml,
)
from hengji.model import PLAIN_UNIT, Problem, Unusable, did_you_mean
from hengji.registers.catalogue import catalogue
from hengji.registers.schema import Register, RegisterField

FOLDER = Path(__file__).parent / "recipes"
_SHARED = "shared.yaml"

_RECIPE = Record("生成方法", (
    Field("explain", Text(), "生成的是什么", required=True),
    Field("rows", Quantity(PLAIN_UNIT, 1, whole=True), "一个县一年有几行；写了 table 的，就是它的行数"),
    Field("grows", TRUTH, "规模不是整数个县时，行数也按比例", default=False),
    Field("table", ListOf(Text(), least=2), "逐行写出的数据，第一行是列名，列之间用 | 隔开"),
    Field("let", ListOf(Words()), "依次算出的列：名称 = 表达式，或 use 共用的一组"),
    Field("where", Words(), "只留哪些行"),
    Field("columns", MapOf(Words()), "台账的列各是什么（SQL 表达式）", required=True),
))
_SHARED_PARTS = Record("共用的列", (
    Field("lists", MapOf(ListOf(Text())), "可以挑选的值", required=True),
    Field("parts", MapOf(ListOf(Words())), "几种台账共用的列", required=True),
))


class Let(NamedTuple):
    """A column that others are made from."""

    name: str
    expression: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one register's rows are made (生成方法): ``rows`` of them for a county of scale 1.

    ``lists`` are the values to pick from, ``columns`` the expressions of the register's fields; ``let`` are the
    columns before them, in order. ``grows`` says that a part of a county has a part of the rows.
    """

    register: Register
    explain: str
    rows: int
    grows: bool
    let: tuple[Let, ...]
    where: str
    columns: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)

    @property
    def fields(self) -> tuple[RegisterField, ...]:
        """The fields that are made, in the register's order."""
        return tuple(each for each in self.register.fields if each.name in self.columns)


@cache
def load_recipes() -> Mapping[str, Recipe]:
    """The recipes that are shipped, by register."""
    problems: list[Problem] = []
    shared = _read(FOLDER / _SHARED, _SHARED_PARTS, problems)
    lists = {name: tuple(values) for name, _, values in shared["lists"]} if shared else {}
    parts: dict[str, tuple[Let, ...]] = {}
    for name, _, steps in shared["parts"] if shared else ():
        parts[name] = _lets(steps, parts, problems)
    known, _ = catalogue()
    recipes = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        values = _read(path, _RECIPE, problems) if path.name != _SHARED else None
        if values is not None and values.complete:
            recipes[path.stem] = _recipe(known.register(path.stem), values, lists, parts, problems)
    if problems:
        raise Unusable(problems)
    return recipes


def _read(path: Path, record: Record, problems: list[Problem]) -> Values | None:
    text, refused = read_text(path)
    problems.extend(refused)
    node, syntax = read_yaml(text or "", str(path))
    problems.extend(syntax)
    return None if node is None else record.read(node, problems)


def _recipe(register: Register, values: Values, lists: Mapping[str, tuple[str, ...]],
            parts: Mapping[str, tuple[Let, ...]], problems: list[Problem]) -> Recipe:
    table = _table(values["table"] or ())
    columns = {}
    for name, place, expression in values["columns"]:
        if name not in register.by_name:
            problems.append(Problem(place, f"台账“{register.name}”没有名为“{name}”的字段",
                                    suggestion=did_you_mean(name, register.by_name)))
        columns[name] = expression.text
    rows = len(next(iter(table.values()))) if table else int(values["rows"] or 0)
    if not rows:
        problems.append(Problem(values.place, "没有写明几行", "rows 或 table"))
    return Recipe(register, values["explain"], rows, values["grows"], _lets(values["let"] or (), parts, problems),
                  values["where"].text if values["where"] else "", columns, {**lists, **table})


def _table(lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return {name: tuple(row[n] for row in cells[1:]) for n, name in enumerate(cells[0])} if cells else {}


def _lets(steps: tuple[Located, ...], parts: Mapping[str, tuple[Let, ...]], problems: list[Problem]) -> tuple[Let, ...]:
    found: list[Let] = []
    for step in steps:
        name, sign, expression = step.text.partition(" = ")
        if sign:
            found.append(Let(name.strip(), expression))
            continue
        part = step.text.removeprefix("use ").strip()
        if part not in parts:
            problems.append(Problem(step.place, f"没有名为“{part}”的一组列", "名称 = 表达式，或 use 共用的一组",
                                    suggestion=did_you_mean(part, parts)))
        found += parts.get(part, ())
    return tuple(found)
