"""Columns that add up, under heads of several levels."""

from __future__ import annotations

import pytest

from tests.proofreading.sheets.drawing import reading, table
from tests.proofreading.tables.checking import shortcomings

TABLES = {
    "heads_within_heads": ("万元", """
部门 | 合计 | 上年结转 | 财政拨款 | < | < | 事业收入 | 其他收入
^ | ^ | ^ | 小计 | 一般公共预算 | 政府性基金 | ^ | ^
合计 | 955.30 | 35.30 | 850.00 | 800.00 | 50.00 | 60.00 | 10.00
局机关 | 565.30 | 25.30 | 530.00 | 500.00 | 30.00 | | 10.00
信息中心 | 390.00 | 10.00 | 320.00 | 300.00 | 20.00 | 60.00 |
"""),
    "the_same_parts_twice": ("人", """
单位 | 编制数 | < | < | 实有人数 | < | <
^ | 合计 | 行政 | 事业 | 合计 | 行政 | 事业
局机关 | 30 | 25 | 5 | 28 | 24 | 4
中心 | 42 | 0 | 42 | 40 | 0 | 40
总计 | 72 | 25 | 47 | 68 | 24 | 44
"""),
    "quarters": ("", """
项目 | 一季度 | 二季度 | 上半年 | 三季度 | 四季度 | 全年
办件量 | 1203 | 1310 | 2513 | 1422 | 1530 | 5465
咨询量 | 820 | 765 | 1585 | 801 | 799 | 3185
投诉量 | 23 | 18 | 41 | 20 | 17 | 78
"""),
    "stocks": ("万元", """
项目 | 年初数 | 本年增加 | 本年减少 | 年末数
流动资产 | 325.60 | 120.40 | 98.70 | 347.30
固定资产 | 1560.25 | 85.30 | 40.15 | 1605.40
无形资产 | 86.00 | 0.00 | 8.60 | 77.40
资产总计 | 1971.85 | 205.70 | 147.45 | 2030.10
"""),
    "without_totals": ("万元", """
年度 | 收入 | 支出 | 结余
2019 | 120.50 | 110.25 | 10.25
2020 | 135.80 | 130.10 | 5.70
2021 | 142.60 | 139.95 | 2.65
2022 | 150.00 | 141.35 | 8.65
"""),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_figure_is_checked_and_every_wrong_first_digit_seen(name: str) -> None:
    unit, text = TABLES[name]
    assert shortcomings(reading(table(text, unit=unit))) == ([], [], [])
