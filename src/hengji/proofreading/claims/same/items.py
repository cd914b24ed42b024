"""Items that the text tells one by one, and the table that lists them (逐项说明与对应的表)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hengji.proofreading.claims.text.bindings import holds, slipped
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, of
from hengji.proofreading.sheets.sheet import Sheet

from .names import name_of

#: An item's name: “…支出（类）…（款）离退休（项）”, or “…支出-…事务-行政运行”.
_LEVELS = re.compile(r"([^\"“”'。,，;；:：()、]+)\((类|款|项)\)")
_DASHED = re.compile(r"[\"“]([^\"“”\-—]{2,}(?:\([^()]*\)[^\"“”\-—]*)?(?:[-—][^\"“”\-—]{2,}){1,3})[\"”]")
_LINKING = re.compile(r"[\"”')\s]*(?:科目|支出|预算|决算|数|安排|为|是|:)*\s*")
_SPACE = re.compile(r"\s+")
#: What the figure of an item is, by the words before it; the first figure right after the name is "opening".
_TOLD = (("final", re.compile(r"(?:支出)?(?:决算|执行)数?(?:为|是|:)?\s*$")),
         ("budget", re.compile(r"预算(?:安排|数)?(?:为|是|:)?\s*$")))
#: So many items of a chapter must agree with a column before it is theirs.
_AGREEING = 3

#: Items are told one by one of the money from the treasury.
_APPROPRIATED = re.compile(r"一般公共预算|财政拨款")

Path = tuple[str, ...]


def items_in_tables(reading: Reading) -> Iterator[Relation]:
    """Each item's figure equals its row in the table that lists the items of this chapter.

    Of figures that an item tells twice, the first is held against the table: that
    the two are the same is checked for itself.
    """
    rows = _rows(reading.sheets)
    items = _items(reading)
    opened = {(number.mark.block, number.value) for (_, told), group in items.items() if told == "opening"
              for _, number in group}
    for (_, told), group in items.items():
        column = _listed_in(group, rows)
        if column is None:
            continue
        for path, number in group:
            if told == "budget" and (number.mark.block, number.value) in opened:
                continue
            for twin in _cells(path, rows, column):
                relation = Relation("text-vs-table", number, of(twin), f"“{path[-1]}”正文与表应一致", family="items")
                yield relation if holds(relation) or slipped(relation) else replace(relation, strength=Strength.LIKELY)


def items_repeated(reading: Reading) -> Iterator[Relation]:
    """Within one item the figure right after its name is told again as this year's budget."""
    openings: dict[tuple[int, int], tuple[Number, str]] = {}
    for sentence in reading.sentences:
        place = (sentence.mark.block, sentence.mark.row)
        for number, told in _told(sentence, opened=place in openings):
            if told == "opening":
                openings[place] = (number, number.period)
            elif told == "budget" and place in openings and _this_year(sentence, number):
                yield Relation("sum", number, of(openings[place][0]), "同一项的预算安排数前后应一致",
                               Strength.CERTAIN, family="items repeated")


def _this_year(sentence: Sentence, number: Number) -> bool:
    return "预算安排" in sentence.text[max(0, sentence.start_of(number) - 6):sentence.start_of(number)]


def items_told(reading: Reading) -> Iterator[tuple[Path, Number, str]]:
    """Figures with the item they belong to, and what they are of it: its opening, its budget, its final account."""
    for (_, told), group in _items(reading).items():
        for path, number in group:
            yield path, number, told


def _items(reading: Reading) -> dict[tuple[object, str], list[tuple[Path, Number]]]:
    """Figures with the item they belong to, by chapter and by what they are of it."""
    found: dict[tuple[object, str], list[tuple[Path, Number]]] = defaultdict(list)
    path: Path = ()
    block = -1
    for sentence in reading.sentences:
        if sentence.mark.row:
            continue
        if sentence.mark.block != block:
            block, path = sentence.mark.block, ()
        for start, name in _paths(sentence.text):
            path = name
            opening = next((n for n in sentence.numbers if sentence.start_of(n) >= start), None)
            if opening is not None and opening.kind is Kind.AMOUNT and _right_after(sentence, start, opening):
                found[sentence.sections, "opening"].append((path, opening))
        if path:
            for number, told in _told(sentence, opened=True):
                if told in ("final", "budget"):
                    found[sentence.sections, told].append((path, number))
    return found


