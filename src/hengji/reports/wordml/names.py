"""What a template may name (占位符的值): words, lists of records, and whole passages of blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hengji.reports.papers import Paper, Run

from .writer import Item, annex_items, items


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that take the place of a whole paragraph: ``{{p 正文 }}``."""

    items: tuple[Item, ...]

    def __bool__(self) -> bool:
        """Whether there is anything: ``{%p if 附件 %}``."""
        return bool(self.items)


#: Words as they are printed; a ``Run`` that is flagged says that a fact is missing.
Value: TypeAlias = str | Run
Record: TypeAlias = Mapping[str, Value | Passage]


class Contents:
    """The table of contents (目录), written when all headings are known."""


Named: TypeAlias = Value | bool | Sequence[Record] | Passage | Contents
CONTENTS = Contents()


def paper_names(paper: Paper, values: Mapping[str, Named] | None = None) -> dict[str, Named]:
    """What a template may name for ``paper``: its parts, every section by title and key, and ``values``.

    Of two sections of one title the first is meant; a part of the paper goes before a section, both before a value.
    """
    names: dict[str, Named] = dict(values or {})
    for section in reversed(tuple(paper.all_sections())):
        passage = Passage(tuple(items([section])))
        names |= {told: passage for told in (section.title, section.key) if told}
    for annex in reversed(paper.annexes):
        passage = Passage(tuple(annex_items([annex])))
        names |= {told: passage for told in (annex.title, annex.key) if told}
    return names | {
        "标题": paper.title,
        "封面": [{"项目": label, "内容": words} for label, words in paper.cover],
        "正文": Passage(tuple(items(paper.sections))),
        "附件": Passage(tuple(annex_items(paper.annexes))),
        "目录": CONTENTS,
        "缺项": [{"内容": words} for words in paper.missing],
    }


def kind_of(value: Named) -> str:
    """``passage``, ``list`` or ``value``."""
    if isinstance(value, Passage | Contents):
        return "passage"
    return "value" if isinstance(value, str | bool | Run) else "list"

