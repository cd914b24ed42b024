"""The questions of a document's surveys (问卷题目), as its tables print them: options across or down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengji.model import Paragraph
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Term, of, plus
from hengji.proofreading.sheets.sheet import Sheet
from hengji.proofreading.sheets.typing import is_poll

_LETTER = re.compile(r"[A-Ha-h][、.:．：]?(?=[一-鿿\d“])")
_MEASURE = re.compile(r".*(?:[份人次件票户]数|数量|频数|比率|比例|占比|百分比|百分率|满意度)"
                      r"(?:\(.*\))?|小计|合计|得票|样本")
_TOTAL = re.compile(r".*(?:合计|总计|共计|总数|总人数|总份数)|小计|有效(?:填写人次|样本|问卷|份数)|样本[数量]?"
                    r"|(?:参与|回答|填写)人数")
_NO_OPTION = re.compile(r"满意[度率]|比率|得分|平均|均值|排[名序]|备注|题号|序号|指标|权重|综合")
_NUMBERED = re.compile(r"\s*(?:第\s*)?(\d{1,2})\s*[、.．题:：)）]")
_KINDS = frozenset({Kind.COUNT, Kind.RATE, Kind.PLAIN})


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that could be chosen (选项), how many chose it, and their share."""

    name: str
    count: Number | None = None
    share: Number | None = None

    @property
    def meaning(self) -> str:
        """Its words without the letter before them."""
        return _LETTER.sub("", self.name)


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question (题目) with its options as printed; ``total`` answered it, ``whole`` is the 100% printed of it."""

    title: str
    block: int
    options: tuple[Option, ...]
    total: Number | None = None
    whole: Number | None = None

    @property
    def counts(self) -> list[Number]:
        """The counts of all options that print one."""
        return [option.count for option in self.options if option.count is not None]

    @property
    def answered(self) -> Term | None:
        """How many answered: the total printed, or the sum of the counts."""
        if self.total is not None:
            return of(self.total)
        return plus(*map(of, self.counts)) if self.counts else None

    @property
    def several(self) -> bool:
        """Whether several options could be chosen: the shares make far more than 100%, or the title says so."""
        shares = sum(option.share.value for option in self.options if option.share is not None)
        return shares * 10 >= 11 or "多选" in self.title


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Questions put to the same people (一份问卷)."""

    questions: tuple[Question, ...]

    @property
    def size(self) -> int:
        """How many people answered most of the questions; 0 where no counts are printed."""
        sizes = Counter(int(term.value()) for question in self.questions if (term := question.answered) is not None)
        return sizes.most_common(1)[0][0] if sizes else 0


def surveys_of(reading: Reading) -> tuple[Survey, ...]:
    """The surveys of a document in order. Numbers that begin again begin another survey, as a new heading does."""
    surveys: list[list[Question]] = []
    last, sections, block = 0, None, -1
    for sheet in reading.sheets:
        for question in _questions(sheet, reading):
            number = int(match[1]) if (match := _NUMBERED.match(question.title)) else 0
            begins = (number <= last if number and last else
                      sheet.sections != sections or sheet.block - block > _NEAR) if surveys else True
            if begins:
                surveys.append([])
            surveys[-1].append(question)
            last, sections, block = number, sheet.sections, sheet.block
    return tuple(Survey(tuple(questions)) for questions in surveys)


#: Tables further apart than so many blocks are of different surveys, where nothing numbers the questions.
_NEAR = 4


def _questions(sheet: Sheet, reading: Reading) -> Iterator[Question]:
    if not sheet.numbers or {number.kind for number in sheet.numbers.values()} - _KINDS:
        return
    title = _title(sheet, reading)
    across = {column: name for column in sheet.columns if column not in sheet.label_columns
              and (name := _option(sheet.paths.get(column, ())))}
    if _are_options(list(across.values())):
        yield from _across(sheet, across, title)
    elif _are_options([name for name in sheet.labels.values() if not _TOTAL.fullmatch(name)]):
        yield from _down(sheet, title)


