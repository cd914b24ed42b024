"""Recipes as they are read: what is wrong in them is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.model import Unusable
from hengji.registers import load_recipes
from hengji.registers.generator import recipe

SHARED = """
lists: {kinds: [甲, 乙]}
parts: {item: [it = j % 7, code_no = it + 1], both: [use item, more = it]}
"""


def read(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> recipe.Recipe:
    (folder / "shared.yaml").write_text(SHARED, encoding="utf-8")
    (folder / "posts.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(recipe, "FOLDER", folder)
    return load_recipes.__wrapped__()["posts"]


def test_tables_parts_and_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(tmp_path, monkeypatch, """
explain: 两行
table: [kind | quota, 行政编制 | 8, 事业编制 | ]
let: [use both, last = more]
columns: {post_no: code_no, quota: "pick(quota, j)"}
""")
    assert (made.rows, made.grows) == (2, False)
    assert [let.name for let in made.let] == ["it", "code_no", "more", "last"]
    assert made.lists == {"kinds": ("甲", "乙"), "kind": ("行政编制", "事业编制"), "quota": ("8", "")}
    assert [each.name for each in made.fields] == ["post_no", "quota"]


def test_all_mistakes_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unusable) as told:
        read(tmp_path, monkeypatch, "explain: 没有行数\nlet: [use itme]\ncolumns: {post_no: it, qouta: '8'}\n")
    found = [(problem.place.line, problem.text, problem.suggestion) for problem in told.value.problems]
    assert [(line, text) for line, text, _ in found] == [
        (3, "台账“编制”没有名为“qouta”的字段"), (1, "没有写明几行"), (2, "没有名为“itme”的一组列")]
    assert "quota" in found[0][2]
    assert "item" in found[2][2]
