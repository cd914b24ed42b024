"""Workbooks to fill in (填报模板): empty ones for a framework, or filled in from a case that exists."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hengji.cases import case_document, case_workbook, load_case, template_workbook
from hengji.frameworks import Framework, is_file_name
from hengji.intake import write_files
from hengji.model import Case, Place, Problem, Unusable

from .evaluate import open_case
from .frameworks import show_framework


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was written; ``case`` is set when it was filled in from one."""

    path: Path
    framework: Framework
    case: Case | None = None


def write_template(name: str, file: Path, case: str = "") -> Template:
    """Writes the workbook for the framework ``name`` as ``file``, filled in from ``case`` if one is named.

    A file that is there is replaced. Raises :class:`Unusable`; then nothing was written.
    """
    if file.suffix.lower() != ".xlsx":
        raise Unusable([Problem(Place(str(file)), "文件名的结尾不对", "以 .xlsx 结尾", file.name)])
    framework = show_framework(name)
    filled = _case_under(framework, case) if case else None
    content = case_workbook(filled, framework) if filled else template_workbook(framework, _named(name, file))
    if filled:
        _prove(filled, content, file)
    (written,) = write_files(file.parent, {file.name: content})
    return Template(written, framework, filled)


def _named(name: str, file: Path) -> str:
    """How the workbook names the framework: a shipped one by its id, a file as it is found from beside it."""
    if not is_file_name(name):
        return name
    return Path(os.path.relpath(name, file.parent)).as_posix()


def _case_under(framework: Framework, name: str) -> Case:
    loaded = open_case(name)
    if loaded.framework.sha256 != framework.sha256:
        raise Unusable([Problem(Place(name), f"这个案例用的是指标体系“{loaded.case.framework}”，不是“{framework.id}”",
                                suggestion=f"请写 hengji template {loaded.case.framework} …")])
    return loaded.case


def _prove(case: Case, content: bytes, file: Path) -> None:
    """The workbook must give the same case again; it is read where its framework is found."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(content)
        again, problems = load_case(path, beside=file.parent)
    if again is None or case_document(again.case) != case_document(case):
        raise Unusable(problems or [Problem(Place(case.id), "这个案例有工作簿装不下的内容，没有写出",
                                            suggestion="请继续用 case.yaml")])
