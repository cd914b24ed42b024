"""Rankings of small tables typed in by hand: ties, missing totals, one group, two years, what cannot be ranked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hengji.engines import engine
from hengji.formula import DIALECTS
from hengji.frameworks import Framework
from hengji.reports import against_told, ranked_columns, ranked_line
from hengji.scoring import (
    Pairing,
    RankedRow,
    Ranking,
    Scores,
    Wish,
    check_facts,
    doubled,
    make_ranking,
    periods_of,
    read_scores,
)
from tests.making import framework, leaf
from tests.rankings import write_scores

HEAD = ("entity", "period", "region", "total", "grade")


def ranked(path: Path, *, by: Sequence[str] | None = None, period: str = "", top: int = 10, other: Path | None = None,
           years: tuple[str, str] | None = None, under: Framework | None = None,
           facts: Path | None = None) -> tuple[Ranking, list[RankedRow]]:
    with closing(engine("duckdb")) as working:
        def opened(file: Path, grouped: Sequence[str] | None) -> Scores:
            scores, problems = read_scores(working.open(file), file.name, DIALECTS["duckdb"], grouped)
            assert problems == ()
            assert scores is not None
            assert list(doubled(working, scores, scores.identity)) == []
            return scores

        scores = opened(path, by)
        periods, _ = periods_of(working, scores)
        year = period or (years[0] if years else periods[-1])
        pairing = Pairing(scores, opened(other, ()), year, years[1] if years else year) if other else None
        wish = Wish(year, top, under, working.open(facts) if facts else None, pairing)
        ranking, every = make_ranking(working, scores, periods, wish, path.parent)
        return ranking, [row for page in every.pages() for row in page]


def problems_of(path: Path, by: Sequence[str] | None = None) -> list[str]:
    with closing(engine("duckdb")) as working:
        scores, problems = read_scores(working.open(path), "得分", DIALECTS["duckdb"], by)
        if scores is None:
            return [f"{p.text}　{p.expected}{p.suggestion}" for p in problems]
        return [f"{p.text}　{p.expected}{p.suggestion}" for p in doubled(working, scores, scores.identity)]


def test_equal_totals_share_a_place_and_the_next_is_left_free(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [
        ("甲", "2022", "南", "90.00", "优"), ("乙", "2022", "南", "85.50", "良"), ("丙", "2022", "北", "85.50", "良"),
        ("丁", "2022", "北", None, None), ("戊", "2022", "北", "60.00", "中")])
    ranking, rows = ranked(path)
    places = {row.entity: (row.overall, row.place, row.among) for row in rows}
    assert places == {"甲": (1, 1, 2), "乙": (2, 2, 2), "丙": (2, 1, 2), "戊": (4, 2, 2), "丁": (None, None, 0)}
    assert [row.entity for row in ranking.first] == ["甲", "丙", "乙", "戊"]
    assert ranking.last[0].entity == "戊"
    assert [row.entity for row in ranking.without_total] == ["丁"]
    year = ranking.year
    assert (year.rows, year.scored, year.unscored) == (5, 4, 1)
    assert year.mean == Fraction(8025, 100)
    assert (year.grades, year.leader, year.leaders) == ({"优": 1, "良": 2, "中": 1}, "甲", 1)
    assert year.share("良") == Fraction(1, 2)
    assert ranking.movers is None


def test_quantiles_lie_in_proportion_and_the_mean_is_rounded_half_up(tmp_path: Path) -> None:
    totals = ["10.00", "20.01", "30.00", "40.01"]
    path = write_scores(tmp_path / "s.parquet", HEAD,
                        [(str(n), "2022", "南", total, "中") for n, total in enumerate(totals)])
    year = ranked(path)[0].year
    assert year.quantiles == {0: 10, 10: Fraction(13003, 1000), 25: Fraction(175075, 10000), 50: Fraction(25005, 1000),
                              75: Fraction(325025, 10000), 90: Fraction(37007, 1000), 100: Fraction(4001, 100)}
    assert year.mean == Fraction(2501, 100)  # 25.005


def test_nobody_has_a_total(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [
        ("甲", "2022", "南", None, None), ("乙", "2022", None, None, None)])
    ranking, rows = ranked(path)
    assert ranking.year.mean is None
    assert ranking.year.quantiles == {}
    assert ranking.first == ()
    assert ranking.distribution is None
    assert {row.groups for row in rows} == {("南",), ("（未填）",)}


def test_one_department_alone(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", ("entity", "period", "total", "grade"), [("甲", "2022", "88.00", "良")])
    ranking, rows = ranked(path)
    assert rows[0].place == rows[0].overall == 1
    assert set(ranking.year.quantiles.values()) == {88}
    assert ranking.groups == ()
    assert ranking.distribution is not None
    assert ranking.distribution.everyone == (1,)


def test_years_are_ranked_apart_and_compared_one_after_the_other(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [
        ("甲", "2020", "南", "99.00", "优"), ("甲", "2022", "南", "90.00", "优"),  # no 2021: nothing to compare with
        ("乙", "2021", "南", "70.00", "中"), ("乙", "2022", "南", "80.00", "良"),
        ("丙", "2021", "北", "75.00", "中"), ("丙", "2022", "北", "70.50", "中"),
        ("丁", "2021", "北", "60.00", "中"), ("丁", "2022", "北", None, None)])
    ranking, rows = ranked(path)
    moved = ranking.movers
    assert moved is not None
    assert (moved.before, moved.after, moved.both, moved.up, moved.down, moved.same) == ("2021", "2022", 2, 1, 1, 0)
    assert (moved.came, moved.went, moved.mean) == (1, 1, Fraction(275, 100))
    assert [(row.entity, row.change, row.climbed) for row in moved.most_up] == [("乙", 10, 0)]
    assert [(row.entity, row.change, row.climbed) for row in moved.most_down] == [("丙", Fraction(-9, 2), -2)]
    assert moved.grades == {("中", "良"): 1, ("中", "中"): 1, ("中", None): 1}
    latest = {row.entity: row for row in rows if row.period == "2022"}
    assert latest["甲"].before is None
    assert [row.period for row in rows] == sorted((row.period for row in rows), reverse=True)
    assert ranked(path, period="2021")[0].movers is not None
    assert ranked(path, period="2020")[0].movers is None


def test_departments_of_two_regions_may_have_one_name(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [
        ("财政局", "2021", "南", "70.00", "中"), ("财政局", "2022", "南", "80.00", "良"),
        ("财政局", "2021", "北", "90.00", "优"), ("财政局", "2022", "北", "85.00", "良")])
    _, rows = ranked(path)
    assert {row.groups[0]: row.change for row in rows if row.period == "2022"} == {"南": 10, "北": -5}


LEAVES = framework([leaf("A1", "60"), leaf("A2", "40")])
WIDE = ("entity", "period", "region", "A1_score", "A1_missing", "A2_score", "A2_missing", "total", "grade")


def test_losses_and_reasons(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", WIDE, [
        ("甲", "2022", "南", "60.00", None, "30.00", None, "90.00", "优"),
        ("乙", "2022", "南", "50.00", None, None, "缺决算支出数", None, None),
        ("丙", "2022", "北", "45.50", None, None, "缺决算支出数", None, None),
        ("丁", "2022", "北", "100.00", None, None, "不适用：没有项目", "100.00", "优")], LEAVES)
    ranking, rows = ranked(path, under=LEAVES)
    first, second = ranking.losses
    assert (first.node.code, first.scored, first.losing, first.lost, first.full) == ("A1", 4, 2, Fraction(49, 2), 280)
    assert first.mean == Fraction(1225, 100)
    assert (second.node.code, second.scored, second.losing, second.lost) == ("A2", 1, 1, 10)
    assert second.share == Fraction(1, 4)
    assert ranking.left_out == 0
    assert [(r.node.code, r.text, r.departments) for r in ranking.unscored.reasons] == [("A2", "缺决算支出数", 2)]
    assert [(r.text, r.departments) for r in ranking.unscored.not_applicable] == [("不适用：没有项目", 1)]
    assert {row.entity: row.lacking for row in rows if row.lacking} == {"乙": "A2", "丙": "A2"}
    assert {row.group: row.shares for row in ranking.profile}["北"][0] == Fraction(1455, 1600)
    # Where the framework is not known, nobody knows what a score was out of once weights have moved.
    unknown = ranked(path)[0]
    assert unknown.left_out == 1
    assert unknown.losses[0].full == 180


def test_points_that_are_not_met(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", WIDE, [
        (name, "2022", "南", "60.00", None, "40.00", None, "100.00", "优") for name in "甲乙丙"], LEAVES)
    facts = write_scores(tmp_path / "f.parquet", ("entity", "period", "A1:1", "A1:2", "A9:1"), [
        ("甲", "2022", True, 0, True), ("乙", "2022", False, 0, True), ("丙", "2022", None, 1, False),
        ("甲", "2021", False, 0, False)], types={"A1:1": "BOOLEAN", "A1:2": "INTEGER", "A9:1": "BOOLEAN"})
    found = ranked(path, facts=facts)[0].unmet
    assert found is not None
    assert [(p.node.code, p.number, p.unmet, p.judged, p.words) for p in found] == [
        ("A1", 2, 2, 3, ""), ("A1", 1, 1, 2, "")]


def test_points_of_indicators_that_do_not_apply_are_not_counted(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", WIDE, [
        ("甲", "2022", "南", "60.00", None, "40.00", None, "100.00", "优"),
        ("乙", "2022", "南", None, "不适用：没有项目", "100.00", None, "100.00", "优"),  # only the scores say so
        ("丙", "2022", "南", "60.00", None, "40.00", None, "100.00", "优"),
        ("丙", "2022", "北", "60.00", None, None, "缺数", None, None)], LEAVES)
    names = ("entity", "period", "region", "A1:1", "A2:1", "A1:not_applicable")
    facts = write_scores(tmp_path / "f.parquet", names, [
        ("甲", "2022", "南", False, False, ""), ("乙", "2022", "南", False, False, None),
        ("丙", "2022", "南", False, True, "没有项目"), ("丙", "2022", "北", True, False, None),
        ("丁", "2022", "北", False, False, None)], types={"A1:1": "BOOLEAN", "A2:1": "BOOLEAN"})
    found = ranked(path, facts=facts)[0].unmet
    assert found is not None
    assert [(p.node.code, p.unmet, p.judged) for p in found] == [("A2", 3, 4), ("A1", 1, 2)]


def test_facts_without_points_are_refused(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", WIDE, [], LEAVES)
    with closing(engine("duckdb")) as working:
        table = working.open(path)
        scores = Scores("s", "", 0, DIALECTS["duckdb"], (), ("entity",), (), None)
        assert "没有评判要点的列" in check_facts(table, "f", scores)[0].text
        bare = write_scores(tmp_path / "b.parquet", ("entity", "A1:1"), [("甲", True)], types={"A1:1": "BOOLEAN"})
        assert "period" in check_facts(working.open(bare), "f", scores)[0].text


OTHER = framework([leaf("A1", "50"), leaf("B9", "50", name="指标A2")])


def against(tmp_path: Path) -> tuple[Path, Path]:
    here = write_scores(tmp_path / "here.parquet", WIDE, [
        ("甲", "2022", "南", "60.00", None, "30.00", None, "90.00", "优"),
        ("乙", "2022", "南", "50.00", None, "38.00", None, "88.00", "良"),
        ("丙", "2022", "北", "45.50", None, None, "缺", None, None)], LEAVES)
    there = write_scores(tmp_path / "there.parquet", (*WIDE[:5], "B9_score", "B9_missing", "total", "grade"), [
        ("甲", "2021", "南", "50.00", None, "50.00", None, "100.00", "优"),
        ("乙", "2021", "南", "50.00", None, "30.00", None, "80.00", "良"),
        ("丁", "2021", "北", "45.50", None, "1.00", None, "46.50", "差")], OTHER)
    return here, there


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    here, there = against(tmp_path)
    found = ranked(here, other=there, years=("2022", "2021"))[0].against
    assert found is not None
    assert (found.paired, found.only_here, found.only_there) == (2, 1, 1)
    assert (found.names_here, found.names_there) == (("丙",), ("丁",))
    total = found.total
    assert (total.both, total.up, total.down, total.same, total.mean, total.size) == (2, 1, 1, 0, -1, 9)
    assert found.grades == {("优", "优"): 1, ("良", "良"): 1}
    assert found.regraded == 0
    by_code = {gap.node.code: gap for gap in found.indicators if gap.node}
    assert (by_code["A1"].both, by_code["A1"].mean, by_code["A1"].other_weight) == (2, 5, 50)
    assert (by_code["A2"].renamed, by_code["A2"].mean, by_code["A2"].size) == ("B9", -6, 14)
    assert list(by_code) == ["A2", "A1"]
    assert [(row.entity, row.difference) for row in found.most_up] == [("乙", 8)]
    assert [(row.entity, row.difference) for row in found.most_down] == [("甲", -10)]


def test_every_pair_stands_in_the_rows(tmp_path: Path) -> None:
    here, there = against(tmp_path)
    ranking, rows = ranked(here, other=there, years=("2022", "2021"))
    assert {row.entity: (row.other_total, row.difference, row.other_grade) for row in rows} == {
        "甲": (100, -10, "优"), "乙": (80, 8, "良"), "丙": (None, None, None)}
    headings = [column.heading for column in ranked_columns(ranking)]
    lines = {row.entity: dict(zip(headings, ranked_line(ranking, row), strict=True)) for row in rows}
    assert [lines["乙"][name] for name in ("对照总分", "差", "对照等级")] == [80, 8, "良"]


def test_a_grade_on_one_side_only_is_no_other_grade(tmp_path: Path) -> None:
    here = write_scores(tmp_path / "a.parquet", HEAD, [
        ("甲", "2022", "南", "90.00", "优"), ("乙", "2022", "南", "80.00", "良"), ("丙", "2022", "南", "70.00", "中"),
        ("丁", "2022", "南", None, None), ("戊", "2022", "南", None, None)])
    there = write_scores(tmp_path / "b.parquet", HEAD, [
        ("甲", "2022", "南", "85.00", "良"), ("乙", "2022", "南", "81.00", "良"), ("丙", "2022", "南", None, None),
        ("丁", "2022", "南", "60.00", "中"), ("戊", "2022", "南", None, None)])
    found = ranked(here, other=there)[0].against
    assert found is not None
    assert (found.regraded, found.half_graded) == (1, 2)
    assert "两边都有等级、等级不同的 1 个；只有一边有等级的 2 个，不算在内" in list(against_told(found))


@pytest.mark.parametrize(("columns", "row", "words"), [
    (("entity", "period", "grade"), ("甲", "2022", "优"), ["缺少“total”（总分）"]),
    (("entity", "period", "总分", "Grades"), ("甲", "2022", "1", "优"), ["缺少“total”", "是否就是“Grades”"]),
    (("entity", "total", "grade"), ("甲", "1", "优"), ["缺少“period”（年度）"]),
    (("entity", "period", "total", "grade"), (None, None, "1", "优"),
     ["有 1 行没有填“entity”", "有 1 行没有填“period”"]),
])
def test_what_cannot_be_ranked(tmp_path: Path, columns: Sequence[str], row: Sequence[Any], words: list[str]) -> None:
    told = "\n".join(problems_of(write_scores(tmp_path / "s.parquet", columns, [row])))
    for word in words:
        assert word in told


@pytest.mark.parametrize(("kind", "word"), [("DOUBLE", "浮点数列"), ("VARCHAR", "文字列"), ("DECIMAL(9,3)", "小数列")])
def test_totals_that_are_no_exact_points(tmp_path: Path, kind: str, word: str) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [("甲", "2022", "南", "1", "优")], types={"total": kind})
    assert [text for text in problems_of(path) if word in text and "两位小数" in text]


def test_totals_may_be_whole_numbers_and_periods_too(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [("甲", 2022, "南", 88, "优"), ("乙", 2022, "南", 91, "优")],
                        types={"total": "INTEGER", "period": "BIGINT"})
    ranking, rows = ranked(path)
    assert ranking.period == "2022"
    assert [(row.entity, row.overall) for row in rows] == [("乙", 1), ("甲", 2)]


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    assert "这张表里没有一行" in problems_of(write_scores(tmp_path / "s.parquet", HEAD, []))[0]


def test_doubled_rows_are_named(tmp_path: Path) -> None:
    rows = [(f"单位{n:02}", "2022", "南", "1", "差") for n in range(25)]
    told = problems_of(write_scores(tmp_path / "s.parquet", HEAD, [*rows, *rows]))
    assert len(told) == 21
    assert "南　单位00" in told[0]
    assert "有 2 行" in told[0]
    assert "还有 5 个单位" in told[-1]


@pytest.mark.parametrize(("by", "words"), [
    ("regin", "是否想写“region”？"), ("total", "不能按“total”分组"), ("entity", "不能按“entity”分组"),
    ("级次", "没有“级次”这一列"), ("A1_score", "没有“A1_score”这一列"),
])
def test_groups_that_are_none(tmp_path: Path, by: str, words: str) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [("甲", "2022", "南", "1", "差")])
    assert words in problems_of(path, [by])[0]


def test_groups_may_be_named_in_the_fields_words(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "s.parquet", HEAD, [("甲", "2022", "南", "1", "差")])
    assert ranked(path, by=["地区", "region"])[0].scores.by == ("region",)
    assert ranked(path, by=[])[0].scores.by == ()
