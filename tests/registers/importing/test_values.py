"""Cells as people write them, and what they mean; DuckDB's reading against Python's own."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengji.model import UNITS, Unusable
from hengji.registers import RegisterField, Store
from hengji.registers.importing.expressions import blank_sql, value_sql
from hengji.registers.importing.identity import held_to, identity_key
from hengji.registers.readers import ReadColumn

_CON = duckdb.connect()
_VALUES = {"马上办": ("即办",), "一次办": (), "容缺受理": ("容缺",)}


def value(kind: str, text: str | None, heading: str = "", **field: Any) -> Any:
    scale = UNITS[heading].scale if heading else None
    column = ReadColumn(0, RegisterField("x", "甲", kind, **field), "甲", scale)
    found, blank = _CON.execute(f"SELECT {value_sql(column, 't')}, {blank_sql(column.field, 't')}"
                                " FROM (SELECT ?::VARCHAR AS t)", [text]).fetchall()[0]
    assert not (blank and found is not None)
    return found


@pytest.mark.parametrize(("text", "expected"), [
    ("2022-03-01", datetime(2022, 3, 1)), ("2022/3/1", datetime(2022, 3, 1)), ("2022.3.1", datetime(2022, 3, 1)),
    ("2022年3月1日", datetime(2022, 3, 1)), ("20220301", datetime(2022, 3, 1)), ("44621", datetime(2022, 3, 1)),
    ("２０２２－０３－０１", datetime(2022, 3, 1)), (" 2022-03-01 ", datetime(2022, 3, 1)),
    ("44621.5", datetime(2022, 3, 1, 12)), ("20220301091530", datetime(2022, 3, 1, 9, 15, 30)),
    ("2022-3-1 9:5", datetime(2022, 3, 1, 9, 5)), ("2022年3月1日9时15分30秒", datetime(2022, 3, 1, 9, 15, 30)),
    ("2022年3月1日 9点5分", datetime(2022, 3, 1, 9, 5)), ("2022-03-01T09:15:00", datetime(2022, 3, 1, 9, 15)),
    ("2022-03-01T09:15:00+08:00", datetime(2022, 3, 1, 9, 15)), ("2022-03-01T01:15:00Z", datetime(2022, 3, 1, 9, 15)),
    ("2022-03-01 09:15:00.123456", datetime(2022, 3, 1, 9, 15, 0, 123456)),
    ("2022-02-30", None), ("2022-13-01", None), ("2022年3月", None), ("明天", None), ("3/1/2022", None),
    ("2022-03-01 25:00", None), ("2022-03-01T09:15:00+05:30", None), ("1646097300", None), ("", None), ("/", None),
])
def test_times(text: str, expected: datetime | None) -> None:
    assert value("datetime", text) == expected
    assert value("date", text) == (expected.date() if expected else None)


@pytest.mark.parametrize(("kind", "text", "expected"), [
    ("integer", "1,234", 1234), ("integer", "１２", 12), ("integer", "12.00", 12), ("integer", "5个工作日", 5),
    ("integer", "(5)", -5), ("integer", "12.5", None), ("integer", "1e3", None), ("integer", "0x10", None),
    ("integer", "1,23", None), ("integer", "1_000", None), ("integer", "5天", None), ("integer", "-", None),
    ("integer", "9223372036854775808", None), ("integer", "十", None),
    ("decimal", "1.005", Decimal("1.01")), ("decimal", "-1.005", Decimal("-1.01")), ("decimal", "1,234.5", 1234.5),
    ("decimal", "1.5%", None), ("decimal", "1e3", None),
    ("money", "12.34", 1234), ("money", "1,234.50", 123450), ("money", "1.2万元", 1200000), ("money", "￥12", 1200),
    ("money", "（5.00）", -500), ("money", "-0.01", -1), ("money", "3亿元", 3 * 10**10), ("money", "0.001", None),
    ("money", "12件", None), ("money", "99999999999999999999", None), ("money", "-", None), ("money", "", None),
    ("truth", "√", True), ("truth", "×", False), ("truth", "TRUE", True), ("truth", "无", False), ("truth", "1", True),
    ("truth", "也许", None), ("truth", "/", None),
    ("text", "　甲 ", "甲"), ("text", " ", None), ("text", "甲 乙", "甲 乙"), ("text", "/", "/"),
])
def test_numbers_truths_and_texts(kind: str, text: str, expected: object) -> None:
    unit = {"integer": UNITS["个工作日"], "money": UNITS["元"]}.get(kind)
    assert value(kind, text, unit=unit) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("马上办", "马上办"), ("一次办、容缺受理", "一次办、容缺受理"), ("即办，容缺", "马上办、容缺受理"),
    (" 即办 / 一次办 ", "马上办、一次办"), ("一次办、", "一次办"), ("一次办、错的", None), ("", None), ("—", None),
])
def test_tags_and_terms(text: str, expected: str | None) -> None:
    assert value("tags", text, values=_VALUES) == expected
    if "、" not in text and "，" not in text and "/" not in text:
        assert value("text", text, values=_VALUES) == expected


def test_tags_of_any_kind_are_parted_alike() -> None:
    assert value("tags", "甲, 乙；丙/丁") == "甲、乙、丙、丁"


def test_a_heading_says_the_unit_and_a_cell_says_it_better() -> None:
    assert value("money", "1.5", "万元", unit=UNITS["元"]) == 1500000
    assert value("money", "1.5元", "万元", unit=UNITS["元"]) == 150
    assert value("money", "0.0000001", "万元", unit=UNITS["元"]) is None


_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@settings(max_examples=40, deadline=None)
@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)), st.sampled_from([
    "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日%H时%M分%S秒", "%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S+08:00"]))
def test_any_time_in_any_writing(moment: datetime, writing: str) -> None:
    whole = moment.replace(microsecond=0)
    assert value("datetime", whole.strftime(writing)) == whole


@settings(max_examples=30, deadline=None)
@given(st.integers(20000, 79999))
def test_any_serial_day(serial: int) -> None:
    assert value("date", str(serial)) == date(1899, 12, 30) + timedelta(serial)


@settings(max_examples=40, deadline=None)
@given(st.decimals(-10**12, 10**12, places=2), st.booleans())
def test_any_amount(amount: Decimal, grouped: bool) -> None:
    assert value("money", f"{amount:,}" if grouped else f"{amount}", unit=UNITS["元"]) == int(amount * 100)


@settings(max_examples=40, deadline=None)
@given(st.decimals(-10**12, 10**12, places=6))
def test_any_decimal_is_rounded_half_up(number: Decimal) -> None:
    assert value("decimal", f"{number:f}") == number.quantize(Decimal("0.01"), ROUND_HALF_UP)


@settings(max_examples=40, deadline=None)
@given(st.integers(-2**63, 2**63 - 1))
def test_any_integer(number: int) -> None:
    assert value("integer", str(number)) == number


_KINDS = ("text", "integer", "decimal", "date", "datetime", "truth", "tags")
_FIELDS = [RegisterField("x", "甲", kind) for kind in _KINDS] + [
    RegisterField("x", "甲", "money", unit=UNITS["元"]), RegisterField("x", "甲", "tags", values=_VALUES)]
_EVERY = ", ".join(f"{value_sql(ReadColumn(0, field, '甲'), 't')}, {blank_sql(field, 't')}" for field in _FIELDS)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_nothing_that_stands_in_a_cell_breaks_the_plan(texts: list[str]) -> None:
    rows = _CON.execute(f"SELECT {_EVERY} FROM (SELECT unnest(?::VARCHAR[]) AS t)", [texts]).fetchall()
    for found in rows:
        assert [at for at in range(0, len(found), 2) if found[at] is not None and found[at + 1]] == []


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "密钥"
    monkeypatch.setenv("HENGJI_KEY_FILE", str(path))
    return path


@pytest.mark.parametrize(("cell", "person"), [
    ("\t410726199001011234", "410726199001011234"), ("410726199001011234\n", "410726199001011234"),
    ("410726199001010000", "410726199001010000"), (" 41072619900101001x ", "41072619900101001X"),
    ("４１０７２６１９９００１０１００１ｘ", "41072619900101001X"), ("410726 1990 0101 0000", "410726199001010000"),
    ("张三", "张三"),
])
def test_a_person_is_hashed_as_python_does(key: Path, tmp_path: Path, cell: str, person: str) -> None:
    identity = identity_key(tmp_path / "store")
    assert key.stat().st_mode & 0o777 == 0o600
    (found,) = _CON.execute(f"SELECT {identity.hash_sql('t')} FROM (SELECT ? AS t)", [cell]).fetchall()[0]
    assert found == hmac.new(bytes.fromhex(key.read_text()), person.encode(), hashlib.sha256).hexdigest()
    assert identity_key(tmp_path / "store") == identity


def test_nobody_has_no_hash(key: Path, tmp_path: Path) -> None:
    sql = identity_key(tmp_path / "store").hash_sql("t")
    assert _CON.execute(f"SELECT {sql} FROM (VALUES (NULL), (''), (' '), ('　')) v(t)").fetchall() == [(None,)] * 4


def test_a_key_that_is_none_or_lies_in_the_store_is_refused(key: Path, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    key.write_text("secret")
    with pytest.raises(Unusable, match="不是加密个人标识的密钥"):
        identity_key(tmp_path / "store")
    monkeypatch.setenv("HENGJI_KEY_FILE", str(tmp_path / "store" / "key"))
    with pytest.raises(Unusable, match="放在台账库里"):
        identity_key(tmp_path / "store")


def test_another_key_is_told(key: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    (store.folder / ".hengji").mkdir(parents=True)
    store.hold_identity(identity_key(store.folder).fingerprint)
    key.unlink()
    with pytest.raises(Unusable, match="另一把密钥"):
        held_to(identity_key(store.folder), store.identity, store.folder)
