"""The command ``hengji``: its sub-commands, and what every one of them does on trouble."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module

import click

from hengji import __version__
from hengji.model import Unusable

from .chinese import ChineseGroup, usage_error_told
from .exit_codes import DEFECT, DONE, STOPPED, UNUSABLE


def _command(module: str, name: str = "command") -> Callable[[], click.Command]:
    def load() -> click.Command:
        command: click.Command = getattr(import_module(f"hengji.cli.{module}"), name)
        return command

    return load


COMMANDS = {
    "demo": ("评价全部内置案例，打印得分表，写出评分结果", _command("demo")),
    "evaluate": ("评价一个案例，得出评分结果", _command("evaluate")),
    "explain": ("说明一个指标为什么得这个分", _command("explain")),
    "verify": ("脱机重算一份评分结果，核对封签", _command("verify")),
    "compare": ("对比两份评分：自评与复评、今年与上年", _command("compare")),
    "sensitivity": ("敏感性分析：离界限多远，怎样变会改变等级，权重变一变会怎样", _command("sensitivity")),
    "report": ("写报告：Word、PDF、Excel；diff 对比两稿的数，template 取出模板来改", _command("report")),
    "proofread": ("校对：重算报告里的数字，列出前后矛盾", _command("proofread")),
    "request-list": ("资料清单：要哪些资料，交来哪些，还缺哪些", _command("request_list")),
    "roll-forward": ("开出下一年的案例", _command("roll_forward")),
    "template": ("填报模板：按指标体系生成要填的工作簿", _command("template")),
    "facts": ("批量评分的数据表：collect 汇集案例、columns 列出各列", _command("facts")),
    "batch": ("批量评分：一张表里的几万个单位一次评完", _command("batch")),
    "register": ("台账：list 列出、show 查看、template 填报模板、import 导入、snapshots 快照、measure 计算度量",
                 _command("register")),
    "rank": ("排名：整张得分表的名次、分组统计、年度变化、失分，与另一张表对照", _command("rank")),
    "framework": ("指标体系：list 列出、show 查看、check 检查、export 写成 Excel、import 从 Excel 读回",
                  _command("framework")),
}

hengji = ChineseGroup("hengji", lazy=COMMANDS,
                      help="衡绩：部门整体支出绩效评价。\n\n指标体系即数据，得分精确、可解释、可复算。")
hengji.params.append(click.Option(
    ["--version"], is_flag=True, expose_value=False, is_eager=True, help="显示版本",
    callback=lambda ctx, _, wanted: _show_version(ctx) if wanted else None))


def _show_version(ctx: click.Context) -> None:
    click.echo(f"衡绩 hengji {__version__}")
    ctx.exit(DONE)


def main(args: list[str] | None = None) -> int:
    """Runs ``hengji`` with ``args`` (the command line by default); gives the exit code."""
    args = sys.argv[1:] if args is None else args
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    if not args:
        args = ["--help"]
    try:
        return hengji.main(args, prog_name="hengji", standalone_mode=False) or DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        click.echo(usage_error_told(error), err=True)
        return UNUSABLE
    except Unusable as error:
        _tell_problems(error, as_json="--json" in args)
        return UNUSABLE
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (KeyboardInterrupt, click.Abort):
        click.echo("已中断。", err=True)
        return STOPPED
    except Exception:  # noqa: BLE001 - the outermost door: told as our defect, never swallowed
        traceback.print_exc()
        click.echo("程序出错了，这是衡绩的缺陷，不是您的文件的问题。请把以上内容发给开发者。", err=True)
        return DEFECT


def _tell_problems(error: Unusable, *, as_json: bool) -> None:
    from hengji.telling import problem_document, problem_told

    if as_json:
        document = {"schema": "hengji/problems/1",
                    "problems": [problem_document(problem) for problem in error.problems]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for problem in error.problems:
        click.echo(problem_told(problem), err=True)
    click.echo(f"共 {len(error.problems)} 个问题；改好后再运行。没有写出任何文件。", err=True)
