""".ods from its XML (读取 .ods).

calamine gives neither percentages nor error values nor merges of an .ods, and an
error would pass for an empty cell; so the one part that matters is read here, as
a stream. A number stays the text that the file has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from hengji.intake.field_types import unreadable
from hengji.intake.numbers import Unreadable
from hengji.model import Place, Problem, Unusable

from .cells import Cell, Kind, Merge, Sheet, Unseen, error_problem, linked_problem, uncalculated_problem
from .guard import locked, open_archive, oversized, with_macros
from .markup import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Handler,
    Stop,
    too_many_cells,
    too_many_rows,
    walk,
)
from .shown import Shape, duration_shown, number_shown, text_shown, unshown

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _STYLE, _TEXT = (f"{_OASIS}{name}:1.0 " for name in ("table", "office", "style", "text"))
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_MACROS = ("Basic/", "Scripts/")
#: What stands in a cell and is not its text: remarks, drawings.
_ASIDE = frozenset({"annotation", "frame", "custom-shape", "control", "line", "rect", "ellipse", "g", "ruby-text"})
_LINK = re.compile(r"'(?:file|https?):[^']*?([^/'\\]*)'#", re.IGNORECASE)
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|#N/A|Err:\d+")
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_PRINTED = re.compile(r"[^\d-]*(?P<number>-?[\d,]+(?:\.(?P<decimals>\d+))?)\s*(?P<behind>[^\dE]*)")


def read_ods(data: bytes, document: str, printed: bool) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets, numbers exact or as ``printed``, and the cells in trouble. Raises :class:`Unusable`."""
    content = _Content(document, printed)
    fatal: list[Problem] = []
    with open_archive(data, document) as archive:
        names = archive.namelist()
        fatal += oversized(archive, document)
        if fatal:
            raise Unusable(fatal)
        if any(name.startswith(_MACROS) and not name.endswith("/") for name in names):
            fatal.append(with_macros(document))
        manifest = _Manifest()
        for part, handler in (("META-INF/manifest.xml", manifest), ("content.xml", content)):
            if manifest.encrypted:
                raise Unusable([locked(document)])
            try:
                walk(archive, part, document, handler)
            except Unusable as refused:
                fatal += refused.problems
    fatal += content.too_large
    if fatal:
        raise Unusable(fatal)
    return tuple(content.sheets), content.problems()


