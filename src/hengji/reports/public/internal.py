"""What the case calls internal (内部内容), taken out of the scorecard before a paper is made of it."""

from __future__ import annotations

from dataclasses import replace

from hengji.model import Case, Deduction, Judgement, NodeScore, ReportPart, Scorecard, StatedProblem

from .masks import Masks
from .persons import persons_of

_REASON = "具体情况不公开"
_DOCUMENT = "内部资料"
#: Shorter words are too often part of others.
_WORDS = 6


def without_internal(card: Scorecard) -> tuple[Scorecard, Masks]:
    """The scorecard without internal findings, problems and titles of documents; no score is changed.

    The masks hide everywhere else what these said, the words that the case lists, and the names of persons.
    """
    case = card.case
    ids = frozenset(case.report.internal)
    hidden = [finding for finding in case.findings if finding.id in ids]
    documents = [document for document in case.documents if document.id in ids]
    gone = {finding.id for finding in hidden}
    known = gone | {document.id for document in documents} | {problem.id for problem in case.report.problems}
    listed = tuple(entry for entry in case.report.internal if entry not in known)
    words = [*listed]
    words += [text for finding in hidden for text in (finding.text, *(side.text for side in finding.sides))]
    words += [document.title for document in documents]
    masks = Masks(persons_of(case), tuple(dict.fromkeys(
        word.rstrip("。") for word in words if word in ids or len(word) >= _WORDS)), listed)
    for finding in hidden:
        masks.left_out("问题", f"{finding.id} {finding.text}", "存在的问题、工作底稿")
    public = replace(
        case, findings=tuple(finding for finding in case.findings if finding.id not in gone),
        documents=tuple(replace(document, title=_DOCUMENT) if document.id in ids else document
                        for document in case.documents),
        judgements=tuple(_judgement(judgement, gone) for judgement in case.judgements),
        report=_part(case, gone, ids, masks))
    return replace(card, case=public, nodes=tuple(_node(node, gone) for node in card.nodes)), masks


def _node(node: NodeScore, gone: set[str]) -> NodeScore:
    judgement = node.judgement and _judgement(node.judgement, gone)
    return replace(node, judgement=judgement, deductions=tuple(_deduction(entry, gone) for entry in node.deductions))


def _deduction(entry: Deduction, gone: set[str]) -> Deduction:
    if not gone.intersection(entry.findings):
        return entry
    return entry._replace(reason=_REASON, findings=tuple(name for name in entry.findings if name not in gone))


def _judgement(judgement: Judgement, gone: set[str]) -> Judgement:
    touched = gone.intersection(judgement.findings)
    points = tuple(replace(point, reason=_REASON, findings=tuple(name for name in point.findings if name not in gone))
                   if gone.intersection(point.findings) else point for point in judgement.points)
    return replace(judgement, reason=_REASON if touched and judgement.reason else judgement.reason, points=points,
                   findings=tuple(name for name in judgement.findings if name not in gone))


def _part(case: Case, gone: set[str], ids: frozenset[str], masks: Masks) -> ReportPart:
    """The report part without problems that are internal or rest on nothing else, and suggestions that answer them."""
    part = case.report
    out = {problem.id for problem in part.problems
           if problem.id in ids or (problem.findings and gone.issuperset(problem.findings))}
    for problem in part.problems:
        if problem.id in out:
            masks.left_out("问题", f"{problem.id} {problem.title}", "存在的问题")
    kept = tuple(suggestion for suggestion in part.suggestions
                 if not suggestion.problems or not out.issuperset(suggestion.problems))
    for suggestion in part.suggestions:
        if suggestion not in kept:
            masks.left_out("建议", suggestion.title or suggestion.text, "建议")
    return replace(
        part, problems=tuple(_stated(problem, gone) for problem in part.problems if problem.id not in out),
        suggestions=tuple(replace(suggestion, problems=tuple(name for name in suggestion.problems if name not in out))
                          for suggestion in kept))


def _stated(problem: StatedProblem, gone: set[str]) -> StatedProblem:
    return replace(problem, findings=tuple(name for name in problem.findings if name not in gone))
