"""Registers as data (台账的定义): what one row is, its fields, and what every row must keep to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hengji.model import Exact, Place, Unit

from .measure import Measure

#: What a field can hold, with its Chinese term and its SQL type. Money is whole fen.
TYPES = {
    "text": ("文字", "VARCHAR"),
    "integer": ("整数", "BIGINT"),
    "decimal": ("小数", "DECIMAL(38,{decimals})"),
    "money": ("金额", "BIGINT"),
    "date": ("日期", "DATE"),
    "datetime": ("时间", "TIMESTAMP"),
    "truth": ("是否", "BOOLEAN"),
    "tags": ("标签（可以几个）", "VARCHAR"),
}
#: What a field is for.
ROLES = {
    "key": "编号，一行一个", "entity": "单位", "region": "地区", "time": "发生时间", "deadline": "期限",
    "stage": "环节或状态", "amount": "金额或数量", "person": "个人",
}
#: What becomes of a person's identifier on the way in.
PERSON = {"hashed": "加密后保存", "dropped": "不保存", "clear": "原样保存"}
#: Between the tags of one cell, as they are stored.
TAG_MARK = "、"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """A field of a register (字段).

    ``name`` is its column in SQL, ``title`` its heading in Chinese, ``accepts`` are other headings for it.
    ``values`` are the only ones allowed, each with the spellings that mean it. ``unit`` is the unit of an amount
    whose heading names none. ``decimals`` are kept of a ``decimal``. ``future`` allows dates after the import.
    """

    name: str
    title: str
    type: str
    role: str = ""
    required: bool = False
    accepts: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit: Unit | None = None
    decimals: int = 2
    low: Exact | None = None
    high: Exact | None = None
    pattern: str = ""
    person: str = ""
    future: bool = False
    refers: tuple[str, str] | None = None
    explain: str = ""
    example: str = ""
    place: Place | None = field(default=None, compare=False)

    @property
    def sql_type(self) -> str:
        """The type of its column, in DuckDB's words."""
        return TYPES[self.type][1].format(decimals=self.decimals)


@dataclass(frozen=True, slots=True)
class RowRule:
    """What every row must keep to (行规则): ``holds`` is an SQL condition; where it is false, ``says`` is told.

    A condition that cannot be decided, because a field is empty, is kept.
    """

    holds: str
    says: str
    fields: tuple[str, ...]
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class View:
    """A SELECT over registers that measures build on (视图), read as a table of that name."""

    name: str
    sql: str
    place: Place


@dataclass(frozen=True, slots=True)
class Register:
    """A register (台账): ``explain`` says what one row is, ``serves`` which systems hand it in."""

    id: str
    name: str
    english: str
    explain: str
    fields: tuple[RegisterField, ...]
    rules: tuple[RowRule, ...] = ()
    measures: tuple[Measure, ...] = ()
    views: tuple[View, ...] = ()
    serves: tuple[str, ...] = ()
    folder: Path | None = field(default=None, compare=False)

    @property
    def table(self) -> str:
        """Its name in SQL."""
        return self.id.replace("-", "_")

    @property
    def by_name(self) -> Mapping[str, RegisterField]:
        """The fields by their names in SQL."""
        return {each.name: each for each in self.fields}

    @property
    def keys(self) -> tuple[RegisterField, ...]:
        """The fields that together name a row."""
        return tuple(each for each in self.fields if each.role == "key")

    @property
    def time(self) -> RegisterField | None:
        """The first field that says when something happened; periods are cut by it."""
        return next((each for each in self.fields if each.role == "time"), None)
