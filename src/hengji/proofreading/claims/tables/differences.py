"""Ratio and difference columns and rows (完成率、增减率、占比、差额), recomputed from the lines that they come from."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Relation, Remark, Rival, Strength, Term, constant, of, over
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, columns_of, of_rates, rows_of
from .ratios import Fit, Formula, fit, fits_of, formulas_of, holds

#: Two lines, either against the other, have so many ratios: words alone tell which.
_FEW = 2
#: So many of the highest totals are tried as what shares are of.
_TOTALS = 4


def differences(sheet: Sheet) -> Iterator[Relation | Remark]:
    """What the ratio and difference columns, then rows, of ``sheet`` say."""
    rows, columns = rows_of(sheet), columns_of(sheet)
    for lines, crossing, axis in ((columns, rows, "列"), (rows, columns, "行")):
        sources = [line for line in lines if line.numbers and not of_rates(line)]
        for line in lines:
            formulas = formulas_of(line)
            group = (sheet.block, axis, line.at)
            shares = list(_shares(line, sources, crossing, group)) if of_rates(line) else []
            yield from shares
            if formulas and not shares:
                yield from _worked_out(line, formulas, [s for s in sources if s is not line], group)


def _worked_out(line: Line, formulas: tuple[Formula, ...], sources: list[Line], group: object,
                ) -> Iterator[Relation | Remark]:
    fits = list(fits_of(line, formulas, sources))
    if not fits:
        return
    chosen = max(fits, key=lambda one: one.weight)
    if not chosen.held and (not chosen.by_words or len(fits) > _FEW):
        return
    chosen = fit(line, chosen.formula, chosen.a, chosen.b) or chosen
    telling = len(chosen.telling)
    said = chosen.by_words and (len(fits) <= _FEW or (telling > 0 and len(chosen.held) >= chosen.broken))
    certain = (said and telling > 1) or (chosen.confirmed and telling > _FEW)
    others = [one for one in fits if one.formula is chosen.formula and one.a is chosen.a and one.b is not chosen.b]
    for at, term in chosen.terms.items():
        yield Relation("sum" if chosen.formula is Formula.DIFFERENCE else "ratio", line.numbers[at], term,
                       f"{line.name}＝{chosen.name}", Strength.CERTAIN if certain else Strength.LIKELY, "=",
                       chosen.formula.name, group, not (said or chosen.confirmed),
                       rivals=tuple(_rivals(at, chosen, others)))
    yield from _zero_bases(line, chosen)


def _rivals(at: int, chosen: Fit, others: list[Fit]) -> Iterator[Rival]:
    """The same rate with another line, or its own numerator, as its base."""
    if chosen.formula is Formula.RATIO:
        for other in others:
            if at in other.terms:
                yield Rival(other.terms[at], f"误以{other.b.name}为分母", "wrong-denominator")
    elif chosen.formula is Formula.GROWTH:
        new, old = (of(number) for number in chosen.terms[at].numbers())
        yield Rival(Formula.DECLINE.term(old, new), f"误以{chosen.a.name}为分母", "wrong-denominator")


def _zero_bases(line: Line, chosen: Fit) -> Iterator[Remark]:
    """A rate printed where its base is nothing."""
    if chosen.formula is Formula.DIFFERENCE or not (chosen.confirmed or chosen.by_words):
        return
    for at, number in line.numbers.items():
        base, first = chosen.b.numbers.get(at), chosen.a.numbers.get(at)
        nothing = base.value == 0 if base else at in chosen.b.dashes
        if nothing and number.value == 0:
            yield Remark("zero-base", Strength.WEAK, numbers=(number,))
        elif nothing:
            own = "－" if first is None else first.text
            yield Remark("zero-base", Strength.LIKELY, (number.mark,),
                         f"{chosen.b.name}为零，{line.name}没有意义，不应印成{number.text}（{own}÷0）。",
                         number.text, "-", f"{chosen.b.name}为零，比率无法计算", numbers=(number,))


def _shares(line: Line, sources: list[Line], crossing: list[Line], group: object) -> Iterator[Relation]:
    """Shares of the total that the same column, or row, prints, where most of them say so."""
    totals = sorted((other for other in crossing if other.rank), key=lambda total: -total.rank)[:_TOTALS]
    choices = [(source, total.at) for source in sources for total in totals
               if total.at in source.numbers and source.numbers[total.at].value]
    found = {choice: _share_terms(line, *choice) for choice in choices}
    source, total = max(choices, key=lambda choice: _borne_out(found[choice]), default=(None, 0))
    if source is None:
        return
    held = _borne_out(found[source, total])
    of_whole = total in line.numbers and line.numbers[total].value == 1
    if held < (0 if of_whole else 1) or not any(holds(share, term) for share, term in found[source, total]):
        return
    strength = Strength.CERTAIN if held > 1 else Strength.LIKELY
    name = f"{line.name}＝{source.name}÷合计"
    for share, term in found[source, total]:
        yield Relation("ratio", share, term, name, strength, "=", "占比", group, assumed=held < 2 and not of_whole)
    if total in line.numbers:
        yield Relation("ratio", line.numbers[total], constant(1), f"合计的{line.name}＝100%", strength, "=", "占比",
                       group, assumed=held < 2)


def _share_terms(line: Line, source: Line, total: int) -> list[tuple[Number, Term]]:
    return [(share, over(of(source.numbers[at]), of(source.numbers[total]))) for at, share in line.numbers.items()
            if at in source.numbers and at != total]


def _borne_out(found: list[tuple[Number, Term]]) -> int:
    """At how many more places than not the shares hold; zeros say nothing."""
    telling = [holds(share, term) for share, term in found if share.value]
    return 2 * sum(telling) - len(telling)
