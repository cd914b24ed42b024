"""No formula, however long or deep, takes the reader down: it is read, or told to be too long."""

from __future__ import annotations

import time

import pytest

from hengji.formula import Scope, evaluate, read_formula
from hengji.model import TRUTH_UNIT, UNITS, Place
from hengji.telling import problem_told, shown

SCOPE = Scope({"甲": UNITS["人"], "已公开": TRUTH_UNIT}, {})
INPUTS = {"甲": 3, "已公开": True}
PLACE = Place("公式", 1, 1)

EXTREMES = {
    "sum of 150": ("甲 + " * 149 + "甲", "450人"),
    "sum of 5000": ("甲 + " * 4999 + "甲", ""),
    "product of 5000": ("甲 * 1 * " + "1 * " * 4999 + "1", ""),
    "5000 conditions": ("已公开 并且 " * 4999 + "已公开", ""),
    "5000 minus signs": ("-" * 5000 + "甲", ""),
    "5000 times not": ("非 " * 5000 + "已公开", ""),
    "5000 open brackets": ("(" * 5000 + "甲", ""),
    "5000 closed brackets": ("(" * 5000 + "甲" + ")" * 5000, ""),
    "5000 calls": ("合计(" * 5000 + "甲" + ")" * 5000, ""),
    "5000 branches": ("如果(已公开, " * 5000 + "甲" + ", 甲)" * 5000, ""),
    "5000 operands": ("合计(" + "甲, " * 4999 + "甲)", ""),
    "number of 5000 digits": ("甲 + " + "9" * 5000, ""),
    "number of 5000 decimals": ("甲 + 0." + "9" * 5000, ""),
    "name of 5000 characters": ("甲" * 5000, ""),
    "5000 strange characters": ("&" * 5000, ""),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extreme_formula_is_read_or_refused(name: str) -> None:
    text, expected = EXTREMES[name]
    began = time.perf_counter()
    tree, problems = read_formula(text, PLACE, SCOPE)
    if tree is None:
        assert not expected
        assert problems
    else:
        value = evaluate(tree, INPUTS).value
        assert shown(value, tree.unit) == (expected or shown(value, tree.unit))
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("text", ["甲 & " + "甲 + " * 2000 + "甲", "甲" * 5000], ids=["formula", "name"])
def test_a_problem_shows_no_more_of_a_long_formula_than_a_person_can_read(text: str) -> None:
    _, problems = read_formula(text, PLACE, SCOPE)
    assert problems
    assert max(len(line) for problem in problems for line in problem_told(problem).splitlines()) <= 200
