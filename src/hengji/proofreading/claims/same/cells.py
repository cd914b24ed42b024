"""Figures of the text that a row and a column of a table name (文中数与表中格)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hengji.proofreading.claims.text.bindings import holds, slipped
from hengji.proofreading.claims.text.figures import Figure, Passage, Role, alike, passages
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, of
from hengji.proofreading.sheets.labels import is_total
from hengji.proofreading.sheets.sheet import Sheet

from .names import likeness, name_of

#: So many figures of a sentence, or of a paragraph on one row, agree before one that does not is told …
_AGREEING = 2
#: … and so many where no slip explains it.
_SURELY = 3
#: Names are looked for in so many characters, and are of so many.
_NEAR, _SHORTEST, _LONGEST = 40, 2, 16
#: What more rows are called is no name of one.
_NAMESAKES = 8
#: So much of the shorter one must stand in the other for a head to name a figure.
_KIN = 67
#: Shorter heads name a figure only together with others.
_HEAD = 3
_AND = re.compile(r"[,;:、和及与]")
_JOINED = frozenset({"、", "和", "及", "与"})
_ELSEWHERE = re.compile(r"上年|去年|上一年|同期|比|较|目标|(?:19|20)\d\d")
_PLAIN = frozenset({Kind.COUNT, Kind.SCORE, Kind.PLAIN})

Row = tuple[Sheet, int]


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure with the rows of tables whose name stands right before it."""

    figure: Figure
    name: str
    rows: tuple[Row, ...]
    #: All that names it: 大坪乡资金支出率.
    label: str

    def relation(self, cell: Number, head: str) -> Relation:
        """That it is the figure of ``cell``."""
        return Relation("text-vs-table", self.figure.number, of(cell), f"“{self.name}”的{head}，正文与表应一致",
                        Strength.LIKELY, family="cells")

    def agrees(self, cell: Number) -> bool:
        """Whether it is printed as in ``cell``, perhaps rounded."""
        return holds(self.relation(cell, ""))

    @property
    def anywhere(self) -> bool:
        """Whether any cell of its rows has this figure."""
        return any(self.agrees(cell) for row in self.rows for _, cell in _cells(row, self.figure))


def cells(reading: Reading) -> Iterator[Relation]:
    """Figures named by the rows of one column, by the columns of one row, or by both."""
    rows = _rows(reading.sheets)
    if not rows:
        return
    for passage in passages(reading.sentences):
        first = passage.figures[0]
        if first.sentence.mark.row:
            continue
        for figures in passage.sentences:
            named = list(_in_sentence(figures, rows))
            yield from _of_one_column(named)
            yield from (relation for each in named for relation in _of_row_and_column(each))
        yield from _of_one_row(passage, rows)


def _rows(sheets: Sequence[Sheet]) -> dict[str, list[Row]]:
    """The rows of tables by their names, totals left out and what very many are called."""
    found: dict[str, list[Row]] = defaultdict(list)
    for sheet in sheets:
        for row in sheet.body_rows:
            name = name_of(sheet.labels.get(row, ""))
            if _SHORTEST <= len(name) <= _LONGEST and not is_total(name):
                found[name].append((sheet, row))
    return {name: rows for name, rows in found.items() if len(rows) <= _NAMESAKES}


def _in_sentence(figures: Sequence[Figure], rows: dict[str, list[Row]]) -> Iterator[_Named]:
    """The figures that stand right behind the name of a row, and those of several names in their order."""
    for at, figure in enumerate(figures):
        names = [name for part in _AND.split(figure.gap) if (name := _row_at_start(name_of(part), rows))]
        if "分别" in figure.lead and len(names) > 1:
            run = figures[at:at + len(names)]
            if len(run) == len(names) and all(each.gap in _JOINED for each in run[1:]):
                last = name_of(figure.label)
                yield from (_Named(each, name, tuple(rows[name]), name + last[last.rfind(names[-1]) + len(names[-1]):])
                            for each, name in zip(run, names, strict=True))
        elif (found := _named(figure, figure.gap, rows)) is not None:
            yield found


def _row_at_start(text: str, rows: dict[str, list[Row]]) -> str:
    """The longest name of a row that ``text`` begins with."""
    return next((text[:end] for end in range(min(len(text), _LONGEST), _SHORTEST - 1, -1) if text[:end] in rows), "")


