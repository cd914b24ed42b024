"""Facts that a case takes from registers (台账取数): read, and settled with what the case states itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hengji.frameworks import Framework
from hengji.intake import Located, Unreadable, Values, read_value, unreadable
from hengji.model import (
    WINNERS,
    Case,
    Evidence,
    Fact,
    MeasuredFact,
    Place,
    Problem,
    RegisterValue,
    Unit,
    did_you_mean,
)

from .facts import Around, check_member
from .values import amount_text


def read_measured(entries: Sequence[Values], framework: Framework, facts: Sequence[Fact], around: Around,
                  problems: list[Problem]) -> tuple[MeasuredFact, ...]:
    """What ``entries`` ask of registers; ``facts`` are those that the case states itself."""
    stated = {(fact.key, fact.member): fact for fact in facts}
    asked: dict[tuple[str, object], MeasuredFact] = {}
    for entry in entries:
        measured = _measured(entry, framework, around, problems) if entry.complete else None
        if measured is None:
            continue
        key = measured.key, measured.member
        if key in asked:
            problems.append(Problem(entry.place, f"“{measured.fact}”两次由台账取数", "一个事实取一次数",
                                    suggestion="只留一处"))
        asked.setdefault(key, replace(measured, stated=stated.get(key)))
    return tuple(asked.values())


def _measured(entry: Values, framework: Framework, around: Around, problems: list[Problem]) -> MeasuredFact | None:
    name: Located = entry["fact"]
    spec = framework.facts.get(name.text)
    if spec is None or spec.tree is not None:
        said = f"指标体系没有列出名为“{name.text}”的事实" if spec is None else f"“{name.text}”由公式算出，不能再取数"
        problems.append(Problem(name.place, said, suggestion=did_you_mean(
            name.text, [known for known, fact in framework.facts.items() if fact.tree is None])))
        return None
    measure: Located = entry["measure"]
    if measure.text.count("/") != 1:
        problems.append(Problem(measure.place, f"“{measure.text}”没有写明哪个台账的哪个度量",
                                "台账标识/度量标识，如 service-items/item-count",
                                suggestion="用 hengji register list 查看有哪些"))
        return None
    check_member(entry, around, problems)
    return MeasuredFact(
        name.text, measure.text, spec.unit, Evidence(entry["level"] or Evidence.ORIGINAL), entry["part"] or "",
        tuple(_condition(words, problems) for words in entry["where"] or ()), entry["wins"] or "",
        bool(entry["previous"]), entry["project"] or "", entry["agency"] or "",
        result=_result(entry["result"], spec.unit, problems), entered=name.place)


def _condition(words: Located, problems: list[Problem]) -> tuple[str, str]:
    column, equals, value = words.text.replace("＝", "=").partition("=")
    if not equals:
        problems.append(Problem(words.place, f"“{words.text}”看不出是哪一列等于什么", "列名=值，如 渠道=网上"))
    return column.strip(), value.strip()


def _result(values: Values | None, unit: Unit, problems: list[Problem]) -> RegisterValue | None:
    if values is None or not values.complete:
        return None
    words: Located = values["value"]
    try:
        value = read_value(words.text, unit)
    except Unreadable as trouble:
        problems.append(unreadable(trouble, words.place))
        return None
    snapshots, left_out = (tuple(_numbered(each, expected, problems) for each in values[name] or ())
                           for name, expected in (("snapshots", "台账=版本"), ("left_out", "理由=行数")))
    return RegisterValue(value, snapshots, int(values["counted"]), left_out, values["sentence"] or "")


def _numbered(words: Located, expected: str, problems: list[Problem]) -> tuple[str, int]:
    name, _, number = words.text.rpartition("=")
    if not number.isdecimal():
        problems.append(Problem(words.place, f"“{words.text}”后面没有数", expected))
        return name, 0
    return name, int(number)


def settled_facts(stated: Sequence[Fact], measured: Sequence[MeasuredFact],
                  problems: list[Problem]) -> tuple[Fact, ...]:
    """The facts that hold: where a register gives another value, the one that the case says shall win."""
    problems.extend(_undecided(asked, asked.stated, asked.result) for asked in measured
                    if asked.stated and asked.result and asked.collides and not asked.wins)
    met = {id(asked.stated) for asked in measured}
    settled = (asked.settled for asked in measured)
    return (*(fact for fact in stated if id(fact) not in met), *(fact for fact in settled if fact is not None))


def _undecided(asked: MeasuredFact, stated: Fact, result: RegisterValue) -> Problem:
    sides = [f"{amount_text(value, asked.unit)}{asked.unit}" for value in (stated.value, result.value)]
    return Problem(asked.entered or Place(asked.fact),
                   f"“{asked.fact}”有两个数，没有写明以哪个为准：填报的是{sides[0]}，台账算得的是{sides[1]}",
                   "台账算得的数与填报的数相同，或写明 wins",
                   suggestion="请核对后写 " + "，或 ".join(f"wins: {word}（{term}）" for word, term in WINNERS.items()))


def with_results(case: Case, results: Mapping[int, RegisterValue]) -> tuple[Case | None, tuple[Problem, ...]]:
    """``case`` with what its registers gave, by position in ``case.measured``; the facts that hold are its facts."""
    problems: list[Problem] = []
    measured = tuple(replace(asked, result=results.get(n, asked.result)) for n, asked in enumerate(case.measured))
    facts = settled_facts(stated_facts(case), measured, problems)
    return (None if problems else replace(case, measured=measured, facts=facts)), tuple(problems)


def stated_facts(case: Case) -> tuple[Fact, ...]:
    """The facts that the case states itself, those too that a register overrules."""
    held = {id(fact) for fact in case.facts}
    return (*(fact for fact in case.facts if fact.source.kind != "register"),
            *(asked.stated for asked in case.measured if asked.stated is not None and id(asked.stated) not in held))
