"""The rows behind an indicator's facts (事实的逐行明细): of each that a register gave, as files."""

from __future__ import annotations

from pathlib import Path

from hengji.model import MeasuredFact, NodeScore
from hengji.registers import RegisterTables, Store

from .evaluate import Evaluation
from .measure_facts import questions_of
from .measure_register import known_registers
from .measured_rows import RowFile, write_rows
from .score_batch import working_engine


def measured_facts(evaluation: Evaluation, node: NodeScore) -> tuple[MeasuredFact, ...]:
    """The facts of an indicator that registers gave."""
    keys = {fact.key for fact in node.facts if fact.source.kind == "register"}
    return tuple(fact for fact in evaluation.scorecard.case.measured
                 if fact.result is not None and fact.key in keys)


def write_fact_rows(evaluation: Evaluation, node: NodeScore, folder: Path) -> tuple[Path, ...]:
    """Writes the rows counted and left out of each such fact to ``folder``, from the versions that were read.

    Raises :class:`Unusable` where the store is no longer there.
    """
    facts = measured_facts(evaluation, node)
    if not facts or evaluation.store is None:
        return ()
    known, store = known_registers(), Store(evaluation.store)
    written: list[Path] = []
    for fact, (measure, asked) in zip(facts, questions_of(evaluation.scorecard.case, facts, known), strict=True):
        assert fact.result is not None
        found = {name: store.snapshot(name, version) for name, version in fact.result.snapshots}
        with working_engine("duckdb", str(evaluation.store)) as engine:
            tables = RegisterTables(known, {name: each for name, each in found.items() if each is not None}, engine)
            tables.open((measure,))
            stem = f"{'上年' if fact.previous else ''}{fact.fact}"
            files = [RowFile(folder / f"{stem} 计入的行.csv", counted=True),
                     *([RowFile(folder / f"{stem} 不计入的行.csv", counted=False)] if fact.result.left_out else [])]
            written += write_rows(tables, measure, asked, files)
    return tuple(written)
