"""Broken relations and remarks as contradictions (矛盾): one cause told once, with both sides and what to write."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from hengji.model import Contradiction, Manuscript, Mark, Quotation, by_place

from .interval import Interval
from .judging import Outcome, Verdict
from .number import Number
from .relation import Remark, Strength
from .suspects import Suspect, suspects
from .wording import clause, difference_told, relation_told, shown, with_unit

#: So many sides are marked of one cause: a long sum may be wrong in any of its parts.
_SIDES = 30
#: So many relations are told of it; more would bury it.
_RELATIONS = 3
#: Remarks that say why a figure is wrong.
_CAUSES = frozenset({"copied"})
#: A figure, however many digits it has.
_DIGITS = re.compile(r"[\d０-９][\d０-９,，.．]*")


def contradictions(manuscript: Manuscript, verdicts: Iterable[Verdict],
                   remarks: Iterable[Remark]) -> tuple[Contradiction, ...]:
    """All that does not agree, errors first, each with a fingerprint that stays while its words stay."""
    verdicts = list(verdicts)
    blamed = list(suspects(verdicts))
    right = {suspect.number: suspect.wanted.middle for suspect in blamed
             if suspect.wanted is not None and suspect.strength is Strength.CERTAIN}
    found = [_of_suspect(manuscript, suspect, right) for suspect in blamed]
    found.extend(_of_tails(manuscript, verdicts))
    for remark in remarks:
        if remark.marks:
            _add(found, _of_remark(manuscript, remark))
    return tuple(fingerprinted(by_place(found)))


def _add(found: list[Contradiction], remark: Contradiction) -> None:
    """``remark`` for itself, or as the cause of what is found at its very words: one cause is told once.

    A note, such as a rounding tail, has no such cause, and would hide it.
    """
    for index, other in enumerate(found):
        words = (other.quotation, *other.sides) if other.severity != Strength.WEAK.value else ()
        if remark.check in _CAUSES and any(_overlap(remark.quotation, each) for each in words):
            found[index] = replace(other, check=remark.check, likely=remark.likely,
                                   explanation=f"{other.explanation}{remark.explanation}")
            return
        if other.check == remark.check and other.quotation.mark == remark.quotation.mark:
            return
    found.append(remark)


def _overlap(one: Quotation, other: Quotation) -> bool:
    a, b = one.mark, other.mark
    return (a is not None and b is not None and a.where == b.where
            and a.start < b.end and b.start < a.end)


def quotation(manuscript: Manuscript, mark: Mark, value: str = "", label: str = "") -> Quotation:
    """The clause around ``mark`` with its place."""
    return Quotation(clause(manuscript, mark)[0], manuscript.spot(mark), mark, value, label)


def _of_suspect(manuscript: Manuscript, suspect: Suspect, right: Mapping[Number, Fraction]) -> Contradiction:
    """The finding on ``suspect``; ``right`` gives what figures that are wrong themselves should be."""
    main = _main(suspect)
    # A limit is told of what it limits, whichever figure broke it.
    number = suspect.number if main.relation.comparator == "=" else main.relation.target
    others = {each: right[each] for each in main.relation.term.numbers() if each in right and each is not number}
    expected = _expected(suspect, main, others)
    rival = main.rival if main.relation.target is number else None
    numbers = (each for verdict in suspect.verdicts for each in verdict.relation.numbers())
    return Contradiction(
        "", rival.check if rival and rival.check else main.relation.check, suspect.strength.value,
        _side(manuscript, number), with_unit(number), expected, _formula(main),
        (rival.cause if rival else "") or suspect.cause, _correction(manuscript, number, expected),
        _explanation(suspect, main, expected, others), _sides(manuscript, numbers, number), len(suspect.verdicts))


def _main(suspect: Suspect) -> Verdict:
    """The relation that tells it best: the surest, and one that is about the suspect itself."""
    return min(suspect.verdicts, key=lambda verdict: (
        verdict.strength is not suspect.strength, verdict.relation.target is not suspect.number,
        verdict.rival is None))


def _side(manuscript: Manuscript, number: Number) -> Quotation:
    label = " ".join(dict.fromkeys([number.label, *number.head])).strip()
    return quotation(manuscript, number.mark, with_unit(number), label)


def _sides(manuscript: Manuscript, numbers: Iterable[Number], told: Number) -> tuple[Quotation, ...]:
    """``numbers`` but for the one that is ``told`` of, each once."""
    others = dict.fromkeys(number for number in numbers if number is not told)
    return tuple(_side(manuscript, other) for other in islice(others, _SIDES))


def _expected(suspect: Suspect, main: Verdict, right: Mapping[Number, Fraction]) -> str:
    number, relation = suspect.number, main.relation
    if relation.comparator != "=":
        return f"{relation.comparator}{shown(relation.term.value(), relation.target)}"
    if relation.target is number:
        exactly = relation.term.value(lambda each: right.get(each, each.value))
        if right or suspect.wanted is None or suspect.wanted.low <= exactly <= suspect.wanted.high:
            return _distinct(exactly, number)
    wanted = suspect.wanted
    return _distinct(wanted.middle, number) if isinstance(wanted, Interval) else ""


def _distinct(value: Fraction, number: Number) -> str:
    """``value`` as ``number`` is printed, with more decimals where it would look the same."""
    told = shown(value, number)
    return told if told != shown(number.value, number) else shown(value, number, more=2)


def _formula(main: Verdict) -> str:
    relation = main.relation
    return relation_told(relation, shown(relation.term.value(), relation.target))


def _explanation(suspect: Suspect, main: Verdict, expected: str, right: Mapping[Number, Fraction]) -> str:
    number, parts = suspect.number, []
    for verdict in [main, *(v for v in suspect.verdicts if v is not main)][:_RELATIONS]:
        relation = verdict.relation
        told = f"{relation.name}：" if relation.name else ""
        told += relation_told(relation, shown(relation.term.value(), relation.target))
        if relation.comparator == "=":
            difference = relation.term.value() - relation.target.value
            told += f"，印出的是{with_unit(relation.target)}，相差{difference_told(difference, relation.target)}"
        parts.append(told)
    if len(suspect.verdicts) > 1 and expected:
        more = len(suspect.verdicts) - len(parts)
        also = f"等{len(suspect.verdicts)}处" if more > 0 else f"这{len(suspect.verdicts)}处"
        parts.append(f"{number.label or '此数'}改为{expected}，{also}勾稽关系都相符")
    if right:
        mended = "、".join(f"{with_unit(number)}改为{shown(value, number)}" for number, value in right.items())
        parts.append(f"{mended}以后，这里应为{expected}")
    if main.relation.explanation:
        parts.append(main.relation.explanation.rstrip("。"))
    return "；".join(parts) + "。"


def _correction(manuscript: Manuscript, number: Number, expected: str) -> str:
    if not expected or expected[0] in "≤≥":
        return ""
    if number.mark.row:
        where, printed = manuscript.spot(number.mark).cell, number.text.strip()
        return f"把{where}的“{printed}”改为“{_plain(expected, number)}”"
    words, start = clause(manuscript, number.mark)
    return f"{words[:start]}{_plain(expected, number)}{words[start + number.mark.end - number.mark.start:]}"


def _plain(expected: str, number: Number) -> str:
    """``expected`` as it is printed there: without a unit that the table or an earlier word gives."""
    return expected if not number.unit or number.unit in number.text else expected.removesuffix(number.unit)


def _of_tails(manuscript: Manuscript, verdicts: list[Verdict]) -> Iterator[Contradiction]:
    """Rounding tails: one note for each table, which shows the others, and one for each sentence's figure."""
    tails: dict[object, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.outcome is Outcome.TAIL:
            mark = verdict.relation.target.mark
            tails[mark.block if mark.row else mark].append(verdict)
    for group in tails.values():
        relation, target = group[0].relation, group[0].relation.target
        expected = shown(relation.term.value(), target)
        numbers = [*(verdict.relation.target for verdict in group), *relation.term.numbers()]
        many = f"本表共有{len(group)}处这样的尾差。" if len(group) > 1 else ""
        yield Contradiction(
            "", relation.check, Strength.WEAK.value, _side(manuscript, target), with_unit(target), expected,
            _formula(group[0]), "四舍五入的尾差", "",
            f"{relation.name + '：' if relation.name else ''}{_formula(group[0])}，"
            f"印出的是{with_unit(target)}，只差末位。{many}",
            _sides(manuscript, numbers, target), len(group))


def _of_remark(manuscript: Manuscript, remark: Remark) -> Contradiction:
    values = [*remark.values, *[""] * len(remark.marks)]
    first, *others = (quotation(manuscript, mark, value) for mark, value in zip(remark.marks, values, strict=False))
    return Contradiction(
        "", remark.check, remark.strength.value, first, remark.printed or manuscript.quoted(remark.marks[0]),
        remark.expected, "", remark.likely, remark.correction, remark.explanation, tuple(others[:_SIDES]))


def fingerprinted(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Each with its fingerprint: of its words, not of its place or its figures, so that it lives through other edits.

    A figure that is corrected changes what others are expected to be: the same finding, told with another number.
    Findings in the very same words are numbered.
    """
    seen: Counter[str] = Counter()
    for contradiction in found:
        words = _DIGITS.sub("0", "\x1f".join(
            (contradiction.check, contradiction.quotation.quote, contradiction.quotation.label)))
        seen[words] += 1
        own = hashlib.sha256(words.encode()).hexdigest()[:10]
        yield replace(contradiction, id=own if seen[words] == 1 else f"{own}-{seen[words]}")
