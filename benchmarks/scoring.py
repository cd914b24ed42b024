"""Scorecards a second, and loading a framework, beside the least that others would do. One run, ratios.

    python benchmarks/scoring.py [--seconds N]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import plain_decimal
import plain_fractions
import yaml

from hengji.cases import bundled_path, load_case
from hengji.frameworks import Framework, load_framework
from hengji.model import MONEY, Case, Missing, Open
from hengji.scoring import plan_for, score_case
from hengji.scoring.inputs import inputs_of


def closed(case: Case, framework: Framework) -> dict[str, Any]:
    """The inputs with every open judgement taken as met, for the solutions that know no ranges."""
    inputs, _ = inputs_of(case, plan_for(framework))
    return {key: True if isinstance(value, Missing | Open) else value for key, value in inputs.items()}


def as_decimals(case: Case, inputs: dict[str, Any]) -> tuple[dict[str, Any], dict[str, bool], dict[str, Decimal]]:
    """The same inputs as the Decimal loop wants them: rates in percent."""
    money_or_count = {fact.key: fact.value if fact.unit.dimension is MONEY or isinstance(fact.value, int)
                      else Decimal(str(Fraction(fact.value).numerator * 100)) / Fraction(fact.value).denominator  # type: ignore[arg-type]
                      for fact in case.facts}
    met = {key: value for key, value in inputs.items() if isinstance(value, bool)}
    judged = {key.removesuffix(":points"): Decimal(Fraction(value).numerator) / Fraction(value).denominator
              for key, value in inputs.items() if key.endswith(":points")}
    return money_or_count, met, judged


def per_second(work: Callable[[], object], seconds: float) -> float:
    """How often ``work`` runs in a second."""
    start, runs = perf_counter(), 0
    while perf_counter() - start < seconds:
        work()
        runs += 1
    return runs / (perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="seconds for each measurement, five of each")
    seconds = parser.parse_args().seconds
    loaded, problems = load_case(bundled_path("yanjin-2022"))
    assert loaded is not None, problems
    # A report's printed figures are checked once a report, not once a score.
    case, framework = replace(loaded.case, figures=(), tallies=()), loaded.framework
    inputs = closed(case, framework)
    decimals = as_decimals(case, inputs)
    assert plain_decimal.score(*decimals) == (Decimal("86.5"), "良"), plain_decimal.score(*decimals)
    assert plain_fractions.score(framework, inputs) == Fraction(173, 2)
    works: dict[str, Callable[[], object]] = {
        "Hengji: scorecard with derivations": lambda: score_case(case, framework),
        "bare Decimal loop, no derivations": lambda: plain_decimal.score(*decimals),
        "bare Fraction tree, with derivations": lambda: plain_fractions.score(framework, inputs),
    }
    report("scorecards a second", works, seconds)
    file = Path(framework_file())
    text = file.read_text(encoding="utf-8")
    loads: dict[str, Callable[[], object]] = {
        "Hengji: load and check the framework": lambda: load_framework(file),
        "PyYAML C compose of the same text alone": lambda: yaml.compose(text, Loader=yaml.CSafeLoader),
        "PyYAML pure Python compose alone": lambda: yaml.compose(text, Loader=yaml.SafeLoader),
    }
    report("loads a second", loads, seconds)


def framework_file() -> str:
    """The Yanjin framework in the library."""
    import hengji.frameworks

    return str(Path(hengji.frameworks.__file__).parent / "library" / "yanjin-2022" / "framework.yaml")


def report(title: str, works: dict[str, Callable[[], object]], seconds: float) -> None:
    """Medians of five, interleaved, and the ratio of the first to each."""
    rounds = [{name: per_second(work, seconds) for name, work in works.items()} for _ in range(5)]
    medians = {name: median(round_[name] for round_ in rounds) for name in works}
    ours = next(iter(medians.values()))
    print(f"\n{title} (median of 5, Python {sys.version.split()[0]})")
    for name, value in medians.items():
        print(f"  {name:<42} {value:>10,.0f}   {1000 / value:>8.2f} ms each   ours is {ours / value:>6.2f} ×")


if __name__ == "__main__":
    main()
