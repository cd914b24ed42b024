"""Tables that compare two figures and say what came of it (核对表): 资料印为、算得、结论相符."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from hengji.proofreading.claims.text.expressions import whole_expression
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, as_it_stands, constant, of, times
from hengji.proofreading.sheets.cells import folded
from hengji.proofreading.sheets.sheet import Sheet
from hengji.proofreading.wording import scale_of

_FAMILY = "compared"
_AGREES = re.compile(r"(?:核对)?(?:结果)?(?:相符|一致|吻合|无误|无差异)")
_BARE = re.compile(r"\s*[-−]?[\d,]+(?:\.\d+)?\s*")
_COMPUTED = re.compile(r"算得|计算(?:结果|值)|复算|核算(?:结果|数|值)|重算")
_FEWEST = 2


def compared(reading: Reading) -> Iterator[Relation]:
    """The two figures of each row that is told to agree are the same."""
    for sheet in reading.sheets:
        rows = [row for row in sheet.body_rows if _agrees(sheet, row)]
        pairs = [pair for row in rows if (pair := _pair(sheet, row)) is not None]
        if len(pairs) < _FEWEST:
            continue
        money = _money(pairs)
        for printed, computed in pairs:
            yield _same(printed, computed, money)


def worked_out(reading: Reading) -> Iterator[Relation]:
    """A cell that holds nothing but a calculation, in a row with a column for what it comes to (算得)."""
    results = {(sheet.block, row): number for sheet in reading.sheets for (row, column), number in sheet.numbers.items()
               if any(_COMPUTED.search(head) for head in sheet.paths.get(column, ())[-1:])}
    for sentence in reading.sentences:
        result = results.get((sentence.mark.block, sentence.mark.row))
        if result is not None and (term := whole_expression(sentence)) is not None:
            yield Relation("ratio", result, term, "算得的数＝所列的算式", Strength.LIKELY, family=_FAMILY)


def _agrees(sheet: Sheet, row: int) -> bool:
    cells = (sheet.table.at(row, column) for column in sheet.columns)
    return any(cell is not None and cell.row == row and _AGREES.fullmatch(folded(cell.text).strip()) for cell in cells)


def _pair(sheet: Sheet, row: int) -> tuple[Number, Number] | None:
    """The only two figures that the row gives, each in a cell of its own."""
    found = [number for column in sheet.columns if (number := sheet.numbers.get((row, column))) is not None]
    return (found[0], found[1]) if len(found) == 2 else None


def _money(pairs: Sequence[tuple[Number, Number]]) -> Fraction:
    """How much one of the unit is that the amounts of the table mostly tell: what holds for those without one."""
    units = Counter(scale_of(number) for pair in pairs for number in pair
                    if number.kind is Kind.AMOUNT and not _BARE.fullmatch(number.text))
    return units.most_common(1)[0][0] if units else Fraction(1)


def _same(printed: Number, computed: Number, money: Fraction) -> Relation:
    """Where only one tells its unit it is that of both, of amounts that of the table.

    Shares that make 99.99% are told to agree with 100%.
    """
    bare = [number for number in (printed, computed) if _BARE.fullmatch(number.text)]
    unit = {number: scale_of(number) for number in (printed, computed)}
    if len(bare) == 1:
        (told,) = {printed, computed} - set(bare)
        unit[bare[0]] = money if told.kind is Kind.AMOUNT else unit[told]
    scale = (unit[computed] / scale_of(computed)) / (unit[printed] / scale_of(printed))
    apart = (abs(printed.value / scale - computed.value) == computed.step == printed.step / scale
             and printed.kind is Kind.RATE and 1 in (printed.value, computed.value))
    term = of(computed) if apart else as_it_stands(computed)
    return Relation("cross-table", printed, term if scale == 1 else times(term, constant(scale)), "核对的两个数相符",
                    Strength.LIKELY, family=_FAMILY, verbatim=not apart)
