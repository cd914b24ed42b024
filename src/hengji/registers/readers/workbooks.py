"""Workbooks (工作簿): the sheet that holds the register, below whatever titles, with headings merged or moved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from hengji.intake import Header, Merge, StreamedSheet, find_header, stream_workbook
from hengji.intake import is_note as is_note_name
from hengji.model import Place, Problem, Unusable, did_you_mean

from .headings import Matched, Matcher
from .source import Digest, Source
from .staging import staged_relation, staging


def open_workbook(path: Path, matcher: Matcher, folder: Path, sheet_name: str = "") -> Source:
    """The one sheet of the workbook that holds the register's rows, or the one named. Raises :class:`Unusable`."""
    digest = Digest(path)
    with stream_workbook(path) as sheets:
        sheet, header = _chosen(path, sheets, matcher, sheet_name)
        if sheet.uncalculated:
            raise Unusable([Problem(sheet.top.place(1, 1), "有的公式还没有计算过，文件里没有它的结果", "计算好的值",
                                    suggestion="请用 Excel 或 WPS 打开、保存一次")])
        width = max((column for row, column in sheet.top.cells if header.first_row <= row < header.below), default=0)
        width = max([width, *header.headings])
        matched = matcher.header(f"{path}:{sheet.name}", header, width, sheet.top)
        if matcher.problems:
            raise Unusable(matcher.problems)
        sums = _merged_amounts(sheet, header, matched)
        out = folder / "sheet.csv"
        with staging(out, width) as stager:
            for row in sheet.rows():
                if row.number >= header.below:
                    beyond = next((at for at, text in enumerate(row.texts[width:], width) if text), None)
                    wrong = next(iter(sorted(row.wrong.items())), None)
                    flaw = f"{wrong[0] - 1}|{wrong[1].text}" if wrong else (
                        f"{beyond}|这一格上面没有表头" if beyond is not None else _within(row.number, sums))
                    stager.add(row.number, row.texts[:width], flaw)
    if not stager.rows:
        raise Unusable([Problem(Place(str(path), sheet=sheet.name), "表头之后没有数据行",
                                suggestion="请核对是不是这张表")])
    notes = matched.notes
    if sheet.unseen:
        notes = (*notes, f"工作表“{sheet.name}”有 {sheet.unseen} 行是隐藏的（或被筛选掉了），也导入了")
    return Source(path.name, staged_relation(out, width, broken_lines=stager.broken_lines), matched.columns,
                  partial(_place, sheet), digest.sha256, blank=matched.blank, sheet=sheet.name, notes=notes)


def _merged_amounts(sheet: StreamedSheet, header: Header, matched: Matched) -> list[Merge]:
    """Amounts that are merged over several rows: each row's own, or the sum of all?"""
    amounts = {column.index + 1 for column in matched.columns.values()
               if column.field.type in ("money", "decimal") or column.field.role == "amount"}
    return [merge for merge in sheet.top.merged
            if merge.left in amounts and merge.bottom > merge.top >= header.below]


def _within(row: int, sums: Sequence[Merge]) -> str:
    found = next((merge for merge in sums if merge.top <= row <= merge.bottom), None)
    return "" if found is None else (f"{found.left - 1}|这个数合并在 {found.bottom - found.top + 1} 行里，"
                                     "不知道是每行都是它，还是几行合计；请取消合并，各行分别填写")


def _chosen(path: Path, sheets: Sequence[StreamedSheet], matcher: Matcher,
            name: str) -> tuple[StreamedSheet, Header]:
    visible = [sheet for sheet in sheets if not is_note_name(sheet.name)]
    if name:
        visible = [sheet for sheet in sheets if sheet.name == name]
        if not visible:
            raise Unusable([Problem(Place(str(path)), f"没有名为“{name}”的工作表",
                                    suggestion=did_you_mean(name, [sheet.name for sheet in sheets]))])
    found = [(sheet, header) for sheet in visible if (header := find_header(sheet.top, matcher.headings)) is not None]
    if not found:
        wanted = "、".join(each.title for each in matcher.register.fields if each.required)
        first = visible[0].name if visible else None
        raise Unusable([Problem(Place(str(path), sheet=first), "前 15 行里没有找到表头" if visible else "没有工作表",
                                f"有一行写着：{wanted}", suggestion="列名不同的，用 --columns 台账的字段=表里的列名")])
    enough = {each.name for each in matcher.register.fields if each.role == "key"}
    likely = [each for each in found if enough <= {heading.column.field for heading in each[1].headings.values()}]
    best = likely or [max(found, key=lambda each: len(each[1].headings))]
    if len(best) > 1:
        names = [sheet.name for sheet, _ in best]
        raise Unusable([Problem(Place(str(path)), f"有 {len(best)} 张工作表都像这个台账：{'、'.join(names)}",
                                suggestion=f"请用 --sheet 写明是哪一张，如 --sheet {names[0]}，一张一张导入")])
    if best[0][0].hidden and not name:
        raise Unusable([Problem(Place(str(path), sheet=best[0][0].name), "这张工作表是隐藏的",
                                suggestion=f"要用它，请写 --sheet {best[0][0].name}")])
    return best[0]


def _place(sheet: StreamedSheet, row: int, column: int | None) -> Place:
    return sheet.top.place(row, 1 if column is None else column + 1)
