"""A scorecard's results as plain data (评分结果数据): numbers are exact texts, no sentences."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hengji.model import (
    MONEY,
    Deduction,
    Derivation,
    Difference,
    Exact,
    FigureCheck,
    Missing,
    NodeScore,
    Override,
    Quantity,
    Range,
    Reading,
    RolledUp,
    Scorecard,
    Unit,
    Value,
    decimal_text,
    exact,
    exact_text,
)

Document = dict[str, Any]


def results_document(card: Scorecard) -> Document:
    """Everything that came out, in the shapes of ``hengji/scorecard/1``."""
    return {
        "full": points_text(card.full), "total": points_text(card.total), "grade": card.grade,
        "given_total": points_text(card.given_total), "override_total": _override(card.override_total),
        "scored_total": points_text(card.scored_total), "scored_full": points_text(card.scored_full),
        "recomputed_total": _range(card.recomputed_total),
        "evidence": {level.value: points_text(points) for level, points in card.evidence.items()},
        "unscored": [{"code": node.code, "missing": list(node.missing.names) if node.missing else [],
                      "reasons": list(node.missing.reasons) if node.missing else []} for node in card.unscored],
        "not_applicable": [{"code": node.code, "reason": node.not_applicable}
                           for node in card.nodes if node.not_applicable],
        "indicators": [_node(node) for node in card.nodes],
        "differences": [_difference(difference) for difference in card.differences],
        "derivations": {"total": derivation_document(card.total_derivation),
                        "grade": derivation_document(card.grade_derivation) if card.grade_derivation else None},
        "roll_ups": [_rolled_up(entry) for entry in card.roll_ups],
        "figures": [_figure(check) for check in card.figures],
        "vetoes": [{"code": veto.code, "happened": veto.happened} for veto in card.case.vetoes],
        "projects": [{"code": project.code, "name": project.name, "category": project.category or None,
                      **results_document(own)} for project, own in card.projects],
        "repeated_findings": [{"finding": finding, "codes": list(codes)}
                              for finding, codes in card.repeated_findings],
    }


def points_text(points: Exact | None) -> str | None:
    """Points as a decimal with at least two places; a fraction where the decimal does not end."""
    if points is None:
        return None
    if (Fraction(points) * 100).denominator == 1:
        return decimal_text(points, 2)
    return exact_text(points)


def exact_value(value: Value, unit: Unit) -> str:
    """A value as JSON writes it: money in yuan, rates as plain ratios, dates as ISO."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if unit.dimension is MONEY:
        yuan = exact(Fraction(value) / 100)
        return decimal_text(yuan, 2) if isinstance(value, int) else exact_text(yuan)
    return exact_text(value)


def _node(node: NodeScore) -> Document:
    return {
        "code": node.code, "name": node.name, "level": node.level, "parent": node.parent or None,
        "weight": points_text(node.weight) if node.weighted else None,
        "attained": decimal_text(node.attained, 4) if node.attained is not None else None,
        "score": points_text(node.score),
        "given": points_text(node.given), "recomputed": _range(node.recomputed),
        "rate": decimal_text(node.rate, 4) if node.rate is not None else None,
        "evidence": node.evidence.value if node.evidence else None,
        "override": _override(node.override),
        "value": quantity_document(node.quantity),
        "exclusions": [{"fact": e.fact, "amount": exact_value(e.amount, e.unit), "unit": e.unit.dimension.name,
                        "reason": e.reason} for e in node.exclusions],
        "readings": [_reading(reading) for reading in node.readings],
        "derivation": _derivation(node.scenarios),
        "deductions": [_deduction(deduction) for deduction in node.deductions],
    }


def _derivation(scenarios: tuple[Derivation, ...]) -> Document | None:
    """One tree; where something is open, the lowest and the highest outcome side by side."""
    if not scenarios:
        return None
    documents = [derivation_document(scenario) for scenario in scenarios]
    return documents[0] if len(documents) == 1 else {"kind": "alternatives", "name": "", "unit": "score",
                                                     "parts": documents}


def derivation_document(derivation: Derivation, told: set[int] | None = None) -> Document:
    """A derivation as a tree of ``kind``, ``name``, ``value``, ``unit`` and ``parts``.

    A named result that stands in several places has its parts in the first; ``told``
    holds those that had theirs.
    """
    told = set() if told is None else told
    step, value = derivation.step, derivation.value
    document: Document = {"kind": step.kind, "name": step.name, "unit": step.unit.dimension.name}
    if isinstance(value, Missing):
        document["missing"] = list(value.names)
        document["reasons"] = list(value.reasons)
    elif step.kind != "calendar":
        document["value"] = exact_value(value, step.unit)
    if derivation.parts and id(derivation) not in told:
        document["parts"] = [derivation_document(part, told) for part in derivation.parts]
    if step.kind == "named":
        told.add(id(derivation))
    return document


def _range(entry: Range | None) -> Document | None:
    return {"low": points_text(entry.low), "high": points_text(entry.high)} if entry else None


def quantity_document(quantity: Quantity | None) -> Document | None:
    """A value as ``exact`` and ``unit``; None when there is none."""
    if quantity is None or isinstance(quantity.value, Missing):
        return None
    return {"exact": exact_value(quantity.value, quantity.unit), "unit": quantity.unit.dimension.name}


def _reading(reading: Reading) -> Document:
    return {"name": reading.name, "source": reading.source, "value": quantity_document(reading.quantity),
            "score": points_text(reading.score), "derivation": derivation_document(reading.derivation)}


def _deduction(deduction: Deduction) -> Document:
    return {"points": points_text(deduction.points), "reason": deduction.reason,
            "findings": list(deduction.findings)}


def _difference(difference: Difference) -> Document:
    return {"code": difference.code, "given": points_text(difference.given),
            "recomputed": _range(difference.recomputed), "contradicts": difference.contradicts,
            "of_children": difference.of_children}


def _rolled_up(entry: RolledUp) -> Document:
    return {"name": entry.key, "over": entry.over, "way": entry.way, "agrees": entry.agrees,
            "members": [{"code": m.code, "name": m.name, "value": _quantity(m.value, entry.unit)}
                        for m in entry.members],
            "left_out": list(entry.left_out),
            "value": _quantity(entry.value, entry.unit) if entry.value else None,
            "given": quantity_document(Quantity(entry.given.value, entry.unit)) if entry.given else None}


def _quantity(derivation: Derivation, unit: Unit) -> Document | None:
    # What is only listed or counted has a unit of its own: the condition of each member, say.
    own = derivation.step.unit
    return quantity_document(Quantity(derivation.value, unit if own.dimension.powers == unit.dimension.powers else own))


def _figure(check: FigureCheck) -> Document:
    return {"name": check.name, "formula": check.formula, "printed": check.printed.text, "agrees": check.agrees,
            "unclear": check.unclear,
            "value": quantity_document(Quantity(check.value.value, check.unit)),
            "missing": list(check.value.value.names) if isinstance(check.value.value, Missing) else []}


def _override(override: Override | None) -> Document | None:
    if override is None:
        return None
    return {"score": points_text(override.score), "who": override.who, "reason": override.reason}
