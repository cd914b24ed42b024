"""A target and its result side by side (目标值与完成值), and what the row says of them: a score, or 完成 in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengji.proofreading.causes import slip
from hengji.proofreading.claims.same.names import role_of
from hengji.proofreading.claims.same.targets import kept
from hengji.proofreading.number import POINTS, Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark, Strength, of, over, times
from hengji.proofreading.sheets.sheet import Sheet
from hengji.proofreading.wording import with_unit

from .forms import nearly
from .ratios import can_be
from .words import TARGETS, bare

#: Heads of results; the last of several is the final one (全年预计完成值).
_RESULT = re.compile(r"(?:完成|实际|实现|达成|执行)(?:完成)?(?:值|情况|结果|数)|^实际(?:完成)?$")
_DONE = re.compile(r"(?:已|均|全部|按[期时计划]*)*(?:完成|达成|达标|达到|实现)(?:目标|预期(?:目标)?)?|是|确定能|能")
_MISSED = re.compile(r"(?:未|没有?|尚未)(?:能)?(?:完成|达成|达标|达到|实现)(?:目标|预期(?:目标)?)?|否|确定不能|不能")
_EXECUTED = re.compile(r"执行率|支付率|支出进度")
#: Heads of results before the end of the year.
_INTERIM = re.compile(r"月|季|截至|预计|监控|中期")
_REASON = re.compile(r"原因|措施|说明|备注")
#: A score of three digits is a slip away from a share hardly by chance.
_TELLING = 100


def results(reading: Reading) -> Iterator[Relation | Remark]:
    """Each result of a table of targets: whether it reaches its target, and whether the row says the same."""
    for sheet in reading.sheets:
        columns = {name: [column for column, path in sheet.paths.items() if path and heads.search(bare(path[-1]))]
                   for name, heads in (("target", TARGETS), ("result", _RESULT))}
        achieved = [column for column in columns["result"] if column not in columns["target"]]
        if len(columns["target"]) == 1 and achieved:
            for row in sheet.body_rows:
                target = sheet.numbers.get((row, columns["target"][0]))
                values = [value for column in achieved if (value := sheet.numbers.get((row, column))) is not None]
                if target is not None and values:
                    yield from _told(_Row.of(sheet, row, target, values))


def execution_scores(reading: Reading) -> Iterator[Relation]:
    """The points for spending the budget, 分值×执行率, where they are or were before one slip."""
    for sheet in reading.sheets:
        roles = {column: "rate" if path and _EXECUTED.search(path[-1]) else role_of(path)
                 for column, path in sheet.paths.items()}
        places = {role: [column for column in roles if roles[column] == role] for role in ("weight", "score", "rate")}
        if all(len(columns) == 1 for columns in places.values()):
            for row in sheet.body_rows:
                weight, score, rate = (sheet.numbers.get((row, columns[0])) for columns in places.values())
                if weight is None or score is None or rate is None or rate.kind is not Kind.RATE:
                    continue
                term = times(of(weight), of(rate))
                if can_be(score, term) or slip(score, term.interval()):
                    yield Relation("rule-vs-score", score, term, "分值×执行率＝得分", Strength.LIKELY,
                                   family="targets", group=(sheet.block, row))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table of targets: what was aimed at, what came of it, and what the row says about that."""

    name: str
    target: Number
    values: list[Number]
    weight: Number | None
    scores: list[Number]
    said: str
    explained: bool

    @classmethod
    def of(cls, sheet: Sheet, row: int, target: Number, values: list[Number]) -> _Row:
        """The row of ``sheet`` with its weight, its scores, the words that tell the result, and its reasons."""
        points = {column: number for (at, column), number in sheet.numbers.items()
                  if at == row and number.kind in POINTS}
        roles = {column: role_of(sheet.paths.get(column, ())) for column in points}
        weights = [points[column] for column, role in roles.items() if role == "weight"]
        texts = {column: bare(cell.text) for column in sheet.columns
                 if (cell := sheet.table.at(row, column)) is not None and column not in sheet.label_columns}
        said = next((text for text in texts.values() if _DONE.fullmatch(text) or _MISSED.fullmatch(text)), "")
        explained = any(text and _REASON.search(sheet.paths[column][-1]) for column, text in texts.items()
                        if sheet.paths.get(column) and (row, column) not in sheet.dashes)
        return cls(sheet.labels.get(row, ""), target, values, weights[-1] if weights else None,
                   [points[column] for column, role in roles.items() if role == "score"], said, explained)


def _told(row: _Row) -> Iterator[Relation | Remark]:
    value = row.values[-1]
    reached = kept(row.target, value, row.name)
    if value.kind is not row.target.kind or reached is None:
        return
    seen = (row.target, *(each for each in row.values if each.kind is row.target.kind))
    wanted, got = with_unit(row.target), with_unit(value)
    contrast = f"“{row.name}”的目标是{wanted}，完成值是{got}，{'已' if reached else '没有'}完成"
    full = row.weight is not None and [score for score in row.scores if score.value >= row.weight.value]
    if row.said and reached != bool(_DONE.fullmatch(row.said)):
        yield Remark("cross-table", Strength.LIKELY, (value.mark, row.target.mark),
                     f"{contrast}，表中却写“{row.said}”。", got, wanted, "目标值、完成值或结论有一处写错",
                     "核对后改正。", seen, (got, wanted))
    elif full and not reached and row.weight is not None:
        yield Remark("rule-vs-score", Strength.LIKELY, (value.mark, row.target.mark, full[0].mark),
                     f"{contrast}，却得满分{with_unit(full[0]).removesuffix('分')}分。", got, wanted,
                     "目标值、完成值或得分有一处写错", "核对完成值和得分，写明没有完成的原因。",
                     (*seen, row.weight, *row.scores), (got, wanted, full[0].text))
    elif reached or row.said or row.explained or row.scores:
        yield Remark("rule-vs-score", Strength.LIKELY, numbers=seen)
        yield from _by_share(row, value)
    elif not _INTERIM.search("".join(value.head)):
        yield Remark("unsupported", Strength.WEAK, (value.mark, row.target.mark), f"{contrast}，表中没有说明原因。",
                     got, wanted, "没有完成，或目标值、完成值有一处写错", "核对后写明没有完成的原因。", seen,
                     (got, wanted))


def _by_share(row: _Row, value: Number) -> Iterator[Relation]:
    """A score in proportion to what was done of the target, where it is, or was before one slip."""
    if row.weight is not None and row.target.value:
        term = times(of(row.weight), over(of(value), of(row.target)))
        for score in row.scores:
            off = score.value / score.step >= _TELLING and nearly(score, term)
            if 0 < score.value < row.weight.value and (can_be(score, term) or off):
                yield Relation("rule-vs-score", score, term, "分值×完成值÷目标值＝得分", Strength.LIKELY,
                               family="targets", group=(score.mark.block, score.mark.column))
