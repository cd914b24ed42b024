"""Paragraphs as a manuscript, and what the claims of sentences make of them."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import Manuscript, Paragraph
from hengji.proofreading.claims.text import TEXT
from hengji.proofreading.judging import Outcome, Verdict, judge
from hengji.proofreading.number import FIGURES
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark
from hengji.proofreading.text import sentences_of


def reading(*paragraphs: str) -> Reading:
    """The paragraphs read; one that starts with # is a heading, of the level of its signs."""
    blocks = tuple(Paragraph(text=text.lstrip("# "), number=number, level=len(text) - len(text.lstrip("#")))
                   for number, text in enumerate(paragraphs, 1))
    manuscript = Manuscript("稿.txt", "txt", blocks)
    return Reading(manuscript, sentences_of(manuscript, lambda _: False), ())


def claims(read: Reading) -> list[Relation | Remark]:
    """Everything that sentences are taken to say."""
    return [claim for family in TEXT for claim in family(read)]


def verdicts(*paragraphs: str) -> Iterator[Verdict]:
    """The verdict on every relation."""
    for claim in claims(reading(*paragraphs)):
        if isinstance(claim, Relation) and (verdict := judge(claim)) is not None:
            yield verdict


def wrong(*paragraphs: str) -> set[tuple[str, str]]:
    """Check and printed target of whatever is told as wrong."""
    found = {(v.rival.check if v.rival and v.rival.check else v.relation.check, v.relation.target.text)
             for v in verdicts(*paragraphs) if v.outcome is Outcome.BROKEN}
    told = {(claim.check, claim.printed) for claim in claims(reading(*paragraphs))
            if isinstance(claim, Remark) and claim.marks}
    return found | told


def unchecked(*paragraphs: str) -> list[str]:
    """The figures that stand in no relation and no remark."""
    read = reading(*paragraphs)
    seen: set[int] = set()
    for claim in claims(read):
        seen.update(id(n) for n in (claim.numbers() if isinstance(claim, Relation) else claim.numbers))
    return [n.text for n in read.numbers if n.kind in FIGURES and n.measured and id(n) not in seen]
