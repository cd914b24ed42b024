"""The list of materials of a case (资料清单) as a user asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hengji.frameworks import Received, Requested, request_list
from hengji.intake import Book, safe_csv, write_files

from .evaluate import open_case


def material_list(name: str) -> tuple[Requested, ...]:
    """The list for the case ``name``. Raises :class:`Unusable` with every problem."""
    loaded = open_case(name)
    return request_list(loaded.case, loaded.framework)


def material_document(entries: tuple[Requested, ...]) -> dict[str, Any]:
    """As ``hengji/request-list/1``."""
    return {"schema": "hengji/request-list/1", "indicators": [
        {"code": entry.code, "name": entry.name, "materials": list(entry.materials), "state": entry.state,
         "received": [{"name": r.name, "document": r.document} for r in entry.received],
         "missing": list(entry.missing), "unproven": list(entry.unproven)} for entry in entries]}


def material_rows(entries: tuple[Requested, ...], *, brief: bool = False) -> list[tuple[str, ...]]:
    """One line for each indicator: what is needed, what came in (``brief``: without the documents), what is missing."""

    def told(received: Received) -> str:
        return f"{received.name}（{received.document}）" if received.document and not brief else received.name

    return [(entry.code, entry.name, entry.state, "、".join(entry.materials) or "（未列明）",
             "、".join(dict.fromkeys(told(received) for received in entry.received)),
             "、".join([*entry.missing, *(f"{name}的证明" for name in entry.unproven)])) for entry in entries]


_HEADINGS = ("编号", "指标", "状态", "要的资料", "已交", "还缺")


def write_material_list(entries: tuple[Requested, ...], path: Path) -> Path:
    """The list as ``.xlsx`` or ``.csv``, by the ending of ``path``; written whole or not at all."""
    rows = material_rows(entries)
    if path.suffix.lower() == ".csv":
        content = safe_csv([_HEADINGS, *rows])
    else:
        book = Book("资料清单")
        sheet = book.sheet("资料清单")
        sheet.widths(8, 26, 10, 36, 36, 36)
        sheet.rows(0, [_HEADINGS], ["heading"] * len(_HEADINGS))
        sheet.rows(1, rows, ["centred", "wrapped", "centred", "wrapped", "wrapped", "wrapped"])
        sheet.freeze(1)
        sheet.page((len(rows), len(_HEADINGS) - 1), (0, 0))
        content = book.content()
    (written,) = write_files(path.parent, {path.name: content})
    return written
