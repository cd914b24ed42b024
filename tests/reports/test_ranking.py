"""A ranking as page and workbook: self-contained, nothing injected, long lists cut with a word, readable for all."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from hengji.reports.ranking_page import MOST_ROWS
from hengji.services import RankRequest, RankResult, rank_files, rank_scores
from tests.making import framework, leaf
from tests.rankings import write_scores

UNDER = framework([leaf("A1", "60"), leaf("A2", "40")])
COLUMNS = ("entity", "period", "region", "A1_score", "A1_missing", "A2_score", "A2_missing", "total", "grade")
EVIL = "<script>alert(1)</script>局"


def made(folder: Path, regions: int = 3) -> Path:
    """Thirty departments of each region over two years; one has no total, one has an evil name."""
    rows: list[tuple[object, ...]] = []
    for region in range(regions):
        for n in range(30):
            for year in (2021, 2022):
                first, second = 40 + (n * 7 + region * 3 + year) % 21, 20 + (n * 5 + year * region) % 21
                total = first + second
                grade = "优" if total >= 90 else "良" if total >= 80 else "中"
                name = EVIL if (region, n) == (0, 1) else f"第{n}局"
                rows.append((name, year, f"第{region}市", None if n == 2 else first, "缺数" if n == 2 else None, second,
                             None, None if n == 2 else total, None if n == 2 else grade))
    return write_scores(folder / "s.parquet", COLUMNS, rows, UNDER)


def written(folder: Path, name: str, **wishes: object) -> tuple[RankResult, Path]:
    out = folder / name
    result = rank_scores(RankRequest(str(made(folder)), outs=(out,), **wishes))  # type: ignore[arg-type]
    assert result.written == (out,)
    return result, out


def test_the_page_is_whole_and_calls_nobody(tmp_path: Path) -> None:
    result, out = written(tmp_path, "名次.html", against=str(tmp_path / "s.parquet"), years=("2022", "2021"),
                          top=60)
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "alert(1)" in page  # the name is there, as a text
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page.replace("http://www.w3.org", ""))
    assert page.count("<svg") == 7  # distribution, groups, four of movers, profile
    assert page.count('role="img" aria-label="') == 7
    for line in (*result.headline, *result.compared):
        assert line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page
    assert f"其余 {result.ranking.year.scored - 60} 行没有列出" in page


def test_tables_of_a_page_are_cut_with_a_word(tmp_path: Path) -> None:
    _, out = written(tmp_path, "名次.html", top=80)
    page = out.read_text(encoding="utf-8")
    assert f"其余 {87 - MOST_ROWS} 行没有列出" in page


def test_the_same_table_gives_the_same_page(tmp_path: Path) -> None:
    first = written(tmp_path, "a.html")[1].read_bytes()
    assert written(tmp_path, "b.html")[1].read_bytes() == first


def test_many_groups_are_told_and_not_drawn(tmp_path: Path) -> None:
    path, out = made(tmp_path, regions=30), tmp_path / "名次.html"
    rank_scores(RankRequest(str(path), outs=(out,)))
    page = out.read_text(encoding="utf-8")
    assert "各地区得分（2022年度）" in page
    assert page.count("<svg") == 4


def test_the_workbook_has_every_row_and_texts_stay_texts(tmp_path: Path) -> None:
    _, out = written(tmp_path, "名次.xlsx", against=str(tmp_path / "s.parquet"))
    book = openpyxl.load_workbook(out)
    assert book["名次"].max_row == 181
    assert {"升降", "等级变化", "对照", "等级对照"} <= set(book.sheetnames)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_what_does_not_fit_a_sheet_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rank_files, "MAX_SHEET_ROWS", 50)
    _, out = written(tmp_path, "名次.xlsx")
    sheet = openpyxl.load_workbook(out)["名次"]
    assert "全部 180 行放不进一张好读的工作表" in sheet["A1"].value
    assert "-o 名次.csv" in sheet["A1"].value
    assert sheet.max_row == 52
    assert {sheet.cell(row, 1).value for row in range(3, 53)} == {"2022"}


@pytest.mark.needs_browser
@pytest.mark.parametrize("width", [360, 1200])
def test_everybody_can_read_the_page(tmp_path: Path, browser_path: str, width: int) -> None:
    _, out = written(tmp_path, "名次.html", against=str(tmp_path / "s.parquet"), years=("2022", "2021"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto(out.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for summary in page.locator("summary").all():
            summary.click()
        found = Axe().run(page)
        assert found.response["violations"] == [], found.generate_report()
        browser.close()
