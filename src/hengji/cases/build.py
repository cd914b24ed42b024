"""A case from its record, checked against its framework (案例检查)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from hengji.frameworks import Framework
from hengji.intake import Located, Values
from hengji.model import (
    LEVELS,
    PROJECT_SCORE,
    Case,
    Document,
    Entity,
    Finding,
    FollowUp,
    Given,
    NotApplicable,
    Override,
    Period,
    Place,
    Problem,
    Project,
    Region,
    Side,
    did_you_mean,
    exact_text,
)

from .calendar import read_calendar
from .facts import Around, read_data, read_facts
from .judgements import read_judgements
from .measured import read_measured, settled_facts
from .members import read_agencies, read_exclusions, read_vetoes
from .printed import read_figures, read_tallies
from .report import read_report

#: The framework of that name, for the evaluation of a project; problems stand at the name.
Finder = Callable[[Located], "tuple[Framework | None, tuple[Problem, ...]]"]


def build_case(values: Values, framework: Framework, find: Finder, problems: list[Problem]) -> Case:
    """The case that ``values`` describe; what does not fit ``framework`` goes to ``problems``."""
    listed = {name: once(values[name] or (), key, what, problems) for name, key, what in (
        ("documents", "id", "资料"), ("projects", "code", "项目"), ("agencies", "code", "预算单位"),
        ("findings", "id", "问题"), ("follow_ups", "id", "上年问题"))}
    documents = tuple(Document(d["id"], d["title"] or "", str(d["date"] or "")) for d in listed["documents"])
    findings = _findings(listed["findings"])
    around = Around(documents, [p["code"] for p in listed["projects"]], [a["code"] for a in listed["agencies"]])
    scored = _scored(values, framework, around, findings, problems)
    data = read_data(values["data"] or (), framework, around, problems)
    measured = read_measured(values["measured"] or (), framework, scored["facts"], around, problems)
    scored["facts"] = settled_facts(scored["facts"], measured, problems)
    case = Case(
        id=values["id"] or "",
        framework=values["framework"].text if values["framework"] else "",
        entity=_entity(values["entity"], problems),
        period=Period(int(values["period"] or 0)),
        kind=values["kind"] or "",
        documents=documents,
        agencies=read_agencies(listed["agencies"]),
        exclusions=read_exclusions(values["exclusions"] or (), framework, scored["facts"], documents, problems),
        findings=findings,
        data=data,
        figures=read_figures(values["figures"] or (), framework, data, documents, problems),
        tallies=read_tallies(values["tallies"] or (), documents, problems),
        narrative={heading: text for heading, _, text in values["narrative"] or ()},
        follow_ups=tuple(FollowUp(f["id"], f["text"] or "", f["remedy"] or "", f["state"] or "", f["note"] or "")
                         for f in listed["follow_ups"]),
        calendar=read_calendar(values["calendar"] or (), problems),
        store=values["store"] or "", measured=measured,
        **scored)
    projects = tuple(_project(entry, case, around, find, problems) for entry in listed["projects"])
    return replace(case, projects=projects, report=read_report(values["report"], framework, case, problems))


def _scored(values: Values, framework: Framework, around: Around, findings: Sequence[Finding],
            problems: list[Problem]) -> dict[str, Any]:
    """What scores are made from: of a department, or of one of its projects."""
    listed = {name: once(values[name] or (), "code", what, problems)
              for name, what in (("overrides", "复核调整"), ("not_applicable", "不适用指标"))}
    not_applicable = tuple(
        NotApplicable(entry["code"].text, entry["reason"] or "") for entry in listed["not_applicable"]
        if _known_code(entry["code"].text, entry["code"].place, framework, problems))
    excluded = {below.code for entry in not_applicable for below in framework.by_code[entry.code].walk()}
    if framework.leaves and excluded.issuperset(leaf.code for leaf in framework.leaves):
        problems.append(Problem(values.at("not_applicable"), "全部指标都列为不适用，没有可评的"))
    return {
        "facts": read_facts(values["facts"] or (), framework, around, problems),
        "judgements": read_judgements(values["judgements"] or (), framework, excluded, around.documents, findings,
                                      problems),
        "given": _given(values["given"] or (), framework, excluded, problems),
        "overrides": _overrides(listed["overrides"], framework, excluded, problems),
        "vetoes": read_vetoes(values["vetoes"] or (), framework, findings, problems),
        "not_applicable": not_applicable}


def _project(entry: Values, department: Case, around: Around, find: Finder, problems: list[Problem]) -> Project:
    """A project, with its own evaluation as a case of its own."""
    project = Project(entry["code"], entry["name"] or "", entry["category"] or "")
    values = entry["evaluation"]
    if values is None or values["framework"] is None:
        return project
    framework, troubles = find(values["framework"])
    problems.extend(troubles)
    if framework is None:
        return project
    problems.extend(
        Problem(fact.entered or entry.place, f"项目“{project.name}”有自己的评价，“{PROJECT_SCORE}”由它算出，不能再填",
                suggestion="请删去这个数，或删去项目的 evaluation")
        for fact in department.facts if fact.name == PROJECT_SCORE and fact.project == project.code)
    scored = _scored(values, framework, Around(around.documents), department.findings, problems)
    return replace(project, evaluation=Case(
        id=f"{department.id}/{project.code}", framework=values["framework"].text,
        entity=Entity(project.name), period=department.period, kind=department.kind,
        documents=department.documents, findings=department.findings, calendar=department.calendar, **scored))


def once(entries: Sequence[Values], key: str, what: str, problems: list[Problem]) -> list[Values]:
    """The entries that have a key, each key once; a second one is a problem."""
    seen: dict[str, Values] = {}
    for entry in entries:
        if entry[key] is None:
            continue
        name = str(entry[key])
        if name in seen:
            problems.append(Problem(entry.at(key), f"{what}“{name}”列了两次",
                                    found=f"{seen[name].at(key).spot}已有", suggestion="只留一处"))
        seen.setdefault(name, entry)
    return list(seen.values())


def _entity(values: Values | None, problems: list[Problem]) -> Entity:
    if values is None:
        return Entity("")
    region: Region | None = None
    for entry in values["region"] or ():
        if not entry.complete:
            continue
        if region and LEVELS.index(entry["level"]) <= LEVELS.index(region.level):
            problems.append(Problem(entry.place, f"“{entry['name']}”的层级不在“{region.name}”之下",
                                    "从上到下：" + "、".join(LEVELS)))
        region = Region(entry["name"], entry["level"], region)
    return Entity(values["name"] or "", region, values["short"] or "")


def _findings(entries: Sequence[Values]) -> tuple[Finding, ...]:
    return tuple(Finding(
        id=entry["id"], text=entry["text"] or "", check=entry["check"] or "", clause=entry["clause"] or "",
        severity=entry["severity"] or "", state=entry["state"] or "",
        sides=tuple(Side(side["text"] or "", side["place"] or "") for side in entry["sides"] or ()),
        amount=entry["amount"], rows=entry["rows"] or (), remedy=entry["remedy"] or "", entered=entry.place)
        for entry in entries)


def _given(entries: Sequence[tuple[str, Place, Any]], framework: Framework, excluded: Collection[str],
           problems: list[Problem]) -> tuple[Given, ...]:
    return tuple(Given(code, score, place) for code, place, score in entries
                 if _score_fits(code, score, place, framework, excluded, problems))


def _overrides(entries: Sequence[Values], framework: Framework, excluded: Collection[str],
               problems: list[Problem]) -> tuple[Override, ...]:
    return tuple(
        Override(entry["code"].text, entry["score"], entry["who"] or "", entry["reason"] or "", entry.place)
        for entry in entries if not entry.lacks("score")
        and _score_fits(entry["code"].text, entry["score"], entry.place, framework, excluded, problems))


def _score_fits(code: str, score: Any, place: Place, framework: Framework, excluded: Collection[str],
                problems: list[Problem]) -> bool:
    if code != "total" and not _known_code(code, place, framework, problems):
        return False
    if code in excluded:
        problems.append(Problem(place, f"{code} 已列为不适用，不能再给分", suggestion="两处只留一处"))
        return False
    # Weights shift when something does not apply; then only the full mark bounds a score.
    weight = framework.full if code == "total" or excluded else framework.by_code[code].weight
    if code != "total" and not framework.by_code[code].weighted:
        problems.append(Problem(place, f"{code} 没有权重，不能给分", suggestion="只有写了权重的指标能给分"))
        return False
    if not 0 <= score <= weight:
        problems.append(Problem(place, f"{code} 的得分 {exact_text(score)} 超出范围", f"0 到 {exact_text(weight)}"))
        return False
    return True


def _known_code(code: str, place: Place, framework: Framework, problems: list[Problem]) -> bool:
    if code in framework.by_code:
        return True
    problems.append(Problem(place, f"指标体系里没有编号“{code}”",
                            suggestion=did_you_mean(code, framework.by_code)))
    return False


