"""What is asked of a measure (度量的问法): a period, columns to group by, values to keep to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hengji.formula import DIALECTS
from hengji.intake import Unreadable, read_day, read_truth
from hengji.model import Place, Problem, Value, did_you_mean

from .schema import TAG_MARK, Register
from .sql_scope import Columns
from .sql_types import Kind
from .sql_words import KINDS, TIMES

#: Where the columns of a register are listed.
_LISTED = "hengji register show {} 列出各列"
#: Parts of a measure's time that it can be grouped by, with the words that mean them.
TIME_PARTS = {"year": ("year", "年", "年度"), "quarter": ("quarter", "季度"), "month": ("month", "月", "月份")}


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included (时段); None where an end is open."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def year(cls, year: int) -> Span:
        """A whole year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def one_year(self) -> int | None:
        """The year in which all of it lies."""
        return self.first.year if self.first and self.last and self.first.year == self.last.year else None

    @property
    def open(self) -> bool:
        """Whether it cuts nothing."""
        return self.first is None and self.last is None

    def __str__(self) -> str:
        if self.first and self.last and self == Span.year(self.first.year):
            return f"{self.first.year}年"
        first, last = (f"{day.year}年{day.month}月{day.day}日" if day else "" for day in (self.first, self.last))
        return f"{first}至{last}" if first and last else f"{first}起" if first else f"至{last}" if last else "全部时间"


@dataclass(frozen=True, slots=True)
class Condition:
    """A column must have one of ``values``; None stands for an empty cell."""

    column: str
    values: tuple[Value | None, ...]


#: A person as it is stored.
_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A period, columns to group by, and conditions that all must hold."""

    period: Span = Span()
    by: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()


def column_name(words: str, columns: Columns, register: Register) -> str | None:
    """The column that is called ``words``: its name in SQL, or its heading."""
    if words.lower() in columns:
        return words.lower()
    return next((each.name for each in register.fields
                 if words in (each.title, *each.accepts) and each.name in columns), None)


def grouped_by(words: Sequence[str], columns: Columns, register: Register, *, time: bool,
               problems: list[Problem]) -> tuple[str, ...]:
    """The columns and parts of time that ``words`` name."""
    found = []
    for word in words:
        part = next((part for part, names in TIME_PARTS.items() if time and word in names), None)
        name = column_name(word, columns, register) or part
        if name is None:
            known = [*columns, *(each.title for each in register.fields if each.name in columns), *TIME_PARTS]
            problems.append(Problem(Place("--by"), f"不能按“{word}”分组：没有这一列",
                                    suggestion=did_you_mean(word, known) or _LISTED.format(register.id)))
        elif name not in found:
            found.append(name)
    return tuple(found)


def conditions(pairs: Sequence[tuple[str, str]], columns: Columns, register: Register,
               problems: list[Problem]) -> tuple[Condition, ...]:
    """``pairs`` of column and value as conditions; several values of one column are alternatives."""
    found: dict[str, list[Value | None]] = {}
    for words, text in pairs:
        name = column_name(words, columns, register)
        if name is None:
            known = [*columns, *(each.title for each in register.fields if each.name in columns)]
            problems.append(Problem(Place("--where"), f"没有名为“{words}”的列",
                                    suggestion=did_you_mean(words, known) or _LISTED.format(register.id)))
            continue
        found.setdefault(name, []).append(_value(text, name, columns[name], register, problems))
    return tuple(Condition(name, tuple(values)) for name, values in found.items())


def _value(text: str, column: str, kind: Kind, register: Register, problems: list[Problem]) -> Value | None:
    if not text:
        return None
    field = register.by_name.get(column)
    if field is not None and (field.type == "money" or (field.person == "hashed" and not _HASH.fullmatch(text))):
        why = "是金额" if field.type == "money" else "是个人信息，加密保存"
        problems.append(Problem(Place("--where"), f"不能按“{field.title}”筛选：它{why}", "编号、单位、渠道这样的列"))
        return None
    if field is not None and field.values and kind == "text":
        for value, spellings in field.values.items():
            if text in (value, *spellings):
                return value
        problems.append(Problem(Place("--where"), f"“{field.title}”没有“{text}”这个值", "、".join(field.values)))
        return None
    if kind == "integer" and text.removeprefix("-").isdecimal() and text.isascii() and len(text) <= 18:
        return int(text)
    if kind == "text":
        return text
    try:
        if kind == "truth":
            return read_truth(text)
        if kind == "date":
            return read_day(text)
    except Unreadable:
        pass
    problems.append(Problem(Place("--where"), f"“{column}”不能等于“{text}”", f"一个{KINDS[kind or 'text']}",
                            suggestion="请用 --from 和 --to" if kind in TIMES else ""))
    return None


def condition_sql(each: Condition, dialect: str, tags: Mapping[str, object]) -> str:
    """A condition in SQL; of a column of tags one of them must be the value."""
    column = DIALECTS[dialect].identifier(each.column)
    if each.column in tags:
        marked = f"concat('{TAG_MARK}', {column}, '{TAG_MARK}')"
        tests = [f"({column} IS NULL)" if value is None else
                 f"contains({marked}, {literal(f'{TAG_MARK}{value}{TAG_MARK}', dialect)})" for value in each.values]
        return f"({' OR '.join(tests)})"
    given = [literal(value, dialect) for value in each.values if value is not None]
    tests = [f"{column} IN ({', '.join(given)})"] if given else []
    return f"({' OR '.join([*tests, *([f'{column} IS NULL'] if None in each.values else [])])})"


def literal(value: Value, dialect: str) -> str:
    """A value as a constant."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case date():
            return f"DATE '{value}'"
        case str():
            return DIALECTS[dialect].string(value)
    return str(value)


def period_sql(period: Span, column: str, kind: Kind, dialect: str, *, full: bool) -> str:
    """The rows of a period, and those whose time is not known: they are left out later, and not lost.

    ``full`` says that every row's time is known.
    """
    if period.open:
        return "TRUE"
    name = DIALECTS[dialect].identifier(column)
    tests = []
    if kind == "integer":
        tests += [f"{name} >= {period.first.year}"] if period.first else []
        tests += [f"{name} <= {period.last.year}"] if period.last else []
    elif kind == "date":
        tests += [f"{name} >= DATE '{period.first}'"] if period.first else []
        tests += [f"{name} <= DATE '{period.last}'"] if period.last else []
    else:
        moment = "TIMESTAMP_NTZ" if dialect == "spark" else "TIMESTAMP"
        tests += [f"{name} >= {moment} '{period.first} 00:00:00'"] if period.first else []
        if period.last:
            tests.append(f"{name} < {moment} '{period.last + timedelta(days=1)} 00:00:00'")
    return " AND ".join(tests) if full else f"(({' AND '.join(tests)}) OR {name} IS NULL)"
