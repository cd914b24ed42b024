"""The sheets follow the format: every field has a column, every column a Chinese heading, every word a term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from unicodedata import normalize

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from hengji.frameworks import KINDS, framework_workbook, shipped_framework
from hengji.frameworks.record import FRAMEWORK
from hengji.frameworks.workbook_sheets import PLANS, RULES, items_of, parameters_of, record_of
from hengji.frameworks.workbook_words import HEADINGS, TERMS
from hengji.intake import Choice, Field, ListOf, Record


def fields(record: Record) -> Iterator[Field]:
    for field in record.fields:
        yield field
        below = record_of(field.type)
        if below is not None and below is not record:
            yield from fields(below)


ALL = [*fields(FRAMEWORK), *(field for kind in KINDS for field in parameters_of(kind)),
       *(field for kind in KINDS for item in [items_of(kind)] if item and (record := record_of(item.type))
         for field in fields(record))]


def test_every_field_of_the_format_is_a_column() -> None:
    """What is no column is a sheet, or the tree itself."""
    columns = {spot.field.name for plan in PLANS for spot in plan.spots()}
    assert {field.name for field in ALL} - columns == {
        "schema", "grades", "vetoes", "facts", "indicators", "children", "readings", "rule", "points"}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_headings_are_chinese_and_each_means_one_column(plan: object) -> None:
    spots = next(each for each in PLANS if each is plan).spots(4)
    assert [spot.id for spot in spots if spot.headings[0].isascii()] == []
    known = Counter(normalize("NFKC", name) for spot in spots for name in {*spot.column.headings})
    assert [name for name, count in known.items() if count > 1] == []
    assert [spot.id for spot in spots if not spot.note] == []


def test_every_word_of_an_enumeration_has_a_term() -> None:
    choices = {field.name: field.type for field in ALL if isinstance(field.type, Choice) and field.name != "schema"}
    assert choices.keys() | {"kind"} == TERMS.keys()
    for name, choice in choices.items():
        assert set(choice.words) == set(TERMS[name]), name
        assert len(set(TERMS[name].values())) == len(TERMS[name])


def test_no_heading_is_left_over() -> None:
    names = {f"{plan.name}.{spot.field.name}" for plan in PLANS for spot in plan.spots()}
    bare = {name.partition(".")[2] for name in names}
    assert [name for name in HEADINGS if name not in names and name not in bare] == []


def test_a_rule_kind_has_one_list_at_most() -> None:
    for name, kind in KINDS.items():
        assert sum(isinstance(field.type, ListOf) for field in kind.fields) <= 1, name
    assert len({spot.id for spot in RULES.spots()}) == len(RULES.spots())


def test_what_a_person_opens() -> None:
    """Merged parents, notes on headings, drop-downs; the rule as a sentence is marked as not read."""
    framework, _ = shipped_framework("yanjin-2022")
    assert framework is not None
    book = openpyxl.load_workbook(BytesIO(framework_workbook(framework)))
    assert book.sheetnames == [*(plan.name for plan in PLANS), "选项"]
    assert book["选项"].sheet_state == "hidden"
    sheet = book["指标"]
    assert {"A3:A7", "B3:B7", "C3:C7", "D3:D4", "D5:D7"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    headings = {cell.value: cell for cell in sheet[2]}
    assert "#评分标准（供阅读，导入时不看）" in headings
    assert all(cell.comment for cell in headings.values())
    note = headings["一级权重"].comment
    assert note is not None
    assert note.text.strip() == "权重（分）；资料没有公布权重的，各同级都不写"
    assert sheet["C3"].value == 10  # a number, to be added up
    lists = {str(rule.sqref).split(":")[0] for rule in sheet.data_validations.dataValidation}
    assert lists == {headings[name].coordinate.replace("2", "3") for name in ("单位", "评分规则种类")}
    english = [cell.comment.text for plan in PLANS for row in book[plan.name].iter_rows(max_row=14) for cell in row
               if cell.comment and any(name in cell.comment.text for name in ("at_least", "deduct", "sum", "over"))]
    assert english == []


def test_what_is_not_used_is_not_printed() -> None:
    """Of the parameters of all rule kinds, those of this framework stand first and are on the paper."""
    framework, _ = shipped_framework("xinzheng-2021")
    assert framework is not None
    book = openpyxl.load_workbook(BytesIO(framework_workbook(framework)))
    sheet = book["评分规则"]
    used = [column[1].value for column in sheet.iter_cols() if any(cell.value is not None for cell in column[2:])]
    last = range_boundaries(str(sheet.print_area).split("!")[1])[2]
    printed = [cell.value for cell in sheet[2]][:last]
    assert set(used) <= set(printed) <= {*used, "其他口径", "分项"}
    assert len([*sheet[2]]) == len(RULES.spots()) + 1
