"""The budget year (年度)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A budget year: 1 January to 31 December (《预算法》第十八条)."""

    year: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31)

    @property
    def previous(self) -> Period:
        """The year before (上年)."""
        return Period(self.year - 1)

    def __str__(self) -> str:
        return str(self.year)
