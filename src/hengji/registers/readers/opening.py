"""Opening a source (打开数据来源): its kind is what its bytes are, whatever its name ends in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hengji.model import Place, Problem, Unusable
from hengji.registers.schema import Register

from .csv_files import open_csv
from .headings import ColumnChoice, Matcher
from .json_lines import open_json_lines
from .parquet_files import open_parquet
from .source import Source

_MAGIC = {b"PAR1": "parquet", b"PK\x03\x04": "workbook", b"PK\x05\x06": "workbook", b"\xd0\xcf\x11\xe0": "workbook"}
_WORKBOOKS = (".xlsx", ".xls", ".ods", ".xlsm")
_JSON_LINES = (".jsonl", ".ndjson", ".json")


@dataclass(frozen=True, slots=True)
class Origin:
    """What is to be imported: a file, or a table or SELECT of the ``database`` at an SQLAlchemy URL."""

    path: Path | None = None
    sheet: str = ""
    encoding: str = ""
    database: str = ""
    table: str = ""
    query: str = ""


def open_source(origin: Origin, register: Register, choice: ColumnChoice, folder: Path) -> Source:
    """The source under the register's fields; what is staged goes to ``folder``.

    Raises :class:`Unusable` with all that is wrong with the file and its headings.
    """
    matcher = Matcher(register, choice)
    if origin.path is None:
        from .databases import open_database  # SQLAlchemy is slow to load, and few need it

        return open_database(origin.database, matcher, folder, table=origin.table, query=origin.query)
    kind = _kind(origin.path)
    if origin.sheet and kind != "workbook":
        raise Unusable([Problem(Place("--sheet"), f"{origin.path.name} 不是工作簿，没有工作表", "Excel 工作簿")])
    if kind == "workbook":
        from .workbooks import open_workbook

        return open_workbook(origin.path, matcher, folder, origin.sheet)
    if kind == "parquet":
        return open_parquet(origin.path, matcher)
    if kind == "json lines":
        return open_json_lines(origin.path, matcher, folder, origin.encoding)
    return open_csv(origin.path, matcher, folder, origin.encoding)


def _kind(path: Path) -> str:
    place = Place(str(path))
    try:
        if path.is_dir():
            raise Unusable([Problem(place, "这是一个文件夹", "一个文件", suggestion="请给出文件夹里的文件")])
        with path.open("rb") as file:
            head = file.read(4)
    except FileNotFoundError:
        raise Unusable([Problem(place, "没有这个文件", suggestion="请核对路径和文件名")]) from None
    except PermissionError as error:
        raise Unusable([Problem(place, "没有读取这个文件的权限")]) from error
    if not head:
        raise Unusable([Problem(place, "文件是空的", suggestion="请核对是不是这个文件，是否下载完整")])
    suffix = path.suffix.lower()
    if head in _MAGIC:
        return _MAGIC[head]
    if suffix in (".parquet", ".pq"):
        return "parquet"
    if suffix in _WORKBOOKS:
        return "workbook"
    return "json lines" if suffix in _JSON_LINES else "csv"
