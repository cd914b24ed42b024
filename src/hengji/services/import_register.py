"""Importing into a register (导入台账): files or a database, checked row by row, as one commit of the store."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hengji.engines import Progress
from hengji.model import Place, Problem, Unusable
from hengji.registers import (
    ColumnChoice,
    ImportRequest,
    ImportResult,
    Origin,
    Register,
    import_into,
)

from .measure_register import known_registers, store_at


@dataclass(frozen=True, slots=True)
class RegisterImportRequest:
    """What to import: ``files``, or the ``table`` or ``query`` of the ``database`` at an SQLAlchemy URL.

    ``columns`` maps a field to the heading that it has in the files, ``ignored`` names headings to leave out
    (``*`` all that are not known). ``rejects`` is a CSV for the rows that do not fit; with ``keep_good`` the others
    are imported all the same. ``replace`` puts the rows in the place of all that the register holds.
    """

    register: str
    files: tuple[Path, ...] = ()
    store: str | None = None
    sheet: str = ""
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    rejects: Path | None = None
    keep_good: bool = False
    replace: bool = False
    who: str = ""
    database: str = ""
    table: str = ""
    query: str = ""
    registers: Path | None = None


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """What came of it; nothing was imported where ``result.version`` is None."""

    register: Register
    request: RegisterImportRequest
    store: Path
    who: str
    result: ImportResult

    @property
    def replaced(self) -> bool:
        """Whether the rows took the place of all that the register held."""
        return self.request.replace

    @property
    def rows(self) -> int:
        """The rows that were imported."""
        return 0 if self.result.version is None else sum(source.rows for source in self.result.sources)

    @property
    def rejected(self) -> int:
        """The rows that do not fit."""
        return sum(source.rejected for source in self.result.sources)


def import_register(request: RegisterImportRequest, progress: Progress | None = None) -> RegisterImport:
    """Imports into a register. Raises :class:`Unusable` where a source cannot be used; then nothing has changed."""
    register = known_registers(request.registers).register(request.register)
    _check(request)
    origins = tuple(Origin(path, request.sheet, request.encoding) for path in request.files) or (
        Origin(None, database=request.database, table=request.table, query=request.query),)
    store = store_at(request.store)
    who = request.who or _user()
    result = import_into(store, register, ImportRequest(
        origins, who, ColumnChoice(request.columns, request.ignored), request.rejects, request.keep_good,
        request.replace), progress)
    return RegisterImport(register, request, store.folder, who, result)


def import_document(done: RegisterImport) -> dict[str, Any]:
    """What came of an import, as ``hengji/register-import/1``."""
    return {"schema": "hengji/register-import/1", "register": done.register.id, "store": str(done.store),
            "version": done.result.version, "who": done.who, "replaced": done.replaced, "rows": done.rows,
            "rejected": done.rejected, "rejects": str(done.result.rejects) if done.result.rejects else None,
            "sources": [{"import": source.id, "name": source.name, "sheet": source.sheet,
                         "encoding": source.encoding, "sha256": source.sha256, "rows": source.rows,
                         "rejected": source.rejected} for source in done.result.sources],
            "notes": list(done.result.notes)}


def _check(request: RegisterImportRequest) -> None:
    problems = []
    if bool(request.files) == bool(request.database):
        problems.append(Problem(Place("hengji register import"), "没有写明导入什么" if not request.files else
                                "文件和数据库只能写一种", "文件，或 --database 和 --table 或 --query"))
    elif request.database and bool(request.table) == bool(request.query):
        problems.append(Problem(Place("--database"), "数据库要写明哪张表，或一条查询", "--table 或 --query，写一个"))
    elif request.files and (request.table or request.query):
        problems.append(Problem(Place("--table" if request.table else "--query"), "文件没有表和查询",
                                suggestion="从数据库导入，要写 --database 地址"))
    if request.keep_good and request.rejects is None:
        problems.append(Problem(Place("--keep-good"), "不合格的行要有地方写", "--rejects 文件.csv",
                                suggestion="加上 --rejects 文件.csv，没有导入的行都列在那里"))
    if request.rejects is not None and request.rejects.absolute() in [path.absolute() for path in request.files]:
        problems.append(Problem(Place(str(request.rejects)), "这是要导入的文件，不能写在上面",
                                suggestion="请换一个文件名"))
    if problems:
        raise Unusable(problems)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a machine where this user has no name
        return ""