def _paths(text: str) -> Iterator[tuple[int, Path]]:
    """Where a name ends, and its levels from the widest to the narrowest."""
    levels: list[str] = []
    end = 0
    for match in _LEVELS.finditer(text):
        if match[2] == "类" or (levels and match.start() - end > 2):
            if levels:
                yield end, tuple(levels)
            levels = []
        levels.append(name_of(_SPACE.sub("", match[1])))
        end = match.end()
    if levels:
        yield end, tuple(levels)
    for match in _DASHED.finditer(text):
        yield match.end(), tuple(name_of(part) for part in re.split(r"[-—]", match[1]))


def _right_after(sentence: Sentence, start: int, number: Number) -> bool:
    """Whether nothing but linking words stand between the name and ``number``."""
    return bool(_LINKING.fullmatch(sentence.text[start:sentence.start_of(number)]))


def _told(sentence: Sentence, *, opened: bool) -> Iterator[tuple[Number, str]]:
    for number in sentence.numbers:
        if number.kind is not Kind.AMOUNT:
            continue
        before = sentence.text[:sentence.start_of(number)]
        ends = [end for end, _ in _paths(before)]
        if ends and _right_after(sentence, ends[-1], number):
            yield number, "opening"
        elif opened:
            told = next((name for name, pattern in _TOLD if pattern.search(before)), "")
            if told:
                yield number, told


def _rows(sheets: tuple[Sheet, ...]) -> dict[str, list[tuple[int, int, Sheet]]]:
    """Rows of coded tables by name."""
    found: dict[str, list[tuple[int, int, Sheet]]] = defaultdict(list)
    for index, sheet in enumerate(sheets):
        for row in sheet.body_rows:
            if name := name_of(sheet.labels.get(row, "")):
                found[name].append((index, row, sheet))
    return found


def _cells(path: Path, rows: dict[str, list[tuple[int, int, Sheet]]], column: tuple[int, int]) -> list[Number]:
    """The figures of the item's row in a column: one, where the names of its parents make it one."""
    index, at = column
    here = [(row, sheet) for i, row, sheet in rows.get(path[-1], ()) if i == index and (row, at) in sheet.numbers]
    if len(here) > 1:
        here = [(row, sheet) for row, sheet in here if _parents(sheet, row) >= set(path[:-1])]
    return [sheet.numbers[row, at] for row, sheet in here] if len(here) == 1 else []


def _parents(sheet: Sheet, row: int) -> set[str]:
    """The names of the rows above that ``row`` stands under, by code."""
    code = sheet.codes.get(row, "")
    return {name_of(sheet.labels.get(other, "")) for other, known in sheet.codes.items()
            if known and code != known and code.startswith(known)}


def _listed_in(group: list[tuple[Path, Number]],
               rows: dict[str, list[tuple[int, int, Sheet]]]) -> tuple[int, int] | None:
    """The table and column with which most items of ``group`` agree: several, and many more than do not."""
    agreeing: dict[tuple[int, int], int] = defaultdict(int)
    listed: dict[tuple[int, int], int] = defaultdict(int)
    for path, number in group:
        columns = {(index, column) for index, row, sheet in rows.get(path[-1], ()) for column in sheet.columns
                   if (row, column) in sheet.numbers}
        for column in columns:
            cells = _cells(path, rows, column)
            listed[column] += bool(cells)
            agreeing[column] += any(cell.interval.meets(number.interval) for cell in cells)
    appropriated = {index for found in rows.values() for index, _, sheet in found if _APPROPRIATED.search(sheet.title)}
    best = max(agreeing, key=lambda column: (agreeing[column], column[0] in appropriated, -column[0], -column[1]),
               default=None)
    sure = best is not None and agreeing[best] >= _AGREEING and agreeing[best] * 3 > listed[best] * 2
    return best if sure else None
