"""Facts of a case (事实): right name, right dimension, one value each, a source that exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from hengji.frameworks import Framework, is_reserved
from hengji.intake import Located, Unreadable, Values, read_value, unreadable
from hengji.model import (
    COMMON_UNITS,
    COUNT,
    DAYS,
    RATE,
    WORKING_DAYS,
    Document,
    Evidence,
    Fact,
    Place,
    Problem,
    Source,
    Unit,
    did_you_mean,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What facts may refer to: the documents of the case, and the codes of its projects and budget units."""

    documents: Sequence[Document] = ()
    projects: Collection[str] = ()
    agencies: Collection[str] = ()


def read_facts(entries: Sequence[Values], framework: Framework, around: Around,
               problems: list[Problem]) -> tuple[Fact, ...]:
    """The facts that could be read; a fact given twice is a problem."""
    read = (_fact(entry, framework, around, problems) for entry in entries)
    return _each_once(entries, read, problems)


def read_data(entries: Sequence[Values], framework: Framework, around: Around,
              problems: list[Problem]) -> tuple[Fact, ...]:
    """Figures beyond those that the framework asks for (补充数据)."""
    return _each_once(entries, (_datum(entry, framework, around, problems) for entry in entries), problems)


def _each_once(entries: Sequence[Values], read: Iterable[Fact | None], problems: list[Problem]) -> tuple[Fact, ...]:
    facts: dict[tuple[str, object], Fact] = {}
    written: dict[tuple[str, object], str] = {}
    for entry, fact in zip(entries, read, strict=True):
        if fact is None:
            continue
        earlier = facts.setdefault((fact.key, fact.member), fact)
        if earlier is not fact and earlier.entered:
            same = earlier.value == fact.value
            problems.append(Problem(
                entry["value"].place, f"“{fact.name}”填了两次" + ("" if same else "，数值不同"), "一个事实一个数",
                f"{earlier.entered.spot}是“{written[fact.key, fact.member]}”，这里是“{entry['value'].text}”",
                "只留一处" if same else "请核对哪个对；不同口径请用不同名称"))
        written.setdefault((fact.key, fact.member), entry["value"].text)
    return tuple(facts.values())


def _fact(entry: Values, framework: Framework, around: Around, problems: list[Problem]) -> Fact | None:
    name: Located | None = entry["name"]
    if name is None:
        return None
    spec = framework.facts.get(name.text)
    if spec is None:
        problems.append(Problem(name.place, f"指标体系没有列出名为“{name.text}”的事实",
                                suggestion=did_you_mean(name.text, framework.facts)))
        return None
    if spec.tree is not None:
        problems.append(Problem(name.place, f"“{name.text}”由公式算出，不能再填数", suggestion="请删去这一项"))
        return None
    if "unit" in entry.places and entry["unit"] is None:
        return None
    unit: Unit = entry["unit"] or spec.unit
    if unit.dimension != spec.unit.dimension:
        problems.append(Problem(entry.at("unit"), f"“{name.text}”的单位不对：{unit.name}是{unit.dimension.term}",
                                f"{spec.unit.dimension.term}，如 {spec.unit.name}"))
        return None
    return _valued(entry, name, unit, around, problems)


def _datum(entry: Values, framework: Framework, around: Around, problems: list[Problem]) -> Fact | None:
    name: Located | None = entry["name"]
    if name is None:
        return None
    if is_reserved(name.text):
        problems.append(Problem(name.place, f"补充数据不能叫“{name.text}”，公式里它另有意思",
                                suggestion="请换一个名称"))
        return None
    if name.text in framework.facts:
        problems.append(Problem(name.place, f"“{name.text}”是指标体系要的事实", suggestion="请写在 facts 里"))
        return None
    if "unit" not in entry.places:
        problems.append(Problem(entry.place, f"补充数据“{name.text}”没有写单位",
                                COMMON_UNITS.removeprefix("常用单位："), suggestion="请补上 unit: …"))
    refused = [field for field in ("project", "agency", "previous") if field in entry.places]
    problems.extend(Problem(entry.at(field), f"补充数据不能写 {field}", suggestion="请把它写进名称里")
                    for field in refused)
    return None if entry["unit"] is None or refused else _valued(entry, name, entry["unit"], around, problems)


def _valued(entry: Values, name: Located, unit: Unit, around: Around, problems: list[Problem]) -> Fact | None:
    """The fact once its unit is known: value, member and source."""
    words: Located | None = entry["value"]
    if words is None or entry["level"] is None:
        return None
    check_member(entry, around, problems)
    try:
        value = read_value(words.text, unit)
        if unit.dimension is RATE and "unit" not in entry.places and words.text.strip()[-1:].isdigit() \
                and "/" not in words.text:
            raise Unreadable(f"“{words.text}”没有写明是不是百分数", "比率，如 95% 或 19/20",
                             f"是否想写“{words.text}%”？")
    except Unreadable as trouble:
        problems.append(unreadable(trouble, words.place))
        return None
    if unit.dimension in (COUNT, DAYS, WORKING_DAYS) and value < 0:  # type: ignore[operator]
        problems.append(Problem(words.place, f"“{name.text}”是{unit.dimension.term}，不能是负数", found=words.text))
        return None
    return Fact(name.text, value, unit, Evidence(entry["level"]), read_source(entry, around.documents, problems),
                bool(entry["previous"]), entry["project"] or "", entry["agency"] or "", name.place)


def check_member(entry: Values, around: Around, problems: list[Problem]) -> None:
    """Notes a project or budget unit that the case does not list, or both at once."""
    for field, codes, what in (("project", around.projects, "项目"), ("agency", around.agencies, "预算单位")):
        if entry[field] and entry[field] not in codes:
            problems.append(Problem(entry.at(field), f"没有编码为“{entry[field]}”的{what}",
                                    suggestion=did_you_mean(entry[field], codes)))
    if entry["project"] and entry["agency"]:
        problems.append(Problem(entry.at("agency"), "一个数不能既属于项目又属于预算单位", suggestion="只留一处"))


def read_source(entry: Values, documents: Sequence[Document], problems: list[Problem]) -> Source:
    """Where a fact or a judgement comes from: a document of the case, or somebody's entry."""
    if not entry["document"]:
        return Source("entry", who=entry["who"] or "", when=str(entry["when"] or ""),
                      attachment=entry["attachment"] or "")
    known = [document.id for document in documents]
    if entry["document"] not in known:
        problems.append(Problem(entry.at("document"), f"资料目录里没有“{entry['document']}”",
                                suggestion=did_you_mean(entry["document"], known)))
    place = Place(entry["document"], line=entry["line"], page=entry["page"], paragraph=entry["paragraph"],
                  label=entry["label"] or "")
    return Source("document", entry["document"], place, str(entry.get("printed") or ""))
