"""What measures give, counted by hand; and what must hold whatever the rows."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hengji.engines import Engine, Unreachable
from hengji.formula import Calendar
from hengji.model import Missing, Unusable
from hengji.registers import (
    Asked,
    Catalogue,
    Condition,
    LeftOut,
    Measured,
    RegisterTables,
    Span,
    catalogue,
    families,
    judged_sql,
    measure,
    measure_all,
)
from hengji.registers.calendar_table import calendar_sql

from .asking import tables_of
from .making import write_rows
from .small import COLUMNS, PAID, RATE, ROWS, SHARE, write_register

_YEAR = Asked(Span.year(2022))


@pytest.fixture
def visits(duck: Engine, tmp_path: Path) -> RegisterTables:
    known, problems = catalogue(write_register(tmp_path / "own", solved_rate=RATE, way_share=SHARE, paid=PAID))
    assert problems == ()
    register = known.registers["visits"]
    rows: list[dict[str, Any]] = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    for row in rows:
        row["came_at"] = datetime.fromisoformat(row["came_at"]) if row["came_at"] else None
    return RegisterTables(known, {"visits": write_rows(register, rows, tmp_path / "store")}, duck)


def _asked(visits: RegisterTables, name: str, asked: Asked = _YEAR) -> tuple[Measured, ...]:
    return measure(visits, visits.catalogue.measures["visits", name], asked)


def test_a_rate_counts_leaves_out_and_says_why(visits: RegisterTables) -> None:
    (found,) = _asked(visits, "solved-rate")
    assert (found.value, found.counted) == (Fraction(2, 3), 3)
    assert found.left_out == {"没有写单位": 1, "电话打错": 1, "没有来访时间，分不出是不是2022年的": 1}
    assert found.parts == {"来访": 3, "解决": 2}
    assert found.snapshots == {"visits": 1}
    assert found.derivation.step.name == "解决率"


def test_without_a_period_no_row_is_without_its_time(visits: RegisterTables) -> None:
    (found,) = _asked(visits, "solved-rate", Asked())
    assert (found.counted, found.left_out) == (6, {"没有写单位": 1, "电话打错": 1})


def test_groups_are_by_columns_and_parts_of_time(visits: RegisterTables) -> None:
    found = _asked(visits, "solved-rate", Asked(Span.year(2022), ("office", "quarter")))
    assert [(dict(one.group), one.counted) for one in found] == [
        ({"office": "乙局", "quarter": "2022年第2季度"}, 1), ({"office": "乙局", "quarter": "2022年第3季度"}, 0),
        ({"office": "甲局", "quarter": "2022年第1季度"}, 1), ({"office": "甲局", "quarter": "2022年第4季度"}, 1),
        ({"office": "甲局", "quarter": None}, 0), ({"office": None, "quarter": "2022年第2季度"}, 0)]
    assert isinstance(found[1].value, Missing)
    assert str(found[1].value) == "2022年的 1 行都不计入“解决率”"


def test_shares_of_tags_are_of_all_rows_and_overlap(visits: RegisterTables) -> None:
    found = _asked(visits, "way-share")
    assert {one.group[0][1]: one.value for one in found} == {
        "当面": Fraction(1, 5), "电话": Fraction(3, 5), "网上": Fraction(1, 5), None: Fraction(1, 5)}
    assert sum(one.value for one in found if isinstance(one.value, Fraction)) > 1


def test_sums_are_exact_beyond_64_bits_and_say_what_they_lack(visits: RegisterTables) -> None:
    (found,) = _asked(visits, "paid", Asked())
    assert found.value == 18_000_000_000_000_000_113
    assert found.unfilled == {"金额合计": 1}
    (none,) = _asked(visits, "paid", Asked(where=(Condition("no", ("2",)),)))
    assert str(none.value) == "计入的行都没有填“金额合计”要加的数"
    (zero,) = _asked(visits, "paid", Asked(where=(Condition("no", ("3",)),)))
    assert zero.value == 0


def test_conditions_keep_to_values_tags_and_empty_cells(visits: RegisterTables) -> None:
    for where, counted in ((Condition("office", ("甲局",)), 2), (Condition("ways", ("网上",)), 1),
                           (Condition("ways", (None, "网上")), 2), (Condition("office", (None,)), 0)):
        (found,) = _asked(visits, "solved-rate", Asked(Span.year(2022), (), (where,)))
        assert found.counted == counted, where


def test_nothing_to_count_is_missing_and_not_zero(visits: RegisterTables) -> None:
    (found,) = _asked(visits, "solved-rate", Asked(Span.year(2019), where=(Condition("office", ("乙局",)),)))
    assert str(found.value) == "台账里没有2019年的行可以计入“解决率”"
    assert all(isinstance(part, Missing) for part in found.parts.values())


def test_a_register_that_was_never_imported_is_named(visits: RegisterTables, duck: Engine) -> None:
    empty = RegisterTables(visits.catalogue, {}, duck)
    with pytest.raises(Unusable) as refused:
        measure(empty, visits.catalogue.measures["visits", "paid"])
    assert "台账“来访”还没有导入过" in refused.value.problems[0].text


def test_a_file_that_is_gone_is_told(visits: RegisterTables) -> None:
    for file in visits.snapshots["visits"].files:
        file.unlink()
    with pytest.raises(Unreachable, match="数据文件不见了"):
        _asked(visits, "paid")


def test_the_calendar_counts_working_days_as_formulas_do(duck: Engine) -> None:
    duck.name_query("calendar", calendar_sql(Calendar(), "duckdb"), small=True)
    days = dict(duck.rows("SELECT day, number FROM calendar"))
    chance = random.Random(7)
    for _ in range(200):
        one, other = (min(days) + timedelta(days=chance.randrange(len(days))) for _ in range(2))
        assert days[other] - days[one] == Calendar().working_days(one, other)
    assert len(days) == (max(days) - min(days)).days + 1


def test_nothing_is_counted_over_a_year_that_nobody_knows(duck: Engine) -> None:
    known = Calendar({2098: (frozenset(), frozenset()), 2099: (frozenset((date(2099, 1, 1),)), frozenset())})
    duck.name_query("calendar", calendar_sql(known, "duckdb"))
    assert [tuple(map(str, row)) for row in duck.rows("SELECT min(day), max(day), max(number) FROM calendar")] == [
        ("2098-01-01", "2099-12-31", "521")]


def test_where_every_time_is_known_the_query_does_not_ask(visits: RegisterTables) -> None:
    (before,) = _asked(visits, "paid")
    assert '"came_at" IS NULL' in before.sql
    snapshot = visits.snapshots["visits"]
    timed = write_rows(visits.catalogue.registers["visits"],
                       [{"no": "1", "came_at": datetime(2022, 5, 1), "paid": 3, "solved": True}] * 4,
                       snapshot.files[0].parents[3] / "timed")
    (after,) = measure(RegisterTables(visits.catalogue, {"visits": timed}, visits.engine),
                       visits.catalogue.measures["visits", "paid"], _YEAR)
    assert (after.value, '"came_at" IS NULL' in after.sql) == (12, False)


def test_reasons_that_cut_too_finely_are_asked_apart(visits: RegisterTables) -> None:
    one = visits.catalogue.measures["visits", "solved-rate"]
    many = [replace(one, id=f"m{n}", left_out=(*one.left_out, LeftOut(f"第{n}种", f"paid = {n}"))) for n in range(12)]
    assert len(list(families(many))) > 1
    assert sorted(each.id for family in families(many) for each in family) == sorted(each.id for each in many)


# --- whatever the rows ---

_ASKED = (_YEAR, Asked(), Asked(Span.year(2022), ("month",)))


@pytest.fixture(scope="module")
def everything(shipped: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> RegisterTables:
    from hengji.engines import engine
    return tables_of(shipped, engine("duckdb"), tmp_path_factory.mktemp("rows"), 200)


def test_counted_and_left_out_are_all_rows_of_the_period(everything: RegisterTables) -> None:
    for each in everything.catalogue.measures.values():
        everything.open([each])
        source = everything.source(each, _YEAR)
        judged = judged_sql((each,), source, "duckdb")
        rows = everything.engine.rows(f"SELECT count(*), count(*) FILTER (WHERE why_0 IS NULL) FROM ({judged})")[0]
        if each.split and each.split in source.tags:
            continue  # a row stands under each of its tags
        found = measure(everything, each, _YEAR)
        counted, left_out = (sum(one.counted for one in found), sum(sum(one.left_out.values()) for one in found))
        assert (counted + left_out, counted) == tuple(map(int, rows)), each.id


def test_groups_add_up_to_the_total(everything: RegisterTables) -> None:
    for each in everything.catalogue.measures.values():
        if not each.time or each.split:
            continue
        (total,) = measure(everything, each, _YEAR)
        months = measure(everything, each, Asked(Span.year(2022), ("year",)))
        assert total.counted == sum(one.counted for one in months), each.id
        for name, value in total.parts.items():
            if not isinstance(value, Missing):
                parts = [one.parts[name] for one in months]
                assert value == sum(part for part in parts if isinstance(part, int)), (each.id, name)


def test_shares_add_up_unless_they_overlap(everything: RegisterTables) -> None:
    for each in everything.catalogue.measures.values():
        if each.unit.dimension.name != "rate" or not any(part.whole for part in each.parts):
            continue
        found = measure(everything, each, _YEAR)
        shares = sum(one.value for one in found if isinstance(one.value, int | Fraction))
        assert shares == 1 if not each.overlaps else shares >= 1, each.id


def test_together_is_the_same_as_one_by_one(everything: RegisterTables) -> None:
    for register in everything.catalogue.registers.values():
        together = measure_all(everything, register.measures, _YEAR)
        for each, found in zip(register.measures, together, strict=True):
            alone = measure(everything, each, _YEAR)
            assert [(one.group, one.value, one.counted, one.left_out, one.parts) for one in found] == [
                (one.group, one.value, one.counted, one.left_out, one.parts) for one in alone], each.id
        assert sum(1 for _ in families(register.measures)) <= max(len(register.measures), 1)
