"""Rates told in sentences (比率): 完成年初预算的p%, 执行率, 办结率, 控制率, against the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark, Rival, Strength, of, over

from .beside import by_number, in_bracket, of_its_clause, of_its_name, with_rest
from .bindings import MOST, akin, holds, slipped
from .definitions import NEGATED, PART_OF, Definition, Shape, Side, definition_of, side_of, term_of
from .figures import Figure, Passage, Role, alike, passages

_RATE_NAME = re.compile(r"(?:率|进度|完成比例|抽[样查检取]比例|压缩比|偏离度|下浮)(?:仅|约|近|高|只|均|分别)*"
                        r"(?:为|是|达到?|:|=)*$")
#: So many figures of the sentences before may be what a rate is made of.
_NEAR = 16
_DIFFERENCE = re.compile(r"调整[数额金]|追[加减]|差[额异]|偏差|变动|节约|核减|审减|压减")
#: 一般公共预算收入 is an income: its 预算 names the fund.
_FUNDS = re.compile(r"(?:一般公共|公共财政|财政|公共|政府性基金|国有资本经营|社会保险基金)预算"
                    r"(?=总?收入|总?支出|拨款|财政|结)")
_WHOLE_BUDGET = re.compile(r"(?:批复|支出|全年|调整后?)的?预算(?:总额|总数|数)?$|预算总额$")


def rates(reading: Reading) -> Iterator[Relation | Remark]:
    """Every rate whose numerator and denominator its sentence, or the one before, prints."""
    told = list(passages(reading.sentences))
    for passage in told:
        before: list[Figure] = []
        for figures in passage.sentences:
            for i, figure in enumerate(figures):
                if figure.number.kind is Kind.RATE and figure.role in (Role.RATE, Role.SHARE) and not figure.turned \
                        and not figure.tail.startswith("的"):  # 执行率100%的项目: only these
                    here = list(figures[max(0, i - MOST):i])
                    found = list(_of_rate(figure, here, before[-_NEAR:], told))
                    yield from found or _with_what_follows(figure, here, figures[i + 1:i + 3], told)
            before.extend(figures)


def _with_what_follows(rate: Figure, here: list[Figure], after: Sequence[Figure], told: Sequence[Passage]
                       ) -> list[Relation]:
    """The rate that the figures behind it make: as named, in a bracket, or with what is left."""
    later = [claim for claim in _of_rate(rate, [*here, *after], [], told) if isinstance(claim, Relation)]
    return [claim for claim in later if holds(claim)] or [*in_bracket(rate, after), *with_rest(rate, here, after)]


def _of_rate(rate: Figure, here: list[Figure], before: list[Figure], told: Sequence[Passage]
             ) -> Iterator[Relation | Remark]:
    if match := PART_OF.search(rate.lead):
        yield from _completed(rate, match["whole"], _values(here), _values(before))
    elif _RATE_NAME.search(rate.lead) and (known := definition_of(rate.lead)) is not None:
        yield from _defined(rate, known, _values(here), _values(before), told)
    else:
        yield from of_its_name(rate, _values(here))


def _values(figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if f.role in (Role.VALUE, Role.BASE) and f.number.kind not in (Kind.RATE, Kind.POINTS)
            and not f.reason and f.tail != "的"]  # 占结转120万元的25%: the whole of that share alone


def _completed(rate: Figure, whole: str, here: list[Figure], before: list[Figure]) -> Iterator[Relation | Remark]:
    """完成预算的p%: the figure before it over the nearest figure named as the words between say."""
    values = here if len(here) > 1 else [*before, *here]
    word = re.search(r"年初预算|调整预算|预算|计划|任务|目标|指标|安排", whole)
    if word is None or not values:
        return
    done = [f for f in reversed(values) if not _named_base(f, word[0])]
    found = [list(_done(rate, whole, word[0], figure, here, [*before, *here])) for figure in done]
    agreeing = next((claim for claims in found for claim in claims if isinstance(claim, Remark) or holds(claim)), None)
    if agreeing is not None:
        yield agreeing
    elif found and found[0] and isinstance(nearest := found[0][0], Relation):
        if done[0] in here:
            yield nearest
        elif slipped(nearest):
            yield replace(nearest, strength=Strength.LIKELY)


def _done(rate: Figure, whole: str, word: str, done: Figure, here: list[Figure], values: list[Figure]
          ) -> Iterator[Relation | Remark]:
    """``done`` over the budgets that ``whole`` can mean, the nearest first."""
    at = values.index(done)
    told = [f for f in values if _named_base(f, word) and alike(f.number, done.number)]
    exact = [f for f in told if akin(f.label, whole)] or told
    bases = [f for f in reversed(values[:at]) if f in exact and (f in here or done not in here)]
    bases += [f for f in values[at:] if f in told and f.role is Role.BASE]
    bases = bases or [f for f in reversed(values[:at]) if f in exact
                      and holds(_share(rate.number, done.number, f.number, plain=True))]
    if bases and not bases[0].number.value:
        yield _from_nothing(rate, done.number, bases[0].number)
    elif bases and not _parted(done, bases[0], here):
        for base in bases:
            yield _share(rate.number, done.number, base.number, plain="完成" in rate.lead)


def _parted(done: Figure, base: Figure, here: list[Figure]) -> bool:
    """Whether a list of parts begins between the budget and what was done: 其中：… has its own budgets."""
    if done not in here or base not in here:
        return False
    between = here[here.index(base) + 1:here.index(done) + 1]
    return any(f.opens for f in between) or sum(bool(re.search(r"决算|支出|执行", f.label)) for f in between) > 1


def _named_base(figure: Figure, word: str) -> bool:
    """Whether ``figure`` is the budget (plan, task) that ``word`` names, and not what was done of it."""
    label = _FUNDS.sub("", figure.label)
    return word[-2:] in label and not re.search(r"决算|执行|实际|完成预算|支出数", label.split(word[-2:])[-1])


def _share(rate: Number, done: Number, base: Number, *, plain: bool) -> Relation:
    """The part done of a base; unless 完成 makes it ``plain``, the words may name them in either order."""
    name = "完成数÷预算数＝完成预算的比例"
    turned = over(of(base), of(done))
    rival = Rival(turned, "分子分母颠倒", "wrong-denominator") if plain else Rival(turned, fits=True)
    return Relation("ratio", rate, over(of(done), of(base)), name, family="rates", rivals=(rival,))


def _from_nothing(rate: Figure, done: Number, base: Number) -> Remark:
    """A rate of a budget of nothing: 0% by custom where nothing was spent, else it has no meaning."""
    numbers = (done, base, rate.number)
    if rate.number.value == 0 and not done.value:
        return Remark("zero-base", Strength.WEAK, numbers=numbers)
    return Remark("zero-base", Strength.LIKELY if done.value else Strength.WEAK, (rate.number.mark,), numbers=numbers,
                  printed=rate.number.text, explanation="预算数为0，完成预算的比例无从计算。", likely="分母为零",
                  correction="宜写明年初未安排预算，不写完成比例。")


def _defined(rate: Figure, known: Definition, here: list[Figure], before: list[Figure], told: Sequence[Passage]
             ) -> Iterator[Relation | Remark]:
    """The rate by its definition; by an accepted or a wrong denominator it agrees with, and that is said."""
    values = [*before, *here]
    own = of_its_clause(rate, known, here)
    if own is not None:
        yield own
        return
    usual = _pairs(known, here, Side.BELOW) or _pairs(known, values, Side.BELOW)
    stated = [relation for pair in usual for relation in _relations(rate, known, *pair)]
    agreeing = next((r for r in stated if holds(r)), None)
    if agreeing is None:
        others = [(pair, side) for side in (Side.WRONG, Side.ACCEPTED) for pair in _pairs(known, values, side)]
        used = next((other for other in others if holds(_relation(rate, known, *other[0]))), None)
        if used is not None:
            (a, b), side = used
            base = next((y for x, y in usual if x is a), None)
            if base is None and side is Side.WRONG:
                base = _elsewhere(known, b, told)
            yield _by_another(rate, known, a, b, side, base)
            return
        stated = stated or [_relation(rate, known, *pair) for pair, side in others if side is Side.ACCEPTED]
    agreeing = agreeing or next((r for r in _of_others(rate, known, here, values) if holds(r)), None)
    if agreeing is not None:
        yield agreeing
    elif "满意" in rate.lead and sum("满意" in f.label for f in values) > 1:  # which answers count is not told
        return
    elif stated and _sure(stated, here):
        yield stated[0]
    elif stated:
        found = next((replace(r, strength=Strength.LIKELY) for r in stated if slipped(r)), None)
        found = found or next(by_number(rate, known, here), None)
        if found is not None:
            yield found
    else:
        yield from by_number(rate, known, here)


def _of_others(rate: Figure, known: Definition, here: list[Figure], values: list[Figure]) -> Iterator[Relation]:
    """The numerator of the sentence over any figure told before it: 资金总额530万元 is a budget by another name."""
    last = max((i for i, figure in enumerate(here) if figure.step == 2), default=0)
    clause = here[last:] if len(here) - last > 1 else here  # a clause that tells both stands alone
    for above in reversed(clause):
        if side_of(known, above.lead) is Side.ABOVE and not NEGATED.match(above.tail):
            yield from (_relation(rate, known, above, f) for f in reversed(values[:values.index(above)])
                        if alike(f.number, above.number) and f.number.value)


def _sure(stated: Sequence[Relation], here: Sequence[Figure]) -> bool:
    """Whether there is no doubt what a rate is made of: its sentence tells it, or nothing else can be meant."""
    numbers = {figure.number for figure in here}
    return set(stated[0].term.numbers()) <= numbers or len({relation.term.value() for relation in stated}) == 1


def _pairs(known: Definition, values: list[Figure], side: Side) -> list[tuple[Figure, Figure]]:
    """Numerator and a denominator of this ``side``: the last numerator first, then adjusted and near denominators."""
    above = [f for f in values if side_of(known, f.lead) is Side.ABOVE and not NEGATED.match(f.tail)]
    below = [f for f in values if side_of(known, f.lead) is side]
    pairs = [(a, b) for a in above for b in below if alike(a.number, b.number)]
    return sorted(pairs, key=lambda p: (-values.index(p[0]), "调整" not in p[1].label, -values.index(p[1])))


def _relations(rate: Figure, known: Definition, above: Figure, below: Figure) -> list[Relation]:
    """The rate of two figures; where the first is the difference already (预算调整数150万元), their plain ratio too."""
    stated = [_relation(rate, known, above, below)]
    if known.shape is not Shape.SHARE and _DIFFERENCE.search(above.label):
        stated.append(_relation(rate, replace(known, shape=Shape.SHARE), above, below))
    return stated


def _relation(rate: Figure, known: Definition, above: Figure, below: Figure,
              strength: Strength = Strength.CERTAIN) -> Relation:
    name = f"{known.shape.value}（{above.label}、{below.label}）"
    return Relation("ratio", rate.number, term_of(known.shape, above.number, below.number, rate.number), name,
                    strength, family="rates")


def _elsewhere(known: Definition, used: Figure, told: Sequence[Passage]) -> Figure | None:
    """The budget of the department, where the document prints it in another place."""
    return next((f for passage in told for f in passage.figures if f.role is Role.VALUE
                 and alike(f.number, used.number) and _WHOLE_BUDGET.search(f.label)
                 and side_of(known, f.lead) is Side.BELOW), None)


def _by_another(rate: Figure, known: Definition, above: Figure, used: Figure, side: Side, base: Figure | None
                ) -> Relation | Remark:
    """The rate agrees with another denominator than that of its definition."""
    cause = f"用“{used.label}”作了分母"
    if base is None and side is Side.ACCEPTED:
        return _relation(rate, known, above, used)
    if base is None:
        return Remark("wrong-denominator", Strength.LIKELY, (rate.number.mark, used.number.mark),
                      numbers=(rate.number, above.number, used.number), printed=rate.number.text,
                      explanation=f"{cause}，与该指标通行的定义不符。", likely=cause)
    strength = Strength.CERTAIN if side is Side.WRONG else Strength.LIKELY
    told = _relation(rate, known, above, base, strength)
    rival = Rival(term_of(known.shape, above.number, used.number, rate.number),
                  f"{cause}，应以“{base.label}”为分母" if side is Side.WRONG
                  else f"{cause}，而文中另有“{base.label}”，口径应予说明", "wrong-denominator")
    return replace(told, check="wrong-denominator", rivals=(rival,))