class _Manifest(Handler):
    """Whether a part is encrypted."""

    def __init__(self) -> None:
        self.encrypted = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.encrypted = self.encrypted or name == "encryption-data"


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    attributes: dict[str, str]
    paragraphs: list[list[str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        return text_shown("\n".join("".join(pieces) for pieces in self.paragraphs))


class _Content(Handler):
    """The sheets of ``content.xml``. Rows and cells that repeat are written once, with their number."""

    def __init__(self, document: str, printed: bool) -> None:
        self.document, self.printed = document, printed
        self.sheets: list[Sheet] = []
        self.too_large: list[Problem] = []
        self._problems: list[Problem] = []
        self._uncalculated: dict[str, list[Place]] = {}
        self._linked: dict[tuple[str, str], list[Place]] = {}
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: Sheet | None = None
        self._merged: list[Merge] = []
        self._unseen = Unseen()
        self._row = self._column = self._times = self._used = 0
        self._cells: list[tuple[int, Cell]] = []
        self._open: _Open | None = None
        self._aside = 0
        self._in_paragraph = False

    def problems(self) -> list[Problem]:
        """The cells in trouble."""
        return [*self._problems, *(uncalculated_problem(cells) for cells in self._uncalculated.values()),
                *(linked_problem(cells, target) for (_, target), cells in self._linked.items())]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif self._open is not None:
            self._start_text(name, attributes)
        elif name == "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif name == "table-properties" and attributes.get(_TABLE + "display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table":
            self._start_sheet(attributes)
        elif name == "table-row":
            self._row, self._column = self._row + self._times, 0
            self._times = _count(attributes, "number-rows-repeated")
            self._cells = []
            if _is_hidden(attributes):
                last = min(self._row + self._times - 1, MAX_ROWS)
                self._unseen.rows.update(range(self._row, last + 1))
        elif name == "table-column":
            first, self._column = self._column + 1, self._column + _count(attributes, "number-columns-repeated")
            if _is_hidden(attributes):
                self._unseen.columns.update(range(first, min(self._column, MAX_COLUMNS) + 1))
        elif name in ("table-cell", "covered-table-cell"):
            self._open = _Open(attributes)

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        name = attributes.get(_TABLE + "name", "")
        self._merged, self._unseen, self._row, self._column, self._times = [], Unseen(), 1, 0, 0
        hidden = attributes.get(_TABLE + "style-name") in self._hidden_styles
        # LibreOffice keeps copies of linked workbooks as tables with such names.
        self._sheet = None if name.startswith("'file:") else Sheet(self.document, name, hidden, {})

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        assert self._open is not None
        if name == "p":
            self._open.paragraphs.append([])
            self._in_paragraph = True
        elif self._in_paragraph and name in ("s", "tab", "line-break"):
            count = _count(attributes, "c", _TEXT) if name == "s" else 1
            self._open.paragraphs[-1].append({"s": " " * min(count, 100), "tab": "\t", "line-break": "\n"}[name])

    def text(self, text: str) -> None:
        """A piece of a paragraph."""
        if self._open is not None and self._in_paragraph and not self._aside:
            self._open.paragraphs[-1].append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
        elif name == "p":
            self._in_paragraph = False
        elif name in ("table-cell", "covered-table-cell") and self._open is not None:
            self._end_cell(self._open)
            self._open = None
        elif name == "table-row" and self._sheet is not None:
            self._end_row(self._sheet)
        elif name == "table" and self._sheet is not None:
            self.sheets.append(Sheet(self.document, self._sheet.name, self._sheet.hidden, self._sheet.cells,
                                     tuple(self._merged), self._unseen))
            self._sheet = None

    def _end_cell(self, cell: _Open) -> None:
        times = _count(cell.attributes, "number-columns-repeated")
        first, self._column = self._column + 1, self._column + times
        if self._sheet is None:
            return
        wide, high = (_count(cell.attributes, f"number-{way}-spanned") for way in ("columns", "rows"))
        if wide > 1 or high > 1:
            self._merged.append(Merge(self._row, first, self._row + high - 1, first + wide - 1))
        made = self._made(cell, self._sheet.place(self._row, first))
        if made is None:
            return
        if self._column > MAX_COLUMNS:
            self._stop(too_many_cells(self.document, self._sheet.name))
        self._cells += [(column, made) for column in range(first, self._column + 1)]

    def _end_row(self, sheet: Sheet) -> None:
        if not self._cells:
            return
        if self._row + self._times - 1 > MAX_ROWS:
            self._stop(too_many_rows(self.document, sheet.name))
        self._used += len(self._cells) * self._times
        if self._used > MAX_CELLS:
            self._stop(too_many_cells(self.document, sheet.name))
        for row in range(self._row, self._row + self._times):
            for column, cell in self._cells:
                sheet.cells[row, column] = Cell(cell.text, sheet.place(row, column), cell.kind)

    def _made(self, cell: _Open, place: Place) -> Cell | None:
        """The cell, unless it is empty or in trouble."""
        formula, kind, text = cell.get(_TABLE + "formula"), cell.get(_OFFICE + "value-type"), cell.text
        link = _LINK.search(formula)
        if link:
            self._linked.setdefault((place.sheet or "", link[1]), []).append(place)
        elif formula and not kind and not cell.paragraphs:
            self._uncalculated.setdefault(place.sheet or "", []).append(place)
        if cell.get(_CALC_TYPE) == "error" or (formula and _ERROR.fullmatch(text)):
            self._problems.append(error_problem(place, text))
            return Cell(text, place, "error")
        try:
            text, shown = _shown(cell, kind, self.printed)
        except Unreadable as trouble:
            self._problems.append(unreadable(trouble, place))
            return None
        return Cell(text, place, shown) if text else None

    def _stop(self, problem: Problem) -> None:
        self.too_large.append(problem)
        raise Stop


def _count(attributes: dict[str, str], name: str, space: str = _TABLE) -> int:
    """A number of repetitions; 1 when it is not written."""
    written = attributes.get(space + name, "1")
    return max(1, int(written)) if re.fullmatch(r"[0-9]{1,9}", written) else 1


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get(_TABLE + "visibility", "visible") != "visible"


def _shown(cell: _Open, kind: str, printed: bool) -> tuple[str, Kind]:
    """The text of a cell, and what it held. Raises :class:`Unreadable`."""
    if printed:
        return cell.text, "text"
    match kind:
        case "float" | "currency" | "percentage":
            return _number_shown(cell, kind == "percentage")
        case "boolean":
            return ("是" if cell.get(_OFFICE + "boolean-value") == "true" else "否"), "truth"
        case "date":
            return cell.get(_OFFICE + "date-value").replace("T00:00:00", "").replace("T", " "), "date"
        case "time":
            match = _DURATION.fullmatch(cell.get(_OFFICE + "time-value"))
            if match is None:
                return cell.text, "date"
            days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
            return match[1] + duration_shown(((days * 24 + hours) * 60 + minutes) * 60 + seconds), "date"
        case _:
            return text_shown(cell.get(_OFFICE + "string-value")) or cell.text, "text"


def _number_shown(cell: _Open, percent: bool) -> tuple[str, Kind]:
    """The number of the file, with the words that its format puts behind it."""
    written = cell.get(_OFFICE + "value")
    try:
        number = Decimal(written)
    except InvalidOperation:
        raise Unreadable(f"单元格里的“{written}”不是一个数", "一个数") from None
    if cell.paragraphs and not cell.text:
        raise unshown(number)
    printed = _PRINTED.fullmatch(cell.text[:100])
    if percent or printed is None or not number.is_finite():
        return number_shown(number, Shape(percent=percent))
    behind = printed["behind"].strip()
    apart = abs(abs(Decimal(printed["number"].replace(",", ""))) - abs(number))
    scaled = apart > Decimal(1).scaleb(-len(printed["decimals"] or ""))
    words = behind if re.search(r"[\u3400-\u9fff]", behind) else ""
    return number_shown(number, Shape(behind=words, scaled=scaled))
