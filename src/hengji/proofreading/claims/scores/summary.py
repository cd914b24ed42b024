"""The total as a title tells it (总分、满分), with or without its unit, and each head's score beside its full mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.proofreading.claims.same.names import name_of
from hengji.proofreading.claims.text.bindings import holds
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, as_it_stands, of, over

from .passages import Printed
from .retold import again
from .tables import as_given, score_tables

_FAMILY = "summary"
_SHARE = re.compile(r"占.{0,6}得分|占总分")
_TOTAL = re.compile(r"(?:^|[\s,;:。])(?:总得?分|综合得分|总评分|评价得分|自评得分|自评总分|评价总分)(?:为|:)?\s*$")
_FULL = re.compile(r"(?:^|[\s,;:。])(?:总分值|满分)(?:为|:)?\s*$")
_OF = re.compile(r"\s*/\s*")
_POINTS = frozenset({Kind.SCORE, Kind.PLAIN})


def summary(reading: Reading) -> Iterator[Relation]:
    """The title's total against the table's, and lines such as 部门决策 7.50 / 10, 75.00%."""
    totals = _totals(reading)
    printed = Printed(reading)
    outside = [sentence for sentence in reading.sentences if not sentence.mark.row]
    for at, sentence in enumerate(outside):
        for number in sentence.numbers:
            before = sentence.text[:sentence.start_of(number)]
            for role, pattern in (("score", _TOTAL), ("weight", _FULL)):
                if role in totals and number.kind in _POINTS and pattern.search(before):
                    yield again(number, totals[role], "所写的总分＝得分表的合计")
        yield from _tile(outside, at, printed)


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