def _option(path: Sequence[str]) -> str:
    """Which of a column's heads names an option, or its total; the outer one where the inner is 人数 or 占比."""
    names = [name for name in path if not _MEASURE.fullmatch(name)] or [name for name in path if _TOTAL.fullmatch(name)]
    return "" if not names or _NO_OPTION.search(names[-1]) else names[-1]


def _are_options(names: Sequence[str]) -> bool:
    distinct = set(names)
    lettered = [name[0] for name in distinct if _LETTER.match(name)]
    return is_poll(distinct) or (len(lettered) > 1 and "A" in lettered and "B" in lettered)


def _across(sheet: Sheet, columns: dict[int, str], title: str) -> Iterator[Question]:
    """Options in columns. Rows named after a measure belong to one question, others are a question each."""
    rows: list[list[int]] = []
    for row in sheet.body_rows:
        if not _rates(sheet, row, columns):
            continue
        if rows and len(rows[-1]) == 1 and _of_one_question(sheet, rows[-1][0], row, columns):
            rows[-1].append(row)
        else:
            rows.append([row])
    for group in rows:
        path = [name for name in sheet.label_paths.get(group[0], ()) if not _MEASURE.fullmatch(name)]
        cells = [(columns[column], number) for row in group for column in columns
                 if (number := sheet.numbers.get((row, column))) is not None]
        yield _question(path[-1] if path else title, sheet.block, cells)


def _of_one_question(sheet: Sheet, above: int, row: int, columns: dict[int, str]) -> bool:
    """Whether two rows give the counts and the shares of one question."""
    return (all(_MEASURE.fullmatch(sheet.labels[one]) for one in (above, row))
            and sheet.label_paths.get(row, ())[:-1] == sheet.label_paths.get(above, ())[:-1]
            and _rates(sheet, row, columns) != _rates(sheet, above, columns))


def _rates(sheet: Sheet, row: int, columns: dict[int, str]) -> set[bool]:
    """Whether the numbers of a row are rates; empty where it has none."""
    return {number.kind is Kind.RATE for column in columns if (number := sheet.numbers.get((row, column))) is not None}


def _down(sheet: Sheet, title: str) -> Iterator[Question]:
    """Options in rows; a question ends with its total, or where the name to the left of the options changes."""
    cells: list[tuple[str, Number]] = []
    asked: tuple[str, ...] = ()
    for row in sheet.body_rows:
        own = sheet.label_paths.get(row, ())[:-1]
        name = sheet.labels[row]
        if cells and own != asked and not _TOTAL.fullmatch(name):
            yield _question(asked[-1] if asked else title, sheet.block, cells)
            cells = []
        asked = own or asked
        cells.extend((name, number) for column in sheet.columns
                     if (number := sheet.numbers.get((row, column))) is not None)
        if cells and _TOTAL.fullmatch(name):
            yield _question(asked[-1] if asked else title, sheet.block, cells)
            cells, asked = [], ()
    if cells:
        yield _question(asked[-1] if asked else title, sheet.block, cells)


def _question(title: str, block: int, cells: Sequence[tuple[str, Number]]) -> Question:
    counts = {name: number for name, number in cells if number.kind is not Kind.RATE}
    shares = {name: number for name, number in cells if number.kind is Kind.RATE}
    names = dict.fromkeys(name for name, _ in cells)
    total = next((name for name in names if _TOTAL.fullmatch(name)), "")
    options = tuple(Option(name, counts.get(name), shares.get(name)) for name in names if not _TOTAL.fullmatch(name))
    return Question(title, block, options, counts.get(total), shares.get(total))


def _title(sheet: Sheet, reading: Reading) -> str:
    """What stands right above the table, or its own title."""
    above = reading.manuscript.blocks[sheet.block - 1] if sheet.block else None
    if isinstance(above, Paragraph) and (_NUMBERED.match(above.text) or not sheet.title):
        return above.text.strip().splitlines()[-1]
    return sheet.title
