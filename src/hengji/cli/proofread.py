"""``hengji proofread``: the contradictions of a report, before its reader finds them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from hengji.model import Place, Problem, Unusable
from hengji.services import (
    Proofreading,
    ProofreadReport,
    ProofreadRequest,
    Refusal,
    proofreading_document,
    refused_document,
)
from hengji.telling import problem_told

from .chinese import ChineseCommand
from .exit_codes import DONE, FOUND, UNUSABLE


@click.command(cls=ChineseCommand, short_help="校对一份报告", example=(
    "hengji proofread 自评报告.docx --annotate 自评报告.批注.docx；hengji proofread 各部门决算/ -o 校对.xlsx"))
@click.argument("files", metavar="文稿…", nargs=-1, required=True)
@click.option("--framework", "framework", metavar="体系", default="", help="按这个指标体系核对得分：标识，或它的文件")
@click.option("--annotate", "annotate", metavar="文件",
              help="写一份带批注的副本：.docx 的批注、.pdf 的方框就在那几个字上；别的文稿写成 .html 或 .docx 的清单")
@click.option("-o", "--out", "outs", metavar="文件", multiple=True,
              help="写成 .html（原文与发现并排）、.json、.docx（清单）或 .xlsx；可写几次")
@click.option("--all", "everything", is_flag=True, help="连提示（末位进位等）、排除的理由也列出")
@click.option("--strict", is_flag=True, help="发现错误或待核时退出码为 1，供程序判断；提示不算")
@click.option("--since", "since", metavar="文件", help="上一次校对的 .json：说哪些已改、仍在、新出现")
@click.option("--set-aside", "set_aside", metavar="编号", multiple=True, help="排除这一处，以后不再列出；可写几次")
@click.option("--reason", "reason", metavar="理由", default="", help="为什么排除；与 --set-aside 一起写")
@click.option("--who", "who", metavar="姓名", default="", help="谁排除的；与 --set-aside 一起写")
@click.option("--decisions", "decisions", metavar="文件", help="记排除的文件；默认在文稿旁边：文稿名.校对.yaml")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(files: tuple[str, ...], outs: tuple[str, ...], framework: str, annotate: str | None, since: str | None,
            decisions: str | None, set_aside: tuple[str, ...], reason: str, who: str, *, everything: bool,
            strict: bool, as_json: bool) -> int:
    """校对：把文稿里能重算的数都重算一遍，列出前后矛盾。

    文稿可以是 .docx、.xlsx、.pdf、.html、.txt、.md，也可以是文件夹。

    几份文稿写在一起时互相对照（今年与上年、部门与单位）；文件夹里的文稿各校各的。
    """
    if reason + who and not set_aside:
        raise Unusable([Problem(Place("--reason"), "没有写 --set-aside，不知道要排除哪一处",
                                suggestion="请加上 --set-aside 编号；编号在每处发现的末尾")])
    # Single characters are looked up in pypinyin; its phrases take longer to load than a report to read.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    run = Proofreading(ProofreadRequest(files, framework, _path(decisions), _path(since), tuple(map(Path, outs)),
                                        _path(annotate), set_aside, reason, who))
    tell = _as_document if as_json else _as_text(everything=everything)
    told, refused, found = [], [], False
    with _watched(single=run.request.single) as progress:
        for report in run.reports(progress):
            if isinstance(report, Refusal):
                if run.request.single:
                    raise Unusable(report.problems)
                refused.append(report)
            else:
                found |= any(report.result.counted(severity) for severity in ("error", "warning"))
            told.append(tell(report))
    if as_json:
        click.echo(json.dumps(told[0] if run.request.single else told, ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(filter(None, told)))
        for path in run.written:
            click.echo(f"已写出 {path}")
    return _ended(refused, len(told), found=strict and found)


def _path(name: str | None) -> Path | None:
    return Path(name) if name else None


def _ended(refused: list[Refusal], documents: int, *, found: bool) -> int:
    """Tells of the documents that cannot be read; the exit code."""
    for refusal in refused:
        for problem in refusal.problems:
            click.echo(problem_told(problem), err=True)
    if refused:
        click.echo(f"{documents} 份文稿里有 {len(refused)} 份没有校对。", err=True)
        return UNUSABLE
    return FOUND if found else DONE


def _as_document(report: ProofreadReport | Refusal) -> Any:
    if isinstance(report, Refusal):
        return refused_document(report.path, report.problems)
    return proofreading_document(report.result, report.revision)


def _as_text(*, everything: bool) -> Callable[[ProofreadReport | Refusal], Any]:
    """Tells as a terminal shows it. Only the words are kept: documents of a whole folder would fill the memory."""
    from .findings import print_findings
    from .tables import console

    def tell(report: ProofreadReport | Refusal) -> str:
        if isinstance(report, Refusal):
            return ""
        out = console()
        with out.capture() as captured:
            print_findings(out, report, everything=everything)
        return captured.get().rstrip("\n")

    return tell


@contextmanager
def _watched(*, single: bool) -> Iterator[Callable[[int], None] | None]:
    """How far several documents are; of one, that something happens. Nothing where nobody watches."""
    if single:
        from rich.console import Console

        with Console(stderr=True).status("正在校对……"):
            yield None
        return
    from .progress import shown_progress

    with shown_progress("校对") as progress:
        yield progress
