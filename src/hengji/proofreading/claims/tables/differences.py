"""Ratio and difference columns and rows (完成率、增减率、占比、差额), recomputed from the lines that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Relation, Remark, Rival, Strength, Term, constant, of, over, plus
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, columns_of, of_rates, rows_of
from .ratios import Fit, Formula, can_be, fit, fits_of, formulas_of
from .words import AVERAGED, SHARES, WEIGHTS

#: Two lines, either against the other, have so many ratios: words alone tell which.
_FEW = 2
#: So many of the highest totals are tried as what shares are of.
_TOTALS = 4
#: Shares of more figures than this have a printed total.
_SHARED = 200


def differences(sheet: Sheet) -> Iterator[Relation | Remark]:
    """What the ratio and difference columns, then rows, of ``sheet`` say."""
    rows, columns = rows_of(sheet), columns_of(sheet)
    for lines, crossing, axis in ((columns, rows, "列"), (rows, columns, "行")):
        averages = frozenset(line.at for line in crossing if AVERAGED.search(line.label))
        sources = [line for line in lines if line.numbers and not of_rates(line)]
        for line in lines:
            formulas = formulas_of(line)
            group = (sheet.block, axis, line.at)
            shares = list(_shares(line, sources, crossing, group)) if of_rates(line) else []
            worked: list[Relation | Remark] = []
            if formulas and all(share.assumed for share in shares):
                own = line if Formula.DIFFERENCE in formulas else _without(line, averages)
                worked = list(_worked_out(own, formulas, [s for s in sources if s is not line], group))
            surer = any(isinstance(one, Relation) and not one.assumed for one in worked)
            yield from worked if surer or not shares else shares


def _without(line: Line, places: frozenset[int]) -> Line:
    """``line`` without its figures at ``places``: the mean of rates is not the rate of means."""
    return replace(line, numbers={at: number for at, number in line.numbers.items() if at not in places})


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
    certain = chosen.confirmed and (said or telling > _FEW)
    others = [one for one in fits if one.formula is chosen.formula and one.a is chosen.a and one.b is not chosen.b]
    for at, term in chosen.terms.items():
        yield Relation("sum" if chosen.formula is Formula.DIFFERENCE else "ratio", line.numbers[at], term,
                       f"{line.name}＝{chosen.name}", Strength.CERTAIN if certain else Strength.LIKELY,
                       family=chosen.formula.name, group=group, assumed=not (said or chosen.confirmed),
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
    """A rate printed where its base is nothing; what has no full mark is not scored, and no base of a rate."""
    sure = chosen.confirmed or chosen.by_words
    if chosen.formula is Formula.DIFFERENCE or not sure or WEIGHTS.search(chosen.b.name):
        return
    for at, number in line.numbers.items():
        base, first = chosen.b.numbers.get(at), chosen.a.numbers.get(at)
        nothing = base.value == 0 if base else at in chosen.b.dashes
        if nothing and number.value == 0:
            yield Remark("zero-base", Strength.WEAK, numbers=(number,))
        elif nothing:
            operands = "÷".join("－" if one is None else one.text for one in (first, base))
            yield Remark("zero-base", Strength.LIKELY, (number.mark,),
                         f"{chosen.b.name}为零，{line.name}没有意义，不应印成{number.text}（{operands}）。",
                         number.text, "-", f"{chosen.b.name}为零，比率无法计算", "改为“-”，或说明没有基数。", (number,))


def _shares(line: Line, sources: list[Line], crossing: list[Line], group: object) -> Iterator[Relation]:
    """Shares of the total that the same column, or row, prints, where most of them say so."""
    totals = sorted((other for other in crossing if other.rank), key=lambda total: -total.rank)[:_TOTALS]
    if WEIGHTS.search(line.label):  # they are set, and shares of full marks at most
        sources = [source for source in sources if WEIGHTS.search(source.label)]
    choices = [_Shares.of(line, source, total) for source in sources for total in totals]
    if not totals and any(SHARES.search(head) for head in line.path):
        choices = [_Shares.of(line, source, None) for source in sources if len(source.numbers) <= _SHARED]
    chosen = max(choices, key=lambda shares: shares.weight, default=None)
    if chosen is None or chosen.held == 0 or chosen.weight < (0 if chosen.hundred else 1):
        return
    strength = Strength.CERTAIN if chosen.weight > 1 else Strength.LIKELY
    name = f"{line.name}＝{chosen.source.name}÷合计"
    for share, term in chosen.terms:
        yield Relation("ratio", share, term, name, strength, family="占比", group=group,
                       assumed=chosen.weight < 2 and not chosen.hundred)
    if chosen.whole is not None:
        yield Relation("ratio", chosen.whole, constant(1), f"合计的{line.name}＝100%", strength,
                       family="占比", group=group,
                       assumed=chosen.weight < 2)


@dataclass(frozen=True, slots=True)
class _Shares:
    """A line as the shares of ``source`` in its total: each with its term, and that of the total itself."""

    source: Line
    terms: list[tuple[Number, Term]]
    whole: Number | None

    @classmethod
    def of(cls, line: Line, source: Line, total: Line | None) -> _Shares:
        """The shares in the figure of ``total``, or in all figures together where no total is printed."""
        at = total.at if total else 0
        base = plus(*map(of, source.numbers.values())) if total is None else \
            of(source.numbers[at]) if at in source.numbers else constant(0)
        return cls(source, [(share, over(of(source.numbers[place]), base)) for place, share in line.numbers.items()
                            if place in source.numbers and place != at], line.numbers.get(at))

    @property
    def held(self) -> int:
        """How many hold; zeros say nothing."""
        return sum(can_be(share, term) for share, term in self.terms if share.value)

    @property
    def weight(self) -> int:
        """At how many more places than not they hold."""
        return 2 * self.held - sum(share.value != 0 for share, _ in self.terms)

    @property
    def hundred(self) -> bool:
        """Whether the total's own share is printed as 100 %."""
        return self.whole is not None and self.whole.value == 1
