"""Values that are not there, and why (缺失、未定、不适用)."""

from __future__ import annotations

from dataclasses import dataclass

from .amount import Exact


@dataclass(frozen=True, slots=True)
class Missing:
    """No value, because something is absent or undefined.

    ``names`` lists the facts to hand in; ``reasons`` says why in words (a zero
    base, a year outside the calendar) where handing in nothing would help.
    """

    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    def joined(self, other: Missing) -> Missing:
        """Both absences as one, each name and reason once."""
        return Missing(tuple(dict.fromkeys(self.names + other.names)),
                       tuple(dict.fromkeys(self.reasons + other.reasons)))

    def __str__(self) -> str:
        absent = "缺" + "、".join(self.names) if self.names else ""
        return "；".join(text for text in (*self.reasons, absent) if text)


@dataclass(frozen=True, slots=True)
class Open:
    """A judgement that the evidence leaves undecided (未定): it may be either way.

    ``choices`` are the values it could take (both truths; the two ends of a
    range of points); ``reason`` says why it is open.
    """

    choices: tuple[Exact, Exact]
    reason: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """An indicator that does not apply to this entity (不适用), with the reason."""

    code: str
    reason: str
