"""What a department must hand in (资料清单): by indicator, with what has come in and what is still missing."""

from __future__ import annotations

from typing import NamedTuple

from hengji.model import Case, Fact, Judgement

from .tree import Framework, Indicator


class Received(NamedTuple):
    """A fact or judgement that has come in, and the document it came from; empty when it was only stated."""

    name: str
    document: str


class Requested(NamedTuple):
    """One indicator's materials: ``missing`` names facts and judgements that are still to come."""

    code: str
    name: str
    materials: tuple[str, ...]
    received: tuple[Received, ...]
    missing: tuple[str, ...]
    unproven: tuple[str, ...]

    @property
    def state(self) -> str:
        """Whether every figure and judgement is there, part of it, or nothing."""
        if not self.missing:
            return "数据已齐" if not self.unproven else "有数无据"
        return "部分" if self.received else "未交"


def request_list(case: Case, framework: Framework) -> tuple[Requested, ...]:
    """The list for ``case``, one entry for each leaf that applies."""
    excluded = {below.code for entry in case.not_applicable for below in framework.by_code[entry.code].walk()}
    lister = _Lister(case, framework)
    return tuple(lister.requested(leaf) for leaf in framework.leaves if leaf.code not in excluded)


class _Lister:
    def __init__(self, case: Case, framework: Framework) -> None:
        self.framework = framework
        self.titles = {document.id: document.title for document in case.documents}
        self.facts: dict[str, list[Fact]] = {}
        for fact in case.facts:
            self.facts.setdefault(fact.key, []).append(fact)
        self.judgements = {judgement.code: judgement for judgement in case.judgements}
        self.given = {given.code for given in case.given}

    def requested(self, leaf: Indicator) -> Requested:
        materials = dict.fromkeys(leaf.materials)
        received, missing, unproven = [], [], []
        for key in leaf.fact_keys:
            spec = self.framework.facts[key.removeprefix("上年:")]
            if spec.material:
                materials[spec.material] = None
            facts = self.facts_for(key)
            if not facts:
                missing.append(key.replace("上年:", "上年"))
            for fact in facts:
                title = self.titles.get(fact.source.document, "") or fact.source.attachment
                received.append(Received(key.replace("上年:", "上年"), title))
                if not title:
                    unproven.append(key.replace("上年:", "上年"))
        judgement = self.judgements.get(leaf.code)
        missing.extend(self.unjudged(leaf, judgement))
        if judgement is not None:
            source = judgement.source
            title = self.titles.get(source.document, "") or source.attachment if source else ""
            received.append(Received("评判", title))
        # 决算报表 asks for nothing more than 决算报表（收入支出总表）.
        wanted = tuple(m for m in materials if not any(m != other and m in other for other in materials))
        return Requested(leaf.code, leaf.name, wanted, tuple(dict.fromkeys(received)),
                         tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(unproven)))

    def facts_for(self, key: str) -> list[Fact]:
        """The facts under this key, or those of units and projects that it is rolled up from."""
        own = self.facts.get(key, [])
        spec = self.framework.facts[key.removeprefix("上年:")]
        if own or spec.roll_up is None:
            return own
        return [fact for name in spec.roll_up.keys for fact in self.facts.get(name, []) if fact.member]

    def unjudged(self, leaf: Indicator, judgement: Judgement | None) -> list[str]:
        """Points, scores and counts that nobody has judged yet; a given score makes up for an as-printed rule."""
        judged = {point.number for point in judgement.points} if judgement else set()
        names = [f"第{point.number}点“{point.text}”的评判" for point in leaf.points
                 if point.number not in judged and not point.conditional]
        answered = judgement is not None and (judgement.score is not None or judgement.opinions or judgement.band
                                              or judgement.count is not None)
        if leaf.expert is not None and not answered:
            names.append("清点的次数" if leaf.expert.counts else "评判分和理由")
        if leaf.rule is not None and leaf.rule.kind == "as_printed" and leaf.weighted and leaf.code not in self.given:
            names.append("给定得分")
        return names
