"""Many at once: in order, few under way, and one that breaks or fails takes nothing else with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from functools import partial
from operator import call

import pytest

from hengji.services import issue_report
from hengji.services.issue_report import IssuedReport, RefusedReport
from hengji.services.paper_making import PaperWanted
from hengji.services.report_processes import each_done


@pytest.mark.parametrize("alone", [True, False])
def test_results_in_their_order_and_errors_where_they_were(alone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    found = list(each_done(int, [*map(str, range(20)), "三", "21"], alone=alone))
    assert [number for number, _ in found] == [*map(str, range(20)), "三", "21"]
    assert [type(future.exception()) for _, future in found if future.exception()] == [ValueError]
    assert [future.result() for _, future in found if future.exception() is None] == [*range(20), 21]


def test_a_process_that_breaks_takes_nothing_else_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    # What is called is the standard library's, so that a process begins at once.
    things = [partial(os._exit, 9) if number == 2 else partial(int, str(number)) for number in range(12)]
    found = [future for _, future in each_done(call, things, alone=False)]
    assert [isinstance(future.exception(), BrokenExecutor) for future in found] == [n == 2 for n in range(12)]
    assert [future.result() for future in found[3:]] == list(range(3, 12))


def test_no_more_is_begun_than_is_waited_for() -> None:
    begun: list[int] = []
    results: Iterator[object] = each_done(begun.append, range(100), alone=True)
    next(results)
    assert len(begun) <= 5


def test_a_defect_of_ours_is_told_of_the_case_that_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def issued(name: str, *_: object) -> IssuedReport:
        if name == "乙":
            raise KeyError("数")
        return IssuedReport(name, "feedback", "", (), (), ())
    monkeypatch.setattr(issue_report, "_issued", issued)
    found = [issue_report._outcome(name, future) for (name, *_), future in each_done(
        issue_report._tried, [(name, (), PaperWanted("feedback")) for name in "甲乙丙"], alone=True)]
    assert [type(report) for report in found] == [IssuedReport, RefusedReport, IssuedReport]
    assert isinstance(found[1], RefusedReport)
    assert "这是衡绩的缺陷（KeyError：'数'）" in found[1].problems[0].text
