"""Bad input that is made here, because no repository should hold it: large, binary, or hostile."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hengji.cases import load_case
from hengji.frameworks import load_framework
from hengji.telling import problem_told

HEAD = """schema: hengji/framework/1
id: small
version: "1"
title: 试用
source: 试用办法
grades: [{name: 差, from: 0}]
"""
LEAF = "indicators: [{code: A, name: 甲, weight: 100, rule: {kind: judgement}}]\n"
GOOD = HEAD + LEAF


def doubled(times: int) -> str:
    """Derived facts, each twice the one before: 2**times terms when written out."""
    rows = [f"  - {{name: 甲{n}, unit: 元, formula: 甲{n - 1} + 甲{n - 1}}}\n" for n in range(1, times)]
    return "facts:\n  - {name: 甲0, unit: 元}\n" + "".join(rows)


#: name → content, what must be said
MADE: dict[str, tuple[bytes, str]] = {
    "gbk": (GOOD.encode("gbk"), "文件不是 UTF-8 编码"),
    "utf-16": (GOOD.encode("utf-16"), "文件不是 UTF-8 编码"),
    "latin-1 in the 3rd line": (b"schema: hengji/framework/1\nid: x\ntitle: \xe9t\xe9\n", ":3  文件不是 UTF-8 编码"),
    "control character": (GOOD.replace("试用", "试\x07用").encode(), "文件里有不能用的字符"),
    "nul": (GOOD.encode() + b"\0", "文件里有不能用的字符"),
    "nothing": (b"", "文件是空的"),
    "spaces": (b"  \n \n", "文件是空的"),
    "200000 open brackets": (b"[" * 200_000, "层次太深（超过40层）"),
    "200000 open braces": (b"{" * 200_000, "层次太深（超过40层）"),
    "100000 nested lists": (b"- " * 100_000 + b"x", "层次太深（超过40层）"),
    "text of 50 MB": (HEAD.encode() + b"region: " + b"x" * 50 * 2**20 + b"\n" + LEAF.encode(), "文件有 50 MB，太大"),
    "text of 3 MB": ((HEAD + "region: " + "甲" * 2**20 + "\n" + LEAF).encode(), "这段文字有 1048576 个字，太长"),
    "text of 20000 characters": ((HEAD + "region: " + "甲" * 20_000 + "\n" + LEAF).encode(), "不超过 10000 个字"),
    "a million items": ((HEAD + "indicators:\n" + "- a\n" * 1_000_000).encode(), ""),
    "a million names": ("".join(f"名{n}: 1\n" for n in range(500_000)).encode(), ""),
    "a million empty lists": (b"[" + b"[]," * 1_000_000 + b"]", ""),
    "a million anchors": (b"- &a x\n" * 1_000_000, "不能使用锚点"),
    "formula of 3000 terms": ((HEAD + LEAF.replace("rule", f"formula: {'1 + ' * 3000}1, rule")).encode(), ""),
    "number of 5000 digits": ((HEAD + LEAF.replace("100", "9" * 5000)).encode(), "不是一个数"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "文件不是 UTF-8 编码"),
}


@pytest.mark.parametrize("name", MADE)
def test_hostile_file_is_refused_at_once(
    name: str, tmp_path: Path, foreign_words: Callable[[str, str], list[str]]
) -> None:
    content, words = MADE[name]
    file = tmp_path / "指标体系.yaml"
    file.write_bytes(content)
    for load in (load_framework, load_case):
        began = time.perf_counter()
        result, problems = load(file)
        told = "\n".join(map(problem_told, problems[:100]))
        assert time.perf_counter() - began < 20  # a guard against work that grows with the square, no measurement
        assert result is None
        assert foreign_words(told, "名称 schema id region indicators") == []
        if load is load_framework or "UTF-8" in words:
            assert words in told


@pytest.mark.parametrize("times", [18, 40])
def test_derived_facts_that_double_each_other_are_read_at_once(times: int, tmp_path: Path) -> None:
    file = tmp_path / "framework.yaml"
    file.write_text(HEAD + doubled(times) + LEAF, encoding="utf-8")
    began = time.perf_counter()
    framework, _ = load_framework(file)
    assert time.perf_counter() - began < 20  # a guard against work that grows with the square, no measurement
    assert framework is not None


def test_many_misspelt_names_are_told_in_time(tmp_path: Path) -> None:
    facts = "facts:\n" + "".join(f"  - {{name: 事实第{n}号, unit: 元}}\n" for n in range(800))
    (tmp_path / "framework.yaml").write_text(HEAD + facts + LEAF, encoding="utf-8")
    given = "".join(f"  - {{name: 事实号第{n}, value: 1, level: none}}\n" for n in range(800))
    (tmp_path / "case.yaml").write_text(
        "schema: hengji/case/1\nid: x\nframework: framework.yaml\nentity: {name: 局}\nperiod: 2022\n"
        f"kind: evaluation\nfacts:\n{given}", encoding="utf-8")
    began = time.perf_counter()
    result, problems = load_case(tmp_path)
    assert time.perf_counter() - began < 20  # a guard against work that grows with the square, no measurement
    assert result is None
    assert len(problems) == 800


@pytest.mark.parametrize("load", [load_framework, load_case], ids=["framework", "case"])
def test_missing_file_is_told_by_its_path(load: Callable[[Path], tuple[object, tuple[object, ...]]],
                                          tmp_path: Path) -> None:
    missing = tmp_path / "没有的文件夹" / "没有.yaml"
    result, problems = load(missing)
    assert result is None
    (problem,) = problems
    assert problem_told(problem) == f"{missing}  没有这个文件\n    请核对路径和文件名"  # type: ignore[arg-type]


def test_folder_without_a_case_is_told_by_the_file_that_it_lacks(tmp_path: Path) -> None:
    result, problems = load_case(tmp_path)
    assert result is None
    assert [str(problem.place) for problem in problems] == [str(tmp_path / "case.yaml")]


def test_folder_in_place_of_a_file_is_told_in_chinese(
    tmp_path: Path, foreign_words: Callable[[str, str], list[str]]
) -> None:
    (tmp_path / "case.yaml").mkdir()
    for result, problems in (load_framework(tmp_path), load_case(tmp_path)):
        assert result is None
        told = "\n".join(map(problem_told, problems))
        assert "读不了这个文件" in told
        assert foreign_words(told.replace(str(tmp_path), ""), "") == []


def test_byte_order_mark_and_windows_line_ends_are_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "framework.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    framework, problems = load_framework(file)
    assert problems == ()
    assert framework is not None
