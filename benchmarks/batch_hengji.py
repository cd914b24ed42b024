"""One run of Hengji over workload S, in a process of its own; prints what it took as a line of JSON.

    python benchmarks/batch_hengji.py FACTS OUT [--engine duckdb|spark] [--narrow]
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from batch_cells import COLUMNS, FRAMEWORK, compared

from hengji.scoring import prepare
from hengji.services import score_batch, show_framework
from hengji.services.column_map import read_column_map
from hengji.services.score_batch import working_engine

_OUTPUT = re.compile(r'^(?:SELECT|) +(?P<sql>.+ AS "(?P<name>[^"]+)"),?$')


def narrowed(sql: str) -> str:
    """The plan with the columns alone that the hand-written solutions write, and values as they need them.

    Only its outermost SELECT is rewritten, which has a column a line: those that are not compared (the texts
    of what is missing, the parts of split rules) are left out, values are DECIMAL(18,4) for DECIMAL(38,10).
    """
    outputs, source = sql.split("\nFROM ", 1)
    wanted = {"entity", *(column.ours for column in compared(show_framework(str(FRAMEWORK))))}
    found = {line["name"]: line["sql"] for line in map(_OUTPUT.match, outputs.splitlines()) if line}
    kept = [found[name].replace("DECIMAL(38,10)", "DECIMAL(18,4)") for name in found if name in wanted]
    assert len(kept) == len(wanted), sorted(wanted - found.keys())
    return f"SELECT {', '.join(kept)} FROM {source}"


def score_narrow(facts: Path, out: Path) -> None:
    """As ``score_batch`` does, but with the narrowed plan."""
    with working_engine("duckdb", str(facts)) as engine:
        batch, problems = prepare(show_framework(str(FRAMEWORK)), facts, engine, *read_column_map(COLUMNS))
        assert batch is not None, problems
        engine.write(narrowed(batch.sql), out, metadata=batch.metadata)


def prepare_seconds(facts: Path, engine_name: str) -> float:
    """Checking the table and compiling the plan, the framework being loaded."""
    framework, mapped, times = show_framework(str(FRAMEWORK)), read_column_map(COLUMNS), []
    with working_engine(engine_name, str(facts)) as engine:
        for _ in range(3):
            start = perf_counter()
            batch, problems = prepare(framework, facts, engine, *mapped)
            assert batch is not None, problems
            times.append(perf_counter() - start)
    return median(times)


def peak() -> float:
    """Megabytes that this process and those it started (Spark's) held at most, each at its own peak."""
    if not Path("/proc/self/status").exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    parents, held = {}, {}
    for process in Path("/proc").glob("[0-9]*/status"):
        try:
            status = dict(line.split(":", 1) for line in process.read_text().splitlines() if ":" in line)
        except OSError:
            continue  # it has just ended
        parents[int(process.parent.name)] = int(status["PPid"])
        held[int(process.parent.name)] = int(status.get("VmHWM", "0 kB").split()[0]) / 2**10
    family = {int(Path("/proc/self").resolve().name)}
    while more := {process for process, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(held[process] for process in family)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--engine", default="duckdb")
    parser.add_argument("--narrow", action="store_true")
    wanted = parser.parse_args()
    start = perf_counter()
    with working_engine(wanted.engine, str(wanted.facts)):
        started = perf_counter() - start  # Spark starts once for a process
    start = perf_counter()
    if wanted.narrow:
        score_narrow(wanted.facts, wanted.out)
    else:
        score_batch(wanted.facts, str(FRAMEWORK), wanted.out, columns=COLUMNS, engine_name=wanted.engine)
    seconds = perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak_mb": peak(), "start_seconds": started,
                      "prepare_seconds": prepare_seconds(wanted.facts, wanted.engine)}))


if __name__ == "__main__":
    main()
