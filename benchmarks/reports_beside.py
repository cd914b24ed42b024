"""A Word report of 32 tables (workload R), beside hand-written solutions of the same content. One run, ratios.

    python benchmarks/reports_beside.py --bench DIR [--runs N]

DIR holds the hand-written solutions and the program that makes their template and content. Hengji renders the very
template that docxtpl renders; every solution writes its files, each run is a process of its own, and the solutions
take turns. The words of all files are compared before anything is said about time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import docx
from docx.oxml.ns import qn

#: Solution → what is set up once, and what writes the content ``c`` as the file ``path``.
SOLUTIONS = {
    "hengji": ("from hengji.reports.wordml import WordTemplate\n"
               "from pathlib import Path\n"
               "template = WordTemplate(Path('data/tpl.docx').read_bytes(), 'tpl.docx')",
               "Path(path).write_bytes(template.render(c))"),
    "docxtpl": ("from r_bench import tpl", "tpl(c, path)"),
    "by hand": ("from r_bench import xml", "xml(c, path)"),
    "python-docx": ("from r_bench import pydocx", "pydocx(c, path, False)"),
    "python-docx cell()": ("from r_bench import pydocx", "pydocx(c, path, True)"),
}
_DOCUMENTS = 5
_PROGRAM = """import sys
sys.argv = ["r_bench.py", "1", "none"]
from time import perf_counter
from gen_report import context
{prepare}
contents = [context(number) for number in range({documents})]
def write(c, path):
    {write}
write(contents[0], "out/{name}.docx")
start = perf_counter()
for number, content in enumerate(contents):
    write(content, f"out/{name}{{number}}.docx")
print((perf_counter() - start) / {documents})
"""


def started(arguments: list[str], bench: Path, scratch: Path) -> str:
    """What a Python program printed, in the folder of the data."""
    paths = os.pathsep.join(filter(None, [str(bench), os.environ.get("PYTHONPATH")]))
    done = subprocess.run([sys.executable, *arguments], cwd=scratch, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"})
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}")
    return done.stdout


def words_of(path: Path) -> Iterator[str]:
    """What stands in the paragraphs and cells of a document."""
    for paragraph in docx.Document(str(path)).element.body.iter(qn("w:p")):
        if words := "".join(piece.text or "" for piece in paragraph.iter(qn("w:t"))):
            yield words


def main() -> None:
    """Makes the data, measures every solution in turns, and compares what was written."""
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--bench", type=Path, required=True)
    reading.add_argument("--runs", type=int, default=3)
    asked = reading.parse_args()
    bench = asked.bench.resolve()
    for needed in ("gen_report.py", "r_bench.py"):
        if not (bench / needed).exists():
            reading.error(f"{bench} has no {needed}")
    programs = {name: _PROGRAM.format(prepare=prepare, write=write, name=name.replace("()", ""), documents=_DOCUMENTS)
                for name, (prepare, write) in SOLUTIONS.items()}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for inner in ("data", "out"):
            (scratch / inner).mkdir()
        started([str(bench / "gen_report.py")], bench, scratch)
        rounds = [{name: float(started(["-c", program], bench, scratch)) for name, program in programs.items()}
                  for _ in range(asked.runs)]
        files = {name: scratch / "out" / f"{name.replace('()', '')}1.docx" for name in SOLUTIONS}
        written = {name: list(words_of(file)) for name, file in files.items()}
        sizes = {name: file.stat().st_size // 1024 for name, file in files.items()}
    for name, words in written.items():
        assert words == written["docxtpl"], name
    seconds = {name: median(one[name] for one in rounds) for name in SOLUTIONS}
    for name, each in seconds.items():
        print(f"{name:20} {1 / each:8.1f} documents/s {seconds['docxtpl'] / each:8.1f} × docxtpl "
              f"{sizes[name]:6} KB each")


if __name__ == "__main__":
    main()
