"""From texts to values in one plan (导入方案): quick, stopping at the first row that does not fit; or telling all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengji.registers.readers import FLAW, ROW, ReadColumn, Source
from hengji.registers.schema import Register, RegisterField

from .conditions import Condition, alone, conditions, raw_name
from .expressions import quoted, value_sql
from .identity import Identity
from .plain import PLAIN, is_free_text, judged

#: What a plan says when it stops itself.
HALT = "hengji: a row does not fit"


@dataclass(frozen=True, slots=True)
class Plan:
    """How one source becomes rows of a register.

    ``checks`` are the conditions of each column that is read. Fields without a column are NULL to rules, and are not
    written: whoever reads the files knows the register's columns.
    """

    register: Register
    source: Source
    fields: tuple[RegisterField, ...]
    checks: tuple[tuple[ReadColumn, tuple[Condition, ...]], ...]
    identity: Identity | None

    @property
    def written(self) -> list[str]:
        """The columns that are written."""
        read = {column.field.name for column, _ in self.checks}
        return [field.name for field in self.fields if field.name in read]

    def quick(self) -> str:
        """The rows; the query stops with an error where one of them is wrong."""
        first, *others = map(quoted, self.written)
        held = f"CASE WHEN {self._right()} THEN {first} ELSE error('{HALT}') END AS {first}"
        return f"SELECT {', '.join([held, *others])} FROM ({self._values()})"

    def right_rows(self) -> str:
        """The rows that are right, with their numbers."""
        names = ", ".join(map(quoted, self.written))
        return f"SELECT {ROW}, {names} FROM ({self._values()}) WHERE {self._right()}"

    def wrong_rows(self) -> str:
        """The rows that are wrong.

        Of each: its number, what is wrong with it as a whole, for each column the place of the condition that holds
        (0 for none) and the text, whether each rule is broken, and what stands under no heading.
        """
        codes = []
        for column, checks in self.checks:
            cases = "".join(f" WHEN {check.holds} THEN {at}" for at, check in enumerate(checks, 1))
            codes += [f"CASE{cases} ELSE 0 END" if cases else "0", raw_name(column.field)]
        codes += [f"NOT {_held(rule.holds)}" for rule in self.register.rules]
        codes += [f"c{at}" for at in self.source.blank]
        return f"SELECT {', '.join([ROW, FLAW, *codes])} FROM ({self._values()}) WHERE NOT ({self._right()})"

    def _values(self) -> str:
        """The texts and the values that they give."""
        read = {column.field.name: column for column, _ in self.checks}
        raws = [PLAIN, *(f"c{column.index} AS {raw_name(column.field)}" for column in read.values())]
        values = [f"{self._value(read[field.name])} AS {quoted(field.name)}" if field.name in read
                  else f"NULL::{field.sql_type} AS {quoted(field.name)}" for field in self.fields]
        more = [f"c{at}" for at in self.source.blank] + ([ROW, FLAW] if self.source.numbered else [])
        return f"SELECT {', '.join([*raws, *values, *more])} FROM {judged(self.source.relation, list(read.values()))}"

    def _value(self, column: ReadColumn) -> str:
        raw = f"c{column.index}"
        if column.field.person == "hashed":
            assert self.identity is not None
            return self.identity.hash_sql(raw)
        value = value_sql(column, raw)
        return f"CASE WHEN {PLAIN} THEN {raw} ELSE {value} END" if is_free_text(column.field) else value

    def _right(self) -> str:
        """Whether a row is right; never NULL."""
        terms = [term for _, checks in self.checks for term in _passes(checks)]
        terms += [_held(rule.holds) for rule in self.register.rules]
        terms += [f"c{at} IS NULL" for at in self.source.blank]
        return " AND ".join([*terms, f"{FLAW} IS NULL"] if self.source.numbered else terms) or "true"


def _passes(checks: tuple[Condition, ...]) -> list[str]:
    """What holds of a column that is right; a plain row needs no looking for what plain texts never are."""
    looks = [check.passes for check in checks if check.looks]
    others = [check.passes for check in checks if not check.looks]
    return [*others, f"({PLAIN} OR {' AND '.join(looks)})"] if looks else others


def planned(register: Register, source: Source, fields: tuple[RegisterField, ...], identity: Identity | None,
            today: date) -> Plan:
    """The plan for ``source``; ``fields`` are those that are stored."""
    checks = tuple((column, (*conditions(column, today), *_lonely(register, source, column.field)))
                   for column in source.columns.values())
    return Plan(register, source, fields, checks, identity)


def _lonely(register: Register, source: Source, field: RegisterField) -> tuple[Condition, ...]:
    """That a row is more than ``field``, where nothing else must be there, in files that people write lines below."""
    others = [column.field for column in source.columns.values() if column.field is not field]
    alone_needed = [each for each in register.fields if each.required] == [field]
    return (alone(field, others),) if alone_needed and len(others) > 1 and (source.sheet or source.encoding) else ()


def _held(rule: str) -> str:
    return f"coalesce(({rule}), true)"
