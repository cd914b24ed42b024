"""Forms as LibreOffice lays them out: heads on every page, no page for nothing, every number of the score in place."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from pypdfium2 import PdfDocument

from hengji.intake import Book
from hengji.reports.fonts import office_environment
from hengji.reports.papers import PAPERS
from hengji.reports.wordml import paper_names, shipped_template
from tests.reports.papers.written import evaluated

pytestmark = pytest.mark.needs_office
FORMS = ("targets", "monitoring", "feedback", "rectification", "working-paper", "request-list")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of every page by the file's name: all forms of the Yanjin case, in Word and in Excel."""
    folder = tmp_path_factory.mktemp("forms")
    evaluation = evaluated("yanjin-2022")
    for kind in FORMS:
        paper, workbook = PAPERS[kind].make(evaluation.scorecard, evaluation.framework), PAPERS[kind].workbook
        assert workbook is not None
        (folder / f"{kind}-word.docx").write_bytes(shipped_template(PAPERS[kind].template).render(paper_names(paper)))
        (folder / f"{kind}-excel.xlsx").write_bytes(workbook(paper, Book(kind)))
    soffice = shutil.which("soffice")
    assert soffice
    subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", str(folder / "out"), *map(str, sorted(folder.glob("*-*.*x")))],
                   check=True, capture_output=True, timeout=240, env=office_environment())
    pages = {}
    for path in (folder / "out").glob("*.pdf"):
        with PdfDocument(path) as document:
            pages[path.stem] = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    return pages


def test_no_page_is_for_a_few_words_only(printed: dict[str, list[str]]) -> None:
    assert len(printed) == 2 * len(FORMS)
    assert {name: [len(words) for words in pages] for name, pages in printed.items()
            if any(len(words) < 60 for words in pages)} == {}


@pytest.mark.parametrize(("name", "head"), [
    ("targets-word", "一级指标二级指标三级指标指标值"), ("monitoring-word", "一级指标二级指标三级指标年度指标值"),
    ("request-list-word", "序号指标需要的资料"), ("targets-excel", "一级指标二级指标三级指标指标值"),
    ("monitoring-excel", "一级指标二级指标三级指标年度指标值")])
def test_heads_are_on_every_page(name: str, head: str, printed: dict[str, list[str]]) -> None:
    assert len(printed[name]) > 1
    assert all(head in words for words in printed[name])


def test_every_score_is_in_the_working_papers(printed: dict[str, list[str]]) -> None:
    for name in ("working-paper-word", "working-paper-excel"):
        whole = "".join(printed[name])
        for leaf in (node for node in evaluated("yanjin-2022").scorecard.nodes if node.leaf):
            assert f"{leaf.code}{leaf.name}" in whole
        assert whole.count("复核人") == whole.count("编制人") == 30


def test_nothing_is_cut_or_lost_in_a_letter(printed: dict[str, list[str]]) -> None:
    whole = "".join(printed["rectification-word"])
    assert "#" not in "".join("".join(pages) for pages in printed.values())
    for word in ("整改要求", "整改期限", "附件整改台账", "待整改", "证明材料"):
        assert word in whole
