"""Native charts: the order of elements that Word asks for, data and cache alike, fonts for both scripts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart.chartspace import ChartSpace
from openpyxl.xml.functions import fromstring

from hengji.reports.paper_charts import chart_part
from hengji.reports.paper_charts.drawingml import chart_xml
from hengji.reports.paper_charts.workbook import data_workbook
from hengji.reports.papers import Chart, Series
from tests.reports.paper_charts.examples import (
    ALL,
    ANSWERS,
    BUDGET,
    CHANGES,
    CROWDED,
    HEADS,
    PROJECTS,
    RATES,
    TWO_YEARS,
    YEARS,
)

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: The sequences of ISO/IEC 29500 for the elements that we write.
ORDER = {
    "chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "title": "tx layout overlay", "legend": "legendPos overlay txPr",
    "plotArea": "layout barChart lineChart radarChart catAx valAx spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap axId",
    "lineChart": "grouping varyColors ser dLbls marker axId", "radarChart": "radarStyle varyColors ser axId",
    "ser": "idx order tx spPr invertIfNegative marker dLbls cat val smooth", "dLbl": "idx delete",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "catAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
             "crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
             "crossAx crosses crossBetween majorUnit",
    "scaling": "orientation max min", "strCache": "ptCount pt", "numCache": "formatCode ptCount pt",
}


def tree(chart: Chart) -> Any:
    return etree.fromstring(chart_xml(chart))


def all_of(chart: Chart, name: str) -> list[Any]:
    return list(tree(chart).iter(C + name))


def one(chart: Chart, path: str) -> str | None:
    found = tree(chart).find(".//" + "/".join(C + step for step in path.split("/")))
    return None if found is None else found.get("val")


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_elements_stand_in_the_order_of_the_standard(chart: Chart) -> None:
    for element in tree(chart).iter():
        name = etree.QName(element).localname
        if element.tag.startswith(C) and name in ORDER:
            order = ORDER[name].split()
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), name


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_another_program_reads_every_series(chart: Chart) -> None:
    source: Any = fromstring(chart_xml(chart))
    source.remove(source.find(C + "externalData"))  # openpyxl does not read relationships
    read: Any = ChartSpace.from_tree(source)
    plot = read.chart.plotArea._charts[0]
    assert [series.tx.strRef.strCache.pt[0].v for series in plot.ser] == [series.name for series in chart.series]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_the_workbook_holds_what_the_chart_shows(chart: Chart) -> None:
    sheet: Any = openpyxl.load_workbook(BytesIO(data_workbook(chart)), data_only=True)["数据"]
    for n, element in enumerate(all_of(chart, "ser")):
        letter = "BCDEF"[n]
        assert element.find(f"{C}tx//{C}f").text == f"'数据'!${letter}$1"
        assert element.find(f"{C}val//{C}f").text == f"'数据'!${letter}$2:${letter}${len(chart.categories) + 1}"
        assert sheet[f"{letter}1"].value == chart.series[n].name
        shown = {int(point.get("idx")): Fraction(point[0].text) for point in element.iterfind(f"{C}val//{C}pt")}
        for row, value in enumerate(chart.series[n].values):
            cell = sheet[f"{letter}{row + 2}"].value
            assert (value is None) == (cell is None) == (row not in shown)
            if value is not None:
                assert abs(shown[row] - value) < Fraction(1, 10**10)
                assert Decimal(repr(cell)) == pytest.approx(Decimal(shown[row].numerator) / shown[row].denominator)
        names = [point[0].text for point in element.iterfind(f"{C}cat//{C}pt")]
        assert names == [sheet[f"A{row}"].value for row in range(2, len(names) + 2)]


def test_decimals_that_end_are_written_as_they_are() -> None:
    assert b"<c:v>354.31</c:v>" in chart_xml(BUDGET)
    assert b"<c:v>58.33333333333333</c:v>" in chart_xml(RATES)


def test_every_number_has_as_many_decimals_as_the_field_prints() -> None:
    formats = {chart.title: all_of(chart, "formatCode")[0].text for chart in (BUDGET, RATES)}
    assert formats == {"预算和执行": '0.00;"−"0.00', "二级指标得分率": '0.00"%";"−"0.00"%"'}
    people = Chart("人数", "column", ("编制", "在职"), (Series("人数", (21, 20)),), "人")
    assert all_of(people, "formatCode")[0].text == '0;"−"0'
    points = replace(people, unit="分", series=(Series("得分", (Fraction(19, 2), Fraction(13, 8))),))
    assert all_of(points, "formatCode")[0].text == '0.000;"−"0.000'


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert all(chart_part(chart) == chart_part(chart) for chart in ALL)


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_fonts_are_named_for_both_scripts_and_nothing_has_three_dimensions(chart: Chart) -> None:
    looks = [*tree(chart).iter(A + "defRPr"), *tree(chart).iter(A + "rPr")]
    assert looks
    assert {(look.find(A + "latin").get("typeface"), look.find(A + "ea").get("typeface")) for look in looks} \
        == {("Times New Roman", "宋体")}
    assert b"view3D" not in chart_xml(chart)
    assert b"3DChart" not in chart_xml(chart)


def test_budget_is_blue_and_execution_amber() -> None:
    def fills(chart: Chart) -> list[str]:
        return [series.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val") for series in all_of(chart, "ser")]

    assert fills(RATES) == ["1F4E8C"]
    assert fills(PROJECTS) == ["1F4E8C", "C98A1B"]
    assert fills(BUDGET)[1:] == ["1F4E8C", "C98A1B"]
    assert fills(ANSWERS)[0] == "1F4E8C"
    assert fills(ANSWERS)[-1] == "C98A1B"  # 不满意


def test_shares_of_a_whole_are_put_together_and_small_ones_have_no_number() -> None:
    assert one(ANSWERS, "grouping") == "stacked"
    assert one(ANSWERS, "overlap") == "100"
    assert one(PROJECTS, "grouping") == "clustered"
    deleted = [[int(point[0].get("val")) for point in series.iter(C + "dLbl")] for series in all_of(ANSWERS, "ser")]
    assert deleted == [[], [], [0, 1], [0, 1]]
    assert {place.get("val") for place in all_of(ANSWERS, "dLblPos")} == {"ctr"}  # Word opens no other in stacks


def test_full_bars_have_room_for_their_numbers() -> None:
    assert (one(RATES, "valAx/scaling/min"), one(RATES, "valAx/scaling/max")) == ("0", "115")
    assert one(ANSWERS, "valAx/scaling/max") == "100"
    assert (one(CHANGES, "valAx/scaling/min"), one(CHANGES, "valAx/scaling/max")) == (None, None)


def test_a_scale_is_shown_only_where_numbers_would_not_fit() -> None:
    assert one(BUDGET, "valAx/delete") == "1"
    assert one(CROWDED, "valAx/delete") == "0"
    assert {shown.get("val") for shown in all_of(CROWDED, "showVal")} == {"0"}
    assert all_of(CROWDED, "majorGridlines")


def test_around_a_radar_each_head_bears_its_rate_and_follows_the_data() -> None:
    assert "B 管理\n88.00%" in [point[0].text for point in all_of(HEADS, "pt")]
    sheet: Any = openpyxl.load_workbook(BytesIO(data_workbook(HEADS)))["数据"]
    assert sheet["A3"].value == '=C3&CHAR(10)&TEXT(B3,"0.00""%"";""−""0.00""%""")'
    assert sheet["C3"].value == "B 管理"
    assert "B 管理" in [point[0].text for point in all_of(TWO_YEARS, "pt")]


