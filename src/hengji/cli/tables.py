"""Tables on a terminal (终端表格): 100 columns, Chinese widths counted right, colour only on a terminal."""

from __future__ import annotations

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hengji.model import Scorecard
from hengji.services import Evaluation, score_table
from hengji.telling import figure_right, points_shown, range_shown

WIDTH = 100
_COLOURS = {"wrong": "red", "look": "yellow", "plain": "blue"}


def console() -> Console:
    """Where tables are printed: at most 100 columns, no colours unless it is a terminal."""
    plain = Console()
    return Console(width=min(plain.width, WIDTH) if plain.is_terminal else WIDTH, highlight=False, markup=False)


def print_scorecard(out: Console, evaluation: Evaluation) -> None:
    """The heading, the score tree, and what a person must look at."""
    card, told = evaluation.scorecard, score_table(evaluation)
    out.print(Text(told.title, style="bold"))
    out.print(_result(card))
    if told.veto:
        _say(out, told.veto)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=out.width)
    for heading, settings in (("编号", {}), ("指标", {"min_width": 20}), ("分值", {"justify": "right"}),
                              ("得分", {"justify": "right"}), ("得分率", {"justify": "right"}),
                              ("说明", {"ratio": 1})):
        table.add_column(heading, overflow="fold", **settings)
    for row in told.rows:
        remarks = Text("；").join(Text(r.text, style=_COLOURS[r.tone]) for r in row.remarks)
        table.add_row(row.code, "　" * (row.level - 1) + row.name, row.weight, row.score, row.rate, remarks,
                      style="bold" if row.level == 1 else "")
    out.print(table)
    for difference in told.differences:
        beside = "下级合计" if difference.of_children else "按规则"
        _say(out, f"待说明　{difference.code} {difference.name}：给定{difference.given}，"
                  f"{beside}{difference.recomputed}。{difference.reason}")
    for text in told.doubts:
        _say(out, f"请核对　{text}")
    wrong = [check for check in card.figures if check.wrong]
    if told.figures:
        out.print(f"核对数字　{told.figures}")
    for check in wrong:
        _say(out, f"　{check.name}：印为 {check.printed.text}，算得 {figure_right(check)}")
    for finding, codes in card.repeated_findings:
        _say(out, f"同一问题　{finding} 在 {'、'.join(codes)} 中都扣了分")


def _say(out: Console, text: str) -> None:
    """A line to look at."""
    print_line(out, text, style="yellow")


def print_line(out: Console, text: str, style: str = "") -> None:
    """A line; Chinese may break anywhere, not only at its few spaces."""
    for line in chop_cells(text, out.width):
        out.print(line, style=style)


def print_comparison(out: Console, rows: list[tuple[str, ...]]) -> None:
    """Indicators on both sides, the largest difference first."""
    if not rows:
        out.print("两份评分的每个指标都相同。")
        return
    _plain_table(out, ("编号", "指标", "甲", "乙", "乙−甲", "原因"), rows, numeric=(2, 3, 4))


def print_materials(out: Console, rows: list[tuple[str, ...]]) -> None:
    """What is needed for each indicator, what came in, what is missing."""
    _plain_table(out, ("编号", "指标", "状态", "要的资料", "已交", "还缺"), rows)


def print_texts(out: Console, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...],
                numeric: tuple[int, ...]) -> None:
    """A table of texts; codes and numbers stay on one line, the rest shares the width."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=out.width)
    for n, heading in enumerate(headings):
        number = n in numeric
        table.add_column(heading, overflow="fold", no_wrap=n == 0 or number, justify="right" if number else "left",
                         ratio=1 if n == len(headings) - 1 and not number else None)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def print_figures(out: Console, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...],
                  numeric: tuple[int, ...]) -> None:
    """A table of many figures: no digit is ever cut off, names give way."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for n, heading in enumerate(headings):
        width = max(cell_len(text) for text in (heading, *(row[n] for row in rows)))
        table.add_column(heading, overflow="fold", no_wrap=n in numeric, justify="right" if n in numeric else "left",
                         min_width=width if n in numeric or width < 10 else None)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def print_changes(out: Console, headings: tuple[str, ...], rows: list[tuple[str, ...]],
                  numeric: tuple[int, ...]) -> None:
    """A table of changed figures: no digit is ever cut off, names and places share what is left."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=out.width)
    for n, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=n in numeric, justify="right" if n in numeric else "left",
                         ratio=None if n in numeric or heading == "编号" else 1)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _plain_table(out: Console, headings: tuple[str, ...], rows: list[tuple[str, ...]],
                 numeric: tuple[int, ...] = ()) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=out.width)
    for n, heading in enumerate(headings):
        wide = n >= len(headings) - (1 if numeric else 3)
        table.add_column(heading, overflow="fold", justify="right" if n in numeric else "left",
                         ratio=1 if wide else None, min_width=16 if n == 1 else None)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _result(card: Scorecard) -> Text:
    text = Text("总分 ") + Text(points_shown(card.total), style="bold")
    if card.grade:
        text += Text(f"　{card.grade}", style="bold")
    text += Text(f"　满分 {points_shown(card.full, 0)}")
    if card.total is None:
        text += Text(f"　尚未评完：已评 {points_shown(card.scored_total)} / {points_shown(card.scored_full)} 分")
    if card.override_total:
        text += Text(f"　复核调整（{card.override_total.who}：{card.override_total.reason}）", style="yellow")
    if card.recomputed_total:
        text += Text(f"　按规则复算 {range_shown(card.recomputed_total)}")
    return text
