"""Wrong digits in the forms of reports: read again as Word files, what can be recomputed is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hengji.intake import read_manuscript
from hengji.model import CheckedFigure, Manuscript, Paragraph
from hengji.proofreading import proofread
from hengji.reports.paper_charts import chart_part
from hengji.reports.papers import PAPERS
from hengji.reports.wordml import paper_names, shipped_template
from tests.reports.papers.written import evaluated


def issued(kind: str, path: Path) -> Manuscript:
    """That kind of report as somebody else would read it."""
    evaluation = evaluated("yanjin-2022")
    paper = PAPERS[kind].make(evaluation.scorecard, evaluation.framework)
    values = {"单位名称": evaluation.scorecard.case.entity.name, "年度": "2022"}
    path.write_bytes(shipped_template(PAPERS[kind].template).render(paper_names(paper, values), chart_part))
    return read_manuscript(path)


def planted(manuscript: Manuscript, figure: CheckedFigure) -> Manuscript:
    """The manuscript with another first digit in ``figure``."""
    mark = figure.mark

    def changed(text: str) -> str:
        at = next(place for place in range(mark.start, mark.end) if text[place] in "123456789")
        return text[:at] + ("1" if text[at] == "9" else str(int(text[at]) + 1)) + text[at + 1:]

    block = manuscript.blocks[mark.block]
    new: Any = replace(block, text=changed(block.text)) if isinstance(block, Paragraph) else replace(
        block, cells=tuple(replace(cell, text=changed(cell.text)) if (cell.row, cell.column) == (mark.row, mark.column)
                           else cell for cell in block.cells))
    return replace(manuscript, blocks=(*manuscript.blocks[:mark.block], new, *manuscript.blocks[mark.block + 1:]))


@pytest.mark.parametrize(("kind", "least"), [
    ("targets", 3), ("monitoring", 5), ("feedback", 5), ("rectification", 5), ("working-paper", 5)])
def test_a_wrong_first_digit_is_found(kind: str, least: int, tmp_path: Path) -> None:
    """Of six figures that take part in a relation, spread over the form, so many are found."""
    manuscript = issued(kind, tmp_path / "报告.docx")
    before = proofread(manuscript)
    checked = [figure for figure in before.figures
               if figure.relations and any(sign in "123456789" for sign in figure.text)]
    known = {found.explanation for found in before.contradictions}
    found = [{each.explanation for each in proofread(planted(manuscript, figure)).contradictions
              if each.severity != "note"} - known for figure in checked[::max(1, len(checked) // 6)][:6]]
    assert sum(map(bool, found)) >= least, found
