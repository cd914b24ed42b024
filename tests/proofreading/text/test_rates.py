"""Rates by their definitions: the usual, the arguable and the wrong denominator."""

from __future__ import annotations

import pytest

from hengji.proofreading.relation import Strength
from tests.proofreading.text.saying import unchecked, verdicts, wrong


@pytest.mark.parametrize("sentence", [
    "行政运行。年初预算为812.30万元，支出决算为830.15万元，完成年初预算的102.20%。",
    "年初预算为0.88万元，支出决算为0.88万元。完成年初预算的100.00%。",
    "全年预算数为1,250万元，全年执行数为1,187.50万元，预算执行率为95%。",
    "项目预算500万元，实际到位480万元，资金到位率96%；实际支出456万元，预算执行率91.2%。",
    "项目资金到位480万元，到位率96%，项目预算500万元。",
    "部门预算资金300万元，实际决算资金1,800万元，预决算差异率达500%。",
    "年初预算数为1,000万元，预算调整数为150万元，预算调整率15%。",
    "采购预算320万元，中标金额288万元，节约资金32万元，资金节约率10%。",
    "核定编制65名，实有在职人员62人，在职人员控制率95.38%。",
    "全年受理来访1,250件，已办结1,225件，办结率98%。",
    "共设置三级指标25个，其中完成23个，未完成2个，完成率92%。",
    "新增就业5.2万人，完成年度任务5万人的104%。",
    "年初预算为2,500.00万元，经调整预算数为3,000.00万元，执行数为2,700.00万元，预算执行率为90.00%。",
])
def test_a_rate_that_agrees_is_not_told(sentence: str) -> None:
    assert wrong(sentence) == set()


@pytest.mark.parametrize(("sentence", "told"), [
    ("全年预算数为1,250万元，全年执行数为1,187.50万元，预算执行率为98%。", ("ratio", "98%")),
    ("年初预算为2,000.00万元，支出决算为2,150.00万元，完成年初预算的93.02%。", ("wrong-denominator", "93.02%")),
    ("核定编制10名，实有在职人员11人，在职人员控制率100%。", ("ratio", "100%")),
    ("全年受理来访1,250件，已办结1,225件，办结率96%。", ("ratio", "96%")),
    ("采购预算320万元，中标金额288万元，资金节约率11.11%。", ("ratio", "11.11%")),
])
def test_a_rate_that_does_not_agree_is_told(sentence: str, told: tuple[str, str]) -> None:
    assert told in wrong(sentence)


def test_spending_over_what_arrived_is_arguable_where_the_budget_is_printed() -> None:
    told = [v for v in verdicts("批复预算500万元，实际到位资金480万元，实际支出456万元，预算执行率为95%。") if v.rival]
    assert [(v.strength, v.rival and v.rival.check) for v in told] == [(Strength.LIKELY, "wrong-denominator")]


def test_what_is_left_over_spending_is_wrong_and_the_budget_is_looked_up() -> None:
    paragraphs = ("# 四、资金情况", "本年度结转结余总额为100.00万元，本年度实际支出800.00万元，结转结余率12.50%。",
                  "本年度批复的预算总额为900.00万元。")
    told = [v for v in verdicts(*paragraphs) if v.rival and v.rival.check == "wrong-denominator"]
    assert [v.relation.strength for v in told] == [Strength.CERTAIN]
    assert {n.text for n in told[0].relation.term.numbers()} == {"100.00万元", "900.00万元"}


def test_a_budget_of_nothing_has_no_rate() -> None:
    assert wrong("支出预算为0万元，支出决算为0万元，完成预算的0%。") == set()
    assert wrong("支出预算为0万元，支出决算为3万元，完成预算的100%。") == {("zero-base", "100%")}


def test_a_rate_without_its_figures_says_nothing() -> None:
    assert wrong("共整合6个事项为1个，帮代办117件，办结率100%。") == set()
    assert unchecked("系统平台好评率99.5%。") == ["99.5%"]


@pytest.mark.parametrize(("sentence", "right"), [
    ("预算调整率=(3360-3540)/3540×100%=-5.08%。", True),
    ("预算调整率=(3360-3540)/3540×100%=-6.08%。", False),
    ("在职人员控制率=（20/21）×100%=95.24%。", True),
    ("在职人员控制率=（20/21）×100%=98%。", False),
    ("实现率得分=10*65%*100%=6.5。", True),
    ("年初预算数336.00万元，执行率=（2360000/3360000）×100%=70.24%。", True),
    ("年初预算数336.00万元，执行率=（2360000/3860000）×100%=61.14%。", False),
])
def test_formulas_written_out(sentence: str, right: bool) -> None:
    assert (wrong(sentence) == set()) is right
