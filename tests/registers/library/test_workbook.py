"""Every register's template, filled in with its own example, is imported as it stands."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hengji.registers import (
    ImportRequest,
    Origin,
    Register,
    Store,
    catalogue,
    grouped_registers,
    import_into,
    register_workbook,
)

KNOWN, _ = catalogue()
REGISTERS = [pytest.param(each, id=each.id) for each in KNOWN.registers.values()]


def _filled(register: Register, path: Path) -> Path:
    """The template with the example as its first row, as a person types it."""
    book = load_workbook(BytesIO(register_workbook(register)))
    sheet = book.worksheets[0]
    kept = [each for each in register.fields if each.person != "dropped"]
    for column, each in enumerate(kept, 1):
        sheet.cell(3, column).value = each.example
    book.save(path)
    return path


def _note(cell: Any) -> str:
    return str(cell.comment.text)


@pytest.mark.parametrize("register", REGISTERS)
def test_a_template_filled_in_with_its_example_is_imported(register: Register, tmp_path: Path) -> None:
    filled = _filled(register, tmp_path / f"{register.name}.xlsx")
    result = import_into(Store(tmp_path / "库"), register, ImportRequest((Origin(filled),), "测试"))
    assert result.problems == ()
    assert result.notes == ()  # no column was missing
    assert [(each.rows, each.rejected) for each in result.sources] == [(1, 0)]


def test_a_template_says_what_its_columns_hold() -> None:
    book = load_workbook(BytesIO(register_workbook(KNOWN.register("service-cases"))))
    assert book.sheetnames == ["办件", "#填写说明", "#示例", "选项"]
    sheet = book["办件"]
    headings = [cell.value for cell in sheet[2]]
    assert headings[:4] == ["*办件编号", "*来源平台", "地区", "*办理单位"]
    assert sheet.freeze_panes == "C3"
    assert "一网通办、自有系统" in _note(sheet["B2"])
    drop_downs = {str(each.sqref).partition(":")[0] for each in sheet.data_validations.dataValidation}
    assert {"B3", "H3"} <= drop_downs  # platform and channel, not the tags
    assert sheet["A3"].number_format == "@"  # eighteen digits stay what they are
    rules = [cell.value for cell in book["#填写说明"]["A"] if cell.value and str(cell.value).startswith("不能有：")]
    assert "不能有：办结时间早于受理时间（受理时间、办结时间）" in rules


def test_money_says_its_unit_and_bounds() -> None:
    book = load_workbook(BytesIO(register_workbook(KNOWN.register("approved-projects"))))
    headings = {cell.value: cell for cell in book.worksheets[0][2]}
    assert "不小于 0；万元，表头可改成别的金额单位" in _note(headings["总投资（万元）"])


def test_the_same_register_gives_the_same_bytes() -> None:
    register = KNOWN.register("ratings")
    assert register_workbook(register) == register_workbook(register)


def test_every_register_stands_in_a_group() -> None:
    groups = grouped_registers(KNOWN.registers.values())
    assert {each.id for group in groups for each in group.registers} == set(KNOWN.registers)
    assert "自己的台账" not in [group.name for group in groups]


def test_registers_of_ones_own_come_last() -> None:
    own = Register("mine", "我的", "Mine", "一行是一件事", ())
    groups = grouped_registers([own, KNOWN.register("service-cases")])
    assert [(group.name, [each.id for each in group.registers]) for group in groups] == [
        ("政务服务", ["service-cases"]), ("自己的台账", ["mine"])]
