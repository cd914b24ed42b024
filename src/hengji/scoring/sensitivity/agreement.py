"""Whether judges agree (评委一致性): how far their points lie apart, and Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import Case, Exact, Judgement, exact, round_half_up

#: From here on conclusions may be drawn, and below the second not even tentative ones (Krippendorff 2004).
RELIABLE, TENTATIVE = Fraction(4, 5), Fraction(667, 1000)


class JudgedSpread(NamedTuple):
    """What several judges gave one indicator, as points, and how far apart they are as a share of the most."""

    code: str
    name: str
    judges: int
    lowest: Exact
    highest: Exact
    most: Exact

    @property
    def range(self) -> Exact:
        """The difference in points."""
        return exact(self.highest - self.lowest)

    @property
    def share(self) -> Exact:
        """The difference as a share of the most there can be."""
        return exact(Fraction(self.range) / self.most)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the same ``judges`` agree over the indicators ``codes`` that all of them scored.

    ``alpha`` is Krippendorff's alpha at interval level of their points as shares of the most, to four places; None
    with ``reason``: ``one_indicator``, or ``no_variation`` where all gave the same. ``verdict`` is ``reliable``,
    ``tentative`` or ``unreliable``.
    """

    judges: tuple[str, ...]
    codes: tuple[str, ...]
    alpha: Exact | None
    reason: str = ""

    @property
    def verdict(self) -> str:
        """What the number means."""
        if self.alpha is None:
            return ""
        return "reliable" if self.alpha >= RELIABLE else "tentative" if self.alpha >= TENTATIVE else "unreliable"


def spreads_of(case: Case, framework: Framework) -> tuple[JudgedSpread, ...]:
    """The spread of each indicator that several judges scored."""
    found = []
    for judgement, most in _panels(case, framework):
        points = [opinion.score for opinion in judgement.opinions]
        found.append(JudgedSpread(judgement.code, framework.by_code[judgement.code].name, len(points),
                                  min(points, key=Fraction), max(points, key=Fraction), most))
    return tuple(found)


def agreements_of(case: Case, framework: Framework) -> tuple[Agreement, ...]:
    """The agreement of each set of judges that scored together."""
    shared: dict[tuple[str, ...], list[tuple[Judgement, Exact]]] = {}
    for judgement, most in _panels(case, framework):
        judges = tuple(sorted(opinion.judge for opinion in judgement.opinions))
        shared.setdefault(judges, []).append((judgement, most))
    return tuple(_agreement(judges, panels) for judges, panels in shared.items())


def _panels(case: Case, framework: Framework) -> Iterator[tuple[Judgement, Exact]]:
    for judgement in case.judgements:
        expert = framework.by_code[judgement.code].expert
        if len(judgement.opinions) > 1 and expert is not None:
            yield judgement, expert.most


def _agreement(judges: tuple[str, ...], panels: list[tuple[Judgement, Exact]]) -> Agreement:
    codes = tuple(judgement.code for judgement, _ in panels)
    if len(codes) < 2:
        return Agreement(judges, codes, None, "one_indicator")
    shares = [{opinion.judge: Fraction(opinion.score) / most for opinion in judgement.opinions}
              for judgement, most in panels]
    rows = [[share[judge] for share in shares] for judge in judges]
    if len({share for row in rows for share in row}) == 1:
        return Agreement(judges, codes, None, "no_variation")
    return Agreement(judges, codes, _alpha(rows))


def _alpha(rows: list[list[Fraction]]) -> Exact:
    import krippendorff  # with NumPy: what most commands do not need

    # Alpha at interval level does not depend on the scale; whole numbers keep the differences exact.
    scale = lcm(*(share.denominator for row in rows for share in row))
    whole = [[int(share * scale) for share in row] for row in rows]
    alpha = krippendorff.alpha(reliability_data=whole, level_of_measurement="interval")
    return round_half_up(Fraction(alpha.item() if hasattr(alpha, "item") else alpha), 4)
