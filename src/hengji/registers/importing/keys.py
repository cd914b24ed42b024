"""Keys that are there already (编号重复), in SQL: within the rows, and against what the register holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hengji.registers.readers import ROW
from hengji.registers.schema import Register

from .expressions import quoted, text_literal


def parquet(files: Sequence[Path]) -> str:
    """``files`` as what stands after FROM; a column that only some of them have is NULL in the others."""
    shown = ", ".join(text_literal("".join(f"[{c}]" if c in "*?[" else c for c in str(file.absolute())))
                      for file in files)
    return f"read_parquet([{shown}], union_by_name = true, hive_partitioning = false)"


def names(register: Register) -> str:
    """The register's key columns."""
    return ", ".join(quoted(field.name) for field in register.keys)


def perhaps_doubled(register: Register, files: Sequence[Path]) -> str:
    """A row, where two rows of ``files`` may have one key: a hash stands for it, which takes less room."""
    return (f"SELECT 1 FROM (SELECT hash({names(register)}) AS h FROM {parquet(files)}) GROUP BY h"
            " HAVING count(*) > 1 LIMIT 1")


def any_known(register: Register, files: Sequence[Path], known: Sequence[Path]) -> str:
    """A row, where a key of ``files`` is in ``known``."""
    return (f"SELECT 1 FROM {parquet(known)} SEMI JOIN (SELECT {names(register)} FROM {parquet(files)})"
            f" USING ({names(register)}) LIMIT 1")


def find_doubled(register: Register, files: Sequence[Path], known: Sequence[Path]) -> tuple[str, ...]:
    """Statements that make the table ``doubled``: row, first row with its key (NULL: in ``known``), and the key."""
    keys, rows = names(register), parquet(files)
    key_of = ", ".join(f"r.{quoted(field.name)}" for field in register.keys)
    seen = (f"SELECT DISTINCT {keys} FROM {parquet(known)} SEMI JOIN (SELECT {keys} FROM {rows}) USING ({keys})"
            if known else f"SELECT {keys} FROM {rows} WHERE false")
    return (
        f"CREATE OR REPLACE TEMP TABLE seen AS {seen}",
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT {keys}, min({ROW}) AS first FROM {rows} GROUP BY {keys}"
        " HAVING count(*) > 1",
        f"CREATE OR REPLACE TEMP TABLE doubled AS SELECT r.{ROW}, NULL::BIGINT AS first, {key_of} FROM {rows} r"
        f" SEMI JOIN seen USING ({keys}) UNION ALL SELECT r.{ROW}, twice.first, {key_of} FROM {rows} r"
        f" JOIN twice USING ({keys}) ANTI JOIN seen USING ({keys}) WHERE r.{ROW} <> twice.first")


DOUBLED = f"SELECT * FROM doubled ORDER BY {ROW}"


def not_doubled(fields: Sequence[str], files: Sequence[Path]) -> str:
    """The rows of ``files`` that are not in the table ``doubled``."""
    return f"SELECT {', '.join(map(quoted, fields))} FROM {parquet(files)} ANTI JOIN doubled USING ({ROW})"
