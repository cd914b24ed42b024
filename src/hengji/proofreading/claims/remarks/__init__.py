"""What is wrong without an equation (疑点): counts of things, dates, units, numbering, leftovers, names, support."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.reading import Claims, Reading
from hengji.proofreading.relation import Remark

from . import (
    copied,
    counts,
    dates,
    directions,
    frameworks,
    leftovers,
    names,
    numbering,
    repeated,
    scored,
    stages,
    tabled,
    units,
    unsupported,
    years,
)
from .pieces import Family, Pieces

#: Every family, those that a reader can check most plainly first.
FAMILIES: tuple[Family, ...] = (
    counts.inline, counts.points, counts.referred, tabled.tabled, frameworks.framework_counts, repeated.unanswered,
    dates.impossible, stages.stages, stages.course,
    dates.periods, dates.deadlines, dates.reported, dates.relative,
    years.titles, years.sentences, years.siblings, years.as_of, years.evaluated,
    units.indicator_units, units.percentages, directions.outturns,
    copied.figures, copied.subjects, copied.growth, copied.headings, copied.rules,
    names.terms, names.projects, names.indicators, names.entities, names.documents,
    numbering.headings, numbering.within_cells, numbering.options, numbering.captions,
    leftovers.leftovers,
    scored.scores, unsupported.shares, unsupported.references, unsupported.grades, unsupported.factors,
    unsupported.measured_rates, unsupported.outturns, unsupported.totals, unsupported.vague,
)


def remarks(reading: Reading) -> Iterator[Remark]:
    """Everything that is wrong without an equation, and what was compared and agrees."""
    pieces = Pieces(reading)
    for family in FAMILIES:
        yield from family(pieces)


REMARKS: tuple[Claims, ...] = (remarks,)
