"""How many changed digits proofreading finds in our own reports, kind by kind.

    .venv/bin/python benchmarks/report_planting.py [--case yanjin-2022] [--changes 50]

Each kind of report is issued as Word, read again, and digits of its figures are changed one at a time: of those that
take part in a relation (what proofreading checks), and of all figures (also those that nothing can contradict).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from planting import CHANGES, found, planted, value_of

from hengji.intake import read_manuscript
from hengji.model import CheckedFigure, Manuscript, Proofread
from hengji.proofreading import proofread
from hengji.services import Reporting, ReportRequest, report_kinds


def share(manuscript: Manuscript, before: Proofread, pool: Sequence[CheckedFigure], changes: int) -> str:
    """``hits/trials`` of one changed digit in up to ``changes`` figures of ``pool``."""
    choose = random.Random(7)
    trials = hits = 0
    for figure in choose.sample(list(pool), min(len(pool), changes)):
        text = CHANGES["改一位"](figure.text, choose)
        if value_of(text) in (None, value_of(figure.text)):
            continue
        trials += 1
        hits += found(before, proofread(planted(manuscript, figure, text)), figure, text)
    return f"{hits}/{trials}"


def main() -> None:
    """Prints a line for each kind."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--case", default="yanjin-2022")
    arguments.add_argument("--changes", type=int, default=50)
    asked = arguments.parse_args()
    with TemporaryDirectory() as folder:
        for kind in report_kinds():
            path = Path(folder) / f"{kind}.docx"
            list(Reporting(ReportRequest((asked.case,), kind, (path,))).reports())
            manuscript = read_manuscript(path)
            before = proofread(manuscript)
            figures = [figure for figure in before.figures if any(sign.isdigit() for sign in figure.text)]
            checked = [figure for figure in figures if figure.relations]
            print(f"{kind}: {len(figures)} figures, {len(checked)} checked; found of checked "
                  f"{share(manuscript, before, checked, asked.changes)}, of all "
                  f"{share(manuscript, before, figures, asked.changes)}", flush=True)


if __name__ == "__main__":
    main()
