"""The rule printed beside a score (评分标准): its tiers must fall, and the score must be one that it can give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hengji.model import Mark, PrintedCell
from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.sheets.cells import folded

from .tables import Item, ScoreTable, plain, score_tables

_TIER = re.compile(r"(?:得|计)\s*(?:(?P<full>满分|全分)|(?P<points>\d+(?:\.\d+)?)\s*分)|(?P<none>不得分|不计分|得零分)")
_END = re.compile(r"[;,。\n]")
_LIMIT = re.compile(r"\d+(?:\.\d+)?(?=\s*%)")
_DEDUCTED = re.compile(
    r"每(?:存在|出现|发现|有|少|缺|缺少|发生)?(?:[一1]|一个?)(?:点|项|处|次|个|条|起|例|类|份|要素)[^,;。]{0,12}?[,，]?\s*(?:扣除?|减)"
    r"(?:相应)?(?:权重分?|分值|标准分)?的?\s*(?:(?P<part>\d+)\s*/\s*(?P<of>\d+)|(?P<percent>\d+(?:\.\d+)?)\s*%"
    r"|(?P<points>\d+(?:\.\d+)?)\s*分)")
#: Where a rule leaves something to judgement or counts in other ways too, any score may be meant.
_OPEN = re.compile(r"酌情|视情况|按比例|综合|比例计|得分\s*=|\*|×|区间|插值|占|(?:依据|情况).{0,10}评分"
                   r"|每(?:上升|下降|超过|低|高|偏离)")
_FULL = "满分"


@dataclass(frozen=True, slots=True)
class _Tier:
    """One band of a rule: what it asks for, in per cent, the points that it gives, and where these stand."""

    limits: tuple[Fraction, ...]
    points: Fraction
    full: bool
    start: int
    end: int


def rules(reading: Reading) -> Iterator[Remark]:
    """The tiers of each rule, and the score of its row."""
    in_cells = _numbers_in_cells(reading)
    for table in score_tables(reading):
        if not table.whole:
            continue
        for item in table.items:
            for cell in table.rules(item.row):
                if item.weight is not None:
                    told = in_cells.get((table.sheet.block, cell.row, cell.column), [])
                    yield from _ruled(table, item, item.weight, cell, told)


def _numbers_in_cells(reading: Reading) -> dict[tuple[int, int, int], list[Number]]:
    """The numbers of running text in cells, by the cell: those of the rules."""
    found: dict[tuple[int, int, int], list[Number]] = {}
    for sentence in reading.sentences:
        if sentence.mark.row:
            found.setdefault(sentence.mark.where, []).extend(sentence.numbers)
    return found


def _ruled(table: ScoreTable, item: Item, weight: Number, cell: PrintedCell, told: Sequence[Number]
           ) -> Iterator[Remark]:
    text = folded(cell.text)
    tiers = _tiers(text, weight.value)
    if _bands(tiers):
        yield from _falling(table, item, weight, cell, tiers)
    reachable = [tier.points for tier in tiers] if _bands(tiers) and "扣" not in text else _steps(text, weight.value)
    if not reachable:
        return
    for score in item.scores.values():
        if any(abs(points - score.value) * 2 <= score.step for points in reachable):
            yield Remark("rule-vs-score", Strength.LIKELY, numbers=(score, weight, *told))
            continue
        mark = Mark(table.sheet.block, 0, len(cell.text), cell.row, cell.column)
        yield Remark("rule-vs-score", Strength.LIKELY, (score.mark, mark),
                     f"按所印评分标准，“{item.name}”只能得{_listed(reachable)}分，印出的是{plain(score.value)}分。",
                     f"{plain(score.value)}分", f"{_listed(reachable)}分", "得分或评分标准有一处写错",
                     "按评分标准重新计分，或改正评分标准。", (score, weight, *told), (f"{plain(score.value)}分",))


def _tiers(text: str, weight: Fraction) -> list[_Tier]:
    found: list[_Tier] = []
    for match in _TIER.finditer(text):
        begin = max([0, *(end.end() for end in _END.finditer(text, 0, match.start()))])
        limits = tuple(Fraction(limit[0]) for limit in _LIMIT.finditer(text, begin, match.start()))
        if not limits and begin:  # 满意度≥90%，得满分: the condition stands before the comma
            before = max([0, *(end.end() for end in _END.finditer(text, 0, begin - 1))])
            limits = tuple(Fraction(limit[0]) for limit in _LIMIT.finditer(text, before, begin))
        points = weight if match["full"] else Fraction(match["points"] or 0)
        found.append(_Tier(limits, points, bool(match["full"]), match.start("points"), match.end("points")))
    return found


def _bands(tiers: Sequence[_Tier]) -> bool:
    """Whether tiers are bands that follow on one another: each begins where the one before ends."""
    return len(tiers) > 2 and all(tier.limits for tier in tiers) and all(
        min(above.limits) == max(below.limits) for above, below in pairwise(tiers))


def _falling(table: ScoreTable, item: Item, weight: Number, cell: PrintedCell, tiers: Sequence[_Tier]
             ) -> Iterator[Remark]:
    for above, below in pairwise(tiers):
        if below.points < above.points or below.full or below.start < 0:
            continue
        given, best = plain(below.points), plain(above.points)
        mark = Mark(table.sheet.block, below.start, below.end, cell.row, cell.column)
        yield Remark("rule-vs-score", Strength.LIKELY, (mark, weight.mark),
                     f"“{item.name}”的评分标准里，低一档得{given}分，高一档也只得{best}分"
                     f"{f'（{_FULL}{best}分）' if above.full else ''}，两档没有差别。",
                     f"{given}分", f"低于{best}分", "照抄了别的指标的评分标准，分值没有改",
                     f"把这一档改为低于{best}分的分数。", (weight,), (f"{given}分", f"{best}分"))


def _steps(text: str, weight: Fraction) -> list[Fraction]:
    """The scores that are left when one thing after the other is taken off; empty where the rule counts otherwise."""
    found = list(_DEDUCTED.finditer(text))
    rest = _DEDUCTED.sub("", text)
    if len(found) != 1 or _OPEN.search(rest) or re.search(r"[扣得]\D{0,6}\d", rest):
        return []
    match = found[0]
    step = (weight * Fraction(int(match["part"]), int(match["of"])) if match["part"] and int(match["of"])
            else weight * Fraction(match["percent"]) / 100 if match["percent"] else Fraction(match["points"] or 0))
    if not step:
        return []
    return [max(weight - times * step, Fraction(0)) for times in range(int(weight / step) + 2)]


def _listed(points: Sequence[Fraction]) -> str:
    return "、".join(dict.fromkeys(map(plain, points)))
