"""The sheets of a framework's workbook (工作簿的表): what each holds, derived from the records of the format.

One description for both directions: a :class:`Plan` says which fields are columns,
writing lays the framework out on them, reading finds them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hengji.intake import (
    TRUTH,
    Choice,
    Column,
    Field,
    FieldType,
    Later,
    ListOf,
    OneOf,
    Record,
    Text,
    UnitName,
    fills_down,
)
from hengji.model import UNITS

from .kinds import KINDS, SPLIT, rule_type
from .record import FRAMEWORK
from .workbook_words import TERMS, headings, note

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Spot:
    """A column, or a labelled cell: ``id`` is the name of its field, with its level behind it if it has one."""

    sheet: str
    id: str
    field: Field
    headings: tuple[str, ...]
    note: str
    level: int = 0
    key: bool = False
    required: bool = False

    @property
    def column(self) -> Column:
        """As it is looked for."""
        return Column(self.id, (*self.headings, self.id), self.required,
                      fills=bool(self.key or self.level) or fills_down(self.field.type))

    @property
    def options(self) -> tuple[str, ...]:
        """What it can be chosen from; empty when anything can be written."""
        if self.field.name in TERMS:
            return tuple(TERMS[self.field.name].values())
        if isinstance(self.field.type, UnitName):
            return tuple(UNITS)
        return ("是", "否") if self.field.type is TRUTH else ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet: ``keys`` say what a row belongs to, ``levels`` are the fields that stand once for every level.

    ``below`` is the field that holds the next level; ``notes`` replace what a field's own words say.
    """

    name: str
    fields: tuple[Field, ...]
    hint: str
    keys: tuple[Field, ...] = ()
    levels: tuple[Field, ...] = ()
    below: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    def spots(self, depth: int = 1) -> list[Spot]:
        """Its columns, for a tree of so many levels."""
        spots = [self._spot(key, key=True) for key in self.keys]
        spots += [self._level(each, level) for level in range(1, depth + 1) for each in self.levels]
        return spots + [self._spot(each) for each in self.fields]

    def _spot(self, each: Field, *, key: bool = False) -> Spot:
        return Spot(self.name, each.name, each, headings(self.name, each.name), self._note(each), key=key,
                    required=self.needs(each))

    def _level(self, each: Field, level: int) -> Spot:
        known = headings(self.name, each.name)
        names = [f"{numeral(level)}级{name}" for name in known]
        names += [f"{numeral(level)}级指标{name}" for name in known if "指标" not in name]
        if level == 1 and len(self.levels) == 1:
            names = [*known, *names]
        return Spot(self.name, f"{each.name}{level}", each, tuple(dict.fromkeys(names)), self._note(each), level=level,
                    required=self.needs(each))

    def needs(self, each: Field) -> bool:
        """Whether the column must be there; what a row of a rule must have depends on the kind of the rule."""
        return each.required and (each in self.keys or len(self.keys) < 2)

    def _note(self, each: Field) -> str:
        return self.notes.get(each.name) or note(self.name, each)


def numeral(level: int) -> str:
    """一 for 1, 十二 for 12."""
    tens, ones = divmod(level - 1, 10)
    return "十" * tens + _NUMERALS[ones]


def record_of(kind: FieldType | None) -> Record | None:
    """The record that ``kind`` reads, or of whose items it is a list."""
    while isinstance(kind, ListOf | Later):
        kind = kind.item if isinstance(kind, ListOf) else kind.type
    return kind if isinstance(kind, Record) else None


def in_cell(kind: FieldType) -> bool:
    """Whether a list stands in one cell, an item a line."""
    return isinstance(kind, ListOf) and isinstance(kind.item, Text)


def items_of(kind: str) -> Field | None:
    """The one list among the own parameters of a rule kind: its points, bands or parts."""
    return next((each for each in KINDS[kind].fields if isinstance(each.type, ListOf)), None)


def parameters_of(kind: str) -> tuple[Field, ...]:
    """The parameters of a rule kind that stand on the row of the rule."""
    listed = items_of(kind)
    return tuple(each for each in RULE.records[kind].fields if each is not listed)  # type: ignore[attr-defined]


def _simple(record: Record, *left_out: str) -> tuple[Field, ...]:
    """The fields of ``record`` that one cell can hold."""
    return tuple(each for each in record.fields if each.name not in left_out and not isinstance(each.type, OneOf)
                 and (in_cell(each.type) or not isinstance(each.type, ListOf)))


def _of(kind: FieldType, name: str) -> Record:
    record = record_of(kind)
    assert record is not None, name
    return record


