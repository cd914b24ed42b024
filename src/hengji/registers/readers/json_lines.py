"""JSON lines (每行一个 JSON 对象): keys are headings, numbers keep their digits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from hengji.intake import Cell, Heading
from hengji.model import Place, Problem, Unusable
from hengji.registers.schema import TAG_MARK

from .encodings import as_utf8, detected, named, undecodable
from .headings import Matcher
from .source import Digest, Source
from .staging import staged_relation, staging

#: So many different keys are looked at.
_MOST_KEYS = 2000


class Keys:
    """The keys that were met, each with the field it means."""

    def __init__(self, document: str, matcher: Matcher) -> None:
        self._document, self._matcher = document, matcher
        self._at: dict[str, int | None] = {}
        self._fields = [each.name for each in matcher.register.fields]
        self.headings: dict[int, Heading] = {}
        self.others: dict[int, Cell] = {}

    def index(self, key: str, line: int | None) -> int | None:
        """The column of the key, None where no field is known by it."""
        if key not in self._at:
            self._at[key] = self._learn(key, line) if len(self._at) < _MOST_KEYS else None
        return self._at[key]

    def _learn(self, key: str, line: int | None) -> int | None:
        cell = Cell(key, Place(self._document, line=line), "text")
        heading = self._matcher.headings.match(key, cell)
        if heading is None:
            self.others[len(self._fields) + len(self.others)] = cell
            return None
        at = self._fields.index(heading.column.field)
        if at in self.headings:
            self._matcher.problems.append(Problem(
                cell.place, f"“{self.headings[at].cell.text}”和“{key}”是同一个字段", "只有一个",
                suggestion="请改名其中一个"))
            return None
        self.headings[at] = heading
        return at


def open_json_lines(path: Path, matcher: Matcher, folder: Path, encoding: str = "") -> Source:
    """The JSON lines at ``path``. Raises :class:`Unusable`."""
    digest = Digest(path)
    known = named(encoding) if encoding else detected(path)
    readable = as_utf8(path, known, folder / "utf8.jsonl")
    keys, width = Keys(str(path), matcher), len(matcher.register.fields)
    out = folder / "lines.csv"
    try:
        with readable.open(encoding="utf-8-sig") as lines, staging(out, width) as stager:
            for number, line in enumerate(lines, 1):
                if not stager.rows and line.lstrip().startswith("["):
                    raise Unusable([Problem(
                        Place(str(path), line=number), "整个文件是一个 JSON 列表（[…]）", "一行一个对象（{…}）",
                        suggestion="请导出为 JSON lines（.jsonl），或用 jq -c '.[]' 文件 改写")])
                if line.strip():
                    texts, flaw = _texts(line, number, keys, width)
                    stager.add(number, texts, flaw)
    except UnicodeDecodeError as error:
        raise undecodable(path, known) from error
    if not stager.rows:
        raise Unusable([Problem(Place(str(path)), "文件里没有数据", suggestion="请核对是不是这个文件")])
    matched = matcher.matched(str(path), keys.headings, keys.others, width)
    if matcher.problems:
        raise Unusable(matcher.problems)
    return Source(path.name, staged_relation(out, width, broken_lines=stager.broken_lines), matched.columns,
                  partial(_place, str(path)), digest.sha256, encoding=known.said, notes=matched.notes)


def _texts(line: str, number: int, keys: Keys, width: int) -> tuple[list[str], str]:
    texts = [""] * width
    try:
        row = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return texts, "|这一行不是完整的 JSON"
    if not isinstance(row, Mapping):
        return texts, "|这一行不是 JSON 对象（{…}）"
    flaw = ""
    for key, value in row.items():
        at = keys.index(key, number)
        if at is not None:
            text = text_of(value)
            if text is None:
                flaw = flaw or f"{at}|“{key}”的值是对象或嵌套的列表，不是一个值"
            texts[at] = (text or "").replace("\0", "")
    return texts, flaw


def text_of(value: Any) -> str | None:
    """A value as text; None where it is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        parts = [text_of(part) for part in value]
        return None if None in parts or any(isinstance(part, list) for part in value) else TAG_MARK.join(
            part for part in parts if part)
    return None


def _place(document: str, row: int, _: int | None) -> Place:
    return Place(document, line=row)
