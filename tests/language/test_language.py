"""The formula language by golden files: what each formula gives, word for word (see README.md)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from hengji.formula import CALENDAR, Calendar, Named, Scope, evaluate, read_formula
from hengji.intake import read_value
from hengji.model import POINTS, UNITS, Derivation, Missing, Place, Step, Unit, exact, exact_text
from hengji.telling import problem_told, shown, tell

HERE = Path(__file__).parent
FACTS, FORMULA, RESULT = "事实：", "公式：", "结果："
INDENT = " " * 4
PLACE = Place("公式", 1, 1)


class Golden(NamedTuple):
    """A golden file: facts (name, unit, value), then formulas, each with the result that it must have."""

    head: list[str]
    facts: list[list[str]]
    formulas: list[list[str]]


def files(folder: str) -> list[Path]:
    return sorted((HERE / folder).glob("*.txt"))


def golden(text: str) -> Golden:
    sections: list[list[str]] = [[]]
    for line in text.splitlines():
        if line in (FACTS, FORMULA, RESULT):
            sections.append([line])
        else:
            sections[-1].append(line)
    bodies = {name: [[line.removeprefix(INDENT) for line in lines] for first, *lines in sections[1:] if first == name]
              for name in (FACTS, FORMULA)}
    head = text.partition(FORMULA)[0].splitlines()
    return Golden(head, [line.split(None, 2) for lines in bodies[FACTS] for line in lines], bodies[FORMULA])


def rendered(file: Golden, folder: str) -> str:
    lines = list(file.head)
    for formula in file.formulas:
        result = outcome("\n".join(formula), file.facts, good=folder == "good")
        lines += [FORMULA, *indented(formula), RESULT, *indented(result)]
    return "\n".join(lines) + "\n"


def indented(lines: list[str]) -> list[str]:
    return [f"{INDENT}{line}" if line else "" for line in lines]


def outcome(formula: str, facts: list[list[str]], *, good: bool) -> list[str]:
    units = {name: UNITS[unit] for name, unit, _ in facts if not name.startswith(("上年:", "剔除:"))}
    tree, problems = read_formula(formula, PLACE, Scope(units, {}))
    assert (tree is not None) == good, [problem.text for problem in problems]
    if tree is None:
        return [line for problem in problems for line in problem_told(problem).splitlines()]
    inputs = {name: read_value(value, UNITS[unit]) for name, unit, value in facts if value != "缺"}
    result = evaluate(Named("结果", tree, formula, tree.unit), {**inputs, CALENDAR: Calendar()})  # type: ignore[dict-item]
    return [f"量纲：{tree.unit.dimension.term}", *value_lines(result, tree.unit),
            "读取：" + ("、".join(read_names(result)) or "（无）"), "过程：", *indented(told(result))]


def value_lines(result: Derivation, unit: Unit) -> list[str]:
    if isinstance(result.value, Missing):
        return [f"缺失：{result.value}"]
    value = result.value
    if isinstance(value, bool | date | str):
        return [f"写作：{shown(value, unit)}"]
    return [f"精确值：{exact_text(exact(Fraction(value) / unit.scale))}{unit.name}", f"写作：{shown(value, unit)}"]


def read_names(result: Derivation) -> Iterator[str]:
    """What was read, once each: a branch that was not taken reads nothing."""
    yield from dict.fromkeys(part.step.text for part in result.walk() if part.step.kind == "fact")


def told(result: Derivation) -> list[str]:
    """The lines that tell ``result``: a score is told as a sum, whose own last line is left out."""
    return tell(Derivation(Step("operation", "sum", POINTS), 0, (result,)))[:-1]


@pytest.mark.parametrize("path", [*files("good"), *files("bad")], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_formula_gives_what_its_golden_file_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = rendered(golden(text), path.parent.name)
    if os.environ.get("HENGJI_GOLDEN") == "reset":
        path.write_text(found, encoding="utf-8")
    else:
        assert found == text


@pytest.mark.parametrize("path", [*files("good"), *files("bad")], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden_file_says_what_it_is_about_and_holds_formulas(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert golden(text).formulas
