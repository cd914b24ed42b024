"""Databases (数据库): a table or a SELECT, through SQLAlchemy; nothing is ever written to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import sqlalchemy
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, NoSuchTableError, SQLAlchemyError

from hengji.model import Place, Problem, Unusable, did_you_mean

from .headings import Matcher
from .json_lines import Keys, text_of
from .source import Digest, Source
from .staging import staged_relation, staging

_AT_ONCE = 5000
_LOCAL = timezone(timedelta(hours=8))
#: Parts of an address that are nobody's to read, and numbers of persons and telephones in a query.
_SECRET = re.compile(r"pass|pwd|secret|token|key", re.IGNORECASE)
_PERSON = re.compile(r"\d{11,}[Xx]?")
_DRIVERS = {"postgresql": "pip install \"hengji[postgresql]\"，地址写 postgresql+psycopg://…",
            "mysql": "pip install pymysql，地址写 mysql+pymysql://…", "oracle": "pip install oracledb，地址写 oracle+oracledb://…",
            "mssql": "pip install pyodbc", "dm": "pip install dmSQLAlchemy", "kingbase": "按 PostgreSQL 连接"}


def open_database(url: str, matcher: Matcher, folder: Path, *, table: str = "", query: str = "") -> Source:
    """The rows of a table or of a SELECT in the database at ``url``. Raises :class:`Unusable`."""
    engine, shown = _engine(url)
    name = f"{shown} {table or _PERSON.sub('***', query)}"
    keys, width = Keys(name, matcher), len(matcher.register.fields)
    out = folder / "database.csv"
    try:
        with engine.connect() as connection, staging(out, width) as stager:
            streamed = connection.execution_options(stream_results=True, yield_per=_AT_ONCE)
            result = streamed.execute(_statement(engine, shown, table, query))
            columns = [keys.index(key, None) for key in tuple(result.keys())]
            for number, row in enumerate(result, 1):
                stager.add(number, *_texts(row, columns, width))
            connection.rollback()
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise Unusable([Problem(Place(shown), f"数据库没有给出数据（{said}）",
                                suggestion="请核对地址、账号、表名和查询")]) from error
    finally:
        engine.dispose()
    if not stager.rows:
        raise Unusable([Problem(Place(shown), "查到 0 行", suggestion="请核对表名和查询")])
    matched = matcher.matched(name, keys.headings, keys.others, width)
    if matcher.problems:
        raise Unusable(matcher.problems)
    return Source(name, staged_relation(out, width, broken_lines=stager.broken_lines), matched.columns,
                  partial(_place, name), Digest(out).sha256, notes=matched.notes)


def _engine(url: str) -> tuple[sqlalchemy.Engine, str]:
    """The database, and its address without the password, wherever it stands."""
    try:
        parsed = sqlalchemy.make_url(url)
        told = parsed.set(query={name: "***" if _SECRET.search(f"{name}{value}") else value
                                 for name, value in parsed.query.items()})
        return sqlalchemy.create_engine(parsed), unquote(told.render_as_string(hide_password=True))
    except ArgumentError as error:
        raise Unusable([Problem(Place("--database"), "数据库地址不对", "如 postgresql+psycopg://用户:密码@主机/库名，sqlite:///文件")]
                       ) from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        kind = parsed.get_backend_name()
        raise Unusable([Problem(Place("--database"), f"没有安装数据库 {kind} 的驱动",
                                suggestion=_DRIVERS.get(kind, "请安装它的 SQLAlchemy 驱动"))]) from error


def _statement(engine: sqlalchemy.Engine, shown: str, table: str, query: str) -> Any:
    if query:
        if query.split(maxsplit=1)[0].upper() not in ("SELECT", "WITH"):
            raise Unusable([Problem(Place("--query"), "这里只能写查询", "SELECT …")])
        return sqlalchemy.text(query.replace(":", "\\:"))
    schema, _, name = table.rpartition(".")
    try:
        return sqlalchemy.select(sqlalchemy.Table(name, sqlalchemy.MetaData(), schema=schema or None,
                                                  autoload_with=engine))
    except NoSuchTableError as error:
        known = sqlalchemy.inspect(engine).get_table_names(schema or None)
        raise Unusable([Problem(Place(shown), f"没有名为“{table}”的表",
                                suggestion=did_you_mean(name, known))]) from error


def _texts(row: Iterable[Any], columns: list[int | None], width: int) -> tuple[list[str], str]:
    texts, flaw = [""] * width, ""
    for at, value in zip(columns, row, strict=True):
        if at is None:
            continue
        text = _text(value)
        if text is None:
            flaw = flaw or f"{at}|值是 {type(value).__name__}，读不成文字"
        texts[at] = (text or "").replace("\0", "")
    return texts, flaw


def _text(value: Any) -> str | None:
    if isinstance(value, datetime):
        local = value.astimezone(_LOCAL).replace(tzinfo=None) if value.tzinfo else value
        return local.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return None
    return text_of(value) if value is None or isinstance(value, bool | str | list) else f"{value}"


def _place(document: str, row: int, _: int | None) -> Place:
    return Place(document, line=row)