def _united(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Each name once, in order."""
    found: dict[str, Field] = {}
    for each in fields:
        found.setdefault(each.name, each)
    return tuple(found.values())


def _ordered(first: str, fields: Iterable[Field]) -> tuple[Field, ...]:
    """As people are used to see them; what is not named comes behind."""
    names = first.split()
    return tuple(sorted(fields, key=lambda each: names.index(each.name) if each.name in names else len(names)))


def _notes() -> dict[str, str]:
    """What each parameter means for the kinds that have it; those that mean the same are told together."""
    said: dict[str, dict[str, list[str]]] = {}
    for name, kind in KINDS.items():
        for each in parameters_of(name):
            if each in kind.fields:
                said.setdefault(each.name, {}).setdefault(note("评分规则", each), []).append(kind.term)
    return {name: "\n".join(f"{'、'.join(terms)}：{doc}" for doc, terms in docs.items()) for name, docs in said.items()}


#: Columns of a rule's row that only parts have.
OF_PARTS = ("worth", "formula")
RULE = rule_type(KINDS)
assert isinstance(RULE, OneOf)

_INDICATOR = _of(FRAMEWORK.by_name["indicators"].type, "indicators")
_READING = _of(_INDICATOR.by_name["readings"].type, "readings")
_PART = _of(SPLIT.fields[0].type, "parts")
_KIND = Field("kind", Choice(tuple(KINDS)), "末级指标按哪一种规则评分；参数写在“评分规则”表")
_WHOSE = Field("indicator", Text(), "是哪个指标的：与“指标”表的编号一致", required=True)
_RULE_OF = (_WHOSE, Field("under", Text(), "其他口径自己的规则，写口径的名称；指标本身的规则不写"),
            Field("part", Text(), "分项的规则，写分项的名称；整个指标的规则不写"))
_POINTS = [_of(each.type, each.name) for each in map(items_of, KINDS) if each and record_of(each.type)
           and "text" in _of(each.type, each.name).by_name]
_BANDS = [_of(each.type, each.name) for each in map(items_of, KINDS) if each and each.name == "bands"]

BASICS = Plan("基本信息", tuple(each for each in _simple(FRAMEWORK) if each.name != "schema"),
              "名称在左，内容填在右边一格；标识、版本、名称、出处一定要填。")
INDICATORS = Plan(
    "指标", _ordered("explain formula unit kind materials source deduction inferred reading",
                     (_KIND, *_simple(_INDICATOR, "code", "name", "weight"))),
    "每行一个末级指标；上级指标可以合并单元格，也可以逐行照写或只写第一行。上级自己的解释、出处等另起一行，写在它的下级前面。",
    levels=tuple(_INDICATOR.by_name[name] for name in ("code", "name", "weight")), below="children")
RULES = Plan(
    "评分规则", _united([*(_PART.by_name[name] for name in OF_PARTS), _KIND,
                      *(each for name, kind in KINDS.items() for each in parameters_of(name) if each in kind.fields),
                      *(each for name in KINDS for each in parameters_of(name))]),
    "每个末级指标一行，每个分项另有一行。只填这一种规则用的参数，其余空着；分值写“0.5分”或“3%”（权重的份额）。",
    keys=_RULE_OF, notes=_notes())
POINTS = Plan("要点", _united(each for record in _POINTS for each in _simple(record, "text", "points")),
              "每行一个要点，按评判的次序。下面还有一层的，把下一层写在右边一列。",
              keys=_RULE_OF, levels=(_POINTS[0].by_name["text"],), below="points")
BANDS = Plan("分档", _united(each for name in ("name", "from", "to", "worth") for record in _BANDS
                           for each in record.fields if each.name == name),
             "每行一档，从高到低。分档得分写下限、上限和得分；定性分档写档名和下限（从权重的几成起）。", keys=_RULE_OF)
READINGS = Plan("其他口径", _simple(_READING), "同一指标的别种算法：只显示影响，不计分。", keys=(_WHOSE,))

#: Plain lists of the framework, by the field that holds them.
LISTS = {name: Plan(sheet, _simple(_of(FRAMEWORK.by_name[name].type, name)), hint) for name, sheet, hint in (
    ("grades", "等级", "从高到低，最低一档从 0 分起；按百分制。"),
    ("facts", "所需数据", "公式用到的数据，每行一项；公式里就用这里的名称。"),
    ("vetoes", "否决事项", "发生了就限制等级的事项；没有就空着。"))}

#: All sheets, in their order.
PLANS = (BASICS, LISTS["grades"], INDICATORS, RULES, POINTS, BANDS, READINGS, LISTS["facts"], LISTS["vetoes"])
