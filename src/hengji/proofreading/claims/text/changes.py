"""Changes told in sentences (增减变动): A比B增加D，增长p%; 由Y增至X; 与上年持平."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import (
    Relation,
    Remark,
    Rival,
    Strength,
    Term,
    constant,
    minus,
    of,
    over,
    plus,
    times,
)

from .bindings import MOST, akin, chosen, holds, trimmed
from .figures import FALLS, RISES, Figure, Passage, Role, alike, bare, passages

_COMPARED = (
    re.compile(r"(?:与|同|和|较|相较于?|对比)(?P<base>[^,;。]+?)(?:相比|比较|对比|相较|比)(?:较)?,?(?P<subject>[^;。]*)$"),
    re.compile(r"(?P<subject>[^,;:]*?)(?<![占对同环])(?:比|较|相比)(?P<base>[^,;:]*),?$"),
    re.compile(r"(?P<subject>[^,;:]*?)(?:同比|环比)(?P<base>)[^,;:]*$"),
)
_VERB_AT_END = re.compile(rf"(?:{RISES}|{FALLS}|[多少超增减降高低])[^,;:]*$")
_IDLE = re.compile(
    r"^(?:并|且|也|共|合计|总体|总|相应|均|有所|略有?|大幅|小幅|分别|增减变动|变动|其|实际|净|则|数|额|绝对)*$")
_LAST_YEAR = re.compile(r"上年|去年|上一?年|前一年|往年|上期|同期")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"(?P<now>(?:19|20)\d\d)年[^,;。]*?[比较与同](?P<base>(?:19|20)\d\d)年")
#: Growth that is told of other values than those printed.
_RESTATED = re.compile(r"同口径|可比|不变价|剔除|扣除|还原")
_AT_END = re.compile(r"[数额]$")
#: A year that a figure is told of, not compared with.
_OWN_YEAR = re.compile(r"(?<![比较与同])(?:19|20)\d\d")
_LEVEL = re.compile(r"(?:基本)?持平|保持不变|一致|无变化|没有变化|无增减")
_MAY_BE_NEGATIVE = re.compile(r"结余|结转|差额|净|亏|利润|盈余|逆差|赤字|变动")
_INITIAL = re.compile(r"年初.{0,6}预算")
_BUDGET = re.compile(r"年初预算|预算执行数|执行数|预算|决算|计划|目标|标准")


@dataclass(frozen=True, slots=True)
class Change:
    """A change as told: by how much, and at what rate; what changed and what it is compared with, in words."""

    amount: Figure | None
    rate: Figure | None
    subject: str
    base: str
    #: The year compared with, where the paragraph tells two: 2022年预算较2021年增加….
    year: str = ""

    @property
    def first(self) -> Figure:
        """The figure of it that comes first."""
        both = [figure for figure in (self.amount, self.rate) if figure is not None]
        return min(both, key=lambda figure: figure.number.mark.start)


def changes(reading: Reading) -> Iterator[Relation | Remark]:
    """Every change of every sentence, against the values printed and against its own amount and rate."""
    before: Passage | None = None
    alone: list[Alone] = []
    for passage in passages(reading.sentences):
        told = list(before.figures) if before and before.sections == passage.sections else []
        year = ""
        for figures in passage.sentences:
            if figures and (years := _YEARS.search(figures[0].sentence.text)):
                year = years["base"]
            for change in _changes(figures, year):
                yield from _stated(change, figures, told[-MOST:])
                yield from _alike(change, figures, passage.sections, alone)
                yield from _two_ways(change)
            yield from _levels(figures)
            told.extend(figures)
        before = passage


def _changes(figures: Sequence[Figure], year: str) -> Iterator[Change]:
    taken: set[int] = set()
    for i, figure in enumerate(figures):
        if figure.role not in (Role.CHANGE, Role.GROWTH) or i in taken:
            continue
        pair = [figure]
        if i + 1 < len(figures) and _goes_with(figure, figures[i + 1]):
            pair.append(figures[i + 1])
            taken.add(i + 1)
        subject, base = _compared(figure)
        amount = next((f for f in pair if f.role is Role.CHANGE), None)
        rate = next((f for f in pair if f is not amount), None)
        yield Change(amount, rate, subject, base, year)


def _goes_with(first: Figure, second: Figure) -> bool:
    """Whether ``second`` tells the same change: 增加X，增长Y%, with nothing named between."""
    if first.role is second.role is Role.CHANGE and second.number.kind is Kind.PLAIN:  # the % is left out
        return bool(re.match(r",?(?:增长|下降|增幅|降幅|减幅)", second.gap)) and first.number.kind is not Kind.PLAIN
    if {first.role, second.role} != {Role.CHANGE, Role.GROWTH} or second.step == 2:
        return False
    if Kind.POINTS in (first.number.kind, second.number.kind):  # 增长12%，增幅回落3个百分点: the growth changed
        return False
    subject, base = _compared(second)
    return not subject and not base


def _compared(figure: Figure) -> tuple[str, str]:
    """What changed and what it is compared with, as the words before ``figure`` tell it."""
    text = _VERB_AT_END.sub("", figure.gap).rstrip(",")
    for pattern in _COMPARED:
        if match := pattern.search(text):
            return _named(match["subject"]), match["base"] or "上年"
    return _named(re.split(r"[,;:。]", text)[-1]), ""


def _named(subject: str) -> str:
    """The name of what changed; empty where the words name nothing of their own."""
    name = trimmed(re.split(r"[,;:。]", subject)[-1]).lstrip("、和及")
    return "" if _IDLE.match(name) else name


def _stated(change: Change, figures: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Relation | Remark]:
    at = figures.index(change.first)
    here = figures[max(0, at - MOST):at]
    values = _values(change, here, told, figures[at:at + MOST])
    if not values:
        yield from _of_base_alone(change, here, told)
        return
    bases = list(_bases(change, here, told))
    readings = [_relations(change, value.number, base.number)
                for value in values for base in bases if base is not value and alike(base.number, value.number)]
    beside = bool(here) and here[-1] in bases and here[-1].role is Role.BASE  # 比上年的120万元增加: no other is meant
    if not bases or (change.rate is not None and not beside):
        readings += [_relations(change, value.number, None) for value in values]
    readings = [reading for reading in readings if reading]
    several = "分别" in change.first.gap  # which of several rates goes with which value, their order tells
    closest = readings[0] if readings and not several else []
    yield from next((reading for reading in readings if _agrees(reading)), closest)


def _of_base_alone(change: Change, before: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Relation]:
    """较年初预算的120万元压减20万元，压减16.67%: amount and rate against the base, the value being left out."""
    earlier = (f for f in reversed(told) if change.subject and akin(f.label, change.subject) and _earlier(f, change))
    base = before[-1] if before and before[-1].role is Role.BASE else next(earlier, None)
    if base is not None and change.amount is not None and change.rate is not None \
            and alike(base.number, change.amount.number):
        yield Relation("ratio", change.rate.number, over(of(change.amount.number), of(base.number)),
                       "增减额÷上期数＝增减率", family="changes")


def _earlier(figure: Figure, change: Change) -> bool:
    """Whether ``figure``, told before, is of the year that the paragraph compares with."""
    return bool(change.year) and figure.number.period == change.year and figure.sentence is not change.first.sentence


def _agrees(reading: Sequence[Relation | Remark]) -> bool:
    """Whether all relations of a reading hold, and there are any: that nothing can be calculated confirms nothing."""
    relations = [claim for claim in reading if isinstance(claim, Relation)]
    return bool(relations) and all(map(holds, relations)) and not any(
        isinstance(claim, Remark) and claim.marks for claim in reading)


def _two_ways(change: Change) -> Iterator[Remark]:
    """增加12万元，降低4.5%: the amount rises and the rate falls."""
    amount, rate = change.amount, change.rate
    if amount is None or rate is None or {amount.rises, rate.rises} != {True, False} \
            or amount.number.value <= 0 or rate.number.value <= 0:
        return
    yield Remark("ratio", Strength.CERTAIN, (rate.number.mark, amount.number.mark),
                 numbers=(rate.number, amount.number), printed=rate.lead[-6:] + rate.number.text,
                 explanation=f"前面说“{amount.lead[-4:]}{amount.number.text}”，后面说“{rate.lead[-4:]}{rate.number.text}”，"
                 "增减方向相反。", likely="增减方向写反")


#: The value that changed, by how much, against what, and in which chapter.
Alone = tuple[Number, Figure, str, tuple[str, ...]]


def _alike(change: Change, figures: Sequence[Figure], sections: tuple[str, ...], alone: list[Alone]
           ) -> Iterator[Relation]:
    """Where one value is told twice, with its change against the same base, the two changes are the same.

    Income and spending of a budget, the sum and its only part: a slip in one of them shows.
    """
    if change.amount is None or not change.base or change.subject or not (at := figures.index(change.first)):
        return
    value = figures[at - 1]
    if value.role is not Role.VALUE or not value.number.value or not alike(value.number, change.amount.number):
        return
    mine = (value.number, change.amount, _AT_END.sub("", change.base), sections)
    twin = next((other for other in reversed(alone[-MOST:])
                 if other[0].value == value.number.value and other[2:] == mine[2:]
                 and other[1].rises is change.amount.rises), None)
    if twin is not None:
        yield Relation("cross-table", change.amount.number, of(twin[1].number), "同一数额与同一上期数相比，增减额相同",
                       Strength.LIKELY, family="changes")
    alone.append(mine)


def _values(change: Change, before: Sequence[Figure], told: Sequence[Figure], after: Sequence[Figure]) -> list[Figure]:
    """The figures that can be what it came to, the likeliest first."""
    here = [f for f in before if _comparable(f, change) and not f.reason and f.role is not Role.BASE]
    if change.subject:
        named = [f for f in reversed(here) if _may_be(f, change)]
        return named or [f for f in reversed(told) if _comparable(f, change) and _may_be(f, change)][:3]
    if change.first.reason and not change.base:
        return []
    if here:  # after its parts the whole may be meant: 总额120万元，其中A80万元，B40万元，同比增加20万元
        others = [f for f in here[-2::-1] if f.role is Role.VALUE and any(part.opens for part in here)]
        told_beside = before[-1].role is Role.BASE  # 优良率82%，比上年的76.5%提高5.5个百分点
        meant = here[-1].role is Role.VALUE or here[-1].turned or change.base or told_beside
        return [here[-1], *others] if meant else []
    reached = [f for f in after if f.turned and _comparable(f, change)]
    if reached or not change.base:
        return reached[:1]
    same = [f for f in told if f.sentence.mark.block == change.first.sentence.mark.block and _comparable(f, change)]
    last = [f for f in same if f.sentence is same[-1].sentence]
    return last[:1] if len(last) == 1 else []


def _may_be(figure: Figure, change: Change) -> bool:
    """Whether ``figure`` can be what changed, by its name and year; 本年收入 is not 收入总计, which has more in it."""
    return akin(figure.label, change.subject) and not _earlier(figure, change) \
        and not ("本年" in change.subject and "总计" in figure.lead)


def _comparable(figure: Figure, change: Change) -> bool:
    if figure.role not in (Role.VALUE, Role.RATE, Role.BASE):
        return False
    if change.amount is None:
        return figure.role is not Role.RATE
    if change.amount.number.kind is Kind.POINTS:
        return figure.number.kind is Kind.RATE
    return alike(figure.number, change.amount.number)


def _bases(change: Change, before: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that can be what it is compared with: printed beside it, else named so in the sentence."""
    here = [f for f in before if _comparable(f, change)]
    clause = [change.first.step, *(f.step for f in reversed(before))]  # a base stands in the same clause
    near = before[len(before) - next((i for i, step in enumerate(clause) if step == 2), len(before)):]
    yield from (f for f in reversed(near) if f.role is Role.BASE and f in here and f.tail != "的"
                and (f is before[-1] or not change.base))
    if not change.base and len(here) > 1:
        last = here[-1]
        yield from (f for f in here[-2::-1] if f.number.period < last.number.period and akin(f.label, last.label))
    if change.base:
        yield from (f for f in reversed(here) if f.role is not Role.BASE and _is(f, change.base))
        yield from (f for f in list(reversed(told))[:4] if _comparable(f, change) and f.role is not Role.BASE
                    and not change.subject
                    and f.sentence.mark.block == change.first.sentence.mark.block and _is(f, change.base))


