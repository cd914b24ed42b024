"""Charts on pages: the same figures, told to those who do not see them, nothing outside the picture."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from lxml import etree

from hengji.reports.paper_charts import chart_svg, told
from hengji.reports.paper_charts.canvas import width_of, wrapped
from hengji.reports.paper_charts.scale import scale_of
from hengji.reports.papers import Chart, Series
from tests.reports.paper_charts.examples import ALL, ANSWERS, BUDGET, CHANGES, CROWDED, HEADS, RATES, YEARS

S = "{http://www.w3.org/2000/svg}"


def tree(chart: Chart) -> Any:
    return etree.fromstring(chart_svg(chart, "chart-1"))


def texts(chart: Chart) -> list[str]:
    return [text.text for text in tree(chart).iter(S + "text")]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_nothing_lies_outside(chart: Chart) -> None:
    picture = tree(chart)
    _, _, width, height = map(Fraction, picture.get("viewBox").split())
    for rectangle in picture.iter(S + "rect"):
        x, y, wide, high = (Fraction(rectangle.get(name)) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + wide <= width + 1
        assert 0 <= y <= y + high <= height
        assert high >= 0
    for text in picture.iter(S + "text"):
        x, wide = Fraction(text.get("x")), width_of(text.text, int(text.get("font-size")))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor")]
        assert -2 <= left <= left + wide <= width + 2, text.text
        assert 0 < Fraction(text.get("y")) <= height, text.text


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_title_and_description_are_tied_to_the_picture(chart: Chart) -> None:
    picture = tree(chart)
    assert picture.get("role") == "img"
    named = {element.get("id"): element.text for element in picture if element.tag in (S + "title", S + "desc")}
    assert [named[key] for key in picture.get("aria-labelledby").split()] == [chart.title, told(chart)]


def test_the_description_has_every_value() -> None:
    assert told(RATES) == "二级指标得分率（条形图）。A1 部门职能 100.00%；A2 目标设定 58.33%；B3 <制度>&管理 0.00%。"
    assert told(BUDGET) == ("预算和执行（柱形图，单位：万元）。"
                            "基本支出：年初预算数 126.35，调整预算数 180.10，决算数 180.10；"
                            "项目支出：年初预算数 227.96，决算数 155.86；"
                            "合计：年初预算数 354.31，调整预算数 335.96，决算数 335.96。")
    assert told(CHANGES).endswith("甲 −5.18%；乙 12.30%。")


def test_the_same_numbers_as_in_word() -> None:
    assert {"100.00%", "58.33%", "0.00%"} <= set(texts(RATES))
    assert {"354.31", "155.86", "单位：万元", "年初预算数", "基本支出"} <= set(texts(BUDGET))
    assert {"73.08%", "23.08%", "不满意"} <= set(texts(ANSWERS))
    assert "3.85%" not in texts(ANSWERS)  # too small a part
    assert {"B 管理", "88.00%"} <= set(texts(HEADS))
    assert {"0", "2000", "8000"} <= set(texts(CROWDED))


def test_lengths_are_in_proportion() -> None:
    full, some, none = (Fraction(bar.get("width")) for bar in tree(RATES).iter(S + "rect"))
    assert none == 0
    assert abs(some / full - Fraction(175, 300)) < Fraction(1, 1000)
    down, up = tree(CHANGES).iter(S + "rect")
    assert abs(Fraction(down.get("height")) / Fraction(up.get("height")) - Fraction(518, 1230)) < Fraction(1, 100)
    assert Fraction(down.get("y")) > Fraction(up.get("y"))


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    assert len(list(tree(YEARS).iter(S + "circle"))) == 2
    assert texts(YEARS)[1:3] == ["100.00", "121.40"]


@pytest.mark.parametrize(("values", "low", "high", "step"), [
    ((0, 0), 0, 1, 1), ((3, 47), 0, 50, 10), ((0, Fraction(1021)), 0, 1250, 250), ((-30, 12), -30, 20, 10),
    ((Fraction(1, 1000), Fraction(3, 1000)), 0, Fraction(3, 1000), Fraction(1, 1000)),
])
def test_round_scales(values: tuple[int | Fraction, ...], low: int, high: int, step: int) -> None:
    chart = Chart("", "radar", ("甲", "乙"), (Series("", values),), "件")
    assert scale_of(chart) == (low, high, step)


def test_long_names_go_over_several_lines_whole() -> None:
    lines = wrapped("C22 大数据综合服务监管体系建设实现率和群众满意程度", 120)
    assert "".join(lines) == "C22 大数据综合服务监管体系建设实现率和群众满意程度"
    assert all(width_of(line) <= 120 for line in lines)
    long = Chart("长", "bar", ("重点工作任务" * 9,), (Series("率", (50,)),), "%")
    assert "".join(texts(long)[:3]) == "重点工作任务" * 9


def test_values_that_are_all_nought() -> None:
    for form in ("bar", "column", "line", "radar"):
        nought = Chart("零", form, ("甲", "乙", "丙"), (Series("数", (0, 0, 0)),), "件")
        assert etree.fromstring(chart_svg(nought, "k")) is not None
