"""The layout of a case: every field has a place, a Chinese heading of its own, and one way in and out."""

from __future__ import annotations

import re

import pytest

from hengji.cases.record import CASE
from hengji.cases.sheets import LAYOUT
from hengji.cases.template_words import HINTS
from hengji.intake import Choice, Field, ListOf, MapOf, Quantity, Record, Text, Wording, fill_layout, lay_out
from hengji.intake.workbooks.headings import fold
from hengji.model import POINTS

CHINESE = re.compile(r"[\u4e00-\u9fff（）、]+")


def test_every_field_has_a_chinese_heading_and_every_table_a_name() -> None:
    slots = [slot for table in LAYOUT.tables.values() for slot in table.columns] + list(LAYOUT.form)
    assert [slot.name for slot in slots if not CHINESE.fullmatch(slot.heading)] == []
    names = [table.name for table in LAYOUT.tables.values()]
    assert [name for name in names if not CHINESE.fullmatch(name)] == []
    assert len({*names, LAYOUT.wording.form, *LAYOUT.wording.others}) == len(names) + 1 + len(LAYOUT.wording.others)
    assert HINTS.keys() == LAYOUT.tables.keys()


@pytest.mark.parametrize("path", LAYOUT.tables)
def test_no_two_columns_of_a_table_have_one_heading(path: str) -> None:
    table = LAYOUT.tables[path]
    headings = [fold(heading) for heading in (*(slot.heading for slot in table.columns), *table.information)]
    assert len(set(headings)) == len(headings)


def test_enumerations_are_shown_in_chinese() -> None:
    bare = [(table.path, slot.name) for table in LAYOUT.tables.values() for slot in table.columns
            if isinstance(slot.type, Choice) and not slot.words
            and not all(CHINESE.fullmatch(word) for word in slot.type.words)]
    assert bare == []


def test_the_form_and_the_tables_hold_every_field_of_a_case() -> None:
    held = {slot.name.partition(".")[0] for slot in LAYOUT.form}
    held |= {path.partition(".")[0] for path in LAYOUT.tables}
    assert held == {field.name for field in CASE.fields}


INNER = Record("里", (Field("what", Text(), ""), Field("tags", ListOf(Text()), "")))
OUTER = Record("外", (
    Field("code", Text(), "", required=True), Field("own", INNER, ""), Field("list", ListOf(INNER), ""),
    Field("marks", MapOf(Quantity(POINTS)), "")))
ROOT = Record("根", (Field("title", Text(), "", required=True), Field("outers", ListOf(OUTER), "")))
PLAIN = lay_out(ROOT, Wording("表单", {}, {}))


def test_what_is_not_named_keeps_the_name_of_the_format() -> None:
    assert {path: [slot.heading for slot in table.columns] for path, table in PLAIN.tables.items()} == {
        "outers": ["code", "what", "tags"], "outers.list": ["code", "what", "tags"],
        "outers.marks": ["code", "#", "="]}
    assert [table.path for table in PLAIN.inside("outers")] == ["outers.list", "outers.marks"]


def test_a_record_is_spread_over_rows_that_name_each_other() -> None:
    filled = fill_layout(PLAIN, {"title": "甲", "outers": [
        {"code": "1", "own": {"tags": ["一", "二"]}, "list": [{"what": "丙"}], "marks": {"乙": "5"}}]}, "根")
    assert filled.form == {"title": "甲"}
    assert filled.tables == {
        "outers": [{"code": "1", "own.tags": "一\n二"}], "outers.list": [{"^outers": "1", "what": "丙"}],
        "outers.marks": [{"^outers": "1", "#": "乙", "=": "5"}]}
