"""Pages as LibreOffice lays them out: nothing cut, nothing empty, heads repeated, 22 lines of 28 characters."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from hengji.reports.fonts import office_environment
from hengji.reports.papers import Paper, Section, text
from hengji.reports.wordml import (
    Paging,
    WordTemplate,
    contents_pages,
    paper_names,
    shipped_bytes,
    shipped_template,
)
from tests.word_papers import WORDS, opened, paper, words_of

pytestmark = pytest.mark.needs_office
_MM = 72 / 25.4


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report, a page full of text, and a paper that ends across, as PDF."""
    folder = tmp_path_factory.mktemp("pages")
    full = Paper("form", "一", sections=(Section("一", "", (text("一" * 28 * 60),)),))
    (folder / "report.docx").write_bytes(
        shipped_template("report").render(paper_names(paper()), paging=Paging(live=True)))
    (folder / "full.docx").write_bytes(shipped_template("form").render(paper_names(full)))
    convert(folder, "pdf", "report.docx", "full.docx")
    return folder / "out"


def convert(folder: Path, form: str, *names: str) -> None:
    soffice = shutil.which("soffice")
    assert soffice
    subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form,
                    "--outdir", str(folder / "out"), *(str(folder / name) for name in names)],
                   check=True, capture_output=True, timeout=180, env=office_environment())


def test_a_template_that_an_office_program_saved_gives_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(shipped_bytes("report"))
    convert(tmp_path, "docx:MS Word 2007 XML", "report.docx")
    saved = WordTemplate((tmp_path / "out" / "report.docx").read_bytes(), "report.docx")
    names = paper_names(paper())
    kept = [words for words in words_of(saved.render(names)) if words]
    assert kept == [words for words in words_of(shipped_template("report").render(names)) if words]
    used = {p.style.name for p in opened(saved.render(names)).paragraphs}
    assert {"Heading 1", "报告正文", "表题", "附件标题"} <= used


def texts(path: Path) -> list[str]:
    with PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\r", "").replace("\ufffe", "") for page in document]


def test_a_page_holds_22_lines_of_28_characters(pages: Path) -> None:
    second = [line for line in texts(pages / "full.pdf")[1].split("\n") if line]
    assert second[-1].strip() == "— 2 —"
    assert [len(line) for line in second[:-1]] == [28] * 22


def test_nothing_is_empty_and_wide_pages_lie_across(pages: Path) -> None:
    told = texts(pages / "report.pdf")
    with PdfDocument(pages / "report.pdf") as document:
        across = [page.get_width() > page.get_height() for page in document]
    assert all(re.sub(r"—.*—", "", page).strip() for page in told)
    assert [number for number, page in enumerate(told) if "横表" in page and across[number]] != []
    for page, lies in zip(told, across, strict=True):
        assert lies == ("列5" in page or "列 5" in page)


def test_heads_are_repeated_and_every_number_is_there(pages: Path) -> None:
    told = [page.replace(" ", "") for page in texts(pages / "report.pdf")]
    with_numbers = [page for page in told if "年初" in page and "调整" in page]
    assert len([page for page in told if re.search(r"\d00\.00", page)]) == len(with_numbers)
    assert "".join(told).replace("\n", "").count(WORDS.replace("\n", "")) >= 7
    assert {f"{line * 100 + 3}.00" for line in range(40)} <= set(re.findall(r"\d+\.00", "\n".join(told)))


def test_the_contents_name_the_pages_where_headings_stand(pages: Path) -> None:
    numbers = contents_pages((pages / "report.pdf").read_bytes())
    headings = ["部门基本情况", "主要职责", "机构设置", "预算和资金", "宽表", "横向的表",
                "附件1　得分表", "附件2　调查结果", "对象", "结果"]
    assert len(numbers) == len(headings)
    body = [page.replace(" ", "") for page in texts(pages / "report.pdf")][2:]
    for heading, number in zip(headings, numbers, strict=True):
        assert heading.replace("　", "") in body[number - 1].replace("　", ""), heading


def test_what_is_missing_is_yellow_and_nothing_stands_outside_the_margins(pages: Path) -> None:
    with PdfDocument(pages / "report.pdf") as document:
        for number, page in enumerate(document):
            picture = page.render(scale=1).to_pil().convert("RGB")
            if page.get_width() < page.get_height():
                assert _left_edge(picture) >= 27 * _MM - 1
                assert _left_edge(picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) >= 25 * _MM - 1
            yellow = any(red > 240 and green > 240 and blue < 60 for _, (red, green, blue) in _colours(picture))
            assert yellow == ("【缺：" in texts(pages / "report.pdf")[number])


def _colours(picture: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    return picture.getcolors(1 << 24) or []  # type: ignore[return-value]


def _left_edge(picture: Image.Image) -> int:
    """How many points from the left the first ink stands."""
    box = picture.convert("L").point(lambda light: 255 if light < 128 else 0).getbbox()
    assert box is not None
    return int(box[0])


def test_no_sign_is_a_box(pages: Path) -> None:
    fonts = subprocess.run(["pdffonts", str(pages / "report.pdf")], check=True, capture_output=True, text=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows
    assert all("CJK" in row or "Liberation" in row or "Times" in row for row in rows), fonts
