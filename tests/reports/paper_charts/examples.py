"""Charts of every form, for the tests of this folder."""

from __future__ import annotations

from fractions import Fraction

from hengji.reports.papers import Chart, Series


def _share(*counts: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(count * 100, 78) for count in counts)


RATES = Chart("二级指标得分率", "bar", ("A1 部门职能", "A2 目标设定", "B3 <制度>&管理"),
              (Series("得分率", (100, Fraction(175, 3), 0)),), "%")
BUDGET = Chart("预算和执行", "column", ("基本支出", "项目支出", "合计"), (
    Series("年初预算数", (Fraction(12635, 100), Fraction(22796, 100), Fraction(35431, 100))),
    Series("调整预算数", (Fraction(1801, 10), None, Fraction(33596, 100))),
    Series("决算数", (Fraction(1801, 10), Fraction(15586, 100), Fraction(33596, 100)))), "万元")
HEADS = Chart("一级指标得分率", "radar", ("A 决策", "B 管理", "C 产出", "D 效益"),
              (Series("得分率", (75, 88, Fraction(315, 4), 100)),), "%")
ANSWERS = Chart("群众问卷各题回答占比（78份）", "bar", ("第1题 接待", "第2题 业务"), (
    Series("很满意", _share(57, 50)), Series("满意", _share(18, 25)), Series("一般", _share(3, 2)),
    Series("不满意", _share(0, 1))), "%")
PROJECTS = Chart("各项目预算和执行对比", "bar", ("信息平台", "应急系统"),
                 (Series("预算数", (Fraction(1074, 10), 600)), Series("支出数", (Fraction(581, 100), 0))), "万元")
YEARS = Chart("收入", "line", ("2020年", "2021年", "2022年"), (Series("收入", (100, None, Fraction(607, 5))),), "万元")
CHANGES = Chart("变动率", "column", ("甲", "乙"), (Series("变动率", (Fraction(-259, 50), Fraction(123, 10))),), "%")
CROWDED = Chart("各单位", "column", tuple("甲乙丙丁戊己庚辛"), tuple(
    Series(name, tuple(n * 1000 + 125 for n in range(8))) for name in ("年初", "调整", "决算")), "万元")
TWO_YEARS = Chart("一级指标得分率", "radar", ("A 决策", "B 管理", "C 产出"),
                  (Series("2021年", (80, 70, 99)), Series("2022年", (90, 80, 77))), "%")
LINES = Chart("三年", "line", ("2020年", "2021年"), (Series("收", (1, 2)), Series("支", (2, 1))), "万元")
STANDING = Chart("占比", "column", ("甲", "乙"), (Series("满意", (70, 90)), Series("不满意", (30, 10))), "%")
ALL = (RATES, BUDGET, HEADS, ANSWERS, PROJECTS, YEARS, CHANGES, CROWDED, TWO_YEARS, LINES, STANDING)
