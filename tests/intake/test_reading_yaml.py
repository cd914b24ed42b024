"""YAML as text with positions: nothing is guessed, nothing can grow, all problems are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake import Mapping, Node, Scalar, Sequence, read_text, read_yaml
from hengji.model import Place, Problem


def node_of(text: str) -> Node:
    node, problems = read_yaml(text, "f")
    assert problems == ()
    assert node is not None
    return node


def entry(text: str, *names: str) -> Node:
    node = node_of(text)
    for name in names:
        assert isinstance(node, Mapping)
        node = node.entries[name]
    return node


def told(text: str) -> list[tuple[int | None, int | None, str]]:
    node, problems = read_yaml(text, "f")
    assert node is None
    return [(problem.place.line, problem.place.column, problem.text) for problem in problems]


@pytest.mark.parametrize("written", [
    "08", "1e3", "yes", "no", "on", "354.310", "0x10", "1_000", "2022-02-30", "null", "~", "1:30", ".inf", "是", "０１",
])
def test_a_scalar_stays_what_was_written(written: str) -> None:
    node = entry(f"值: {written}", "值")
    assert isinstance(node, Scalar)
    assert (node.text, node.place, node.quoted) == (written, Place("f", 1, 4), False)


@pytest.mark.parametrize(("written", "text", "quoted"), [
    ('"a: b"', "a: b", True), ("'它''的'", "它'的", True), ("a b", "a b", False), ('""', "", True), ("", "", False),
    ("|\n  一\n  二", "一\n二\n", False), (">\n  一\n  二", "一 二\n", False), ('"\\u4e00"', "一", True),
    ("一\n  二", "一 二", False), ("一 # 注释", "一", False), ("http://a", "http://a", False),
])
def test_every_way_of_writing_a_text(written: str, text: str, quoted: bool) -> None:
    node = entry(f"值: {written}\n", "值")
    assert isinstance(node, Scalar)
    assert (node.text, node.quoted) == (text, quoted)


def test_places_are_those_of_the_words() -> None:
    node = node_of("甲: 一\n乙:\n  - 二\n  - {丙: 三}\n")
    assert isinstance(node, Mapping)
    assert node.place == Place("f", 1, 1)
    assert node.keys == {"甲": Place("f", 1, 1), "乙": Place("f", 2, 1)}
    listed = node.entries["乙"]
    assert isinstance(listed, Sequence)
    assert listed.place == Place("f", 3, 3)
    second = listed.items[1]
    assert isinstance(second, Mapping)
    assert second.place == Place("f", 4, 5)
    assert second.entries["丙"].place == Place("f", 4, 9)


def test_every_duplicate_is_told_with_the_first() -> None:
    _, problems = read_yaml("甲: 1\n乙: {丙: 1, 丙: 2}\n甲: 2\n甲: 3\n", "f")
    assert [(p.place.line, p.place.column, p.text, p.found) for p in problems] == [
        (2, 11, "“丙”重复了", "第2行已有“丙”"),
        (3, 1, "“甲”重复了", "第1行已有“甲”"),
        (4, 1, "“甲”重复了", "第1行已有“甲”")]


@pytest.mark.parametrize(("text", "problems"), [
    ("", [(1, 1, "文件是空的")]),
    ("# 只有注释\n", [(1, 1, "文件是空的")]),
    ("甲: &a 1\n", [(1, 4, "不能使用锚点（&a）")]),
    ("甲: *a\n", [(1, 4, "不能使用别名（*名称）")]),
    ("甲: &a 1\n乙: *a\n", [(1, 4, "不能使用锚点（&a）"), (2, 4, "不能使用别名（*名称）")]),
    ("甲: 1\n---\n乙: 2\n", [(2, 1, "一个文件里只能有一份内容")]),
    ("? [甲]\n: 1\n", [(1, 3, "这里应是一个名称")]),
    ("甲: !x 1\n", [(1, 4, "不能使用类型标记（!…）")]),
    ("甲: !!int 1\n", [(1, 4, "不能使用类型标记（!…）")]),
    ("- 甲\n乙: 1\n", [(2, 1, "这里的写法不合 YAML 规则")]),
    ("甲:\n\t乙: 1\n", [(2, 1, "缩进用了制表符")]),
    ("甲: 1\n\t乙: 1\n", [(2, 1, "缩进用了制表符")]),
    ("甲: \"没有结束\n乙: 1\n", [(1, 4, "引号没有闭合")]),
    ("甲: '没有结束\n乙: 1\n", [(1, 4, "引号没有闭合")]),
    ("甲: [1, 2\n乙: 1\n", [(2, 2, "这里的写法不合 YAML 规则")]),
    ("甲: @乙\n", [(1, 4, "这里的写法不合 YAML 规则")]),
    ("甲: 乙: 丙\n", [(1, 5, "这里的写法不合 YAML 规则")]),
])
def test_what_yaml_could_do_and_we_refuse(text: str, problems: list[tuple[int, int, str]]) -> None:
    assert told(text) == problems


@pytest.mark.parametrize("depth", [40, 41, 1000])
def test_nesting_ends_at_forty(depth: int) -> None:
    node, problems = read_yaml("[" * depth + "]" * depth, "f")
    assert (node is None) == (depth > 40)
    assert [problem.text for problem in problems] == (["层次太深（超过40层）"] if depth > 40 else [])


@pytest.mark.parametrize("length", [100_000, 100_001])
def test_one_text_ends_at_a_hundred_thousand_characters(length: int) -> None:
    node, problems = read_yaml("甲: " + "字" * length, "f")
    assert (node is None) == (length > 100_000)
    assert [problem.text for problem in problems] == (["这段文字有 100001 个字，太长"] if length > 100_000 else [])


@pytest.mark.parametrize(("content", "line"), [
    ("甲: 中文".encode("gbk"), 1), ("甲: 1\n乙: 2\n丙: ".encode() + "中".encode("gbk"), 3), (b"\xff\xfe\x00", 1)])
def test_other_encodings_are_told_with_the_line(content: bytes, line: int, tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(content)
    assert read_text(file) == (None, (Problem(
        Place(str(file), line), "文件不是 UTF-8 编码", "UTF-8 编码", suggestion="请用记事本打开，另存为时选 UTF-8"),))


def test_a_file_is_read_with_its_text(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text("\ufeff甲: 1\n", encoding="utf-8")
    text, problems = read_text(file)
    assert (text, problems) == ("甲: 1\n", ())
    assert text is not None
    node, problems = read_yaml(text, str(file))
    assert isinstance(node, Mapping)
    assert problems == ()
    assert node.keys["甲"] == Place(str(file), 1, 1)


def test_json_is_yaml_too() -> None:
    node = entry('{"甲": {"乙": "1.50"}}', "甲", "乙")
    assert isinstance(node, Scalar)
    assert (node.text, node.place, node.quoted) == ("1.50", Place("f", 1, 13), True)
