"""Scores told in sentences (得分): 满分、得分、扣分、得分率, totals of heads, and the grade."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark, Rival, Strength, constant, minus, of, over, plus, times

from .bindings import holds
from .figures import Figure, Passage, Role, passages

_OF_MONEY = re.compile(r"执行率|完成率|支出率|支付率")
_RATE = re.compile(r"得分率(?:为|是|达到?|:)*$")
_NAMED_ANEW = re.compile(r"综合|总得?分|最终|合计|总评")
_TOTAL = re.compile(r"综合|总得?分|总体|总评|最终|合计|整体|自评得?分|评价得?分|得分$|评分")
_OF_ITEM = re.compile(r"(?:该|本)(?:项(?!目)|指标|.{0,4}指标)|指标得|扣后")
_GRADE = re.compile(
    r"(?:等级|级别|结论|结果|档次|属于|评[为定]|评定为|等次|认定为)[^,。;\d]{0,8}?[“\"‘]?"
    r"(?P<grade>优秀|良好|合格|不合格|优|良|中|差)(?![质化势惠先秀好])")
_BAND = re.compile(r"(?P<low>\d+(?:\.\d+)?)\s*(?:\(不?含[^)]*\))?\s*分?\s*[-—~至到]+\s*(?P<high>\d+(?:\.\d+)?)"
                   r"[^,;。、]{0,10}?(?:为|:|评[为定])?\s*[“\"‘]?(?P<grade>优秀|良好|合格|不合格|优|良|中|差)")
_NATIONAL = (("优", 90), ("良", 80), ("中", 60), ("差", 0))
#: The full mark of a whole.
_ALL = 100
_ALIASES = {"优秀": "优", "良好": "良", "合格": "中", "不合格": "差"}


def scores(reading: Reading) -> Iterator[Relation | Remark]:
    """Every score against its full mark, deduction and rate; the total against its heads; the grade."""
    told = list(passages(reading.sentences))
    bands = _bands(reading)
    yield from _items(figure for passage in told for figure in passage.figures)
    for passage in told:
        for figures in passage.sentences:
            yield from _grade(figures, bands)
            yield from _in_proportion(figures)
        yield from _totals(passage)


def _items(figures: Iterable[Figure]) -> Iterator[Relation]:
    """满分6分，得分3.5分，得分率58.33%; （2分）：扣减1.5分，得0.5分; an item may be told over several paragraphs."""
    item: _Item | None = None
    last: Figure | None = None
    for figure in figures:
        before, last = last, figure
        if figure.role is Role.FULL:
            item = _Item(figure)
            if before is not None and before.role is Role.SCORE and figure.raw.startswith("(") \
                    and before.sentence is figure.sentence:  # 得分17分（权重20分）
                item.score = before
                yield from item.scored()
        elif item is None or not item.goes_on_in(figure):
            continue
        elif figure.role is Role.LOSS:
            item.lost.append(figure.number)
        elif figure.role is Role.SCORE and item.score is None:
            item.score = figure
            yield from item.scored()
        elif figure.number.kind is Kind.RATE and _RATE.search(figure.lead) and item.score is not None:
            full, score = of(item.full.number), of(item.score.number)
            upside = Rival(over(full, score), "分子分母颠倒", "wrong-denominator")
            yield Relation("ratio", figure.number, over(score, full), "得分÷满分＝得分率", family="scores",
                           rivals=(upside,))


def _in_proportion(figures: Sequence[Figure]) -> Iterator[Relation]:
    """执行率80.8%，满分10分，得8.08分: the score is the rate of the full mark, where most items are scored so."""
    for rate, full, score in zip(figures, figures[1:], figures[2:], strict=False):
        name = _OF_MONEY.search(rate.lead)
        if name is not None and rate.number.kind is Kind.RATE and full.role is Role.FULL and score.role is Role.SCORE:
            yield Relation("rule-vs-score", score.number, times(of(full.number), of(rate.number)),
                           f"满分×{name[0]}＝得分", Strength.LIKELY, family="in proportion", group=name[0],
                           assumed=True)


@dataclass
class _Item:
    """An indicator as the text goes through it: its full mark, what was taken off, its score."""

    full: Figure
    score: Figure | None = None
    lost: list[Number] = field(default_factory=list)

    def goes_on_in(self, figure: Figure) -> bool:
        """Whether ``figure`` still speaks of it: in its paragraph, or further down where the words say so."""
        if figure.sentence is self.full.sentence:
            return True
        if _NAMED_ANEW.search(figure.lead) and not _OF_ITEM.search(figure.lead):
            return False
        return figure.sentence.mark.block == self.full.sentence.mark.block or (
            figure.sentence.sections == self.full.sentence.sections
            and (figure.role is Role.LOSS or bool(_OF_ITEM.search(figure.lead))))

    def scored(self) -> Iterator[Relation]:
        """What its score should be: the full mark less what was taken off, or at most the full mark."""
        assert self.score is not None
        full, score = self.full.number, self.score.number
        if self.lost and not _NAMED_ANEW.search(self.score.lead):
            left = minus(of(full), plus(*map(of, self.lost)))
            yield Relation("sum", score, left, "满分－扣分＝得分", family="scores")
        else:
            yield Relation("rule-vs-score", score, of(full), "得分不超过满分", comparator="≤", family="scores")


def _totals(passage: Passage) -> Iterator[Relation]:
    """The heads' scores make the total, and their full marks 100."""
    for at, figures in enumerate(passage.sentences):
        got = [f for f in figures if f.role is Role.SCORE]
        full = [f for f in figures if f.role is Role.FULL]
        totals = [f for sentence in passage.sentences[max(0, at - 1):at + 2] for f in sentence
                  if f.role is Role.SCORE and _TOTAL.search(f.lead) and not _OF_ITEM.search(f.lead)]
        if any(total.number.value != _ALL for total in totals):  # 总分100分，自评94分: of the two the score
            totals = [total for total in totals if total.number.value != _ALL]
        for total in totals:
            heads = [f.number for f in got if f not in totals]
            before = [f.number for f in got if f not in totals and f.number.mark.start < total.number.mark.start]
            for numbers in (heads, before):
                added = Relation("sum", total.number, plus(*map(of, numbers)), "各部分得分之和＝总得分",
                                 Strength.CERTAIN, family="scores") if len(numbers) > 1 else None
                if added is not None and (holds(added) or _close(total.number, numbers)):
                    yield added
                    break
        if len(full) > 2 and _is_whole(full, [f for f in got if f not in totals]):
            *others, last = (f.number for f in full)
            yield Relation("sum", last, minus(constant(100), plus(*map(of, others))), "各部分满分之和＝100分",
                           Strength.LIKELY, family="scores")


