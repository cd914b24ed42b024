"""Findings of proofreading on a terminal (终端上的校对结果): the sum first, then a block for each finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from hengji.model import PROOF_SEVERITIES, Contradiction
from hengji.services import ProofreadReport
from hengji.telling import (
    brief_words,
    coverage_told,
    kind_told,
    kinds_told,
    place_told,
    shortened_quote,
    sides_told,
    verdict_told,
)

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
_INDENT, _LABEL = 2, 6
#: A number is never broken, and no line begins with a closing mark.
_PIECES = re.compile(r"(?:[0-9A-Za-z.,%+−-]+|.)[，。；：、）》”’%％]*", re.DOTALL)
_MOST_UNREAD, _QUOTE = 5, 160


def print_findings(out: Console, report: ProofreadReport, *, everything: bool) -> None:
    """How much was checked, what was found, both sides of each; notes only where ``everything`` is wanted."""
    result = report.result
    out.print(Text(f"校对　{report.path}", style="bold"), soft_wrap=True)
    _line(out, coverage_told(result))
    _line(out, verdict_told(result), style="" if result.standing else "green" if result.relations else "yellow")
    if kinds := kinds_told(result):
        _line(out, f"类别：{kinds}")
    if report.revision:
        change = report.revision
        _line(out, f"与上次相比：已改 {len(change.mended)} 处，仍在 {len(change.left)} 处，新出现 {len(change.new)} 处")
    for number, each in enumerate(result.standing, 1):
        if everything or each.severity != "note":
            _finding(out, number, each, report)
    for line in _rest(report, everything=everything):
        _line(out, line)


def _finding(out: Console, number: int, each: Contradiction, report: ProofreadReport) -> None:
    new = report.revision is not None and each.id in report.revision.new
    head = "　".join(filter(None, (f"{number} {kind_told(each)}", PROOF_SEVERITIES[each.severity],
                                   "新出现" if new else "", place_told(each.quotation))))
    out.print()
    _line(out, head, style=f"bold {_COLOURS[each.severity]}")
    _labelled(out, "原文", shortened_quote(each.quotation.quote, _QUOTE))
    for word, text in sides_told(each):
        _labelled(out, word, text)
    if each.broken > 1:
        _labelled(out, "关系", f"同一处，{each.broken} 条关系都对不上")
    _labelled(out, "编号", each.id, style="dim")


def _rest(report: ProofreadReport, *, everything: bool) -> Iterator[str]:
    """What stands behind the findings: what was folded, set aside, mended, and what could not be read."""
    result, unread = report.result, report.result.manuscript.unread
    notes = result.counted("note")
    if notes and not everything:
        yield f"\n{notes} 处提示没有列出（--all 全部列出）"
    if report.revision and report.revision.mended:
        yield f"\n已改 {len(report.revision.mended)} 处"
        yield from (f"  {_brief(each)}" for each in report.revision.mended)
    if result.dismissed:
        yield f"\n已排除 {len(result.dismissed)} 处" + ("" if everything else "（--all 看理由）")
        if everything:
            yield from (f"  {_brief(each)}：{each.set_aside}" for each in result.dismissed)
    if report.stale:
        yield f"\n排除的决定里有 {report.stale} 条所说的发现已经没有了"
    if unread:
        shown = unread if everything else unread[:_MOST_UNREAD]
        yield f"\n读不出 {len(unread)} 处" + ("（--all 全部列出）" if len(shown) < len(unread) else "")
        yield from (f"  {each.spot}　{each.reason}" if str(each.spot) else f"  {each.reason}" for each in shown)


def _brief(each: Contradiction) -> str:
    return f"{kind_told(each)}　{place_told(each.quotation)}　{brief_words(each)}"


def _labelled(out: Console, label: str, text: str, style: str = "") -> None:
    """A text beside its label; further lines stand below its beginning."""
    for number, line in enumerate(_folded(text, out.width - _INDENT - _LABEL)):
        head = Text(" " * _INDENT + (label + "  " if number == 0 else " " * _LABEL), style="dim")
        out.print(head + Text(line, style=style))


def _line(out: Console, text: str, style: str = "") -> None:
    for line in _folded(text, out.width):
        out.print(Text(line, style=style))


def _folded(text: str, width: int) -> Iterator[str]:
    """``text`` in lines of at most ``width``, a Chinese character counted double."""
    for paragraph in text.split("\n"):
        line = ""
        for piece in _PIECES.findall(paragraph):
            if line and cell_len(line) + cell_len(piece) > width:
                yield line
                line = ""
            line += piece
        yield line
