"""A paper for the public (公开版文稿): every string of it masked."""

from __future__ import annotations

from dataclasses import replace

from hengji.reports.papers.blocks import Block, Chart, Heading, PageBreak, Paper, Section, Table, Text

from .masks import Masks
from .persons import is_person
from .tables import LABEL_ALONE, public_chart, public_table


def public_paper(paper: Paper, masks: Masks) -> Paper:
    """``paper`` masked; keys of sections stay, so that templates find them.

    Whom a label names in one place is masked in all: once more from the start, where there is such a name.
    """
    known = masks.persons
    public = _masked(paper, masks)
    return public if masks.persons == known else _masked(paper, masks)


def _masked(paper: Paper, masks: Masks) -> Paper:
    cover = tuple((label, masks.person(words, "封面") if LABEL_ALONE.fullmatch(label) and is_person(words)
                   else masks.masked(words, "封面")) for label, words in paper.cover)
    return replace(paper, title=masks.masked(paper.title, "标题"), cover=cover,
                   sections=tuple(_section(section, masks, "") for section in paper.sections),
                   annexes=tuple(_section(section, masks, "") for section in paper.annexes),
                   missing=tuple(masks.masked(words, "缺项") for words in paper.missing))


def _section(section: Section, masks: Masks, above: str) -> Section:
    place = section.title or section.key or above
    return replace(section, title=masks.masked(section.title, place),
                   blocks=tuple(_block(block, masks, place) for block in section.blocks),
                   sections=tuple(_section(inner, masks, place) for inner in section.sections))


def _block(block: Block, masks: Masks, place: str) -> Block:
    match block:
        case Heading():
            return replace(block, text=masks.masked(block.text, place))
        case Text():
            return _text(block, masks, place)
        case Table():
            return public_table(block, masks, place)
        case Chart():
            return public_chart(block, masks, place)
        case PageBreak():
            return block


def _text(block: Text, masks: Masks, place: str) -> Text:
    """What is to be masked may reach over words of several looks: then the paragraph gets one look."""
    whole = masks.masked(block.words, place)
    runs = tuple(replace(run, text=masks.masked(run.text, place)) for run in block.runs)
    if "".join(run.text for run in runs) == whole:
        return Text(runs)
    return Text((replace(block.runs[0], text=whole),))
