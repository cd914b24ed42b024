"""Sections of the author's own (自拟章节): texts and tables under names that no report knows."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import SECTIONS

from .blocks import Section
from .shared import Draft


def own_sections(draft: Draft) -> Iterator[Section]:
    """One for each such name, in the order of the case."""
    codes = {node.code for node in draft.card.nodes}
    for key in dict.fromkeys((*draft.report.texts, *(table.section for table in draft.report.tables))):
        if key not in SECTIONS and key not in codes:
            yield Section(key, key, draft.author(key))
