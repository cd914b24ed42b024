"""Groups of registers (台账分组): the order in which people look for them, as data beside the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hengji.intake import Field, ListOf, Record, Text, read_text, read_yaml
from hengji.model import Problem, Unusable

from .schema import Register

_FILE = Path(__file__).parent / "library" / "groups.yaml"
_GROUP = Record("分组", (
    Field("name", Text(), "中文名称", required=True),
    Field("english", Text(), "英文名称", required=True),
    Field("registers", ListOf(Text(), least=1), "台账的标识，按列出的次序", required=True),
))
_GROUPS = Record("台账分组", (Field("groups", ListOf(_GROUP, least=1), "分组", required=True),))


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """Registers that people look for together (台账分组)."""

    name: str
    english: str
    registers: tuple[Register, ...]


def grouped_registers(registers: Iterable[Register]) -> tuple[RegisterGroup, ...]:
    """``registers`` in the groups of the library; those of the user's own come last."""
    left = {register.id: register for register in registers}
    groups = [RegisterGroup(name, english, tuple(left.pop(each) for each in names if each in left))
              for name, english, names in _listed()]
    return (*(group for group in groups if group.registers),
            *([RegisterGroup("自己的台账", "Your own", tuple(left.values()))] if left else ()))


def _listed() -> list[tuple[str, str, tuple[str, ...]]]:
    problems: list[Problem] = []
    text, refused = read_text(_FILE)
    problems.extend(refused)
    node, syntax = read_yaml(text or "", str(_FILE))
    problems.extend(syntax)
    values = _GROUPS.read(node, problems) if node is not None else None
    if values is None or problems:
        raise Unusable(problems)
    return [(entry["name"], entry["english"], entry["registers"]) for entry in values["groups"]]
