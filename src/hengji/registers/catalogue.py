"""All registers together (台账目录): those that are shipped and those of a user's own folder, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hengji.model import Place, Problem, Unusable, did_you_mean

from .check import Checked, CheckedView, Checks, below
from .load import load_register
from .measure import Measure
from .schema import Register

_LIBRARY = Path(__file__).parent / "library"
_COMMAND = Place("hengji register")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Registers by id, and what their SQL reads and gives."""

    registers: Mapping[str, Register]
    views: Mapping[str, CheckedView] = field(default_factory=dict)
    checked: Mapping[tuple[str, str], Checked] = field(default_factory=dict)

    @property
    def measures(self) -> Mapping[tuple[str, str], Measure]:
        """Measures by register and id."""
        return {(register.id, measure.id): measure for register in self.registers.values()
                for measure in register.measures}

    def reads(self, measure: Measure) -> tuple[str, ...]:
        """The registers that ``measure`` reads, its own and those of its views."""
        tables = {register.table: register.id for register in self.registers.values()}
        names = below(self.checked[measure.register, measure.id].reads, self.views)
        return tuple(tables[name] for name in names if name in tables)

    def register(self, name: str) -> Register:
        """The register of that id or Chinese name; raises :class:`Unusable`."""
        for each in self.registers.values():
            if name in (each.id, each.name):
                return each
        names = [*self.registers, *(each.name for each in self.registers.values())]
        raise Unusable([Problem(_COMMAND, f"没有名为“{name}”的台账", suggestion=did_you_mean(name, names)
                                or "hengji register list 列出全部台账")])

    def measure(self, register: str, name: str) -> Measure:
        """The measure of that id or Chinese name; raises :class:`Unusable`."""
        owner = self.register(register)
        for each in owner.measures:
            if name in (each.id, each.name):
                return each
        names = [*(each.id for each in owner.measures), *(each.name for each in owner.measures)]
        raise Unusable([Problem(_COMMAND, f"台账 {owner.id} 没有名为“{name}”的度量",
                                suggestion=did_you_mean(name, names)
                                or f"hengji register show {owner.id} 列出它的度量")])


def catalogue(extra: Path | None = None) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Every shipped register, and those in the folders of ``extra``; with all that is wrong in any of them.

    A register of the user's own must have an id of its own.
    """
    if extra is None:
        return _shipped()
    return _catalogue((_LIBRARY, extra))


@cache
def _shipped() -> tuple[Catalogue, tuple[Problem, ...]]:
    return _catalogue((_LIBRARY,))


def _catalogue(places: tuple[Path, ...]) -> tuple[Catalogue, tuple[Problem, ...]]:
    found: dict[str, Register] = {}
    problems: list[Problem] = []
    for place in places:
        folders = sorted(file.parent for file in place.glob("*/register.yaml"))
        if not folders:
            problems.append(Problem(Place(str(place)), "这个文件夹里没有台账",
                                    "每个台账一个文件夹，里面有 register.yaml"))
        for folder in folders:
            register, refused = load_register(folder)
            problems.extend(refused)
            if register is None:
                continue
            if register.id in found:
                problems.append(Problem(Place(str(folder / "register.yaml")), f"台账“{register.id}”已经有了",
                                        suggestion="请换一个标识和文件夹名"))
                continue
            found[register.id] = register
    checks = Checks(found.values())
    checks.run()
    return Catalogue(found, checks.views, checks.measures), (*problems, *checks.problems)
