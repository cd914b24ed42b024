"""What forms are put together from (表单): labels, entries, merged levels, amounts, lines to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hengji.model import Exact, Target

from .blocks import Block, Cell, Text
from .department import filled
from .excel_numbers import figure_of
from .phrases import in_wan
from .shared import Draft

Row = tuple[Cell, ...]
#: A cell that is filled in by hand, or for which nothing is known.
BLANK = ""
#: Longer words begin at the left of their cell.
_SHORT = 14


def label(words: str, right: int = 1, down: int = 1) -> Cell:
    """A cell that says what stands beside or below it."""
    return Cell(words, right, down, align="center", bold=True)


def entry(words: str, right: int = 1, down: int = 1) -> Cell:
    """A cell that is filled in: figures at the right, short words in the middle, long ones at the left."""
    if figure_of(words) is not None:
        return Cell(words, right, down, align="right")
    return Cell(words, right, down, align="center" if len(words) <= _SHORT else "left", flagged="【缺：" in words)


def middle(words: str, right: int = 1, down: int = 1) -> Cell:
    """A cell that is filled in, its words in the middle whatever they are."""
    return Cell(words, right, down, align="center", flagged="【缺：" in words)


def stated(draft: Draft, words: str) -> Cell:
    """A cell of an author's text with its values put in; of targets some are figures, so all stand in the middle."""
    return replace(filled(draft, words), align="center")


def longer(words: str, right: int = 1, down: int = 1) -> Cell:
    """A cell for sentences."""
    return Cell(words, right, down, flagged=words.startswith("【缺：") and words.endswith("】"))


def labels(*words: str) -> Row:
    """A line of labels."""
    return tuple(label(word) for word in words)


def amount(fen: Exact | None) -> str:
    """万元 without the unit; a dash where the amount is not known."""
    return "—" if fen is None else in_wan(fen)


def needed(draft: Draft, fen: Exact | None, what: str) -> str:
    """万元 without the unit; visibly missing where the amount is not known."""
    return draft.lack(what).text if fen is None else in_wan(fen)


def told(blocks: Iterable[Block]) -> str:
    """The paragraphs among ``blocks`` as lines of a cell."""
    return "\n".join(block.words for block in blocks if isinstance(block, Text))


def said(draft: Draft, *keys: str) -> str:
    """What the author wrote under the first of ``keys`` that has a text, as lines of a cell."""
    return next((told(draft.prose(draft.report.texts[key])) for key in keys if key in draft.report.texts), "")


def lacking_told(draft: Draft, *what: str) -> str:
    """A note below a table: what is still to be filled in."""
    return "".join(draft.lack(each).text for each in what)


def under(*groups: tuple[str, Sequence[Row]], right: int = 1) -> Iterator[Row]:
    """Lines with one label at the left of each group, over all its lines; groups without lines are left out."""
    for words, lines in groups:
        for number, line in enumerate(lines):
            yield (label(words, right, len(lines)), *line) if not number else line


def levelled(lines: Sequence[tuple[tuple[str, ...], Row]]) -> Iterator[Row]:
    """Lines with their levels at the left; like ones that follow one another stand once, over all of them."""
    for at, (levels, cells) in enumerate(lines):
        first = [Cell(name, down=_down(lines, at, depth), align="center") for depth, name in enumerate(levels)
                 if not at or lines[at - 1][0][:depth + 1] != levels[:depth + 1]]
        yield (*first, *cells)


def _down(lines: Sequence[tuple[tuple[str, ...], Row]], at: int, depth: int) -> int:
    own = lines[at][0][:depth + 1]
    end = at + 1
    while end < len(lines) and lines[end][0][:depth + 1] == own:
        end += 1
    return end - at


def target_levels(target: Target) -> tuple[str, str]:
    """The first two levels that a target stands under."""
    return target.level1 or "—", target.level2 or "—"


def signed_by(*who: str) -> str:
    """A note below a table with a place for each signature."""
    return "　　　　　　".join(f"{name}：" for name in who)
