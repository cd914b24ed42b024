"""Products (单价×数量＝金额), where the heads of a table name all three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.relation import Relation, Strength, Term, constant, of, times
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, columns_of
from .ratios import can_be

_PRICE = re.compile(r"单价|价格|标准(?!值|分)|单位成本")
_QUANTITY = re.compile(r"数量|人数|次数|天数|个数|件数|台数|套数|户数|面积|人次|课时|工作量")
_AMOUNT = re.compile(r"金额|总价|小计|合计|经费|费用|资金|预算|总额|支出")
#: Prices in yuan beside amounts in 万元 of which the heads do not tell.
_SCALES = (Fraction(1), Fraction(10 ** 4), Fraction(1, 10 ** 4))


def products(sheet: Sheet) -> Iterator[Relation]:
    """Amounts worked out from a price and one or two quantities of the same row."""
    columns = columns_of(sheet)
    prices = [column for column in columns if _PRICE.search(column.label)]
    quantities = [column for column in columns if _QUANTITY.search(column.label) and column not in prices]
    amounts = [c for c in columns if _AMOUNT.search(c.label) and c not in prices and c not in quantities]
    if not prices or not quantities:
        return
    factors = [quantities[:1], quantities[:2]] if len(quantities) > 1 else [quantities]
    factors += [[quantity] for quantity in quantities[1:]]
    choices = [_instances(amount, prices[0], chosen, scale)
               for amount, chosen, scale in product(amounts, factors, _SCALES)]
    best = max(choices, key=_weight, default=[])
    held = sum(can_be(number, term) for number, term in best)
    certain = held > 1 and 2 * held > len(best)
    for number, term in best:
        yield Relation("ratio", number, term, f"{prices[0].name}×数量＝{amounts[0].name}",
                       Strength.CERTAIN if certain else Strength.LIKELY, family="单价乘数量",
                       group=(sheet.block, sheet.columns), assumed=not held)


def _instances(amount: Line, price: Line, quantities: list[Line], scale: Fraction) -> list[tuple[Number, Term]]:
    found = []
    for at, number in amount.numbers.items():
        factors = [line.numbers[at] for line in (price, *quantities) if at in line.numbers]
        if len(factors) == 1 + len(quantities) and number.kind is not Kind.RATE:
            term = of(factors[0])
            for factor in factors[1:]:
                term = times(term, of(factor))
            found.append((number, term if scale == 1 else times(term, constant(scale))))
    return found


def _weight(instances: list[tuple[Number, Term]]) -> int:
    """How many hold, less those that do not."""
    held = sum(can_be(number, term) for number, term in instances)
    return 2 * held - len(instances)
