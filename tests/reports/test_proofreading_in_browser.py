"""The proofreading page in a real browser: margin, filters, jumps, keyboard, phone, paper, contrast."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from hengji.reports import proofreading_page
from tests.proofreads import proofread

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run"]
TOP = "selector => document.querySelector(selector).getBoundingClientRect().top"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


def opened(browser: Browser, folder: Path, width: int) -> Page:
    file = folder / "校对.html"
    file.write_text(proofreading_page(proofread(), "hengji proofread 林业局自评报告.docx"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 844})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    assert errors == []
    return page


@pytest.mark.needs_browser
def test_findings_stand_beside_their_words_and_never_on_each_other(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, 1280)
    assert abs(page.evaluate(TOP, "#f1") - page.evaluate(TOP, "#t1")) < 40
    edges = page.evaluate("""[...document.querySelectorAll('.card:not([hidden])')]
        .map(c => c.getBoundingClientRect()).map(b => [b.top, b.bottom]).sort((a, b) => a[0] - b[0])""")
    assert all(above[1] <= below[0] for above, below in pairwise(edges))
    page.click("#t3")  # the chosen one comes to its words, those before it shrink to their headings
    assert abs(page.evaluate(TOP, "#f3") - page.evaluate(TOP, "#t3")) < 40
    assert not page.locator("#f2 dl").is_visible()
    page.click("#f2 h2")
    assert page.locator("#f2 dl").is_visible()


@pytest.mark.needs_browser
def test_jumps_between_the_sides(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, 1280)
    page.set_viewport_size({"width": 1280, "height": 300})
    page.click("#f2 a[href='#t2-1']")
    page.wait_for_function("document.activeElement.id === 't2-1'")
    assert 0 < page.evaluate(TOP, "#t2-1") < 300
    page.keyboard.press("Enter")  # and back to the finding
    page.wait_for_function("location.hash === '#f2'")


@pytest.mark.needs_browser
def test_filters_by_severity_and_kind(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, 1280)

    def shown() -> list[str]:
        found: list[str] = page.evaluate("[...document.querySelectorAll('.card:not([hidden])')].map(c => c.id)")
        return found

    assert shown() == ["f1", "f2", "f3", "f4"]  # notes on request
    page.focus(".sift .note")
    page.keyboard.press("Space")
    assert shown() == ["f1", "f2", "f3", "f4", "f5"]
    page.select_option("#kind", "sum")
    assert shown() == ["f3"]
    assert page.evaluate("document.querySelector('#t1').classList.contains('off')")
    page.click(".sift .error")
    assert shown() == []
    assert page.locator("#none").is_visible()


@pytest.mark.needs_browser
def test_corrections_and_commands_are_copied(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, 1280)
    page.evaluate("""navigator.clipboard.writeText = async text => { window.copied = text; }""")
    page.click("#f1 .copy >> nth=0")
    page.wait_for_function("document.getElementById('said').textContent === '已复制'")
    assert page.evaluate("window.copied") == "比上年减少38.60万元，下降7.01%。"
    page.click("#f1 summary")
    assert page.locator("#f1 code").is_visible()


@pytest.mark.needs_browser
def test_what_was_not_checked_can_be_marked(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, 1280)
    style = "getComputedStyle(document.querySelector('.paper i')).borderBottomStyle"
    assert page.evaluate(style) == "none"
    page.click("#unchecked")
    assert page.evaluate(style) == "dotted"


@pytest.mark.needs_browser
def test_it_fits_a_phone_with_the_findings_first(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate(TOP, "#f1") < page.evaluate(TOP, ".paper")


@pytest.mark.needs_browser
def test_it_prints_with_all_findings(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, 1280)
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") + pdf.count(b"/Type /Page ") <= 2
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).position") == "static"
    assert not page.locator(".sift").is_visible()


@pytest.mark.needs_browser
@pytest.mark.parametrize("width", [1280, 360])
def test_contrast_and_structure_are_accessible(browser: Browser, tmp_path: Path, width: int) -> None:
    page = opened(browser, tmp_path, width)
    page.click("#unchecked")
    page.click("#f1 summary")
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert results.violations_count == 0, results.generate_report()
