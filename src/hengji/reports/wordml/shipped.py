"""The templates that come with Hengji (随附模板), as files that a user can copy and edit."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .template import WordTemplate

#: Name → what it is for.
SHIPPED = {"report": "报告：封面、目录、正文、附件", "form": "表单和短文：标题、正文、附件",
           "across": "栏目多的表单，横页：标题、正文、附件"}


def shipped_bytes(name: str) -> bytes:
    """The file of the template ``name``, one of :data:`SHIPPED`."""
    return files("hengji.reports").joinpath("templates", "word", f"{name}.docx").read_bytes()


@cache
def shipped_template(name: str) -> WordTemplate:
    """The template ``name``, compiled once for all documents."""
    return WordTemplate(shipped_bytes(name), f"{name}.docx")
