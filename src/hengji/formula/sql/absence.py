"""Why a value is missing, as SQL text (缺什么): the same words that the exact evaluator gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hengji.formula.evaluate import absent_name, wording
from hengji.formula.tree import Apply, Named, Node, Read
from hengji.formula.workdays import unknown_year

from .compile import Compiler
from .number import Truth
from .rules import Workdays, beyond


class Gap(NamedTuple):
    """Something missing: a fact to hand in, or with ``reason`` why there is no value; ``when`` says where."""

    text: str
    reason: bool
    when: Truth


def gaps(node: Node, compiler: Compiler) -> list[Gap]:
    """All that can be missing of ``node``; where one is, so is the node's value."""
    if _calendar(node) or compiler.empty(node) is None:
        return []
    match node:
        case Read():
            return _of_read(node, compiler)
        case Named(body=body):
            return gaps(body, compiler)
        case Apply(operator=operator, operands=operands):
            if operator.name == "if":
                return _of_branch(operands, compiler)
            below = [gap for operand in operands for gap in gaps(operand, compiler)]
            if operator.lazy:
                return _only(below, compiler.empty(node))
            return [*below, *_undefined(node, compiler)]
        case _:
            return []


def _of_read(node: Read, compiler: Compiler) -> list[Gap]:
    when = compiler.empty(node)
    assert when is not None
    return [Gap(absent_name(node), False, when)]


def _only(found: Iterable[Gap], when: Truth | None, negate: bool = False) -> list[Gap]:
    """What was found, but only where ``when`` holds."""
    assert when is not None
    word = "NOT " if negate else ""
    return [gap._replace(when=Truth(f"({word}{when.text} AND {gap.when.text})", False, max(when.stage, gap.when.stage)))
            for gap in found]


def _of_branch(operands: tuple[Node, ...], compiler: Compiler) -> list[Gap]:
    test, then, otherwise = operands
    condition = compiler.kept(compiler.compile(test))
    assert isinstance(condition, Truth)
    return [*gaps(test, compiler), *_only(gaps(then, compiler), condition),
            *_only(gaps(otherwise, compiler), condition, negate=True)]


def _undefined(node: Apply, compiler: Compiler) -> list[Gap]:
    """Why there is no result though every operand is there."""
    empty = compiler.empty(node)
    needed = [compiler.empty(operand) for operand in node.operands if not _calendar(operand)]
    if node.operator.name == "working_days":
        return _unknown_years(node, compiler, needed)
    if not node.operator.undefined or empty is None:
        return []
    words = node.operator.undefined.format(*map(wording, node.operands))
    return [Gap(words, True, _all_there(empty, needed))]


def _calendar(node: Node) -> bool:
    return isinstance(node, Read) and node.kind == "calendar"


def _all_there(when: Truth, needed: Iterable[Truth | None]) -> Truth:
    parts = [when, *(Truth(f"NOT {part.text}" if part.text.startswith("(") else f"NOT ({part.text})", False, part.stage)
                     for part in needed if part is not None)]
    return Truth(f"({' AND '.join(part.text for part in parts)})", False, max(part.stage for part in parts))


def _unknown_years(node: Apply, compiler: Compiler, needed: list[Truth | None]) -> list[Gap]:
    calendar = compiler.compile(node.operands[2])
    start, end = (compiler.kept(compiler.compile(operand)) for operand in node.operands[:2])
    assert isinstance(calendar, Workdays)
    assert isinstance(start, Truth)
    assert isinstance(end, Truth)
    touched = max(start.stage, end.stage)
    return [Gap(unknown_year(year), True, _all_there(
        Truth(beyond(start.text, end.text, year), False, touched), needed)) for year in calendar.unknown]


def missing_text(found: list[Gap], compiler: Compiler) -> Truth | None:
    """What is missing in one text, as :class:`hengji.model.Missing` tells it; each name and reason once."""
    if not found:
        return None
    dialect = compiler.stages.dialect
    earlier: dict[tuple[str, bool], list[str]] = {}
    parts: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for gap in found:
        before = earlier.setdefault((gap.text, gap.reason), [])
        if gap.when.text not in before:
            # Told where it is met first, in the order in which the evaluator meets it.
            when = " AND ".join([gap.when.text, *(f"coalesce(NOT {text}, TRUE)" for text in map(_bracketed, before))])
            parts[gap.reason].append((gap.text, when))
            before.append(gap.when.text)

    def told(entries: list[tuple[str, str]], separator: str) -> str:
        cases = ", ".join(f"CASE WHEN {when} THEN {dialect.string(text)} END" for text, when in entries)
        return f"concat_ws({dialect.string(separator)}, {cases})"

    pieces = [told(parts[True], "；")] if parts[True] else []
    if parts[False]:
        pieces.append(f"{dialect.string('缺')} || nullif({told(parts[False], '、')}, '')")
    stage = max(gap.when.stage for gap in found)
    joined = ", ".join(f"nullif({piece}, '')" for piece in pieces)
    return Truth(f"concat_ws({dialect.string('；')}, {joined})", False, stage)


def _bracketed(text: str) -> str:
    return text if text.startswith("(") else f"({text})"
