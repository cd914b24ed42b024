"""A case from its record, checked against its framework (案例检查)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hengji.frameworks import Framework
from hengji.intake import Values
from hengji.model import (
    LEVELS,
    Case,
    Document,
    Entity,
    Finding,
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

from .facts import read_facts
from .judgements import read_judgements


def build_case(values: Values, framework: Framework, problems: list[Problem]) -> Case:
    """The case that ``values`` describe; what does not fit ``framework`` goes to ``problems``."""
    documents = tuple(Document(d["id"], d["title"], d["date"] or "") for d in values["documents"])
    projects = tuple(Project(p["code"], p["name"], p["category"] or "") for p in values["projects"])
    findings = _findings(values["findings"], problems)
    return Case(
        id=values["id"] or "",
        framework=values["framework"].text if values["framework"] else "",
        entity=_entity(values["entity"], problems),
        period=Period(int(values["period"] or 0)),
        kind=values["kind"] or "",
        documents=documents,
        projects=projects,
        facts=read_facts(values["facts"], framework, documents, projects, problems),
        judgements=read_judgements(values["judgements"], framework, documents, findings, problems),
        given=_given(values["given"], framework, problems),
        overrides=_overrides(values["overrides"], framework, problems),
        not_applicable=tuple(
            NotApplicable(entry["code"].text, entry["reason"]) for entry in values["not_applicable"]
            if _known_code(entry["code"].text, entry["code"].place, framework, problems)),
        findings=findings,
        calendar=_calendar(values["calendar"], problems))


def _entity(values: Values | None, problems: list[Problem]) -> Entity:
    if values is None:
        return Entity("")
    region: Region | None = None
    for entry in values["region"]:
        if region and entry["level"] and LEVELS.index(entry["level"]) <= LEVELS.index(region.level):
            problems.append(Problem(entry.place, f"“{entry['name']}”的层级不在“{region.name}”之下",
                                    "从上到下：" + "、".join(LEVELS)))
        region = Region(entry["name"], entry["level"] or LEVELS[-1], region)
    return Entity(values["name"] or "", region, values["short"] or "")


def _findings(entries: Sequence[Values], problems: list[Problem]) -> tuple[Finding, ...]:
    seen: dict[str, Place] = {}
    findings = []
    for entry in entries:
        if entry["id"] in seen:
            problems.append(Problem(entry.at("id"), f"问题编号“{entry['id']}”重复",
                                    found=f"第{seen[entry['id']].line}行已有"))
        seen.setdefault(entry["id"], entry.place)
        findings.append(Finding(
            id=entry["id"], text=entry["text"], check=entry["check"] or "", clause=entry["clause"] or "",
            severity=entry["severity"] or "", state=entry["state"] or "",
            sides=tuple(Side(side["text"], side["place"] or "") for side in entry["sides"]),
            amount=entry["amount"], rows=entry["rows"], remedy=entry["remedy"] or "", entered=entry.place))
    return tuple(findings)


def _given(entries: Sequence[tuple[str, Place, Any]], framework: Framework,
           problems: list[Problem]) -> tuple[Given, ...]:
    return tuple(Given(code, score, place) for code, place, score in entries
                 if _score_fits(code, score, place, framework, problems))


def _overrides(entries: Sequence[Values], framework: Framework,
               problems: list[Problem]) -> tuple[Override, ...]:
    return tuple(
        Override(entry["code"].text, entry["score"], entry["who"], entry["reason"], entry.place)
        for entry in entries if entry["score"] is not None
        and _score_fits(entry["code"].text, entry["score"], entry.place, framework, problems))


def _score_fits(code: str, score: Any, place: Place, framework: Framework, problems: list[Problem]) -> bool:
    if code == "total":
        weight = framework.full
    elif _known_code(code, place, framework, problems):
        weight = framework.by_code[code].weight
    else:
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


def _calendar(entries: Sequence[tuple[str, Place, Values]], problems: list[Problem]) -> dict[int, Any]:
    calendar = {}
    for year, place, days in entries:
        if not year.isdecimal() or any(str(day.year) != year for day in (*days["off"], *days["on"])):
            problems.append(Problem(place, f"“{year}”下的日期要都在这一年", "四位年份，如 2027"))
        else:
            calendar[int(year)] = (frozenset(days["off"]), frozenset(days["on"]))
    return calendar
