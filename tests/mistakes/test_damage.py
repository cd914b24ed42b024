"""Every field of a right file is damaged in turn: each damage is read, or told; none takes the reader down."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengji.cases import read_case
from hengji.frameworks import load_framework, read_framework
from hengji.telling import problem_told

RIGHT = Path(__file__).parent / "right"
Way = tuple[str | int, ...]
GONE = object()

DAMAGES: dict[str, Callable[[Any], Any]] = {
    "gone": lambda old: GONE,
    "blank": lambda old: None,
    "empty text": lambda old: "",
    "in a list": lambda old: [old],
    "in a mapping": lambda old: {"甲": old},
    "empty list": lambda old: [],
    "empty mapping": lambda old: {},
    "list of an empty mapping": lambda old: [{}],
    "a word": lambda old: "不是",
    "minus one": lambda old: "-1",
    "zero": lambda old: "0",
    "one and a half": lambda old: "1.5",
    "a percentage": lambda old: "10%",
    "5000 digits": lambda old: "9" * 5000,
    "20000 characters": lambda old: "甲" * 20_000,
    "twice": lambda old: old * 2 if isinstance(old, list | str) else old,
}


def ways(node: Any, way: Way = ()) -> Iterator[Way]:
    """Every place in ``node``, from the root down."""
    if way:
        yield way
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, entry in entries:
        yield from ways(entry, (*way, key))


def damaged(root: Any, way: Way, damage: Callable[[Any], Any]) -> str:
    """``root`` as JSON, which is YAML too, with the damage done at ``way``."""
    root = copy.deepcopy(root)
    node = root
    for key in way[:-1]:
        node = node[key]
    entry = damage(node[way[-1]])
    if entry is GONE:
        del node[way[-1]]
    else:
        node[way[-1]] = entry
    return json.dumps(root, ensure_ascii=False, indent=1)


def crash(read: Callable[[str], tuple[object | None, tuple[Any, ...]]], text: str) -> str:
    """How reading ``text`` fails other than by telling its problems; empty when it does not."""
    try:
        result, problems = read(text)
        told = [problem_told(problem) for problem in problems]
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"{type(error).__name__}: {error}"[:100]
    return "" if (result is None) == bool(told) else "neither a result nor problems, or both"


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["framework", "case", "wide", "wide_case"])
def test_no_damage_takes_the_reader_down(name: str, damage: str) -> None:
    framework, _ = load_framework(RIGHT / "framework.yaml")
    wide, _ = load_framework(RIGHT / "wide.yaml")
    assert framework is not None
    readers: dict[str, Callable[[str], tuple[object | None, tuple[Any, ...]]]] = {
        "framework": lambda text: read_framework(text, "f"), "wide": lambda text: read_framework(text, "f"),
        "case": lambda text: read_case(text, "c", framework=framework),
        "wide_case": lambda text: read_case(text, "c", framework=wide, others={"framework.yaml": framework}),
    }
    root = yaml.load((RIGHT / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    crashes = {".".join(map(str, way)): crash(readers[name], damaged(root, way, DAMAGES[damage]))
               for way in ways(root)}
    assert {way: how for way, how in crashes.items() if how} == {}
