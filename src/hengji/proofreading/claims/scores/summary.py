"""The total as a title tells it (总分、满分), with or without its unit, and each head's score beside its full mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.proofreading.claims.same.names import name_of
from hengji.proofreading.claims.text.bindings import holds, slipped
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, as_it_stands, of, over

from .passages import Printed
from .retold import again
from .tables import as_given, score_tables

_FAMILY = "summary"
_SHARE = re.compile(r"占.{0,6}得分|占总分")
_TOTAL = re.compile(r"(?:^|[\s,;:。])(?:总得?分|综合得分|总评分|评价得分|自评得分|自评总分|评价总分)(?:为|:)?\s*$")
#: 经评价，该项目综合得分92.4分: the name of what was rated right before.
_NAMED_TOTAL = re.compile(r"(?:总得分|综合得分|综合评分|总评分|自评得分|自评总分|评价总分|绩效得分)"
                          r"(?:共计|合计|共)?(?:为|是|:)?\s*$")
_FULL = re.compile(r"(?:^|[\s,;:。])(?:总分值?|满分)(?:为|:)?\s*$")
#: What has a total of its own: a part of the indicators, another year, what was rated elsewhere.
_OF_PART = re.compile(r"类|指标|部分|维度|上年|去年|\d{4}年.*\d{4}年|平均|排名|其中|产出|效益|过程|投入|决策|满意度")
_OF = re.compile(r"\s*/\s*")
#: One part in so many: what is farther from a total is another score.
_NEAR = 10
_POINTS = frozenset({Kind.SCORE, Kind.PLAIN})


def summary(reading: Reading) -> Iterator[Relation]:
    """The title's total against the table's, and lines such as 部门决策 7.50 / 10, 75.00%."""
    totals = _totals(reading)
    printed = Printed(reading)
    outside = [sentence for sentence in reading.sentences if not sentence.mark.row]
    for at, sentence in enumerate(outside):
        for number in sentence.numbers:
            before = sentence.text[:sentence.start_of(number)]
            if totals and number.kind in _POINTS and (total := _meant(number, before, totals)) is not None:
                yield again(number, total, "所写的总分＝得分表的合计")
        yield from _tile(outside, at, printed)


def _meant(number: Number, before: str, totals: dict[str, Number]) -> Number | None:
    """The total that a sentence tells once more: of the score, or of the full marks; None where it tells another."""
    score, full = totals["score"], totals["weight"]
    clause = re.split(r"[,;:。]", before)[-1]
    if _FULL.search(before) and number.value != score.value:
        told = full if number.value == full.value or slipped(again(number, full, "")) else None
        if told is not None or "满分" in clause or number.value > full.value:
            return told
    if _TOTAL.search(before):
        return score
    named = _NAMED_TOTAL.search(clause) and not _OF_PART.search(clause) and number.kind is Kind.SCORE
    near = abs(number.value - score.value) * _NEAR < score.value
    return score if named and near and number.value != full.value else None


def shares(reading: Reading) -> Iterator[Relation]:
    """A table that divides the score by something else (按证据等级): each part by the total is its share."""
    total = _totals(reading).get("score")
    if total is None or not total.value:
        return
    for table in score_tables(reading):
        shared = [column for column, path in table.sheet.paths.items() if path and _SHARE.search(path[-1])]
        parts = [Relation("ratio", share, over(as_given(score), of(total)), "得分÷总分＝占得分的比例",
                          Strength.LIKELY, family=_FAMILY)
                 for item in table.items if len(shared) == len(item.scores) == 1
                 for score in item.scores.values()
                 if (share := table.sheet.numbers.get((item.row, shared[0]))) is not None and share.kind is Kind.RATE]
        if sum(map(holds, parts)) * 2 > len(parts):
            yield from parts


def _totals(reading: Reading) -> dict[str, Number]:
    """Score and weight of the total of the only score table that has one."""
    found: list[dict[str, Number]] = []
    for table in score_tables(reading):
        for row in table.sheet.body_rows if table.whole else ():
            held = [(role, number) for column, role in table.roles.items() if role in ("score", "weight")
                    and (number := table.sheet.numbers.get((row, column))) is not None]
            if table.total(row) and sorted(role for role, _ in held) == ["score", "weight"]:
                found.append(dict(held))
    return found[0] if len(found) == 1 else {}


def _tile(sentences: list[Sentence], at: int, printed: Printed) -> Iterator[Relation]:
    """部门决策 | 7.50 / 10 | 75.00%: a head in three lines, or in one."""
    sentence = sentences[at]
    numbers = [number for number in sentence.numbers if number.kind in _POINTS]
    if len(numbers) != 2 or not _OF.fullmatch(sentence.text[sentence.end_of(numbers[0]):sentence.start_of(numbers[1])]):
        return
    name = name_of(sentence.text[:sentence.start_of(numbers[0])]) or (name_of(sentences[at - 1].text) if at else "")
    for number, role in zip(numbers, ("score", "weight"), strict=True):
        if name and (source := printed.of(role, name)) is not None:
            yield again(number, source, f"“{name}”前后一致")
    after = sentences[at + 1].numbers if at + 1 < len(sentences) else ()
    rates = [number for number in (*sentence.numbers, *after) if number.kind is Kind.RATE]
    if name and printed.of("score", name) is not None and len(rates) == 1:
        yield Relation("ratio", rates[0], over(as_given(numbers[0]), as_it_stands(numbers[1])), "得分÷分值＝得分率",
                       Strength.LIKELY, family=_FAMILY)
