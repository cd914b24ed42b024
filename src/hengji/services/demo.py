"""The demonstration (演示): every bundled case evaluated, its files written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hengji.cases import bundled_ids

from .evaluate import Evaluation, evaluate_case
from .issue_report import issue_of
from .issue_scorecard import FORMATS, issue_scorecard


def run_demo(folder: Path) -> Iterator[tuple[Evaluation, tuple[Path, ...]]]:
    """Each bundled case's evaluation, and its scorecard and report as written below ``folder``."""
    for case_id in bundled_ids():
        evaluation = evaluate_case(case_id)
        yield evaluation, (*issue_scorecard(evaluation, folder / case_id, FORMATS),
                           *issue_of(evaluation, folder / case_id))
