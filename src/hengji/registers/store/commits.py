"""What a commit says of itself (导入记录): who, when, from which files, how many rows; kept in the table's log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

#: The key of our record in a commit of the Delta log.
KEY = "hengji"


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """A file (or one sheet of it, or a database) that an import brought in.

    ``id`` is the value of ``_import`` in its rows; ``sha256`` that of its bytes, of a database that of what it gave.
    ``rejected`` rows were left out, because they did not fit.
    """

    id: str
    name: str
    sha256: str
    rows: int
    rejected: int = 0
    sheet: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A version of a register (快照): what its commit wrote, and ``rows``, what the register holds since.

    ``replaced`` says that the rows before it are in it no more. ``schema`` is the hash of the register's fields,
    ``identity`` the fingerprint of the key of its hashes. ``who`` is "" and there are no sources where another
    program wrote the version.
    """

    version: int
    when: datetime
    who: str
    rows: int
    sources: tuple[ImportedSource, ...]
    replaced: bool = False
    schema: str = ""
    identity: str = ""

    @property
    def imported(self) -> int:
        """The rows that it brought in."""
        return sum(source.rows for source in self.sources)

    @property
    def rejected(self) -> int:
        """The rows that it left out."""
        return sum(source.rejected for source in self.sources)


def noted(who: str, sources: tuple[ImportedSource, ...], *, replaced: bool, schema: str,
          identity: str) -> dict[str, Any]:
    """What a commit says, as it stands in the log."""
    return {KEY: {"who": who, "replaced": replaced, "schema": schema, "identity": identity,
                  "rows": sum(source.rows for source in sources),
                  "rejected": sum(source.rejected for source in sources),
                  "sources": [asdict(source) for source in sources]}}


def read_commits(history: list[dict[str, Any]]) -> tuple[Commit, ...]:
    """The versions of a table from its log, the newest first."""
    commits: list[Commit] = []
    for entry in sorted(history, key=lambda entry: int(entry["version"])):
        said: Mapping[str, Any] = entry.get(KEY) or {}
        sources = tuple(ImportedSource(**source) for source in said.get("sources", ()))
        before = commits[-1].rows if commits and not said.get("replaced") else 0
        commits.append(Commit(
            int(entry["version"]), datetime.fromtimestamp(entry["timestamp"] / 1000).astimezone(), said.get("who", ""),
            before + sum(source.rows for source in sources), sources, bool(said.get("replaced")),
            said.get("schema", ""), said.get("identity", "")))
    return tuple(reversed(commits))
