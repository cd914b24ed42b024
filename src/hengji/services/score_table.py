"""The score table as it is shown on a terminal (得分表)."""

from __future__ import annotations

from dataclasses import dataclass

from hengji.reports import DifferenceRow, Row, difference_rows, rows, title

from .evaluate import Evaluation


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The heading, the rows of the tree, and what needs an explanation."""

    title: str
    rows: tuple[Row, ...]
    differences: tuple[DifferenceRow, ...]


def score_table(evaluation: Evaluation) -> ScoreTable:
    """The score table of ``evaluation``."""
    card = evaluation.scorecard
    return ScoreTable(f"{card.case.entity.name}　{title(card)}", rows(card, evaluation.framework),
                      difference_rows(card))
