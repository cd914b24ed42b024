"""Tables with three lines: all of a report that has a head, none that people fill in or sign."""

from __future__ import annotations

from hengji.reports.papers import PAPERS, Paper, Table, three_lined
from tests.reports.papers.written import evaluated


def ruled(paper: Paper) -> dict[str, str]:
    blocks = [block for one in paper.all_sections() for block in one.blocks]
    return {block.title: block.ruled for block in blocks if isinstance(block, Table)}


def made(kind: str) -> Paper:
    evaluation = evaluated("yanjin-2022")
    return PAPERS[kind].make(evaluation.scorecard, evaluation.framework)


def test_tables_of_a_report_get_three_lines_and_working_papers_keep_their_grid() -> None:
    before, after = ruled(made("evaluation")), ruled(three_lined(made("evaluation")))
    assert set(before.values()) == {"grid"}
    assert {title: lines for title, lines in after.items() if lines == "grid"} == {
        title: "grid" for title in before if title.endswith("工作底稿")}
    assert after["2022年度收入预算执行情况表"] == "three"


def test_forms_stay_as_they_are() -> None:
    for kind in ("targets", "monitoring", "working-paper"):
        assert three_lined(made(kind)) == made(kind)
    lines = ruled(three_lined(made("self-evaluation")))
    assert lines["年度绩效指标"] == "grid"
    assert lines["延津县政务大数据局部门整体绩效自评得分表"] == "three"
