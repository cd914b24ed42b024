"""Steadiness as data and files (稳定性的数据和文件): ``hengji/sensitivity-table/1``, CSV, a workbook, a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hengji.intake import Book, safe_csv, write_files
from hengji.model import Place, Problem, did_you_mean, exact_text
from hengji.reports import (
    every_column,
    every_line,
    stability_headline,
    stability_notes,
    stability_page,
    stability_title,
    stability_workbook,
)
from hengji.scoring import Stability, Steadiness, points_text

Document = dict[str, Any]


def stability_document(result: Stability) -> Document:
    """As ``hengji/sensitivity-table/1``: numbers are strings, exact; counts and ranks are whole."""
    notes, settings, group = result.notes, result.settings, result.chosen.group
    return {
        "schema": "hengji/sensitivity-table/1", "scores": result.document,
        "framework": {"id": notes.id, "version": notes.version, "sha256": notes.sha256, "title": notes.title},
        "period": result.chosen.period, "group": group and {"column": group[0], "value": group[1]},
        "draws": settings.draws, "seed": settings.seed, "concentration": settings.concentration,
        "top": settings.top, "near": settings.near, "rows": result.rows,
        "left_out": {"unscored": result.unscored, "not_applicable": result.inapplicable,
                     "differing": result.differing},
        "grades": list(notes.grades), "steady": sum(each.steady for each in result.departments),
        "headline": list(stability_headline(result)), "notes": list(stability_notes(result)),
        "departments": [_department(each, result) for each in result.departments]}


def _department(each: Steadiness, result: Stability) -> Document:
    ranks = each.ranks
    return {"entity": each.entity, "region": each.region or None, "total": points_text(each.total),
            "grade": each.grade, "capped": each.capped, "keeps_grade": exact_text(each.own),
            "grades": [{"grade": name, "share": exact_text(share)}
                       for name, share in zip(result.notes.grades, each.shares, strict=True)],
            "rank": ranks.base, "mean_rank": exact_text(ranks.mean), "p5": ranks.low, "p95": ranks.high,
            "in_top": exact_text(ranks.top), "stays_near": exact_text(ranks.near)}


def check_table_files(outs: Sequence[Path]) -> Iterator[Problem]:
    """Why a file cannot be written as it is named."""
    for out in outs:
        if out.suffix.lower() not in _WRITERS:
            yield Problem(Place(str(out)), f"不会写“{out.suffix or out.name}”这种文件", "、".join(_WRITERS),
                          suggestion=did_you_mean(out.suffix, _WRITERS))
    for out in dict.fromkeys(out for out in outs if outs.count(out) > 1):
        yield Problem(Place(str(out)), "同一个文件写了两次 -o", suggestion="请删去一个")


def write_stability(result: Stability, outs: Sequence[Path]) -> tuple[Path, ...]:
    """Writes each of ``outs`` as its ending says; those of one folder all or none."""
    folders: dict[Path, dict[str, bytes | Iterator[bytes]]] = {}
    for out in outs:
        folders.setdefault(out.parent, {})[out.name] = _WRITERS[out.suffix.lower()](result)
    return tuple(path for folder, contents in folders.items() for path in write_files(folder, contents))


def _csv(result: Stability) -> bytes:
    return safe_csv([[column.heading for column in every_column(result)],
                     *(every_line(result, each) for each in result.departments)])


def _workbook(result: Stability) -> bytes:
    return stability_workbook(result, Book(stability_title(result)))


def _page(result: Stability) -> bytes:
    return stability_page(result).encode()


def _json(result: Stability) -> bytes:
    return (json.dumps(stability_document(result), ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS: dict[str, Callable[[Stability], bytes]] = {".csv": _csv, ".xlsx": _workbook, ".html": _page, ".json": _json}
