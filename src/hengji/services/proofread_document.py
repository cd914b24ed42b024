"""Proofreading as data (校对结果文件): ``hengji/proofreading/1``, out and in again, and its JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hengji.model import (
    CHECKS,
    PROOF_SEVERITIES,
    Contradiction,
    Place,
    Problem,
    Proofread,
    Quotation,
    Revision,
    Spot,
    Unusable,
)

SCHEMA = "hengji/proofreading/1"
Document = dict[str, Any]
_SPOT = ("page", "paragraph", "table", "row", "column", "line")
#: Parts of a contradiction that are texts under their own names.
_TEXTS = ("printed", "expected", "formula", "likely", "correction", "explanation")


def proofreading_document(proofread: Proofread, revision: Revision | None = None) -> Document:
    """The whole result. Counts are whole numbers, figures are texts as printed; a place has null where nothing applies.

    ``contradictions`` hold those set aside as well, with the reason in ``set_aside``.
    """
    manuscript = proofread.manuscript
    in_tables = [figure for figure in proofread.figures if figure.in_table]
    document: Document = {
        "schema": SCHEMA, "document": manuscript.name, "form": manuscript.form, "pages": manuscript.pages,
        "figures": len(proofread.figures), "checked": proofread.checked, "relations": proofread.relations,
        "table_figures": len(in_tables), "table_checked": sum(figure.relations > 0 for figure in in_tables),
        "aims": len(proofread.aims),
        "unread": [{"place": _place(each.spot), "reason": each.reason} for each in manuscript.unread],
        "contradictions": [_contradiction(each) for each in (*proofread.standing, *proofread.dismissed)]}
    if revision is not None:
        document["since"] = {"mended": [_contradiction(each) for each in revision.mended],
                             "left": sorted(revision.left), "new": sorted(revision.new)}
    return document


def _contradiction(each: Contradiction) -> Document:
    return {"id": each.id, "check": each.check, "severity": each.severity,
            "quote": each.quotation.quote, "place": _place(each.quotation.spot),
            **{name: getattr(each, name) for name in _TEXTS},
            "broken": each.broken, "set_aside": each.set_aside or None,
            "sides": [{"quote": side.quote, "place": _place(side.spot), "value": side.value, "label": side.label,
                       "document": side.document or None} for side in each.sides]}


def _place(spot: Spot) -> dict[str, int | None]:
    return {name: getattr(spot, name) for name in _SPOT}


def read_earlier(path: Path, name: str) -> tuple[Contradiction, ...]:
    """What an earlier run found in the document ``name``, without what was set aside. Raises :class:`Unusable`.

    A file about one document is taken for the earlier state of this one whatever its name: a new draft often has
    a new name. In a list of several, a document that was not there yet has nothing earlier.
    """
    where = Place(str(path))
    advice = "请给出 hengji proofread 文稿 --json 或 -o 结果.json 写出的文件"
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        documents = [each for each in written if each["schema"] == SCHEMA and each["document"] == name] \
            if isinstance(written, list) else [written]
        return tuple(_read(each) for document in documents[:1] for each in document["contradictions"]
                     if not each["set_aside"])
    except FileNotFoundError:
        raise Unusable([Problem(where, "没有这个文件", suggestion=advice)]) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unusable([Problem(where, "这不是校对结果，读不了", SCHEMA, suggestion=advice)]) from error


def _read(written: Document) -> Contradiction:
    def quotation(part: Document) -> Quotation:
        return Quotation(part["quote"], Spot(**part["place"]), value=part.get("value", ""),
                         label=part.get("label", ""), document=part.get("document") or "")

    if written["check"] not in CHECKS or written["severity"] not in PROOF_SEVERITIES:
        raise ValueError(written["check"])
    return Contradiction(
        written["id"], written["check"], written["severity"], quotation(written), broken=written["broken"],
        sides=tuple(quotation(side) for side in written["sides"]), **{name: written[name] for name in _TEXTS})


def revised(proofread: Proofread, earlier: tuple[Contradiction, ...]) -> Revision:
    """What became of ``earlier``: mended, left, new. What was set aside since is neither mended nor left."""
    free, unmatched = list(proofread.contradictions), list(earlier)
    known: set[str] = set()
    for alike in (_the_same, _of_the_same_words):
        for each in tuple(unmatched):
            if match := next((other for other in free if alike(each, other)), None):
                known.add(match.id)
                free.remove(match)
                unmatched.remove(each)
    standing = {each.id for each in proofread.standing}
    return Revision(tuple(unmatched), frozenset(standing & known), frozenset(standing - known))


def _of_the_same_words(one: Contradiction, other: Contradiction) -> bool:
    return one.words_id == other.words_id


def _the_same(one: Contradiction, other: Contradiction) -> bool:
    return _of_the_same_words(one, other) and (one.printed, one.expected) == (other.printed, other.expected)


def proofreading_schema() -> Document:
    """``hengji/proofreading/1`` as JSON Schema."""
    text, count, whole = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": ["integer", "null"]}
    place = _object(dict.fromkeys(_SPOT, whole), "位置，从 1 数起；不适用的是 null")
    side = _object({"quote": text, "place": place, "value": text, "label": text,
                    "document": {"type": ["string", "null"]}}, "另一处；document 是另一份文稿的名称")
    contradiction = _object({
        "id": {**text, "description": "稳定的编号，用来排除和对照"}, "check": {"enum": list(CHECKS)},
        "severity": {"enum": list(PROOF_SEVERITIES)}, "quote": text, "place": place, **dict.fromkeys(_TEXTS, text),
        "broken": {**count, "description": "这一处错使几条关系对不上"},
        "set_aside": {"type": ["string", "null"], "description": "看过以后排除的理由"},
        "sides": _list(side)}, "一处矛盾")
    since = _object({"mended": _list(contradiction), "left": _list(text), "new": _list(text)},
                    "与上一次相比：已改、仍在、新出现；只在给出 --since 时有")
    schema = _object({
        "schema": {"const": SCHEMA}, "document": text, "form": text, "pages": whole, "figures": count,
        "checked": count, "relations": count, "table_figures": count, "table_checked": count,
        "aims": {**count, "description": "目标值、限值和评分标准中的数，文中没有实际值可以对照；不算在 figures 里"},
        "unread": _list(_object({"place": place, "reason": text}, "读不出的部分")),
        "contradictions": _list(contradiction)}, "hengji proofread --json 写出的校对结果")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "校对结果", **schema,
            "properties": {**schema["properties"], "since": since}}


def _object(properties: Document, doc: str) -> Document:
    return {"type": "object", "description": doc, "additionalProperties": False, "properties": properties,
            "required": list(properties)}


def _list(items: Document) -> Document:
    return {"type": "array", "items": items}
