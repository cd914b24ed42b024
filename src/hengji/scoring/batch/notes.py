"""What a table notes of the framework it was made for (表的附注): kept beside the rows, in the Parquet file itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import exact, exact_text

NOTED_ID, NOTED_SHA, _VERSION, _TITLE = (f"hengji.framework.{part}" for part in ("id", "sha256", "version", "title"))
_GRADES, _BOUNDS, _FULL, _INDICATORS = (f"hengji.framework.{part}"
                                        for part in ("grades", "bounds", "full", "indicators"))


class NotedIndicator(NamedTuple):
    """An indicator as a table of scores knows it; ``weight`` is an exact decimal text."""

    code: str
    name: str
    level: int
    parent: str
    weight: str
    leaf: bool


class NotedFramework(NamedTuple):
    """The framework that a table was scored under.

    ``grades`` are from the best down; ``bounds`` the totals from which they begin, of ``full`` points, as exact texts.
    """

    id: str
    version: str
    sha256: str
    title: str
    grades: tuple[str, ...]
    indicators: tuple[NotedIndicator, ...]
    bounds: tuple[str, ...] = ()
    full: str = "100"


def noted(framework: Framework) -> dict[str, str]:
    """What is kept beside scores made under ``framework``."""
    indicators = [NotedIndicator(node.code, node.name, node.level, node.parent, exact_text(node.weight),
                                 not node.children) for node in framework.nodes]
    return {NOTED_ID: framework.id, NOTED_SHA: framework.sha256, _VERSION: framework.version, _TITLE: framework.title,
            _GRADES: json.dumps([grade.name for grade in framework.grades], ensure_ascii=False),
            _BOUNDS: json.dumps([exact_text(exact(Fraction(grade.low) * framework.full / 100))
                                 for grade in framework.grades]),
            _FULL: exact_text(framework.full),
            _INDICATORS: json.dumps(indicators, ensure_ascii=False)}


def read_notes(metadata: Mapping[str, str]) -> NotedFramework | None:
    """The framework that a table of scores notes; None where it notes none."""
    if _INDICATORS not in metadata:
        return None
    return NotedFramework(
        metadata[NOTED_ID], metadata[_VERSION], metadata[NOTED_SHA], metadata[_TITLE],
        tuple(json.loads(metadata[_GRADES])),
        tuple(NotedIndicator(*entry) for entry in json.loads(metadata[_INDICATORS])),
        tuple(json.loads(metadata.get(_BOUNDS, "[]"))), metadata.get(_FULL, "100"))
