"""Products and means told in sentences (单价、均值、节省): rate per head, means, time saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Rival, Strength, Term, constant, minus, of, over, times

from .bindings import MOST, chosen, holds, slipped
from .figures import Figure, Role, alike, passages

_MEAN = re.compile(
    r"(?P<unit>[人户次件车家日月年篇场期项台班生床村])均|"
    r"平均每(?P<each>个?(?:公里|平方米|[人户次件车家日天月年场期项台班床处座亩吨所村]))")
_EACH = re.compile(r"每([人生户次件家日天月年场期项台班床车亩吨]|(?:个)?工作日)")
_PER = re.compile(r"/\s*([人生户次件家日天月年场期项台班床车亩吨])")
#: A mean with fewer digits is met by chance.
_TELLING = 100
_MONTHS = 12
_SAVED = re.compile(r"(?:节省|节约|减少|缩短|压减)[^,;]*$")
_CUT = re.compile(r"(?:压缩|缩短|缩减|减少|压减|精简|降|减)[^,;]{0,3}[到至为]")
_HALF_DAY = re.compile(r"(?:压缩|缩短|缩减)[到至为]半[天日]")
_CUT_RATE = re.compile(r"(?:压缩|压减|缩短|精简|减少|提速)(?:率|比|比例|幅度|了)?(?:达到?|为|约)?$")
_SAME_UNIT = {"天": "日", "工作日": "日", "个工作日": "日", "名": "人", "位": "人", "生": "人", "人次": "次",
              "批次": "次", "个月": "月", "辆": "车"}


def products(reading: Reading) -> Iterator[Relation]:
    """Totals against price and quantities, means against total and count, time saved against cases."""
    for passage in passages(reading.sentences):
        told: tuple[Figure, ...] = ()
        for figures in passage.sentences:
            figures = figures[:MOST]
            yield from _totals(figures)
            yield from _means(figures, told)
            told = (*told, *figures)[-MOST:]
            yield from _savings(figures)


def _unit(figure: Figure) -> str:
    unit = "天" if figure.number.kind is Kind.DAYS else figure.number.unit
    return _SAME_UNIT.get(unit, unit)


def _totals(figures: Sequence[Figure]) -> Iterator[Relation]:
    """每人每天30元，20人，250天，共15万元: the price times one quantity for each 每."""
    for i, price in enumerate(figures):
        each = {_SAME_UNIT.get(unit, unit) for unit in (*_EACH.findall(price.lead), *_PER.findall(price.tail[:4]))}
        if price.number.kind is not Kind.AMOUNT or not each or price.role is not Role.VALUE:
            continue
        counts = [f for f in figures if f.number.kind in (Kind.COUNT, Kind.DAYS) and _unit(f) in each]
        sums = [f for f in figures[i + 1:] if f.number.kind is Kind.AMOUNT and f.role is Role.VALUE and not f.reason
                and not _EACH.search(f.lead) and not _PER.match(f.tail)]
        readings = [_product(total, (price, *some)) for total in sums for some in combinations(counts, len(each))
                    if len({_unit(f) for f in some}) == len(each)]
        if not readings:  # 每生每年650元，12000人: one year goes without saying
            readings = [_product(total, (price, people)) for total in sums for people in counts]
        found = next((r for r in readings if holds(r)), readings[0] if len(readings) == 1 else None)
        if found is None and 0 < i < len(figures) - 1 and figures[i - 1] in counts and figures[i + 1] in sums:
            beside = _product(figures[i + 1], (price, figures[i - 1]))  # 24人、每人8000元，共19.2万元
            found = beside if slipped(beside) else None
        if found is not None:
            yield found


def _product(total: Figure, factors: tuple[Figure, ...]) -> Relation:
    term = of(factors[0].number)
    for factor in factors[1:]:
        term = times(term, of(factor.number))
    return Relation("sum", total.number, term, "标准×数量＝总额", Strength.LIKELY, family="products")


def _means(figures: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Relation]:
    """户均X: a total over a count of that unit, in the sentence or told before it in the paragraph."""
    for i, mean in enumerate(figures):
        match = _MEAN.search(mean.lead)
        if match is None or mean.role not in (Role.VALUE, Role.CHANGE):
            continue
        unit = match["unit"] or match["each"]
        here = figures[:i]
        yield from _all_together(mean, here, figures[i + 1:i + 2], unit)
        if mean.role is not Role.VALUE:
            continue
        values = [f for f in (*told, *here) if f.role is Role.VALUE and f.number.value and not _MEAN.search(f.lead)]
        counts = [f for f in values if _unit(f) == _SAME_UNIT.get(unit, unit) or (unit == "户" and _unit(f) == "家")
                  or (unit == "人" and f.number.unit == "人次")]
        readings = [Relation("ratio", mean.number, over(of(a.number), of(b.number)), f"总数÷{_unit(b)}数＝{unit}均",
                             Strength.LIKELY, family="products", rivals=_by_month(mean, a, b))
                    for b in reversed(counts) for a in reversed(values) if a is not b
                    and (alike(a.number, mean.number) or mean.number.kind is Kind.PLAIN)]
        sure = len(readings) == 1 and mean.number.kind is not Kind.COUNT and all(
            f in here for f in values if f in counts or f.number.kind is mean.number.kind)  # 73人次: rounded to one
        found = next((r for r in readings if holds(r)), readings[0] if sure else None)
        if found is None and mean.number.value / mean.number.step >= _TELLING:
            found = next((r for r in readings if slipped(r)), None)
        if found is not None:
            yield found


def _by_month(mean: Figure, total: Figure, count: Figure) -> tuple[Rival, ...]:
    """发放低保金1080万元，人均月补助500元: what a year's money comes to a month."""
    if "月" not in mean.lead:
        return ()
    return (Rival(over(of(total.number), times(of(count.number), constant(_MONTHS))), fits=True),)


