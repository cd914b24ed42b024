"""A case (评价对象的一次评价): everything a scorecard is made from, besides the framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .amount import Exact
from .entity import Agency, Entity
from .fact import Evidence, Fact, Source
from .finding import Finding
from .measured import MeasuredFact
from .missing import NotApplicable, Open
from .period import Period
from .place import Place
from .printed import PrintedFigure, Tally
from .report import ReportPart
from .unit import Unit

KINDS = {"evaluation": "绩效评价", "self-evaluation": "绩效自评", "feedback": "评价结果反馈"}


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """Whether one point (评价要点) of an indicator is met, and why one thinks so."""

    number: int
    met: bool | Open
    reason: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one of several judges gave, and why (一人评分)."""

    judge: str
    score: Exact
    reason: str
    band: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an evaluator judged of one indicator (评判).

    Either ``points`` one by one, or for an indicator that rests on expert judgement
    ``score`` points, the ``band`` of attainment they lie in, the ``opinions`` of several
    judges, or a ``count`` of occurrences. ``reason`` covers every met point that has none
    of its own.
    """

    code: str
    judge: str
    level: Evidence
    reason: str = ""
    points: tuple[JudgedPoint, ...] = ()
    score: Exact | None = None
    findings: tuple[str, ...] = ()
    source: Source | None = None
    band: str = ""
    opinions: tuple[Opinion, ...] = ()
    count: Exact | None = None
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


#: Why an amount may be left out of a fact (剔除的理由); what proves it stands with each exclusion.
EXCLUSION_REASONS = {"policy": "政策调整", "force_majeure": "不可抗力", "assigned": "临时交办",
                     "approved_staff": "经批准的临聘人员"}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An amount that the rules allow to leave out of a fact (剔除), with its proof."""

    fact: str
    amount: Exact
    unit: Unit
    reason: str
    text: str
    level: Evidence
    source: Source
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StatedVeto:
    """Whether an event that caps the grade happened (否决事项的核查)."""

    code: str
    happened: bool
    judge: str
    reason: str
    level: Evidence
    findings: tuple[str, ...] = ()


#: How a problem of last year stands now (整改状态).
FOLLOW_UP_STATES = {"open": "未核", "done": "已整改", "partly": "部分整改", "not_done": "未整改"}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A problem of an earlier evaluation that is looked at again (上年问题整改)."""

    id: str
    text: str
    remedy: str = ""
    state: str = "open"
    note: str = ""


#: The name under which formulas over projects read the total of a project's own evaluation.
PROJECT_SCORE = "项目得分"


@dataclass(frozen=True, slots=True)
class Project:
    """A project of a department (项目), named by its code in the budget.

    ``evaluation`` is its own evaluation under a framework for projects, if it has one.
    """

    code: str
    name: str
    category: str = ""
    evaluation: Case | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One evaluation of one entity in one period under one framework.

    ``calendar`` holds, by year, weekdays off and weekend days worked, for years
    that the national table does not know. ``data`` are facts beyond those that the
    framework asks for (补充数据); only ``figures`` read them. ``narrative`` holds the
    texts of a scorecard by their headings, ``report`` what only the reports read.
    ``measured`` are the facts to be taken from registers, which lie in ``store``; what holds
    of them is in ``facts``.
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
    agencies: tuple[Agency, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    vetoes: tuple[StatedVeto, ...] = ()
    data: tuple[Fact, ...] = ()
    figures: tuple[PrintedFigure, ...] = ()
    tallies: tuple[Tally, ...] = ()
    narrative: Mapping[str, str] = field(default_factory=dict)
    follow_ups: tuple[FollowUp, ...] = ()
    report: ReportPart = field(default_factory=ReportPart)
    store: str = ""
    measured: tuple[MeasuredFact, ...] = ()
