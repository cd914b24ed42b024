"""Indicators that do not apply to some rows (不适用与权重调剂): every combination that occurs, with its weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from hengji.formula import Compiled, Number, Stages, Truth, Whole, bits_for
from hengji.frameworks import Framework, Indicator
from hengji.model import Exact
from hengji.scoring.weights import weights_in_force

from .wanted import NOT_APPLICABLE

#: More combinations of indicators that do not apply are refused.
MAX_COMBINATIONS = 1000


@dataclass(frozen=True, slots=True)
class Applying:
    """Which indicators do not apply, by row.

    ``reasons`` are the columns with the reasons, by code, as SQL; ``combination`` is the SQL number, from 1, of
    the row's set of codes; ``excluded`` are the sets with all below them, ``weights`` those in force under each.
    """

    stages: Stages
    reasons: Mapping[str, str]
    combination: str
    stage: int
    excluded: tuple[frozenset[str], ...]
    weights: tuple[Mapping[str, Exact], ...]

    def leaves_nothing(self, leaves: Sequence[Indicator]) -> bool:
        """Whether to some row none of ``leaves`` applies."""
        return any(all(flags) for flags in zip(*map(self._flags, leaves), strict=True))

    def _flags(self, node: Indicator) -> list[int]:
        """For each combination 1 where the indicator does not apply, else 0."""
        return [int(weights[node.code] == 0 if node.weighted else node.code in excluded)
                for weights, excluded in zip(self.weights, self.excluded, strict=True)]

    def left_out(self, node: Indicator) -> Truth | None:
        """Whether the indicator does not apply to the row; None where it always does."""
        flags = self._flags(node)
        if not any(flags):
            return None
        name, stage = self.stages.keep(f"({self._by_row(flags)} = 1)", self.stage)
        return Truth(name, False, stage)

    def factor(self, leaf: Indicator) -> Number | None:
        """The weight in force ÷ the printed weight; None where it is always 1."""
        factors = [Fraction(weights[leaf.code]) / leaf.weight for weights in self.weights]
        if set(factors) == {1}:
            return None
        unit = lcm(*(factor.denominator for factor in factors))
        parts = [int(factor * unit) for factor in factors]
        whole = Whole(self._by_row(parts), min(parts), max(parts), bits_for(min(parts), max(parts)), False, self.stage)
        return Number(self.stages.whole(whole), None, Fraction(1, unit))

    def _by_row(self, values: Sequence[int]) -> str:
        return self.stages.dialect.nth(self.stages.dialect.numbers(values), self.combination)

    def reason(self, code: str) -> str:
        """SQL for why the indicator does not apply to a row to which it does not."""
        above = self.stages.dialect.string("上级或全部下级指标不适用")
        own = self.reasons.get(code)
        return f"coalesce({own}, {above})" if own else above


def reason_columns(framework: Framework, columns: Mapping[str, Compiled]) -> dict[str, str]:
    """The SQL of each reason by the indicator's code; ``columns`` are the table's by their keys."""
    found = {node.code: columns.get(node.code + NOT_APPLICABLE) for node in framework.nodes}
    return {code: f"nullif(trim({column.text}), '')" for code, column in found.items() if isinstance(column, Truth)}


def flags_sql(reasons: Mapping[str, str]) -> str:
    """SQL for the set of codes that do not apply to a row, a digit for each of ``reasons``."""
    flags = [f"CASE WHEN {reason} IS NULL THEN '0' ELSE '1' END" for reason in reasons.values()]
    return f"concat({', '.join(flags)})"


def applying(framework: Framework, stages: Stages, reasons: Mapping[str, str], found: Sequence[str]) -> Applying:
    """``found`` are the sets that occur in the table, as :func:`flags_sql` writes them."""
    sets = [[code for code, flag in zip(reasons, flags, strict=True) if flag == "1"] for flags in found]
    excluded = tuple(frozenset(below.code for code in codes for below in framework.by_code[code].walk())
                     for codes in sets)
    weights = tuple(weights_in_force(framework, codes) for codes in sets)
    arms = " ".join(f"WHEN '{flags}' THEN {n}" for n, flags in enumerate(found, 1))
    name, stage = stages.keep(f"CASE {flags_sql(reasons)} {arms} END", 0)
    return Applying(stages, reasons, name, stage, excluded, weights)
