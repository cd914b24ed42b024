"""The same quantity named again: in its paragraph, its chapter, in quoted terms, in a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from .telling import proofed, told

_EVALUATED = ("编报绩效目标的项目21个，涉及预算金额3618.27万元；绩效跟踪的项目21个，涉及预算金额{}万元；"
              "绩效自评的项目21个，涉及预算金额3618.27万元。")
_RECEPTION = """# 四、“三公”经费

公务接待费支出决算为0.46万元，国内接待3批次。

其中公务接待费支出决算0.46万元，占100%。

公务接待费支出{}万元。主要用于接待业务往来。
"""
_TERMS = """# 一、合同

与清溪物业服务公司签订的保洁服务合同，每年服务费{}元，合同期三年，未重新采购。

# 二、采购

采购程序不全，如与清溪物业服务公司签订的保洁服务合同，每年服务费168000元，合同期三年，未重新采购。
"""


@pytest.mark.parametrize(("text", "right", "wrong"), [
    (_EVALUATED, "3618.27", "8618.27"), (_RECEPTION, "0.46", "0.96"), (_TERMS, "168000", "468000")])
def test_a_figure_told_again_is_the_same(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert not told(tmp_path, text.format(right))
    found = proofed(tmp_path, text.format(wrong)).contradictions
    assert any(wrong in side.value for c in found if c.severity == "warning" for side in (c.quotation, *c.sides))


@pytest.mark.parametrize("text", [
    "基本支出预算1234.56万元，项目支出预算2345.67万元。",
    "财政拨款收入11234.56万元，比上年的10234.56万元增加1000.00万元。",
    "甲街道补助资金50万元，乙街道补助资金50万元，丙街道补助资金60万元。",
    "2023年公务接待费支出0.46万元。2022年公务接待费支出0.96万元。2021年公务接待费支出0.46万元。",
])
def test_different_quantities_are_left_alone(tmp_path: Path, text: str) -> None:
    assert not told(tmp_path, text)


_CHAPTERS = """# 一、总体情况

2023年收入决算数为{}万元。

# 二、支出

2023年支出决算数为528.46万元。

收、支总计均为528.46万元，全年执行528.46万元，结余为零。

经核对，决算报表合计528.46万元。
"""


def test_a_figure_told_often_betrays_its_first_digit(tmp_path: Path) -> None:
    assert not told(tmp_path, _CHAPTERS.format("528.46"))
    assert ("warning", "cross-table", "928.46万元") in told(tmp_path, _CHAPTERS.format("928.46"))


_SPENT = """# “三公”经费支出决算表

单位：万元

| 项目 | 预算数 | 决算数 |
| --- | --- | --- |
| 公务用车运行维护费 | 6.00 | 4.80 |
| 公务接待费 | 3.20 | 0.80 |
| 合计 | 9.20 | 5.60 |

# 情况说明

公务接待费支出决算为0.80万元，完成预算的{}。
"""


def test_a_rate_of_a_budget_in_a_table(tmp_path: Path) -> None:
    assert not told(tmp_path, _SPENT.format("25.00%"))
    assert ("warning", "ratio", "45.00%") in told(tmp_path, _SPENT.format("45.00%"))


_CONTRACT = """# 支出明细表

单位：万元

| 项目 | 金额 |
| --- | --- |
| 办公费 | 3.10 |
| 物业管理费 | {} |
| 差旅费 | 2.40 |

# 采购情况

与清溪物业服务公司签订的合同，物业费150000元/年，合同期三年。
"""


def test_a_contract_that_costs_more_than_its_account(tmp_path: Path) -> None:
    assert not told(tmp_path, _CONTRACT.format("15.00"))
    assert ("note", "cross-table", "1.50万元") in told(tmp_path, _CONTRACT.format("1.50"))
