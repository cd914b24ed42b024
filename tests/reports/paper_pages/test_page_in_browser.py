"""Pages of papers in a real browser: phone, paper, keyboard, contrast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from hengji.reports.paper_pages import paper_page
from hengji.reports.papers import PAPERS
from tests.reports.papers.written import evaluated

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run"]
DESK, PHONE = 1280, 360


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from tests.conftest import _browser

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_browser(), args=ARGUMENTS)
        yield started
        started.close()


def opened(browser: Browser, folder: Path, kind: str, width: int, case: str = "yanjin-2022") -> Page:
    evaluation = evaluated(case)
    file = folder / "报告.html"
    file.write_text(paper_page(PAPERS[kind].make(evaluation.scorecard, evaluation.framework)), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    return page


@pytest.mark.needs_browser
@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_it_fits_a_phone(browser: Browser, tmp_path: Path, kind: str) -> None:
    page = opened(browser, tmp_path, kind, PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    outside = page.evaluate("""[...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > 360.5 && !e.closest('.wide'))
        .map(e => e.tagName + ' ' + e.textContent.slice(0, 20))""")
    assert outside == []


@pytest.mark.needs_browser
@pytest.mark.parametrize("kind", ["evaluation", "rectification"])
def test_no_table_needs_scrolling_on_a_desk(browser: Browser, tmp_path: Path, kind: str) -> None:
    page = opened(browser, tmp_path, kind, DESK)
    assert page.evaluate("""[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth + 1)
        .map(e => e.getAttribute('aria-label'))""") == []


@pytest.mark.needs_browser
@pytest.mark.parametrize(("kind", "case", "width"), [
    ("evaluation", "yanjin-2022", DESK), ("evaluation", "zhengzhou-2022", PHONE),
    ("self-evaluation", "zhengzhou-2022", DESK), ("monitoring", "zhengzhou-2022", PHONE),
    ("rectification", "yanjin-2022", PHONE), ("feedback", "xinzheng-2021", DESK)])
def test_contrast_and_structure_are_accessible(browser: Browser, tmp_path: Path, kind: str, case: str,
                                               width: int) -> None:
    page = opened(browser, tmp_path, kind, width, case)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "best-practice"],
                                      "resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.needs_browser
def test_contents_and_figures_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, "evaluation", DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.focus("nav a >> text=八、存在的问题")
    page.keyboard.press("Enter")
    assert page.evaluate("[...document.querySelectorAll('h2')].find(e => e.textContent == '八、存在的问题')"
                         ".getBoundingClientRect().top") < 40
    assert page.locator("nav").bounding_box()["y"] >= 0  # type: ignore[index]
    figures = page.locator("figure table").first
    assert not figures.is_visible()
    page.focus("figure summary")
    page.keyboard.press("Enter")
    assert figures.is_visible()


@pytest.mark.needs_browser
def test_a_missing_fact_is_seen_and_reached(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, "feedback", DESK)
    page.click("text=整改期限 >> nth=0")
    assert page.locator("mark:target").inner_text() == "【缺：整改期限】"
    assert page.evaluate("getComputedStyle(document.querySelector('mark')).backgroundColor") == "rgb(253, 243, 223)"


@pytest.mark.needs_browser
def test_it_prints_on_a4_with_repeated_heads_and_pages_across(browser: Browser, tmp_path: Path) -> None:
    import pypdfium2

    page = opened(browser, tmp_path, "rectification", DESK)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sizes = [tuple(map(round, sheet.get_size())) for sheet in printed]
    assert sizes[0] == (595, 842)
    assert sizes[1] == (842, 595)
    words = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    assert "目录" not in words[0]
    assert words[1].split()[:2] == ["附件", "整改台账"]
    assert all("整改措施" in each for each in words[1:])
