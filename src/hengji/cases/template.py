"""Workbooks to fill in (填报模板), and cases as workbooks: one layout for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.intake import INFORMATION, KEY, VALUE, Book, BookSheet, Choice, Filled, fill_layout
from hengji.model import Case, exact, exact_text

from .prefilled import Line, lines_of
from .record import SCHEMA
from .sheets import DERIVED, FORM, GUIDE, LAYOUT, MATERIALS, PROGRESS
from .template_pages import draw_derived, draw_guide, draw_materials, draw_progress
from .template_table import Drawn, content, draw_table
from .template_words import FORM_HINTS
from .write import case_document

#: The tables in the order of work; those of projects' own evaluations follow.
_ORDER = ("documents", "agencies", "projects", "facts", "judgements.points", "judgements", "judgements.scores", "given",
          "vetoes", "exclusions", "not_applicable", "findings", "findings.sides", "follow_ups", "data", "measured",
          "figures", "tallies", "tallies.options", "overrides", "narrative", "report.cover", "report.texts",
          "report.tables", "report.targets", "report.problems", "report.suggestions", "calendar")
#: Left out unless the framework or the case uses them.
_RARE = {"judgements.scores", "vetoes", "exclusions", "calendar", "judgements", "judgements.points", "measured"}
#: Columns that are always there; the others are, when the framework or the case uses them.
_COLUMNS = {
    "": ("document", "page", "label", "reason", "findings", "unit"),
    "facts": ("printed", "who", "when", "attachment"), "documents": ("date",), "projects": ("category",),
    "findings": ("severity", "state", "amount", "remedy", "check", "clause"), "findings.sides": ("place",),
    "follow_ups": ("remedy", "state", "note"), "exclusions": ("attachment",), "figures": ("note",),
    "tallies": ("printed_sum",), "tallies.options": ("printed",), "data": ("printed", "who", "when"),
    "measured": ("where", "wins"), "report.tables": ("note",), "report.problems": ("indicators", "clause"),
    "report.suggestions": ("title", "problems"),
    "report.targets": ("code", "level1", "level2", "actual", "weight", "score", "deviation"),
}
_FREE = {"facts": 15, "documents": 30, "findings": 22, "findings.sides": 40, "judgements": 0, "judgements.points": 0,
         "judgements.scores": 12, "given": 0, "vetoes": 0, "narrative": 8, "tallies.options": 40, "data": 22,
         "calendar": 3, "report.cover": 5, "report.texts": 10}
_USUAL_FREE, _MEMBERS_FREE = 15, 45
_INPUT, _OPTIONAL = "#c98a1b", "#9aa5b4"


def template_workbook(framework: Framework, name: str = "") -> bytes:
    """The empty workbook for a case under ``framework``, which the case calls ``name`` (its id by default)."""
    form = {"schema": SCHEMA, "framework": name or framework.id}
    return filled_workbook(framework, Filled(form), f"{framework.title}填报模板")


def case_workbook(case: Case, framework: Framework) -> bytes:
    """The workbook of ``case``: what it holds, and what it may still hold.

    Raises :class:`Unusable` with every text that a cell cannot hold.
    """
    filled = fill_layout(LAYOUT, case_document(case), case.id)
    return filled_workbook(framework, filled, f"{case.entity.name}{case.period}年度评价案例")


def filled_workbook(framework: Framework, filled: Filled, title: str) -> bytes:
    """The workbook with these texts, and with all that ``framework`` still asks for."""
    book = Book(title)
    lines = lines_of(framework, filled)
    paths = [path for path in (*_ORDER, *(path for path in LAYOUT.tables if path not in _ORDER))
             if lines[path] or _offered(path, framework)]
    guide = book.sheet(GUIDE)
    _draw_form(book.sheet(FORM), framework, filled.form)
    drawn = {path: _draw(book, path, lines[path], framework) for path in paths}
    draw_guide(guide, framework, [LAYOUT.tables[path] for path in paths])
    draw_derived(book.sheet(DERIVED), framework)
    draw_materials(book.sheet(MATERIALS), framework)
    draw_progress(book.sheet(PROGRESS), framework, drawn, lines)
    return book.content()


def _offered(path: str, framework: Framework) -> bool:
    """Whether an empty table of this path is of use."""
    if path == "exclusions":
        return any(leaf.exclusion_keys for leaf in framework.leaves)
    return path in _ORDER and path not in _RARE


def _draw(book: Book, path: str, lines: Sequence[Line], framework: Framework) -> Drawn:
    table = LAYOUT.tables[path]
    sheet = book.sheet(table.name)
    asked = any(line.fixed for line in lines)
    sheet.mark(_INPUT if asked or path in ("documents",) else _OPTIONAL)
    members = any(spec.roll_up for spec in framework.facts.values())
    free = _MEMBERS_FREE if path == "facts" and members else _FREE.get(path, _USUAL_FREE)
    used = {name for line in lines for name, text in line.texts.items() if text and not name.startswith(INFORMATION)}
    shown = used | {*_COLUMNS[""], *_COLUMNS.get(path, ())} | _asked_columns(path, framework)
    drawn = draw_table(sheet, table, lines, frozenset(shown), free, _options(path, framework))
    if path == "given":
        _limit(drawn, lines)
    return drawn


def _asked_columns(path: str, framework: Framework) -> set[str]:
    """Optional columns that the framework's own rules call for."""
    experts = [leaf.expert for leaf in framework.leaves if leaf.expert]
    members = {spec.roll_up.over for spec in framework.facts.values() if spec.roll_up}
    columns = {
        "facts": {"project": "projects" in members, "agency": "agencies" in members},
        "judgements": {"score": any(not expert.counts and expert.panel is None for expert in experts),
                       "count": any(expert.counts for expert in experts),
                       "band": any(expert.bands and expert.panel is None for expert in experts)},
        "judgements.scores": {"band": any(expert.bands and expert.panel is not None for expert in experts)},
    }
    return {name for name, wanted in columns.get(path, {}).items() if wanted}


