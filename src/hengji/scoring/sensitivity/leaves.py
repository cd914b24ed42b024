"""What moves the score of one indicator (单个指标的敏感性)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from hengji.frameworks import Framework, Indicator
from hengji.model import Exact, NodeScore, Open, Scorecard
from hengji.scoring.inputs import inputs_of, scenarios
from hengji.scoring.plan import LeafPlan, Plan, plan_for

from .measures import Measure, measures, score_tree
from .points import ExpertRoom, PointWorth, expert_room, judged_points, scored
from .thresholds import Moved, moved


@dataclass(frozen=True, slots=True)
class Moving:
    """One indicator: what its score stands on, and what would change it.

    ``score`` is the score in force (of an indicator without weight the percent of its target reached), ``lost``
    what it lacks of the weight. ``basis`` is ``rule``, ``given`` or ``override``. Those that ``bears`` marks add up
    to the total, each point counted once. ``stuck`` says why no change can be
    followed by the rule: ``override``, ``no_rule``, ``disagrees`` (the given score is not what the rule gives),
    ``missing`` (it cannot be recomputed), ``unscored``, ``not_applicable``, or nothing.
    """

    code: str
    name: str
    weight: Exact
    weighted: bool
    score: Exact | None
    basis: str
    bears: bool = False
    stuck: str = ""
    open: bool = False
    values: tuple[Moved, ...] = ()
    facts: tuple[Moved, ...] = ()
    points: tuple[PointWorth, ...] = ()
    expert: ExpertRoom | None = None
    study: Study | None = field(default=None, compare=False, repr=False)

    @property
    def lost(self) -> Exact:
        """What the score lacks of the weight."""
        return self.weight - self.score if self.score is not None and self.weight > self.score else 0


@dataclass(frozen=True, slots=True)
class Study:
    """What a leaf is computed again with: its plan, the inputs that give its present score, its measures."""

    plan: LeafPlan
    inputs: Mapping[str, Any]
    measures: tuple[Measure, ...]


def movings(card: Scorecard, framework: Framework) -> tuple[Moving, ...]:
    """Every indicator that bears points of its own, and every leaf, in the order of the tree."""
    plan = plan_for(framework, [entry.code for entry in card.case.not_applicable])
    inputs, opens = inputs_of(card.case, plan, card.roll_ups)
    nodes = {node.code: node for node in card.nodes}
    bearing = {code for head in framework.indicators for code in bearers(head, nodes)}
    found = []
    for node in card.nodes:
        bears = node.code in bearing
        if node.leaf:
            found.append(replace(_leaf(node, plan, inputs, opens), bears=bears))
        elif bears:
            stuck = "override" if node.override is not None else "no_rule"
            found.append(Moving(node.code, node.name, node.weight, True, node.score, _basis(node), True, stuck))
    return tuple(found)


def bearers(indicator: Indicator, nodes: Mapping[str, NodeScore]) -> list[str]:
    """The lowest indicators from here down whose scores cover all that is scored, each point once.

    A parent stands for its children where it was overridden, or is scored while one of them is not.
    """
    node = nodes[indicator.code]
    if not node.weight:
        return []
    below = [code for child in indicator.children for code in bearers(child, nodes)]
    complete = bool(below) and sum(nodes[code].weight for code in below) == node.weight
    if node.score is None or (complete and node.override is None):
        return below
    return [node.code]


def _basis(node: NodeScore) -> str:
    if node.override is not None:
        return "override"
    return "given" if node.given is not None else "rule"


def _leaf(node: NodeScore, plan: Plan, inputs: Mapping[str, Any], opens: Mapping[str, Open]) -> Moving:
    leaf, framework = plan.leaves[node.code], plan.framework
    stuck, settled = _standing(node, leaf, inputs, opens)
    score = node.score if node.weighted else node.attained and node.attained * 100
    plain = Moving(node.code, node.name, node.weight, node.weighted, score, _basis(node), stuck=stuck,
                   open=any(key in opens for key in leaf.judged))
    if stuck or settled is None:
        return plain
    tree = score_tree(leaf, framework)
    found = tuple(measures(leaf.indicator, tree, settled, framework))
    told = [moved(measure) for measure in found]
    return Moving(
        plain.code, plain.name, plain.weight, plain.weighted, plain.score, plain.basis, False, "", plain.open,
        tuple(entry for entry in told if entry.kind != "fact"), tuple(entry for entry in told if entry.kind == "fact"),
        judged_points(leaf, settled, framework.places, opens), expert_room(leaf, settled), Study(leaf, settled, found))


def _standing(node: NodeScore, leaf: LeafPlan, inputs: Mapping[str, Any],
              opens: Mapping[str, Open]) -> tuple[str, Mapping[str, Any] | None]:
    """Why the rule cannot be followed, or the inputs under which it gives the score in force."""
    if node.not_applicable:
        return "not_applicable", None
    if node.override is not None:
        return "override", None
    rule = leaf.indicator.rule
    if rule is not None and rule.kind == "as_printed":
        return "no_rule", None
    concerned = {key: opens[key] for key in leaf.judged if key in opens}
    ways = list(scenarios(inputs, concerned)) if concerned else [inputs]
    results = [(scored(leaf, way), way) for way in ways]
    known = [(Fraction(score), n) for n, (score, _) in enumerate(results) if score is not None]
    if not known:  # the rule may be silent here, and speak of other values
        silent = {**ways[0], **dict.fromkeys(leaf.indicator.unruled, 0)}
        return ("missing" if node.given is not None else "unscored", None) if scored(leaf, silent) is None \
            else ("", ways[0])
    if node.given is None:
        return "", ways[min(known)[1]]
    # What is open may have been settled so that the given score comes out.
    agreeing = next((way for score, way in results if score == node.given), None)
    return ("", agreeing) if agreeing is not None else ("disagrees", None)
