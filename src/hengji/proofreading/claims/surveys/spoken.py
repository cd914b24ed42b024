"""Answers counted in sentences (文中的份数): 收回196份，其中满意186份，满意度94.90%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Rival, Strength, Term, of, over, plus

from .methods import rank
from .samples import told_samples
from .satisfaction import satisfaction_before

_LEVEL = re.compile(r"(?P<level>(?:非常|很|十分|特别|较|比较|基本|极)?(?:不太?)?满意|一般|尚可)[”\"]?"
                    r"(?:的|有|为|:)*\s*$")
#: 非常满意和比较满意合计971人，占92.48%.
_TOGETHER = re.compile(r"(?P<one>[一-鿿]{0,2}满意)[”\"]?(?:和|与|及|、)[“\"]?(?P<other>[一-鿿]{0,2}满意)[”\"]?的?"
                       r"(?:两项|人数)?(?:合计|共计?|总计)(?:为)?\s*$")
_SHARE = re.compile(r",?\s*占比?(?:为)?\s*$")
_ASKED = re.compile(r"(?:调查|抽取|访谈|走访|共|共计|合计)(?:了)?[^,;。\d满]{0,8}$")
#: So good at least is satisfied, by the strictest reading; one that counts 一般 or 基本满意 too; and 很满意 alone.
_READINGS = (4, 3, 5)
_WORST = 2
_FEWEST = 3
_FAMILY = "survey sentences"


@dataclass(frozen=True, slots=True, eq=False)
class _Poll:
    """The answers that one sentence counts (一句话里的份数), and how many were asked where it says so."""

    sentence: Sentence
    answers: tuple[tuple[int, Number], ...]
    asked: Number | None

    @property
    def complete(self) -> bool:
        """Whether it counts the good and the bad, so that all together are those asked."""
        ranks = [level for level, _ in self.answers]
        return len(ranks) >= _FEWEST and min(ranks) <= _WORST < max(ranks)

    @property
    def whole(self) -> Term | None:
        """What the shares are of."""
        if self.asked is not None:
            return of(self.asked)
        return plus(*(of(number) for _, number in self.answers)) if self.complete else None

    def satisfied(self, least: int) -> Term | None:
        """Those at least so satisfied; None where it counts none."""
        found = [of(number) for level, number in self.answers if level >= least]
        return plus(*found) if found else None


def spoken(reading: Reading) -> Iterator[Relation]:
    """The answers make those asked, and the satisfied among them make the satisfaction."""
    samples = {sentence.mark: number for sentence, number in told_samples(reading)}
    before: Number | None = None
    place = (-1, 0, 0)
    for sentence in reading.sentences:
        own = (sentence.mark.block, sentence.mark.row, sentence.mark.column)
        if own != place:
            place, before = own, None
        poll = _poll(sentence, samples.get(sentence.mark) or before)
        before = samples.get(sentence.mark, before)
        if poll is None:
            continue
        if poll.asked is not None and poll.complete:
            yield Relation("sum", poll.asked, plus(*(of(number) for _, number in poll.answers)),
                           "各档人数之和＝调查人数", Strength.LIKELY, family=_FAMILY)
        yield from _satisfaction(poll)
        yield from _together(poll)


def _poll(sentence: Sentence, sample: Number | None) -> _Poll | None:
    answers: list[tuple[int, Number]] = []
    asked = sample
    for number in sentence.numbers:
        before = sentence.text[:sentence.start_of(number)]
        if number.kind is not Kind.COUNT or number.bound != "exact" or not number.measured:
            continue
        if _TOGETHER.search(before):
            continue
        if found := _LEVEL.search(before):
            answers.append((rank(found["level"]), number))
        elif not answers and sample is None and _ASKED.search(before):
            asked = number
    levels = [level for level, _ in answers]
    return _Poll(sentence, tuple(answers), asked) if levels and len(set(levels)) == len(levels) else None


def _satisfaction(poll: _Poll) -> Iterator[Relation]:
    whole = poll.whole
    told = [number for number in poll.sentence.numbers if number.kind is Kind.RATE and number.measured
            and satisfaction_before(poll.sentence, number)]
    if whole is None or len(told) != 1:
        return
    terms = list(dict.fromkeys(over(term, whole) for least in _READINGS if (term := poll.satisfied(least))))
    fitting = [term for term in terms if term.interval().meets(told[0].interval)]
    term = (fitting or terms)[0]
    yield Relation("ratio", told[0], term, "满意人数÷调查人数＝满意度", Strength.LIKELY, family=_FAMILY,
                   rivals=tuple(Rival(other, fits=True) for other in terms if other is not term))


def _together(poll: _Poll) -> Iterator[Relation]:
    """The two best answers added up in the same sentence, and their share."""
    counted = dict(poll.answers)
    for number, following in pairwise([*poll.sentence.numbers, None]):
        found = number and _TOGETHER.search(poll.sentence.text[:poll.sentence.start_of(number)])
        if not number or not found:
            continue
        parts = [counted.get(rank(found[name])) for name in ("one", "other")]
        if all(parts):
            yield Relation("sum", number, plus(*(of(part) for part in parts if part)), "所列两档人数之和＝合计",
                           Strength.LIKELY, family=_FAMILY)
        if following and following.kind is Kind.RATE and poll.whole is not None and _SHARE.fullmatch(
                poll.sentence.text[poll.sentence.end_of(number):poll.sentence.start_of(following)]):
            yield Relation("ratio", following, over(of(number), poll.whole), "合计人数÷调查人数＝占比", Strength.LIKELY,
                           family=_FAMILY)
