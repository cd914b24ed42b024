"""Two versions of a report (两稿对比), for the exchange of views with the department: documents, or cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from hengji.intake import DOCUMENTS, Book, read_manuscript, write_files
from hengji.model import POINTS_OF, RATE_OF, WEIGHT_OF, Missing, Place, Problem, Unusable
from hengji.reports import (
    SCORE_HEADS,
    FigureChange,
    ReportChanges,
    ReportVersion,
    ScoreChange,
    changes_headline,
    changes_page,
    changes_workbook,
    figure_lines,
    results_told,
    score_lines,
)
from hengji.scoring import ComparedNode, Quotables
from hengji.telling import points_shown, shown

from .compare import compare_evaluations
from .evaluate import Evaluation, case_path
from .score_batch import apart

_SCORES = (POINTS_OF, WEIGHT_OF, RATE_OF)
_WRITTEN = (".html", ".json", ".xlsx")


def report_changes(first: str, second: str) -> ReportChanges:
    """What changed from ``first`` to ``second``: two documents, or two cases or sealed scorecards. ``Unusable``."""
    kinds = [_is_document(name) for name in (first, second)]
    if kinds == [None, None]:
        kinds = [True, True]
    if False in kinds and True not in kinds:
        return _of_cases(first, second)
    if False in kinds:
        for name, document in zip((first, second), kinds, strict=True):
            if document:
                read_manuscript(Path(name))
            else:
                case_path(name)
        raise Unusable([Problem(Place(second), "一边是文稿，一边是案例，不能直接对比",
                                "两份文稿，或两个案例（评分结果）",
                                suggestion="请先用 hengji report 把案例写成文稿，再对比")])
    return _of_documents(first, second)


def _is_document(name: str) -> bool | None:
    """Whether a name is that of a document; None for a workbook, which may be a case or a document."""
    path = Path(name)
    if path.suffix.lower() in (".xlsx", ".xls", ".ods", ".et"):
        return None
    return path.suffix.lower() in DOCUMENTS and not path.is_dir()


def _of_documents(first: str, second: str) -> ReportChanges:
    from hengji.proofreading import named_figures  # some hundred patterns that other commands need not compile

    from .report_pairs import changes_of_documents

    read = []
    problems: list[Problem] = []
    for name in (first, second):
        try:
            read.append(named_figures(read_manuscript(Path(name))))
        except Unusable as error:
            problems += error.problems
    if problems:
        raise Unusable(problems)
    return changes_of_documents(read[0], read[1])


def _of_cases(first: str, second: str) -> ReportChanges:
    comparison = compare_evaluations(first, second)
    scores = tuple(_score(row) for row in comparison.rows if row.difference != 0 and row.first != row.second)
    values = [_values(evaluation) for evaluation in (comparison.first, comparison.second)]
    figures = tuple(_changed(values[0], values[1]))
    same = sum(name in values[1] and values[1][name] == told for name, told in values[0].items())
    return ReportChanges(_version(first, comparison.first, len(values[0])),
                         _version(second, comparison.second, len(values[1])), scores, figures, same)


def _version(name: str, evaluation: Evaluation, figures: int) -> ReportVersion:
    card = evaluation.scorecard
    return ReportVersion(name, figures, "" if card.total is None else points_shown(card.total), card.grade or "")


def _score(row: ComparedNode) -> ScoreChange:
    first, second = ("" if value is None else points_shown(value) for value in (row.first, row.second))
    return ScoreChange(row.code if row.level else "", row.name, first, second, _signed(row))


def _signed(row: ComparedNode) -> str:
    if row.difference is None:
        return "—"
    return ("+" if row.difference > 0 else "") + points_shown(row.difference)


def _values(evaluation: Evaluation) -> dict[str, str]:
    """Every value but the scores, as it is shown."""
    return {found.name: shown(found.value, found.unit, found.places)
            for found in Quotables(evaluation.scorecard, evaluation.framework).all()
            if not found.name.startswith(_SCORES) and not isinstance(found.value, Missing)
            and found.name not in ("总分", "总得分率", "等级")}


def _changed(first: dict[str, str], second: dict[str, str]) -> Iterator[FigureChange]:
    for name in dict.fromkeys((*first, *second)):
        a, b = first.get(name, ""), second.get(name, "")
        if a != b:
            yield FigureChange(name, "", a, b, "")


ToldTable = tuple[str, tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]


class ChangesTold(NamedTuple):
    """For a terminal: sentences, then tables as title, heads, rows, and which columns are numbers."""

    lines: tuple[str, ...]
    tables: tuple[ToldTable, ...]


def changes_told(changes: ReportChanges) -> ChangesTold:
    """The comparison in words and tables; of two places of a figure the one in the second version is told."""
    figures: list[tuple[str, ...]] = [(name, a, b, gap, "　".join(filter(None, (where, second or first))))
                                      for name, where, a, b, gap, first, second in figure_lines(changes)]
    tables: tuple[ToldTable, ...] = (("得分", SCORE_HEADS, score_lines(changes), (2, 3, 4)),
                                     ("数字", ("名称", "甲", "乙", "乙−甲", "位置"), figures, (1, 2, 3)))
    return ChangesTold((*results_told(changes), changes_headline(changes)), tuple(one for one in tables if one[2]))


def changes_document(changes: ReportChanges) -> dict[str, Any]:
    """As ``hengji/report-diff/1``."""
    return {"schema": "hengji/report-diff/1", "first": asdict(changes.first), "second": asdict(changes.second),
            "changed": changes.changed, "only_first": changes.left, "only_second": changes.new, "same": changes.same,
            "scores": [asdict(one) for one in changes.scores], "figures": [asdict(one) for one in changes.figures]}


def check_outs(outs: Sequence[Path], inputs: Sequence[str]) -> None:
    """Refuses, all at once, what is not written and what would replace one of ``inputs``. Raises :class:`Unusable`."""
    problems = [Problem(Place(str(out)), f"不会写“{out.suffix or out.name}”这种文件", "、".join(_WRITTEN))
                for out in outs if out.suffix.lower() not in _WRITTEN]
    for out in outs:
        try:
            apart(out, inputs)
        except Unusable as error:
            problems += error.problems
    if problems:
        raise Unusable(problems)


def write_changes(changes: ReportChanges, outs: Sequence[Path]) -> tuple[Path, ...]:
    """Writes the comparison as pages, workbooks, JSON. Raises :class:`Unusable`; then nothing was written."""
    check_outs(outs, ())
    folders: dict[Path, dict[str, bytes]] = {}
    for out in outs:
        ending = out.suffix.lower()
        folders.setdefault(out.parent, {})[out.name] = (
            changes_page(changes).encode() if ending == ".html"
            else changes_workbook(changes, Book("两稿对比")) if ending == ".xlsx"
            else (json.dumps(changes_document(changes), ensure_ascii=False, indent=1) + "\n").encode())
    return tuple(path for folder, files in folders.items() for path in write_files(folder, files))
