"""The scorecard as JSON (评分结果文件), ``hengji/scorecard/1``: results, their words, inputs, seal."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from hengji import __version__
from hengji.cases import case_document
from hengji.frameworks import Framework, Indicator
from hengji.model import (
    Case,
    Derivation,
    Fact,
    FigureCheck,
    Finding,
    Judgement,
    MeasuredFact,
    NodeScore,
    Open,
    Quantity,
    RolledUp,
    Source,
    decimal_text,
    exact_text,
)
from hengji.scoring import SEMANTICS, exact_value, quantity_document, results_document, seal_of
from hengji.telling import figure_right, indicator_steps, shown

from .evaluate import Evaluation

SCHEMA = "hengji/scorecard/1"
Document = dict[str, Any]


def scorecard_document(evaluation: Evaluation) -> Document:
    """The whole document. The seal covers inputs and results, not the sentences."""
    card, framework = evaluation.scorecard, evaluation.framework
    results = results_document(card)
    inputs: Document = {"framework": framework.text, "case": case_document(card.case)}
    if evaluation.others:
        inputs["frameworks"] = {name: other.text for name, other in evaluation.others.items()}
    told = {**results,
            "indicators": [{**result, **_told(node, framework.by_code[node.code], result, card.case)}
                           for result, node in zip(results["indicators"], card.nodes, strict=True)],
            "figures": [{**result, **_figure(check, result)}
                        for result, check in zip(results["figures"], card.figures, strict=True)],
            "roll_ups": [_rolled_up(entry, result)
                         for result, entry in zip(results["roll_ups"], card.roll_ups, strict=True)],
            "differences": [{**result, "reason": difference.reason}
                            for result, difference in zip(results["differences"], card.differences, strict=True)]}
    return {
        "schema": SCHEMA, "semantics": SEMANTICS, "generator": f"hengji {__version__}",
        **_head(card.case, framework), **told,
        "findings": [finding_document(finding) for finding in card.case.findings],
        "collisions": [_collision(fact) for fact in card.case.measured if fact.collides],
        "inputs": inputs, "seal": seal_of(inputs, results)}


def document_bytes(document: Document) -> bytes:
    """As UTF-8 JSON text, indented, the same for the same document."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _head(case: Case, framework: Framework) -> Document:
    region = case.entity.region
    return {"entity": {"name": case.entity.name, "region": str(region) if region else ""},
            "period": str(case.period), "kind": case.kind,
            "framework": {"id": framework.id, "version": framework.version, "sha256": framework.sha256,
                          "title": framework.title}}


def _told(node: NodeScore, indicator: Indicator, results: Document, case: Case) -> Document:
    """What is added to an indicator's results for readers: words, rule, evidence."""
    rule = indicator.rule
    return {
        "value": _value(node.quantity),
        "readings": [{**result, "value": _value(reading.quantity)}
                     for result, reading in zip(results["readings"], node.readings, strict=True)],
        "rule": {"kind": rule.kind, **rule.parameters, "sentence": rule.sentence,
                 "source": indicator.source, "inferred": indicator.inferred or None} if rule else None,
        "steps": indicator_steps(node, rule.sentence if rule else "", indicator.source, case),
        "exclusions": [{**result, "text": e.text, "source": _source(e.source)}
                       for result, e in zip(results["exclusions"], node.exclusions, strict=True)],
        "judgements": [_judgement(node.judgement, indicator)] if node.judgement else [],
        "facts": [_fact(fact) for fact in node.facts]}


def _figure(check: FigureCheck, result: Document) -> Document:
    return {"value": {"text": figure_right(check), **result["value"]} if result["value"] else None,
            "source": _source(check.source), "note": check.note}


def _rolled_up(entry: RolledUp, result: Document) -> Document:
    """The same with every value as people write it."""

    def told(derivation: Derivation | None, document: Document | None) -> Document | None:
        if derivation is None or document is None:
            return None
        own = derivation.step.unit
        unit = entry.unit if own.dimension.powers == entry.unit.dimension.powers else own
        return {"text": shown(derivation.value, unit).replace("−", "-"), **document}

    return {**result, "value": told(entry.value, result["value"]),
            "members": [{**document, "value": told(member.value, document["value"])}
                        for document, member in zip(result["members"], entry.members, strict=True)]}


def _value(quantity: Quantity | None) -> Document | None:
    document = quantity_document(quantity)
    if document is None or quantity is None:
        return None
    return {"text": shown(quantity.value, quantity.unit).replace("−", "-"), **document}


def _judgement(judgement: Judgement, indicator: Indicator) -> Document:
    return {
        "judge": judgement.judge, "level": judgement.level.value, "reason": judgement.reason,
        "points": decimal_text(judgement.score, 2) if judgement.score is not None else None,
        "band": judgement.band or None,
        "count": exact_text(judgement.count) if judgement.count is not None else None,
        "opinions": [{"judge": o.judge, "points": decimal_text(o.score, 2), "reason": o.reason, "band": o.band or None}
                     for o in judgement.opinions],
        "judged": [{"n": p.number, "text": indicator.points[p.number - 1].text,
                    "met": None if isinstance(p.met, Open) else p.met, "reason": p.reason,
                    "findings": list(p.findings)} for p in judgement.points],
        "findings": list(judgement.findings), "source": _source(judgement.source)}


def _fact(fact: Fact) -> Document:
    return {"name": fact.key, "value": exact_value(fact.value, fact.unit), "unit": fact.unit.dimension.name,
            "level": fact.level.value, "source": _source(fact.source)}


def _source(source: Source | None) -> Document | None:
    if source is None:
        return None
    if source.kind == "register":
        return {"kind": source.kind, "register": source.register, "measure": source.measure,
                "snapshot": str(dict(source.snapshots)[source.register]),
                "snapshots": {register: str(version) for register, version in source.snapshots},
                "counted": str(source.counted), "left_out": {why: str(rows) for why, rows in source.left_out}}
    if source.place is None:
        return {"kind": source.kind, "who": source.who, "when": source.when, "attachment": source.attachment}
    place = source.place
    numbers = {name: getattr(place, name) for name in ("page", "paragraph", "line")}
    return {"kind": source.kind, "document": source.document,
            "place": {**{k: v for k, v in numbers.items() if v is not None}, "label": place.label},
            "printed": source.printed}


def _collision(fact: MeasuredFact) -> Document:
    """A fact that the case states otherwise than its register says."""
    assert fact.stated is not None
    assert fact.result is not None
    return {"fact": fact.stated.key, "unit": fact.unit.dimension.name, "measure": fact.measure, "wins": fact.wins,
            "stated": {"value": exact_value(fact.stated.value, fact.unit), "source": _source(fact.stated.source)},
            "measured": {"value": exact_value(fact.result.value, fact.unit), "sentence": fact.result.sentence}}


def finding_document(finding: Finding) -> Document:
    """A finding as in ``hengji/finding/1``."""
    return {
        "id": finding.id, "check": finding.check, "clause": finding.clause, "severity": finding.severity,
        "state": finding.state, "text": finding.text,
        "sides": [{"text": side.text, "place": side.place} for side in finding.sides],
        "amount": decimal_text(Fraction(finding.amount, 100), 2) if finding.amount is not None else None,
        "rows": list(finding.rows), "remedy": finding.remedy}

