"""A sentence that is printed twice should tell the same figures (同一句话两处)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from hengji.proofreading.number import FIGURES, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, of

#: Shorter sentences are turns of phrase.
_LONG = 24
#: Lines of figures without so many Chinese characters are a table that nobody read as one.
_WORDED = 8
_WORDS = re.compile(r"[一-鿿]")
#: A sentence found more often is a template with changing subjects.
_TIMES = 3


def repeated_sentences(reading: Reading) -> Iterator[Relation]:
    """Sentences that differ in nothing but figures: the summary repeats the body, the conclusion the chapter.

    All that stands before them in their paragraphs must be alike too: in a list of
    items the same sentence is said of one subject after another.
    """
    alike: dict[str, list[list[Number]]] = defaultdict(list)
    block, before = -1, ""
    for sentence in reading.sentences:
        if sentence.mark.row:
            continue
        if sentence.mark.block != block:
            block, before = sentence.mark.block, ""
        figures = [number for number in sentence.numbers if number.kind in FIGURES]
        before += _masked(sentence, figures)
        if figures and len(before) >= _LONG and len(_WORDS.findall(before)) >= _WORDED:
            alike[before].append(figures)
    for first, *others in alike.values():
        if len(others) < _TIMES:
            agreeing = sum(a.value == b.value for twins in others for a, b in zip(first, twins, strict=True))
            strength = Strength.CERTAIN if agreeing >= 2 else Strength.LIKELY
            for twins in others:
                for number, twin in zip(first, twins, strict=True):
                    yield Relation("cross-table", twin, of(number), "前后两处说的是同一件事", strength,
                                   family="repeated sentences")


def _masked(sentence: Sentence, figures: list[Number]) -> str:
    """The sentence with a mark for each figure, without spaces: years and codes stay."""
    parts, at = [], 0
    for number in figures:
        parts += [sentence.text[at:sentence.start_of(number)], f"<{number.unit}>"]
        at = sentence.end_of(number)
    return "".join([*parts, sentence.text[at:]]).replace(" ", "").strip("。;\n")
