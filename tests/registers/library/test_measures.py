"""Every shipped measure over a few rows, its parts and its value worked out by hand: ``cases/<register>.yaml``.

A case has rows of registers and what each measure must give: ``value``, its ``parts`` and the rows ``left_out`` by
reason, both in the order of the measure's file. ``groups`` are for measures that are split.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengji.engines import engine as engine_named
from hengji.intake import read_value
from hengji.model import Missing, Unit
from hengji.registers import Asked, Measured, RegisterTables, Span, catalogue, measure_all
from tests.registers.library.tables import snapshot

CASES = Path(__file__).parent / "cases"
KNOWN, PROBLEMS = catalogue()


def _scenes() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for number, scene in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            yield pytest.param(path.stem, scene, id=f"{path.stem}-{number}")


def test_every_register_is_sound() -> None:
    assert PROBLEMS == ()


@pytest.mark.parametrize(("register", "scene"), [*_scenes()])
def test_measures_give_what_was_worked_out_by_hand(register: str, scene: Mapping[str, Any], tmp_path: Path) -> None:
    measures = [KNOWN.measure(register, name) for name in scene["expected"]]
    asked = Asked(Span.year(scene["year"])) if "year" in scene else Asked()
    engine = engine_named("duckdb")
    try:
        read = {name for measure in measures for name in KNOWN.reads(measure)}
        snapshots = {name: snapshot(KNOWN.registers[name], scene["rows"].get(name, _no_rows(name)), tmp_path)
                     for name in read}
        results = measure_all(RegisterTables(KNOWN, snapshots, engine), measures, asked)
    finally:
        engine.close()
    for measure, measured in zip(measures, results, strict=True):
        expected = scene["expected"][measure.id]
        groups = expected.get("groups")
        if groups is None:
            assert len(measured) == 1, measure.id
            _agrees(measured[0], expected)
            continue
        found = {str(one.group[0][1]): one for one in measured if one.counted}
        assert set(found) == set(groups), measure.id
        for name, one in found.items():
            _agrees(one, groups[name])


def _no_rows(register: str) -> str:
    return KNOWN.registers[register].keys[0].name


def _agrees(one: Measured, expected: Mapping[str, Any]) -> None:
    measure = one.measure
    where = f"{measure.register} {measure.id} {one.group}"
    if "left_out" in expected:
        whys = [each.why for each in measure.left_out]
        wanted = {why: number for why, number in zip(whys, expected["left_out"], strict=False) if number}
        assert dict(one.left_out) == wanted, where
    for part, text in zip(measure.parts, expected.get("parts", ()), strict=False):
        assert one.parts[part.name] == _worth(text, part.unit), f"{where} {part.name}"
    assert not isinstance(one.value, Missing), f"{where} {one.value}"
    assert one.value == _worth(expected["value"], measure.unit), where


def _worth(text: object, unit: Unit) -> object:
    """What is written, in the base of ``unit``; a bare number or a fraction stands for itself."""
    words = str(text)
    return read_value(words, unit) if words.endswith(unit.name) and unit.name else Fraction(words)


def test_every_measure_has_a_case() -> None:
    tested = {(path.stem, name) for path in CASES.glob("*.yaml")
              for scene in yaml.safe_load(path.read_text(encoding="utf-8")) for name in scene["expected"]}
    assert set(KNOWN.measures) - tested == set()


def test_every_case_stays_small() -> None:
    for path in CASES.glob("*.yaml"):
        for scene in yaml.safe_load(path.read_text(encoding="utf-8")):
            for name, text in scene["rows"].items():
                assert len(text.strip().splitlines()) <= 13, f"{path.stem} {name}"
