"""Indicators and their units (指标与单位): numbers of things in percent, rates in pieces, shares above the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength

from .pieces import Piece, Pieces

_VALUE = re.compile(r"\s*(?:[≥≤=><]|不低于|不少于|不超过|不高于|达到|为)?\s*(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\s*"
                    r"\(?(?P<unit>%|万元|亿元|元|万?人次|万?件|万?人|个|次|家|场|项|份|户|条|起|宗|笔|套|台)?\)?\s*")
#: What counts things, and what only sounds so: 预算数, 支出数 are amounts, 数量实现率 is a rate.
_COUNTS = re.compile(r"(?:数量|件数|人数|次数|个数|场次|场数|人次|户数|家数|份数|项数|批次|受理数|办理数|办件数|办结数"
                     r"|培训数|会议数|活动数|企业数|项目数)$")
_MONEY = re.compile(r"预算|决算|支出|收入|资金|金额|拨款|执行|调整|安排|结转|结余|投入|成本|税|费|款|产值|交易|投资|额")
_RATES = re.compile(r"(?:率|比例|占比|比重)$")
_NO_SHARE = re.compile(r"(?:频率|汇率|户均.*率|人均.*率|容积率|倍率|速率|周转率)$")
#: Rates of what was done well among what was done: never above the whole.
_PARTS = re.compile(r"(?:满意度|满意率|合格率|及时率|达标率|准确率|知晓率|覆盖率|利用率|优良率|办结率|到位率)$")
#: Rates of what was used of what was allowed: at most 100 %, and not near nothing.
_KEPT_WITHIN = re.compile(r"(?:三公|经费|人员|人数|编制|预算|公用).*控制率$")
_TARGET_HEAD = re.compile(r"(?:年度|目标|全年|计划|预期|实际|完成)*"
                          r"(?:指标值|目标值|完成值|目标|计划值|标准值|实际值)(?:\(.*\))?$")
_NAME_HEAD = re.compile(r"(?:三级|四级)指标|指标名称|指标内容|绩效指标|具体指标")
_QUOTED = re.compile(r"[“\"]([^”\"]{2,24}?)(?:≥|≤|=|>|<|为|达到?)\s*(\d[^”\"]{0,16})[”\"]")


def indicator_units(pieces: Pieces) -> Iterator[Remark]:
    """Indicators whose target has the unit of another kind of thing."""
    for name, value in [*_in_tables(pieces), *_in_quotes(pieces)]:
        found = _VALUE.match(value.text, value.mark.start)
        if not found or (value.mark.row and _VALUE.fullmatch(value.text) is None):
            continue
        title = re.sub(r"\s|\([^)]*\)", "", name.text[name.mark.start:name.mark.end])
        mark = value.part(found.start("number"), found.end())
        yield from _judged(title, found, name.mark, mark)


def _judged(title: str, found: re.Match[str], name: Mark, value: Mark) -> Iterator[Remark]:
    printed, unit = found[0].strip(), found["unit"] or ""
    number = Fraction(found["number"].replace(",", ""))
    if _COUNTS.search(title) and not _MONEY.search(title):
        if unit == "%":
            yield _told(name, value, printed, f"“{title}”是数量，指标值却是百分比。", "一个数，或把指标改名为“…率”",
                        "指标名称与指标值没有对应", "改指标值为数量，或改指标名称为比率并写明分子、分母。")
        elif unit.endswith("元"):
            yield _told(name, value, printed, f"“{title}”数的是件、人、次，指标值却以{unit}计。",
                        printed.replace("元", "件"),
                        "单位误键", "改正计量单位。")
    elif _RATES.search(title) and not _NO_SHARE.search(title) and unit and unit != "%":
        yield _told(name, value, printed, f"“{title}”是比率，指标值却以{unit}计。", "百分比",
                    "指标名称与指标值没有对应",
                    "改指标值为百分比，或改指标名称。")
    if unit == "%" and _PARTS.search(title) and number > 100:
        yield _told(name, value, printed, f"“{title}”不会超过100%。", "不超过100%", "多写一位，或分子分母颠倒",
                    "核实后改正。")
    if unit == "%" and _KEPT_WITHIN.search(title) and 0 < number <= 5:
        yield _told(name, value, printed,
                    f"“{title}”是实际数比预算（编制）数，{printed}意味着几乎不得支出，应是“≤100%”之误。", "≤100%",
                    "漏写两个0，或把控制率当成变动率", "改为“≤100%”。")


def _told(name: Mark, value: Mark, printed: str, explanation: str, expected: str, likely: str,
          correction: str) -> Remark:
    return Remark("unit", Strength.LIKELY, (value, name), explanation, printed, expected, likely, correction)


def _in_tables(pieces: Pieces) -> Iterator[tuple[Piece, Piece]]:
    """Names of indicators with their values, by the heads of their columns."""
    texts = {(piece.mark.block, piece.mark.row, piece.mark.column): piece for piece in pieces.cells}
    for index, table in pieces.tables.items():
        name_column, value_columns = 0, list[int]()
        for row in range(1, table.rows + 1):
            cells = {column: texts[index, row, column] for column in range(1, table.columns + 1)
                     if (index, row, column) in texts}
            heads = {column: re.sub(r"\s", "", cell.text) for column, cell in cells.items()}
            names = [column for column, head in heads.items() if _NAME_HEAD.fullmatch(head)]
            values = [column for column, head in heads.items() if _TARGET_HEAD.fullmatch(head)]
            if names and values:
                name_column, value_columns = names[-1], values
            elif name_column in cells:
                yield from ((cells[name_column], cells[column]) for column in value_columns if column in cells)


def _in_quotes(pieces: Pieces) -> Iterator[tuple[Piece, Piece]]:
    """Names of indicators with their values as a sentence quotes them: “…数≥140万元”."""
    for piece in pieces.all:
        for found in _QUOTED.finditer(piece.text):
            yield (Piece(piece.text, piece.part(*found.span(1))), Piece(piece.text, piece.part(*found.span(2))))


_BARE = re.compile(r"(增长|下降|上升|降低|占比为?|增幅为?|降幅为?)(?:了)?\s*(\d+(?:\.\d+)?)\s*(?=[。;,]|$)")
_PART = re.compile(r"(?P<name>[一-鿿]{0,10}(?:满意度|满意率|合格率|及时率|达标率|准确率|知晓率))(?:为|达到?|是)?\s*"
                   r"(?P<number>\d+(?:\.\d+)?)\s*%")


def percentages(pieces: Pieces) -> Iterator[Remark]:
    """Growth without its %, and parts that are more than the whole, in sentences."""
    for piece in pieces.paragraphs:
        for found in _BARE.finditer(piece.text):
            mark = piece.part(found.start(2), found.end(2))
            yield Remark("unit", Strength.LIKELY, (mark,), f"“{found[1]}”后面的{found[2]}没有写“%”。", found[2],
                         f"{found[2]}%", "漏写百分号", f"改为“{found[1]}{found[2]}%”。", pieces.numbers(mark))
        for found in _PART.finditer(piece.text):
            if Fraction(found["number"]) > 100:
                mark = piece.part(found.start("number"), found.end())
                yield Remark("unit", Strength.LIKELY, (mark,), f"“{found['name']}”不会超过100%。",
                             found["number"] + "%",
                             "不超过100%", "多写一位，或分子分母颠倒", "核实后改正。", pieces.numbers(mark))
