"""A ranking as files (排名的文件): CSV with every row, a workbook, a page, or JSON."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hengji.intake import Book, safe_csv, write_files
from hengji.model import Place, Problem, did_you_mean
from hengji.reports import ranked_columns, ranked_line, ranking_page, ranking_title, ranking_workbook
from hengji.scoring import Ranked, Ranking

from .rank_document import ranking_document

#: More rows than this are too many for a sheet that somebody reads.
MAX_SHEET_ROWS = 100_000


def check_outputs(outs: Sequence[Path]) -> Iterator[Problem]:
    """Why a file cannot be written as it is named."""
    for out in outs:
        if out.suffix.lower() not in _WRITERS:
            yield Problem(Place(str(out)), f"不会写“{out.suffix or out.name}”这种文件", "、".join(_WRITERS),
                          suggestion=did_you_mean(out.suffix, _WRITERS))
    for out in {out for out in outs if outs.count(out) > 1}:
        yield Problem(Place(str(out)), "同一个文件写了两次 -o", suggestion="请删去一个")


def write_ranking(ranking: Ranking, ranked: Ranked, notes: Sequence[str], outs: Sequence[Path],
                  tell: Callable[[int], None]) -> tuple[Path, ...]:
    """Writes each of ``outs`` as its ending says; those of one folder all or none. ``tell`` hears of rows written."""
    folders: dict[Path, dict[str, bytes | Iterator[bytes]]] = {}
    for out in outs:
        folders.setdefault(out.parent, {})[out.name] = _WRITERS[out.suffix.lower()](ranking, ranked, notes, tell)
    return tuple(path for folder, contents in folders.items() for path in write_files(folder, contents))


def _csv(ranking: Ranking, ranked: Ranked, _: Sequence[str], tell: Callable[[int], None]) -> Iterator[bytes]:
    """Every row, some thousands at a time."""
    done = 0
    yield safe_csv([[column.heading for column in ranked_columns(ranking)]])
    for page in ranked.pages():
        yield safe_csv([ranked_line(ranking, row) for row in page]).removeprefix(BOM_UTF8)
        done += len(page)
        tell(done)


def _workbook(ranking: Ranking, ranked: Ranked, notes: Sequence[str], _: Callable[[int], None]) -> bytes:
    left = ranked.rows - MAX_SHEET_ROWS
    if left > 0:
        rows = ranked.select(f"period = {ranked.scores.dialect.string(ranking.period)}",
                             "overall NULLS LAST, entity, region", MAX_SHEET_ROWS)
        told = (f"全部 {ranked.rows} 行放不进一张好读的工作表，这里只列 {ranking.period} 年度的前 {len(rows)} 名；"
                "全部名次请用 -o 名次.csv 写出")
        return ranking_workbook(ranking, iter(rows), notes, told, Book(ranking_title(ranking)))
    every = (row for page in ranked.pages() for row in page)
    return ranking_workbook(ranking, every, notes, "", Book(ranking_title(ranking)))


def _page(ranking: Ranking, _: Ranked, notes: Sequence[str], __: Callable[[int], None]) -> bytes:
    return ranking_page(ranking, notes).encode()


def _json(ranking: Ranking, _: Ranked, notes: Sequence[str], __: Callable[[int], None]) -> bytes:
    return (json.dumps(ranking_document(ranking, notes), ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS: dict[str, Callable[[Ranking, Ranked, Sequence[str], Callable[[int], None]], bytes | Iterator[bytes]]] = {
    ".csv": _csv, ".xlsx": _workbook, ".html": _page, ".json": _json}
