"""Scores without support (缺依据的得分): rates scored without a value, points deducted without a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from hengji.model import PrintedTable
from hengji.proofreading.relation import Remark, Strength

from .pieces import Piece, Pieces

_NAME = re.compile(r"(?:三级|四级)指标|指标名称|评价指标|绩效指标|指标")
_SCORE = re.compile(r"(?:自评|评价|实际|实)?(?:得分|评分|分)")
_FULL = re.compile(r"分值|权重分?|满分|标准分|指标分值")
#: Columns in which the actual value, or the reason of a deduction, would stand.
_ACTUAL = re.compile(r"实际|完成|情况|依据|指标值")
_REASON = re.compile(r"原因|理由|说明|依据|情况|改进|备注")
#: Definitions stand under heads that sound like reasons: 指标说明, 评分标准.
_RULE = re.compile(r"指标(?:解释|说明)|标准|评价要点|评分细则|计算公式")
_RATE = re.compile(r"(?:率|比例|占比|满意度)$")
_BENEFIT = re.compile(r"(?:生态|经济|社会)(?:效益)|可持续影响")
_MEASURE = re.compile(r"(?:变动|控制|完成|执行|利用|到位|及时|达标|合格|支出|办结|覆盖)率$")
#: How else the value of a rate is told.
_WORDS = {"变动率": "变动|增长|下降|增加|减少|上升", "执行率": "执行|支出|完成", "支出率": "支出|执行"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CODE = re.compile(r"[A-H]\d{0,4}(?!\d)")
#: Words with figures beside a score, under whatever head: 到位480万元，到位率100%.
_SAYS_FIGURES = re.compile(r"[一-鿿].*\d|\d.*[一-鿿]", re.DOTALL)
#: A form of fewer characters outside its tables has no text in which anything could be told.
_BODY = 800
#: The document says itself that there is no value.
_MISSING = re.compile(r"算不出|缺数|没有公布|未公布|未提供|没有提供|无法核实|不能复算")


@dataclass(frozen=True, slots=True)
class _Row:
    """An indicator with its score: what it is called, the cells of name and score, its full marks, what backs it.

    ``below`` is what a cell across the table says in the next row.
    """

    name: str
    label: Piece
    score: Piece
    points: Fraction
    full: Fraction | None
    has_value: bool
    has_reason: bool
    code: str = ""
    below: str = ""

    def is_above(self, other: _Row) -> bool:
        """Whether ``other`` is of a lower level, by its code."""
        return bool(self.code) and other.code != self.code and other.code.startswith(self.code)

    def is_measured_in(self, text: str) -> bool:
        """Whether a paragraph gives its value, also in other words: “三公”经费…下降8% for 三公经费变动率."""
        if not re.search(r"\d%", text):
            return False
        kind = _MEASURE.search(self.name)
        subject = self.name[:kind.start()] if kind else ""
        return self.is_told_in(text) or bool(kind and len(subject) > 1 and subject in text and re.search(
            rf"(?:{_WORDS.get(kind[0], kind[0][:-1])})[^。]{{0,16}}?\d%", text))

    def is_told_in(self, text: str) -> bool:
        """Whether a paragraph speaks of it, by its name or by the code that the paragraph begins with."""
        return self.name in text or (bool(self.code) and re.match(re.escape(self.code) + r"(?!\d)", text) is not None)


def scores(pieces: Pieces) -> Iterator[Remark]:
    """Scores for which the document prints neither a value nor a reason, each kind told once."""
    body = [re.sub(r"[\s“”\"]", "", piece.text) for piece in pieces.body]
    found = list(_rows(pieces))
    rows = {row.name: row for row in found if not any(row.is_above(other) for other in found)}.values()
    lost = [row for row in rows if row.full is not None and row.points < row.full and not row.has_reason
            and not row.below and not _BENEFIT.fullmatch(row.name) and not any(row.is_told_in(text) for text in body)]
    rates = [row for row in rows if _RATE.search(row.name) and row.points and not row.has_value and row not in lost
             and not re.search(r"\d%", row.below) and not _MISSING.search(row.below)
             and not any(row.is_measured_in(text) for text in body)]
    silent = [row for row in rows if _BENEFIT.fullmatch(row.name) and row.points and not row.below
              and not any(row.name[:2] in text for text in body)] if sum(map(len, body)) > _BODY else []
    yield from _told(rates, Strength.LIKELY, "这些比率类指标给了分，全文却没有一个实际值", "每个指标的分子、分母和比率",
                     "在正文或表中补写各指标的实际值及其分子、分母。")
    yield from _told(lost, Strength.LIKELY, "这些指标没有得满分，全文却没有写扣分的事实", "扣分的事实和扣分标准",
                     "逐项补写扣分原因。")
    yield from _told(silent, Strength.WEAK, "这些指标给了分，正文却没有相应内容", "相应的成效",
                     "补写成效，或重新评分。")


def _told(rows: list[_Row], strength: Strength, what: str, expected: str, correction: str) -> Iterator[Remark]:
    if rows:
        names = "、".join(f"{row.name}（{row.score.text.strip()}分）" for row in rows)
        yield Remark("unsupported", strength, tuple(row.score.mark for row in rows), f"{what}：{names}。",
                     rows[0].score.text.strip(), expected, "只填了分数，没有留下依据", correction)


def _rows(pieces: Pieces) -> Iterator[_Row]:
    """The indicators of every table that has a column of names and one of scores."""
    texts = {(piece.mark.block, piece.mark.row, piece.mark.column): piece for piece in pieces.cells}
    for index, table in pieces.tables.items():
        heads: dict[int, str] = {}
        for row in range(1, table.rows + 1):
            cells = {column: texts[index, row, column] for column in range(1, table.columns + 1)
                     if (index, row, column) in texts}
            told = {column: re.sub(r"\s", "", cell.text) for column, cell in cells.items()}
            if any(_NAME.fullmatch(text) for text in told.values()) and any(
                    _SCORE.fullmatch(text) for text in told.values()):
                heads = told
            elif heads and (found := _row(cells, heads)):
                yield replace(found, below=_across(table, texts, index, row + 1))


def _across(table: PrintedTable, texts: dict[tuple[int, int, int], Piece], index: int, row: int) -> str:
    """The text of a row that is one cell across the table; empty where it is none."""
    cell = table.at(row, 1)
    return texts[index, row, 1].text if cell is not None and (cell.row, cell.columns) == (row, table.columns) else ""


def _row(cells: dict[int, Piece], heads: dict[int, str]) -> _Row | None:
    name = max((column for column, head in heads.items() if _NAME.fullmatch(head)), default=0)
    score = next((column for column, head in heads.items() if _SCORE.fullmatch(head) and column > name), 0) or next(
        (column for column, head in heads.items() if _SCORE.fullmatch(head)), 0)
    if name not in cells or score not in cells or not _NUMBER.fullmatch(cells[score].text.strip()):
        return None
    printed = re.sub(r"[\s“”\"]", "", cells[name].text)
    in_name = re.search(r"\(([\d.]+)分\)$", printed)
    beside = sorted((column for column, head in heads.items() if _FULL.fullmatch(head) and column in cells),
                    key=lambda column: (column < name, abs(column - name)))
    full_cell = cells[beside[0]].text.strip() if beside else in_name[1] if in_name else ""
    code = _CODE.match(printed) or next((match for column, cell in cells.items() if column < name and (
        match := _CODE.fullmatch(cell.text.strip()))), None)
    title = re.sub(r"^[A-H]\d{0,4}|\([\d.]+分\)$", "", printed)
    if len(title) < 3 or re.search(r"合计|总分|总计|小计", title):
        return None
    own = {column: cell.text.strip() for column, cell in cells.items()
           if column not in (name, score) and column in heads and not _RULE.search(heads[column])}
    return _Row(title, cells[name], cells[score], Fraction(cells[score].text.strip()),
                Fraction(full_cell) if _NUMBER.fullmatch(full_cell) else None,
                any(text and (_ACTUAL.search(heads[column]) or _SAYS_FIGURES.search(text))
                    for column, text in own.items()),
                any(_REASON.search(heads[column]) and text for column, text in own.items()), code[0] if code else "")
