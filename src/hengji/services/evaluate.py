"""Evaluating a case (评价一个案例): from a folder, a file or the id of a bundled case to its scorecard."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hengji.cases import Frameworks, LoadedCase, bundled_ids, bundled_path, load_case
from hengji.engines import Progress
from hengji.frameworks import Framework
from hengji.model import Case, Place, Problem, Scorecard, Unusable, did_you_mean
from hengji.scoring import score_case

#: What a case writes for its store where its records are made up (示例数据).
MADE_UP = "示例数据"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A scorecard with the framework that it was made under, and those of its projects by name.

    ``store`` is where its registers lie; ``notes`` say which facts could not be had from there, and why.
    """

    scorecard: Scorecard
    framework: Framework
    others: Frameworks = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    store: Path | None = None


@dataclass(frozen=True, slots=True)
class FromRegisters:
    """Where a case's registers are read (从哪里取数): by default in the store that the case names."""

    store: str | None = None
    engine: str = "duckdb"
    progress: Progress | None = None


def evaluate_case(name: str, registers: FromRegisters | None = None) -> Evaluation:
    """The evaluation of the case ``name``. Raises :class:`Unusable` with every problem."""
    loaded, store, notes = _opened(name, registers or FromRegisters())
    return Evaluation(score_case(*loaded), loaded.framework, loaded.others, notes, store)


def open_case(name: str) -> LoadedCase:
    """The case ``name`` with its framework. Raises :class:`Unusable` with every problem."""
    return _opened(name, FromRegisters())[0]


def _opened(name: str, asked: FromRegisters) -> tuple[LoadedCase, Path | None, tuple[str, ...]]:
    path = case_path(name)
    loaded, problems = load_case(path)
    if loaded is None:
        raise Unusable(problems)
    store = _store(path, loaded.case, asked) if loaded.case.measured else None
    settled, notes = _measured(loaded, store, asked)
    return settled, store, notes


def _measured(loaded: LoadedCase, store: Path | None, asked: FromRegisters) -> tuple[LoadedCase, tuple[str, ...]]:
    if store is not None:
        from .evidence import with_measures  # only cases with registers wait for SQL and tables

        return with_measures(loaded, store, asked.engine, asked.progress)
    waiting = "、".join(fact.fact for fact in loaded.case.measured if fact.stated is None)
    return loaded, ((f"{waiting} 要由台账取数：请用 --store 写明台账库的文件夹，或写在案例的 store 里",)
                    if waiting else ())


def _store(path: Path, case: Case, asked: FromRegisters) -> Path | None:
    """The store that the user names; else the one that the case names, beside it or made up on first use."""
    if asked.store:
        return Path(asked.store)
    if case.store == MADE_UP:
        from hengji.registers import home

        from .evidence import synthetic_store

        return synthetic_store(home() / "stores" / case.id, asked.progress)
    return (path if path.is_dir() else path.parent) / case.store if case.store else None


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
