"""From a folder or file to a case (载入评价案例); all problems at once, nothing half read."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from pathlib import Path
from typing import NamedTuple

from hengji.frameworks import Framework, find_framework
from hengji.intake import (
    WORKBOOKS,
    Located,
    Mapping,
    Node,
    Scalar,
    Workbook,
    in_order,
    read_text,
    read_workbook,
    read_yaml,
    told_in,
)
from hengji.model import Case, Place, Problem

from .build import build_case
from .record import CASE
from .sheets import LAYOUT
from .workbook import workbook_node

Frameworks = MappingType[str, Framework]


class LoadedCase(NamedTuple):
    """A case, its framework, and those of its projects by their names."""

    case: Case
    framework: Framework
    others: Frameworks


Loaded = tuple[LoadedCase | None, tuple[Problem, ...]]


def load_case(path: Path, beside: Path | None = None) -> Loaded:
    """The case in ``path`` (a folder with ``case.yaml``, the file itself, or a workbook) and its framework.

    Framework files are looked for ``beside`` it, or in that folder.
    """
    file = path / "case.yaml" if path.is_dir() else path
    if file.suffix.lower() in WORKBOOKS:
        return _load_workbook(file, beside or file.parent)
    text, problems = read_text(file)
    if text is None:
        return None, problems
    return read_case(text, str(file), beside=beside or file.parent)


def _load_workbook(path: Path, beside: Path) -> Loaded:
    workbook, refused = read_workbook(path)
    if workbook is None:
        return None, refused
    problems: list[Problem] = []
    node = workbook_node(workbook, problems)
    loaded, troubles = read_case_node(node, beside=beside) if node is not None else (None, ())
    if loaded is not None and loaded.framework.facts:
        problems += _without_facts(workbook)
    told = in_order(workbook, problems, (told_in(LAYOUT, problem) for problem in troubles))
    return (None if told else loaded), told


def _without_facts(workbook: Workbook) -> list[Problem]:
    """A workbook whose sheet of facts was deleted would otherwise pass for one that nobody has filled in."""
    name = LAYOUT.tables["facts"].name
    if name in {sheet.name.strip() for sheet in workbook.sheets}:
        return []
    return [Problem(Place(workbook.document), f"工作簿里没有“{name}”这张工作表", f"有一张工作表叫“{name}”",
                    suggestion="指标体系要的数填在这张表里，请从模板里补上；没有的数空着")]


def read_case(text: str, document: str, *, beside: Path | None = None,
              framework: Framework | None = None, others: Frameworks | None = None) -> Loaded:
    """The case that ``text`` (YAML or JSON) holds, under ``framework`` or the one that it names.

    ``others`` are the frameworks of its projects by name; without them they are looked for as well.

    ``document`` names the text in messages; framework files are looked for in ``beside``.
    """
    node, syntax = read_yaml(text, document)
    if node is None:
        return None, syntax
    return read_case_node(node, beside=beside, framework=framework, others=others)


def read_case_node(node: Node, *, beside: Path | None = None, framework: Framework | None = None,
                   others: Frameworks | None = None) -> Loaded:
    """The same from nodes that are read already."""
    problems: list[Problem] = []
    if framework is None:
        framework, troubles = _named_framework(node, beside)
        problems.extend(troubles)
    values = CASE.read(node, problems)
    found: dict[str, Framework] = {}

    def find(name: Located) -> tuple[Framework | None, tuple[Problem, ...]]:
        known = found.get(name.text) if others is None else others.get(name.text)
        if known is not None:
            return known, ()
        if others is not None:
            return None, (Problem(name.place, f"没有附上项目的指标体系“{name.text}”"),)
        other, troubles = find_framework(name.text, beside)
        if other is not None:
            found[name.text] = other
        return other, tuple(_at(problem, name) for problem in troubles)

    case = build_case(values, framework, find, problems) if values is not None and framework is not None else None
    if case is None or framework is None or problems:
        return None, tuple(sorted(problems, key=lambda p: (p.place.line or 0, p.place.column or 0)))
    return LoadedCase(case, framework, found if others is None else others), ()


def _named_framework(node: Node, beside: Path | None) -> tuple[Framework | None, tuple[Problem, ...]]:
    """The framework that the case names; its absence is told at the place of the name."""
    name = node.entries.get("framework") if isinstance(node, Mapping) else None
    if not isinstance(name, Scalar) or not name.text:
        return None, ()  # the record tells that it is missing
    framework, problems = find_framework(name.text, beside)
    return framework, tuple(_at(problem, name) for problem in problems)


def _at(problem: Problem, name: Scalar | Located) -> Problem:
    if problem.place != Place(name.text):
        return problem
    return Problem(name.place, problem.text, problem.expected, problem.found, problem.suggestion)
