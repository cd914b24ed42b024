"""The figures of a document by their names (按名称列出的数): for comparing two versions of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from hengji.model import Manuscript, Mark

from .number import FIGURES, POINTS, Kind, Number
from .proofread import read
from .reading import Reading, Sentence
from .sheets.sheet import Sheet

_SCORE_HEAD = re.compile(r"(?:评价|自评|复评|最终|实际|指标)?得分|评分|评价分数?")
_WEIGHT_HEAD = re.compile(r"(?:标准)?分值|权重分?|满分|标准分")
_CODE = re.compile(r"[A-Za-z]{1,2}\d{1,4}")
_TOTAL = re.compile(r"(?:总体?|综合|评价|最终|自评)得分|总评?分|综合评分|评价总分")
_TOTAL_ROW = re.compile(r"合计|总计|总分|总得分")
_GRADE = re.compile(r"(?:等级|级别|等次|档次|评[定价]?为|结[果论]为)"
                    r"[^。；，,;]{0,6}?[“\"‘《「]?(优秀?|良好?|中等?|差)[”\"’》」。，；,;）)]")

#: What a formula gives, or a comparison after it is about: ``控制率=在职人员数÷编制数=23人÷21人``.
_FORMULA = re.compile(r"(?:^|[;；。，,：:\n])\s*([^=;；。，,：:\n]*[^\W\d_][^=;；。，,：:\n]*?) ?=")
_WORD = re.compile(r"[^\W\d_]")
_STOPS = re.compile(r"[;；。，,\n]")


class NamedFigure(NamedTuple):
    """A figure with what it is called, and where: ``where`` is the table or the section that it stands in.

    ``scored`` is set for the score of an indicator in a table, ``code`` then is the indicator's, where it has one.
    """

    kind: str
    name: str
    where: str
    text: str
    value: Fraction
    unit: str
    mark: Mark
    in_table: bool = False
    scored: bool = False
    code: str = ""


class NamedFigures(NamedTuple):
    """All figures of a document in the order of reading; its ``total`` score and ``grade`` where it tells them."""

    manuscript: Manuscript
    figures: tuple[NamedFigure, ...]
    total: NamedFigure | None
    grade: str


def named_figures(manuscript: Manuscript) -> NamedFigures:
    """The figures of ``manuscript``. Years, dates, codes and the pages of its contents are none."""
    reading = read(manuscript)
    figures = sorted((*_of_sentences(reading), *_of_sheets(reading)), key=lambda one: (
        one.mark.block, one.mark.row, one.mark.column, one.mark.start))
    told = [one for one in figures if not one.in_table and one.kind == Kind.SCORE.value and _TOTAL.search(one.name)]
    rows = [one for one in figures if one.scored and _TOTAL_ROW.fullmatch(one.name)]
    return NamedFigures(manuscript, tuple(figures), next(iter(told or rows), None), _grade(reading))


def _of_sentences(reading: Reading) -> Iterator[NamedFigure]:
    for sentence in reading.sentences:
        where = sentence.sections[-1] if sentence.sections else ""
        for number in sentence.numbers:
            if number.kind in FIGURES and number.kind is not Kind.PLAIN:
                name = "".join(filter(None, (number.period and f"{number.period}年", number.label)))
                yield _named(number, name if _WORD.search(name) else _nearby(sentence, number), where)


def _nearby(sentence: Sentence, number: Number) -> str:
    """What stands before a number that its own clause does not name; in a formula, what the formula gives."""
    before = sentence.text[:sentence.start_of(number)]
    clause = _STOPS.split(before)[-1].strip()
    if _WORD.search(clause) and "=" not in clause:
        return clause[-12:]
    formulas = _FORMULA.findall(before)
    return f"{formulas[-1].strip()}的算式" if formulas else before[-12:].strip()


def _of_sheets(reading: Reading) -> Iterator[NamedFigure]:
    for sheet in reading.sheets:
        where = sheet.table.title or sheet.title or (sheet.sections[-1] if sheet.sections else "")
        for (row, _), number in (*sheet.numbers.items(), *sheet.scores.items()):
            if number.kind in FIGURES:
                yield _of_cell(sheet, row, number, where)


def _of_cell(sheet: Sheet, row: int, number: Number, where: str) -> NamedFigure:
    path = sheet.label_paths.get(row) or (number.label,)
    head = "".join(number.head)
    code = sheet.codes.get(row) or _code_beside(sheet, row)
    scored = (bool(number.head) and _SCORE_HEAD.fullmatch(number.head[-1]) is not None and number.kind in POINTS
              and any(heads and _WEIGHT_HEAD.fullmatch(heads[-1]) for heads in sheet.paths.values()))
    name = path[-1].removeprefix(code) or code if scored else "·".join(filter(None, (path[-1], head)))
    return _named(number, name, where)._replace(in_table=True, scored=scored, code=code)


def _code_beside(sheet: Sheet, row: int) -> str:
    """The code of an indicator that stands in a column of its own."""
    cells = (sheet.table.at(row, column) for column in sheet.label_columns)
    return next((cell.text.strip() for cell in cells if cell is not None and _CODE.fullmatch(cell.text.strip())), "")


def _named(number: Number, name: str, where: str) -> NamedFigure:
    return NamedFigure(number.kind.value, name, where, number.text, number.value, number.unit, number.mark)


def _grade(reading: Reading) -> str:
    """The grade that stands beside a score: rules of grading name all of them."""
    for sentence in reading.sentences:
        if (found := _GRADE.search(sentence.text)) and any(number.kind is Kind.SCORE for number in sentence.numbers):
            return found[1][0]
    return ""
