"""Whole tables (workload S), beside hand-written solutions of the same on the same file. One run, ratios.

    python benchmarks/batch.py --rows N --bench DIR [--engines duckdb,spark] [--reps K] [--scratch DIR] [--linear]

DIR holds the hand-written solutions and the program that makes their table. Every measurement is a process of
its own, so that its peak memory is its own; the solutions take turns. All cells are compared with those of the
hand-written exact one, and the program fails unless each of Hengji's is the same. This process imports neither
Hengji nor DuckDB: Linux counts what a process held when it started another one as the other one's peak.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from unicodedata import east_asian_width

_HERE = Path(__file__).parent
_THREADS = "2"
#: What the folder of hand-written solutions must have.
_NEEDED = ("gen_scoring.py", "s_duckdb.py", "s_polars.py", "s_limit.py")
_LINEAR = (10**4, 10**5, 10**6, 10**7)
#: On the disk a row takes at most so much, with all that is written of it here, and while it is made so much memory.
_DISK_PER_ROW, _MEMORY_PER_ROW = 1_000, 1_000


class Solution(NamedTuple):
    """One way to score the table: a program with its arguments, and where its scores are found."""

    name: str
    arguments: Sequence[str]
    out: str
    ours: bool = False


class Run(NamedTuple):
    """What one process took; ``start`` is Spark's own start, ``prepare`` checking and compiling alone."""

    seconds: float
    peak: float
    start: float = 0
    prepare: float = 0


