"""What openpyxl does not tell of an .xlsx (工作表的 XML): sizes, merges, formulas without results, links.

Seen as a stream, before openpyxl loads anything: it stops at the first row too many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import join, normpath
from zipfile import ZipFile

from hengji.model import Place, Problem, Unusable

from .cells import Merge, Unseen, linked_problem, place_of, uncalculated_problem
from .markup import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Handler,
    Stop,
    damaged,
    too_many_cells,
    too_many_rows,
    walk,
)

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
#: ``[1]Sheet!A1``, ``'[1]my sheet'!A1``, ``[1]!name``; not ``Table[1]``.
_LINK = re.compile(r"(?<![\w\]])\[(\d+)\][^\[\]]*?!")
_LAST_ROW = 2**20
_LONGEST_FORMULA = 2**14
_STRICT = "http://purl.oclc.org/ooxml/"
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


@dataclass(slots=True)
class Parts:
    """Where the sheets and the linked workbooks of an .xlsx are."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    recalculates: bool = False


def coordinates(reference: str) -> tuple[int, int] | None:
    """``C5`` → (5, 3)."""
    match = _CELL.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


class _Relations(Handler):
    """Targets by id."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.types: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
            self.types[attributes.get("Id", "")] = attributes.get("Type", "")


class _Workbook(Handler):
    """The list of sheets: (name, relation, hidden)."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.links: list[str] = []
        self.recalculates = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get(_ID, ""),
                                attributes.get("state", "visible") != "visible"))
        elif name == "externalReference":
            self.links.append(attributes.get(_ID, ""))
        elif name == "calcPr":
            self.recalculates = attributes.get("fullCalcOnLoad") in ("1", "true")


def parts_of(archive: ZipFile, document: str) -> Parts:
    """The sheets with their parts. Raises :class:`Unusable`."""
    book, relations = _Workbook(), _Relations()
    walk(archive, "xl/workbook.xml", document, book)
    walk(archive, "xl/_rels/workbook.xml.rels", document, relations)
    if any(kind.startswith(_STRICT) for kind in relations.types.values()):  # openpyxl would find nothing in it
        raise Unusable([Problem(Place(document), "工作簿存成了“Strict Open XML”格式", "普通的 .xlsx",
                                suggestion="请另存为“Excel 工作簿 (*.xlsx)”")])
    sheets = [(name, _resolved(relations.targets.get(relation, "")), hidden) for name, relation, hidden in book.sheets
              if not relations.types.get(relation, "").endswith("/chartsheet")]
    links = [_link_target(archive, _resolved(relations.targets.get(relation, "")), document) for relation in book.links]
    return Parts(sheets, links, book.recalculates)


