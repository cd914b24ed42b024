"""Click in Chinese (命令行中文化): help headings and usage errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption

from hengji.model import did_you_mean


class ChineseCommand(click.Command):
    """A command whose help speaks Chinese; ``example`` is shown at its end."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, explained in Chinese."""
        return _chinese_help(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``用法：hengji evaluate …``."""
        _usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, under a Chinese heading."""
        _options(self, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example."""
        if self.example:
            with formatter.section("例子"):
                formatter.write_text(self.example)


class ChineseGroup(click.Group):
    """A group whose help speaks Chinese; ``lazy`` maps names to (help, loader) so that nothing loads early."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, Callable[[], click.Command]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of use."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now."""
        known = self.lazy.get(cmd_name)
        return known[1]() if known else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first in ``args``; an unknown one is told with the nearest name."""
        if args and args[0] not in self.lazy and not args[0].startswith("-"):
            hint = did_you_mean(args[0], self.lazy)
            raise click.UsageError(f"没有“{args[0]}”这个命令。{hint}", ctx)
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, explained in Chinese."""
        return _chinese_help(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``用法：hengji 命令 …``."""
        formatter.write_usage(ctx.command_path, "命令 …", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands, then options."""
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (text, _) in self.lazy.items()])
        _options(self, ctx, formatter)


def _chinese_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份说明"
    return option


def _usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = [piece for param in command.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join(["[选项]", *pieces]), prefix="用法：")


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    records = [record for param in command.get_params(ctx)
               if isinstance(param, click.Option) and (record := param.get_help_record(ctx))]
    if records:
        with formatter.section("选项"):
            formatter.write_dl([(name, text.replace("[required]", "（必写）")) for name, text in records])


def usage_error_told(error: click.ClickException) -> str:
    """What was wrong with the command line, in Chinese, with a way to help."""
    return f"{_told(error)}\n{_help_hint(error)}".rstrip()


def _told(error: click.ClickException) -> str:
    match error:
        case NoSuchOption():
            return f"没有“{error.option_name}”这个选项。{did_you_mean(error.option_name, error.possibilities or ())}"
        case MissingParameter():
            return f"缺少参数 {_name(error.param) if error.param else ''}。"
        case BadOptionUsage():
            return f"选项 {error.option_name} 后面要写一个值。"
        case BadParameter():
            return f"参数 {_name(error.param) if error.param else ''} 不对：{error.message}"
        case _ if "unexpected extra argument" in error.message:
            extra = error.message.partition("(")[2].rstrip(")")
            return f"多余的参数：{extra}"
        case _ if error.message == "Missing command.":
            return "要写一个命令。"
        case _:
            return error.message


def _name(param: click.Parameter) -> str:
    """What a parameter is called on the command line: ``--xlsx``, not the name that the code has for it."""
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name


def _help_hint(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    return f"用 {ctx.command_path} --help 看用法。" if ctx else ""
