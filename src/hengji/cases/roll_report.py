"""The report part of next year's case (报告内容滚动到下年): what stays true is kept, the rest is left empty."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from hengji.frameworks import Framework
from hengji.model import GENERAL, LAST_YEAR, Case, PaperTable, ReportPart, asked, name_of, references

#: Sections that say what a department is and how one evaluates; the others tell of the year.
_LASTING = frozenset(("主要职责", "机构设置", "评价目的", "评价原则", "评价依据", "评价方法"))
_NUMBERED = re.compile(r"〔\d{4}〕")
_DIGIT = re.compile(r"\d")


def report_of_next_year(case: Case, framework: Framework) -> ReportPart:
    """The report part for the year after ``case``.

    Kept are duties, structure and method, tables that are bound to the framework's facts alone, and the
    targets, without what became of them. Problems are followed up; their texts are left behind.
    """
    report, known = case.report, frozenset((*GENERAL, *framework.facts))
    year = str(case.period)
    return ReportPart(
        cover={label: text for label, text in report.cover.items() if not _DIGIT.search(text) and _holds(text, known)},
        internal=tuple(entry for entry in report.internal if entry not in _ids(case)),
        texts={section: text for section, text in report.texts.items()
               if section in _LASTING and year not in _NUMBERED.sub("", text) and _holds(text, known)},
        tables=tuple(table for table in report.tables if _bound(table, known)),
        targets=tuple(replace(target, actual="", score=None, deviation="", progress="", forecast="")
                      for target in report.targets if _holds(target.target, known)))


def _ids(case: Case) -> frozenset[str]:
    """Ids that name nothing next year."""
    return frozenset((*(finding.id for finding in case.findings), *(document.id for document in case.documents),
                      *(problem.id for problem in case.report.problems)))


def _holds(text: str, known: Collection[str]) -> bool:
    """Whether next year's case, too, has every value that ``text`` refers to."""
    whole = name_of(text)
    named = [asked(name) for name in ([whole] if whole is not None else [name for _, name in references(text)])]
    return all(prefix not in ("", LAST_YEAR) or name in known for prefix, name in named)


def _bound(table: PaperTable, known: Collection[str]) -> bool:
    """Whether all that changes in the table is referred to."""
    cells = [cell for row in table.rows for cell in row]
    return all(_holds(cell, known) for cell in (table.title, table.note, *table.head, *cells)) and not any(
        _DIGIT.search(cell) for cell in (table.title, table.note, *cells) if name_of(cell) is None)
