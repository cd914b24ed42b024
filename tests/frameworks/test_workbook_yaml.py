"""Frameworks as YAML text: tidy, and nothing in it that another YAML reader would take for something else."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hengji.frameworks import framework_ids, framework_yaml, shipped_framework
from hengji.intake import Field, ListOf, Mapping, Node, Record, Scalar, Sequence, read_yaml
from tests.frameworks.workbook_making import frameworks
from tests.making import framework, leaf

TRAPS = ["2022-01-01", "12.5", "1e3", "0x1F", "010", "1_000", "12:30:45", "yes", "NO", "on", "true", "~", "null", "=",
         "<<", ".inf", "1.0", "+1", "- 甲", "? 甲", "# 甲", "甲: 乙", "甲 #乙", "@甲", "`甲", "%", "&甲", "*甲", "!甲",
         "{甲}", "[甲]", "'甲'", '"甲"', "|", ">", "甲\n乙", "甲\n  乙\n\n丙", "\\n", "甲\t乙",
         "\u2028", "\x85甲", "\ufeff甲", "😀"]


def texts(node: Node | None) -> Any:
    match node:
        case Scalar():
            return node.text.strip()
        case Sequence():
            return [texts(item) for item in node.items]
        case Mapping():
            return {name: texts(entry) for name, entry in node.entries.items()}
    return None


@pytest.mark.parametrize("trap", TRAPS)
def test_texts_stay_texts_for_every_reader(trap: str) -> None:
    made = framework([leaf("A", "100", name="甲", explain=trap, materials=[trap, "乙"],
                           rule={"kind": "judgement", "veto": [trap]})], title=f"体系{trap}", region=trap)
    text = framework_yaml(made)
    read = yaml.safe_load(text)
    kept = trap.strip()
    if not kept:
        assert "region" not in read
        return
    assert read["region"] == kept
    assert read["indicators"][0]["explain"] == kept
    assert read["indicators"][0]["materials"] == [kept, "乙"]
    node, problems = read_yaml(text, "体系")
    assert problems == ()
    assert texts(node)["indicators"][0]["rule"]["veto"] == [kept]


def test_numbers_are_bare_where_a_whole_number_is_meant() -> None:
    text = framework_yaml(framework([leaf("1", "50"), leaf("2", "37.5"), leaf("3", "12.50")], valid_from="2022-01-01"))
    for line in ('version: "1"', 'valid_from: "2022-01-01"', '  - code: "1"', "    weight: 50", '    weight: "37.5"',
                 '    weight: "12.50"', "grades: [{name: 优, from: 90}, {name: 良, from: 80}"):
        assert line in text
    assert "\n\nindicators:\n  - code" in text
    assert "\n\n  - code: \"2\"\n" in text
    assert "\\u" not in text


@pytest.mark.parametrize("name", framework_ids())
def test_fields_stand_in_the_order_of_the_format(name: str) -> None:
    made, _ = shipped_framework(name)
    assert made is not None
    node, _ = read_yaml(framework_yaml(made), "体系")
    from hengji.frameworks.record import FRAMEWORK

    _ordered(node, FRAMEWORK)


def _ordered(node: Node | None, record: Record) -> None:
    assert isinstance(node, Mapping)
    known = [field.name for field in record.fields]
    assert list(node.entries) == sorted(node.entries, key=known.index)
    for name, entry in node.entries.items():
        field: Field = record.by_name[name]
        if isinstance(field.type, ListOf) and isinstance(field.type.item, Record) and isinstance(entry, Sequence):
            for item in entry.items:
                _ordered(item, field.type.item)


@given(frameworks())
def test_another_reader_finds_the_same_texts(made: Any) -> None:
    text = framework_yaml(made)
    node, _ = read_yaml(text, "体系")
    assert _as_texts(yaml.safe_load(text)) == texts(node)


def _as_texts(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _as_texts(each) for name, each in data.items()}
    return [_as_texts(each) for each in data] if isinstance(data, list) else str(data).strip()


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=30))
def test_any_text_comes_back(text: str) -> None:
    kept = text.strip()
    made = framework([leaf("A", "100", explain=text)], title="体系")
    node, problems = read_yaml(framework_yaml(made), "体系")
    assert problems == ()
    assert texts(node)["indicators"][0].get("explain", "") == kept
