"""Reports proofread by Hengji itself: no kind of any case contradicts itself, and a wrong digit is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hengji.intake import read_manuscript
from hengji.model import Contradiction, Proofread
from hengji.proofreading import proofread
from hengji.reports.paper_charts import chart_part
from hengji.reports.papers import PAPERS, Paper, plain_text
from hengji.reports.wordml import paper_names, shipped_template
from hengji.services import Evaluation
from tests.reports.papers.written import evaluated, written

CASES = ("yanjin-2022", "xinzheng-2021", "heshan-2021", "jingdezhen-2023", "zhengzhou-2022")


def read_again(paper: Paper, evaluation: Evaluation, folder: Path) -> Proofread:
    """The paper as a Word file, proofread as anybody's would be."""
    card = evaluation.scorecard
    values = {"单位名称": card.case.entity.name, "年度": str(card.case.period)}
    path = folder / "报告.docx"
    path.write_bytes(shipped_template(PAPERS[paper.kind].template).render(paper_names(paper, values), chart_part))
    return proofread(read_manuscript(path))


@cache
def author_s() -> Paper:
    return PAPERS["evaluation"].make(written().scorecard, written().framework)


def told(found: Contradiction) -> str:
    return f"{found.severity} {found.quotation.quote}：{found.explanation}"


@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("name", CASES)
def test_a_paper_has_no_error(name: str, kind: str, tmp_path: Path) -> None:
    evaluation = evaluated(name)
    result = read_again(PAPERS[kind].make(evaluation.scorecard, evaluation.framework), evaluation, tmp_path)
    assert [told(found) for found in result.standing if found.severity == "error"] == []


def test_a_whole_report_leaves_only_what_its_framework_has_wrong(tmp_path: Path) -> None:
    """One rule of the published framework gives the same points in two bands: that is to be found."""
    result = read_again(author_s(), written(), tmp_path)
    assert result.checked > 900
    assert [found.quotation.quote for found in result.standing if found.severity != "note"] == ["85%（含）至90%得5分"]


@pytest.mark.parametrize(("right", "wrong"), [
    ("总体得分为86.00分", "总体得分为68.00分"), ("占53.61%", "占56.31%"), ("由4个一级指标", "由5个一级指标"),
    ("比年初减少18.35万元", "比年初减少13.85万元"), ("部门管理\t25\t22.00", "部门管理\t25\t20.00")])
def test_a_wrong_digit_is_found(right: str, wrong: str, tmp_path: Path) -> None:
    text = plain_text(author_s())
    assert right in text
    path = tmp_path / "报告.txt"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    found = [told(each) for each in proofread(read_manuscript(path)).standing]
    path.write_text(text, encoding="utf-8")
    assert set(found) - {told(each) for each in proofread(read_manuscript(path)).standing}
