"""Pages of reports proofread by Hengji itself: no kind of any case contradicts itself, no figure of Word is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hengji.intake import read_manuscript
from hengji.proofreading import proofread
from hengji.reports.paper_pages import paper_page
from hengji.reports.papers import PAPERS, plain_text
from tests.reports.papers.written import evaluated
from tests.services.test_papers_proofread import CASES, author_s, told


@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("name", CASES)
def test_a_page_has_no_error(name: str, kind: str, tmp_path: Path) -> None:
    evaluation = evaluated(name)
    paper = PAPERS[kind].make(evaluation.scorecard, evaluation.framework)
    path = tmp_path / "报告.html"
    path.write_text(paper_page(paper), encoding="utf-8")
    manuscript = read_manuscript(path)
    assert [told(found) for found in proofread(manuscript).standing if found.severity == "error"] == []
    words = "".join("".join(passage.text.split()) for _, passage in manuscript.passages())
    plain = plain_text(replace(paper, cover=()))  # its labels have colons there
    lines = [part for line in plain.splitlines() if "【图：" not in line for part in line.split("\t")]
    assert [part for part in lines if "".join(part.split()) not in words] == []


@pytest.mark.parametrize(("right", "wrong"), [("总体得分为86.00分", "总体得分为68.00分"), ("占53.61%", "占56.31%"),
                                              ('<td class="right">22.00</td>', '<td class="right">20.00</td>')])
def test_a_wrong_digit_on_a_page_is_found(right: str, wrong: str, tmp_path: Path) -> None:
    page = paper_page(author_s())
    assert right in page
    path = tmp_path / "报告.html"
    found = []
    for text in (page, page.replace(right, wrong, 1)):
        path.write_text(text, encoding="utf-8")
        found.append({told(each) for each in proofread(read_manuscript(path)).standing})
    assert found[1] - found[0]
