"""The total of a score table, told once more in the text."""

from __future__ import annotations

import pytest

from hengji.proofreading.claims.scores.summary import summary
from hengji.proofreading.judging import Outcome, judge
from tests.proofreading.sheets.drawing import reading, table

_TABLE = """
一级指标 | 分值 | 得分
决策 | 20 | 18
过程 | 20 | 17.38
产出 | 30 | 28
效益 | 30 | 29
合计 | 100 | 92.38
"""


def _told(text: str) -> list[tuple[str, bool]]:
    """The totals that ``text`` is taken to tell, and whether each is the table's."""
    verdicts = (judge(claim) for claim in summary(reading(table(_TABLE), text)))
    return [(v.relation.target.text, v.outcome is not Outcome.BROKEN) for v in verdicts if v is not None]


@pytest.mark.parametrize(("text", "told"), [
    ("经评价，该项目综合得分92.38分，等级为优。", [("92.38分", True)]),
    ("经评价，该项目综合得分92.83分，等级为优。", [("92.83分", False)]),
    ("清溪县水务局2023年度部门整体支出绩效自评得分为93.28分。", [("93.28分", False)]),
    ("综合得分：91.38分", [("91.38分", False)]),
    ("体系设4个一级指标，总分100分。", [("100分", True)]),
    ("采用百分制，满分110分。", [("110分", False)]),
    ("决策类指标共6个，满分20分。", []),
    ("产出类指标综合得分28分。", []),
    ("甲镇自评得分70分。", []),
    ("上年度该项目综合得分90.1分。", []),
])
def test_totals_of_the_text(text: str, told: list[tuple[str, bool]]) -> None:
    assert _told(text) == told