def _is(figure: Figure, base: str) -> bool:
    """Whether ``figure`` is named as the comparison names its base: the same year, last year, the budget."""
    years = set(_YEAR.findall(base))
    own = set(_YEAR.findall(figure.lead)) or set(_OWN_YEAR.findall(figure.gap))
    noun = _BUDGET.search(_YEAR.sub("", base))
    if years:
        return bool(years & own) and (noun is None or noun[0][-2:] in figure.lead)
    if _LAST_YEAR.search(base):
        return bool(_LAST_YEAR.search(figure.lead))
    if noun is not None and (noun[0] in figure.label or (noun[0] == "年初预算" and _INITIAL.search(figure.label))):
        return True
    return len(base) > 2 and base in figure.lead


def _relations(change: Change, value: Number, base: Number | None) -> list[Relation | Remark]:
    found: list[Relation | Remark] = []
    amount = change.amount.number if change.amount else None
    if amount is not None and base is not None:
        found.append(_difference(change, value, base, amount))
    if change.rate is not None:
        if (from_zero := _from_zero(change, value, base)) is not None:
            found.append(from_zero)
        elif base is not None:
            found.append(_growth(change, value, base))
        elif amount is not None and amount.kind is not Kind.POINTS and amount.value:
            found.append(_growth_of(change, value, amount))
    if base is None and change.amount is not None and change.amount.rises and _cannot_be_less(change, value):
        found.append(Relation("sum", value, of(change.amount.number), "增加后的数额不小于增加额", comparator="≥",
                              family="changes", explanation="增加后的数额比增加额还小，两者必有一误。"))
    return found


