"""The words of a manuscript lead back to the runs of the Word document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.run import Run

from hengji.intake import read_manuscript, word_runs
from hengji.model import Manuscript, Mark, Paragraph


@pytest.fixture
def path(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("")
    paragraph = document.add_paragraph("收入")
    paragraph.add_run("12.50").bold = True
    paragraph.add_run("万元，\t支出9万元")
    document.add_paragraph("编号的段", style="List Number")
    document.add_paragraph("编号的段", style="List Number")
    table = document.add_table(1, 2)
    table.cell(0, 1).text = "甲"
    table.cell(0, 1).add_paragraph("")
    table.cell(0, 1).add_paragraph("乙").add_run("丙")
    document.save(str(tmp_path / "甲.docx"))
    return tmp_path / "甲.docx"


def opened(path: Path) -> tuple[Manuscript, Document]:
    return read_manuscript(path), docx.Document(str(path))


def words(document: Document, mark: Mark) -> list[str]:
    return [Run(run.element, None).text[run.start:run.end] for run in word_runs(document).at(mark)]  # type: ignore[arg-type]


def test_a_mark_touches_its_runs(path: Path) -> None:
    manuscript, document = opened(path)
    assert words(document, Mark(0, 1, 9)) == ["入", "12.50", "万元"]
    assert words(document, Mark(0, 2, 7)) == ["12.50"]
    assert manuscript.quoted(Mark(0, 1, 9)) == "入12.50万元"


def test_every_passage_leads_back_to_its_words(path: Path) -> None:
    manuscript, document = opened(path)
    for mark, passage in manuscript.passages():
        assert "".join(words(document, mark)) == passage.text.replace("\n", "")


def test_paragraphs_of_a_cell(path: Path) -> None:
    manuscript, document = opened(path)
    mark = Mark(3, 2, 4, 1, 2)
    assert manuscript.quoted(mark) == "乙丙"
    assert words(document, mark) == ["乙", "丙"]


def test_runs_may_be_split_in_between(path: Path) -> None:
    _, document = opened(path)
    runs = word_runs(document)
    first = runs.at(Mark(0, 0, 2))[0]
    Run(first.element, None).text = "收"  # type: ignore[arg-type]
    document.paragraphs[1].runs[0]._r.addnext(document.paragraphs[1].add_run("入")._r)
    assert [(run.start, run.end) for run in runs.at(Mark(0, 0, 3))] == [(0, 1), (0, 1), (0, 1)]


def test_what_is_not_in_the_body_has_no_runs(path: Path) -> None:
    _, document = opened(path)
    assert words(document, Mark(99, 0, 1)) == []
    assert words(document, Mark(3, 0, 1, 7, 7)) == []


def test_automatic_numbers_are_no_part_of_the_text(path: Path) -> None:
    manuscript, _ = opened(path)
    found = [block for block in manuscript.blocks if isinstance(block, Paragraph) and block.text == "编号的段"]
    assert [(block.prefix, block.text) for block in found] == [("1.", "编号的段"), ("2.", "编号的段")]
