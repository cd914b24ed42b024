"""What a rule says about its own figures (评分标准的数): bands that follow on one another, parts of the full mark."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hengji.proofreading.claims.text.bindings import holds
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, Term, as_it_stands, constant, minus, over, plus

from .passages import Printed, Working, workings

_FAMILY = "rule wordings"
_PERCENT = r"\d+(?:\.\d+)?"
_INCLUDED = r"\s*(?:\(不?含\))?\s*"
_BAND = re.compile(rf"(?P<low>{_PERCENT})[%‰]?{_INCLUDED}(?:[-—~至到])+\s*(?P<high>{_PERCENT})[%‰]")
_FLOOR = re.compile(rf"(?P<low>{_PERCENT})[%‰]{_INCLUDED}[及或]?以上|(?:≥|>|不低于|达到?)\s*(?P<also>{_PERCENT})%")
_CEILING = re.compile(rf"(?P<high>{_PERCENT})[%‰]{_INCLUDED}以下|(?:<|低于|不足|不到)\s*(?P<also>{_PERCENT})%")
#: 占权重的50%, 占2.5分: the part of the full mark that one of several points is worth.
_PART = re.compile(r"(?:占|、)\s*(?:权重|分值|总分|满分)?的?\s*$")
_EACH = re.compile(r"每(?:一?个?点|项|个要点|条)\s*(?:得|扣)?(?:除)?(?:权重|分值|满分)的\s*$")
_POINTS = re.compile(r"^\s*个?(?:评价|评分)?要点")
_POINT = re.compile(r"第\s*\d+\s*点“")
_FEWEST = 2


def wordings(reading: Reading) -> Iterator[Relation]:
    """The bands of each rule, the parts of its full mark, and how many points it counts."""
    printed = Printed(reading)
    parts: list[Relation] = []
    for working in workings(reading):
        weight = printed.of("weight", *working.names)
        for sentence in working.sentences:
            yield from _bands(sentence, weight)
            parts.extend(_parts(sentence, weight))
            yield from _points(sentence, working)
            parts.extend(_shares(sentence))
    yield from _borne_out(parts)


def _borne_out(stated: Sequence[Relation]) -> Iterator[Relation]:
    """What a document's rules say of their parts, where most of them agree: not every rule lists all of them."""
    by_group: dict[object, list[Relation]] = defaultdict(list)
    for relation in stated:
        by_group[relation.group].append(relation)
    for group in by_group.values():
        agreeing = sum(holds(relation) for relation in group)
        if agreeing >= _FEWEST and agreeing > 2 * (len(group) - agreeing):
            yield from group


def _bands(sentence: Sentence, weight: Number | None) -> Iterator[Relation]:
    """90%及以上得6分；85%（含）至90%得5分；85%以下得0分: bands follow on one another, the first earns the full mark."""
    rates = {sentence.start_of(number): number for number in sentence.numbers if number.kind is Kind.RATE}
    plain = {sentence.start_of(number): number for number in sentence.numbers}

    def at(start: int) -> Number | None:
        found = rates.get(start) or plain.get(start)
        return found or next((n for n in rates.values() if sentence.start_of(n) <= start < sentence.end_of(n)), None)

    ends: list[tuple[int, Number | None, Number | None]] = []
    for match in _BAND.finditer(sentence.text):
        ends.append((match.start(), at(match.start("high")), at(match.start("low"))))
    if len(ends) < _FEWEST:
        return
    first = next(iter(_FLOOR.finditer(sentence.text, 0, ends[0][0])), None)
    last = next(iter(_CEILING.finditer(sentence.text, ends[-1][0] + 1)), None)
    chain = [(None, at(_start(first))) if first else (None, None), *((high, low) for _, high, low in ends),
             (at(_start(last)), None) if last else (None, None)]
    joints = [(above[1], below[0]) for above, below in pairwise(chain)]
    told = [(low, high) for low, high in joints if low is not None and high is not None and low.kind is high.kind]
    if sum(low.value == high.value for low, high in told) * 2 > len(told):
        for low, high in told:
            yield Relation("rule-vs-score", high, as_it_stands(low), "这一档的上限＝上一档的下限", Strength.LIKELY,
                           family=_FAMILY, verbatim=True)
        points = [number for number in sentence.numbers if number.kind is Kind.SCORE]
        if first and last and points and weight is not None and len(points) == len(chain):
            yield Relation("rule-vs-score", points[0], as_it_stands(weight), "最高一档的得分＝分值", Strength.LIKELY,
                           family=_FAMILY)


def _start(match: re.Match[str]) -> int:
    name = next(name for name, text in match.groupdict().items() if text)
    return match.start(name)


def _parts(sentence: Sentence, weight: Number | None) -> Iterator[Relation]:
    """占权重的50%、权重的25%、权重的25%: together the whole; 占2.5分, 占2.5分: together the full mark."""
    if "占" not in sentence.text:
        return
    parts = [number for number in sentence.numbers if _PART.search(sentence.text[:sentence.start_of(number)])]
    rates = [number for number in parts if number.kind is Kind.RATE]
    points = [number for number in parts if number.kind is Kind.SCORE]
    if len(rates) >= _FEWEST:
        yield from _whole(rates, constant(1), "各部分占权重之和＝100%")
    if len(points) >= _FEWEST and weight is not None:
        yield from _whole(points, as_it_stands(weight), "各部分分值之和＝分值")


def _whole(parts: Sequence[Number], whole: Term, name: str) -> Iterator[Relation]:
    first, *others = parts
    yield Relation("sum", first, minus(whole, plus(*map(as_it_stands, others))), name, Strength.LIKELY,
                   family=_FAMILY, group=name, verbatim=True)


def _shares(sentence: Sentence) -> Iterator[Relation]:
    """4 个要点，不符每点扣权重的25%: together they are worth the full mark."""
    counts = [number for number in sentence.numbers if number.kind is Kind.COUNT
              and _POINTS.match(sentence.text[sentence.end_of(number) - 1:])]
    for share in sentence.numbers if len(counts) == 1 else ():
        if share.kind is Kind.RATE and _EACH.search(sentence.text[:sentence.start_of(share)]):
            yield Relation("ratio", share, over(constant(1), as_it_stands(counts[0])), "每个要点占权重＝100%÷要点个数",
                           Strength.LIKELY, family=_FAMILY, group="每点")


def _points(sentence: Sentence, working: Working) -> Iterator[Relation]:
    """4 个要点: so many are listed below."""
    for count in sentence.numbers:
        if count.kind is Kind.COUNT and _POINTS.match(sentence.text[sentence.end_of(count) - 1:]):
            listed = {match[0] for other in working.sentences for match in _POINT.finditer(other.text)}
            if listed:
                yield Relation("count", count, constant(len(listed)), "要点个数＝所列要点数", Strength.LIKELY,
                               family=_FAMILY)
