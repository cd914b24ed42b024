"""What every kind of paper is made from (公共底稿): the scorecard at hand, the author's texts, what is lacking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.model import (
    MONEY,
    UNITS,
    Exact,
    Fact,
    Missing,
    NodeScore,
    PaperTable,
    Piece,
    Scorecard,
    exact,
    name_of,
    paragraphs,
)
from hengji.telling import shown

from .blocks import Block, Cell, Run, Section, Table, Text
from .quoted import Quoted

_FIGURE = re.compile(r"[−-]?[\d,]+(?:\.\d+)?(?:%|[\u4e00-\u9fff]{0,2})")
#: How the name of a line ends that adds up others.
_TOTALS = ("合计", "总计", "小计")
#: Stand in the middle of their cells.
_MARKS = ("—", "", "是", "否")


class Draft:
    """A scorecard while a paper is made of it. What is found lacking is kept, each thing once.

    Everything said is a function of the scorecard and its framework; a draft is thrown away with its paper.
    """

    def __init__(self, card: Scorecard, framework: Framework) -> None:
        self.card, self.framework, self.case = card, framework, card.case
        self.report = card.case.report
        self.quoted = Quoted(card, framework)
        self._lacking: dict[str, None] = {}
        self._children: dict[str, list[NodeScore]] = {}
        for node in card.nodes:
            self._children.setdefault(node.parent, []).append(node)

    @property
    def name(self) -> str:
        """What the department is called in sentences: short, where the case says how."""
        return self.case.entity.short or self.case.entity.name

    @property
    def year(self) -> str:
        """``2022年度``."""
        return f"{self.case.period}年度"

    @property
    def levels(self) -> int:
        """How many levels the tree has."""
        return max((node.level for node in self.card.nodes), default=0)

    @property
    def full(self) -> Exact:
        """The weights of the first level added up: 0 where none are published."""
        return exact(sum(node.weight for node in self.heads))

    @property
    def heads(self) -> tuple[NodeScore, ...]:
        """The indicators of the first level."""
        return tuple(self._children.get("", ()))

    @property
    def leaves(self) -> tuple[NodeScore, ...]:
        """The indicators that are scored by a rule."""
        return tuple(node for node in self.card.nodes if node.leaf)

    @property
    def missing(self) -> tuple[str, ...]:
        """What was found lacking so far."""
        return tuple(self._lacking)

    def children(self, node: NodeScore) -> tuple[NodeScore, ...]:
        """The indicators directly below ``node``."""
        return tuple(self._children.get(node.code, ()))

    def below(self, node: NodeScore) -> Iterator[NodeScore]:
        """The leaves below ``node``; itself, where it is one."""
        if node.leaf:
            yield node
        for child in self._children.get(node.code, ()):
            yield from self.below(child)

    def inside(self, node: NodeScore) -> Iterator[NodeScore]:
        """Everything below ``node``, parents first."""
        for child in self._children.get(node.code, ()):
            yield child
            yield from self.inside(child)

    def lack(self, what: str) -> Run:
        """Words that stand visibly for what is missing, and are remembered."""
        self._lacking.setdefault(what)
        return Run(f"【缺：{what}】", flagged=True)

    def lacking(self, what: str) -> Text:
        """A paragraph of nothing but that."""
        return Text((self.lack(what),))

    def fact(self, *names: str, previous: bool = False) -> Fact | None:
        """The department's own fact under the first of ``names`` that the case has, data included."""
        for name in names:
            for fact in (*self.case.facts, *self.case.data):
                if fact.name == name and fact.previous == previous and fact.member is None:
                    return fact
        return None

    def money(self, *names: str, previous: bool = False) -> Exact | None:
        """The amount of that fact in fen; None where there is none."""
        fact = self.fact(*names, previous=previous)
        if fact is not None and fact.unit.dimension is MONEY and isinstance(fact.value, int | Fraction):
            return fact.value
        added = (self._rolled_up(name, previous=previous) for name in names)
        return next((amount for amount in added if amount is not None), None)

    def _rolled_up(self, name: str, *, previous: bool) -> Exact | None:
        """What the units or projects of the department give together, in fen."""
        for entry in self.card.roll_ups:
            if entry.name == name and entry.previous == previous and entry.value is not None \
                    and entry.unit.dimension is MONEY and isinstance(entry.value.value, int | Fraction):
                return entry.value.value
        return None

    def has(self, *keys: str) -> bool:
        """Whether the author wrote a text or a table for one of ``keys``."""
        return any(key in self.report.texts or any(True for _ in self.report.tables_of(key)) for key in keys)

    def author(self, key: str) -> tuple[Block, ...]:
        """The author's text under ``key``, then the tables that follow it; nothing where there is none."""
        return (*self.prose(self.report.texts.get(key, "")),
                *(self.table(table) for table in self.report.tables_of(key)))

    def prose(self, text: str) -> tuple[Text, ...]:
        """An author's text with the values put in that it refers to; items of a list are numbered."""
        told, item = [], 0
        for paragraph in paragraphs(text):
            item = item + 1 if paragraph.form == "numbered" else 0
            lead = (Run(f"（{item}）"),) if item else (Run("——"),) if paragraph.form == "bullet" else ()
            told.append(Text((*lead, *self._runs(paragraph.pieces))))
        return tuple(told)

    def _runs(self, pieces: Iterable[Piece]) -> Iterator[Run]:
        """Values with their units; a unit that the author wrote once more behind the value is left out."""
        unit = ""
        for piece in pieces:
            if not piece.reference:
                yield Run(piece.text.removeprefix(unit) if unit else piece.text, piece.bold)
                unit = ""
                continue
            quoted = self.quoted[piece.text]
            missing = isinstance(quoted.value, Missing)
            yield self.lack(piece.text) if missing else Run(quoted.text, piece.bold)
            unit = "" if missing or not quoted.text.endswith(quoted.unit.name) else quoted.unit.name

    def words(self, text: str) -> str:
        """A text of one line with its values put in: a title, a line of the cover, a cell of words."""
        return "".join(block.words for block in self.prose(text))

    def table(self, stated: PaperTable) -> Table:
        """An author's table: references become values in the unit of the table, figures stand at the right.

        What stands again and again at the beginning of lines that follow one another stands once, over all of them.
        """
        lines = [[self._cell(cell, stated.unit, first=not n, bold=row[0].strip().endswith(_TOTALS))
                  for n, cell in enumerate(row)] for row in stated.rows]
        head = tuple(Cell(words, align="center", bold=True) for words in stated.head)
        widths = tuple(_width(cell.text for cell in column) for column in zip(head, *lines, strict=False))
        return Table(self.words(stated.title), stated.unit, widths, (head,), _grouped(lines), self.words(stated.note))

    def _cell(self, words: str, unit: str, *, first: bool, bold: bool) -> Cell:
        name = name_of(words)
        if name is None:
            told = self.words(words)
            return Cell(told, align="left" if first else "right" if is_figure(told) else "center",
                        bold=bold, flagged="【缺：" in told)
        quoted = self.quoted[name]
        if isinstance(quoted.value, Missing):
            return Cell(self.lack(name).text, align="center", flagged=True)
        bare = UNITS.get(unit)
        fits = bare is not None and bare.dimension is quoted.unit.dimension and not isinstance(quoted.value, bool)
        if not fits or bare is None:
            return Cell(quoted.text, align="right", bold=bold)
        return Cell(shown(quoted.value, bare).removesuffix(bare.name), align="right", bold=bold)


