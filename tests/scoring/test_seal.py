"""The first difference is named by its path."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.scoring import Change, first_difference, seal_of


@pytest.mark.parametrize(("left", "right", "change"), [
    ({"a": 1}, {"a": 1}, None),
    ({"a": "1"}, {"a": "2"}, Change("a", "1", "2")),
    ({"i": [{"code": "B11", "score": "1"}]}, {"i": [{"code": "B11", "score": "2"}]}, Change("i[B11].score", "1", "2")),
    ({"i": [1, 2]}, {"i": [1]}, Change("i", [1, 2], [1])),
    ({"a": 1, "x": 2}, {"a": 1}, Change("x", 2, None)),
    ({"a": 1}, {"a": 1, "x": 2}, Change("x", None, 2)),
])
def test_first_difference(left: Any, right: Any, change: Change | None) -> None:
    assert first_difference(left, right) == change


def test_the_seal_goes_by_content_not_by_order_of_keys() -> None:
    assert seal_of({"a": "1", "b": "2"}, {}) == seal_of({"b": "2", "a": "1"}, {})
    assert seal_of({"a": "1"}, {}) != seal_of({"a": "1"}, {"a": "1"})
