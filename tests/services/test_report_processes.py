"""Many at once: in order, few under way, and one that breaks or fails takes nothing else with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import pytest

from hengji.services import issue_report
from hengji.services.issue_report import IssuedReport, RefusedReport
from hengji.services.paper_making import PaperWanted
from hengji.services.report_processes import each_done


def doubled(number: int) -> int:
    if number == 3:
        raise KeyError("三")
    return number * 2


def broken_by_2(number: int) -> int:
    if number == 2:
        os._exit(9)
    return number


@pytest.mark.parametrize("alone", [True, False])
def test_results_in_their_order_and_errors_where_they_were(alone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    found = list(each_done(doubled, range(30), alone=alone))
    assert [number for number, _ in found] == list(range(30))
    assert [type(future.exception()) for _, future in found].count(KeyError) == 1
    assert [future.result() for _, future in found if future.exception() is None] == [
        number * 2 for number in range(30) if number != 3]


def test_a_process_that_breaks_takes_nothing_else_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    found = list(each_done(broken_by_2, range(8), alone=False))
    assert [isinstance(future.exception(), BrokenExecutor) for _, future in found] == [
        number == 2 for number in range(8)]


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
