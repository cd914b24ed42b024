"""Scoring a whole table at once (批量评分): facts in, scores out, exactly as one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from hengji.engines import Engine, Progress, Source, Unreachable, engine
from hengji.formula import Calendar
from hengji.frameworks import Framework
from hengji.model import Place, Problem, Unusable, did_you_mean
from hengji.scoring import GROUPS, KEYS, prepare

from .column_map import ColumnMap, read_column_map
from .frameworks import show_framework


@dataclass(frozen=True, slots=True)
class BatchRun:
    """What was scored: ``rows`` department-years into ``out``, how many of each grade, how many without a total.

    ``notes`` are what a person should look at: columns that nothing reads, figures that can hardly be right.
    """

    framework: Framework
    out: Source
    rows: int
    grades: Mapping[str, int]
    unscored: int
    notes: tuple[str, ...] = ()


def score_batch(facts: Source, framework: str, out: Source, *, columns: Path | None = None,
                engine_name: str = "duckdb", partition_by: Sequence[str] = (),
                progress: Progress | None = None) -> BatchRun:
    """Scores every row of the Parquet file or folder ``facts`` under ``framework`` (an id or a file) into ``out``.

    ``columns`` is a file that says which column holds which fact; ``partition_by`` makes a folder of one part
    for each period, region, level or type. Raises :class:`Unusable` with every problem; then nothing was written.
    """
    _known(partition_by)
    apart(out, [facts, framework, *([columns] if columns else [])])
    known = show_framework(framework)
    mapped = read_column_map(columns) if columns else ColumnMap({}, Calendar())
    with working_engine(engine_name, str(facts)) as working:
        batch, problems = prepare(known, facts, working, *mapped)
        if batch is None:
            raise Unusable(problems)
        try:
            rows = working.write(batch.sql, out, metadata=batch.metadata, partition_by=partition_by,
                                 progress=progress)
        except Unreachable as trouble:
            problem = Problem(Place(str(out)), str(trouble), suggestion="请换一个能写的位置，或腾出空间")
            raise Unusable([problem]) from trouble
        return BatchRun(known, out, rows, *_grades(working, out, known), batch.notes)


def batch_document(run: BatchRun) -> dict[str, object]:
    """The run as ``hengji/batch/1``."""
    return {"schema": "hengji/batch/1", "framework": {"id": run.framework.id, "sha256": run.framework.sha256},
            "out": str(run.out), "rows": run.rows, "grades": dict(run.grades), "unscored": run.unscored,
            "notes": list(run.notes)}


@contextmanager
def working_engine(name: str, document: str) -> Iterator[Engine]:
    """The engine of that name; what it cannot do becomes a problem of ``document``."""
    try:
        with closing(engine(name)) as working:
            yield working
    except Unreachable as trouble:
        raise Unusable([Problem(Place(document), str(trouble))]) from trouble


def apart(out: Source, inputs: Sequence[Source]) -> None:
    """Refuses an output that would replace an input, or come to lie among the files of one."""
    target = Path(out).absolute()
    for name in inputs:
        source = Path(name).absolute()
        if target == source or (source in target.parents and source.is_dir()):
            raise Unusable([Problem(Place(str(out)), f"结果会覆盖或混进这次要读的 {name}",
                                    suggestion="请换一个文件名，或换一个文件夹")])


def _known(partition_by: Sequence[str]) -> None:
    usable = (*KEYS[1:], *GROUPS)
    wrong = [name for name in partition_by if name not in usable]
    if wrong:
        raise Unusable([Problem(Place("--partition-by"), f"不能按“{name}”分开存放", "、".join(usable),
                                suggestion=did_you_mean(name, usable)) for name in wrong])


def _grades(working: Engine, out: Source, framework: Framework) -> tuple[dict[str, int], int]:
    """How many rows got each grade, the best first, and how many got none."""
    table = working.open(out)
    counts = dict(working.rows(f"SELECT grade, count(*) FROM {table.relation} GROUP BY grade"))
    return ({grade.name: counts.get(grade.name, 0) for grade in framework.grades}, counts.get(None, 0))
