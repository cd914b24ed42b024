"""What a case's scores are worth (敏感性分析): computed, as JSON, and written as a page, workbook or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengji.intake import Book, write_files
from hengji.model import Exact, Place, Problem, Unusable, exact_text
from hengji.reports import (
    STUCK,
    UNSHAKEN,
    BriefTable,
    brief_tables,
    sensitivity_headline,
    sensitivity_notes,
    sensitivity_page,
    sensitivity_workbook,
    title,
)
from hengji.scoring import (
    GradeMove,
    Moved,
    Moving,
    Sensitivity,
    Slope,
    Threshold,
    exact_value,
    points_text,
    sensitivity_of,
)

from .evaluate import Evaluation
from .shaking_options import read_shaking

Document = dict[str, Any]
_FORMATS = (".html", ".xlsx", ".json")


@dataclass(frozen=True, slots=True)
class SensitivityReport:
    """The analysis of a case, with what it says first, what it refers to, and its tables for a terminal."""

    evaluation: Evaluation
    result: Sensitivity
    headline: tuple[str, ...]
    notes: tuple[str, ...]
    tables: tuple[BriefTable, ...]


def analyse_sensitivity(evaluation: Evaluation, draws: str | None = None, seed: str | None = None,
                        concentration: str | None = None) -> SensitivityReport:
    """The analysis of ``evaluation``; numbers as they were written. Raises ``Unusable`` with every bad one."""
    settings, problems = read_shaking(draws, seed, concentration)
    if problems:
        raise Unusable(problems)
    card, framework = evaluation.scorecard, evaluation.framework
    result = sensitivity_of(card, framework, settings)
    return SensitivityReport(evaluation, result, sensitivity_headline(result, framework),
                             tuple(sensitivity_notes(result)), brief_tables(result))


def sensitivity_document(report: SensitivityReport) -> Document:
    """As ``hengji/sensitivity/1``: numbers are strings, exact."""
    card, framework, result = report.evaluation.scorecard, report.evaluation.framework, report.result
    standing = result.standing
    return {
        "schema": "hengji/sensitivity/1",
        "case": card.case.id, "entity": card.case.entity.name, "period": str(card.case.period), "kind": card.case.kind,
        "framework": {"id": framework.id, "version": framework.version, "sha256": framework.sha256},
        "total": points_text(card.total), "grade": card.grade,
        "possible": {"low": points_text(standing.low), "high": points_text(standing.high),
                     "grades": list(standing.possible), "vetoes": list(standing.capped),
                     "unstated": list(standing.unstated)},
        "up": _move(standing.up), "down": _move(standing.down),
        "held": standing.held or None, "offset": points_text(standing.offset),
        "weights": _weights(result),
        "swings": [{"code": s.code, "by": s.by, "low": points_text(s.low), "high": points_text(s.high),
                    "doubtful": s.doubtful} for s in result.swings],
        "indicators": [_indicator(entry) for entry in result.movings],
        "judges": {
            "spreads": [{"code": s.code, "judges": s.judges, "lowest": points_text(s.lowest),
                         "highest": points_text(s.highest), "range": points_text(s.range), "share": exact_text(s.share)}
                        for s in result.spreads],
            "agreement": [{"judges": list(a.judges), "codes": list(a.codes),
                           "alpha": None if a.alpha is None else exact_text(a.alpha),
                           "verdict": a.verdict or None, "reason": a.reason or None} for a in result.agreements]},
        "headline": list(report.headline), "notes": list(report.notes)}


def _indicator(entry: Moving) -> Document:
    return {
        "code": entry.code, "name": entry.name, "weight": points_text(entry.weight) if entry.weighted else None,
        "score": points_text(entry.score), "basis": entry.basis, "open": entry.open,
        "stuck": {"code": entry.stuck, "text": STUCK[entry.stuck]} if entry.stuck else None,
        "values": [_moved(moved) for moved in entry.values], "facts": [_moved(moved) for moved in entry.facts],
        "points": [{"n": p.number, "text": p.text, "met": None if p.open else p.met, "worth": points_text(p.worth),
                    "change": points_text(p.change)} for p in entry.points],
        "expert": {"points": points_text(entry.expert.now), "most": points_text(entry.expert.most)}
        if entry.expert else None}


def _moved(moved: Moved) -> Document:
    def number(value: Exact | None) -> str | None:
        return None if value is None else exact_value(value, moved.unit)

    def threshold(to: Threshold | None) -> Document | None:
        return to and {"value": number(to.value), "way": "up" if to.way > 0 else "down", "reached": to.reached,
                       "score": points_text(to.score), "gain": points_text(to.gain)}

    def slope(part: Slope) -> Document:
        return {"from": number(part.low), "to": number(part.high), "straight": part.straight,
                "points_per_unit": exact_text(part.per_unit * _inner(moved))}

    place = moved.unsettled
    return {
        "kind": moved.kind, "name": moved.name, "unit": moved.unit.dimension.name, "value": number(moved.now),
        "score": points_text(moved.score), "linear": moved.linear, "rises": threshold(moved.rises),
        "falls": threshold(moved.falls), "best": threshold(moved.best),
        "unsettled": place and {"value": number(place.x), "way": "up" if place.way > 0 else "down",
                                "reached": place.reached, "missing": list(place.names)},
        "slopes": [slope(part) for part in moved.slopes]}


def _inner(moved: Moved) -> int:
    """How many inner units make the one that JSON writes: a yuan is 100 fen."""
    return 100 if moved.unit.dimension.name == "yuan" else 1


def _move(move: GradeMove | None) -> Document | None:
    if move is None:
        return None
    return {
        "grade": move.grade, "at": points_text(move.at), "needed": points_text(move.needed),
        "alone": [{
            "code": c.code, "how": c.how, "score": points_text(c.score), "size": exact_text(c.size),
            "measure": c.measure or None, "doubtful": c.doubtful, "points": [point.number for point in c.points],
            "to": {"value": exact_value(c.to.value, c.unit), "unit": c.unit.dimension.name, "reached": c.to.reached}
            if c.to and c.unit else None} for c in move.alone],
        "together": list(move.together), "others": move.others}


def _weights(result: Sensitivity) -> Document:
    shaken = result.shaken
    if shaken is None:
        return {"reason": {"code": result.unshaken, "text": UNSHAKEN[result.unshaken]}}
    return {"draws": shaken.settings.draws, "seed": shaken.settings.seed,
            "concentration": shaken.settings.concentration, "total": points_text(shaken.base),
            "grades": [{"grade": name, "share": exact_text(share)} for name, share in shaken.grades],
            "spread": dict(zip(("p5", "p50", "p95"), map(exact_text, shaken.spread), strict=True))}


def sensitivity_files(names: Sequence[str]) -> tuple[Path, ...]:
    """The files to write. Raises ``Unusable`` for each whose ending says nothing."""
    wrong = [name for name in names if Path(name).suffix.lower() not in _FORMATS]
    if wrong:
        raise Unusable([Problem(Place(name), "敏感性分析只能写成 .html、.xlsx 或 .json", suggestion="如 -o 敏感性.html")
                        for name in wrong])
    return tuple(Path(name) for name in names)


def write_sensitivity(report: SensitivityReport, files: Sequence[Path]) -> tuple[Path, ...]:
    """Writes the analysis to each of ``files``, as its ending says, one after the other. Raises ``Unusable``."""
    contents = [(path, _content(report, path.suffix.lower())) for path in files]
    return tuple(written for path, content in contents for written in write_files(path.parent, {path.name: content}))


def _content(report: SensitivityReport, ending: str) -> bytes:
    card, framework = report.evaluation.scorecard, report.evaluation.framework
    if ending == ".html":
        return sensitivity_page(card, framework, report.result).encode()
    if ending == ".xlsx":
        return sensitivity_workbook(card, framework, report.result,
                                    Book(f"{card.case.entity.name} {title(card)}敏感性分析"))
    return (json.dumps(sensitivity_document(report), ensure_ascii=False, indent=1) + "\n").encode()
