"""A paper for the public (公开版文稿): every string of it masked, of its workbook too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hengji.reports.papers.blocks import Block, Cell, Chart, Heading, PageBreak, Paper, Section, Table, Text
from hengji.reports.workbook import Book, Content, Sheet

from .masks import Masks
from .persons import LABEL, is_person

_LABEL_ALONE = re.compile(LABEL + "[：:]?")


def public_paper(paper: Paper, masks: Masks) -> Paper:
    """``paper`` masked; keys of sections stay, so that templates find them."""
    cover = tuple((label, masks.person(words, "封面") if _LABEL_ALONE.fullmatch(label) and is_person(words)
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
            return replace(block, title=masks.masked(block.title, place), note=masks.masked(block.note, place),
                           head=tuple(_row(row, masks, place) for row in block.head),
                           rows=tuple(_row(row, masks, place) for row in block.rows))
        case Chart():
            return replace(block, title=masks.masked(block.title, place),
                           categories=tuple(masks.masked(words, place) for words in block.categories),
                           series=tuple(replace(one, name=masks.masked(one.name, place)) for one in block.series))
        case PageBreak():
            return block


def _text(block: Text, masks: Masks, place: str) -> Text:
    """What is to be masked may reach over words of several looks: then the paragraph gets one look."""
    whole = masks.masked(block.words, place)
    runs = tuple(replace(run, text=masks.masked(run.text, place)) for run in block.runs)
    if "".join(run.text for run in runs) == whole:
        return Text(runs)
    return Text((replace(block.runs[0], text=whole),))


def _row(row: Sequence[Cell], masks: Masks, place: str) -> tuple[Cell, ...]:
    told: list[Cell] = []
    for number, cell in enumerate(row):
        labelled = number > 0 and _LABEL_ALONE.fullmatch(row[number - 1].text) is not None and is_person(cell.text)
        words = masks.person(cell.text, place) if labelled else masks.masked(cell.text, place)
        told.append(replace(cell, text=words))
    return tuple(told)


class MaskedBook:
    """A workbook whose texts are masked on their way in."""

    def __init__(self, book: Book, masks: Masks) -> None:
        self._book, self._masks = book, masks

    def sheet(self, name: str) -> Sheet:
        """A new sheet, masked."""
        return MaskedSheet(self._book.sheet(self._masks.masked(name, name)), self._masks, name)

    def content(self) -> bytes:
        """Its bytes, once all is written."""
        return self._book.content()


class MaskedSheet:
    """A sheet whose texts are masked on their way in."""

    def __init__(self, sheet: Sheet, masks: Masks, name: str) -> None:
        self._sheet, self._masks, self._name = sheet, masks, name

    def __getattr__(self, name: str) -> Any:
        """How the sheet looks is no secret."""
        return getattr(self._sheet, name)

    def _told(self, value: Content) -> Content:
        return self._masks.masked(value, self._name) if isinstance(value, str) else value

    def put(self, row: int, column: int, value: Content, style: str = "text", *,
            to: tuple[int, int] | None = None) -> None:
        """A value in a cell."""
        self._sheet.put(row, column, self._told(value), style, to=to)

    def formula(self, row: int, column: int, formula: str, value: Content, style: str = "number", *,
                texts: Sequence[str] = (), to: tuple[int, int] | None = None) -> None:
        """A live formula."""
        told = [self._masks.masked(text, self._name) for text in texts]
        self._sheet.formula(row, column, formula, self._told(value), style, texts=told, to=to)

    def rows(self, row: int, lines: Sequence[Sequence[Content]], styles: Sequence[str]) -> int:
        """Lines from ``row`` on."""
        return self._sheet.rows(row, [[self._told(value) for value in line] for line in lines], styles)

    def note(self, row: int, column: int, text: str) -> None:
        """A note at a cell."""
        self._sheet.note(row, column, self._masks.masked(text, self._name))
