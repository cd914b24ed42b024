"""Reports by the command: one, and a whole province's in one call. Wall time, and the memory of all processes.

    python benchmarks/reports_batch.py [--departments 100,500] [--runs N] [--no-charts]

Each department is a case of its own folder, of the size of a county's evaluation report: the bundled case with its own
name. The batch is measured for several numbers of departments: documents per second shall stay the same, and memory
too. Memory is what all processes of the command held together, at the most (what they share is counted once).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter

CASE = Path(__file__).parent.parent / "examples" / "yanjin-2022"
_NAME = "延津县政务服务和大数据管理局"
_EVERY = 0.1


def departments(folder: Path, count: int) -> Path:
    """A folder with so many cases."""
    text = (CASE / "case.yaml").read_text(encoding="utf-8")
    for number in range(1, count + 1):
        own = folder / f"{count}个部门" / f"部门{number:04}"
        own.mkdir(parents=True)
        (own / "case.yaml").write_text(text.replace(_NAME, f"第{number}县政务服务和大数据管理局"), encoding="utf-8")
    return folder / f"{count}个部门"


def family(first: int) -> Iterator[int]:
    """A process, and all that it and its own have started."""
    yield first
    for task in Path(f"/proc/{first}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            yield from family(int(child))


def held(process: int) -> int:
    """Kilobytes that the process holds: of what several share, its part."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def peak_while(process: subprocess.Popen[bytes], done: Event) -> int:
    """The most that the process and its own held together, in kilobytes."""
    peak = 0
    while not done.wait(_EVERY):
        try:
            peak = max(peak, sum(map(held, family(process.pid))))
        except (OSError, StopIteration):  # one has just ended
            continue
    return peak


def run(arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds and megabytes of one command."""
    start = perf_counter()
    program = "from hengji.cli.app import main; import sys; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.DEVNULL)
    done, peaks = Event(), []
    watch = Thread(target=lambda: peaks.append(peak_while(process, done)))
    watch.start()
    code = process.wait()
    seconds = perf_counter() - start
    done.set()
    watch.join()
    if code:
        sys.exit(f"hengji {' '.join(arguments)} failed: {code}")
    return seconds, peaks[0] / 1024


def main() -> None:
    """Measures the command for one case, then for each number of departments; the numbers take turns."""
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--departments", default="100,500")
    reading.add_argument("--runs", type=int, default=1)
    reading.add_argument("--no-charts", action="store_true")
    asked = reading.parse_args()
    counts = [int(count) for count in asked.departments.split(",")]
    more = ["--kind", "evaluation", *(["--no-charts"] if asked.no_charts else [])]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        single = [run(["report", str(CASE), *more, "-o", str(folder / f"{n}.docx")]) for n in range(5)]
        print(f"one report        {median(seconds for seconds, _ in single):7.2f} s   "
              f"{max(memory for _, memory in single):6.0f} MB")
        cases = {count: departments(folder, count) for count in counts}
        rounds = [{count: run(["report", str(cases[count]), *more, "--force", "-o", str(folder / f"报告{count}")])
                   for count in counts} for _ in range(asked.runs)]
        for count in counts:
            written = len(list((folder / f"报告{count}").glob("*.docx")))
            assert written == count, f"{written} of {count}"
            seconds = median(one[count][0] for one in rounds)
            print(f"{count:5} departments {seconds:7.2f} s {count / seconds:7.1f} reports/s "
                  f"{max(one[count][1] for one in rounds):6.0f} MB in all processes")


if __name__ == "__main__":
    main()
