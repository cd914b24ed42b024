"""YAML with positions, and without YAML's traps (YAML 读取).

Every scalar stays the text that was written: ``08``, ``1e3``, ``yes`` and
``354.310`` mean what the reader of the field makes of them, never what YAML
guesses. Anchors and aliases are refused, so nothing can grow beyond the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hengji.model import Place, Problem

from .writing import why

#: A framework or a case is a few thousand lines; a larger file is a mistake.
MAX_BYTES = 8 * 2**20
MAX_DEPTH = 40
MAX_TEXT = 100_000
MAX_NODES = 60_000
#: Enough to see that a file is not what it should be.
MAX_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``inside`` is where its first character stands, behind quotation marks or a block's head.

    Its column is unknown where the file breaks the text over lines and YAML joins them.
    """

    text: str
    place: Place
    quoted: bool = False
    inside: Place | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named entries, each name once; ``keys`` holds the names with their places."""

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place


Node = Scalar | Sequence | Mapping


def read_text(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """The UTF-8 text of ``path``, at most :data:`MAX_BYTES` long."""
    place = Place(str(path))
    try:
        if not path.is_file() and path.exists() and not path.is_dir():
            return None, (Problem(place, "这不是普通的文件", suggestion="请核对路径"),)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            size = path.stat().st_size // 2**20
            return None, (Problem(place, f"文件有 {size} MB，太大", f"不超过 {MAX_BYTES // 2**20} MB",
                                  suggestion="附件和原始数据请另存，不要放在这个文件里"),)
    except FileNotFoundError:
        return None, (Problem(place, "没有这个文件", suggestion="请核对路径和文件名"),)
    except OSError as error:
        return None, (Problem(place, f"读不了这个文件（{why(error)}）", suggestion="请核对路径和读取权限"),)
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return None, (Problem(place, "这是 Excel、Word 或压缩文件，不是文本文件", "文本文件，如 .yaml、.json",
                              suggestion="请核对文件名；评价工作簿要用 .xlsx、.xls 或 .ods 结尾的文件"),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
        return None, (Problem(Place(str(path), line), "文件不是 UTF-8 编码", "UTF-8 编码",
                              suggestion="请用记事本打开，另存为时选 UTF-8"),)


def read_yaml(text: str, document: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The root node of ``text``, called ``document`` in messages, or every problem."""
    builder = _Builder(text, document)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(error, text, document))
    except yaml.YAMLError:
        builder.problems.append(Problem(Place(document), "文件里有不能用的字符",
                                        suggestion="请删去控制字符，另存为 UTF-8"))
    except _Hopeless:
        pass
    if builder.problems:
        return None, tuple(builder.problems)
    if builder.root is None:
        return None, (Problem(Place(document, 1, 1), "文件是空的"),)
    return builder.root, ()


def nodes_from_data(data: Any, document: str) -> Node:
    """Plain data (dict, list, text, number), as JSON gives it, as nodes of ``document``; they have no lines."""
    place = Place(document)
    if isinstance(data, dict):
        entries = {str(name): nodes_from_data(entry, document) for name, entry in data.items()}
        return Mapping(entries, dict.fromkeys(entries, place), place)
    if isinstance(data, list):
        return Sequence(tuple(nodes_from_data(item, document) for item in data), place)
    return Scalar(str(data), place, quoted=isinstance(data, str))


class _Hopeless(Exception):
    """Reading on would be useless or harmful."""