class Workload:
    """The table of so many rows, in the folder ``scratch``, and the solutions of ``bench`` that use it."""

    def __init__(self, rows: int, bench: Path, scratch: Path) -> None:
        self.rows, self.bench, self.scratch = rows, bench, scratch
        self.facts = f"data/s_{rows}.parquet"
        (scratch / "out").mkdir(parents=True, exist_ok=True)
        if not (scratch / self.facts).exists():
            self.started([str(bench / "gen_scoring.py"), str(rows)])

    def exact(self) -> Solution:
        """The hand-written exact solution, which all are measured by."""
        return self._theirs("手写 DuckDB（精确，BIGINT）", "s_duckdb", "int")

    def others(self) -> list[Solution]:
        """The other hand-written ones; Polars where it is installed."""
        found = [self._theirs("手写 DuckDB（精确，HUGEINT）", "s_duckdb", "hugeint"),
                 self._theirs("手写 DuckDB（DOUBLE）", "s_duckdb", "double")]
        if importlib.util.find_spec("polars"):
            found.append(Solution("手写 Polars（精确，int64）", [str(self.bench / "s_polars.py"), str(self.rows), "1"],
                                  f"out/s_polars_{self.rows}.parquet"))
        else:
            print("没有安装 polars，手写 Polars 的一行略去")
        return found

    def _theirs(self, name: str, program: str, mode: str) -> Solution:
        return Solution(name, [str(self.bench / f"{program}.py"), str(self.rows), "1", mode, _THREADS],
                        f"out/{program}_{mode}_{self.rows}.parquet")

    def ours(self, engines: Sequence[str]) -> list[Solution]:
        """Hengji's, on each engine; on DuckDB also with the columns and types of the hand-written ones."""
        program, found = str(_HERE / "batch_hengji.py"), []
        for engine in engines:
            where = f"Spark，{spark_master()}" if engine == "spark" else "DuckDB"
            out = f"out/hengji_{engine}_{self.rows}.parquet"
            found.append(Solution(f"衡绩 {where}（全部输出）", [program, self.facts, out, "--engine", engine],
                                  out, True))
            if engine == "duckdb":
                narrow = out.replace("duckdb", "narrow")
                found.append(Solution(f"衡绩 {where}（与手写同列同型）", [program, self.facts, narrow, "--narrow"],
                                      narrow, True))
        return found

    def started(self, arguments: Sequence[str]) -> list[str]:
        """The lines that a program printed."""
        paths = os.pathsep.join(filter(None, [str(self.bench), os.environ.get("PYTHONPATH")]))
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.scratch, capture_output=True, text=True, check=False,
            env={"HENGJI_THREADS": _THREADS, "HENGJI_SPARK_MASTER": spark_master(), **os.environ,
                 "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"})
        if done.returncode:
            sys.exit(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout.splitlines()

    def run(self, solution: Solution) -> Run:
        """One run of it. The hand-written ones print a second line, of what is not written."""
        first = json.loads(self.started(solution.arguments)[0])
        if solution.ours:
            return Run(first["seconds"], first["peak_mb"], first["start_seconds"], first["prepare_seconds"])
        return Run(first["median_s"], first["maxrss_mb"])

    def turns(self, solutions: Sequence[Solution], reps: int) -> dict[str, Run]:
        """Medians by name, of runs that take turns."""
        rounds = [{each.name: self.run(each) for each in solutions} for _ in range(reps)]
        return {each.name: Run(*map(median, zip(*(runs[each.name] for runs in rounds), strict=True)))
                for each in solutions}

    def differing(self, solution: Solution) -> int:
        """How many cells differ from the hand-written exact one's."""
        (line,) = self.started([str(_HERE / "batch_cells.py"), self.exact().out, solution.out])
        return int(line)

    def limits(self, reps: int) -> Mapping[str, float]:
        """Seconds merely to read the table, and merely to write what the hand-written exact one writes."""
        lines = [json.loads(line) for line in self.started([str(self.bench / "s_limit.py"), str(self.rows), str(reps)])
                 if line.startswith("{")]
        return dict(zip(("只读输入各列", "只写手写的结果"), (line["median_s"] for line in lines), strict=False))


def spark_master() -> str:
    """Where Spark computes here."""
    return os.environ.get("HENGJI_SPARK_MASTER", f"local[{_THREADS}]")


def table(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Prints columns: the first to the left, figures to the right."""
    widths = [max(_width(line[n]) for line in (titles, *lines)) for n in range(len(titles))]
    for line in (titles, *lines):
        cells = [" " * (width - _width(cell)) + cell for cell, width in zip(line, widths, strict=True)]
        print("  ".join([line[0] + " " * (widths[0] - _width(line[0])), *cells[1:]]).rstrip())


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)


def compare(work: Workload, engines: Sequence[str], reps: int) -> int:
    """All solutions of one table; the number of cells in which Hengji's differ."""
    exact, ours = work.exact(), work.ours(engines)
    solutions = [exact, *work.others(), *ours]
    load = os.getloadavg()[0]
    runs = work.turns(solutions, reps)
    base = runs[exact.name].seconds
    differing = {each.name: work.differing(each) for each in solutions[1:]} | {exact.name: 0}
    lines = [[name, f"{work.rows / run.seconds / 1000:,.0f}", f"{run.seconds:.2f}", f"{run.peak:,.0f}",
              f"{run.seconds / base:.2f}", f"{differing[name]:,}"] for name, run in runs.items()]
    lines += [[name, f"{work.rows / seconds / 1000:,.0f}", f"{seconds:.2f}", "", f"{seconds / base:.2f}", ""]
              for name, seconds in work.limits(reps).items()]
    print(f"\n{work.rows:,} 行，各 {reps} 次的中位数，轮流运行；起初负载 {load:.1f}")
    table(("做法", "千行/秒", "秒", "峰值MB", "是手写精确的几倍", "不同的格"), lines)
    for each in ours:
        run = runs[each.name]
        spark = f"，Spark 启动 {run.start:.1f} 秒（不在上表内）" if run.start > 1 else ""
        print(f"{each.name}：其中核对与编译 {run.prepare * 1000:.0f} 毫秒{spark}")
    return sum(differing[each.name] for each in ours)


def linear(bench: Path, scratch: Path, engines: Sequence[str], reps: int, most: int) -> int:
    """From ten thousand rows to ``most``; the number of cells in which Hengji's differ."""
    lines: list[list[str]] = []
    before: dict[str, tuple[int, float]] = {}
    found = 0
    for rows in (rows for rows in _LINEAR if rows <= most):
        lack = lacking(rows, scratch)
        if lack:
            print(f"{rows:,} 行略去：{lack}")
            break
        work = Workload(rows, bench, scratch)
        solutions = [work.exact(), *work.ours(engines)]
        runs = work.turns(solutions, reps)
        for each in solutions:
            run = runs[each.name]
            differing = work.differing(each)
            found += differing if each.ours else 0
            rows_before, seconds_before = before.get(each.name, (0, 0.0))
            more = (run.seconds - seconds_before) / (rows - rows_before) * 10**6
            before[each.name] = rows, run.seconds
            lines.append([each.name, f"{rows:,}", f"{run.seconds:.2f}", f"{more:.2f}", f"{run.peak:,.0f}",
                          f"{run.seconds / runs[solutions[0].name].seconds:.2f}", f"{differing:,}"])
        for each in solutions[1:]:
            path = scratch / each.out
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(f"\n随行数的变化，各 {reps} 次的中位数，轮流运行")
    table(("做法", "行数", "秒", "每多百万行的秒", "峰值MB", "是手写精确的几倍", "不同的格"),
          sorted(lines, key=lambda line: line[0]))
    return found


def lacking(rows: int, scratch: Path) -> str:
    """Why so many rows cannot be made here; empty where they can."""
    if shutil.disk_usage(scratch).free < rows * _DISK_PER_ROW:
        return "磁盘空间不够"
    known = "SC_PHYS_PAGES" in os.sysconf_names
    if known and os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") < rows * _MEMORY_PER_ROW:
        return "内存不够生成这张表"
    return ""


def plans(work: Workload) -> None:
    """The time to compile every framework of the library."""
    found: list[dict[str, Any]] = [json.loads(line) for line in work.started([str(_HERE / "batch_plans.py")])]
    print("\n指标体系库：核对一张一千行的表并编译（5 次的中位数）")
    table(("指标体系", "末级指标", "毫秒"),
          [[each["framework"], str(each["leaves"]), f"{each['seconds'] * 1000:.0f}"] for each in found])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10**6, help="so many rows; with --linear at most so many")
    parser.add_argument("--bench", type=Path, required=True, help="the folder of hand-written solutions")
    parser.add_argument("--engines", default="duckdb", help="duckdb, spark, or both with a comma between")
    parser.add_argument("--reps", type=int, default=5, help="so many runs of each")
    parser.add_argument("--scratch", type=Path, help="a folder for the tables, which stay there; else a temporary one")
    parser.add_argument("--linear", action="store_true", help="from ten thousand rows up instead")
    wanted = parser.parse_args()
    bench, engines = wanted.bench.absolute(), wanted.engines.split(",")
    missing = [name for name in _NEEDED if not (bench / name).is_file()]
    if missing:
        print(f"--bench {wanted.bench}：不是放手写做法的文件夹，里面没有 {'、'.join(missing)}", file=sys.stderr)
        return 2
    if set(engines) - {"duckdb", "spark"}:
        print(f"--engines {wanted.engines}：只有 duckdb 和 spark", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        scratch = (wanted.scratch or Path(temporary)).absolute()
        if wanted.linear:
            differing = linear(bench, scratch, engines, wanted.reps, wanted.rows)
        else:
            work = Workload(wanted.rows, bench, scratch)
            differing = compare(work, engines, wanted.reps)
            plans(work)
    if differing:
        print(f"衡绩有 {differing:,} 格与手写精确的不同", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
