"""The matrix product of shaken weights (权重扰动的矩阵乘法): whole numbers in binary floating point, exact.

Every draw is made a row of whole millionths that add up to exactly 1,000,000 (largest remainder), every rate of
points a whole number of 10⁻⁸. A total is then a sum of products of whole numbers, at most 10⁶ × 10⁸ = 10¹⁴ for
rates up to 1: far below 2⁵³, up to which binary floating point counts without error. So the one matrix product
that gives all totals is exact, in whatever order it adds, and totals are compared with grade bounds as whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from hengji.model import Exact, exact
from hengji.scoring.weights import apportioned

from .shaking import MILLION, RATE_PARTS, Ranks, Shaken, Shaking, Spread

#: Totals of so many departments × draws are held at a time (8 bytes each): some 100 MB with what ranking needs.
_BLOCK = 2_000_000
_EXACT = 2**53

Whole = NDArray[np.int64]


def draw_weights(weights: Sequence[Exact], settings: Shaking) -> Whole:
    """Rows of whole millionths, each adding up to a million; the same for the same settings and NumPy."""
    draws, seed, concentration = settings[:3]
    if draws < 1 or concentration < 1 or not weights or min(weights, key=Fraction) <= 0:
        raise ValueError("weights, draws and concentration must be above 0")
    whole = sum(Fraction(weight) for weight in weights)
    shares = [Fraction(weight) / whole * concentration for weight in weights]
    alphas = np.array([share.numerator / share.denominator for share in shares])
    drawn = np.random.default_rng(seed).dirichlet(alphas, draws) * MILLION
    rows = np.floor(drawn).astype(np.int64)
    left = MILLION - rows.sum(axis=1)
    # Where each share stands among the remainders of its row, the largest first; ties go to the earlier one.
    order = np.argsort(rows - drawn, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.broadcast_to(np.arange(rows.shape[1]), rows.shape), axis=1)
    rows += places < left[:, None]
    return rows


def rate_parts(rates: Sequence[Sequence[Exact]]) -> Whole:
    """A row of rates for each department as whole 10⁻⁸, the nearest."""
    return np.array([[(Fraction(rate) * RATE_PARTS + Fraction(1, 2)).__floor__() for rate in row] for row in rates],
                    dtype=np.int64)


def totals_of(draws: Whole, rates: Whole) -> NDArray[np.float64]:
    """The totals, draws × departments, in 10⁻¹⁴ of the full mark: whole numbers, exact (see the module)."""
    totals: NDArray[np.float64] = draws.astype(np.float64) @ rates.T.astype(np.float64)
    return totals


def shaken(weights: Sequence[Exact], rates: Sequence[Sequence[Exact]] | Whole, bounds: Sequence[Exact],
           full: Exact, settings: Shaking) -> Shaken:
    """As :func:`hengji.scoring.shake_weights`. Draws are worked off in blocks, so that memory stays bounded."""
    rows = rates if isinstance(rates, np.ndarray) else rate_parts(rates)
    if rows.size and int(np.abs(rows).max()) * MILLION >= _EXACT:
        raise ValueError("rates beyond 90 cannot be added up exactly")
    lows = np.array([ceil(Fraction(bound) / full * MILLION * RATE_PARTS) for bound in bounds], dtype=np.int64)
    draws = settings.draws
    drawn = draw_weights(weights, settings)
    departments = len(rows)
    block = max(1, _BLOCK // max(1, departments))
    reached = np.zeros((len(lows) + 1, departments), dtype=np.int64)
    kept = np.empty((departments, draws))
    placed = np.empty((departments, draws), dtype=np.int32) if departments > 1 else None
    for first in range(0, draws, block):
        totals = totals_of(drawn[first:first + block], rows)
        kept[:, first:first + block] = totals.T
        for n, low in enumerate(lows):
            reached[n] += (totals >= low).sum(axis=0)
        if placed is not None:
            placed[:, first:first + block] = ranks_of(totals).T
    reached[-1] = draws
    shares = np.diff(reached, axis=0, prepend=0)
    in_force = np.array([[int(part) for part in apportioned(MILLION, weights, 0)]], dtype=np.int64)
    base = ranks_of(totals_of(in_force, rows))[0]
    return Shaken(
        settings,
        tuple(tuple(exact(Fraction(int(count), draws)) for count in column) for column in shares.T),
        tuple(_spread(row, full) for row in kept),
        () if placed is None else tuple(_ranks(own, row, settings) for own, row in zip(base, placed, strict=True)))


def ranks_of(totals: NDArray[np.float64]) -> NDArray[np.int32]:
    """The rank of each department (column) in each draw (row), from 1; equal totals share the better one."""
    order = np.argsort(-totals, axis=1, kind="stable")
    sorted_totals = np.take_along_axis(totals, order, axis=1)
    ranks = np.broadcast_to(np.arange(1, totals.shape[1] + 1, dtype=np.int32), totals.shape).copy()
    ranks[:, 1:][sorted_totals[:, 1:] == sorted_totals[:, :-1]] = 0
    np.maximum.accumulate(ranks, axis=1, out=ranks)
    placed = np.empty_like(ranks)
    np.put_along_axis(placed, order, ranks, axis=1)
    return placed


def _at(count: int, percent: int) -> int:
    """Where the value at so many percent stands among ``count`` sorted ones, counted from 0."""
    return max(0, ceil(Fraction(count * percent, 100)) - 1)


def _spread(row: NDArray[np.float64], full: Exact) -> Spread:
    at = [_at(len(row), percent) for percent in (5, 50, 95)]
    found = np.partition(row, at)[at].astype(np.int64)
    return Spread(*(exact(Fraction(int(value), MILLION * RATE_PARTS) * full) for value in found))


def _ranks(base: np.int32, row: NDArray[np.int32], settings: Shaking) -> Ranks:
    count, own = len(row), int(base)
    at = [_at(count, percent) for percent in (5, 95)]
    low, high = np.partition(row, at)[at]
    return Ranks(own, exact(Fraction(int(row.sum(dtype=np.int64)), count)), int(low), int(high),
                 exact(Fraction(int((row <= settings.top).sum()), count)),
                 exact(Fraction(int((np.abs(row - own) <= settings.near).sum()), count)))
