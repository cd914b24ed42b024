"""Rows whose texts are as they should be (整洁的行): found by one look at all texts of a row together.

Nearly every row is one. Its texts are taken as they stand, and are not searched one by one for what programs and
people make of texts; a row that is not plain is cleaned and searched, cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from hengji.registers.readers import ReadColumn
from hengji.registers.schema import RegisterField

from .expressions import text_literal

#: Whether a row is plain: a column beside its texts.
PLAIN = "_plain"
_TEXTS = "_texts"
#: Between the texts of a row; no harm is done where one of them holds it.
_MARK = "|"
#: In no plain text: spaces of any kind, what begins a formula, an exponent's sign, decimals of a whole number.
_NEVER = (" ", "\t", "\r", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "=", "+", f".0{_MARK}")
#: In no plain key: the word of the lines of sums below a table.
_NO_KEY = "计"
#: No plain text begins with a sign before this one: ! " # $ % & ' are all before it.
_FIRST = "("


def is_free_text(field: RegisterField) -> bool:
    """Whether a field's texts are stored as they are written, but for spaces around them."""
    return field.type == "text" and not field.values and field.person != "hashed"


def judged(relation: str, columns: Sequence[ReadColumn]) -> str:
    """``relation`` with :data:`PLAIN` beside its texts."""
    free = [column for column in columns if is_free_text(column.field)]
    raws = [f"c{column.index}" for column in free]
    if not raws:
        return f"(SELECT *, true AS {PLAIN} FROM {relation})"
    together = ", ".join(f"{raw}, {text_literal(_MARK)}" for raw in raws)
    begins = [f"coalesce({raw} >= {text_literal(_FIRST)}, true)" for raw in raws]
    without = [f"NOT contains({_TEXTS}, {text_literal(sign)})" for sign in _NEVER]
    without += [f"NOT coalesce(contains(c{column.index}, {text_literal(_NO_KEY)}), false)" for column in free
                if column.field.role == "key"]
    return (f"(SELECT *, {' AND '.join([*begins, *without])} AS {PLAIN}"
            f" FROM (SELECT *, concat({together}) AS {_TEXTS} FROM {relation}))")