def _is_whole(full: Sequence[Figure], got: Sequence[Figure]) -> bool:
    """Whether the full marks are those of all heads: their sum is near 100, and scores go with them."""
    return abs(sum((f.number.value for f in full), Fraction(0)) - 100) < 30 and (not got or len(got) == len(full))


def _close(total: Number, heads: Sequence[Number]) -> bool:
    """Whether the heads can be meant to make the total: three or more, and not far from it."""
    return len(heads) > 2 and abs(sum((n.value for n in heads), Fraction(0)) - total.value) * 2 < total.value


Bands = dict[str, Fraction]


def _bands(reading: Reading) -> Bands:
    """The lowest score of each grade as the document prints its bands; empty where it prints fewer than three."""
    found: Bands = {}
    for sentence in reading.sentences:
        printed = {match["grade"]: Fraction(match["low"]) if Fraction(match["low"]) < Fraction(match["high"])
                   else Fraction(match["high"]) for match in _BAND.finditer(sentence.text)}
        if len(printed) > 1:
            found.update(printed)
    return found if len(found) > 1 else {}


def _grade(figures: Sequence[Figure], bands: Bands) -> Iterator[Remark]:
    """The grade told after a total score, by the bands of the document, else by the usual ones."""
    for i, figure in enumerate(figures):
        ends = i + 1 == len(figures)
        if figure.role is not Role.SCORE or not _TOTAL.search(figure.lead) or _OF_ITEM.search(figure.lead):
            continue
        match = _GRADE.search(figure.tail) if ends else _GRADE.search(re.split("[;。]", figure.tail)[0])
        if match is None or figure.number.value > 100:
            continue
        grade = match["grade"]
        meant = _graded(figure.number, grade, bands)
        if meant == grade:
            yield Remark("rule-vs-score", Strength.WEAK, numbers=(figure.number,))
        elif meant:
            yield Remark("rule-vs-score", Strength.CERTAIN if grade in bands else Strength.LIKELY,
                         (figure.number.mark,), numbers=(figure.number,), printed=f"{figure.number.text}，“{grade}”",
                         expected=f"“{meant}”", explanation=f"按{'文中' if grade in bands else '通行的'}等级划分，"
                         f"{figure.number.text}应评为“{meant}”。", likely="等级与得分不一致")


def _graded(score: Number, grade: str, bands: Bands) -> str:
    """The grade that ``score`` deserves, in the words that the document uses; empty where bands do not tell."""
    if grade in bands:
        reached = [(low, name) for name, low in bands.items() if score.value >= low]
        return max(reached)[1] if reached else ""
    word = _ALIASES.get(grade, grade)
    meant = next(name for name, low in _NATIONAL if score.value >= low)
    return grade if meant == word else meant
