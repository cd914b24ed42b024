"""Events that cap the grade: happened, not happened, not looked at."""

from __future__ import annotations

import pytest

from hengji.model import Missing
from tests.making import framework, judged, leaf, score

UNDER = framework([leaf("A", "100")], vetoes=[{"code": "V1", "text": "造假", "caps": "中"},
                                              {"code": "V2", "text": "挪用", "caps": "差"}])


def _grade(points: str, **happened: str) -> str | None:
    stated = {code: {"happened": word, "judge": "评", "level": "verified", "reason": "由"}
              for code, word in happened.items()}
    return score(UNDER, judgements={"A": judged(points)}, vetoes=stated).grade


@pytest.mark.parametrize(("points", "v1", "v2", "grade"), [
    ("95", "否", "否", "优"), ("89.99", "否", "否", "良"), ("60", "否", "否", "中"), ("59.99", "否", "否", "差"),
    ("95", "是", "否", "中"), ("80", "是", "否", "中"), ("65", "是", "否", "中"), ("59.99", "是", "否", "差"),
    ("95", "否", "是", "差"), ("95", "是", "是", "差"), ("0", "是", "是", "差"),
])
def test_the_grade_is_the_cap_at_most(points: str, v1: str, v2: str, grade: str) -> None:
    assert _grade(points, V1=v1, V2=v2) == grade


def test_the_total_stays_what_it_is() -> None:
    stated = {"V1": {"happened": "是", "judge": "评", "level": "verified", "reason": "由"}}
    assert score(UNDER, judgements={"A": judged("95")}, vetoes=stated).total == 95


@pytest.mark.parametrize(("points", "stated", "grade", "named"), [
    ("95", {}, None, ["造假", "挪用"]), ("95", {"V1": "否"}, None, ["挪用"]), ("95", {"V2": "否"}, None, ["造假"]),
    ("95", {"V1": "是"}, None, ["挪用"]),  # at most 中, perhaps 差
    ("65", {}, None, ["挪用"]),  # below 良 the first one caps nothing
    ("59", {}, "差", []),  # below 中 neither does
    ("95", {"V2": "是"}, "差", []),  # whatever the other one was
])
def test_without_a_statement_there_is_no_grade_where_it_matters(points: str, stated: dict[str, str], grade: str | None,
                                                                named: list[str]) -> None:
    card = score(UNDER, judgements={"A": judged(points)}, vetoes={
        code: {"happened": word, "judge": "评", "level": "verified", "reason": "由"} for code, word in stated.items()})
    assert card.grade == grade
    assert card.grade_derivation is not None
    value = card.grade_derivation.value
    told = str(value) if isinstance(value, Missing) else ""
    assert [event for event in ("造假", "挪用") if event in told] == named


def test_no_total_no_grade_and_no_derivation_of_one() -> None:
    card = score(UNDER)
    assert (card.total, card.grade, card.grade_derivation) == (None, None, None)
