"""The versions of a register (台账快照): each import, by whom, from what, and how many rows there are since."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hengji.registers import Commit, Register

from .measure_register import known_registers, store_at


def register_snapshots(name: str, store: str | None = None,
                       extra: Path | None = None) -> tuple[Register, tuple[Commit, ...]]:
    """The register of that name and its versions, the newest first. Raises :class:`Unusable`."""
    register = known_registers(extra).register(name)
    return register, store_at(store).snapshots(register.id)


def snapshots_document(register: Register, commits: Sequence[Commit]) -> dict[str, Any]:
    """The versions as ``hengji/register-snapshots/1``."""
    return {"schema": "hengji/register-snapshots/1", "register": register.id, "snapshots": [
        {"version": commit.version, "when": commit.when.isoformat(timespec="seconds"), "who": commit.who,
         "rows": commit.rows, "imported": commit.imported, "rejected": commit.rejected, "replaced": commit.replaced,
         "schema_sha256": commit.schema,
         "sources": [{"import": source.id, "name": source.name, "sheet": source.sheet, "encoding": source.encoding,
                      "sha256": source.sha256, "rows": source.rows, "rejected": source.rejected}
                     for source in commit.sources]} for commit in commits]}