def _named(figure: Figure, text: str, rows: dict[str, list[Row]]) -> _Named | None:
    """The figure with the last and longest name of a row in ``text``."""
    if figure.role not in (Role.VALUE, Role.RATE, Role.SCORE) or figure.reason or figure.number.bound != "exact" \
            or _ELSEWHERE.search(figure.lead):
        return None
    text = name_of(text[-_NEAR:])
    spans = ((end, -start) for end in range(len(text), 0, -1)
             for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1) if text[start:end] in rows)
    last = max(spans, default=None)
    if last is None:
        return None
    name = text[-last[1]:last[0]]
    return _Named(figure, name, tuple(rows[name]), name_of(figure.label))


def _cells(row: Row, figure: Figure) -> Iterator[tuple[int, Number]]:
    """The cells of a row that can hold such a figure, with their columns."""
    sheet, at = row
    for column in sheet.columns:
        cell = sheet.numbers.get((at, column))
        if cell is not None and (alike(cell, figure.number) or {cell.kind, figure.number.kind} <= _PLAIN):
            yield column, cell


def _head(sheet: Sheet, column: int) -> str:
    """The innermost head of a column."""
    return next(reversed(sheet.paths.get(column, ())), "")


def _of_one_column(named: Sequence[_Named]) -> Iterator[Relation]:
    """七年级612人、八年级598人、九年级571人: the rows of one column, of which at most one is told otherwise."""
    columns = Counter((id(sheet), column) for each in named for sheet, row in each.rows
                      for column, cell in _cells((sheet, row), each.figure) if each.agrees(cell))
    if not columns:
        return
    (meant, column), agreeing = columns.most_common(1)[0]
    if agreeing < _AGREEING:
        return
    other: list[tuple[_Named, Relation]] = []
    for each in named:
        here = [row for row in each.rows if id(row[0]) == meant]
        found = [cell for row in here for at, cell in _cells(row, each.figure) if at == column]
        if len(found) == 1:
            relation = each.relation(found[0], _head(here[0][0], column))
            if each.agrees(found[0]):
                yield relation
            else:
                other.append((each, relation))
    if len(other) == 1 and not other[0][0].anywhere and (slipped(other[0][1]) or agreeing >= _SURELY):
        yield other[0][1]


def _of_row_and_column(named: _Named) -> Iterator[Relation]:
    """大坪乡支出率89.10%: its words end with the head of a column, and a slip apart is a slip."""
    for row in named.rows:
        for column, cell in _cells(row, named.figure):
            head = name_of(_head(row[0], column))
            if len(head) >= _HEAD and named.label.endswith(head) and named.label != head:
                relation = named.relation(cell, head)
                if holds(relation) or (slipped(relation) and not named.anywhere):
                    yield relation


def _of_one_row(passage: Passage, rows: dict[str, list[Row]]) -> Iterator[Relation]:
    """（二）某项目。全年预算…，执行…，执行率…: a paragraph on one row, its figures named as the columns are."""
    opening = passage.text.split("。")[0].split(";")[0].split(",")[0][:_NEAR]
    subject = _named(passage.figures[0], re.split(r"\d", name_of(opening))[0], rows)
    if subject is None or len(subject.name) <= _HEAD:
        return
    for row in subject.rows:
        told = [(_Named(figure, subject.name, (row,), ""), found) for figure in passage.figures
                if _named(figure, subject.name, rows) and (found := _headed(row, figure))]
        pairs = [(each, next((pair for pair in found if each.agrees(pair[0])), found[0])) for each, found in told]
        right = [each.relation(*pair) for each, pair in pairs if each.agrees(pair[0])]
        wrong = [(each, each.relation(*pair)) for each, pair in pairs if not each.agrees(pair[0])]
        if len(wrong) >= _AGREEING and right and (other := _other_row(row, [each for each, _ in wrong])):
            yield replace(wrong[0][1], check="copied", name=f"“{subject.name}”的数，正文与表应一致",
                          explanation=f"这一段的数与表中“{other}”的相同，疑是照抄了那一段。")
        if len(right) < _AGREEING:
            continue
        yield from right
        if len(wrong) == 1 and not wrong[0][0].anywhere and (slipped(wrong[0][1]) or len(right) >= _SURELY):
            yield wrong[0][1]


def _other_row(row: Row, told: Sequence[_Named]) -> str:
    """The name of another row of the table that has all figures ``told``; empty where there is none."""
    sheet, at = row
    return next((sheet.labels[other] for other in sheet.body_rows if other != at and sheet.labels.get(other) and all(
        any(each.agrees(cell) for cell, _ in _headed((sheet, other), each.figure)) for each in told)), "")


def _headed(row: Row, figure: Figure) -> list[tuple[Number, str]]:
    """The cells of ``row`` under heads that name ``figure``, with the head."""
    heads = ((cell, _head(row[0], column)) for column, cell in _cells(row, figure))
    return [(cell, head) for cell, head in heads if likeness(figure.label, head) >= _KIN]
