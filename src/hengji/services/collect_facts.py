"""Cases gathered into one table (汇集案例), ready to be scored at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hengji.frameworks import Framework
from hengji.model import Place, Problem, Unusable
from hengji.scoring import collect

from .evaluate import case_path, open_case
from .score_batch import working_engine


@dataclass(frozen=True, slots=True)
class CollectedFacts:
    """The table ``out`` of so many cases; ``given`` are the cases that give a score above the leaves."""

    framework: Framework
    out: Path
    rows: int
    given: tuple[str, ...]


def collect_facts(names: Sequence[str], out: Path) -> CollectedFacts:
    """Writes one row for each of the cases ``names``, all under one framework, to the Parquet file ``out``.

    Raises :class:`Unusable` with every problem of every case; then nothing was written.
    """
    if out.suffix.lower() != ".parquet":
        raise Unusable([Problem(Place(str(out)), "汇集成的表是 Parquet 文件", "以 .parquet 结尾的文件名",
                                suggestion=f"如 {out.stem or '各单位'}.parquet")])
    loaded, problems = [], list[Problem]()
    for name in names:
        try:
            loaded.append((name, open_case(name)))
        except Unusable as trouble:
            problems += trouble.problems
    first = loaded[0][1].framework if loaded else None
    problems += [Problem(Place(str(case_path(name))), f"用的指标体系是“{entry.framework.id}”，前面的是“{first.id}”",
                         suggestion="一张表只能汇集同一套指标体系下的案例，请分开汇集")
                 for name, entry in loaded if first is not None and entry.framework.sha256 != first.sha256]
    if problems or first is None:
        raise Unusable(problems)
    collected = collect([(entry.case, entry.others) for _, entry in loaded], first)
    with working_engine("duckdb", str(out)) as working:
        rows = working.write(collected.sql, out, metadata=collected.metadata)
    leaves = {leaf.code for leaf in first.leaves}
    given = tuple(entry.case.entity.name for _, entry in loaded
                  if not leaves.issuperset([*(score.code for score in entry.case.given),
                                            *(score.code for score in entry.case.overrides)]))
    return CollectedFacts(first, out, rows, given)
