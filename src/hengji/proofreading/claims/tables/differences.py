"""Ratio and difference columns and rows (完成率、增减率、占比、差额), recomputed from the lines that they come from."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.relation import Relation, Remark, Rival, Strength, of, over
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, columns_of, rows_of
from .ratios import Fit, Formula, fit, fits_of, formulas_of, holds, shares

_RATES = frozenset({Kind.RATE, Kind.POINTS})


def differences(sheet: Sheet) -> Iterator[Relation | Remark]:
    """What the ratio and difference columns, then rows, of ``sheet`` say."""
    rows, columns = rows_of(sheet), columns_of(sheet)
    for lines, crossing, axis in ((columns, rows, "列"), (rows, columns, "行")):
        sources = [line for line in lines if _measured(line)]
        for line in lines:
            formulas = formulas_of(line)
            group = (sheet.block, axis, line.at)
            if formulas and shares(line):
                yield from _shares(line, sources, crossing, group)
            if formulas:
                yield from _worked_out(line, formulas, [s for s in sources if s is not line], group)


def _measured(line: Line) -> bool:
    """Whether the line holds quantities, from which rates and differences are worked out."""
    return bool(line.numbers) and sum(n.kind in _RATES for n in line.numbers.values()) * 2 <= len(line.numbers)


def _worked_out(line: Line, formulas: tuple[Formula, ...], sources: list[Line], group: object,
                ) -> Iterator[Relation | Remark]:
    fits = list(fits_of(line, formulas, sources))
    if not fits:
        return
    chosen = max(fits, key=lambda one: one.weight)
    if not chosen.held and not chosen.by_words:
        return
    chosen = fit(line, chosen.formula, chosen.a, chosen.b) or chosen
    others = [one for one in fits if (one.a, one.b, one.formula) != (chosen.a, chosen.b, chosen.formula)]
    strength = Strength.CERTAIN if chosen.by_words and chosen.held else Strength.LIKELY
    certain = chosen.confirmed or (chosen.by_words and len(fits) <= 2)
    for at, term in chosen.terms.items():
        yield Relation("sum" if chosen.formula is Formula.DIFFERENCE else "ratio", line.numbers[at], term,
                       f"{line.name}＝{chosen.name}", strength, "=", chosen.formula.name, group, not certain,
                       rivals=tuple(_rivals(at, chosen, others)))
    yield from _zero_bases(line, chosen)


def _rivals(at: int, chosen: Fit, others: list[Fit]) -> Iterator[Rival]:
    """The same rate with another base, or the other way round."""
    for other in others:
        if at in other.terms and chosen.formula is not Formula.DIFFERENCE:
            yield Rival(other.terms[at], f"误按{other.name}计算", "wrong-denominator")


def _zero_bases(line: Line, chosen: Fit) -> Iterator[Remark]:
    """A rate printed where its base is nothing."""
    if chosen.formula is Formula.DIFFERENCE or not (chosen.confirmed or chosen.by_words):
        return
    for at, number in line.numbers.items():
        base, first = chosen.b.numbers.get(at), chosen.a.numbers.get(at)
        nothing = base.value == 0 if base else at in chosen.b.dashes
        if nothing and number.value != 0:
            own = "－" if first is None else first.text
            yield Remark("zero-base", Strength.LIKELY, (number.mark,),
                         f"{chosen.b.name}为零，{line.name}没有意义，不应印成{number.text}（{own}÷0）。",
                         number.text, "-", f"{chosen.b.name}为零，比率无法计算", numbers=(number,))


def _shares(line: Line, sources: list[Line], crossing: list[Line], group: object) -> Iterator[Relation]:
    """Shares of the total that the same column, or row, prints."""
    totals = [other.at for other in crossing if other.rank]
    best: tuple[int, list[tuple[Number, Number, Number, Line]]] = (0, [])
    for source in sources:
        for total in totals:
            if total not in source.numbers:
                continue
            found = [(share, source.numbers[at], source.numbers[total], source) for at, share in line.numbers.items()
                     if at in source.numbers and at != total and source.numbers[total].value]
            held = sum(holds(share, over(of(part), of(whole))) for share, part, whole, _ in found)
            if 2 * held - len(found) > best[0]:
                best = 2 * held - len(found), found
    for share, part, whole, source in best[1]:
        yield Relation("ratio", share, over(of(part), of(whole)), f"{line.name}＝{source.name}÷{source.name}合计",
                       Strength.CERTAIN if best[0] > 1 else Strength.LIKELY, "=", "占比", group, assumed=best[0] < 2)
