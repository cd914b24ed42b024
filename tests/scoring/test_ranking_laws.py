"""Rankings against a plain computation in Python, on random tables."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from hengji.model import decimal_text, round_half_up
from hengji.scoring import PERCENTS, UNNAMED
from tests.rankings import plain_quantile, write_scores
from tests.scoring.test_ranking import HEAD, ranked

#: Few different totals, so that ties are frequent.
_TOTALS = st.none() | st.integers(0, 12).map(lambda n: Fraction(n * 833, 100))
_ROWS = st.dictionaries(st.tuples(st.integers(0, 9), st.sampled_from(["2021", "2022"])),
                        st.tuples(st.sampled_from(["南", "北", None]), _TOTALS), min_size=1)


@given(_ROWS)
def test_every_place_and_every_figure(table: dict[tuple[int, str], tuple[str | None, Fraction | None]]) -> None:
    with TemporaryDirectory() as folder:
        path = write_scores(Path(folder) / "s.parquet", HEAD, [
            (f"单位{entity}", period, region, None if total is None else decimal_text(total, 2),
             None if total is None else "优") for (entity, period), (region, total) in table.items()])
        ranking, rows = ranked(path)
    assert len(rows) == len(table)
    totals = {(f"单位{entity}", period): (region, total) for (entity, period), (region, total) in table.items()}
    for row in rows:
        region, total = totals[row.entity, row.period]
        of_year = [t for (_, period), (_, t) in totals.items() if period == row.period and t is not None]
        of_group = [t for (_, period), (r, t) in totals.items()
                    if period == row.period and r == region and t is not None]
        assert row.total == total
        assert row.overall == (None if total is None else 1 + sum(t > total for t in of_year))
        assert row.place == (None if total is None else 1 + sum(t > total for t in of_group))
        assert row.among == (0 if total is None else len(of_group))
        before = totals.get((row.entity, "2021")) if row.period == "2022" else None
        # A department that changed its region is another one.
        expected = before[1] if before and before[0] == region else None
        assert (row.before.total if row.before else None) == expected
    for summary in (*ranking.years, *ranking.groups):
        group = [t for (_, period), (region, t) in totals.items() if period == summary.period and t is not None
                 and (not summary.groups or summary.groups == (region or UNNAMED,))]
        assert summary.scored == len(group)
        if group:
            assert summary.mean == round_half_up(sum(group, Fraction(0)) / len(group), 2)
            assert summary.quantiles == {p: plain_quantile(group, p) for p in PERCENTS}
    spread = ranking.distribution
    assert (sum(spread.everyone) if spread else 0) == ranking.year.scored


@given(_ROWS)
def test_the_order_of_rows_does_not_matter(table: dict[tuple[int, str], tuple[str | None, Fraction | None]]) -> None:
    lines = [(f"单位{entity}", period, region, None if total is None else int(total), "优")
             for (entity, period), (region, total) in table.items()]
    with TemporaryDirectory() as folder:
        one = ranked(write_scores(Path(folder) / "a.parquet", HEAD, lines))[1]
        other = ranked(write_scores(Path(folder) / "b.parquet", HEAD, lines[::-1]))[1]
    assert one == other
