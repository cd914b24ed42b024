"""Files that commands write for people to fill in (写出的文件): never over one that is there, unless asked."""

from __future__ import annotations

from pathlib import Path

import click

from hengji.model import Place, Problem, Unusable

#: The option that lets a command write over a file.
force = click.option("--force", is_flag=True, help="已有同名的文件也覆盖")


def fresh(file: str, *, force: bool) -> Path:
    """The path to write; raises :class:`Unusable` when a file is there, which somebody may have filled in."""
    path = Path(file)
    if path.exists() and not force:
        raise Unusable([Problem(Place(file), "已有这个文件，不覆盖：里面可能有填好的内容",
                                suggestion="请换一个文件名；确要覆盖，加 --force")])
    return path
