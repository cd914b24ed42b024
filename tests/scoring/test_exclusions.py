"""What may be left out of a fact (剔除): its sum, its evidence, nothing where nothing is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hengji.model import Evidence, Scorecard
from hengji.telling import indicator_steps
from tests.making import framework, leaf, node, score

FACTS = [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "万元"}]
VALUES = [{"name": "预算", "value": "100", "level": "original"}, {"name": "支出", "value": "60", "level": "original"}]
FORMULA = "支出 / (预算 - 剔除(预算))"


def _excluded(amount: str, level: str = "original", **source: Any) -> dict[str, Any]:
    return {"fact": "预算", "amount": amount, "reason": "policy", "text": "政策调整", "level": level,
            **(source or {"attachment": "批文.pdf"})}


def _scored(*exclusions: dict[str, Any], **settings: Any) -> Scorecard:
    rule = {"kind": "proportional"}
    under = framework([leaf("A", "100", **{"formula": FORMULA, "rule": rule, **settings})], FACTS)
    return score(under, facts=VALUES, exclusions=list(exclusions), documents=[{"id": "d", "title": "批文"}])


def test_nothing_left_out_is_nothing() -> None:
    made = node(_scored(), "A")
    assert (made.score, made.exclusions, made.evidence) == (60, (), Evidence.ORIGINAL)


def test_what_is_left_out_is_added_up() -> None:
    assert _scored(_excluded("20")).total == 75
    assert _scored(_excluded("20"), _excluded("50000元"), _excluded("15万元")).total == 100
    assert _scored(_excluded("0")).total == 60


def test_proof_may_be_a_document_or_an_attachment_and_is_told() -> None:
    card = _scored(_excluded("20", document="d", page=3), _excluded("5"))
    told = "\n".join(indicator_steps(node(card, "A")))
    assert "剔除：预算 20.00万元，政策调整：政策调整（第3页，原始记录）" in told
    assert "剔除：预算 5.00万元，政策调整：政策调整（批文.pdf，原始记录）" in told


def test_the_weakest_proof_is_the_evidence() -> None:
    assert node(_scored(_excluded("20"), _excluded("5", "stated")), "A").evidence is Evidence.STATED


def test_all_left_out_leaves_no_base() -> None:
    made = node(_scored(_excluded("100")), "A")
    assert made.score is None
    assert "为 0" in str(made.missing)


def test_a_leaf_that_does_not_leave_anything_out_does_not_show_it() -> None:
    under = framework([leaf("A", "50", formula=FORMULA, rule={"kind": "proportional"}),
                       leaf("B", "50", formula="支出 / 预算", rule={"kind": "proportional"})], FACTS)
    card = score(under, facts=VALUES, exclusions=[_excluded("20", "none")])
    assert [(n.code, n.score, len(n.exclusions), n.evidence) for n in card.nodes] == [
        ("A", Fraction("37.5"), 1, Evidence.NONE), ("B", 30, 0, Evidence.ORIGINAL)]


def test_a_derived_fact_may_leave_something_out_for_all_that_read_it() -> None:
    derived = {"name": "可比预算", "unit": "万元", "formula": "预算 - 剔除(预算)"}
    under = framework([leaf("A", "100", formula="支出 / 可比预算", rule={"kind": "proportional"})], [*FACTS, derived])
    card = score(under, facts=VALUES, exclusions=[_excluded("20")])
    assert (card.total, len(node(card, "A").exclusions)) == (75, 1)


def test_a_reading_may_leave_out_what_the_score_does_not() -> None:
    reading = {"name": "剔除后", "source": "另一办法", "formula": FORMULA}
    card = _scored(_excluded("20"), formula="支出 / 预算", readings=[reading])
    made = node(card, "A")
    assert (made.score, [r.score for r in made.readings]) == (60, [75])


def test_what_is_left_out_of_a_sum_of_units_is_the_departments() -> None:
    spec = {"name": "预算", "unit": "万元", "over": "agencies", "roll_up": "sum"}
    under = framework([leaf("A", "100", formula=FORMULA, rule={"kind": "proportional"})], [spec, FACTS[1]])
    budgets = [{"name": "预算", "value": value, "level": "original", "agency": code}
               for code, value in (("1", "70"), ("2", "30"))]
    card = score(under, facts=[VALUES[1], *budgets], exclusions=[_excluded("20")],
                 agencies=[{"code": "1", "name": "甲所"}, {"code": "2", "name": "乙所"}])
    assert card.total == 75
