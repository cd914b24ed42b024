"""The columns that scoring a table under a framework needs (所需各列)."""

from __future__ import annotations

from typing import NamedTuple

from hengji.formula import Read, reads
from hengji.frameworks import Framework, Indicator
from hengji.model import POINTS, TEXT_UNIT, TRUTH_UNIT, Exact, Unit
from hengji.scoring.plan import grade_tree

#: Columns that name the row, and those that group rows; the latter are taken along where they are.
KEYS = ("entity", "period")
GROUPS = ("region", "level", "type")
#: Ends the column that holds why an indicator does not apply to the row.
NOT_APPLICABLE = ":not_applicable"
#: Ends the column with a score that people gave, which stands before what the rule says.
GIVEN = ":given"
#: Ends the column with the whole numbers that another column is to be divided by: decimals of a ratio may not end.
OVER = ":over"


class Wanted(NamedTuple):
    """A column: its ``name``, the ``key`` under which formulas read it, and its unit.

    ``most`` is the highest number of points that it may hold; one that is not ``required`` may be absent.
    ``codes`` are the indicators that read it; ``told`` says what is judged.
    """

    name: str
    key: str
    unit: Unit
    codes: tuple[str, ...]
    required: bool = True
    most: Exact | None = None
    told: str = ""


def wanted_columns(framework: Framework) -> dict[str, Wanted]:
    """Every column by its name, in the order of the framework."""
    found: dict[str, Wanted] = {}
    for leaf in framework.leaves:
        trees = [tree for tree in (leaf.value, leaf.score) if tree is not None]
        for key, read in {key: read for tree in trees for key, read in reads(tree).items()}.items():
            if read.kind not in ("unruled", "calendar"):
                _note(found, _of(key, read, leaf, framework))
    for key, read in reads(grade_tree(framework)).items():
        if key != "total":
            _note(found, Wanted(key, key, read.unit, ()))
    for leaf in framework.leaves:
        if leaf.weighted and leaf.score and not any(key.endswith(":printed") for key in reads(leaf.score)):
            name = leaf.code + GIVEN
            _note(found, Wanted(name, name, POINTS, (leaf.code,), required=False, most=leaf.weight))
    for node in framework.nodes:
        name = node.code + NOT_APPLICABLE
        _note(found, Wanted(name, name, TEXT_UNIT, (node.code,), required=False))
    return found


def _note(found: dict[str, Wanted], column: Wanted) -> None:
    known = found.get(column.name)
    found[column.name] = known._replace(codes=(*known.codes, *column.codes)) if known else column


def _of(key: str, read: Read, leaf: Indicator, framework: Framework) -> Wanted:
    if read.kind in ("fact", "exclusion"):
        name = key.removeprefix("上年:").removeprefix("剔除:")
        return Wanted(key, key, framework.facts[name].unit, (leaf.code,), required=read.kind == "fact")
    if read.unit.dimension == POINTS.dimension:
        # A score that is given has the column of judged points, unless the rule asks for these as well.
        name = key if leaf.expert is not None else f"{leaf.code}:points"
        return Wanted(name, key, POINTS, (leaf.code,), most=leaf.weight, told=read.text)
    return Wanted(key, key, TRUTH_UNIT if read.unit == TRUTH_UNIT else read.unit, (leaf.code,), told=read.text)
