"""Two scorecards side by side (对比): self-score against re-score, or year against year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hengji.frameworks import Framework, Indicator
from hengji.model import Case, Exact, Fact, NodeScore, Open, Scorecard


class Side(NamedTuple):
    """A scorecard with its framework."""

    card: Scorecard
    framework: Framework


class ComparedNode(NamedTuple):
    """One indicator on both sides; ``difference`` is second − first, None where a side has no score.

    ``reasons`` are ``absent, not_applicable, unscored, weight, rule, override, facts, judgement, given,
    given_otherwise, same_grounds, children``, the plainest first. The total stands under ``total``.
    """

    code: str
    name: str
    level: int
    leaf: bool
    first: Exact | None
    second: Exact | None
    difference: Exact | None
    reasons: tuple[str, ...]


def compare(first: Side, second: Side) -> tuple[ComparedNode, ...]:
    """The total, then every indicator: the largest difference first, equal ones last in the order of the tree.

    Indicators of one framework are paired by code; of two, by code when the name is the same, else by a name
    that occurs once on each side.
    """
    rows = [_compared(pair, first, second) for pair in _paired(first.card, second.card)]
    return (_totals(first.card, second.card), *sorted(rows, key=_order))


def _totals(first: Scorecard, second: Scorecard) -> ComparedNode:
    gap = None if first.total is None or second.total is None else second.total - first.total
    return ComparedNode("total", "总分", 0, False, first.total, second.total, gap, ("children",) if gap else ())


def _order(row: ComparedNode) -> tuple[bool, Exact]:
    """What cannot be subtracted first, then the largest difference."""
    gap: Exact = row.difference or 0
    return row.difference is not None or not row.reasons, min(gap, -gap)


Pair = tuple[NodeScore | None, NodeScore | None]


def _paired(first: Scorecard, second: Scorecard) -> Iterator[Pair]:
    by_code = {node.code: node for node in second.nodes}
    by_name = _once(second)
    names = _once(first)
    taken: set[str] = set()
    for node in first.nodes:
        other = by_code.get(node.code)
        if other is None or other.name != node.name:
            other = by_name.get(node.name) if node.name in names else None
        if other is not None:
            taken.add(other.code)
        yield node, other
    for node in second.nodes:
        if node.code not in taken:
            yield None, node


def _once(card: Scorecard) -> dict[str, NodeScore]:
    names = [node.name for node in card.nodes]
    return {node.name: node for node in card.nodes if names.count(node.name) == 1}


def _compared(pair: Pair, first: Side, second: Side) -> ComparedNode:
    a, b = pair
    known = a or b
    assert known is not None
    scores = (a.score if a else None, b.score if b else None)
    difference = None if scores[0] is None or scores[1] is None else scores[1] - scores[0]
    same = difference == 0 or (scores == (None, None) and a is not None and b is not None)
    reasons = () if same else tuple(_reasons(a, b, first, second))
    return ComparedNode(known.code, known.name, known.level, known.leaf, *scores, difference, reasons)


def _reasons(a: NodeScore | None, b: NodeScore | None, first: Side, second: Side) -> Iterator[str]:
    """Why the scores differ, as codes; the plainest first."""
    if a is None or b is None:
        yield "absent"
        return
    if bool(a.not_applicable) != bool(b.not_applicable):
        yield "not_applicable"
    elif (a.score is None) != (b.score is None):
        yield "unscored"
    if a.weight != b.weight:
        yield "weight"
    if (a.override is None) != (b.override is None):
        yield "override"
    if not a.leaf and not b.leaf:
        yield _of_parents(a, b)
        return
    found = list(_grounds(a, b, first, second))
    yield from found
    if (a.given is None) != (b.given is None):
        yield "given"
    elif a.given != b.given and not found:
        yield "same_grounds"


def _of_parents(a: NodeScore, b: NodeScore) -> str:
    """Given on one side, given otherwise, or from children that differ."""
    if (a.given is None) != (b.given is None):
        return "given"
    return "children" if a.given == b.given else "given_otherwise"


def _grounds(a: NodeScore, b: NodeScore, first: Side, second: Side) -> Iterator[str]:
    if _rule(first.framework.by_code[a.code]) != _rule(second.framework.by_code[b.code]):
        yield "rule"
    if _values(a.facts) != _values(b.facts):
        yield "facts"
    if _judged(first.card.case, a.code) != _judged(second.card.case, b.code):
        yield "judgement"


def _rule(indicator: Indicator) -> object:
    formula = indicator.value.text if indicator.value else ""
    return formula, indicator.rule.kind if indicator.rule else "", indicator.rule.parameters if indicator.rule else {}


def _values(facts: tuple[Fact, ...]) -> object:
    return {(fact.key, fact.member): fact.value for fact in facts}


def _judged(case: Case, code: str) -> object:
    judgement = next((entry for entry in case.judgements if entry.code == code), None)
    if judgement is None:
        return None
    met = {point.number: None if isinstance(point.met, Open) else point.met for point in judgement.points}
    return (judgement.score, judgement.band, judgement.count, met,
            sorted((opinion.judge, opinion.score) for opinion in judgement.opinions))
