"""The store (存储): a folder of Delta tables, written by whole commits and read by version."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from hengji.engines import Written
from hengji.model import Place, Problem, Unusable
from hengji.registers.schema import Register

from .commits import Commit, ImportedSource, noted, read_commits
from .locks import locked
from .tables import IMPORT, KEPT, add_action, delta_fields, delta_schema, delta_type, stored_fields

#: What is being made, and who may commit; nothing in it is needed to read the store.
WORK = ".hengji"
_IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A version of a register: its Parquet files, and what they hold together; ``when`` it was committed.

    The files lie in folders ``_import=…``: the column that says which import brought a row in.
    """

    register: str
    version: int
    files: tuple[Path, ...]
    rows: int
    when: datetime


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where one import makes its files; nobody sees them before they are committed."""

    folder: Path

    def parts(self, imported: str) -> Path:
        """Where the Parquet files of that import go."""
        return self.folder / f"{IMPORT}={imported}"


class Store:
    """The registers in ``folder``, each a Delta table in a folder of its name. Raises :class:`Unusable`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def snapshot(self, register: str, version: int | None = None) -> Snapshot | None:
        """That version of the register, the newest by default; None where nothing was ever imported."""
        table = self._table(register, version)
        if table is None:
            return None
        added = table.get_add_actions(flatten=True)
        # Their addresses would have every Chinese letter of the folder's name escaped.
        files = sorted(self.folder / register / unquote(name) for name in added.column("path").to_pylist())
        when = next(commit.when for commit in read_commits(table.history()) if commit.version == table.version())
        return Snapshot(register, table.version(), tuple(files), sum(added.column("num_records").to_pylist()), when)

    def snapshots(self, register: str) -> tuple[Commit, ...]:
        """The versions of a register, the newest first."""
        table = self._table(register)
        return () if table is None else read_commits(table.history())

    @contextmanager
    def workplace(self, register: str, name: str) -> Iterator[Workplace]:
        """A place to make an import in; what killed ones left is removed, and this one in the end."""
        work = self.folder / WORK / register
        work.mkdir(parents=True, exist_ok=True)
        lock, folder = work / f"{name}.lock", work / name
        with ExitStack() as stack:
            with self.committing(register):  # so that nobody takes a new place for one that is left
                self._clean(register)
                stack.enter_context(locked(lock, wait=False))
                folder.mkdir()
            try:
                yield Workplace(folder)
            finally:
                shutil.rmtree(folder)
                lock.unlink()

    @property
    def identity(self) -> str:
        """The fingerprint of the key by which the store's persons are hashed; "" while there is none."""
        note = self.folder / WORK / _IDENTITY
        return note.read_text(encoding="ascii").strip() if note.exists() else ""

    def hold_identity(self, fingerprint: str) -> None:
        """Notes the fingerprint of the key, the first time."""
        note = self.folder / WORK / _IDENTITY
        if not note.exists():
            note.write_text(f"{fingerprint}\n", encoding="ascii")

    @contextmanager
    def committing(self, register: str) -> Iterator[None]:
        """Nobody else commits to the register meanwhile."""
        work = self.folder / WORK
        work.mkdir(parents=True, exist_ok=True)
        with locked(work / f"{register}.lock", wait=True):
            yield

    def commit(self, register: Register, place: Workplace, parts: Sequence[tuple[ImportedSource, Sequence[Written]]],
               *, who: str, schema: str, identity: str = "", replaces: bool = False) -> int:
        """Puts the files of an import in place and commits them at once; gives the version.

        Only inside :meth:`committing`. Where it fails, the files are taken back.
        """
        home = self.folder / register.id
        table = self._table(register.id)
        self._suits(table, register)
        sources = tuple(source for source, _ in parts)
        said = CommitProperties(custom_metadata=noted(who, sources, replaced=replaces, schema=schema,
                                                      identity=identity))
        try:
            if table is None:
                create_table_with_add_actions(
                    str(home), delta_schema(register), [*self._put(register, place, parts)], mode="error",
                    partition_by=[IMPORT], name=register.name, description=register.explain, configuration=KEPT,
                    commit_properties=said)
            else:
                actions: list[AddAction | RemoveAction] = [*self._put(register, place, parts)]
                table.create_write_transaction(actions, "overwrite" if replaces else "append", table.schema(),
                                               partition_by=[IMPORT], commit_properties=said)
        except DeltaError as error:
            if sources[0].id not in self._known(register.id):
                raise _refused(home, "提交没有成功", error) from error
        finally:
            if sources[0].id not in self._known(register.id):
                self._take_back(home, sources)
        return DeltaTable(str(home)).version()

    def _put(self, register: Register, place: Workplace,
             parts: Sequence[tuple[ImportedSource, Sequence[Written]]]) -> Iterator[AddAction]:
        """Moves the files to where the table has them."""
        home = self.folder / register.id
        home.mkdir(exist_ok=True)
        ends = [field.name for field in register.fields if field.role in ("key", "time")]
        for source, written in parts:
            target = home / f"{IMPORT}={source.id}"
            place.parts(source.id).rename(target)
            for file in written:
                yield add_action(home, file._replace(path=target / file.path.name), source.id, ends)

    @staticmethod
    def _take_back(home: Path, sources: Sequence[ImportedSource]) -> None:
        for source in sources:
            shutil.rmtree(home / f"{IMPORT}={source.id}", ignore_errors=True)
        if home.is_dir() and not any(home.iterdir()):
            home.rmdir()

    def _known(self, register: str) -> set[str]:
        """The imports that were ever committed."""
        return {source.id for commit in self.snapshots(register) for source in commit.sources}

    def _table(self, register: str, version: int | None = None) -> DeltaTable | None:
        home = self.folder / register
        try:
            if not (home / "_delta_log").is_dir():
                return None
            newest = DeltaTable(str(home))
            if version is None or version == newest.version():
                return newest
            if not 0 <= version < newest.version():
                raise Unusable([Problem(Place(str(home)), f"没有版本 {version}", f"0 到 {newest.version()}",
                                        suggestion="用 hengji register snapshots 看有哪些版本")])
            return DeltaTable(str(home), version=version)
        except TableNotFoundError:
            return None
        except DeltaError as error:
            raise _refused(home, "台账读不出来，可能已损坏", error) from error

    def _suits(self, table: DeltaTable | None, register: Register) -> None:
        """Refuses a table whose columns are of other types; adds columns that the register has since."""
        if table is None:
            return
        held = {field.name: getattr(field.type, "type", str(field.type)) for field in table.schema().fields}
        fields = stored_fields(register)
        wrong = [field for field in fields if held.get(field.name, delta_type(field)) != delta_type(field)]
        if wrong:
            raise Unusable([Problem(
                Place(str(self.folder / register.id)), f"已存的“{field.title}”是 {held[field.name]}，台账定义却改了",
                delta_type(field), suggestion="请换一个 --store 重新导入") for field in wrong])
        new = [field for field in fields if field.name not in held]
        if new:
            table.alter.add_columns(delta_fields(new))
            table.update_incremental()

    def _clean(self, register: str) -> None:
        """Removes what imports left that were killed: their locks are free."""
        work = self.folder / WORK / register
        for lock in work.glob("*.lock"):
            with locked(lock, wait=False) as dead:
                if dead:
                    known = self._known(register)
                    for left in (self.folder / register).glob(f"{IMPORT}={lock.stem}*"):
                        if left.name.partition("=")[2] not in known:
                            shutil.rmtree(left)
                    shutil.rmtree(work / lock.stem, ignore_errors=True)
                    lock.unlink(missing_ok=True)


def _refused(home: Path, text: str, error: DeltaError) -> Unusable:
    first = next((line for line in str(error).splitlines() if line.strip()), "")
    return Unusable([Problem(Place(str(home)), f"{text}（{first}）", suggestion="请核对这个文件夹是否被别的程序改过")])
