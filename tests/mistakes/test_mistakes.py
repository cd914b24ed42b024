"""One tiny bad file for each mistake; the file itself says what must be told (see README.md)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hengji.cases import load_case
from hengji.frameworks import load_framework
from hengji.model import Problem
from hengji.telling import problem_told

HERE = Path(__file__).parent
FILES = [*sorted((HERE / "framework").glob("*.yaml")), *sorted((HERE / "case").glob("*.yaml"))]
bad_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def loaded(path: Path) -> tuple[object | None, tuple[Problem, ...]]:
    return load_framework(path) if path.parent.name == "framework" else load_case(path)


def demanded(path: Path, what: str) -> list[str]:
    """What the comments at the head of the file demand under ``what``."""
    return re.findall(rf"^# {what}: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)


@bad_file
def test_mistake_is_told_with_its_place_and_in_chinese(
    path: Path, foreign_words: Callable[[str, str], list[str]]
) -> None:
    began = time.perf_counter()
    result, problems = loaded(path)
    assert time.perf_counter() - began < 2
    assert result is None
    told = "\n".join(map(problem_told, problems))
    assert [words for words in demanded(path, "应说") if words not in told] == [], told
    places = {f"{problem.place.line}:{problem.place.column}" for problem in problems}
    assert set(demanded(path, "位置")) <= places, told
    assert foreign_words(told, path.read_text(encoding="utf-8")) == []


@bad_file
def test_mistake_is_told_once_and_drags_no_others_along(path: Path) -> None:
    _, problems = loaded(path)
    (number,) = demanded(path, "个数") or ["1"]
    assert len(problems) == int(number), "\n".join(map(problem_told, problems))


@bad_file
def test_bad_file_says_what_must_be_told(path: Path) -> None:
    assert demanded(path, "应说")


@pytest.mark.parametrize(("framework", "case"), [("framework", "case"), ("wide", "wide_case")])
def test_files_without_mistakes_are_read_without_problems(framework: str, case: str) -> None:
    read, problems = load_framework(HERE / "right" / f"{framework}.yaml")
    assert problems == ()
    assert read is not None
    loaded, problems = load_case(HERE / "right" / f"{case}.yaml")
    assert problems == ()
    assert loaded is not None