def _all_together(mean: Figure, here: Sequence[Figure], after: Sequence[Figure], unit: str) -> Iterator[Relation]:
    """带动农户300户，户均增收2000元，共增收60万元: what all of them come to follows the mean."""
    count = next((f for f in reversed(here) if f.role is Role.VALUE and _unit(f) == unit), None)
    if count is None or not after or not re.search(r"共|总", after[0].lead) or not alike(after[0].number, mean.number) \
            or after[0].step == 2:
        return
    relation = _product(after[0], (mean, count))
    if holds(relation) or slipped(relation):
        yield relation


def _savings(figures: Sequence[Figure]) -> Iterator[Relation]:
    """从A天压缩至B天: how far it was cut, and what the cases together saved."""
    for i, start in enumerate(figures):
        half = bool(_HALF_DAY.search(start.tail))
        end = figures[i + 1] if i + 1 < len(figures) and _CUT.search(figures[i + 1].lead) else None
        if end is not None and not (alike(start.number, end.number) and start.role in (Role.BASE, Role.VALUE)):
            end = None
        if start.number.kind not in (Kind.DAYS, Kind.COUNT) or not (half or end):
            continue
        kept = of(end.number) if end is not None else constant(Fraction(1, 2))
        for figure in figures[i + (2 if end else 1):]:
            if figure.number.kind is Kind.RATE and _CUT_RATE.search(figure.lead):
                yield Relation("ratio", figure.number, Term("-", (constant(1), over(kept, of(start.number))),
                                                            told=over(minus(of(start.number), kept), of(start.number))),
                               "（原时限－现时限）÷原时限＝压缩率", family="products",
                               rivals=(Rival(over(kept, of(start.number)), "把压缩后所占的比例当作压缩率", "ratio"),))
            elif figure.number.kind is Kind.DAYS and _SAVED.search(figure.lead):
                yield from _saved(figure, start, kept, figures)


def _saved(saved: Figure, start: Figure, kept: Term, figures: Sequence[Figure]) -> Iterator[Relation]:
    """The time that the cases counted before it saved together: each the old time less the new."""
    at = figures.index(saved)
    cases = [f for f in figures[figures.index(start) + 1:at] if f.number.kind is Kind.COUNT and f.role is Role.VALUE
             and _unit(f) in ("件", "次", "家", "户", "项", "个", "人", "宗", "笔")]
    each = minus(of(start.number), kept)
    readings = [Relation("ratio", saved.number, times(of(case.number), each), "件数×（原时限－现时限）＝节省的时间",
                         Strength.LIKELY, family="products",
                         rivals=(Rival(times(of(case.number), of(start.number)), "漏减了压缩后的时限", "ratio"),))
                for case in reversed(cases)]
    found = chosen(readings)
    if found is not None:
        yield found


