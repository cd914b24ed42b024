"""Next year's case: what stays, what becomes last year's, what must be looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.cases import load_case
from hengji.model import Unusable
from hengji.services import evaluate_case, roll_forward


def test_yanjin_2023(tmp_path: Path) -> None:
    rolled = roll_forward("yanjin-2022", tmp_path / "下年")
    assert [path.name for path in rolled.written] == ["case.yaml"]
    loaded, problems = load_case(tmp_path / "下年")
    assert loaded is not None, problems
    case = loaded.case
    assert case == rolled.case
    assert (case.id, case.period.year, case.kind) == ("yanjin-2023", 2023, "evaluation")
    assert [(fact.name, fact.previous, fact.value) for fact in case.facts] == [("累计结转结余资金总额", True, 0)]
    assert (case.judgements, case.given, case.findings, case.figures, case.data) == ((), (), (), (), ())
    before = evaluate_case("yanjin-2022").scorecard.case
    stands = [f.id for f in before.findings if f.state in ("verified", "accepted")]
    assert [entry.id for entry in case.follow_ups] == [f"2022-{name}" for name in stands]
    assert {entry.state for entry in case.follow_ups} == {"open"}
    assert "年初预算数" in rolled.needed
    assert "上年累计结转结余资金总额" not in rolled.needed


def test_what_is_not_put_right_comes_back_the_year_after(tmp_path: Path) -> None:
    roll_forward("yanjin-2022", tmp_path / "a")
    text = (tmp_path / "a/case.yaml").read_text(encoding="utf-8").replace("state: open", "state: done", 1)
    (tmp_path / "a/case.yaml").write_text(text, encoding="utf-8")
    first = roll_forward(str(tmp_path / "a"), tmp_path / "b").case.follow_ups
    loaded, _ = load_case(tmp_path / "a")
    assert loaded is not None
    assert [entry.id for entry in first] == [entry.id for entry in loaded.case.follow_ups[1:]]


def test_a_case_that_stands_there_is_not_overwritten(tmp_path: Path) -> None:
    roll_forward("yanjin-2022", tmp_path)
    before = (tmp_path / "case.yaml").read_bytes()
    with pytest.raises(Unusable, match="不覆盖"):
        roll_forward("xinzheng-2021", tmp_path)
    assert (tmp_path / "case.yaml").read_bytes() == before


def test_a_framework_beside_the_case_goes_with_it(tmp_path: Path) -> None:
    here = Path(__file__).parents[1] / "mistakes/right"
    rolled = roll_forward(str(here / "wide_case.yaml"), tmp_path)
    assert {path.name for path in rolled.written} == {"case.yaml", "wide.yaml"}
    assert load_case(tmp_path)[0] is not None
    assert all(project.evaluation is None for project in rolled.case.projects)
    assert [agency.code for agency in rolled.case.agencies] == ["01", "02"]