def test_the_unit_stands_above_where_numbers_do_not_bear_it() -> None:
    assert [text.text for text in tree(BUDGET).iter(A + "t")] == ["单位：万元"]
    assert list(tree(RATES).iter(A + "t")) == []
    assert one(RATES, "autoTitleDeleted") == "1"


def test_a_gap_stays_a_gap() -> None:
    assert [point.get("idx") for point in all_of(YEARS, "val")[0].iter(C + "pt")] == ["0", "2"]
    assert one(YEARS, "dispBlanksAs") == "gap"


def test_what_xml_cannot_hold_is_seen() -> None:
    odd = Chart("题\x00", "bar", ("名\x01<w:p>&",), (Series("=1+1\ufffe", (5,)),), "件\x02")
    assert "名\ufffd<w:p>&" in [point[0].text for point in all_of(odd, "pt")]
    sheet: Any = openpyxl.load_workbook(BytesIO(data_workbook(odd)))["数据"]
    assert (sheet["B1"].value, sheet["B1"].data_type) == ("=1+1\ufffd", "s")


def test_charts_are_as_wide_as_the_text_and_grow_with_their_bars() -> None:
    bars = [chart_part(replace(RATES, categories=tuple(map(str, range(n))), series=(Series("率", (50,) * n),)))
            for n in (2, 10, 30, 60)]
    assert {part.width for part in bars} == {156}
    assert all(one.height < other.height for one, other in pairwise(bars[:3]))
    assert max(part.height for part in bars) <= 225
    assert chart_part(HEADS).width < 156
