"""The library of frameworks (指标体系库) that is shipped with the product."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hengji.intake import WORKBOOKS
from hengji.model import Place, Problem, did_you_mean

from .load import Loaded, load_framework
from .workbook import load_framework_workbook

LIBRARY = Path(__file__).parent / "library"


def framework_ids() -> tuple[str, ...]:
    """The ids of the shipped frameworks."""
    return tuple(sorted(path.parent.name for path in LIBRARY.glob("*/framework.yaml")))


@cache
def shipped_framework(framework_id: str) -> Loaded:
    """The shipped framework of that id, loaded once."""
    return load_framework(LIBRARY / framework_id / "framework.yaml")


def find_framework(name: str, beside: Path | None = None) -> Loaded:
    """The framework called ``name``: a file (looked for beside the case first), else a shipped one."""
    if is_file_name(name):
        return load_framework_file((beside or Path()) / name)
    if name in framework_ids():
        return shipped_framework(name)
    return None, (Problem(Place(name), f"没有名为“{name}”的指标体系",
                          suggestion=did_you_mean(name, framework_ids()) or "也可以写一个 .yaml 文件或工作簿的路径"),)


def load_framework_file(path: Path) -> Loaded:
    """The framework in ``path``, a text file or a workbook; its text is YAML in both cases."""
    return load_framework_workbook(path) if path.suffix.lower() in WORKBOOKS else load_framework(path)


def is_file_name(name: str) -> bool:
    """Whether a framework's name is that of a file, not the id of a shipped one."""
    return Path(name).suffix.lower() in (".yaml", ".yml", *WORKBOOKS)
