"""Every kind of paper proofread: nothing but what the published document has wrong, or leaves unexplained."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.reports.papers import PAPERS
from tests.reports.papers.written import evaluated
from tests.services.test_papers_proofread import CASES, read_again

KINDS = sorted(PAPERS)
#: Case → the beginnings of quotations that are to be doubted, each because the document itself is in doubt.
DOUBTFUL: dict[str, tuple[str, ...]] = {
    "yanjin-2022": (
        "≤1%", "≥98%", "99.50%",  # values of targets that cannot be meant
        "≥95%", "93.32%",  # scored by another rule than the target that was declared
        "85%（含）至90%得5分",  # two bands with the same points
    ),
    "xinzheng-2021": ("线下有14.71%的受访者不太满意", "结转结余总额 459.29万元"),
    "heshan-2021": ("4.00",),
    "jingdezhen-2023": ("≥140万元",),
    "zhengzhou-2022": (),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", CASES)
def test_only_what_is_doubtful_is_doubted(name: str, kind: str, tmp_path: Path) -> None:
    evaluation = evaluated(name)
    result = read_again(PAPERS[kind].make(evaluation.scorecard, evaluation.framework), evaluation, tmp_path)
    doubted = [found.quotation.quote for found in result.standing if found.severity != "note"]
    assert [quote for quote in doubted if not quote.startswith(DOUBTFUL[name])] == []
