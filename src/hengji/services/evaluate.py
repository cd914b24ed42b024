"""Evaluating a case (评价一个案例): from a folder, a file or the id of a bundled case to its scorecard."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hengji.cases import Frameworks, LoadedCase, bundled_ids, bundled_path, load_case
from hengji.frameworks import Framework
from hengji.model import Place, Problem, Scorecard, Unusable, did_you_mean
from hengji.scoring import score_case


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A scorecard with the framework that it was made under, and those of its projects by name."""

    scorecard: Scorecard
    framework: Framework
    others: Frameworks = field(default_factory=dict)


def evaluate_case(name: str) -> Evaluation:
    """The evaluation of the case ``name``. Raises :class:`Unusable` with every problem."""
    loaded = open_case(name)
    return Evaluation(score_case(*loaded), loaded.framework, loaded.others)


def open_case(name: str) -> LoadedCase:
    """The case ``name`` with its framework. Raises :class:`Unusable` with every problem."""
    loaded, problems = load_case(case_path(name))
    if loaded is None:
        raise Unusable(problems)
    return loaded


def case_path(name: str) -> Path:
    """Where the case ``name`` lies: a folder, a file, or a bundled case by its id."""
    path = Path(name)
    if path.exists():
        return path
    if name in bundled_ids():
        return bundled_path(name)
    hint = did_you_mean(name, bundled_ids())
    raise Unusable([Problem(Place(name), "没有这个文件夹、文件或内置案例",
                            suggestion=hint or "请写案例文件夹的路径（里面有 case.yaml），或填好的工作簿的路径")])
