"""The Yanjin framework against the hand-written Decimal loop of the benchmarks: the same total, whatever the facts."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import plain_decimal
from hypothesis import given
from hypothesis import strategies as st

from hengji.frameworks import Framework, shipped_framework
from hengji.model import decimal_text
from tests.making import score


@cache
def yanjin() -> Framework:
    framework, problems = shipped_framework("yanjin-2022")
    assert framework is not None, problems
    return framework


MONEY = ("年初预算数", "调整预算数", "实际支出数", "基本支出实际支出数", "基本支出调整预算数", "项目支出实际支出数",
         "项目支出调整预算数", "累计结转结余资金总额", "上年:累计结转结余资金总额", "本年收入调整预算数",
         "基本支出年初预算数", "项目支出年初预算数")
COUNTS = ("在职人员数", "编制数", "网上办理事项数", "政务服务事项总数")
RATES = ("一次办成群众比例", "重点工作任务完成比率", "群众满意度", "工作人员满意度")
POINTS = {leaf.code: len(leaf.points) for leaf in yanjin().leaves if leaf.points}


@st.composite
def departments(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, bool], dict[str, Decimal]]:
    """Facts near their thresholds, judged points, expert scores."""
    base = draw(st.integers(1_000, 10**10))
    facts: dict[str, Any] = {name: base * draw(st.integers(80, 130)) // 100 + draw(st.integers(0, 50))
                             for name in MONEY}
    staff = draw(st.integers(1, 500))
    facts.update({name: max(1, staff + draw(st.integers(-3, 3))) for name in COUNTS})
    # Below 98 % the printed rule says nothing, and nothing can be compared.
    facts["网上办理事项数"] = facts["政务服务事项总数"]
    facts.update({name: Decimal(draw(st.integers(7_000, 10_000))) / 100 for name in RATES})
    met = {f"{code}:{n}": draw(st.booleans()) for code, count in POINTS.items() for n in range(1, count + 1)}
    judged = {"C12": Decimal(draw(st.integers(0, 500))) / 100, "D11": Decimal(draw(st.integers(0, 800))) / 100}
    return facts, met, judged


def _entry(key: str, value: Any) -> dict[str, str]:
    text = str(value)
    if key in RATES:
        text = f"{value}%"
    elif key in MONEY:
        text = f"{value // 100}.{value % 100:02d}元"
    return {"name": key.removeprefix("上年:"), "value": text, "level": "original",
            "previous": "是" if key.startswith("上年:") else "否"}


@given(departments())
def test_the_same_total_and_grade(department: tuple[dict[str, Any], dict[str, bool], dict[str, Decimal]]) -> None:
    facts, met, judged = department
    judgements: dict[str, Any] = {
        code: {"judge": "评", "level": "verified", "reason": "由", "points": [
            {"n": n, "met": "是" if met[f"{code}:{n}"] else "否", "reason": "因"} for n in range(1, count + 1)]}
        for code, count in POINTS.items()}
    judgements.update({code: {"judge": "评", "level": "verified", "reason": "由", "score": str(points)}
                       for code, points in judged.items()})
    card = score(yanjin(), facts=[_entry(key, value) for key, value in facts.items()], judgements=judgements)
    total, grade = plain_decimal.score(facts, met, judged)
    assert card.total is not None
    assert (decimal_text(card.total, 2), card.grade) == (f"{total:.2f}", grade)
