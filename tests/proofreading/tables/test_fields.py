"""What the rules of the field say of budgets."""

from __future__ import annotations

import pytest

from tests.proofreading.sheets.drawing import reading, table
from tests.proofreading.tables.checking import broken, remarks, unchecked, unseen

TABLES = {
    "carried_over": ("万元", """
科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
^ | ^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
合计 | < | 12.00 | 230.00 | 215.00 | 0.00 | 215.00 | 27.00
212 | 城乡社区支出 | 12.00 | 180.00 | 170.00 | | 170.00 | 22.00
21208 | 国有土地使用权出让收入安排的支出 | 12.00 | 180.00 | 170.00 | | 170.00 | 22.00
2120803 | 城市建设支出 | 5.00 | 100.00 | 98.00 | | 98.00 | 7.00
2120899 | 其他国有土地使用权出让收入安排的支出 | 7.00 | 80.00 | 72.00 | | 72.00 | 15.00
229 | 其他支出 | 0.00 | 50.00 | 45.00 | | 45.00 | 5.00
22960 | 彩票公益金安排的支出 | 0.00 | 50.00 | 45.00 | | 45.00 | 5.00
2296002 | 用于社会福利的彩票公益金支出 | 0.00 | 50.00 | 45.00 | | 45.00 | 5.00
"""),
    "three_lists_by_class": ("万元", """
人员经费 | < | < | 公用经费 | < | < | < | < | <
科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
301 | 工资福利支出 | 512.36 | 302 | 商品和服务支出 | 88.45 | 307 | 债务利息及费用支出 | 0.00
30101 | 基本工资 | 210.11 | 30201 | 办公费 | 20.15 | 30701 | 国内债务付息 | 0.00
30102 | 津贴补贴 | 155.75 | 30202 | 印刷费 | 8.30 | 310 | 资本性支出 | 16.20
30103 | 奖金 | 60.50 | 30207 | 邮电费 | 12.00 | 31002 | 办公设备购置 | 12.20
30112 | 其他社会保障缴费 | 86.00 | 30299 | 其他商品和服务支出 | 48.00 | 31003 | 专用设备购置 | 4.00
303 | 对个人和家庭的补助 | 24.64 | | | | | |
30302 | 退休费 | 24.64 | | | | | |
人员经费合计 | < | 537.00 | 公用经费合计 | < | < | < | < | 104.65
"""),
    "prices": ("", """
名称 | 单价（元） | 数量（台） | 金额（元）
台式电脑 | 5200 | 12 | 62400
打印机 | 2350 | 4 | 9400
扫描仪 | 3180 | 3 | 9540
合计 | | 19 | 81340
"""),
}


def test_a_class_that_is_short_of_its_digits_is_told() -> None:
    read = reading(table("""
科目编码 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出
类 | 款 | 项 | ^ | ^ | ^ | ^
207 | | | 文化旅游体育与传媒支出 | 90.00 | 60.00 | 30.00
207 | 01 | | 文化和旅游 | 90.00 | 60.00 | 30.00
207 | 01 | 01 | 行政运行 | 60.00 | 60.00 |
7 | 01 | 09 | 群众文化 | 30.00 | | 30.00
""", unit="万元"))
    assert broken(read) == []
    assert [(one.printed, one.expected) for one in remarks(read) if one.check == "label"] == [("7", "207")]


@pytest.mark.parametrize("name", TABLES)
def test_every_figure_is_checked_and_every_wrong_first_digit_seen(name: str) -> None:
    unit, text = TABLES[name]
    read = reading(table(text, unit=unit))
    assert broken(read) == []
    assert unchecked(read) == []
    assert unseen(read) == []
