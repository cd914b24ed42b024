"""Errors planted in a document as it was read, and whether proofreading finds them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from hengji.intake import read_manuscript
from hengji.model import CheckedFigure, Manuscript, Paragraph, Proofread
from hengji.proofreading import proofread

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
#: Units that are taken for one another, with what each is worth.
_UNITS = {"亿元": Fraction(10 ** 8), "万元": Fraction(10 ** 4), "元": Fraction(1), "%": Fraction(1, 100),
          "‰": Fraction(1, 1000)}
_OTHER_UNIT = {"亿元": "万元", "万元": "元", "元": "万元", "%": "‰", "‰": "%"}
_UNIT = re.compile("|".join(_UNITS))
Change = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class Trial:
    """One planted change: what kind, which figure (of those that take part in a relation), what was put there."""

    kind: str
    figure: int
    text: str


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


def found(before: Proofread, after: Proofread, figure: CheckedFigure, text: str) -> bool:
    """Whether a finding that was not there before quotes ``text``, planted for ``figure``, as one of its sides."""
    known = Counter((c.check, c.quotation.mark, c.printed, c.expected) for c in before.contradictions)
    place = figure.mark
    for each in after.contradictions:
        if each.severity != "note" and not known[each.check, each.quotation.mark, each.printed, each.expected] and any(
                mark and (mark.block, mark.row, mark.column) == (place.block, place.row, place.column)
                and mark.start < place.start + len(text) and place.start < mark.end
                for mark in (side.mark for side in (each.quotation, *each.sides))):
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


def _other_unit(text: str, _: random.Random) -> str:
    return _UNIT.sub(lambda match: _OTHER_UNIT[match[0]], text, count=1)


CHANGES: dict[str, Change] = {
    "改一位": _any_digit, "漏一位": _dropped, "重一位": _doubled, "两位颠倒": _swapped, "改单位": _other_unit,
}


def value_of(text: str) -> Fraction | None:
    """What ``text`` prints, with its unit: 86.0 for 86.00 changes nothing; None where no number is left."""
    match = _DIGITS.search(text)
    if match is None or not re.fullmatch(r"\d*\.?\d+", match[0].replace(",", "")):
        return None
    unit = _UNIT.search(text, match.end())
    return Fraction(match[0].replace(",", "")) * (_UNITS[unit[0]] if unit else 1)


def trials(before: Proofread, changes: int, choose: random.Random) -> list[Trial]:
    """``changes`` random changes of figures that take part in a relation, each of which changes the value."""
    figures = [(index, f.text) for index, f in enumerate(before.figures) if f.relations and _DIGITS.search(f.text)]
    made: list[Trial] = []
    while len(made) < changes:
        (index, old), (kind, change) = choose.choice(figures), choose.choice(list(CHANGES.items()))
        new = change(old, choose)
        if value_of(new) not in (None, value_of(old)):
            made.append(Trial(kind, index, new))
    return made


@cache
def _opened(path: Path) -> tuple[Manuscript, Proofread]:
    manuscript = read_manuscript(path)
    return manuscript, proofread(manuscript)


def _try(path: Path, trial: Trial) -> bool:
    manuscript, before = _opened(path)
    figure = before.figures[trial.figure]
    return found(before, proofread(planted(manuscript, figure, trial.text)), figure, trial.text)


def tried(path: Path, made: Sequence[Trial], processes: int) -> list[bool]:
    """Whether each trial was found."""
    if processes < 2:
        return [_try(path, trial) for trial in made]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(_try, [path] * len(made), made, chunksize=10))


def random_changes(path: Path, changes: int, choose: random.Random, processes: int = 1, shown: int = 0
                   ) -> Iterator[str]:
    """How many of ``changes`` random changes in a document are found, by kind, and ``shown`` misses of each kind."""
    manuscript, before = _opened(path)
    checked = [f for f in before.figures if f.in_table]
    yield (f"{path.name}: {len(before.figures)} figures, {before.checked} checked "
           f"({sum(f.relations > 0 for f in checked)} of {len(checked)} in tables), {before.relations} relations, "
           f"{before.counted('error')} errors, {before.counted('warning')} warnings")
    made = trials(before, changes, choose)
    hits = tried(path, made, processes)
    yield f"  random changes: {sum(hits)} of {len(hits)} found ({100 * sum(hits) / len(hits):.1f}%)"
    for kind in CHANGES:
        of_kind = [(trial, hit) for trial, hit in zip(made, hits, strict=True) if trial.kind == kind]
        yield f"    {kind}: {sum(hit for _, hit in of_kind)} of {len(of_kind)}"
        for trial, _ in [pair for pair in of_kind if not pair[1]][:shown]:
            mark = before.figures[trial.figure].mark
            text = manuscript.passage(mark).text
            around = text[max(0, mark.start - 30):mark.start] + "【" + text[mark.start:mark.end].strip() + "→" \
                + trial.text.strip() + "】" + text[mark.end:mark.end + 15]
            yield f"      {manuscript.spot(mark)}　{' '.join(around.split())}"
