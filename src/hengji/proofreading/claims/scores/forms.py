"""A score and its grade in the cells of a form (评价分值、评价结论)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.model import Mark
from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.sheets.sheet import Sheet

_SCORE = re.compile(r".*(?:评价分值|综合得分|总得?分|评价得分|自评得分)")
_GRADE = re.compile(r"[“\"]?(优|良|中|差)[秀好等]?[”\"]?")
#: The national bands: the least points of each grade.
_BANDS = (("优", 90), ("良", 80), ("中", 60), ("差", 0))
_PRINTED = re.compile(r"[优良中差][秀好等]?[”\"]?\s*[(:为]?\s*\d{2}"
                      r"|\d{2,3}\s*分?[^,。;]{0,8}(?:为|:)\s*[“\"]?[优良中差]")


def grades_in_forms(reading: Reading) -> Iterator[Remark]:
    """A grade beside its score, by the national bands, where the document prints none of its own."""
    if any(len(_PRINTED.findall(sentence.text)) > 2 for sentence in reading.sentences):
        return
    for sheet in reading.sheets:
        for (row, _), number in sheet.numbers.items():
            if number.kind is not Kind.SCORE or not _SCORE.fullmatch(number.label) or not 0 <= number.value <= 100:
                continue
            meant = next(grade for grade, least in _BANDS if number.value >= least)
            for mark, grade in _grades(sheet, row):
                if grade == meant:
                    yield Remark("rule-vs-score", Strength.LIKELY, numbers=(number,))
                    continue
                yield Remark("rule-vs-score", Strength.LIKELY, (mark, number.mark),
                             f"得分{number.text}，按通行的等级划分（90、80、60分为界）应评为“{meant}”。",
                             grade, meant, "等级与得分不一致", f"改为“{meant}”，或印出所用的等级划分。", (number,),
                             (grade, number.text))


def _grades(sheet: Sheet, row: int) -> Iterator[tuple[Mark, str]]:
    """The cells of a row that hold nothing but a grade."""
    for cell in sheet.table.cells:
        match = _GRADE.fullmatch(cell.text.strip()) if cell.row == row else None
        if match:
            start = cell.text.index(match[1])
            yield Mark(sheet.block, start, start + 1, row, cell.column), match[1]
