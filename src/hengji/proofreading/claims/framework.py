"""Scores against the rules of a framework (得分与评分规则): the weights it sets, and what the printed value earns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from hengji.formula import Apply, Literal, Named, Node, evaluate
from hengji.frameworks import Framework, Indicator, framework_ids, shipped_framework
from hengji.model import Exact, Missing, exact
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark, Strength, constant
from hengji.proofreading.wording import shown, with_unit

from .same.names import name_of
from .same.score_rows import scores_in_tables
from .same.targets import told_by_name

#: A shipped framework is taken for the document's own when so many percent of its indicators stand in a score table …
_RECOGNISED = 90
#: … and those are at least so many.
_TELLING = 10


def rules_of(reading: Reading, framework: Framework | None) -> Iterator[Relation | Remark]:
    """The scores of the document against ``framework``, or against the shipped one that its table follows.

    What a framework that was only recognised says is a thing to look at, no error.
    """
    printed = scores_in_tables(reading.sheets)
    strength = Strength.CERTAIN
    if framework is None:
        framework, strength = _recognised({name for name, role in printed if role == "score"}), Strength.LIKELY
    if framework is None:
        return
    values = told_by_name(reading)
    for leaf in framework.leaves:
        keys = (leaf.code, name_of(leaf.name))
        weights = next((found for key in keys if (found := printed.get((key, "weight")))), [])
        scores = next((found for key in keys if (found := printed.get((key, "score")))), [])
        if leaf.weighted:
            for weight in weights:
                yield Relation("rule-vs-score", weight, constant(Fraction(leaf.weight)),
                               f"“{leaf.name}”的分值，按指标体系", strength, family="framework")
        told = [value for value in values.get(name_of(leaf.name), ()) if value.kind is Kind.RATE]
        if len({value.value for value in told}) == 1:
            for score in scores:
                yield from _earned(leaf, score, told[0], strength)


def _recognised(names: set[str]) -> Framework | None:
    """The shipped framework most of whose indicators bear these names."""
    if len(names) < _TELLING:
        return None
    best: tuple[int, Framework | None] = (_RECOGNISED - 1, None)
    for framework_id in framework_ids():
        framework, _ = shipped_framework(framework_id)
        leaves = {name_of(leaf.name) for leaf in framework.leaves} if framework else set()
        if len(leaves) >= _TELLING and (share := 100 * len(leaves & names) // len(leaves)) > best[0]:
            best = share, framework
    return best[1]


def _earned(leaf: Indicator, score: Number, value: Number, strength: Strength) -> Iterator[Remark]:
    """What ``value`` earns by the rule, at both ends of what its digits allow."""
    reached = value.interval
    possible = [points for at in (reached.low, value.value, reached.high)
                if (points := points_at(leaf, exact(at))) is not None]
    if len(possible) < 3:  # the rule asks for more than this value, at least there
        return
    low, high = Fraction(min(possible)), Fraction(max(possible))
    if low - score.step / 2 <= score.value <= high + score.step / 2:
        yield Remark("rule-vs-score", strength, numbers=(score, value))
        return
    expected = "至".join(dict.fromkeys((shown(low, score), shown(high, score))))
    yield Remark("rule-vs-score", strength, (score.mark, value.mark),
                 f"“{leaf.name}”为{with_unit(value)}，按评分规则应得{expected}分，印出的得分是{with_unit(score)}。",
                 with_unit(score), expected, "得分没有按规则计算，或指标值写错", numbers=(score, value),
                 values=(with_unit(score), with_unit(value)))


def points_at(leaf: Indicator, value: Exact) -> Exact | None:
    """The points of ``leaf`` where its value is ``value``; None where its rule needs to know more than that."""
    if leaf.value is None or leaf.score is None:
        return None
    known = Literal(value, leaf.value.unit, "")
    derivation = evaluate(_replaced(leaf.score, lambda node: known if node == leaf.value else None), {})
    earned = derivation.value
    return earned if isinstance(earned, int | Fraction) and not isinstance(earned, (bool, Missing)) else None


def _replaced(node: Node, by: Callable[[Node], Node | None]) -> Node:
    """The tree with every node that ``by`` has another for put in its place."""
    other = by(node)
    if other is not None:
        return other
    match node:
        case Named():
            return replace(node, body=_replaced(node.body, by))
        case Apply():
            return replace(node, operands=tuple(_replaced(operand, by) for operand in node.operands))
        case _:
            return node
