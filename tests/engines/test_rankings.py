"""A ranking is the same on either engine, to the last digit."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.services import RankRequest, RankResult, rank_scores, ranking_document
from tests.rankings import write_scores
from tests.reports.test_ranking import COLUMNS, UNDER, made


def told(scores: Path, other: Path, facts: Path, engine: str) -> tuple[RankResult, bytes]:
    out = scores.parent / f"{engine}.csv"
    result = rank_scores(RankRequest(str(scores), ("region",), str(other), str(facts), engine=engine, outs=(out,)))
    return result, out.read_bytes()


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
@pytest.mark.usefixtures("_spark_work")
def test_both_engines_rank_alike(tmp_path: Path) -> None:
    scores = made(tmp_path)
    other = write_scores(tmp_path / "o.parquet", COLUMNS, [
        ("第3局", "2022", "第1市", "50.00", None, "30.00", None, "80.00", "良"),
        ("第4局", "2022", "第1市", None, "不适用：没有", "30.00", None, "80.00", None)], UNDER)
    facts = write_scores(tmp_path / "f.parquet", ("entity", "period", "A1:1"), [
        ("第3局", "2022", True), ("第4局", "2022", False)], types={"A1:1": "BOOLEAN"})
    (here, rows), (there, other_rows) = (told(scores, other, facts, name) for name in ("duckdb", "spark"))
    assert ranking_document(here.ranking, here.notes) == ranking_document(there.ranking, there.notes)
    assert rows == other_rows
