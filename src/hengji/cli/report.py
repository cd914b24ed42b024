"""``hengji report``: reports that can be signed, in Word, PDF, Excel and as pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from hengji.services import IssuedReport, RefusedReport, Reporting, ReportRequest, report_document
from hengji.telling import problem_told, warning_told

from .chinese import ChineseCommand
from .exit_codes import DONE, UNUSABLE
from .progress import shown_progress

#: Words right behind ``report`` that are commands of their own, with what their files are called.
_INNER = {"diff": "report_diff", "template": "report_template"}


class ReportCommand(ChineseCommand):
    """``hengji report CASE``, ``hengji report diff``, ``hengji report template``: the word behind it decides."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None,
                     **extra: Any) -> click.Context:
        """The context of the command that is meant."""
        if args and args[0] in _INNER:
            inner: click.Command = import_module(f"hengji.cli.{_INNER[args[0]]}").command
            return inner.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(cls=ReportCommand, short_help="写报告", example=(
    "hengji report yanjin-2022 --kind evaluation -o 评价报告.docx；"
    "hengji report 各部门/ --kind self-evaluation -o 自评/；"
    "hengji report diff 初稿.docx 定稿.docx；hengji report template evaluation -o 模板.docx"))
@click.argument("cases", metavar="案例…", nargs=-1, required=True)
@click.option("--kind", "kind", metavar="种类", required=True, help=(
    "evaluation 绩效评价报告、self-evaluation 绩效自评报告、targets 绩效目标申报表、monitoring 绩效运行监控表、"
    "feedback 评价结果反馈表、rectification 整改通知和台账、working-paper 工作底稿、request-list 资料清单"))
@click.option("-o", "--out", "outs", metavar="文件", multiple=True, required=True,
              help="写成 .docx、.pdf、.html、.xlsx（表单类），或写进一个文件夹；可写几次")
@click.option("--formats", "formats", metavar="格式", default="",
              help="写进文件夹时写哪些，用逗号分开：docx,pdf,html,xlsx；默认 docx，表单类还有 xlsx")
@click.option("--template", "template", metavar="模板",
              help="用自己的 Word 模板；随附的用 hengji report template 取出来改")
@click.option("--public", "public", is_flag=True,
              help="公开版：内部内容不写，姓名、电话、凭证号等隐去，并列出隐去了什么")
@click.option("--strict", is_flag=True, help="缺任何一项就不生成，退出码为 2")
@click.option("--no-charts", "plain", is_flag=True, help="不要图")
@click.option("--three-lines", "lined", is_flag=True, help="表用三线，不用全框；表单和底稿不变")
@click.option("--force", is_flag=True, help="有人在 Word、Excel 或 WPS 里改过的报告也覆盖")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(cases: tuple[str, ...], kind: str, outs: tuple[str, ...], formats: str, template: str | None, *,
            public: bool, strict: bool, plain: bool, lined: bool, force: bool, as_json: bool) -> int:
    """写报告：从案例写出可以签发的 Word、PDF、网页和 Excel，报告里的每个数都来自案例。

    案例可以写几个，也可以是装着许多案例的文件夹：同时生成，一份有问题不影响别的。

    报告缺的事实在文中标出【缺：…】，写完后列出来。
    """
    if not all(out.strip() for out in outs):
        raise click.UsageError("-o 后面没有写文件名。")
    wanted = tuple(name.strip().lstrip(".").lower() for name in formats.replace("，", ",").split(",") if name.strip())
    run = Reporting(ReportRequest(cases, kind, tuple(map(Path, outs)), wanted, Path(template) if template else None,
                                  public, not plain, strict, force, lined))
    documents, refused, lines = [], 0, 0
    with _watched(single=run.single) as progress:
        for report in run.reports(progress):
            lines += 1
            refused += isinstance(report, RefusedReport)
            if as_json:
                documents.append(report_document(report))
            else:
                _tell(report, brief=not run.single)
    if as_json:
        click.echo(json.dumps(documents[0] if run.single else documents, ensure_ascii=False, indent=1))
    if refused:
        click.echo(f"{lines} 个案例里有 {refused} 个没有写出报告。", err=True)
        return UNUSABLE
    if not run.single and not as_json:
        click.echo(f"写出 {lines} 份报告。")
    return DONE


@contextmanager
def _watched(*, single: bool) -> Iterator[Callable[[int], None] | None]:
    """How far several reports are; of one, that something happens. Nothing where nobody watches."""
    if single:
        from rich.console import Console

        with Console(stderr=True).status("正在写报告……"):
            yield None
        return
    with shown_progress("写报告") as progress:
        yield progress


def _tell(report: IssuedReport | RefusedReport, *, brief: bool) -> None:
    """What was written, and what a person should look at; of many cases the numbers alone."""
    if isinstance(report, RefusedReport):
        for problem in report.problems:
            click.echo(problem_told(problem), err=True)
        return
    counted = "，".join(f"{word} {len(found)} {measure}" for word, found, measure in (
        ("缺", report.missing, "项"), ("提醒", report.remarks, "条"), ("隐去", report.masked, "处")) if found)
    if brief:
        click.echo(f"{'、'.join(map(str, report.written))}" + (f"　{counted}" if counted else ""))
        return
    from .tables import console, print_line

    out = console()
    print_line(out, report.title, style="bold")
    for path in report.written:
        out.print(f"已写出 {path}", soft_wrap=True)
    if report.missing:
        print_line(out, f"缺 {len(report.missing)} 项，报告里标为【缺：…】：", style="yellow")
        for words in report.missing:
            print_line(out, f"  {words}")
    if report.remarks:
        print_line(out, f"提醒 {len(report.remarks)} 条：", style="yellow")
        for remark in report.remarks:
            print_line(out, f"  {warning_told(remark)}")
    if report.masked:
        print_line(out, f"隐去 {len(report.masked)} 处，请再看一遍有没有漏的：", style="yellow")
        for one in report.masked:
            print_line(out, f"  {one.kind}　{one.words} → {one.shown}　{'、'.join(one.places)}")
