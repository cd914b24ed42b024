"""Who is evaluated: regions, departments, units (评价对象)."""

from __future__ import annotations

from dataclasses import dataclass

#: Administrative levels of a region, from the top (行政层级).
LEVELS = ("省", "市", "县", "乡", "村")


@dataclass(frozen=True, slots=True)
class Region:
    """A node of the tree of regions; ``level`` is one of :data:`LEVELS`."""

    name: str
    level: str
    parent: Region | None = None

    @property
    def path(self) -> tuple[Region, ...]:
        """From the province down to this region."""
        return (*(self.parent.path if self.parent else ()), self)

    def __str__(self) -> str:
        return "".join(region.name for region in self.path)


@dataclass(frozen=True, slots=True)
class Entity:
    """A department (部门) or a budget unit below it (预算单位)."""

    name: str
    region: Region | None = None
    short: str = ""
    parent: Entity | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A budget unit of a department (预算单位), such as 局本级 or a subordinate centre."""

    code: str
    name: str
