"""Proofreading measured: planted errors that are found, a scorecard of our own that is clean, and the time it takes.

    python benchmarks/proofreading.py [FOLDER] [--each 40] [--changes 200]

FOLDER holds documents (PDF, Word, text) to plant errors in; without it only the scorecard is measured.
An error is planted in the document as it was read: what is measured is the proofreading, and reading for its time.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planting import found, leading_digit, planted, random_changes

from hengji.cases import bundled_ids
from hengji.intake import read_manuscript
from hengji.proofreading import proofread
from hengji.services import evaluate_case, issue_scorecard

_KINDS = {"金额", "比率"}
FORMS = ("html", "docx", "xlsx")
#: The case with the largest scorecard.
PLANTED = "yanjin-2022"


def plant_leading(path: Path, each: int, choose: random.Random) -> tuple[Counter[str], Counter[str]]:
    """How many leading digits were changed in tables and in sentences, and how many of them were found."""
    manuscript = read_manuscript(path)
    before = proofread(manuscript)
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for where, wanted in (("表格", True), ("句子", False)):
        figures = [f for f in before.figures if f.in_table is wanted and re.search("[1-9]", f.text)
                   and (f.relations if wanted else f.kind in _KINDS)]
        for figure in choose.sample(figures, min(each, len(figures))):
            tried[where] += 1
            text = leading_digit(figure.text, choose)
            caught[where] += found(before, proofread(planted(manuscript, figure, text)), figure, text)
    return tried, caught


def round_trip(changes: int, choose: random.Random, processes: int, shown: int) -> Iterator[str]:
    """Our own scorecards: whether all are clean as issued, and what of random changes in one is found."""
    with tempfile.TemporaryDirectory() as folder:
        for case in bundled_ids():
            (own := Path(folder) / case).mkdir()
            files = [Path(file) for file in issue_scorecard(evaluate_case(case), own, FORMS)]
            for path in sorted(file for file in files if file.suffix[1:] in FORMS):
                result = proofread(read_manuscript(path))
                yield (f"{case}{path.suffix}: {len(result.figures)} figures, {result.checked} checked, "
                       f"{result.counted('error')} errors, {result.counted('warning')} warnings")
                yield from (f"  {each.check}: {each.explanation}" for each in result.contradictions
                            if each.severity != "note" or each.check == "unsupported")
        for form in ("html", "docx"):
            yield from random_changes(Path(folder) / PLANTED / f"scorecard.{form}", changes, choose, processes, shown)


def timed(path: Path) -> str:
    """Reading alone, and proofreading."""
    start = time.perf_counter()
    manuscript = read_manuscript(path)
    read = time.perf_counter() - start
    start = time.perf_counter()
    proofread(manuscript)
    checked = time.perf_counter() - start
    return f"{path.name}: reading {read:.2f} s, proofreading {checked:.2f} s, {manuscript.pages or '–'} pages"


def main() -> None:
    """Prints what was found, as shares, and the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--changes", type=int, default=200, help="random changes in each of two scorecards")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--shown", type=int, default=5, help="misses of each kind that are printed")
    given = parser.parse_args()
    choose = random.Random(20261121)
    for line in round_trip(max(1, given.changes), choose, given.processes, given.shown):
        print(line)
    if given.folder is None:
        return
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for path in sorted(p for p in given.folder.iterdir() if p.suffix in (".pdf", ".docx", ".txt")):
        print(timed(path))
        more, hits = plant_leading(path, given.each, choose)
        tried.update(more)
        caught.update(hits)
        print("  " + "，".join(f"{where} {hits[where]}/{more[where]}" for where in more))
    for where in tried:
        print(f"{where}: {caught[where]} of {tried[where]} planted leading digits found "
              f"({100 * caught[where] // tried[where]}%)")


if __name__ == "__main__":
    main()
