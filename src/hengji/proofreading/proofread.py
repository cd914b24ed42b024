"""A manuscript, proofread (校对): read, its relations stated, judged, and what is broken told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hengji.frameworks import Framework
from hengji.model import CheckedFigure, Manuscript, Proofread

from .aims import aims_of
from .claims import CLAIMS
from .claims.framework import rules_of
from .contradictions import contradictions
from .elsewhere import excused
from .judging import Verdict, believed, judge
from .number import FIGURES
from .reading import Reading
from .relation import Relation, Remark
from .sheets.build import sheets_of
from .sheets.cells import is_running_text
from .text import sentences_of


def read(manuscript: Manuscript) -> Reading:
    """``manuscript`` with its numbers typed."""
    return Reading(manuscript, sentences_of(manuscript, is_running_text), sheets_of(manuscript))


def proofread(manuscript: Manuscript, framework: Framework | None = None) -> Proofread:
    """Everything of ``manuscript`` that can be recomputed from itself, and what does not agree.

    With ``framework`` its scores are checked against that framework's rules as well.
    """
    return proofread_reading(read(manuscript), framework)


def proofread_reading(reading: Reading, framework: Framework | None = None) -> Proofread:
    """The same of what is read already."""
    stated = [claim for claims in CLAIMS for claim in claims(reading)]
    stated.extend(rules_of(reading, framework))
    return proofread_stated(reading, stated)


def proofread_stated(reading: Reading, stated: Iterable[Relation | Remark]) -> Proofread:
    """``reading`` judged by what is ``stated`` about it."""
    stated = list(stated)
    remarks = [claim for claim in stated if isinstance(claim, Remark)]
    judged = (judge(relation) for relation in _distinct(claim for claim in stated if isinstance(claim, Relation)))
    verdicts = excused(reading, believed(verdict for verdict in judged if verdict is not None))
    figures, aims = _checked(reading, verdicts, remarks)
    return Proofread(reading.manuscript, figures, len(verdicts) + sum(bool(remark.numbers) for remark in remarks),
                     contradictions(reading.manuscript, verdicts, remarks), aims)


def _distinct(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Each relation once: two families may see the same one, and what equals another is equalled by it."""
    seen: set[tuple[object, ...]] = set()
    for relation in relations:
        key = (relation.comparator, relation.verbatim, relation.term.exact,
               relation.term.number is None and id(relation.target),
               frozenset(id(number) for number in relation.numbers()))
        if key not in seen:
            seen.add(key)
            yield relation


def _checked(reading: Reading, verdicts: list[Verdict], remarks: list[Remark],
             ) -> tuple[tuple[CheckedFigure, ...], tuple[CheckedFigure, ...]]:
    """The figures, each with how often it was checked; then what is only set and met by no figure."""
    times: Counter[int] = Counter()
    for verdict in verdicts:
        times.update(id(number) for number in verdict.relation.numbers())
    for remark in remarks:
        times.update(id(number) for number in remark.numbers)
    aims, cells = aims_of(reading), {id(number) for number in reading.cells}
    figures: list[CheckedFigure] = []
    unmet: list[CheckedFigure] = []
    for number in (each for each in reading.numbers if each.kind in FIGURES):
        checked = times[id(number)]
        (figures if checked or id(number) not in aims else unmet).append(
            CheckedFigure(number.mark, number.text, number.kind.value, checked, id(number) in cells))
    return tuple(figures), tuple(unmet)
