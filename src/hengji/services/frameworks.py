"""The library of frameworks as a user asks for it (指标体系): list, show, check."""

from __future__ import annotations

from pathlib import Path

from hengji.frameworks import Framework, find_framework, framework_ids, load_framework
from hengji.model import Unusable


def list_frameworks() -> tuple[Framework, ...]:
    """The shipped frameworks."""
    return tuple(show_framework(framework_id) for framework_id in framework_ids())


def show_framework(name: str) -> Framework:
    """A shipped framework by its id, or one in a file. Raises :class:`Unusable`."""
    framework, problems = find_framework(name)
    if framework is None:
        raise Unusable(problems)
    return framework


def check_framework(path: Path) -> Framework:
    """The framework in ``path``, whose ``warnings`` are what is weak in it. Raises :class:`Unusable`."""
    framework, problems = load_framework(path)
    if framework is None:
        raise Unusable(problems)
    return framework
