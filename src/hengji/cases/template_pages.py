"""The pages of a template that explain and check (模板的说明和核对): nothing is read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hengji.frameworks import MEMBERS, ROLL_UPS, Framework, Indicator, request_list
from hengji.intake import KEY, VALUE, BookSheet, TableLayout, kept_number
from hengji.model import Case, Entity, Exact, Period, exact, exact_text

from .prefilled import Line, computed
from .sheets import DERIVED, FORM, MATERIALS, PROGRESS
from .template_table import Drawn
from .template_words import GUIDE, HINTS

_COLOURS = (("wrapped input", "黄色：要填的"), ("wrapped empty", "灰色：指标体系定好的，已锁定"))
#: By the cells of these columns a row counts as filled in.
_COUNTED = {"facts": "value", "judgements.points": "met", "judgements": "judge", "judgements.scores": "score",
            "given": VALUE, "vetoes": "happened", "narrative": VALUE}


def draw_guide(sheet: BookSheet, framework: Framework, tables: Sequence[TableLayout]) -> None:
    """How to fill the workbook in."""
    sheet.widths(22, 100)
    sheet.put(0, 0, f"{framework.title}　填报模板", "title", to=(0, 1))
    sheet.put(1, 0, f"标识 {framework.id}　版本 {framework.version}", "subtitle soft", to=(1, 1))
    row = 3
    for style, text in _COLOURS:
        sheet.put(row, 0, None, style)
        sheet.put(row, 1, text, "bare wrapped")
        row += 1
    for title, texts in GUIDE:
        sheet.put(row + 1, 0, title, "section", to=(row + 1, 1))
        row += 2
        for number, text in enumerate(texts, 1):
            sheet.put(row, 0, f"{number}.", "right bare")
            sheet.put(row, 1, text, "bare wrapped")
            row += 1
    sheet.put(row + 1, 0, "各张工作表", "section", to=(row + 1, 1))
    row += 2
    about = [(FORM, "评价对象、评价年度、指标体系。"), *((table.name, HINTS[table.path]) for table in tables),
             (DERIVED, "由填的数算出的，不用填。"), (MATERIALS, "每个指标要用哪些资料。"),
             (PROGRESS, "填了多少，给定得分对不对。")]
    row = sheet.rows(row, about, ("wrapped", "wrapped"))
    sheet.page((row - 1, 1), landscape=False)
    sheet.protect()


def draw_derived(sheet: BookSheet, framework: Framework) -> None:
    """Facts that are computed, and how."""
    sheet.widths(30, 9, 60, 50)
    sheet.put(0, 0, DERIVED, "title", to=(0, 3))
    sheet.put(1, 0, "这些数由填的数算出，不用填；在别的表里填了，程序会指出。各项目、各单位汇总的，"
              "没有分项的数时，可以在“数据”末尾的空行里直接填部门的数。", "bare wrapped soft", to=(1, 3))
    sheet.rows(2, [("名称", "单位", "怎样算出", "口径说明")], ("heading",) * 4)
    rows = []
    for spec in framework.facts.values():
        if spec.tree is not None:
            rows.append((spec.name, spec.unit.name, getattr(spec.tree, "text", ""), spec.explain))
        elif spec.roll_up is not None and computed(spec):
            how = f"各{MEMBERS[spec.roll_up.over]}的“{spec.roll_up.text}”，{ROLL_UPS[spec.roll_up.way]}"
            rows.append((spec.name, spec.unit.name, how, spec.explain))
    end = sheet.rows(3, rows or [("（没有）", "", "", "")], ("wrapped", "centred", "wrapped", "wrapped"))
    sheet.freeze(3)
    sheet.page((end - 1, 3), (2, 2))
    sheet.protect()


def draw_materials(sheet: BookSheet, framework: Framework) -> None:
    """Which materials each indicator needs, and for what."""
    blank = Case("", framework.id, Entity(""), Period(2000), "evaluation")
    sheet.widths(9, 28, 60, 60)
    sheet.put(0, 0, MATERIALS, "title", to=(0, 3))
    sheet.put(1, 0, "每个指标要用的资料，以及凭它们填什么。", "bare wrapped soft", to=(1, 3))
    sheet.rows(2, [("编号", "指标", "要的资料", "用来填")], ("heading",) * 4)
    rows = [(entry.code, entry.name, "、".join(entry.materials) or "（未列明）", "、".join(entry.missing))
            for entry in request_list(blank, framework)]
    end = sheet.rows(3, rows, ("centred", "wrapped", "wrapped", "wrapped"))
    sheet.freeze(3)
    sheet.page((end - 1, 3), (2, 2))
    sheet.protect()


def draw_progress(sheet: BookSheet, framework: Framework, drawn: Mapping[str, Drawn],
                  lines: Mapping[str, Sequence[Line]]) -> None:
    """How much is filled in, and whether the given scores can be: all by formulas, for people only."""
    sheet.widths(22, 30, 10, 10, 34)
    sheet.put(0, 0, "进度和核对", "title", to=(0, 4))
    sheet.put(1, 0, "这里随填随算，程序不读。", "bare wrapped soft", to=(1, 4))
    sheet.rows(2, [("工作表", "已填")], ("heading", "heading"))
    row = 3
    for path, name in _COUNTED.items():
        table = drawn.get(path)
        if table is None or not table.rows:
            continue
        filled = sum(bool(line.texts.get(name)) for line in lines[path])
        sheet.put(row, 0, table.sheet.name, "wrapped")
        sheet.formula(row, 1, f'="已填 "&COUNTA({table.cells(name)})&" / 共 {len(table.rows)}"',
                      f"已填 {filled} / 共 {len(table.rows)}", "centred")
        row += 1
    _Sums(sheet, framework, drawn["given"], lines["given"]).draw(row + 1)
    sheet.page((row + 3 + len(drawn["given"].rows), 4), landscape=False, roomy=True)
    sheet.protect()


class _Sums:
    """The given scores: within their weights, and parents equal to the sum of their children."""

    def __init__(self, sheet: BookSheet, framework: Framework, drawn: Drawn, lines: Sequence[Line]) -> None:
        self.sheet, self.framework, self.drawn = sheet, framework, drawn
        self.rows = {line.texts[KEY]: row for row, line in zip(drawn.rows, lines, strict=True)}
        self.given = {line.texts[KEY]: score for line in lines
                      if (score := kept_number(line.texts.get(VALUE, ""))) is not None}

    def draw(self, row: int) -> None:
        self.sheet.rows(row, [("编号", "给定得分", "权重", "填的分", "核对")], ("heading",) * 5)
        total = [("总分", "（全部指标合计）", self.framework.full, self.framework.indicators)]
        nodes = [(node.code, "　" * (node.level - 1) + node.name, node.weight, node.children)
                 for node in self.framework.nodes if node.weighted]
        for at, (code, name, weight, children) in enumerate([*total, *nodes], row + 1):
            self.sheet.rows(at, [(code, name, exact_text(weight))], ("wrapped", "wrapped", "centred"))
            cell, score = self.cell(code), self.given.get(code)
            self.sheet.formula(at, 3, f'=IF({cell}="","",{cell})', exact_text(score) if score is not None else "",
                               "centred")
            formula, value = self.check(code, weight, children)
            self.sheet.formula(at, 4, formula, value, "wrapped")

    def cell(self, code: str) -> str:
        return self.drawn.sheet.reference((self.rows[code], self.drawn.columns[VALUE]))

    def check(self, code: str, weight: Exact, children: Sequence[Indicator]) -> tuple[str, str]:
        """The formula that checks a score, and what it says now."""
        cell, score = self.cell(code), self.given.get(code)
        known = [child.code for child in children if child.weighted]
        cells = [self.cell(name) for name in known]
        summed = '"在权重以内"'
        if cells:
            parts = ",".join(cells)
            summed = (f'IF(COUNT({parts})<{len(cells)},"在权重以内；下级没有填齐",IF(ABS(SUM({parts})-{cell})<0.000001,'
                      f'"等于下级之和","下级之和是 "&ROUND(SUM({parts}),6)))')
        most = exact_text(weight)
        formula = (f'=IF({cell}="","没有填",IF(AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most}),{summed},'
                   f'"不在 0 到 {most} 之间"))')
        return formula, self.says(score, weight, known)

    def says(self, score: Exact | None, weight: Exact, known: Sequence[str]) -> str:
        """What the formula gives now, for programs that do not calculate."""
        if score is None:
            return "没有填"
        if not 0 <= score <= weight:
            return f"不在 0 到 {exact_text(weight)} 之间"
        given = [self.given[name] for name in known if name in self.given]
        if not known:
            return "在权重以内"
        if len(given) < len(known):
            return "在权重以内；下级没有填齐"
        return "等于下级之和" if sum(given) == score else f"下级之和是 {exact_text(exact(sum(given)))}"
