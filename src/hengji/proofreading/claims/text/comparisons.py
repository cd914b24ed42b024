"""What a sentence compares with what (比较): the change told, the values that it can be of, and their bases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengji.proofreading.number import Kind

from .bindings import akin, trimmed
from .figures import FALLS, RISES, Figure, Role, alike

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
#: A year that a figure is told of, not compared with.
_OWN_YEAR = re.compile(r"(?<![比较与同])(?:19|20)\d\d")
_MEAN = re.compile(r"[人户车辆件次村校生床亩]均|平均")
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


def base_year(figures: Sequence[Figure], before: str) -> str:
    """The year that a sentence compares with (2022年预算较2021年增加…), else the one told ``before``."""
    years = _YEARS.search(figures[0].sentence.text) if figures else None
    return years["base"] if years else before


def changes_of(figures: Sequence[Figure], year: str) -> Iterator[Change]:
    """Every change that ``figures`` of one sentence tell; ``year`` is the one that their paragraph compares with."""
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


def values_of(change: Change, before: Sequence[Figure], told: Sequence[Figure], after: Sequence[Figure]
              ) -> list[Figure]:
    """The figures that can be what it came to, the likeliest first."""
    here = [f for f in before if comparable(f, change) and not f.reason and f.role is not Role.BASE]
    if change.subject:
        named = [f for f in reversed(here) if _may_be(f, change)]
        return named or [f for f in reversed(told) if comparable(f, change) and _may_be(f, change)][:3]
    if change.first.reason and not change.base:
        return []
    if here:  # after its parts the whole may be meant: 总额120万元，其中A80万元，B40万元，同比增加20万元
        others = [f for f in here[-2::-1] if f.role is Role.VALUE and any(part.opens for part in here)]
        told_beside = before[-1].role is Role.BASE  # 优良率82%，比上年的76.5%提高5.5个百分点
        meant = here[-1].role is Role.VALUE or here[-1].turned or change.base or told_beside
        if _MEAN.search(here[-1].lead) and len(here) > 1 and change.amount is not None \
                and here[-1].number.unit != change.amount.number.unit:  # 支出2.3万元，人均60元，比上年减少0.7万元
            return [here[-2], *others]
        return [here[-1], *others] if meant else []
    reached = [f for f in after if f.turned and comparable(f, change)]
    if reached or not change.base:
        return reached[:1]
    same = [f for f in told if f.sentence.mark.block == change.first.sentence.mark.block and comparable(f, change)]
    last = [f for f in same if f.sentence is same[-1].sentence]
    return last[:1] if len(last) == 1 else []


def _may_be(figure: Figure, change: Change) -> bool:
    """Whether ``figure`` can be what changed, by its name and year; 本年收入 is not 收入总计, which has more in it."""
    return akin(figure.label, change.subject) and not is_earlier(figure, change) \
        and not ("本年" in change.subject and "总计" in figure.lead)


def bases_of(change: Change, before: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that can be what it is compared with: printed beside it, else named so in the sentence."""
    here = [f for f in before if comparable(f, change)]
    clause = [change.first.step, *(f.step for f in reversed(before))]  # a base stands in the same clause
    near = before[len(before) - next((i for i, step in enumerate(clause) if step == 2), len(before)):]
    yield from (f for f in reversed(near) if f.role is Role.BASE and f in here and f.tail != "的"
                and (f is before[-1] or not change.base))
    if not change.base and len(here) > 1:
        last = here[-1]
        yield from (f for f in here[-2::-1] if f.number.period < last.number.period and akin(f.label, last.label))
    if change.base:
        opened = max((i for i, f in enumerate(before) if f.opens), default=0)  # of the whole, not of a part
        yield from (f for f in reversed(before[opened:]) if f in here and f.role is not Role.BASE
                    and is_base(f, change.base))
        yield from (f for f in list(reversed(told))[:4] if comparable(f, change) and f.role is not Role.BASE
                    and not change.subject
                    and f.sentence.mark.block == change.first.sentence.mark.block and is_base(f, change.base))


def is_base(figure: Figure, base: str) -> bool:
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


def is_earlier(figure: Figure, change: Change) -> bool:
    """Whether ``figure``, told before, is of the year that the paragraph compares with."""
    return bool(change.year) and figure.number.period == change.year and figure.sentence is not change.first.sentence


def comparable(figure: Figure, change: Change) -> bool:
    """Whether ``figure`` is of the kind that the change is of."""
    if figure.role not in (Role.VALUE, Role.RATE, Role.BASE):
        return False
    if change.amount is None:
        return figure.role is not Role.RATE
    if change.amount.number.kind is Kind.POINTS:
        return figure.number.kind is Kind.RATE
    return alike(figure.number, change.amount.number)
