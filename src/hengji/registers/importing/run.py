"""An import (导入): sources → Parquet → one commit; whole or not at all, alone or beside others."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from hengji.engines import Progress, Unreachable, converter
from hengji.intake import safe_csv, why, write_files
from hengji.model import Place, Problem, Unusable
from hengji.registers.readers import ColumnChoice, Origin, Source
from hengji.registers.schema import Register
from hengji.registers.store import Commit, ImportedSource, Snapshot, Store, Workplace

from .bringing import Bringer, Brought
from .identity import Identity, held_to, identity_key
from .keys import any_known
from .rejects import HEADINGS


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported, and how.

    ``keep_good`` imports the rows that fit though others do not; ``replace`` puts the new rows in the place of all
    that the register holds; ``rejects`` is where the rows that do not fit are listed, as CSV.
    """

    origins: tuple[Origin, ...]
    who: str
    choice: ColumnChoice = field(default_factory=ColumnChoice)
    rejects: Path | None = None
    keep_good: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import: the ``version`` that it made, None where rows that do not fit forbade it.

    ``problems`` are the first of what is wrong with rows, ``notes`` what a person should know of each source.
    """

    version: int | None
    sources: tuple[ImportedSource, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    rejects: Path | None = None


def import_into(store: Store, register: Register, request: ImportRequest,
                progress: Progress | None = None) -> ImportResult:
    """Imports the request's sources into ``register`` as one commit.

    Raises :class:`Unusable` with all that is wrong with the sources as a whole; then nothing has changed.
    """
    name = f"{datetime.now():%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    try:
        with (store.workplace(register.id, name) as place,
              closing(converter(place.folder / "spill")) as converting):
            before = store.snapshot(register.id)
            seen = {} if request.replace else _seen(store, register, before)
            bringer = Bringer(register, converting, place, request.choice, datetime.now().date(), request.keep_good,
                              cache(lambda: _identity(store)),
                              lambda source, digest: _refuse_repeated(register, source, digest, seen))
            return _Import(store, register, request, place, bringer, before).run(name, progress)
    except Unreachable as trouble:
        raise Unusable([Problem(Place(str(store.folder)), str(trouble))]) from trouble
    except OSError as error:
        raise Unusable([Problem(Place(error.filename or str(store.folder)), f"写不进台账库：{why(error)}",
                                suggestion="请腾出空间，或换一个 --store")]) from error


@dataclass(slots=True)
class _Import:
    store: Store
    register: Register
    request: ImportRequest
    place: Workplace
    bringer: Bringer
    before: Snapshot | None

    def run(self, name: str, progress: Progress | None) -> ImportResult:
        """Brings everything in, then commits."""
        brought = self._bring_all(name, progress)
        rejects = self._write_rejects(brought)
        records = tuple(each.record for each in brought)
        problems = tuple(problem for each in brought if each.rejects for problem in each.rejects.told())
        notes = tuple(f"{each.source.name}：{note}" for each in brought for note in each.source.notes)
        full = [each for each in brought if each.written]
        if not full or (problems and not self.request.keep_good):
            return ImportResult(None, records, problems, notes, rejects)
        version = self._commit(full)
        return ImportResult(version, records, problems, notes, rejects)

    def _bring_all(self, name: str, progress: Progress | None) -> list[Brought]:
        """All sources; what is wrong with several of them is told at once."""
        brought: list[Brought] = []
        problems: list[Problem] = []
        held = [] if self.before is None or self.request.replace else list(self.before.files)
        many = len(self.request.origins)
        for number, origin in enumerate(self.request.origins):
            of_one = name if many == 1 else f"{name}-{number + 1}"
            try:
                each = self.bringer.bring(of_one, origin, held, _scaled(progress, number, many))
            except Unusable as refused:
                problems += refused.problems
            else:
                brought.append(each)
                held += [written.path for written in each.written]
        if problems:
            raise Unusable(problems)
        return brought

    def _write_rejects(self, brought: Sequence[Brought]) -> Path | None:
        """The list of what does not fit, where it is asked for."""
        out, lists = self.request.rejects, [each.rejects.out for each in brought if each.rejects and each.rejects.rows]
        if out is None or not lists:
            return None
        write_files(out.absolute().parent, {out.name: _joined(lists)})
        return out

    def _commit(self, full: Sequence[Brought]) -> int:
        """Puts the files in place, when nobody has meanwhile imported the same keys."""
        hashed = any(column.field.person == "hashed" for each in full for column in each.source.columns.values())
        identity = self.bringer.identity().fingerprint if hashed else ""
        with self.store.committing(self.register.id):
            now = self.store.snapshot(self.register.id)
            if now is not None and not self.request.replace:
                new = sorted(set(now.files) - set(self.before.files if self.before else ()))
                mine = [written.path for each in full for written in each.written]
                if new and self.bringer.converter.rows(any_known(self.register, mine, new)):
                    raise Unusable([Problem(
                        Place(self.register.name), "就在刚才，另一次导入也导入了同样编号的行；这一次没有导入",
                        suggestion="再运行一次，看哪些行重复")])
            if identity:
                self.store.hold_identity(identity)
            return self.store.commit(self.register, self.place, [(each.record, each.written) for each in full],
                                     who=self.request.who, schema=schema_hash(self.register), identity=identity,
                                     replaces=self.request.replace)


def schema_hash(register: Register) -> str:
    """The hash of what the register's fields are: it changes when they do."""
    fields = [[each.name, each.type, each.role, each.decimals, each.person, each.pattern, str(each.unit or ""),
               {term: list(spellings) for term, spellings in each.values.items()}] for each in register.fields]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _identity(store: Store) -> Identity:
    identity = identity_key(store.folder)
    held_to(identity, store.identity, store.folder)
    return identity


def _seen(store: Store, register: Register, now: Snapshot | None) -> dict[tuple[str, str], str]:
    """What the rows come from that the register holds: hash and sheet → when and who."""
    held = {file.parent.name.partition("=")[2] for file in now.files} if now else set()
    commits: tuple[Commit, ...] = store.snapshots(register.id)
    return {(source.sha256, source.sheet): f"{commit.when:%Y-%m-%d %H:%M} 由 {commit.who} 导入 {source.rows} 行"
            f"（版本 {commit.version}）" for commit in commits for source in commit.sources
            if source.id in held and not source.rejected}


def _refuse_repeated(register: Register, source: Source, digest: str, seen: dict[tuple[str, str], str]) -> None:
    """Refuses what was imported before, to the byte."""
    told = seen.setdefault((digest, source.sheet), "")
    if told:
        raise Unusable([Problem(
            Place(source.name), f"这份数据已经在“{register.name}”台账里：{told}", "没有导入过的数据",
            suggestion="不必再导入；要用它换掉台账里的全部数据，写 --replace")])
    seen[digest, source.sheet] = "就是这一次导入的另一个文件"


def _joined(lists: Sequence[Path]) -> Iterator[bytes]:
    yield safe_csv([HEADINGS])
    for path in lists:
        with path.open("rb") as file:
            while chunk := file.read(2**20):
                yield chunk


def _scaled(progress: Progress | None, number: int, many: int) -> Progress | None:
    return None if progress is None else lambda percent: progress((number * 100 + percent) // many)

