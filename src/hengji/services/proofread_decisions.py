"""Findings set aside for good (排除): a file of decisions beside a document, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from hengji.intake import Field, ListOf, Record, Text, read_text, read_yaml, write_files
from hengji.model import Contradiction, Place, Problem, Proofread, Unusable, nearest

_SUFFIX = ".校对.yaml"
DECISIONS = ListOf(Record("排除", (
    Field("id", Text(), "那一处的编号，在每处发现的末尾", required=True),
    Field("reason", Text(), "为什么不是错误", required=True),
    Field("who", Text(), "谁看过", default=""),
    Field("when", Text(), "什么时候", default=""),
    Field("printed", Text(), "当时印出的数；数变了就重新列出", default=""),
    Field("expected", Text(), "当时算得的数；数变了就重新列出", default=""),
), doc="看过以后排除的一处发现"))


@dataclass(frozen=True, slots=True)
class Decision:
    """A finding that somebody looked at and let stand (一处排除), with the figures that were looked at."""

    id: str
    reason: str
    who: str = ""
    when: str = ""
    printed: str = ""
    expected: str = ""

    @property
    def told(self) -> str:
        """The reason, with who and when in brackets."""
        signed = "，".join(filter(None, (self.who, self.when)))
        return f"{self.reason}（{signed}）" if signed else self.reason

    def covers(self, finding: Contradiction) -> bool:
        """Whether ``finding`` still says what was looked at; a decision without figures covers any."""
        return ((not self.printed or self.printed == finding.printed)
                and (not self.expected or self.expected == finding.expected))


def decisions_file(document: Path) -> Path:
    """Where the decisions on ``document`` stand unless another file is named: beside it, under its whole name."""
    return document.with_name(document.name + _SUFFIX)


def decisions_schema() -> dict[str, Any]:
    """The format as JSON Schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "校对中排除的发现",
            **DECISIONS.schema()}


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in ``path``. Raises :class:`Unusable` with every problem."""
    text, problems = read_text(path)
    if text is None:
        raise Unusable(problems)
    return _parsed(text, str(path))


def _parsed(text: str, document: str) -> tuple[Decision, ...]:
    node, problems = read_yaml(text, document)
    if node is None:
        raise Unusable(problems)
    found: list[Problem] = []
    entries = DECISIONS.read(node, found)
    if found:
        raise Unusable(found)
    return tuple(Decision(**entry) for entry in entries)


def decided(proofread: Proofread, decisions: Iterable[Decision]) -> Proofread:
    """``proofread`` with its findings set aside as decided; the last decision on a finding counts."""
    last = {decision.id: decision for decision in decisions}
    return replace(proofread, contradictions=tuple(
        each if (decision := _meant(last, each)) is None else _under(decision, each)
        for each in proofread.contradictions))


def _meant(last: Mapping[str, Decision], finding: Contradiction) -> Decision | None:
    """The decision on ``finding``: that on its figures, though others in the same words are gone by now."""
    on_its_figures = (decision for decision in last.values() if decision.printed and decision.covers(finding)
                      and decision.id.partition("-")[0] == finding.words_id)
    return next(on_its_figures, last.get(finding.id))


def _under(decision: Decision, finding: Contradiction) -> Contradiction:
    """``finding`` set aside; or, where its figures are others by now, standing with word of the decision."""
    if decision.covers(finding):
        return replace(finding, set_aside=decision.told)
    before = "，".join(f"{word}{value}" for word, value in
                      (("印出", decision.printed), ("算得", decision.expected)) if value)
    again = f"曾排除（{before}）：{decision.told}；现在数已不同，请重看。"
    return replace(finding, explanation=finding.explanation + again)


def decide(proofread: Proofread, path: Path, wanted: Sequence[str], reason: str, who: str) -> tuple[Decision, ...]:
    """Adds a decision on each of ``wanted`` to the file at ``path``; gives all that then stand there.

    What people wrote there stays as it is, remarks too. Raises :class:`Unusable` when an id is unknown or
    decided already, or there is no reason; then nothing is written.
    """
    text = ""
    if path.exists():
        found, problems = read_text(path)
        if found is None:
            raise Unusable(problems)
        text = found
    standing = _parsed(text, str(path)) if text.strip() else ()
    problems = tuple(_wrong(decided(proofread, standing), wanted, reason))
    if problems:
        raise Unusable(problems)
    findings = {each.id: each for each in proofread.contradictions}
    added = [Decision(each, reason.strip(), who.strip(), date.today().isoformat(),
                      findings[each].printed, findings[each].expected) for each in dict.fromkeys(wanted)]
    entries = [{name: value for name, value in asdict(decision).items() if value} for decision in added]
    told = text + ("\n" if text and not text.endswith("\n") else "") + _text(entries)
    after = _parsed(told, str(path))  # a list in brackets cannot be added to: its own message says where
    write_files(path.parent, {path.name: told.encode()})
    return after


def _text(entries: list[dict[str, str]]) -> str:
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110)


def _wrong(proofread: Proofread, wanted: Sequence[str], reason: str) -> Iterable[Problem]:
    if not reason.strip():
        yield Problem(Place("--reason"), "排除要写理由", suggestion='请加上 --reason "为什么不是错误"')
    known = [each.id for each in proofread.contradictions]
    aside = {each.id for each in proofread.dismissed}
    for each in wanted:
        if each in aside:
            yield Problem(Place("--set-aside"), f"“{each}”已经排除了")
        elif each not in known:
            near = nearest(each, known)
            yield Problem(Place("--set-aside"), f"“{proofread.manuscript.name}”里没有编号“{each}”的发现",
                          suggestion=f"是否想写“{near}”？" if near else "编号在每处发现的末尾，用 --all 看全部")
