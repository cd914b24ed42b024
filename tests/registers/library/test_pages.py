"""The pages list every register and measure there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hengji.frameworks import Framework, find_framework, framework_ids
from hengji.registers import catalogue

DOCS = Path(__file__).parents[3] / "docs"
KNOWN, _ = catalogue()
_ROW = re.compile(r"^\| .*\|$", re.MULTILINE)
_ID = re.compile(r"`([a-z][a-z0-9-]*)`")


@pytest.mark.parametrize("page", ["registers.md", "registers.zh-CN.md"])
def test_a_page_lists_all_registers_and_measures(page: str) -> None:
    named = {name for row in _ROW.findall((DOCS / page).read_text(encoding="utf-8")) for name in _ID.findall(row)}
    measures = {measure.id for measure in KNOWN.measures.values()}
    assert set(KNOWN.registers) | measures == named


def test_every_measure_serves_a_system() -> None:
    page = (DOCS / "registers.zh-CN.md").read_text(encoding="utf-8")
    systems = page.partition("## 系统和机制由哪些台账承接")[2].partition("## 自己的台账")[0]
    for (register, _), measure in KNOWN.measures.items():
        assert any(f"`{register}`" in row and measure.name in row for row in systems.splitlines()), measure.name


def test_facts_are_taken_from_measures_of_their_kind() -> None:
    page = (DOCS / "registers.zh-CN.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| `(\S+)` `(\S+)` \| (\S*) ?\|$", page, re.MULTILINE)
    wanted = {fact.name: fact.unit.dimension for name in framework_ids() for fact in _framework(name).facts.values()}
    assert len(rows) > 60
    for facts, register, name, part in rows:
        measure = KNOWN.measures[register, name]
        unit = {each.name: each.unit for each in measure.parts}[part] if part else measure.unit
        for fact in facts.split("、"):
            assert wanted[fact] == unit.dimension, f"{fact} {register}/{name}"


def _framework(name: str) -> Framework:
    framework, _ = find_framework(name)
    assert framework is not None
    return framework


def test_the_register_that_the_page_shows_is_sound(tmp_path: Path) -> None:
    page = (DOCS / "registers.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"```yaml\n# (\S+)\n(.*?)```", page, re.DOTALL):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    known, problems = catalogue(tmp_path)
    assert problems == ()
    assert [measure.id for measure in known.register("seals").measures] == ["taken-in-time"]
