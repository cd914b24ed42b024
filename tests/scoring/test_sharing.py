"""Derived facts that build on one another are computed, written and told once, however often they are read."""

from __future__ import annotations

import time

from hengji.scoring import results_document
from hengji.telling import indicator_steps
from tests.making import framework, node, score


def _doubling(times: int) -> list[dict[str, str]]:
    chain = [{"name": f"第{n}", "unit": "件", "formula": f"第{n - 1} + 第{n - 1}"} for n in range(1, times + 1)]
    return [{"name": "第0", "unit": "件"}, *chain]


def test_forty_doublings_take_no_time() -> None:
    began = time.perf_counter()
    under = framework([{"code": "A", "name": "甲", "weight": "100", "formula": "第40 / 第39",
                        "rule": {"kind": "proportional"}}], _doubling(40))
    card = score(under, facts=[{"name": "第0", "value": "3", "level": "original"}])
    quantity = node(card, "A").quantity
    assert quantity is not None
    assert quantity.value == 2
    assert len(str(results_document(card))) < 100_000
    assert len(indicator_steps(node(card, "A"))) < 50
    assert time.perf_counter() - began < 2


def test_last_year_of_a_derived_fact_reads_last_year() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100", "formula": "上年(第2) / 第2",
                        "rule": {"kind": "proportional"}}], _doubling(2))
    card = score(under, facts=[{"name": "第0", "value": "4", "level": "original"},
                               {"name": "第0", "value": "3", "level": "original", "previous": "是"}])
    assert card.total == 75