def _cannot_be_less(change: Change, value: Number) -> bool:
    words = change.first.lead + change.subject + value.label
    return value.kind is not Kind.RATE and not _MAY_BE_NEGATIVE.search(words)


def _direction(figure: Figure, readings: tuple[Relation, Relation]) -> Relation:
    """The reading for a rise or a fall, as the verb says; either where it is left open, or a sign stands for it."""
    rise, fall = readings
    if figure.rises is None or figure.number.value < 0:
        return chosen(readings) or rise
    return rise if figure.rises else fall


def _difference(change: Change, value: Number, base: Number, amount: Number) -> Relation:
    assert change.amount is not None
    rise, fall = (
        Relation("sum", amount, minus(of(a), of(b)), name, family="changes")
        for a, b, name in ((value, base, "本期数－上期数＝增加额"), (base, value, "上期数－本期数＝减少额")))
    return _direction(change.amount, (rise, fall))


def _growth(change: Change, value: Number, base: Number) -> Relation:
    assert change.rate is not None
    ratio, reverse = over(of(value), of(base)), over(of(base), of(value))
    rise = _rate(change.rate, Term("-", (ratio, constant(1)), told=over(minus(of(value), of(base)), of(base))),
                 minus(constant(1), reverse), "（本期数－上期数）÷上期数＝增长率")
    fall = _rate(change.rate, Term("-", (constant(1), ratio), told=over(minus(of(base), of(value)), of(base))),
                 minus(reverse, constant(1)), "（上期数－本期数）÷上期数＝下降率")
    return _direction(change.rate, (rise, fall))


