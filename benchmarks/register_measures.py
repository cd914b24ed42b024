"""Measures of registers (workload E) beside hand-written DuckDB SQL on the same files. One run, ratios.

    python benchmarks/register_measures.py --bench DIR [--rows N] [--linear] [--spark] [--reps K] [--scratch DIR]

DIR holds the program that makes the cases. Every measurement is a process of its own, so that its peak memory is
its own; the two sides take turns, and must give the same numbers to the last one, or the program fails. Asked are,
by department, month and channel: cases, closed ones, on time, early, rated, well rated; then, apart, the same rate
by working days, and by working days without stopped clocks. ``--linear`` shows one size after the other up to N.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from batch import table

_HERE = Path(__file__).parent
_WHAT = {"plain": "件数、办结、按时、提前、评价", "days": "按时（工作日）", "clock": "按时（工作日，扣除停钟）"}
_SIDES = {"hand": "手写 DuckDB", "hengji": "衡绩 DuckDB", "spark": "衡绩 Spark"}
_SMALLEST = 10**6
#: On the disk a case takes at most so much, in the rows that are made and in those of the store.
_DISK_PER_ROW = 60


class Workload:
    """So many cases in the folder ``scratch``, as the store keeps them."""

    def __init__(self, rows: int, bench: Path, scratch: Path) -> None:
        self.rows, self.bench, self.scratch = rows, bench, scratch
        self.store = scratch / f"store_{rows}"
        (scratch / "data").mkdir(parents=True, exist_ok=True)
        if not self.store.exists():
            self.started(str(bench / "gen_cases.py"), str(rows))
            self.started(str(_HERE / "register_cases.py"), str(rows), str(self.store))
            shutil.rmtree(scratch / "data" / f"e_{rows}")

    def started(self, *arguments: str) -> str:
        """The last line that a program printed."""
        paths = os.pathsep.join(filter(None, [str(self.bench), os.environ.get("PYTHONPATH")]))
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.scratch, capture_output=True, text=True, check=False,
            env={"HENGJI_THREADS": "2", "HENGJI_MEMORY": "4GB", "HENGJI_SPARK_MASTER": "local[2]", **os.environ,
                 "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"})
        if done.returncode:
            sys.exit(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return (done.stdout.splitlines() or [""])[-1]

    def runs(self, what: str, sides: Sequence[str], reps: int) -> dict[str, list[dict[str, Any]]]:
        """What each run of each side printed; the sides take turns."""
        found: dict[str, list[dict[str, Any]]] = {side: [] for side in sides}
        for _ in range(reps):
            for side in sides:
                found[side].append(json.loads(self.started(str(_HERE / "register_run.py"), side, what,
                                                           str(self.store))))
        if len({run["digest"] for runs in found.values() for run in runs}) != 1:
            sys.exit(f"{_WHAT[what]}：各方案得出的数不同")
        return found


def compare(work: Workload, sides: Sequence[str], reps: int) -> list[list[str]]:
    """A line for each question and side."""
    lines = []
    for what, title in _WHAT.items():
        runs = work.runs(what, sides, reps)
        seconds, cpu = ({side: median(run[name] for run in found) for side, found in runs.items()}
                        for name in ("seconds", "cpu"))
        for side in sides:
            # What Spark's Java takes is not in what this process took.
            inside = ("—", "—") if side == "spark" else (
                f"{cpu[side] / cpu['hand']:.2f}", f"{median(run['peak_mb'] for run in runs[side]):.0f}")
            lines.append([f"{work.rows:.0e}　{title}　{_SIDES[side]}", f"{seconds[side]:.2f}",
                          f"{seconds[side] / seconds['hand']:.2f}", inside[0],
                          f"{seconds[side] / work.rows * 1e8:.1f}", inside[1]])
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=10**7)
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--scratch", type=Path)
    given = parser.parse_args()
    sizes = [10**n for n in range(len(str(_SMALLEST)) - 1, 12) if 10**n < given.rows] if given.linear else []
    with tempfile.TemporaryDirectory() as temporary:
        scratch = (given.scratch or Path(temporary)).absolute()
        scratch.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(scratch).free < given.rows * _DISK_PER_ROW:
            sys.exit(f"{scratch} 的磁盘放不下 {given.rows} 行，请用 --scratch 换一处")
        lines = []
        for rows in [*sizes, given.rows]:
            lines += compare(Workload(rows, given.bench.absolute(), scratch),
                             ["hand", "hengji", *(["spark"] if given.spark else [])], given.reps)
        table(["行数　问题　方案", "秒", "÷手写", "CPU÷手写", "秒/10^8 行", "内存 MB"], lines)


if __name__ == "__main__":
    main()