class _Builder:
    """Builds nodes from parser events with a stack of its own: no recursion to exhaust."""

    def __init__(self, text: str, document: str) -> None:
        self.text, self.document = text, document
        self.nodes = 0
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.stack: list[tuple[Place, list[Node], bool]] = []

    def take(self, event: Any) -> None:
        match event:
            case yaml.AliasEvent():
                self.problem(event, "不能使用别名（*名称）", "把内容直接写出来")
                self.add(Scalar("", self.place(event)))
            case yaml.ScalarEvent():
                self.refuse_marks(event)
                if len(event.value) > MAX_TEXT:
                    self.problem(event, f"这段文字有 {len(event.value)} 个字，太长",
                                 f"不超过 {MAX_TEXT} 个字；长文请另存为附件")
                self.add(Scalar(event.value, self.place(event), event.style in ("'", '"'), self.inside(event)))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self.refuse_marks(event)
                if len(self.stack) >= MAX_DEPTH:
                    self.problem(event, f"层次太深（超过{MAX_DEPTH}层）", "请检查缩进和括号")
                    raise _Hopeless
                self.stack.append((self.place(event), [], isinstance(event, yaml.MappingStartEvent)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                place, items, mapping = self.stack.pop()
                self.add(self.mapping(items, place) if mapping else Sequence(tuple(items), place))
            case yaml.DocumentStartEvent() if self.root is not None:
                self.problem(event, "一个文件里只能有一份内容", "删去“---”，或分成两个文件")
                raise _Hopeless

    def refuse_marks(self, event: Any) -> None:
        if event.anchor:
            self.problem(event, f"不能使用锚点（&{event.anchor}）", "把内容直接写出来")
        if event.tag:
            self.problem(event, "不能使用类型标记（!…）", "删去它，内容直接写出来")

    def add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or len(self.problems) > MAX_PROBLEMS:
            if self.nodes > MAX_NODES:
                self.problems.append(Problem(node.place, f"内容太多（超过 {MAX_NODES} 项）", "几千项以内"))
            raise _Hopeless
        if self.stack:
            self.stack[-1][1].append(node)
        else:
            self.root = node

    def mapping(self, items: list[Node], place: Place) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key, value in _pairs(items):
            if not isinstance(key, Scalar):
                self.problems.append(Problem(key.place, "这里应是一个名称"))
            elif key.text in entries:
                self.problems.append(Problem(
                    key.place, f"“{key.text}”重复了", found=f"第{keys[key.text].line}行已有“{key.text}”",
                    suggestion="只留一处"))
            else:
                entries[key.text], keys[key.text] = value, key.place
        return Mapping(entries, keys, place)

    def place(self, event: Any) -> Place:
        return Place(self.document, event.start_mark.line + 1, event.start_mark.column + 1)

    def inside(self, event: Any) -> Place:
        """Where the first character of a scalar's text stands."""
        start = event.start_mark
        if event.style == "|":
            body = self.text[start.index:event.end_mark.index].split("\n")[1:]
            indent = next((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), 0)
            return Place(self.document, start.line + 2, indent + 1)
        folded = event.end_mark.line - start.line > (event.end_mark.column == 0)
        if event.style == ">" or folded:
            return Place(self.document, start.line + 1)
        return Place(self.document, start.line + 1, start.column + 1 + (event.style in ("'", '"')))

    def problem(self, event: Any, text: str, suggestion: str) -> None:
        self.problems.append(Problem(self.place(event), text, suggestion=suggestion))


def _pairs(items: list[Node]) -> Iterator[tuple[Node, Node]]:
    return zip(items[::2], items[1::2], strict=True)


_QUOTED = "while scanning a quoted scalar"


def _tab_indented(text: str, line: int | None) -> bool:
    found = next(iter(text.split("\n")[(line or 1) - 1:]), "")
    return "\t" in found[:len(found) - len(found.lstrip())]


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, document: str) -> Problem:
    begun = error.context_mark if error.context in ("while scanning a simple key", _QUOTED) else None
    mark = begun or error.problem_mark or error.context_mark
    place = Place(document, mark.line + 1, mark.column + 1) if mark else Place(document)
    if error.context == _QUOTED:
        return Problem(place, "引号没有闭合", suggestion="请补上后面的引号")
    if _tab_indented(text, place.line):
        return Problem(place, "缩进用了制表符", suggestion="缩进请用空格")
    return Problem(place, "这里的写法不合 YAML 规则", "“名称: 内容”或“- 内容”，同级缩进对齐",
                   suggestion="请检查这一行和上一行的缩进、冒号后的空格、引号和括号是否成对")
