"""Fields of a form that hold name and figure in one cell (其中：一般公共预算：845), each list against its total."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hengji.proofreading.number import FIGURES, Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, constant, of, plus, times
from hengji.proofreading.sheets.sheet import Sheet
from hengji.proofreading.wording import scale_of

from .forms import is_form, name_before, nearly
from .words import DIVIDING, bare, is_of_which, rank_of

_NAMED = re.compile(r"\s*(?P<name>(?:其中\s*:\s*)?[^:\d]{2,24}?)\s*:\s*")
_MONEY = frozenset({Kind.AMOUNT, Kind.PLAIN})


@dataclass(frozen=True, slots=True)
class _Field:
    """A cell with its name and its only figure (填写项)."""

    row: int
    name: str
    number: Number


def fields(reading: Reading) -> Iterator[Relation]:
    """What each list of such fields comes to: the field above it, or a figure of the total of its form."""
    columns = _columns(reading)
    for (block, _), column in columns.items():
        totals = [number for sheet in reading.sheets if sheet.block == block for number in _totals(sheet)]
        totals += [field.number for (at, _), others in columns.items() if at == block for field in others
                   if rank_of(field.name)]
        for whole, parts in _lists(column):
            above = [number for number in totals if number.mark.row < parts[0].row]
            if whole is not None:
                yield from _stated([whole.number], parts)
                yield from _stated(above, [whole])
            else:
                yield from _stated(above, parts)


def _columns(reading: Reading) -> dict[tuple[int, int], list[_Field]]:
    """The fields of each column of each table, from top to bottom."""
    found: dict[tuple[int, int], list[_Field]] = defaultdict(list)
    for sentence in reading.sentences:
        if not sentence.mark.row or len(sentence.numbers) != 1:
            continue
        number = sentence.numbers[0]
        match = _NAMED.fullmatch(sentence.text[:sentence.start_of(number)])
        if match and number.kind in FIGURES & _MONEY and not sentence.text[sentence.end_of(number):].strip():
            field = _Field(sentence.mark.row, bare(match["name"]), number)
            found[sentence.mark.block, sentence.mark.column].append(field)
    for sheet in filter(is_form, reading.sheets):
        for (row, column), number in sheet.numbers.items():
            if number.kind in _MONEY and number.measured:
                found[sheet.block, column].append(_Field(row, name_before(sheet, row, column), number))
    return found


def _totals(sheet: Sheet) -> Iterator[Number]:
    """The money in rows that a name of a total begins: 年度资金总额."""
    return (number for (row, column), number in sheet.numbers.items()
            if number.kind in _MONEY and number.measured and rank_of(name_before(sheet, row, column)))


def _lists(column: list[_Field]) -> Iterator[tuple[_Field | None, list[_Field]]]:
    """Each list that begins with 其中, row by row, with the field right above it that tells how it is divided."""
    for at, first in enumerate(column):
        if is_of_which(first.name):
            parts = [first]
            for field in column[at + 1:]:
                if field.row != parts[-1].row + 1 or is_of_which(field.name) or rank_of(field.name):
                    break
                parts.append(field)
            above = column[at - 1] if at and column[at - 1].row == first.row - 1 else None
            yield above if above and DIVIDING.search(above.name) else None, parts


def _stated(wholes: list[Number], parts: list[_Field]) -> Iterator[Relation]:
    """The one of ``wholes`` that the parts come to or would but for one slip; the only one in any case."""
    choices = []
    for whole in wholes:
        total = plus(*(of(part.number) for part in parts))
        if whole.kind is not parts[0].number.kind:  # one of them tells its unit, the other leaves it to the form
            scale = scale_of(whole) / scale_of(parts[0].number)
            total = times(total, constant(scale))
        choices.append((whole, total))
    meant = [(whole, term) for whole, term in choices if whole.interval.meets(term.interval())]
    meant = meant or [(whole, term) for whole, term in choices if nearly(whole, term)]
    if meant or (len(choices) == 1 and len(parts) > 1):
        whole, term = (meant or choices)[0]
        names = "＋".join(part.name.removeprefix("其中").lstrip(":") for part in parts)
        yield Relation("sum", whole, term, f"{names}＝{whole.label or '合计'}", Strength.LIKELY, family="填写项",
                       group=(whole.mark.block, whole.mark.column))
