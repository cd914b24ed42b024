"""Weights shaken (权重扰动): what grades and ranks would have been under slightly other weights.

Weights are drawn from a Dirichlet distribution around those in force; :mod:`.matrix` says why the totals are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hengji.model import Exact

if TYPE_CHECKING:
    from .matrix import Whole

#: A draw adds up to this; a rate of 1 is that many parts.
MILLION, RATE_PARTS = 10**6, 10**8
#: How closely draws keep to the weights in force (浓度): with 200 a weight of 10 points varies with a standard
#: deviation of about 2 points, one of 2 points with about 1.
CONCENTRATION = 200
DRAWS, SEED = 10_000, 20_240_101


class Shaking(NamedTuple):
    """How weights are shaken: so many draws, all the same for the same seed, keeping so close to the weights.

    Ranks are told as among the first ``top``, and as within ``near`` places of the rank under the weights in force.
    """

    draws: int = DRAWS
    seed: int = SEED
    concentration: int = CONCENTRATION
    top: int = 10
    near: int = 3


USUAL = Shaking()


class Spread(NamedTuple):
    """The totals of one department over all draws: the middle one, and between which 90 % of them lie."""

    low: Exact
    middle: Exact
    high: Exact


class Ranks(NamedTuple):
    """The ranks of one department over all draws; equal totals share the better rank.

    ``base`` is its rank under the weights in force; ``top`` the share of draws in which it is among the first
    k, ``near`` that in which it stays within ±n of ``base``.
    """

    base: int
    mean: Exact
    low: int
    high: int
    top: Exact
    near: Exact


@dataclass(frozen=True, slots=True)
class Shaken:
    """What shaking the weights gives, for each department in the order of its rates.

    ``grades`` are shares of draws by the number of the bound reached: first those at or above the first bound, last
    those below every bound. ``ranks`` are empty for one department alone.
    """

    settings: Shaking
    grades: tuple[tuple[Exact, ...], ...]
    spreads: tuple[Spread, ...]
    ranks: tuple[Ranks, ...]


def shake_weights(weights: Sequence[Exact], rates: Sequence[Sequence[Exact]] | Whole, bounds: Sequence[Exact], *,
                  full: Exact = 100, settings: Shaking = USUAL) -> Shaken:
    """Shakes ``weights`` for any number of departments at once, all under the same draws.

    ``rates`` has a row for each department and in it a rate of points (score ÷ weight) for each weight: as
    fractions, or as whole 10⁻⁸ in an array of ``int64``. ``bounds`` are the totals from which grades begin, the best
    first, of ``full`` points. Raises ``ValueError`` for weights that are not above 0 and rates beyond 90.
    """
    from .matrix import shaken  # with NumPy: 100 ms that most commands do not need

    return shaken(weights, rates, bounds, full, settings)
