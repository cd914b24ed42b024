"""A case as a document again (案例写出): what :mod:`.load` reads back to an equal case."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hengji.model import (
    Case,
    Exclusion,
    Fact,
    Finding,
    JudgedPoint,
    Judgement,
    MeasuredFact,
    Open,
    PrintedFigure,
    Project,
    ReportPart,
    Source,
    Tally,
    Target,
    decimal_text,
    exact_text,
)

from .measured import stated_facts
from .record import SCHEMA
from .report_record import BAR
from .values import amount_text, value_text

Document = dict[str, Any]


def case_document(case: Case) -> Document:
    """``case`` as plain data in the format of ``hengji/case/1``; numbers are exact texts."""
    region = case.entity.region
    return _trimmed({
        "schema": SCHEMA, "id": case.id, "framework": case.framework,
        "entity": _trimmed({
            "name": case.entity.name, "short": case.entity.short,
            "region": [{"name": r.name, "level": r.level} for r in region.path] if region else []}),
        "period": str(case.period), "kind": case.kind,
        "documents": [_trimmed({"id": d.id, "title": d.title, "date": d.date}) for d in case.documents],
        "agencies": [{"code": a.code, "name": a.name} for a in case.agencies],
        "projects": [_project(project) for project in case.projects],
        **_scored(case),
        "store": case.store, "measured": [_measured(asked) for asked in case.measured],
        "exclusions": [_exclusion(exclusion) for exclusion in case.exclusions],
        "findings": [_finding(finding) for finding in case.findings],
        "follow_ups": [_trimmed({"id": f.id, "text": f.text, "remedy": f.remedy, "state": f.state, "note": f.note})
                       for f in case.follow_ups],
        "data": [_fact(fact) for fact in case.data],
        "figures": [_figure(figure) for figure in case.figures],
        "tallies": [_tally(tally) for tally in case.tallies],
        "narrative": dict(case.narrative),
        "report": _report(case.report),
        "calendar": {str(year): {"off": _days(off), "on": _days(on)}
                     for year, (off, on) in case.calendar.items()},
    })


def _scored(case: Case) -> Document:
    """What scores are made from."""
    return {
        "facts": [_fact(fact) for fact in stated_facts(case)],
        "judgements": {judgement.code: _judgement(judgement) for judgement in case.judgements},
        "given": {given.code: exact_text(given.score) for given in case.given},
        "overrides": [{"code": o.code, "score": exact_text(o.score), "who": o.who, "reason": o.reason}
                      for o in case.overrides],
        "vetoes": {v.code: _trimmed({"happened": "是" if v.happened else "否", "judge": v.judge,
                                     "level": v.level.value, "reason": v.reason, "findings": list(v.findings)})
                   for v in case.vetoes},
        "not_applicable": [{"code": n.code, "reason": n.reason} for n in case.not_applicable]}


def _project(project: Project) -> Document:
    own = project.evaluation
    return _trimmed({"code": project.code, "name": project.name, "category": project.category,
                     "evaluation": _trimmed({"framework": own.framework, **_scored(own)}) if own else {}})


def _fact(fact: Fact) -> Document:
    return _trimmed({
        "name": fact.name, "value": value_text(fact), "unit": fact.unit.name,
        "previous": "是" if fact.previous else "", "project": fact.project, "agency": fact.agency,
        "level": fact.level.value, **_source(fact.source)})


def _measured(asked: MeasuredFact) -> Document:
    return _trimmed({
        "fact": asked.fact, "measure": asked.measure, "part": asked.part,
        "where": [f"{column}={value}" for column, value in asked.where], "wins": asked.wins,
        "previous": "是" if asked.previous else "", "project": asked.project, "agency": asked.agency,
        "level": asked.level.value, "result": _register_value(asked)})


def _register_value(asked: MeasuredFact) -> Document:
    result = asked.result
    return {} if result is None else _trimmed({
        "value": amount_text(result.value, asked.unit), "counted": str(result.counted), "sentence": result.sentence,
        "snapshots": [f"{name}={version}" for name, version in result.snapshots],
        "left_out": [f"{why}={rows}" for why, rows in result.left_out]})


def _source(source: Source | None) -> Document:
    if source is None:
        return {}
    if source.place is None:
        return {"who": source.who, "when": source.when, "attachment": source.attachment}
    place = source.place
    return {"document": source.document, "line": place.line, "page": place.page,
            "paragraph": place.paragraph, "label": place.label, "printed": source.printed}


def _judgement(judgement: Judgement) -> Document:
    return _trimmed({
        "judge": judgement.judge, "level": judgement.level.value, "reason": judgement.reason,
        "score": exact_text(judgement.score) if judgement.score is not None else "",
        "band": judgement.band, "count": exact_text(judgement.count) if judgement.count is not None else "",
        "scores": [_trimmed({"judge": o.judge, "score": exact_text(o.score), "reason": o.reason, "band": o.band})
                   for o in judgement.opinions],
        "points": [_point(point) for point in judgement.points],
        "findings": list(judgement.findings), **_source(judgement.source)})


def _point(point: JudgedPoint) -> Document:
    met = "未定" if isinstance(point.met, Open) else "是" if point.met else "否"
    return _trimmed({"n": point.number, "met": met, "reason": point.reason, "findings": list(point.findings)})


def _finding(finding: Finding) -> Document:
    return _trimmed({
        "id": finding.id, "text": finding.text, "check": finding.check, "clause": finding.clause,
        "severity": finding.severity, "state": finding.state,
        "sides": [_trimmed({"text": s.text, "place": s.place}) for s in finding.sides],
        "amount": f"{decimal_text(Fraction(finding.amount, 100), 2)}元" if finding.amount is not None else "",
        "rows": list(finding.rows), "remedy": finding.remedy})


def _exclusion(exclusion: Exclusion) -> Document:
    return _trimmed({"fact": exclusion.fact, "amount": amount_text(exclusion.amount, exclusion.unit),
                     "reason": exclusion.reason, "text": exclusion.text, "level": exclusion.level.value,
                     **_source(exclusion.source)})


def _figure(figure: PrintedFigure) -> Document:
    return _trimmed({"name": figure.name, "formula": figure.formula, "unit": figure.unit.name,
                     **_source(figure.source), "printed": figure.printed.text,
                     "unclear": "是" if figure.unclear else "", "note": figure.note})


def _tally(tally: Tally) -> Document:
    return _trimmed({
        **_source(tally.source), "printed": "", "name": tally.name, "answers": tally.answers,
        "options": [_trimmed({"name": o.name, "count": str(o.count), "printed": o.printed.text if o.printed else ""})
                    for o in tally.options],
        "printed_sum": tally.printed_sum.text if tally.printed_sum else ""})


def _report(report: ReportPart) -> Document:
    return _trimmed({
        "cover": dict(report.cover), "internal": list(report.internal), "texts": dict(report.texts),
        "tables": [_trimmed({"title": t.title, "section": t.section, "unit": t.unit, "head": list(t.head),
                             "rows": [f" {BAR} ".join(row).strip() for row in t.rows], "note": t.note})
                   for t in report.tables],
        "problems": [_trimmed({"id": p.id, "title": p.title, "text": p.text, "findings": list(p.findings),
                               "indicators": list(p.indicators), "clause": p.clause}) for p in report.problems],
        "suggestions": [_trimmed({"title": s.title, "text": s.text, "problems": list(s.problems)})
                        for s in report.suggestions],
        "targets": [_target(target) for target in report.targets]})


def _target(target: Target) -> Document:
    return _trimmed({
        "code": target.code, "level1": target.level1, "level2": target.level2, "name": target.name,
        "target": target.target, "actual": target.actual,
        "weight": exact_text(target.weight) if target.weight is not None else "",
        "score": exact_text(target.score) if target.score is not None else "",
        "deviation": target.deviation, "progress": target.progress, "forecast": target.forecast})


def _days(days: frozenset[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]


def _trimmed(document: Document) -> Document:
    """Without what is empty: an absent entry reads back as the same default."""
    return {name: value for name, value in document.items() if value not in ("", None, [], {}, ())}
