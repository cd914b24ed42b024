"""Native charts as LibreOffice prints them: every number and name is on the page, in Chinese glyphs."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document

from hengji.reports.fonts import office_environment
from hengji.reports.paper_charts import chart_part
from hengji.reports.papers import Paper, Section, text
from hengji.reports.wordml import WordTemplate, paper_names
from tests.reports.paper_charts.examples import ALL, ANSWERS, BUDGET, HEADS, RATES


def printed(folder: Path, content: bytes) -> Path:
    (folder / "paper.docx").write_bytes(content)
    soffice = shutil.which("soffice")
    assert soffice
    subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", str(folder), str(folder / "paper.docx")], env=office_environment(),
                   check=True, capture_output=True, timeout=180)
    return folder / "paper.pdf"


@pytest.mark.needs_office
def test_charts_are_printed_whole(tmp_path: Path) -> None:
    paper = Paper("evaluation", "图", sections=(Section("结果", "结果", (text("各图如下。"), *ALL)),))
    content = WordTemplate(_template(), "模板").render(paper_names(paper), chart_part)
    document = pdfium.PdfDocument(printed(tmp_path, content))
    words = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    for chart in (RATES, BUDGET, HEADS, ANSWERS):
        for name in (*chart.categories, *(series.name for series in chart.series if len(chart.series) > 1)):
            assert "".join(name.split()) in words, name
    for number in ("100.00%", "58.33%", "354.31", "155.86", "88.00%", "73.08%", "−5.18%", "121.40", "单位：万元"):
        assert number in words, number
    assert "\ufffd" not in words
    colours = _colours(document)
    for colour in ((0x1F, 0x4E, 0x8C), (0xC9, 0x8A, 0x1B), (0x9F, 0xB6, 0xD6)):
        assert colours[colour] > 500, colour


def _template() -> bytes:
    written = BytesIO()
    document = Document()
    document.add_paragraph("{{p 正文 }}")
    document.save(written)
    return written.getvalue()


def _colours(document: pdfium.PdfDocument) -> Counter[tuple[int, int, int]]:
    counted: Counter[tuple[int, int, int]] = Counter()
    for page in document:
        picture = page.render(scale=1).to_numpy().reshape(-1, 3)[:, ::-1]
        counted.update(map(tuple, picture[(picture != 255).any(axis=1)].tolist()))
    return counted
