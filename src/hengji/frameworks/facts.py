"""Facts that a framework declares (所需数据), and the derived ones among them in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hengji.formula import (
    CALENDAR,
    FUNCTIONS,
    OPERATORS,
    Apply,
    Named,
    Node,
    Read,
    Scope,
    last_year,
    parse,
    read_formula,
    reads,
)
from hengji.intake import Values
from hengji.model import COUNT, TRUTH, Problem, Unit

from .tree import FactSpec, RollUp

#: Names that formulas use for something else.
_TAKEN = {"是", "否", "非", "并且", "或者", "上年", "剔除", CALENDAR, *FUNCTIONS}


def is_reserved(name: str) -> bool:
    """Whether formulas use ``name`` for something else."""
    return name in _TAKEN or name.startswith(("上年:", "上年：", "剔除:", "剔除："))


def read_facts(entries: Sequence[Values], problems: list[Problem]) -> tuple[dict[str, FactSpec], Scope]:
    """The declared facts by name, and the scope in which formulas are read."""
    known: dict[str, Values] = {}
    for entry in entries:
        if entry["name"] is None:
            continue
        name = entry["name"].text
        if is_reserved(name):
            problems.append(Problem(entry["name"].place, f"事实不能叫“{name}”，公式里它另有意思",
                                    suggestion="请换一个名称"))
        elif name in known:
            problems.append(Problem(entry["name"].place, f"事实“{name}”列了两次",
                                    found=f"{known[name].place.spot}已有"))
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
    specs = {name: FactSpec(name, e["unit"], e["explain"] or "", e["material"] or "", derived.get(name),
                            benchmark=e["benchmark"] or "")
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


def read_roll_ups(entries: Sequence[Values], facts: dict[str, FactSpec], scope: Scope,
                  problems: list[Problem]) -> dict[str, FactSpec]:
    """``facts`` with how they add up over units or projects."""
    made = dict(facts)
    for entry in entries:
        spec = made.get(entry["name"].text) if entry["name"] else None
        if spec is not None and any(name in entry.places for name in ("over", "roll_up", "each", "by", "members")):
            made[spec.name] = replace(spec, roll_up=_roll_up(entry, spec, scope, problems))
    return made


def _roll_up(entry: Values, spec: FactSpec, scope: Scope, problems: list[Problem]) -> RollUp | None:
    over, way = entry["over"], entry["roll_up"]
    if over is None or way is None:
        lacking = [f"请补上 {name}: …（{what}）" for name, what in (("over", "由谁汇总"), ("roll_up", "怎样汇总"))
                   if name not in entry.places]
        if lacking:  # one that cannot be read has its own problem
            problems.append(Problem(entry.place, f"“{spec.name}”的汇总没有写全", suggestion="；".join(lacking)))
        return None
    if spec.tree is not None:
        problems.append(Problem(entry.at("roll_up"), f"“{spec.name}”已有公式，不能再汇总",
                                suggestion="每个单位或项目的算法写在 each 里，不写 formula"))
        return None
    if (way == "weighted_mean") != (entry["by"] is not None):
        problems.append(Problem(entry.at("by"), f"“{spec.name}”：加权平均（weighted_mean）要写权数 by，其他方式不写",
                                suggestion="请补上 by: 事实名称" if way == "weighted_mean" else "请删去 by"))
        return None
    each: Node | None = Read(spec.name, text=spec.name, unit=spec.unit)
    if entry["each"] is not None:
        each, troubles = read_formula(entry["each"].text, entry["each"].place, scope)
        problems.extend(troubles)
    by = None
    if entry["by"] is not None:
        by, troubles = read_formula(entry["by"].text, entry["by"].place, scope)
        problems.extend(troubles)
    if each is None or (entry["by"] is not None and by is None):
        return None
    wrong = _roll_up_mismatch(way, each, by, spec.unit)
    if wrong:
        problems.append(Problem(entry.at("each"), f"“{spec.name}”的{wrong}"))
        return None
    return RollUp(over, way, each, by, entry["members"] == "reported",
                  entry["each"].text if entry["each"] else spec.name)


def _roll_up_mismatch(way: str, each: Node, by: Node | None, unit: Unit) -> str:
    """Why the members' values cannot be put together in this way; empty when they can."""
    if any(read.kind == "exclusion" for tree in (each, by) if tree for read in reads(tree).values()):
        return "汇总里不能剔除：剔除是全部门的，请写在指标的公式里"
    if by is not None and not by.unit.dimension.measurable:
        return f"权数是{by.unit.dimension.term}，不能用来加权"
    if by is not None and isinstance(OPERATORS["multiply"].typing([each.unit, by.unit]), str):
        return f"加权平均要用{each.unit.dimension.term}乘{by.unit.dimension.term}，没有意义"
    if way == "count":
        if each.unit.dimension is not TRUTH:
            return f"清点（count）要一个条件，each 得出的是{each.unit.dimension.term}"
        return "" if unit.dimension is COUNT else f"清点得出的是数量，单位“{unit.name}”是{unit.dimension.term}"
    if way == "ratio" and not (isinstance(each, Apply) and each.operator.name == "divide"):
        return "汇总方式 ratio 要 each 写成“分子 / 分母”，如 each: 支出 / 预算"
    if way not in ("none", "ratio") and not each.unit.dimension.measurable:
        return f"{each.unit.dimension.term}不能汇总，可用 none（只列出）"
    return unit_mismatch(each, unit)


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