def _growth_of(change: Change, value: Number, amount: Number) -> Relation:
    """The rate against value and amount alone; the value before is then value less amount, or with it."""
    assert change.rate is not None
    ratio, wrong = over(of(value), of(amount)), over(of(amount), of(value))
    rise = _rate(change.rate, Term("/", (constant(1), minus(ratio, constant(1))),
                                   told=over(of(amount), minus(of(value), of(amount)))),
                 wrong, "增加额÷（本期数－增加额）＝增长率")
    fall = _rate(change.rate, Term("/", (constant(1), plus(ratio, constant(1))),
                                   told=over(of(amount), plus(of(value), of(amount)))),
                 wrong, "减少额÷（本期数＋减少额）＝下降率")
    return _direction(change.rate, (rise, fall))


def _rate(rate: Figure, term: Term, wrong: Term, name: str) -> Relation:
    """The relation of a growth rate; a plain number stands for percent there."""
    if rate.number.kind is Kind.PLAIN:
        term, wrong = times(term, constant(100)), times(wrong, constant(100))
    rival = Rival(wrong, "用本期数作了分母，应以上期数（比较的基数）为分母", "wrong-denominator")
    strength = Strength.WEAK if _RESTATED.search(rate.sentence.text) else Strength.CERTAIN
    return Relation("ratio", rate.number, term, name, strength, family="changes", rivals=(rival,))


