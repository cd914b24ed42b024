"""The HTML scorecard in a real browser: phone, paper, keyboard, contrast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from hengji.reports import scorecard_page
from hengji.services import evaluate_case

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run"]


@pytest.fixture
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield started
        started.close()


def _open(browser: Browser, folder: Path, width: int) -> Page:
    evaluation = evaluate_case("yanjin-2022")
    file = folder / "scorecard.html"
    file.write_text(scorecard_page(evaluation.scorecard, evaluation.framework, "sha256:abc"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 844})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    assert errors == []
    return page


@pytest.mark.needs_browser
def test_rows_unfold_into_their_steps_by_mouse_and_keyboard(browser: Browser, tmp_path: Path) -> None:
    page = _open(browser, tmp_path, 1100)
    steps = page.locator("#steps-B11")
    assert not steps.is_visible()
    page.click("#B11 button")
    assert steps.is_visible()
    assert "−5.18%" in steps.inner_text()
    page.focus("#A21 button")
    page.keyboard.press("Enter")
    assert page.locator("#steps-A21").is_visible()
    page.click("#all")
    assert page.locator("tr.steps:visible").count() == 48
    page.click("#all")
    assert page.locator("tr.steps:visible").count() == 0


@pytest.mark.needs_browser
def test_it_fits_a_phone(browser: Browser, tmp_path: Path) -> None:
    page = _open(browser, tmp_path, 360)
    page.click("#all")
    wide = page.evaluate("""[...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > 360.5 && !e.closest('svg'))
        .map(e => e.tagName + '#' + e.id + ' ' + e.textContent.slice(0, 20))""")
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.needs_browser
def test_it_prints_on_a4_with_repeated_heads(browser: Browser, tmp_path: Path) -> None:
    page = _open(browser, tmp_path, 1100)
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert 3 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") + pdf.count(b"/Type /Page ") <= 8
    assert page.evaluate("""(() => { const t = document.querySelector('.scores thead');
        return getComputedStyle(t).display; })()""") == "table-header-group"


@pytest.mark.needs_browser
@pytest.mark.parametrize("width", [1100, 360])
def test_contrast_and_structure_are_accessible(browser: Browser, tmp_path: Path, width: int) -> None:
    page = _open(browser, tmp_path, width)
    page.click("#all")
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.needs_browser
def test_chinese_is_drawn_not_boxes(browser: Browser, tmp_path: Path) -> None:
    """A character of a font that is absent measures like every other absent one."""
    page = _open(browser, tmp_path, 1100)
    widths = page.evaluate("""(() => { const c = document.createElement('canvas').getContext('2d');
        c.font = '40px ' + getComputedStyle(document.body).fontFamily;
        const ink = text => { const m = c.measureText(text);
            return m.actualBoundingBoxAscent + m.actualBoundingBoxRight; };
        return ['绩', '一', '丶'].map(ink); })()""")
    assert len(set(widths)) == 3
