"""Measures as data (度量的定义): which rows are counted, which are left out and why, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hengji.formula import Named
from hengji.model import Derivation, Missing, Place, Unit, Value


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are not counted (不计入): the first reason whose SQL condition holds is the row's."""

    why: str
    when: str


@dataclass(frozen=True, slots=True)
class Part:
    """A sum over the rows counted (分项): of 1 where the SQL condition ``where`` holds, or of the integer ``sum``.

    Both may stand: then of ``sum`` where ``where`` holds. Money is summed in fen. ``whole`` is said in a measure
    that is split: the sum is then over all its values, as the base of their shares.
    """

    name: str
    unit: Unit
    where: str = ""
    sum: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a register (度量).

    ``rows`` is a SELECT that gives one row for one thing counted, "" for the register's own rows. ``time`` is the
    column by which a period is cut, "" where the register tells how things stand and not what happened.
    ``value`` is a formula over the parts' names. ``sentence`` tells the result, with ``{名称}`` for parts and
    ``{值}``. ``columns`` are shown where rows are listed. ``split`` names a column: the measure is then taken of
    each of its values, and ``overlaps`` says that a row may stand under several of them. ``yearly`` says
    that one thing has a row in each year: years must not be added up.
    """

    id: str
    register: str
    name: str
    english: str
    unit: Unit
    parts: tuple[Part, ...]
    value: Named
    sentence: str
    rows: str = ""
    time: str = ""
    left_out: tuple[LeftOut, ...] = ()
    columns: tuple[str, ...] = ()
    split: str = ""
    overlaps: bool = False
    yearly: bool = False
    explain: str = ""
    place: Place | None = field(default=None, compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure gave (度量结果), for one group.

    ``group`` are the columns it was grouped by with their values, in order; ``snapshots`` the version of each
    register that was read; ``left_out`` the rows not counted, by reason; ``sql`` the query, as it was run.
    ``unfilled`` are rows counted that have no number for a part's sum: nothing was added for them.
    """

    measure: Measure
    group: tuple[tuple[str, Value | None], ...]
    snapshots: Mapping[str, int]
    counted: int
    left_out: Mapping[str, int]
    parts: Mapping[str, Value | Missing]
    derivation: Derivation
    sql: str
    unfilled: Mapping[str, int] = field(default_factory=dict)

    @property
    def value(self) -> Value | Missing:
        """The measure's value; missing where nothing was there to be counted."""
        return self.derivation.value
