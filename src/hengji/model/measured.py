"""Facts that come from registers (台账取数): what a case asks for, what was found, and what says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .amount import exact_text, round_half_up
from .fact import Evidence, Fact, Source, Value
from .place import Place
from .unit import Unit

#: Which value holds where a register gives another one than the case states.
WINNERS = {"measured": "以台账为准", "stated": "以填报的数为准"}


@dataclass(frozen=True, slots=True)
class RegisterValue:
    """What a measure gave (台账算得的数).

    ``snapshots`` are the versions of the registers that were read, the measure's own first; ``counted`` rows made
    the value, ``left_out`` were not counted, by reason; ``sentence`` tells it in Chinese.
    """

    value: Value
    snapshots: tuple[tuple[str, int], ...]
    counted: int
    left_out: tuple[tuple[str, int], ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredFact:
    """A fact that a case takes from a measure (由台账取数的事实).

    ``measure`` is ``register/measure``; ``part`` names one of its parts, "" its value. ``where`` are the rows
    that belong to it, as (column, value). ``stated`` is the same fact as the case states it otherwise; ``wins``
    says which of the two holds. ``result`` is None until the register was read.
    """

    fact: str
    measure: str
    unit: Unit
    level: Evidence
    part: str = ""
    where: tuple[tuple[str, str], ...] = ()
    wins: str = ""
    previous: bool = False
    project: str = ""
    agency: str = ""
    stated: Fact | None = None
    result: RegisterValue | None = None
    entered: Place | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """The name under which formulas read it."""
        return f"上年:{self.fact}" if self.previous else self.fact

    @property
    def member(self) -> tuple[str, str] | None:
        """The unit or project it belongs to, as of a fact."""
        if self.project:
            return "projects", self.project
        return ("agencies", self.agency) if self.agency else None

    @property
    def collides(self) -> bool:
        """Whether the register says another value than the case (数出两样)."""
        return self.result is not None and self.stated is not None and not _agree(
            self.stated.value, self.result.value, self.stated.unit)

    @property
    def settled(self) -> Fact | None:
        """The fact that holds: measured or stated; None where there is neither.

        A stated value that is the measured one, rounded, gives way to it.
        """
        if self.result is None or (self.collides and self.wins == "stated"):
            return self.stated
        result = self.result
        source = Source("register", register=result.snapshots[0][0], measure=self.measure,
                        snapshots=result.snapshots, counted=result.counted, left_out=result.left_out)
        return Fact(self.fact, self.result.value, self.unit, self.level, source, self.previous, self.project,
                    self.agency, self.entered)


def _agree(stated: Value, measured: Value, unit: Unit) -> bool:
    if isinstance(stated, (int, Fraction)) and isinstance(measured, (int, Fraction)) and not isinstance(stated, bool):
        written, exact = Fraction(stated) / unit.scale, Fraction(measured) / unit.scale
        decimals = _decimals(written)
        # A whole number may be a rounded one or not: 100 % is no other way of writing 99.6 %.
        return written == exact or (decimals > 0 and round_half_up(exact, decimals) == written)
    return stated == measured


def _decimals(value: Fraction) -> int:
    """How many decimals ``value`` has; none where it does not end."""
    text = exact_text(value)
    return 0 if "/" in text else len(text.partition(".")[2])
