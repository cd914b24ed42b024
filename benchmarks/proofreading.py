"""Proofreading measured: planted errors that are found, a scorecard of our own that is clean, and the time it takes.

    python benchmarks/proofreading.py [FOLDER] [--each 40] [--changes 1000]

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
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hengji.intake import read_manuscript
from hengji.model import CheckedFigure, Manuscript, Paragraph, Proofread
from hengji.proofreading import proofread
from hengji.services import evaluate_case, issue_scorecard

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_KINDS = {"金额", "比率"}
Change = Callable[[str, random.Random], str]


def planted(manuscript: Manuscript, figure: CheckedFigure, text: str) -> Manuscript:
    """``manuscript`` with ``text`` printed in the place of ``figure``."""
    mark = figure.mark
    block = manuscript.blocks[mark.block]

    def changed(whole: str) -> str:
        return whole[:mark.start] + text + whole[mark.end:]

    if isinstance(block, Paragraph):
        new: object = replace(block, text=changed(block.text))
    else:
        new = replace(block, cells=tuple(
            replace(cell, text=changed(cell.text)) if (cell.row, cell.column) == (mark.row, mark.column) else cell
            for cell in block.cells))
    blocks = tuple(new if index == mark.block else old for index, old in enumerate(manuscript.blocks))
    return replace(manuscript, blocks=blocks)  # type: ignore[arg-type]


def found(before: Proofread, after: Proofread, figure: CheckedFigure) -> bool:
    """Whether a finding that was not there before names the planted place."""
    known = Counter((c.check, c.quotation.mark, c.printed, c.expected) for c in before.contradictions)
    place = (figure.mark.block, figure.mark.row, figure.mark.column)
    for each in after.contradictions:
        key = (each.check, each.quotation.mark, each.printed, each.expected)
        if each.severity != "note" and not known[key] and any(
                side.mark and (side.mark.block, side.mark.row, side.mark.column) == place
                for side in (each.quotation, *each.sides)):
            return True
    return False


def leading_digit(text: str, choose: random.Random) -> str:
    """Another first digit that is not zero."""
    at = next(i for i, sign in enumerate(text) if sign in "123456789")
    return text[:at] + choose.choice([d for d in "123456789" if d != text[at]]) + text[at + 1:]


def _any_digit(text: str, choose: random.Random) -> str:
    at = choose.choice([i for i, sign in enumerate(text) if sign.isdigit()])
    return text[:at] + choose.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1:]


def _dropped(text: str, choose: random.Random) -> str:
    at = choose.choice([i for i, sign in enumerate(text) if sign.isdigit()])
    return text[:at] + text[at + 1:]


def _doubled(text: str, choose: random.Random) -> str:
    at = choose.choice([i for i, sign in enumerate(text) if sign.isdigit()])
    return text[:at] + text[at] + text[at:]


def _swapped(text: str, choose: random.Random) -> str:
    pairs = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]]
    if not pairs:
        return text
    at = choose.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


CHANGES: dict[str, Change] = {"改一位": _any_digit, "漏一位": _dropped, "重一位": _doubled, "两位颠倒": _swapped}


def _value(text: str) -> str:
    """The number printed, so that a change that changes nothing (0.50 without its last 0) is none."""
    match = _DIGITS.search(text)
    return match[0].replace(",", "").rstrip("0").rstrip(".").lstrip("0") if match else ""


def plant_leading(path: Path, each: int, choose: random.Random) -> tuple[Counter[str], Counter[str]]:
    """How many leading digits were changed in tables and in sentences, and how many of them were found."""
    manuscript = read_manuscript(path)
    before = proofread(manuscript)
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for where, wanted in (("表格", True), ("句子", False)):
        figures = [f for f in before.figures if bool(f.mark.row) is wanted and re.search("[1-9]", f.text)
                   and (f.relations if wanted else f.kind in _KINDS)]
        for figure in choose.sample(figures, min(each, len(figures))):
            tried[where] += 1
            after = proofread(planted(manuscript, figure, leading_digit(figure.text, choose)))
            caught[where] += found(before, after, figure)
    return tried, caught


def round_trip(changes: int, choose: random.Random) -> Iterator[str]:
    """Our own scorecard as a page: clean as issued, and what of random changes is found."""
    with tempfile.TemporaryDirectory() as folder:
        files = issue_scorecard(evaluate_case("yanjin-2022"), Path(folder), ("html", "docx"))
        for path in sorted(Path(file) for file in files):
            if path.suffix in (".html", ".docx"):
                result = proofread(read_manuscript(path))
                yield (f"{path.suffix}: {len(result.figures)} figures, {result.checked} checked, "
                       f"{result.counted('error')} errors, {result.counted('warning')} warnings")
        page = next(Path(file) for file in files if str(file).endswith(".html"))
        manuscript = read_manuscript(page)
    before = proofread(manuscript)
    figures = [f for f in before.figures if f.relations and _DIGITS.search(f.text)]
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for _ in range(changes):
        figure, (name, change) = choose.choice(figures), choose.choice(list(CHANGES.items()))
        text = change(figure.text, choose)
        if _value(text) == _value(figure.text):
            continue
        tried[name] += 1
        caught[name] += found(before, proofread(planted(manuscript, figure, text)), figure)
    yield f"random changes in one page: {sum(caught.values())} of {sum(tried.values())} found"
    for name in tried:
        yield f"  {name}: {caught[name]} of {tried[name]}"


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
    parser.add_argument("--changes", type=int, default=1000)
    given = parser.parse_args()
    choose = random.Random(20261121)
    for line in round_trip(given.changes, choose):
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
