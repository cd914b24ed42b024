"""Facts (事实): named values of an entity in a period, with where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .amount import Exact
from .place import Place
from .unit import Unit

#: What a fact can hold: money in fen, rates as fractions, counts, days, points; or truth, date, text.
Value = Exact | bool | date | str


class Evidence(StrEnum):
    """How well a fact or judgement is supported (证据等级), strongest first."""

    ORIGINAL = "original"
    VERIFIED = "verified"
    STATED = "stated"
    NONE = "none"

    @property
    def term(self) -> str:
        """The Chinese term."""
        return {"original": "原始记录", "verified": "第三方核实",
                "stated": "单位陈述", "none": "无依据"}[self.value]


_FROM_STRONGEST = {level: n for n, level in enumerate(Evidence)}


def weakest(levels: Iterable[Evidence]) -> Evidence:
    """The weakest of ``levels``; none at all is no evidence."""
    return max(levels, key=_FROM_STRONGEST.__getitem__, default=Evidence.NONE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from.

    ``kind`` is ``"document"`` (then ``document``, ``place`` and ``printed`` are
    set; ``printed`` is the figure as printed), ``"entry"`` (then ``who``,
    ``when`` and ``attachment``) or ``"register"`` (then ``register``, ``measure``, the
    versions of the registers read as ``snapshots``, the rows ``counted`` and those ``left_out`` by reason).
    """

    kind: str
    document: str = ""
    place: Place | None = None
    printed: str = ""
    who: str = ""
    when: str = ""
    attachment: str = ""
    register: str = ""
    measure: str = ""
    snapshots: tuple[tuple[str, int], ...] = ()
    counted: int = 0
    left_out: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A named value; ``previous`` marks last year's (上年).

    ``value`` is in the base of ``unit``'s dimension; ``project`` or ``agency`` names
    the project or budget unit it belongs to, if not the department as a whole.
    ``entered`` is where it stands in the case file.
    """

    name: str
    value: Value
    unit: Unit
    level: Evidence
    source: Source
    previous: bool = False
    project: str = ""
    agency: str = ""
    entered: Place | None = field(default=None, compare=False)

    @property
    def member(self) -> tuple[str, str] | None:
        """The unit or project it belongs to, as (kind, code); None for the department as a whole."""
        if self.project:
            return "projects", self.project
        return ("agencies", self.agency) if self.agency else None

    @property
    def key(self) -> str:
        """The name under which formulas read it: ``上年:`` before a previous year's."""
        return f"上年:{self.name}" if self.previous else self.name
