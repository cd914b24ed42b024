"""A workbook as a person sees it (工作簿): sheets, and cells that are text with a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hengji.model import Place, Problem

#: What a cell held before it became text. An ``error`` is only met in sheets of one's own notes.
Kind = Literal["text", "number", "percent", "date", "truth", "error"]

#: Sheets and columns whose names begin so are one's own notes; nothing is read from them.
NOTE_MARK = "#"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its text, never empty, without spaces around it."""

    text: str
    place: Place
    kind: Kind


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns count from 1 and belong to it, the last ones too."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Unseen:
    """What a sheet does not show: rows and columns that are hidden, perhaps by a filter, and zeros.

    ``uncalculated`` are the cells whose formulas have no result yet, whatever the file puts for it.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    zeros: bool = False
    uncalculated: set[tuple[int, int]] = field(default_factory=set)

    def __contains__(self, at: tuple[int, int]) -> bool:
        return at[0] in self.rows or at[1] in self.columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells by (row, column), counting from 1. Empty cells are absent."""

    document: str
    name: str
    hidden: bool
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Merge, ...] = ()
    unseen: Unseen = field(default_factory=Unseen)

    def place(self, row: int, column: int) -> Place:
        """Where that cell is, whether it holds something or not."""
        return place_of(self.document, self.name, row, column)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; ``""`` when it is empty."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    @property
    def is_note(self) -> bool:
        """Whether it is a sheet of one's own notes."""
        return is_note(self.name)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook file; ``sheets`` in their order, hidden ones and notes too."""

    document: str
    sheets: tuple[Sheet, ...]


def is_note(name: str) -> bool:
    """Whether a sheet's name or a heading marks one's own notes."""
    return name.strip().startswith((NOTE_MARK, "＃"))


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def place_of(document: str, sheet: str, row: int, column: int) -> Place:
    """A cell as a place, ``C5`` for row 5 and column 3."""
    return Place(document, sheet=sheet, cell=f"{column_letters(column)}{row}")


_RECALCULATE = "请改正公式；或选中后“复制”“选择性粘贴为数值”，改成正确的数"
_ERRORS = {
    "#REF!": ("公式引用的单元格已经不在了", "请把公式改成引用现有的单元格"),
    "#N/A": ("公式没有查到要找的内容", "请核对要查的名称，或直接填上正确的数"),
    "#DIV/0!": ("公式的除数是 0 或空白", "请核对除数那一格，或直接填上正确的数"),
    "#VALUE!": ("公式里有不能计算的内容，常是该填数的地方填了文字", "请核对公式引用的单元格是否都是数"),
    "#NAME?": ("公式里的函数或名称不认识", "请核对公式里的函数名；新函数在旧软件里算不出来"),
    "#NUM!": ("公式算不出数，或数太大", "请核对公式里的数"),
    "#NULL!": ("公式里两个区域没有相交的单元格", "请核对公式里的区域，区域之间用逗号或冒号"),
    "#SPILL!": ("公式的结果放不下，旁边的单元格有内容", "请清空公式旁边的单元格"),
}


def error_problem(place: Place, error: str) -> Problem:
    """The problem of a cell that shows an error instead of a value."""
    meaning, remedy = _ERRORS.get(error, ("公式出错，没有结果", _RECALCULATE))
    return Problem(place, f"单元格是错误值 {error}：{meaning}", "一个值", error, remedy)


def uncalculated_problem(cells: list[Place]) -> Problem:
    """The problem of formulas whose results were never stored; told once for a sheet, at the first."""
    return Problem(cells[0], "单元格里的公式还没有计算过，文件里没有它的结果", "计算好的值", _listed(cells),
                   "请用 Excel 或 WPS 打开、保存一次")


def linked_problem(cells: list[Place], target: str) -> Problem:
    """The problem of formulas that take their values from another workbook; told once for a sheet, at the first."""
    return Problem(cells[0], f"公式引用了别的工作簿{_named(target)}，它的值无从核对", "本工作簿里的值",
                   _listed(cells), _UNLINK)


def linked_workbook(document: str, target: str) -> Problem:
    """The problem of a link to another workbook that no cell uses."""
    return Problem(Place(document), f"工作簿链接了别的工作簿{_named(target)}", "没有外部链接的工作簿",
                   suggestion=_UNLINK)


_UNLINK = "请选中公式，“复制”后“选择性粘贴为数值”，再断开外部链接（“数据”→“编辑链接”→“断开链接”）"
_LISTED = 10


def _named(target: str) -> str:
    return f"“{target}”" if target else ""


def _listed(cells: list[Place]) -> str:
    names = "、".join(f"{place.sheet}!{place.cell}" for place in cells[:_LISTED])
    return names + (f" 等 {len(cells)} 格" if len(cells) > _LISTED else "")
