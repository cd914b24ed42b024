"""Scores against the rules of a framework, given or recognised from the document's own table."""

from __future__ import annotations

import pytest

from hengji.frameworks import Framework, shipped_framework
from hengji.model import Block
from hengji.proofreading.claims.framework import points_at, rules_of
from hengji.proofreading.judging import Outcome, judge
from hengji.proofreading.relation import Relation, Remark, Strength
from tests.proofreading.sheets.drawing import reading, table


def shipped(framework_id: str) -> Framework:
    framework, _ = shipped_framework(framework_id)
    assert framework is not None
    return framework


YANJIN = shipped("yanjin-2022")


def claims(framework: Framework | None, *blocks: Block | str) -> list[Relation | Remark]:
    return list(rules_of(reading(*blocks), framework))


def weights_that_differ(found: list[Relation | Remark]) -> list[str]:
    return [claim.target.text for claim in found if isinstance(claim, Relation)
            and (verdict := judge(claim)) is not None and verdict.outcome is Outcome.BROKEN]


def scores_that_differ(found: list[Relation | Remark]) -> list[Remark]:
    return [claim for claim in found if isinstance(claim, Remark) and claim.marks]


CONTROL = """
指标 | 分值 | 得分
B51在职人数控制率 | {} | {}
B12预算执行率 | 2 | 2
"""
#: 控制率 up to 100% earns the 2 points in full; each point more costs 5% of them.
TOLD = "2022年在职人数控制率为{}。"


@pytest.mark.parametrize(("value", "score", "sound"), [
    ("95.24%", "2.00", True), ("95.24%", "1.50", False),
    ("104.00%", "1.60", True), ("104.00%", "2.00", False), ("104%", "1.55", True),
])
def test_a_score_is_what_its_rule_gives_for_the_printed_value(value: str, score: str, sound: bool) -> None:
    found = scores_that_differ(claims(YANJIN, TOLD.format(value), table(CONTROL.format(2, score))))
    assert (not found) is sound
    assert all((remark.check, remark.strength) == ("rule-vs-score", Strength.CERTAIN) for remark in found)


def test_the_finding_tells_what_the_rule_gives_and_marks_both_sides() -> None:
    (remark,) = scores_that_differ(claims(YANJIN, TOLD.format("104.00%"), table(CONTROL.format(2, "2.00"))))
    assert (remark.printed, remark.expected) == ("2.00", "1.60")
    assert len(remark.marks) == 2


def test_a_weight_is_that_of_the_framework() -> None:
    assert not weights_that_differ(claims(YANJIN, table(CONTROL.format(2, 2))))
    assert weights_that_differ(claims(YANJIN, table(CONTROL.format(3, 2)))) == ["3"]


def test_values_that_differ_decide_nothing() -> None:
    told = (TOLD.format("104.00%"), "在职人数控制率为95.24%。")
    assert not scores_that_differ(claims(YANJIN, *told, table(CONTROL.format(2, "2.00"))))


def whole_table(framework: Framework, **changed: str) -> Block:
    rows = "\n".join(f"{leaf.code}{leaf.name} | {leaf.weight} | {changed.get(leaf.code, leaf.weight)}"
                     for leaf in framework.leaves)
    return table(f"指标 | 分值 | 得分\n{rows}")


def test_the_framework_that_a_table_follows_is_recognised_and_only_warns() -> None:
    assert not scores_that_differ(claims(None, TOLD.format("95.24%"), whole_table(YANJIN)))
    (remark,) = scores_that_differ(claims(None, TOLD.format("95.24%"), whole_table(YANJIN, B51="1.50")))
    assert remark.strength is Strength.LIKELY


def test_a_table_of_few_indicators_follows_no_framework() -> None:
    assert not claims(None, TOLD.format("95.24%"), table(CONTROL.format(2, "1.50")))


def test_a_rule_that_needs_more_than_the_value_gives_no_points() -> None:
    leaf = next(leaf for leaf in YANJIN.leaves if leaf.code == "A11")
    assert points_at(leaf, 1) is None
