"""What the relations of drawn tables come to, and which changed digits they see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hengji.proofreading.claims.tables import TABLES
from hengji.proofreading.judging import Outcome, Verdict, believed, judge
from hengji.proofreading.number import FIGURES, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark


def relations(reading: Reading) -> list[Relation]:
    """The relations that the tables state."""
    return [one for claims in TABLES for one in claims(reading) if isinstance(one, Relation)]


def remarks(reading: Reading) -> list[Remark]:
    """The remarks on the tables."""
    return [one for claims in TABLES for one in claims(reading) if isinstance(one, Remark)]


def verdicts(reading: Reading) -> list[Verdict]:
    """What is believed of the relations."""
    return believed(verdict for one in relations(reading) if (verdict := judge(one)))


def broken(reading: Reading) -> list[str]:
    """The broken relations, told with their figures."""
    return [told(verdict) for verdict in verdicts(reading) if verdict.outcome is Outcome.BROKEN]


def told(verdict: Verdict) -> str:
    """A relation with its figures and its severity."""
    relation = verdict.relation
    parts = " ".join(number.text for number in relation.term.numbers())
    return f"{verdict.strength.value}: {relation.name}: {relation.target.text} / {parts}"


def unchecked(reading: Reading) -> list[str]:
    """The figures that stand in no believed relation."""
    seen = {id(number) for verdict in verdicts(reading) for number in verdict.relation.numbers()}
    seen |= {id(number) for remark in remarks(reading) for number in remark.numbers}
    return [number.text for sheet in reading.sheets for number in sheet.numbers.values()
            if _counts(number) and id(number) not in seen]


def unseen(reading: Reading) -> list[str]:
    """The figures of which a changed first digit breaks no relation."""
    return [f"{number.text}→{changed.text}" for number, changed, one in _changed(reading)
            if not any(verdict.outcome is Outcome.BROKEN and changed in verdict.relation.numbers()
                       for verdict in verdicts(one))]


def shortcomings(reading: Reading) -> tuple[list[str], list[str], list[str]]:
    """What of a table without mistakes is broken all the same, not checked, and could be wrong unseen."""
    return broken(reading), unchecked(reading), unseen(reading)


def _counts(number: Number) -> bool:
    return number.kind in FIGURES and number.measured


def _changed(reading: Reading) -> Iterator[tuple[Number, Number, Reading]]:
    for at, sheet in enumerate(reading.sheets):
        for place, number in sheet.numbers.items():
            first = re.search(r"[1-9]", number.text)
            if first is None or not _counts(number):
                continue
            changed = _with_first_digit(number, first)
            sheets = list(reading.sheets)
            sheets[at] = replace(sheet, numbers={**sheet.numbers, place: changed})
            yield number, changed, replace(reading, sheets=tuple(sheets))


def _with_first_digit(number: Number, first: re.Match[str]) -> Number:
    digit = int(first[0])
    other = digit + 3 if digit < 7 else digit - 3
    power = number.step
    while abs(number.value) / power >= 10:
        power *= 10
    text = f"{number.text[:first.start()]}{other}{number.text[first.end():]}"
    sign = -1 if number.value < 0 else 1
    return replace(number, text=text, value=number.value + sign * (other - digit) * power)
