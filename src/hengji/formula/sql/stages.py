"""SQL text under construction (分步的 SQL): columns computed from columns, stage by stage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .dialect import Dialect
from .whole import Whole

#: What is no longer than a column's name.
_COLUMN = re.compile(r"""\w+|"[^"]*"|`[^`]*`""")


@dataclass(slots=True)
class Stages:
    """SQL text under construction: columns computed from columns, stage by stage.

    What is read more than once is kept as a column of its own, so that texts stay short and nothing is
    computed twice. Its name begins with ``prefix``, as no column of the table does: see :func:`free_prefix`.
    """

    dialect: Dialect
    prefix: str = "c"
    columns: list[dict[str, str]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)

    def keep(self, text: str, stage: int) -> tuple[str, int]:
        """``text``, computable in ``stage``, as a column; its name, and the stage in which that can be read."""
        if _COLUMN.fullmatch(text):
            return text, stage
        name = self.kept.get(text)
        if name is None:
            while len(self.columns) <= stage:
                self.columns.append({})
            name = self.kept[text] = f"{self.prefix}{len(self.kept) + 1}"
            self.columns[stage][name] = text
        return name, stage + 1

    def whole(self, number: Whole) -> Whole:
        """``number`` as a column, unless it is as short as one."""
        if number.constant:
            return number
        name, stage = self.keep(number.text, number.stage)
        return replace(number, text=name, stage=stage, parts=None)

    def known(self, number: Whole) -> Whole:
        """``number`` as the column that it stands in already, if it does."""
        return self.whole(number) if number.text in self.kept else number

    def select(self, outputs: Iterable[tuple[str, str]], source: str) -> str:
        """The whole statement: ``outputs`` (name, text) of the last stage, over ``source``."""
        for columns in self.columns:
            if columns:
                source = f"(SELECT *, {', '.join(f'{text} AS {name}' for name, text in columns.items())} FROM {source})"
        listed = ",\n  ".join(f"{text} AS {self.dialect.identifier(name)}" for name, text in outputs)
        return f"SELECT {listed}\nFROM {source}"


def free_prefix(names: Iterable[str]) -> str:
    """What names of columns may begin with, so that none is one of ``names``, however these are written."""
    taken = {name.casefold() for name in names}
    prefix = "c"
    while any(re.fullmatch(rf"{prefix}\d+", name) for name in taken):
        prefix += "c"
    return prefix
