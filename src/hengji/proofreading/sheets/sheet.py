"""A table with its head, its labels and its numbers typed (定型的表格)."""

from __future__ import annotations

from dataclasses import dataclass, field

from hengji.model import PrintedTable
from hengji.proofreading.number import Number


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, typed.

    Rows and columns count from 1 as in the table. ``head_rows`` are the rows of the
    head; ``paths`` gives for each column the texts of its heads, outermost first,
    each merged head once. ``label_columns`` hold codes and names; ``labels`` gives
    for each body row its name, ``codes`` its code where it has one (208, 20805,
    2080502; A1, B11), ``depths`` how deep it stands in the hierarchy (0 outermost).
    ``numbers`` are the numbers by place; codes, ordinals and cells that hold running
    text are not among them. A table of two halves side by side (收入 |
    支出) is several sheets over the same table, each with its own columns; so is one
    whose head changes half way. A form (label, value, label, value) has no head.

    ``label_paths`` gives for each body row its names from the outermost to its own,
    where they stand in several columns; ``dashes`` the places that say that they hold
    no number; ``weights`` the points in the names of label columns (目标设定（5分）), ``scores`` what they got
    of them where the head says so (得分/分值 over 目标设定 3.50/5);
    ``totals_beyond`` the rows named as totals that take in an earlier part of the
    table too: one under another head, with columns of the same name and no total.
    """

    block: int
    table: PrintedTable
    head_rows: tuple[int, ...]
    body_rows: tuple[int, ...]
    columns: tuple[int, ...]
    label_columns: tuple[int, ...]
    paths: dict[int, tuple[str, ...]]
    labels: dict[int, str]
    codes: dict[int, str]
    depths: dict[int, int]
    numbers: dict[tuple[int, int], Number]
    title: str = ""
    sections: tuple[str, ...] = ()
    label_paths: dict[int, tuple[str, ...]] = field(default_factory=dict)
    dashes: frozenset[tuple[int, int]] = frozenset()
    weights: dict[tuple[int, int], Number] = field(default_factory=dict)
    totals_beyond: frozenset[int] = frozenset()
    scores: dict[tuple[int, int], Number] = field(default_factory=dict)
