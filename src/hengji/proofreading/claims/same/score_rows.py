"""The weight and score of one indicator at all its places (同一指标的分值与得分)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, of
from hengji.proofreading.sheets.sheet import Sheet

from .names import code_of, name_of, role_of

_SAID = (("rate", re.compile(r"得分率(?:为|是|达|:)?\s*$")),
         ("score", re.compile(r"(?:得分|实得|实得分|自评得分|(?<![仍可应只能各])得)(?:为|是|:)?\s*$")),
         ("weight", re.compile(r"(?:满分|分值|权重分?|标准分)(?:为|是|:)?\s*$")))
_TOTALS = frozenset({"合计", "总计", "总分", "小计", "总得分"})
_THIS = re.compile(r"该|本项|此项|本指标")
_ROLE_NAMES = {"weight": "分值", "score": "得分", "rate": "得分率"}
_ROLE_KINDS = {"weight": (Kind.SCORE, Kind.PLAIN), "score": (Kind.SCORE, Kind.PLAIN), "rate": (Kind.RATE,)}
_NUMBERINGS = tuple(map(re.compile, (r"\s*[一二三四五六七八九十]+[、.]", r"\s*[(（][一二三四五六七八九十]+[)）]",
                                     r"\s*\d{1,2}\s*[、.．](?!\d)", r"\s*[(（]\d{1,2}[)）]")))
_CODE_CELL = re.compile(r"\s*([A-Z]\d{0,4})\s*")
#: By code or by name, and what of it.
Key = tuple[str, str]


def indicator_scores(reading: Reading) -> Iterator[Relation]:
    """Weight, score and rate of an indicator are the same in every table and in the text."""
    printed = scores_in_tables(reading.sheets)
    for (name, role), numbers in printed.items():
        for number in numbers[1:]:
            yield Relation("cross-table", number, of(numbers[0]), f"“{name}”的{_ROLE_NAMES[role]}各表应一致",
                           family="indicator scores")
    names = {name for name, _ in printed}
    for subject, role, number in _in_text(reading, names):
        for twin in printed.get((subject, role), ())[:2]:
            yield Relation("text-vs-table", number, of(twin), f"“{subject}”的{_ROLE_NAMES[role]}，正文与得分表应一致",
                           family="indicator scores")


def scores_in_tables(sheets: tuple[Sheet, ...]) -> dict[Key, list[Number]]:
    """Weights, scores and rates by indicator, by its code and by its name; what one table prints twice is no name."""
    printed: dict[Key, list[Number]] = defaultdict(list)
    for sheet in sheets:
        roles = {column: role_of(sheet.paths.get(column, ())) for column in sheet.columns}
        if "score" not in roles.values():
            continue
        found: dict[Key, list[Number]] = defaultdict(list)
        for (row, column), number in sheet.numbers.items():
            role = roles.get(column, "")
            if role and number.kind in _ROLE_KINDS[role]:
                for name in _names(sheet, row, number, alone=[*roles.values()].count(role) == 1):
                    found[name, role].append(number)
        for place, score in sheet.scores.items():
            for name in {code_of(score.label), name_of(score.label)} - {""}:
                found[name, "score"].append(score)
                found[name, "weight"].append(sheet.weights[place])
        for (name, role), numbers in found.items():
            if len(numbers) == 1 and name not in _TOTALS:
                printed[name, role].extend(numbers)
    return printed


def _names(sheet: Sheet, row: int, number: Number, *, alone: bool) -> set[str]:
    """Code and name of the indicator that ``number`` is of; of several columns alike each is of its own level."""
    if alone:
        return {row_code(sheet, row), name_of(sheet.labels.get(row, ""))} - {""}
    levels = len(sheet.label_columns) > 1 and number.label in sheet.label_paths.get(row, ())
    return {code_of(number.label), name_of(number.label)} - {""} if levels else set()


def row_code(sheet: Sheet, row: int) -> str:
    """The code of the indicator in a row: before its name, or in a cell of its own."""
    if code := sheet.codes.get(row, "") or code_of(sheet.labels.get(row, "")):
        return code
    cells = (sheet.table.at(row, column) for column in sheet.label_columns)
    return next((match[1] for cell in cells if cell and (match := _CODE_CELL.fullmatch(cell.text))), "")


def _in_text(reading: Reading, names: set[str]) -> Iterator[tuple[str, str, Number]]:
    """Each score that the text tells, with the indicator it speaks of and whether it is its weight, score or rate."""
    subject, block, style = "", -1, 0
    sections: tuple[str, ...] = ()
    told = [name for name in names if len(name) > 2]
    for sentence in reading.sentences:
        if sentence.mark.row:
            continue
        if sentence.sections != sections:
            sections, subject = sentence.sections, _opening(sentence.sections[-1], names) if sentence.sections else ""
        if sentence.mark.block != block:
            block = sentence.mark.block
            own, numbered = _opening(sentence.text, names), _numbered(sentence.text)
            if own or (numbered and numbered == style):  # the next of the same list is no more on the one before
                subject, style = own, numbered
        for number in sentence.numbers:
            if number.kind in (Kind.SCORE, Kind.RATE) and (role := _role(sentence, number)):
                yield _named_in(sentence, number, told) or subject, role, number


def _numbered(text: str) -> int:
    """How a paragraph is numbered: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 where it is not."""
    return next((at for at, pattern in enumerate(_NUMBERINGS, 1) if pattern.match(text)), 0)


def _opening(text: str, names: set[str]) -> str:
    """The indicator whose code or name begins ``text``."""
    if code_of(text) in names:
        return code_of(text)
    head = re.split(r"[:：(（。，,]", text, maxsplit=1)[0]
    return name if (name := name_of(head)) in names else ""


def _role(sentence: Sentence, number: Number) -> str:
    before = sentence.text[:sentence.start_of(number)]
    for role, pattern in _SAID:
        if pattern.search(before) and (role == "rate") == (number.kind is Kind.RATE):
            return role
    after = sentence.text[sentence.end_of(number):]
    opened = before.endswith("(") and after.startswith(")")
    return "weight" if opened and number.kind is Kind.SCORE and len(before) < 30 else ""


def _named_in(sentence: Sentence, number: Number, names: list[str]) -> str:
    """The indicator named last before ``number`` in its sentence, unless the clause says “this one”."""
    before = sentence.text[:sentence.start_of(number)]
    if _THIS.search(before):
        return ""
    cleaned = before.replace(" ", "")
    found = [(cleaned.rfind(name) + len(name), len(name), name) for name in names if name in cleaned]
    return max(found)[2] if found else ""
