"""CSV (逗号、制表符或分号分隔的文本): read as it lies where it is sound, else row by row until all is told."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from hengji.intake import Cell, Header, Sheet, find_header
from hengji.model import Place, Problem, Unusable

from .encodings import Encoding, as_utf8, detected, named, undecodable
from .headings import Matched, Matcher
from .source import Digest, Source
from .staging import csv_relation, staged_relation, staging

_DELIMITERS = (",", "\t", ";", "|", "，")
#: Headings are looked for in so many rows from the top.
_WITHIN = 15
_LONGEST = 2**20
_NO_HEADER = "前 15 行里没有找到表头"


@dataclass(frozen=True, slots=True)
class _Head:
    """What the beginning of a file tells: its delimiter, its header, and the lines that it takes."""

    delimiter: str
    sheet: Sheet
    header: Header
    lines: int
    width: int


def open_csv(path: Path, matcher: Matcher, folder: Path, encoding: str = "") -> Source:
    """The CSV at ``path``; a copy in UTF-8 and what else is needed goes to ``folder``. Raises :class:`Unusable`."""
    csv.field_size_limit(_LONGEST)
    digest = Digest(path)
    known = named(encoding) if encoding else detected(path)
    readable = as_utf8(path, known, folder / "utf8.csv")
    try:
        head = _head(path, readable, matcher)
    except UnicodeDecodeError as error:
        raise undecodable(path, known) from error
    matched = matcher.header(str(path), head.header, head.width, head.sheet)
    if matcher.problems:
        raise Unusable(matcher.problems)
    numbered = partial(_numbered, path, readable, head, matched, known, folder, digest.sha256)
    names = [f"c{at}" for at in range(head.width)]
    relation = csv_relation(readable, names, skip=head.lines, delimiter=head.delimiter)
    if head.delimiter == "，":  # of three bytes, and with no room for them in a quick reader
        return numbered()
    unclean = digest.has_nul if readable == path or not known.codec.startswith("utf-16") else Digest(readable).has_nul
    return Source(path.name, relation, matched.columns, partial(_place, str(path)), digest.sha256, unclean,
                  numbered=False, numbered_again=numbered, blank=matched.blank, encoding=known.said,
                  notes=matched.notes)


def _head(path: Path, readable: Path, matcher: Matcher) -> _Head:
    """The header, with the delimiter under which most of it is known."""
    found: list[_Head] = []
    for delimiter in _DELIMITERS:
        try:
            sheet, lines = _top(path, readable, delimiter)
        except csv.Error as error:  # what is a quotation mark under one delimiter is none under another
            if delimiter == _DELIMITERS[-1] and not found:
                raise Unusable([_broken(path, 1, error)]) from error
            continue
        if not sheet.cells:
            raise Unusable([Problem(Place(str(path)), "文件是空的，没有表头也没有数据",
                                    suggestion="请核对是不是这个文件")])
        header = find_header(sheet, matcher.headings)
        if header is not None:
            width = max(cells for _, cells in (lines[row] for row in range(header.first_row, header.below)))
            found.append(_Head(delimiter, sheet, header, lines[header.below - 1][0], width))
    if not found:
        wanted = "、".join(each.title for each in matcher.register.fields if each.required)
        raise Unusable([Problem(Place(str(path), line=1), _NO_HEADER, f"有一行写着：{wanted}", suggestion=(
            "请核对是不是这个台账的数据，编码对不对；列名不同的，用 --columns 台账的字段=表里的列名"))])
    best = max(found, key=lambda head: len(head.header.headings))
    if best.lines < 0:
        raise Unusable([Problem(Place(str(path)), "表头之后没有数据行", suggestion="请核对是不是这个文件")])
    return best


def _top(path: Path, readable: Path, delimiter: str) -> tuple[Sheet, dict[int, tuple[int, int]]]:
    """The first rows, and of each after how many lines it ends (-1 where nothing follows), and its number of cells."""
    cells: dict[tuple[int, int], Cell] = {}
    lines: dict[int, tuple[int, int]] = {}
    with _reading(readable, delimiter, strict=False) as rows:
        for number, row in enumerate(islice(rows, _WITHIN + 1), 1):
            lines[number] = rows.line_num, len(row)
            for column, text in enumerate(row, 1):
                if text.strip():
                    place = Place(str(path), line=number, column=column)
                    cells[number, column] = Cell(text.strip(), place, "text")
        rest = any(any(text.strip() for text in row) for row in rows) if len(lines) <= _WITHIN else True
    if not rest:
        last = max((row for row, _ in cells), default=0)
        lines.update({number: (-1, cells) for number, (_, cells) in lines.items() if number >= last})
    return Sheet(str(path), path.name, False, cells), lines


@contextmanager
def _reading(readable: Path, delimiter: str, *, strict: bool = True) -> Iterator[csv.reader]:  # type: ignore[valid-type]
    with readable.open(encoding="utf-8-sig", newline="") as file:
        yield csv.reader(file, delimiter=delimiter, strict=strict)


def _numbered(path: Path, readable: Path, head: _Head, matched: Matched, known: Encoding, folder: Path,
              digest: Callable[[], str]) -> Source:
    """The same rows with their numbers, and what is wrong with each of them as a whole."""
    out = folder / "numbered.csv"
    number = 0
    with staging(out, head.width) as stager, _reading(readable, head.delimiter) as rows:
        try:
            for number, row in enumerate(rows, 1):
                if number >= head.header.below and any(text.strip() for text in row):
                    stager.add(number, [text.replace("\0", "") for text in row], _flaw(row, head.width))
        except UnicodeDecodeError as error:
            raise undecodable(path, known) from error
        except csv.Error as error:
            raise Unusable([_broken(path, number + 1, error)]) from error
    return Source(path.name, staged_relation(out, head.width, broken_lines=stager.broken_lines), matched.columns,
                  partial(_place, str(path)), digest, blank=matched.blank, encoding=known.said, notes=matched.notes)


def _flaw(row: list[str], width: int) -> str:
    if any("\0" in text for text in row):
        return f"{next(at for at, text in enumerate(row) if chr(0) in text)}|单元格里有不能用的字符（NUL）"
    if len(row) < width:
        return f"|这一行只有 {len(row)} 格，表头有 {width} 格；分隔符或引号可能少了"
    if len(row) > width and any(text.strip() for text in row[width:]):
        return f"|这一行有 {len(row)} 格，表头只有 {width} 格；值里有逗号的，要用引号括起来"
    return ""


def _place(document: str, row: int, column: int | None) -> Place:
    return Place(document, line=row, column=None if column is None else column + 1)


def _broken(path: Path, row: int, error: csv.Error) -> Problem:
    told = str(error)
    if "field larger" in told:
        text = "一个单元格里有一百万字以上，多半是引号没有成对"
    elif "unexpected end" in told:
        text = "到文件结尾，引号都没有成对"
    else:
        text = "引号用得不对：引号之后只能是分隔符或换行"
    return Problem(Place(str(path), line=row), text, "引号成对；值里的引号写两遍", suggestion="请改正后再导入")
