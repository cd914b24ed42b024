"""What the evidence shows to be wrong (发现的问题): read, and it breaks a rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import Place

SEVERITIES = {"high": "严重", "medium": "一般", "low": "轻微"}
STATES = {"suspicion": "疑点", "verified": "已核实", "accepted": "单位认可", "dismissed": "已排除"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: what it says, and where."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding; keys as in ``hengji/finding/1``.

    ``amount`` is the money concerned in fen; ``rows`` are identifiers of the
    records behind it. A deduction may name a finding only once it is verified
    or accepted.
    """

    id: str
    text: str
    check: str = ""
    clause: str = ""
    severity: str = "medium"
    state: str = "verified"
    sides: tuple[Side, ...] = ()
    amount: int | None = None
    rows: tuple[str, ...] = ()
    remedy: str = ""
    entered: Place | None = field(default=None, compare=False)
