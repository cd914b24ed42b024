"""Which figure is the wrong one (错在哪个数): the one whose change mends most and breaks least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .causes import LEAST, SWAPPED, slip
from .interval import Interval
from .judging import SAME, Outcome, Verdict, required
from .number import FIGURES, Number
from .relation import Strength

#: A sum does not tell by itself which of its figures is wrong.
_ALIKE = "合计数或其中一项写错，凭本文分不出是哪一个"
_ORDER = {Strength.CERTAIN: 0, Strength.LIKELY: 1, Strength.WEAK: 2}


@dataclass(frozen=True, slots=True, eq=False)
class Suspect:
    """A figure that is probably wrong (疑误的数), the broken relations that its change mends, what it should be.

    ``wanted`` is None where the relations only limit it; ``cause`` tells the slip.
    """

    number: Number
    verdicts: tuple[Verdict, ...]
    wanted: Interval | None
    cause: str = ""

    @property
    def strength(self) -> Strength:
        """The worst that its relations say."""
        return min((verdict.strength for verdict in self.verdicts), key=_ORDER.__getitem__)


def suspects(verdicts: Iterable[Verdict]) -> Iterator[Suspect]:
    """One suspect for each cause; together their changes mend every broken relation."""
    broken: list[Verdict] = []
    holding: dict[int, int] = defaultdict(int)
    for verdict in verdicts:
        if verdict.outcome is Outcome.BROKEN:
            broken.append(verdict)
        else:
            for number in verdict.relation.numbers():
                holding[id(number)] += verdict.relation.comparator == "="
    for cluster in _clusters(broken):
        left = _by_number(sorted(cluster, key=_surest))
        candidates = {number: _suspect(number, held) for number, held in left.items()}
        while candidates:
            found = _likeliest([*candidates.values()], holding)
            if not all(verdict.relation.supporting for verdict in found.verdicts):
                yield found
            # What is blamed once is taken as mended: what is left has another cause.
            del left[found.number], candidates[found.number]
            for number in {number for verdict in found.verdicts for number in verdict.relation.numbers()} & left.keys():
                left[number] = [verdict for verdict in left[number] if verdict not in found.verdicts]
                if left[number]:
                    candidates[number] = _suspect(number, left[number])
                else:
                    del left[number], candidates[number]


def _surest(verdict: Verdict) -> tuple[int, bool]:
    """What is told most surely first; of that, what is told twice: it says outright what the figure should be."""
    return _ORDER[verdict.strength], verdict.relation.check not in SAME


def _clusters(broken: list[Verdict]) -> Iterable[list[Verdict]]:
    """Broken relations that share figures, directly or through others."""
    above: dict[int, int] = {}

    def top(key: int) -> int:
        while above.setdefault(key, key) != key:
            key = above[key]
        return key

    for verdict in broken:
        first, *others = verdict.relation.numbers()
        for number in others:
            above[top(id(number))] = top(id(first))
    clusters: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in broken:
        clusters[top(id(verdict.relation.target))].append(verdict)
    return clusters.values()


def _by_number(broken: list[Verdict]) -> dict[Number, list[Verdict]]:
    """For each figure the broken relations that it stands in, in their order."""
    found: dict[Number, list[Verdict]] = {}
    for verdict in broken:
        for number in dict.fromkeys(verdict.relation.numbers()):
            if number.kind in FIGURES:
                found.setdefault(number, []).append(verdict)
    return found


def _suspect(number: Number, broken: list[Verdict]) -> Suspect:
    """``number`` with all of its ``broken`` relations that one and the same other value of it would mend."""
    wanted: Interval | None = None
    mended: list[Verdict] = []
    for verdict in broken:
        needed = required(verdict.relation, number)
        if needed is None:
            mended.append(verdict)
        elif wanted is None:
            wanted = needed
            mended.append(verdict)
        elif wanted.meets(needed):
            wanted = Interval(max(wanted.low, needed.low), min(wanted.high, needed.high))
            mended.append(verdict)
    return Suspect(number, tuple(mended), wanted, slip(number, wanted) if wanted else "")


def _likeliest(candidates: list[Suspect], holding: dict[int, int]) -> Suspect:
    """Mends many, breaks few; then what the relation is about, or the only one that a slip explains.

    Where a slip could have happened to several of them alike, it tells nothing.
    """
    best = max(_merit(suspect, holding) for suspect in candidates)
    equal = [suspect for suspect in candidates if _merit(suspect, holding) == best]
    swapped = [suspect for suspect in equal if suspect.cause.startswith(SWAPPED)]
    if len(swapped) == 1:
        return swapped[0]
    slipped = sum(bool(suspect.cause) or _too_short(suspect) for suspect in equal)
    found = max(equal, key=lambda suspect: (_about(suspect) + (slipped == 1 and bool(suspect.cause)),
                                            len(suspect.verdicts)))
    if slipped <= 1:
        return found
    return replace(found, cause=_ALIKE if found.verdicts[0].relation.check == "sum" else "")


def _too_short(suspect: Suspect) -> bool:
    """Whether the figure has so few digits that any other of as many is a slip away."""
    number, wanted = suspect.number, suspect.wanted
    return (wanted is not None and 0 < number.value < LEAST * number.step
            and wanted.low >= 0 and wanted.high < LEAST * number.step)


def _merit(suspect: Suspect, holding: dict[int, int]) -> tuple[int, bool]:
    explained = any(verdict.rival and verdict.relation.target is suspect.number for verdict in suspect.verdicts)
    mends = len(suspect.verdicts)
    return mends - min(holding[id(suspect.number)], mends), explained


def _about(suspect: Suspect) -> int:
    return sum(verdict.relation.target is suspect.number for verdict in suspect.verdicts)
