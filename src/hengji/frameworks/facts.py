"""Facts that a framework declares (所需数据), and the derived ones among them in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hengji.formula import CALENDAR, FUNCTIONS, Named, Node, Scope, last_year, parse, read_formula, reads
from hengji.intake import Values
from hengji.model import Problem, Unit

from .tree import FactSpec

#: Names that formulas use for something else.
_TAKEN = {"是", "否", "非", "并且", "或者", "上年", CALENDAR, *FUNCTIONS}


def read_facts(entries: Sequence[Values], problems: list[Problem]) -> tuple[dict[str, FactSpec], Scope]:
    """The declared facts by name, and the scope in which formulas are read."""
    known: dict[str, Values] = {}
    for entry in entries:
        if entry["name"] is None:
            continue
        name = entry["name"].text
        if name in _TAKEN or name.startswith(("上年:", "上年：")):
            problems.append(Problem(entry["name"].place, f"事实不能叫“{name}”，公式里它另有意思",
                                    suggestion="请换一个名称"))
        elif name in known:
            problems.append(Problem(entry["name"].place, f"事实“{name}”列了两次",
                                    found=f"第{known[name].place.line}行已有"))
        known.setdefault(name, entry)
    plain = {name: e["unit"] for name, e in known.items() if "formula" not in e.places and e["unit"]}
    derived: dict[str, Node] = {}
    this_year_only: set[str] = set()
    # A name is broken until its declaration has been read; what reads it then says nothing more.
    broken = known.keys() - plain.keys()
    for name in _in_order(known, problems):
        tree = _derive(known[name], Scope(plain, derived, broken, this_year_only), problems)
        if tree is not None:
            derived[name] = tree
            broken.discard(name)
            _add_last_year(name, tree, derived, this_year_only)
    scope = Scope(plain, derived, broken, this_year_only)
    specs = {name: FactSpec(name, e["unit"], e["explain"] or "", e["material"] or "", derived.get(name))
             for name, e in known.items() if e["unit"] is not None}
    return specs, scope


def _derive(entry: Values, scope: Scope, problems: list[Problem]) -> Node | None:
    words, unit = entry["formula"], entry["unit"]
    tree, troubles = read_formula(words.text, words.place, scope)
    problems.extend(troubles)
    if tree is None or unit is None:
        return None
    wrong = unit_mismatch(tree, unit)
    if wrong:
        problems.append(Problem(words.place, f"“{entry['name'].text}”的{wrong}"))
        return None
    return Named(entry["name"].text, tree, words.text, unit)


def unit_mismatch(tree: Node, unit: Unit) -> str:
    """Why ``tree`` cannot be shown in ``unit``; empty when it can."""
    if tree.unit.dimension == unit.dimension or tree.unit.dimension.powers == unit.dimension.powers == ():
        return ""
    return f"公式得出的是{tree.unit.dimension.term}，单位“{unit.name}”是{unit.dimension.term}"


def _add_last_year(name: str, tree: Node, derived: dict[str, Node], this_year_only: set[str]) -> None:
    try:
        derived[f"上年:{name}"] = last_year(tree)
    except ValueError:
        this_year_only.add(name)


def _in_order(known: dict[str, Values], problems: list[Problem]) -> Iterator[str]:
    """Derived facts, each after those it reads; circles are problems and left out."""
    needs: dict[str, set[str]] = {}
    for name, entry in known.items():
        if entry["formula"] is not None:
            tree, _ = parse(entry["formula"].text, entry["formula"].place)
            keys = reads(tree) if tree is not None else {}
            needs[name] = {key.removeprefix("上年:") for key in keys}
    done: set[str] = set()
    while True:
        ready = [name for name in needs if name not in done and not (needs[name] & needs.keys()) - done]
        if not ready:
            break
        done.update(ready)
        yield from ready
    circle = [name for name in needs if name not in done]
    for name in circle:
        path = " → ".join(_path(name, needs, done))
        problems.append(Problem(known[name]["formula"].place, f"公式互相引用，算不出来：{path}",
                                suggestion="请让其中一个直接填数，或改公式"))


def _path(name: str, needs: dict[str, set[str]], done: set[str]) -> list[str]:
    path = [name]
    while True:
        following = next(n for n in needs[path[-1]] if n in needs and n not in done)
        if following in path:
            return [*path, following]
        path.append(following)
