"""Shaking the weights of many departments at once, beside whole-number products and plain Python. One run, ratios.

    python benchmarks/sensitivity.py [--departments 3000] [--indicators 30] [--draws 10000]

All give the same totals, which is checked. Memory is the most that the process ever held.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Callable
from fractions import Fraction
from time import perf_counter
from typing import Any

import numpy as np

from hengji.scoring import Shaking, sensitivity_of, shake_weights
from hengji.scoring.sensitivity.matrix import draw_weights, totals_of
from hengji.services import evaluate_case

#: Of the slow ways only so many draws are done; times are told for all.
_SAMPLE, _PLAIN = 100, 2
_BOUNDS = (90, 80, 60)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What ``work`` gives, and the seconds it took."""
    start = perf_counter()
    made = work()
    return made, perf_counter() - start


def peak() -> float:
    """Megabytes that the process held at most."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--departments", type=int, default=3_000)
    parser.add_argument("--indicators", type=int, default=30)
    parser.add_argument("--draws", type=int, default=10_000)
    wanted = parser.parse_args()
    weights = [Fraction(100, wanted.indicators)] * wanted.indicators
    rates = np.random.default_rng(1).integers(5 * 10**7, 10**8 + 1, (wanted.departments, wanted.indicators))
    settings = Shaking(draws=wanted.draws)
    print(f"{wanted.draws:,} draws × {wanted.indicators} indicators × {wanted.departments:,} departments")

    drawn, drawing = timed(lambda: draw_weights(weights, settings))
    totals, sample = timed(lambda: totals_of(drawn[:_SAMPLE], rates))
    whole, whole_time = timed(lambda: drawn[:_SAMPLE] @ rates.T)
    plain, plain_time = timed(lambda: [[sum(w * r for w, r in zip(draw, row, strict=True)) for row in rates.tolist()]
                                       for draw in drawn[:_PLAIN].tolist()])
    assert (totals == whole).all()
    assert totals[:_PLAIN].tolist() == plain

    def product() -> None:
        for first in range(0, wanted.draws, 500):
            totals_of(drawn[first:first + 500], rates)

    _, product_time = timed(product)
    del totals, whole, sample
    before = peak()
    _, everything = timed(lambda: shake_weights(weights, rates, _BOUNDS, settings=settings))
    whole_all, plain_all = whole_time * wanted.draws / _SAMPLE, plain_time * wanted.draws / _PLAIN
    print(f"drawing the weights            {drawing:8.2f} s")
    print(f"the exact float64 product      {product_time:8.2f} s")
    print(f"the same in int64              {whole_all:8.2f} s  ×{whole_all / product_time:,.0f}")
    print(f"the same in plain Python       {plain_all:8.0f} s  ×{plain_all / product_time:,.0f}")
    print(f"grades, spreads and ranks      {everything:8.2f} s  peak {peak():,.0f} MB (before: {before:,.0f} MB)")

    evaluation = evaluate_case("yanjin-2022")
    _, once = timed(lambda: sensitivity_of(evaluation.scorecard, evaluation.framework))
    print(f"all of one case (Yanjin)       {once:8.2f} s")


if __name__ == "__main__":
    main()
