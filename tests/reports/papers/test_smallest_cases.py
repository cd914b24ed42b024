"""Every kind of paper of the smallest cases: all marks, no marks at all, nothing that applies, a deep tree."""

from __future__ import annotations

import pytest

from hengji.frameworks import Framework
from hengji.intake import Book
from hengji.model import Scorecard
from hengji.reports.papers import PAPERS, Chart, plain_text
from hengji.reports.wordml import Attachment, paper_names, shipped_template
from tests.making import framework, judged, leaf, score
from tests.strict_word import faults

FULL, EMPTY, PARTLY, DEEP = "全部得满分", "还没有评分", "部分不适用", "八级"
_NOT = {"code": "A", "reason": "没有这项工作"}


def deep(level: int) -> dict[str, object]:
    code = "A" + "1" * level
    return leaf(code, "100") if level == 7 else {"code": code, "name": f"第{level + 1}层", "weight": "100",
                                                 "children": [deep(level + 1)]}


def made(case: str) -> tuple[Scorecard, Framework]:
    under = framework([deep(0)] if case == DEEP else [leaf("A", "40"), leaf("B", "60")])
    if case == DEEP:
        return score(under, judgements={"A1111111": judged("90")}), under
    if case == PARTLY:
        return score(under, not_applicable=[_NOT], judgements={"B": judged("50")}), under
    return score(under, judgements={"A": judged("40"), "B": judged("60")} if case == FULL else {}), under


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("case", [FULL, EMPTY, PARTLY, DEEP])
def test_every_kind(kind: str, case: str) -> None:
    paper = PAPERS[kind].make(*made(case))
    assert "None" not in plain_text(paper)
    assert faults(shipped_template(PAPERS[kind].template).render(paper_names(paper), _no_chart)) == []
    fill = PAPERS[kind].workbook
    assert fill is None or faults(fill(paper, Book("表"))) == []


@pytest.mark.parametrize(("kind", "case", "told"), [
    ("feedback", FULL, "没有需要整改的问题。"), ("rectification", FULL, "评价没有发现需要整改的问题"),
    ("evaluation", FULL, "各项指标都得满分。"), ("evaluation", EMPTY, "还不能得出总分"),
    ("working-paper", PARTLY, "本类指标不适用。"), ("evaluation", DEEP, "1个八级指标")])
def test_what_they_say(kind: str, case: str, told: str) -> None:
    assert told in plain_text(PAPERS[kind].make(*made(case)))


def _no_chart(chart: Chart) -> Attachment:
    raise AssertionError(f"a chart of so little: {chart}")


def test_no_file_of_the_program_is_named_as_a_source() -> None:
    under = framework([leaf("A", "100")], source="衡绩推荐；参照财预〔2013〕53号，逐条出处见 sources.md")
    told = plain_text(PAPERS["evaluation"].make(score(under, judgements={"A": judged("90")}), under))
    assert "来源是衡绩推荐；参照财预〔2013〕53号。" in told
    assert "sources.md" not in told
