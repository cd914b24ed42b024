"""The score table as it is shown on a terminal (得分表)."""

from __future__ import annotations

from dataclasses import dataclass

from hengji.model import Scorecard
from hengji.reports import DifferenceRow, Row, difference_rows, doubts, figures_told, rows, title, veto_told

from .evaluate import Evaluation


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The heading, the rows of the tree, and what needs an explanation."""

    title: str
    rows: tuple[Row, ...]
    doubts: tuple[str, ...]
    veto: str
    figures: str
    differences: tuple[DifferenceRow, ...]


def score_table(evaluation: Evaluation) -> ScoreTable:
    """The score table of ``evaluation``."""
    card = evaluation.scorecard
    return ScoreTable(f"{card.case.entity.name}　{title(card)}", rows(card, evaluation.framework),
                      doubts(card), veto_told(card, evaluation.framework), _figures(card), difference_rows(card))


def _figures(card: Scorecard) -> str:
    return figures_told(card) if card.figures else ""