def is_figure(words: str) -> bool:
    """Whether a cell holds a number, with or without a unit."""
    return _FIGURE.fullmatch(words.strip()) is not None


def total_row(*words: str) -> tuple[Cell, ...]:
    """The last row of a table: its name in the middle, figures at the right."""
    return tuple(Cell(word, align="right" if n else "center", bold=True) for n, word in enumerate(words))


def heads(*words: str) -> tuple[tuple[Cell, ...], ...]:
    """A head of one line."""
    return (tuple(Cell(word, align="center", bold=True) for word in words),)


def row(*words: str) -> tuple[Cell, ...]:
    """A row: words at the left, figures at the right, short marks in the middle."""
    return tuple(Cell(word, align="right" if is_figure(word) else "center" if word in _MARKS else "left")
                 for word in words)


def some(*sections: Section | None) -> tuple[Section, ...]:
    """Those sections that there are, and that say something."""
    return tuple(section for section in sections
                 if section is not None and (section.blocks or section.sections))


def annexed(*sections: Section | None) -> tuple[Section, ...]:
    """Annexes with their numbers in their titles: ``附件1　得分表``; one alone is only called 附件."""
    there = some(*sections)
    return tuple(replace(annex, title=f"附件{number if len(there) > 1 else ''}　{annex.title}")
                 for number, annex in enumerate(there, 1))


def _grouped(lines: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Lines of one table: like first cells, where more follow in the line, as one cell over all their lines."""
    built: list[tuple[Cell, ...]] = []
    for at, line in enumerate(lines):
        first = line[0]
        if at and _same_group(lines[at - 1], line):
            built.append(tuple(line[1:]))
            continue
        down = 1
        while at + down < len(lines) and _same_group(line, lines[at + down]):
            down += 1
        built.append((replace(first, down=down, align="center" if down > 1 else first.align), *line[1:]))
    return tuple(built)


def _same_group(above: list[Cell], below: list[Cell]) -> bool:
    return len(below) > 1 and above[0].text == below[0].text != "" and not is_figure(below[0].text)


def _width(column: Iterable[str]) -> int:
    """As wide as the longest cell, a Chinese character as two, within limits."""
    return min(max(8, *(sum(1 + (sign > "\u2e7f") for sign in cell) for cell in column)), 28)
