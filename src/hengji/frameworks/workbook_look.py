"""How a framework's workbook looks (工作簿的样子): merged parents, notes, drop-downs, widths."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass
from itertools import groupby

from hengji.intake import BookSheet, Quantity, Scalar, kept_number
from hengji.model import Exact

from .tree import Framework
from .workbook_apart import Line
from .workbook_levels import text_of
from .workbook_sheets import OF_PARTS, Plan, Spot, parameters_of
from .workbook_words import shown_word

#: Below the last row, so many more have their drop-downs.
_SPARE = 200
_HINT, _HEADINGS, _BODY = 0, 1, 2
_WIDTHS = {"code": 7, "weight": 6, "指标.name": 15, "name": 26, "indicator": 10, "under": 16, "part": 20, "explain": 32,
           "source": 20, "formula": 30, "unit": 8, "kind": 16, "materials": 24, "material": 28, "deduction": 24,
           "inferred": 16, "reading": 16, "zero_when": 20, "reason_when": 22, "veto": 22, "condition": 24, "text": 44,
           "way": 11, "所需数据.each": 24, "at_most": 14, "at_least": 14, "target": 14, "each": 10, "per": 9,
           "deduct": 9, "floor": 9, "cap": 9, "least": 8, "step": 15}
_USUAL, _NARROW = 12, 14


def write_form(sheet: BookSheet, plan: Plan, line: Line) -> None:
    """One record: a label, and its value to the right."""
    sheet.widths(24, 84)
    sheet.put(_HINT, 0, plan.hint, "wrapped bare soft", to=(_HINT, 1))
    spots = plan.spots()
    for row, spot in enumerate(spots, _HEADINGS):
        sheet.put(row, 0, spot.headings[0], "heading")
        sheet.note(row, 0, spot.note)
        sheet.put(row, 1, _content(spot, line.cells.get(spot.id)), "wrapped")
        if spot.options:
            sheet.choices((row, 1), (row, 1), spot.options)
    sheet.page((len(spots), 1), landscape=False)


@dataclass(frozen=True, slots=True)
class Aside:
    """A column for reading only: its heading begins with ``#``, and no import looks at it."""

    heading: str
    note: str
    width: int
    texts: Table[str, str]


def write_table(sheet: BookSheet, plan: Plan, lines: list[Line], framework: Framework) -> None:
    """A table: hint, headings, rows; beside the codes and the kinds of rules stands what they mean."""
    columns, printed = _columns(plan, lines, framework)
    sheet.widths(*(column.width if isinstance(column, Aside) else _width(column) for column in columns))
    sheet.put(_HINT, 0, plan.hint, "bare soft")
    for at, column in enumerate(columns):
        sheet.put(_HEADINGS, at, column.heading if isinstance(column, Aside) else column.headings[0], "heading")
        sheet.note(_HEADINGS, at, column.note)
        if isinstance(column, Spot) and column.options:
            sheet.choices((_BODY, at), (_BODY + len(lines) + _SPARE, at), column.options)
        _column(sheet, at, column, lines)
    sheet.freeze(_BODY, 2 if plan.keys else 0)
    sheet.page((max(_HEADINGS, _BODY + len(lines) - 1), printed - 1), (_HEADINGS, _HEADINGS))


def _columns(plan: Plan, lines: list[Line], framework: Framework) -> tuple[list[Spot | Aside], int]:
    """The columns, and how many of them are printed: those in which nothing is written stand behind."""
    spots = plan.spots(max((len(line.path) for line in lines), default=1))
    written = {name for line in lines for name in line.cells}
    used = [spot for spot in spots if not lines or spot.level or spot.key or spot.required or spot.id in written]
    columns: list[Spot | Aside] = [*used]
    if plan.keys:
        names = {node.code: node.name for node in framework.nodes}
        columns.insert(1, Aside("#指标名称", "供阅读，导入时不看。", 20, names))
    elif plan.levels:
        sentences = {leaf.code: leaf.rule.sentence for leaf in framework.leaves if leaf.rule}
        kind = next(at for at, spot in enumerate(columns) if isinstance(spot, Spot) and spot.id == "kind")
        columns.insert(kind, Aside("#评分标准（供阅读，导入时不看）", "由参数得出的说法，改这里不改变规则。"
                                   "规则写在右边的种类和“评分规则”表。", 36, sentences))
    return [*columns, *(spot for spot in spots if spot not in used)], len(columns)


def _column(sheet: BookSheet, at: int, column: Spot | Aside, lines: list[Line]) -> None:
    """The cells of a column; those of one parent are merged."""
    if isinstance(column, Spot) and column.level:
        _levels(sheet, at, column, lines)
        return
    for row, line in enumerate(lines, _BODY):
        if isinstance(column, Aside):
            code = line.cells.get("indicator") or line.path[-1].entries["code"]
            sheet.put(row, at, column.texts.get(text_of(code)), "wrapped soft")
        else:
            style = _style(column) if _used(column, line) else "empty"
            sheet.put(row, at, _content(column, line.cells.get(column.id)), style)


def _levels(sheet: BookSheet, at: int, spot: Spot, lines: list[Line]) -> None:
    """One cell for each node of a level, over all rows that stand under it."""
    row, level = _BODY, spot.level - 1
    for _, group in groupby(lines, lambda line: id(line.path[level] if level < len(line.path) else line)):
        covered = [*group]
        node = covered[0].path[level] if level < len(covered[0].path) else None
        value = node.entries.get(spot.field.name) if node else None
        bold = " bold" if level == 0 and len(covered) > 1 else ""
        style = "empty" if node is None else "centred" if len(covered) > 1 else _style(spot)
        sheet.put(row, at, _content(spot, value if isinstance(value, Scalar) else None), style + bold,
                  to=(row + len(covered) - 1, at))
        row += len(covered)


def _used(spot: Spot, line: Line) -> bool:
    """Whether the rule on ``line`` has this parameter; other sheets have no rules."""
    kind = text_of(line.cells.get("kind"))
    if spot.key or line.path or not kind or spot.id == "kind":
        return True
    if spot.id in OF_PARTS:
        return "part" in line.cells
    return spot.id in {each.name for each in parameters_of(kind)}


def _content(spot: Spot, value: Scalar | None) -> str | Exact | None:
    """A number where the field holds one and Excel keeps its digits; else the text."""
    if value is None:
        return None
    number = kept_number(value.text) if isinstance(spot.field.type, Quantity) else None
    return number if number is not None else shown_word(spot.field.name, value.text)


def _style(spot: Spot) -> str:
    short = isinstance(spot.field.type, Quantity) or spot.options or spot.key or spot.field.name == "code"
    return "centred" if short or _width(spot) <= _NARROW else "wrapped"


def _width(spot: Spot) -> int:
    return _WIDTHS.get(f"{spot.sheet}.{spot.field.name}") or _WIDTHS.get(spot.field.name, _USUAL)
