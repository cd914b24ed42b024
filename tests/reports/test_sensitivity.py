"""What the sensitivity report says, and that its page holds up in a browser."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from hengji.model import UNITS
from hengji.reports import sensitivity_headline, sensitivity_notes, sensitivity_page
from hengji.reports.listings import told
from hengji.reports.sensitivity_chart import swing_svg
from hengji.reports.sensitivity_tables import sensitivity_listings
from hengji.reports.sensitivity_words import measured
from hengji.scoring import Sensitivity, Shaking, sensitivity_of
from hengji.scoring.sensitivity.choosing import several
from hengji.services import evaluate_case
from tests.making import framework, judged, leaf, score

FEW = Shaking(draws=200)


def _of(case: str) -> tuple[Any, Any, Sensitivity]:
    evaluation = evaluate_case(case)
    card, under = evaluation.scorecard, evaluation.framework
    return card, under, sensitivity_of(card, under, FEW)


def _rows(result: Sensitivity, title: str) -> list[list[str]]:
    table = next(table for table in sensitivity_listings(result) if table.title == title)
    return [[told(value, column.kind) for value, column in zip(row, table.columns, strict=True)] for row in table.rows]


def test_thresholds_in_words() -> None:
    _, _, result = _of("yanjin-2022")
    told_of = {(row[0], row[1]): row[4:] for row in _rows(result, "离界限有多远")}
    assert told_of["B11", "预算调整率"] == ["已得满分", "", "在 10.00% 与 约43.3333% 之间，每上升1个百分点减 0.06 分"]
    assert told_of["B12", "预算执行率"] == ["已得满分", "高于 100.00%，得 0.00 分（−2.00）", ""]
    assert told_of["B13", "结转结余变动情况"] == ["已得满分", "升到 15.00%，得 0.50 分（−0.50）", ""]
    assert told_of["C21", "政务服务事项网上办理率"] == ["已得满分", "低于 98.00%，怎样得分没有规定", ""]
    assert told_of["C22", "大数据综合服务监管体系建设实现率"] == [
        "升到 99.95%，四舍五入得 10.00 分（+3.50）", "", "在 0.00% 与 100.00% 之间，每上升1个百分点加 0.1 分"]
    facts = {(row[0], row[2]): row[4:] for row in _rows(result, "折成数据要变多少")}
    assert facts["C21", "网上办理事项数"][1] == "再少 33项（2135项），怎样得分没有规定"
    assert facts["B12", "实际支出数"][1] == "高于 335.96万元，得 0.00 分（−2.00）"
    assert facts["B51", "在职人员数"][1] == "再多 2人（22人），得 1.52 分（−0.48）"


def test_targets_without_points_are_told_as_reached() -> None:
    _, _, result = _of("xinzheng-2021")
    facts = {(row[0], row[2]): row[4] for row in _rows(result, "折成数据要变多少")}
    assert facts["C1", "完成项目数"] == "再多 1个（12个），达到目标"
    assert facts["A2", "决算列出项目数"] == "再多 1个（10个），为目标的 83.33%\n再多 3个（12个），达到目标"
    values = {row[0]: row[4:6] for row in _rows(_of("zhengzhou-2022")[2], "离界限有多远")}
    assert values["B203"] == ["升到 90.00%，达到目标", ""]
    assert values["B204"] == ["已达到目标", "高于 30.00%，没有达到目标"]


@pytest.mark.parametrize(("value", "way", "text"), [
    (Fraction(1, 3), 1, "约33.3334%"), (Fraction(1, 3), -1, "约33.3333%"), (Fraction(2, 3), 0, "约66.6667%"),
    (Fraction(-1, 3), 1, "约−33.3333%"), (Fraction(9, 10), 1, "90.00%"), (Fraction(10125, 100000), 1, "10.125%")])
def test_a_value_that_does_not_end_is_rounded_to_where_it_suffices(value: Fraction, way: int, text: str) -> None:
    assert measured(value, UNITS["%"], way) == text


def test_what_it_says_first() -> None:
    assert sensitivity_headline(_of("zhengzhou-2022")[2], _of("zhengzhou-2022")[1])[0] == "已是最高等级"
    _, under, result = _of("jingdezhen-2023")
    assert sensitivity_headline(result, under) == (
        "再得 8.53 分升为优（90.00 分起）", "少 1.47 分以内仍为良，再少就降为中")
    assert "只给了总分，没有各指标的得分，看不出动哪个指标能改变等级" in list(sensitivity_notes(result))


def test_what_it_says_of_vetoes_overrides_and_unscored_indicators() -> None:
    veto = framework([leaf("A", "100")], vetoes=[{"code": "V", "text": "造假", "caps": "中"}])
    stated = {"V": {"happened": "是", "judge": "评", "level": "verified", "reason": "由"}}
    capped = sensitivity_of(score(veto, judgements={"A": judged("95")}, vetoes=stated), veto, FEW)
    assert sensitivity_headline(capped, veto)[0] == "否决事项 V 查实发生，分数再高等级也不会更高"
    unstated = sensitivity_of(score(veto, judgements={"A": judged("95")}), veto, FEW)
    assert sensitivity_headline(unstated, veto) == ("否决事项没有核查完，等级可能是优、中",)
    two = framework([leaf("A", "60"), leaf("B", "40")])
    part = sensitivity_of(score(two, judgements={"A": judged("55")}), two, FEW)
    assert sensitivity_headline(part, two) == ("还没有评完，总分可能是 55.00 到 95.00 分，等级可能是优、良、中、差",)
    given = score(two, judgements={"A": judged("55"), "B": judged("30")}, given={"total": "80"},
                  overrides=[{"code": "A", "score": "50", "who": "局长", "reason": "因"}])
    notes = list(sensitivity_notes(sensitivity_of(given, two, FEW)))
    assert "A 的得分由复核调整定，不参加推算" in notes


def test_open_points_are_told_and_counted_apart() -> None:
    _, _, result = _of("yanjin-2022")
    rows = {(row[0], row[2][:3]): row[3] for row in _rows(result, "评判要点值多少分")}
    assert [rows["A21", f"第{n}点"] for n in (1, 2, 3)] == ["符合", "不符合", "未定（按不符合推算）"]
    assert rows["D21", "第2点"] == "未定（按符合推算）"
    table = next(table for table in sensitivity_listings(result) if table.title == "评判要点值多少分")
    assert table.note.startswith("要点 5 个不符合，2 个未定，列在最前；")
    assert table.tones == ("look",) * 7 + ("",) * (len(table.rows) - 7)


def test_other_sets_of_the_same_size_are_mentioned_only_where_there_are_some() -> None:
    assert several({"A": 3, "B": 3, "C": 2}, 5, 2)
    assert not several({"A": 3, "B": 3, "C": 2}, 6, 2)
    assert "（还有别的组合）" in sensitivity_headline(*_of("yanjin-2022")[:0:-1])[0]


def test_sets_have_a_table_of_their_own() -> None:
    _, _, result = _of("yanjin-2022")
    assert {row[0] for row in _rows(result, "等级怎样会变")} == {"降为中"}
    assert [(row[1], row[3]) for row in _rows(result, "要同时动几个指标")] == [
        ("A21", "还可加 1.50 分"), ("C12", "还可加 2.50 分")]


def test_no_picture_where_nothing_moves() -> None:
    assert swing_svg(()) == ""
    card, under, result = _of("jingdezhen-2023")
    assert "<figure" not in sensitivity_page(card, under, result)


@pytest.mark.needs_browser
@pytest.mark.parametrize("width", [360, 1100])
def test_the_page_in_a_browser(browser_path: str, tmp_path: Path, width: int) -> None:
    file = tmp_path / "敏感性.html"
    file.write_text(sensitivity_page(*_of("yanjin-2022")), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 844})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("svg").is_visible()
        page.locator("summary").first.click()
        assert page.locator("details[open] table").count() == 1
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert errors == []
        browser.close()
