"""Opening next year's case (滚动到下年): what stays, what becomes last year's, what must be looked at again."""

from __future__ import annotations

from dataclasses import replace

from hengji.frameworks import Framework
from hengji.model import Case, Fact, Finding, FollowUp, MeasuredFact, Period, Source

from .roll_report import report_of_next_year


def next_year(case: Case, framework: Framework) -> Case:
    """The case of the following year: this year's figures as last year's, open problems as follow-ups.

    Facts that no formula reads of the year before, judgements, scores and exclusions are left behind:
    they must be handed in anew. Of the report stays what is as true next year.
    """
    needed = {key.removeprefix("上年:") for leaf in framework.leaves for key in leaf.fact_keys
              if key.startswith("上年:")}
    facts = tuple(_of_last_year(fact) for fact in case.facts if fact.name in needed and not fact.previous)
    cited = {fact.source.document for fact in facts}
    year = str(case.period)
    following = str(case.period.year + 1)
    return Case(
        id=case.id.replace(year, following) if year in case.id else f"{case.id}-{following}",
        framework=case.framework, entity=case.entity, period=Period(case.period.year + 1), kind=case.kind,
        documents=tuple(document for document in case.documents if document.id in cited),
        agencies=case.agencies, projects=tuple(replace(project, evaluation=None) for project in case.projects),
        facts=facts, store=case.store, measured=_asked_again(case),
        follow_ups=_follow_ups(case), report=report_of_next_year(case, framework))


def _of_last_year(fact: Fact) -> Fact:
    """The fact as last year's; one from a register becomes an entry that names it."""
    source = fact.source
    if source.kind == "register":
        versions = "、".join(f"{register} 第 {version} 版" for register, version in source.snapshots)
        source = Source("entry", attachment=f"台账度量 {source.measure}（{versions}）")
    return replace(fact, previous=True, source=source)


def _asked_again(case: Case) -> tuple[MeasuredFact, ...]:
    """What registers are asked for next year too; which of two values holds is decided anew."""
    return tuple(replace(asked, stated=None, result=None, wins="") for asked in case.measured if not asked.previous)


def _follow_ups(case: Case) -> tuple[FollowUp, ...]:
    """This year's problems that were found true, and earlier ones that are not put right yet."""
    still = [replace(entry, state="open") for entry in case.follow_ups if entry.state != "done"]
    known = {entry.id for entry in still}
    found = [FollowUp(f"{case.period}-{finding.id}", finding.text, finding.remedy)
             for finding in case.findings if _stands(finding)]
    return (*still, *(entry for entry in found if entry.id not in known))


def _stands(finding: Finding) -> bool:
    return finding.state in ("verified", "accepted")
