"""Codes of functions in columns of their own (类、款、项): a class that is printed short of its digits."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import Mark
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.sheets.cells import dense

_CLASS = 3


def codes(reading: Reading) -> Iterator[Remark]:
    """Each row whose class has not its three digits, against the row above that it must belong to."""
    for sheet in reading.sheets:
        for row, code in sheet.codes.items():
            cells = [cell for column in sheet.label_columns if (cell := sheet.table.at(row, column)) is not None
                     and (cell.row, cell.column) == (row, column) and dense(cell.text).isdigit()]
            printed = [dense(cell.text) for cell in cells]
            if len(printed) < 2 or len(printed[0]) >= _CLASS or len(code) <= len("".join(printed)):
                continue
            whole = " ".join((code[:_CLASS], *printed[1:]))
            told = f"“{sheet.labels.get(row, '')}”的科目编码印作“{' '.join(printed)}”"
            yield Remark("label", Strength.WEAK, (Mark(sheet.block, 0, len(cells[0].text), row, cells[0].column),),
                         f"{told}，类级编码应是三位，按上一行应为“{whole}”。", printed[0], code[:_CLASS],
                         "编码漏写或误键", f"改为“{code[:_CLASS]}”。")
