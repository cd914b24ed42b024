"""A table printed twice tells the same; one that only looks alike is of another unit."""

from __future__ import annotations

from pathlib import Path

from hengji.intake import read_manuscript
from hengji.proofreading import proofread

HEAD = "|项目|预算数|决算数|差额|\n|---|---|---|---|\n"
ROWS = ("|办公费|120.50|118.20|-2.30|\n|差旅费|64.00|70.10|6.10|\n|维修费|33.30|30.00|-3.30|\n"
        "|合计|217.80|218.30|0.50|\n")
OTHER = "|办公费|12.40|13.00|0.60|\n|差旅费|8.15|7.15|-1.00|\n|维修费|5.00|9.50|4.50|\n|合计|25.55|29.65|4.10|\n"


def found(folder: Path, second: str) -> list[str]:
    path = folder / "a.md"
    text = f"（一）东区管理所支出情况\n\n{HEAD}{ROWS}\n（二）西区管理所支出情况\n\n{HEAD}{second}"
    path.write_text(text, encoding="utf-8")
    return [each.printed for each in proofread(read_manuscript(path)).standing if each.severity != "note"]


def test_a_table_of_another_unit_tells_something_else(tmp_path: Path) -> None:
    assert found(tmp_path, OTHER) == []


def test_a_table_printed_twice_tells_the_same(tmp_path: Path) -> None:
    assert found(tmp_path, ROWS) == []
    assert found(tmp_path, ROWS.replace("64.00", "94.00")) == ["94.00"]
