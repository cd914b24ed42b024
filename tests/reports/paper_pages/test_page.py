"""Papers as pages: what is in the paper is on the page, in order, numbered, marked; nothing comes from elsewhere."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from lxml import etree

from hengji.reports.paper_charts import chart_figures
from hengji.reports.paper_charts import told as told_in_words
from hengji.reports.paper_pages import paper_page
from hengji.reports.papers import (
    PAPERS,
    Block,
    Cell,
    Chart,
    Heading,
    PageBreak,
    Paper,
    Run,
    Section,
    Series,
    Table,
    Text,
    text,
)
from tests.reports.paper_charts.examples import ANSWERS, BUDGET, HEADS, YEARS
from tests.reports.papers.written import evaluated

TABLE = Table("收入情况表", "万元", (1, 2, 1), ((Cell("项目", down=2), Cell("收入", 2)), (Cell("预算"), Cell("决算"))),
              ((Cell("合计\n（万元）", bold=True), Cell("12.50", align="right"),
                Cell("【缺：决算数】", flagged=True)),),
              note="注：【缺：决算数】")


def tree(page: str) -> Any:
    return etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))


def page_of(*blocks: Block, annexes: tuple[Section, ...] = (), missing: tuple[str, ...] = ()) -> str:
    section = Section("收支", "收支情况", blocks, (Section("收入", "收入", (Heading("预算", 3), text("略。"))),))
    cover = (("报告日期", "【缺：报告日期】"),)
    return paper_page(Paper("evaluation", "甲局\n评价报告", cover, (section,), annexes, missing))


def told(element: Any) -> str:
    return "".join(element.itertext()).strip()


@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("name", ["yanjin-2022", "zhengzhou-2022"])
def test_every_kind_is_a_page_of_its_own(name: str, kind: str) -> None:
    card = evaluated(name).scorecard
    paper = PAPERS[kind].make(card, evaluated(name).framework)
    page = paper_page(paper)
    assert page == paper_page(paper)
    assert not re.search(r"<(script|link|img|iframe)|https?://(?!www\.w3\.org/2000/svg)|@import|url\(", page)
    root = tree(page)
    assert root.get("lang") == "zh-CN"
    assert told(root.find(".//title")) == paper.title.replace("\n", "")
    keys = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(keys) == len(set(keys))
    assert [link for link in root.iterfind(".//a") if link.get("href")[1:] not in keys] == []
    blocks = [block for section in paper.all_sections() for block in section.blocks]
    charts, tables = (sum(isinstance(block, form) for block in blocks) for form in (Chart, Table))
    assert len(root.findall(".//svg")) == charts
    assert len(root.findall(".//table")) == tables + charts


def test_headings_are_numbered_and_listed() -> None:
    annex = Section("附表", "附件1　明细", (Heading("甲", 1), Heading("乙", 1)))
    root = tree(page_of(annexes=(annex,)))
    heads = [(element.tag, told(element)) for element in root.iter("h1", "h2", "h3", "h4", "h5")]
    assert heads == [("h1", "甲局评价报告"), ("h2", "一、收支情况"), ("h3", "（一）收入"), ("h4", "1.预算"),
                     ("h2", "附件1　明细"), ("h3", "一、甲"), ("h3", "二、乙")]
    listed = {told(link): link.get("href") for link in root.iterfind(".//nav//a")}
    assert list(listed) == ["一、收支情况", "（一）收入", "附件1　明细", "一、甲", "二、乙"]
    assert told(root.xpath(f"//*[@id='{listed['二、乙'][1:]}']")[0]) == "二、乙"


def test_a_paper_without_headings_has_no_contents() -> None:
    root = tree(paper_page(Paper("targets", "申报表", (), (Section("表", "", (PageBreak(), TABLE)),))))
    assert root.find(".//nav") is None
    assert root.find(".//a") is None


def test_a_table_as_html_has_it() -> None:
    root = tree(page_of(TABLE))
    table = root.find(".//table")
    assert [[(cell.tag, cell.get("colspan"), cell.get("rowspan"), cell.get("scope")) for cell in row]
            for row in table.find("thead")] == [
        [("th", None, "2", "col"), ("th", "2", None, "colgroup")], [("th", None, None, "col")] * 2]
    assert [(told(cell), cell.get("class")) for cell in table.find("tbody")[0]] == [
        ("合计（万元）", "left bold"), ("12.50", "right"), ("【缺：决算数】", None)]
    assert table.find("tbody").find(".//br") is not None
    assert table.get("aria-label") == "收入情况表"
    assert [column.get("style") for column in table.find("colgroup")] == ["width:25%", "width:50%", "width:25%"]
    assert [told(words) for words in root.iterfind(".//main//p")] == [
        "收入情况表", "单位：万元", "注：【缺：决算数】", "略。"]


def test_what_is_missing_is_marked_and_can_be_gone_to() -> None:
    blocks = (Text((Run("决算为"), Run("【缺：决算数】", flagged=True), Run("。", bold=True))), TABLE,
              Text((Run("20　　年", flagged=True),)))
    root = tree(page_of(*blocks, missing=("报告日期", "决算数", "别处")))
    assert [told(mark) for mark in root.iter("mark")] == ["【缺：报告日期】", *["【缺：决算数】"] * 3, "20　　年"]
    links = {told(item): item.find("a") for item in root.iterfind(".//details//li")}
    assert list(links) == ["报告日期", "决算数", "别处"]
    assert links["别处"] is None
    (place,) = root.xpath(f"//*[@id='{links['决算数'].get('href')[1:]}']")
    assert told(place.getparent()) == "决算为【缺：决算数】。"
    assert told(root.find(".//summary")) == "缺 3 项，文中标明"


def test_nothing_is_taken_for_markup() -> None:
    bad = "<script>alert(1)</script>&\"'"
    chart = Chart(bad, "bar", (bad,), (Series(bad, (1,)),), "件")
    page = page_of(text(bad), Table(bad, bad, (1,), ((Cell(bad),),), ((Cell(bad),),), bad), chart, Heading(bad, 2),
                   missing=(bad,))
    assert "<script" not in page
    assert "alert" not in [element.tag for element in tree(page).iter()]
    assert page.count("&lt;script&gt;") >= 10


@pytest.mark.parametrize("chart", [BUDGET, ANSWERS, HEADS, YEARS], ids=lambda chart: chart.title)
def test_a_chart_is_drawn_told_and_has_its_figures(chart: Chart) -> None:
    root = tree(page_of(chart))
    picture = root.find(".//svg")
    keys = {element.get("id"): told(element) for element in picture if element.tag in ("title", "desc")}
    assert [keys[key] for key in picture.get("aria-labelledby").split()] == [chart.title, told_in_words(chart)]
    rows = [[told(cell) for cell in row] for row in root.iterfind(".//figure//tr")]
    assert rows[0] == ["项目", *(series.name for series in chart.series)]
    assert [row[0] for row in rows[1:]] == list(chart.categories)
    assert all(len(row) == len(chart.series) + 1 for row in rows)


def test_the_figures_of_a_chart() -> None:
    table = chart_figures(BUDGET)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["基本支出", "126.35", "180.10", "180.10"], ["项目支出", "227.96", "—", "155.86"],
        ["合计", "354.31", "335.96", "335.96"]]
    assert table.unit == "万元"
    rates = chart_figures(Chart("率", "bar", ("甲",), (Series("率", (Fraction(1, 3),)),), "%"))
    assert (rates.unit, rates.rows[0][1].text) == ("", "0.33%")


def test_wide_tables_are_printed_across_with_their_headings() -> None:
    wide = Table("大表", "", (1,), (), ((Cell("甲"),),), landscape=True)
    root = tree(page_of(text("前言"), annexes=(Section("附表", "附件1　明细", (wide, text("后记"))),)))
    parts = [(part.get("class"), [told(element) for element in part if told(element)])
             for part in root.iterfind(".//div") if (part.get("class") or "").startswith("part")]
    assert parts[1] == ("part across", ["附件1　明细", "大表", "甲"])
    assert parts[2] == ("part", ["后记"])


def test_what_no_page_can_hold_does_not_break_it() -> None:
    page = page_of(text("甲\x00乙\x0b丙\ud800丁"), Chart("图\x01", "bar", ("甲\ud800",), (Series("数", (1,)),), "件"))
    assert "甲\ufffd乙\ufffd丙\ufffd丁" in tree(page.encode().decode()).xpath("string()")
