"""A case (评价对象的一次评价): everything a scorecard is made from, besides the framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .amount import Exact
from .entity import Entity, Project
from .fact import Evidence, Fact, Source
from .finding import Finding
from .missing import NotApplicable, Open
from .period import Period
from .place import Place

KINDS = {"evaluation": "绩效评价", "self-evaluation": "绩效自评", "feedback": "评价结果反馈"}


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """Whether one point (评价要点) of an indicator is met, and why one thinks so."""

    number: int
    met: bool | Open
    reason: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an evaluator judged of one indicator (评判).

    Either ``points`` one by one, or ``score`` points for an indicator that rests
    on expert judgement. ``reason`` covers every met point that has none of its own.
    """

    code: str
    judge: str
    level: Evidence
    reason: str = ""
    points: tuple[JudgedPoint, ...] = ()
    score: Exact | None = None
    findings: tuple[str, ...] = ()
    source: Source | None = None
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Given:
    """A score that somebody stated (给定得分), for a node of the tree or ``"total"``."""

    code: str
    score: Exact
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Override:
    """A reviewer's score that replaces all others (复核调整), with name and reason, for ever shown."""

    code: str
    score: Exact
    who: str
    reason: str
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that facts are taken from."""

    id: str
    title: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One evaluation of one entity in one period under one framework.

    ``calendar`` holds, by year, weekdays off and weekend days worked, for years
    that the national table does not know.
    """

    id: str
    framework: str
    entity: Entity
    period: Period
    kind: str
    documents: tuple[Document, ...] = ()
    projects: tuple[Project, ...] = ()
    facts: tuple[Fact, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    given: tuple[Given, ...] = ()
    overrides: tuple[Override, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    findings: tuple[Finding, ...] = ()
    calendar: Mapping[int, tuple[frozenset[date], frozenset[date]]] = field(default_factory=dict)
