"""The same quantity told twice (同一个数两处): in two tables, in text and table, in summary and body."""

from __future__ import annotations

from hengji.proofreading.reading import Claims

from .items import items_in_tables, items_repeated
from .repeated import repeated_sentences
from .score_rows import indicator_scores
from .tables import like_columns, twin_tables

SAME: tuple[Claims, ...] = (indicator_scores, twin_tables, repeated_sentences, items_in_tables, items_repeated,
                            like_columns)