def _resolved(target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(join("xl", target))


def _link_target(archive: ZipFile, part: str, document: str) -> str:
    """The file name of the workbook that ``part`` links to; the path before it is another machine's."""
    folder, _, name = part.rpartition("/")
    relations = _Relations()
    if f"{folder}/_rels/{name}.rels" in archive.namelist():
        walk(archive, f"{folder}/_rels/{name}.rels", document, relations)
    return re.split(r"[/\\]", next(iter(relations.targets.values()), ""))[-1]


class SheetXml(Handler):
    """Counts a sheet, and notes its merges and the formulas that cannot be trusted."""

    def __init__(self, document: str, sheet: str, parts: Parts, room: int) -> None:
        self.document, self.sheet, self.parts, self.room = document, sheet, parts, room
        self.merged: list[Merge] = []
        self.unseen = Unseen()
        self.too_large: Problem | None = None
        self.used = self.rows = self.row = self.column = 0
        self._in_data = False
        self._formula: str | None = None
        self._result: str | None = None
        self._type = self._shared = self._inside = ""
        self._links_of_shared: dict[str, str] = {}
        self._uncalculated: list[Place] = []
        self._linked: dict[str, list[Place]] = {}

    def problems(self) -> list[Problem]:
        """The formulas in trouble."""
        problems = [linked_problem(cells, target) for target, cells in self._linked.items()]
        return problems + ([uncalculated_problem(self._uncalculated)] if self._uncalculated else [])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; rows and cells outside the data belong to drawings."""
        if name == "sheetData":
            self._in_data = True
        elif name == "col" and _is_hidden(attributes, "width"):
            self.unseen.columns.update(range(*_columns(attributes)))
        elif name == "sheetView" and attributes.get("showZeros") in ("0", "false"):
            self.unseen.zeros = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif not self._in_data:
            return
        elif name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row(attributes)
        elif name == "f":
            self._formula, self._inside, self._shared = "", "f", attributes.get("si", "")
        elif name == "v":
            self._result, self._inside = "", "v"

    def text(self, text: str) -> None:
        """The text of a formula, and of its result."""
        if self._inside == "f" and len(self._formula or "") < _LONGEST_FORMULA:
            self._formula = f"{self._formula or ''}{text}"
        elif self._inside == "v" and not self._result:
            self._result = text

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "c" and self._formula is not None:
            self._judge(self._formula)
        elif name == "row":
            self.used += self.column  # openpyxl fills a row up to its last cell
        elif name == "sheetData":
            self._in_data = False
        self._inside = ""

    def _row(self, attributes: dict[str, str]) -> None:
        self.rows += 1
        if self.rows > MAX_ROWS:
            self._stop(too_many_rows(self.document, self.sheet))
        if self.used > self.room:
            self._stop(too_many_cells(self.document, self.sheet))
        written = attributes.get("r", str(self.row + 1))
        row = int(written) if re.fullmatch(r"[0-9]{1,7}", written) else 0
        if not self.row < row <= _LAST_ROW:  # openpyxl loses rows that do not ascend
            raise Unusable([damaged(self.document, f"工作表“{self.sheet}”第 {self.row} 行之后")])
        self.row, self.column = row, 0
        if _is_hidden(attributes, "ht"):
            self.unseen.rows.add(row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._formula = self._result = None
        self._shared, self._type = "", attributes.get("t", "n")
        at = coordinates(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
        if at is None or at[0] != self.row or at[1] <= self.column:
            raise Unusable([damaged(self.document, f"工作表“{self.sheet}”第 {self.row} 行")])
        self.column = at[1]
        if self.column > MAX_COLUMNS:
            self._stop(too_many_cells(self.document, self.sheet))

    def _merge(self, reference: str) -> None:
        first, last = (coordinates(end) for end in (reference.split(":") * 2)[:2])
        if first and last:
            self.merged.append(Merge(*first, *last))
        if len(self.merged) > MAX_ROWS:
            self._stop(too_many_cells(self.document, self.sheet))

    def _judge(self, formula: str) -> None:
        """A formula must not take its result from another workbook, and must have one."""
        place = place_of(self.document, self.sheet, self.row, self.column)
        link = _LINK.search(formula)
        number = link[1] if link else self._links_of_shared.get(self._shared, "")
        if link and self._shared:
            self._links_of_shared[self._shared] = number
        if number:
            known = self.parts.links[int(number) - 1:int(number)] if number != "0" else []
            self._linked.setdefault("".join(known), []).append(place)
        elif not self._calculated():
            self._uncalculated.append(place)
            self.unseen.uncalculated.add((self.row, self.column))

    def _calculated(self) -> bool:
        """Whether the result is stored.

        Programs that write formulas without calculating them put 0, and ask for
        calculation when the file is opened.
        """
        if self._type == "n" and self.parts.recalculates and not (self._result or "").strip("0."):
            return False
        return bool(self._result) or (self._result is not None and self._type == "str")

    def _stop(self, problem: Problem) -> None:
        self.too_large = problem
        raise Stop


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or so small that it might as well be."""
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) == "0"


def _columns(attributes: dict[str, str]) -> tuple[int, int]:
    first, last = (attributes.get(name, "") for name in ("min", "max"))
    known = re.fullmatch(r"[0-9]{1,5}", first) and re.fullmatch(r"[0-9]{1,5}", last)
    return (int(first), min(int(last), MAX_COLUMNS) + 1) if known else (1, 1)


class Strings(Handler):
    """Counts the shared strings."""

    def __init__(self) -> None:
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.count += name == "si"
        if self.count > MAX_CELLS:
            raise Stop