def _options(path: str, framework: Framework) -> Mapping[str, Sequence[str]]:
    """Drop-downs that come from the framework."""
    bands = list(dict.fromkeys(band.name for leaf in framework.leaves if leaf.expert for band in leaf.expert.bands))
    names = [spec.name for spec in framework.facts.values() if spec.tree is None]
    codes = [node.code for node in framework.nodes]
    return {"facts": {"name": names}, "judgements": {"band": bands}, "judgements.scores": {"band": bands},
            "exclusions": {"fact": [key.removeprefix("剔除:") for key in dict.fromkeys(
                key for leaf in framework.leaves for key in leaf.exclusion_keys)]},
            "not_applicable": {"code": codes}, "overrides": {"code": ["总分", *codes]}}.get(path, {})


def _limit(drawn: Drawn, lines: Sequence[Line]) -> None:
    """No score above its weight can be typed."""
    for row, line in zip(drawn.rows, lines, strict=True):
        weight = line.texts.get(f"{INFORMATION}权重", "")
        told = f"{line.texts[KEY]} 的得分在 0 到 {weight} 之间"
        if weight:
            drawn.sheet.limits(row, drawn.columns[VALUE], 0, exact(Fraction(weight)), told)


def _draw_form(sheet: BookSheet, framework: Framework, texts: Mapping[str, str]) -> None:
    sheet.widths(24, 46, 52)
    sheet.put(0, 0, FORM, "title", to=(0, 2))
    sheet.put(1, 0, framework.title, "subtitle soft", to=(1, 2))
    rows = [(slot.heading + ("*" if slot.required else ""), texts.get(slot.name, ""), slot) for slot in LAYOUT.form]
    for row, (heading, text, slot) in enumerate(rows, 3):
        locked = slot.name in ("schema", "framework")
        style = "wrapped empty" if locked else "wrapped input" + (" verbatim" if slot.name == "id" else "")
        sheet.put(row, 0, heading, "heading")
        sheet.put(row, 1, content(text, "input plain") if slot.name == "period" else text or None, style)
        sheet.put(row, 2, FORM_HINTS.get(slot.name, ""), "bare wrapped soft")
        if isinstance(slot.type, Choice) and not locked:
            sheet.choices((row, 1), (row, 1), [slot.words.get(word, word) for word in slot.type.words])
    end = 3 + len(rows)
    about = (("指标体系名称", framework.title), ("指标体系版本", framework.version), ("指标体系出处", framework.source),
             ("满分", exact_text(framework.full)))
    for row, (heading, text) in enumerate(about, end + 1):
        sheet.put(row, 0, heading, "heading")
        sheet.put(row, 1, text, "wrapped empty", to=(row, 2))
    sheet.freeze(3)
    sheet.page((end + len(about), 2), landscape=False)
    sheet.mark(_INPUT)
    sheet.protect()
