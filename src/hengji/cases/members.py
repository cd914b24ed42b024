"""Units, projects and exclusions of a case (预算单位、项目、剔除)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.intake import Located, Unreadable, Values, read_value, unreadable
from hengji.model import (
    Agency,
    Document,
    Evidence,
    Exclusion,
    Fact,
    Finding,
    Place,
    Problem,
    StatedVeto,
    did_you_mean,
)

from .facts import read_source
from .judgements import check_named


def read_agencies(entries: Sequence[Values]) -> tuple[Agency, ...]:
    """The budget units."""
    return tuple(Agency(entry["code"], entry["name"] or "") for entry in entries)


def read_exclusions(entries: Sequence[Values], framework: Framework, facts: Sequence[Fact],
                    documents: Sequence[Document], problems: list[Problem]) -> tuple[Exclusion, ...]:
    """What is left out of facts: where some formula allows it, never without proof, never more than there is."""
    allowed = {key.removeprefix("剔除:") for leaf in framework.leaves for key in leaf.exclusion_keys}
    read = (_exclusion(entry, framework, allowed, documents, problems) for entry in entries)
    exclusions = tuple(exclusion for exclusion in read if exclusion is not None)
    values = {fact.name: fact.value for fact in facts if fact.member is None and not fact.previous}
    for name in dict.fromkeys(exclusion.fact for exclusion in exclusions):
        mine = [exclusion for exclusion in exclusions if exclusion.fact == name]
        whole = values.get(name)
        if isinstance(whole, int | Fraction) and sum(exclusion.amount for exclusion in mine) > whole:
            problems.append(Problem(mine[-1].entered or Place(""), f"从“{name}”里剔除的比它本身还多",
                                    suggestion="请核对金额和单位"))
    return exclusions


def _exclusion(entry: Values, framework: Framework, allowed: Collection[str], documents: Sequence[Document],
               problems: list[Problem]) -> Exclusion | None:
    name: Located | None = entry["fact"]
    if name is not None and name.text not in allowed:
        problems.append(Problem(name.place, f"规则不允许从“{name.text}”里剔除",
                                suggestion=did_you_mean(name.text, allowed) or "能剔除的写在公式里：剔除(事实名称)"))
        return None
    source = read_source(entry, documents, problems)
    if not source.document and not source.attachment:
        problems.append(Problem(entry.place, "剔除没有证明", "资料（document）或附件（attachment）",
                                suggestion="请写明批文或文件"))
    if not entry.complete or name is None:
        return None
    unit = framework.facts[name.text].unit
    try:
        amount = read_value(entry["amount"].text, unit)
    except Unreadable as trouble:
        problems.append(unreadable(trouble, entry["amount"].place))
        return None
    if not isinstance(amount, int | Fraction) or amount < 0:
        problems.append(Problem(entry["amount"].place, f"剔除的数“{entry['amount'].text}”不能是负数",
                                suggestion="剔除写正数，公式里写减号"))
        return None
    return Exclusion(name.text, amount, unit, entry["reason"], entry["text"],
                     Evidence(entry["level"]), source, entry.place)


def read_vetoes(entries: Sequence[tuple[str, Place, Values]], framework: Framework, findings: Sequence[Finding],
                problems: list[Problem]) -> tuple[StatedVeto, ...]:
    """Which of the framework's vetoes happened; one that the framework does not know is a problem."""
    known = [veto.code for veto in framework.vetoes]
    stated = []
    for code, place, entry in entries:
        if code not in known:
            problems.append(Problem(place, f"指标体系里没有编号为“{code}”的否决事项",
                                    suggestion=did_you_mean(code, known) if known else "这套指标体系没有否决事项"))
        elif entry.complete:
            check_named(entry["findings"] or (), entry.at("findings"), {f.id: f for f in findings}, problems)
            stated.append(StatedVeto(code, entry["happened"], entry["judge"], entry["reason"],
                                     Evidence(entry["level"]), entry["findings"] or ()))
    return tuple(stated)
