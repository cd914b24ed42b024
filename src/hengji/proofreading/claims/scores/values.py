"""A score against the value that the document tells of its indicator (得分与实际值)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from hengji.proofreading.claims.same.targets import told_by_name
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.sheets.cells import folded
from hengji.proofreading.wording import with_unit

from .tables import Item, ScoreTable, plain, score_tables

#: Rates of which the whole is the best that there can be.
_WHOLE_IS_BEST = re.compile(r"(?:完成|达标|及时|执行|覆盖|办结|合格|准确|满意|公开|到位|入库|验收|控制|支付|回复)率$"
                            r"|满意度$")
_PERCENT = r"\d+(?:\.\d+)?"
_THEN_FULL = r"[^;。\n]{0,8}?得满分"
_LEAST = re.compile(rf"(?:(?:≥|>=|不低于|大于(?:或?等于)?|达到?)\s*(?P<a>{_PERCENT})\s*%"
                    rf"|(?P<b>{_PERCENT})\s*%\s*[及或]?以上){_THEN_FULL}")
_MOST = re.compile(rf"(?:(?:≤|<=|不高于|不超过|小于(?:或?等于)?)\s*(?P<a>{_PERCENT})\s*%"
                   rf"|(?P<b>{_PERCENT})\s*%\s*[及或]?以[下内]){_THEN_FULL}")
#: A rule with several parts gives full marks for one of them only.
_PARTS = re.compile(r"占|[①②]|(?:^|\n)\s*[12]\s*[.、]")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Full:
    """What a rule asks for before it gives full marks (满分条件)."""

    limit: Fraction
    at_most: bool
    printed: bool

    def reached(self, value: Number) -> bool:
        """Whether ``value`` earns full marks, as far as its digits tell."""
        wide = value.interval
        return wide.low <= self.limit if self.at_most else wide.high >= self.limit

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'}{plain(self.limit * 100)}%得满分"


def values(reading: Reading) -> Iterator[Remark]:
    """Full marks where the value misses what the rule asks for, and less than full marks where it reaches it."""
    told = told_by_name(reading)
    for table in score_tables(reading):
        for item in table.items:
            if item.weight is None or not table.whole or table.total(item.row) or len(item.name) < _SHORTEST:
                continue
            full = _full(table, item)
            found = [number for name, numbers in told.items() if _names(name, item.name)
                     for number in numbers if number.kind is Kind.RATE and number.bound == "exact"]
            if full is not None and len({number.value for number in found}) == 1:
                yield from _compared(item, item.weight, found[0], full)


def _names(told: str, indicator: str) -> bool:
    """Whether what is told is the indicator's value; satisfaction goes by many names."""
    return told.endswith(indicator) or (indicator.endswith("满意度") and told.endswith(("满意度", "满意率")))


def _full(table: ScoreTable, item: Item) -> _Full | None:
    """When the rule of a row gives full marks; for a rate without a rule in numbers, at 100%."""
    texts = [folded(cell.text) for cell in table.rules(item.row)]
    for text in texts:
        if _PARTS.search(text):
            continue
        for pattern, at_most in ((_LEAST, False), (_MOST, True)):
            if match := pattern.search(text):
                return _Full(Fraction(match["a"] or match["b"]) / 100, at_most, True)
    numbered = any(re.search(r"[得扣]\D{0,6}\d|满分", text) for text in texts)
    return _Full(Fraction(1), False, False) if _WHOLE_IS_BEST.search(item.name) and not numbered else None


def _compared(item: Item, weight: Number, value: Number, full: _Full) -> Iterator[Remark]:
    for score in item.scores.values():
        reached, whole = full.reached(value), score.value >= weight.value
        if reached == whole or (whole and not full.printed):
            yield Remark("rule-vs-score", Strength.LIKELY, numbers=(score, value))
            continue
        if not full.printed and value.value != 1:
            continue
        said, got, best = with_unit(value), f"{score.text}分", f"{weight.text.removesuffix('分')}分"
        why = f"评分标准是{full}" if full.printed else "已达100%"
        yield Remark(
            "rule-vs-score", Strength.LIKELY, (score.mark, value.mark),
            f"“{item.name}”写为{said}，{why}，{'应得' if reached else '不应得'}满分{best}，印出的得分是{got}。",
            got, best if reached else f"低于{best}", "得分与所写的实际值不一致，有一处写错",
            "核对实际值和得分，写明扣分原因。", (score, value), (got, said))