def _from_zero(change: Change, value: Number, base: Number | None) -> Remark | None:
    """A rate of growth from nothing: it cannot be calculated, whatever it is said to be."""
    assert change.rate is not None
    amount, rate = change.amount, change.rate.number
    rises = change.rate.rises is not False
    zero = base.value == 0 if base is not None else bool(
        amount is not None and amount.number.kind is not Kind.POINTS and rises and value.value == amount.number.value)
    if not zero:
        return None
    numbers = tuple(n for n in (value, base, amount.number if amount else None, rate) if n is not None)
    if not value.value or rate.value == 0:
        return Remark("zero-base", Strength.WEAK, numbers=numbers)
    usual = rate.value == 1
    return Remark("zero-base", Strength.WEAK if usual else Strength.LIKELY, (rate.mark,), numbers=numbers,
                  printed=rate.text, explanation="比较的基数为0，增长率无从计算。" if usual else
                  f"比较的基数为0，增长率无从计算，“{rate.text}”没有来历。",
                  likely="基数为零", correction="宜写明“上年无此项支出，本年为新增”，不写增长率。")


def _levels(figures: Sequence[Figure]) -> Iterator[Relation]:
    """与上年持平: the value and, where the sentence prints it, what it is compared with are the same."""
    for i, figure in enumerate(figures):
        if figure.role is Role.BASE and i and _LEVEL.match(bare(figure.tail)) and alike(
                figure.number, figures[i - 1].number):
            yield _level(figures[i - 1].number, figure.number)
        clause = bare(re.split(r"[;。]", figure.tail)[0])
        match = re.search(r"(?:比|较|与|同|和)(?P<base>[^,;。]+?)(?:相比|比较)?,?" + f"(?:{_LEVEL.pattern})", clause)
        if match is None or figure.role not in (Role.VALUE, Role.RATE):
            continue
        change = Change(figure, None, "", match["base"])
        base = next((f for f in reversed(figures[max(0, i - MOST):i]) if f.role in (Role.VALUE, Role.RATE)
                     and alike(f.number, figure.number) and _is(f, change.base)), None)
        if base is not None and "基本持平" not in clause:
            yield _level(figure.number, base.number)


def _level(value: Number, base: Number) -> Relation:
    return Relation("sum", value, of(base), "持平：本期数＝上期数", family="changes")


