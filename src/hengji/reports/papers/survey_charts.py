"""Charts of a questionnaire (问卷图): how many chose each answer, as shares of all who answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from hengji.model import Case, Exact, Tally, exact

from .blocks import Chart, Series

#: A question's name: the questionnaire, which question, and what it asks.
_QUESTION = re.compile(r"(?P<whose>.*?)(?P<number>第\s*[0-9一二三四五六七八九十]+\s*[题问项])\s*(?P<asked>.*)",
                       re.DOTALL)


def survey_charts(case: Case) -> tuple[Chart, ...]:
    """A chart for each group of questions with the same answers; a question with answers of its own has none here."""
    groups: dict[tuple[object, ...], list[Tally]] = {}
    for tally in _answered(case):
        key = whose(tally), tally.answers, tuple(option.name for option in tally.options)
        groups.setdefault(key, []).append(tally)
    return tuple(_together(tallies) for tallies in groups.values() if len(tallies) > 1)


def whose(tally: Tally) -> str:
    """Whose answers they are, as the question's name begins: ``群众`` of ``群众第1题 接待和协助``."""
    found = _QUESTION.fullmatch(tally.name)
    return found["whose"].strip() if found else ""


def _answered(case: Case) -> list[Tally]:
    return [tally for tally in case.tallies if tally.answers and tally.options]


def _together(tallies: Sequence[Tally]) -> Chart:
    first = tallies[0]
    series = tuple(Series(option.name, tuple(_share(tally.options[n].count, tally) for tally in tallies))
                   for n, option in enumerate(first.options))
    return Chart(f"{whose(first)}问卷各题回答占比（{first.answers}份）", "bar",
                 tuple(_asked(tally) for tally in tallies), series, "%")


def _asked(tally: Tally) -> str:
    """The question without the name of its questionnaire, which the title has."""
    found = _QUESTION.fullmatch(tally.name)
    return f"{found['number']} {found['asked']}".strip() if found else tally.name


def _share(count: int, tally: Tally) -> Exact:
    return exact(Fraction(count * 100, tally.answers))
