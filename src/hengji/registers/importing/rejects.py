"""Rows that do not fit (未导入的行): every wrong cell with its place, what was found and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from hengji.intake import safe_csv
from hengji.model import Place, Problem
from hengji.registers.readers import ReadColumn, Source

from .plan import Plan

HEADINGS = ("文件", "工作表", "行", "列", "表头", "内容", "问题", "应为", "怎么办")
#: So many wrong cells of a source are told on the screen.
TOLD = 20
_HIDDEN = "（个人信息，不列出）"
_AT_ONCE = 1000


class Wrong(NamedTuple):
    """A wrong cell: its row, its column (None for the row as a whole), its text, and what is told of it."""

    row: int
    column: ReadColumn | int | None
    content: str
    text: str
    expected: str = ""
    suggestion: str = ""


class Rejects:
    """Takes the wrong cells of one source, writes them down, and keeps the first for the screen."""

    def __init__(self, source: Source, out: Path) -> None:
        self.source, self.out = source, out
        self.rows = self.cells = 0
        self.problems: list[Problem] = []
        self._last = 0

    def take(self, wrong: Iterable[Wrong]) -> None:
        """Writes wrong cells in the order of their rows."""
        with self.out.open("ab") as file:
            lines: list[tuple[str, ...]] = []
            for each in wrong:
                self._count(each)
                lines.append(self._line(each))
                if len(lines) == _AT_ONCE:
                    _write(file, lines)
            _write(file, lines)

    def told(self) -> tuple[Problem, ...]:
        """The first wrong cells, and how many more there are."""
        more = self.cells - len(self.problems)
        if not more:
            return tuple(self.problems)
        return (*self.problems, Problem(
            Place(self.source.name), f"这个来源共 {self.rows} 行、{self.cells} 处不对，还有 {more} 处没有一一列出",
            suggestion="写 --rejects 文件.csv，全部列在那里"))

    def _count(self, wrong: Wrong) -> None:
        self.cells += 1
        if wrong.row != self._last:
            self.rows, self._last = self.rows + 1, wrong.row
        if len(self.problems) < TOLD:
            self.problems.append(Problem(self._place(wrong), wrong.text, wrong.expected, suggestion=wrong.suggestion))

    def _place(self, wrong: Wrong) -> Place:
        return self.source.place(wrong.row, _index(wrong.column))

    def _line(self, wrong: Wrong) -> tuple[str, ...]:
        place, column = self._place(wrong), wrong.column
        letters = "".join(letter for letter in place.cell or "" if letter.isalpha())
        at = _index(column)
        spot = letters if place.cell and at is not None else "" if at is None else str(at + 1)
        heading = column.heading if isinstance(column, ReadColumn) else ""
        return (self.source.name, self.source.sheet, str(wrong.row), spot, heading, wrong.content, wrong.text,
                wrong.expected, wrong.suggestion)


def _index(column: ReadColumn | int | None) -> int | None:
    return column.index if isinstance(column, ReadColumn) else column


def _write(file: IO[bytes], lines: list[tuple[str, ...]]) -> None:
    file.write(safe_csv(lines).removeprefix(b"\xef\xbb\xbf"))
    lines.clear()


def wrong_cells(plan: Plan, rows: Iterable[Sequence[Any]]) -> Iterator[Wrong]:
    """What is wrong in the rows of :meth:`Plan.wrong_rows`."""
    for row in rows:
        number, flaw, *rest = row
        if flaw:
            yield _flawed(plan, number, flaw)
            continue
        cells, rest = rest[:2 * len(plan.checks)], rest[2 * len(plan.checks):]
        found = list(_cells(plan, number, cells))
        texts = dict(zip((column.field.name for column, _ in plan.checks), cells[1::2], strict=True))
        found += _rules(plan, number, rest[:len(plan.register.rules)], texts)
        for at, text in zip(plan.source.blank, rest[len(plan.register.rules):], strict=True):
            if text is not None:
                found.append(Wrong(number, at, "", "这一格上面没有表头", "有表头的列", "请补上表头，或删去这一格"))
        yield from found


def _flawed(plan: Plan, number: int, flaw: str) -> Wrong:
    at, _, text = flaw.partition("|")
    column = next((column for column, _ in plan.checks if at and column.index == int(at)), int(at) if at else None)
    return Wrong(number, column, "", text)


def _cells(plan: Plan, number: int, cells: Sequence[Any]) -> Iterator[Wrong]:
    for (column, checks), code, text in zip(plan.checks, cells[::2], cells[1::2], strict=True):
        if code:
            shown = _HIDDEN if column.field.person == "hashed" else text or ""
            yield Wrong(number, column, shown, *checks[code - 1].tell(shown))


def _rules(plan: Plan, number: int, broken: Sequence[bool], texts: dict[str, str | None]) -> Iterator[Wrong]:
    for rule, breaks in zip(plan.register.rules, broken, strict=True):
        if breaks:
            by_name = plan.register.by_name
            read = [name for name in rule.fields if name in texts]
            content = "，".join(f"{by_name[name].title} {_HIDDEN if by_name[name].person else texts[name] or '空'}"
                               for name in read)
            column = next((column for column, _ in plan.checks if column.field.name == rule.fields[-1]), None)
            yield Wrong(number, column, content, f"{rule.says}（{content}）", "", "请核对原始记录")


def doubled_cells(plan: Plan, rows: Iterable[Sequence[Any]], into: str) -> Iterator[Wrong]:
    """What is wrong with rows whose key is already there: (row, first row or None, the key's values)."""
    read = {column.field.name: column for column, _ in plan.checks}
    keys = [read[field.name] for field in plan.register.keys]
    title = "、".join(column.field.title for column in keys)
    for number, first, *values in rows:
        shown = "，".join(_HIDDEN if column.field.person else "" if value is None else str(value)
                         for column, value in zip(keys, values, strict=True))
        if first is None:
            yield Wrong(number, keys[0], shown, f"{title}“{shown}”在{into}里已经有了", "每行不同",
                        "已导入过的行不必再导入；要用这份数据换掉全部，写 --replace")
        else:
            yield Wrong(number, keys[0], shown, f"{title}“{shown}”与第 {first} 行重复", "每行不同", "请核对，只留一行")
