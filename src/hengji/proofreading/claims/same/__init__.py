"""The same quantity told twice (同一个数两处): in two tables, in text and table, in summary and body."""

from __future__ import annotations

from hengji.proofreading.reading import Claims

from .cells import cells
from .completed import completed_of_tables
from .contracts import contracts_in_accounts
from .echoes import echoes
from .items import items_in_tables, items_repeated
from .mentions import mentions
from .rates import rates_by_definition
from .repeated import repeated_sentences
from .score_rows import indicator_scores
from .tables import like_columns, twin_tables
from .targets import targets_missed

SAME: tuple[Claims, ...] = (indicator_scores, twin_tables, repeated_sentences, items_in_tables, items_repeated, cells,
                            rates_by_definition, targets_missed, echoes, mentions, like_columns,
                            completed_of_tables, contracts_in_accounts)
