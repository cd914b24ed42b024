"""A list told twice (前后两次列举): the goals set, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengji.proofreading.relation import Remark, Strength

from .listing import split
from .pieces import Piece, Pieces

_GOALS = re.compile(r"目标(?:有|共|为|是|主要|包括|如下|:)|主要任务(?:为|是|:)")
_DONE = re.compile(r"完成|实现|达成")
#: From so many parts on, and with at least half of them told again, one list answers the other.
_FEWEST, _ALIKE = 4, 50


@dataclass(frozen=True, slots=True)
class _List:
    piece: Piece
    start: int
    parts: tuple[str, ...]


def unanswered(pieces: Pieces) -> Iterator[Remark]:
    """Goals listed in one paragraph of which the paragraph on their completion says nothing."""
    lists = [found for piece in pieces.paragraphs if (found := _listed(piece))]
    goals = [found for found in lists if _GOALS.search(found.piece.text)]
    for goal in goals:
        for answer in lists:
            if answer.piece.mark.block <= goal.piece.mark.block or not _DONE.search(answer.piece.text[:80]):
                continue
            missing = [part for part in goal.parts if not _told_again(part, answer)]
            if missing and len(missing) * 2 < len(goal.parts):
                marks = [goal.piece.part(goal.piece.text.index(part), goal.piece.text.index(part) + len(part))
                         for part in missing]
                opening = answer.piece.part(answer.start, answer.start + len(answer.parts[0]))
                yield Remark(
                    "count", Strength.LIKELY, (*marks, opening),
                    f"前面列了{len(goal.parts)}项，这里只交代了{len(goal.parts) - len(missing)}项，"
                    f"没有结论的是：{'；'.join(missing)}。", f"{len(goal.parts) - len(missing)}项",
                    f"{len(goal.parts)}项", "漏写完成情况", "补写这几项的完成情况。")


def _listed(piece: Piece) -> _List | None:
    """The parts between semicolons of the sentence that has most of them."""
    best: _List | None = None
    start = 0
    for sentence in piece.text.split("。"):
        parts = tuple(part.strip() for part in split(sentence, ";") if part.strip())
        if len(parts) >= _FEWEST and (best is None or len(parts) > len(best.parts)):
            best = _List(piece, start, parts)
        start += len(sentence) + 1
    return best


def _told_again(part: str, answer: _List) -> bool:
    """Whether the other list has a part that is mostly of the same pairs of characters."""
    pairs = _pairs(part)
    return any(len(pairs & _pairs(other)) * 100 >= len(pairs) * _ALIKE for other in answer.parts)


def _pairs(text: str) -> set[str]:
    return {text[at:at + 2] for at in range(len(text) - 1)}
