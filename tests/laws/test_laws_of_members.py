"""Laws of what is made from many: roll-ups over units, several judges, exclusions, and their writing."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hengji.cases import case_document, read_case
from hengji.model import Missing, Scorecard
from hengji.scoring import results_document
from tests.making import case, framework, leaf, node, score

PLAIN = [{"name": "支出", "unit": "元"}, {"name": "预算", "unit": "元"}, {"name": "人数", "unit": "人"}]
Members = list[tuple[int, int, int]]
#: What lies between its members, and by what it is weighted.
WAYS = (("mean", ""), ("weighted_mean", "人数"), ("ratio", ""))

members = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 50)), min_size=1, max_size=6)
points = st.lists(st.integers(0, 1000).map(lambda n: Fraction(n, 10)), min_size=3, max_size=9)
ways = st.sampled_from(["mean", "trimmed_mean", "median"])


def _rolled(entries: Members, way: str, by: str = "", order: list[int] | None = None) -> Fraction:
    """What ``way`` makes of 支出 / 预算 of the members, weighted ``by`` one of their facts."""
    weights = {"by": by} if by else {}
    spec = {"name": "率", "unit": "%", "over": "agencies", "roll_up": way, "each": "支出 / 预算", **weights}
    under = framework([leaf("A", "100", formula="率", rule={"kind": "proportional"})], [spec, *PLAIN])
    numbers = order or list(range(len(entries)))
    card = score(under, agencies=[{"code": str(n), "name": f"单位{n}"} for n in numbers], facts=[
        {"name": name, "value": str(value), "level": "original", "agency": str(n)}
        for n in numbers for name, value in zip(("支出", "预算", "人数"), entries[n], strict=True)])
    value = card.roll_ups[0].value
    assert value is not None
    assert isinstance(value.value, int | Fraction)
    return Fraction(value.value)


@given(members)
def test_with_equal_weights_a_weighted_mean_is_the_mean(entries: Members) -> None:
    equal = [(spent, budget, 7) for spent, budget, _ in entries]
    assert _rolled(equal, "weighted_mean", "人数") == _rolled(equal, "mean")


@given(members)
def test_a_ratio_is_the_mean_weighted_by_its_denominators(entries: Members) -> None:
    assert _rolled(entries, "ratio") == _rolled(entries, "weighted_mean", "预算")


@given(members)
def test_of_one_member_every_way_gives_its_own_value(entries: Members) -> None:
    spent, budget, _ = entries[0]
    assert {_rolled(entries[:1], way, by) for way, by in (*WAYS, ("sum", ""))} == {Fraction(spent, budget)}


@given(members, st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter(entries: Members, random: Random) -> None:
    order = random.sample(range(len(entries)), len(entries))
    for way, by in (*WAYS, ("sum", "")):
        assert _rolled(entries, way, by, order) == _rolled(entries, way, by)


@given(members)
def test_means_and_ratios_lie_between_the_members(entries: Members) -> None:
    rates = [Fraction(spent, budget) for spent, budget, _ in entries]
    for way, by in WAYS:
        assert min(rates) <= _rolled(entries, way, by) <= max(rates)


@given(members)
def test_a_member_with_nothing_adds_nothing_to_a_sum(entries: Members) -> None:
    assert _rolled([*entries, (0, 5, 5)], "sum") == _rolled(entries, "sum")


def _judged(combine: str, scores: list[Fraction]) -> Scorecard:
    under = framework([leaf("A", "100", rule={"kind": "judgement", "combine": combine,
                                                   "least": 3 if combine == "trimmed_mean" else 2})])
    opinions = [{"judge": f"评委{n}", "score": str(float(s)), "reason": "由"} for n, s in enumerate(scores)]
    return score(under, judgements={"A": {"judge": "组", "level": "verified", "scores": opinions}})


@given(ways, points, st.randoms(use_true_random=False))
def test_the_order_of_judges_does_not_matter(combine: str, scores: list[Fraction], random: Random) -> None:
    assert _judged(combine, random.sample(scores, len(scores))).total == _judged(combine, scores).total


@given(ways, points)
def test_what_judges_agree_on_lies_between_them(combine: str, scores: list[Fraction]) -> None:
    total = _judged(combine, scores).total
    assert total is not None
    assert min(scores) <= total <= max(scores)
    assert _judged(combine, [scores[0]] * 4).total == scores[0]


@given(points, st.integers(0, 8))
def test_one_extreme_judge_does_not_move_a_trimmed_mean(scores: list[Fraction], which: int) -> None:
    """However high the highest one goes, it is left out."""
    top = sorted(scores)
    assert _judged("trimmed_mean", top).total == _judged("trimmed_mean", [*top[:-1], Fraction(100)]).total


@given(ways, points, st.integers(0, 8), st.integers(0, 100))
def test_a_higher_score_never_lowers_what_several_judges_give(combine: str, scores: list[Fraction], which: int,
                                                              more: int) -> None:
    raised = list(scores)
    raised[which % len(scores)] = min(Fraction(100), raised[which % len(scores)] + more)
    before, after = _judged(combine, scores).total, _judged(combine, raised).total
    assert before is not None
    assert after is not None
    assert before <= after


@given(st.integers(0, 30), st.integers(0, 30))
def test_more_occurrences_never_score_more(a: int, b: int) -> None:
    under = framework([leaf("A", "100", rule={"kind": "occurrences", "deduct": "7%", "floor": "10分"})])
    low, high = (score(under, judgements={"A": {"judge": "评", "level": "verified", "reason": "由", "count": n}}).total
                 for n in sorted((a, b)))
    assert low is not None
    assert high is not None
    assert 100 >= low >= high >= 10


@given(st.integers(-200, 300), st.integers(1, 200), st.sampled_from(["at_least", "at_most"]))
def test_a_proportional_target_keeps_within_the_weight(value: int, standard: int, side: str) -> None:
    rule = {"kind": "target", side: "标准", "otherwise": "proportional"}
    under = framework([leaf("A", "100", formula="值", rule=rule)],
                      [{"name": "值", "unit": "%"}, {"name": "标准", "unit": "%", "benchmark": "plan"}])
    card = score(under, facts=[{"name": "值", "value": f"{value}%", "level": "original"},
                               {"name": "标准", "value": f"{standard}%", "level": "original"}])
    assert card.total is not None
    assert 0 <= card.total <= 100
    met = value >= standard if side == "at_least" else value <= standard
    assert met <= (card.total == 100)


# Writing: whatever parts a case has, it reads back equal.

names = st.text("甲乙丙丁戊己庚辛0123456789（）、", min_size=1, max_size=8).filter(lambda name: not name.isdigit())
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text == text.strip())
money = st.integers(0, 10**10).map(lambda fen: f"{fen // 100}.{fen % 100:02d}元")
sources = st.fixed_dictionaries({}, optional={"who": texts, "attachment": texts}) | st.fixed_dictionaries(
    {"document": st.just("d")}, optional={"page": st.integers(1, 999).map(str), "label": texts,
                                          "line": st.integers(1, 999).map(str)})
WIDE = framework(
    [leaf("A", "40", formula="支出 / (预算 - 剔除(预算))", rule={"kind": "proportional", "veto": ["造假"]}),
     leaf("B", "30", rule={"kind": "qualitative", "combine": "median", "least": 2}),
     leaf("C", "30", rule={"kind": "occurrences", "deduct": "1分"})],
    [{"name": "支出", "unit": "万元", "over": "agencies", "roll_up": "sum"}, {"name": "预算", "unit": "万元"}],
    vetoes=[{"code": "V1", "text": "造假", "caps": "中"}, {"code": "V2", "text": "挪用", "caps": "差"}])


@st.composite
def wide_cases(draw: st.DrawFn) -> dict[str, Any]:
    """Random parts of every new kind."""
    codes = draw(st.lists(names, unique=True, max_size=3))
    happened = draw(st.dictionaries(st.sampled_from(["V1", "V2"]), st.sampled_from(["是", "否"])))
    opinions = draw(st.lists(st.sampled_from([("达成", "24"), ("达成", "30"), ("部分达成", "18.5"), ("未达成", "0")]),
                             min_size=2, max_size=5))
    levels = st.sampled_from(["original", "verified", "stated", "none"])
    return {
        "documents": [{"id": "d", "title": "报告"}],
        "agencies": [{"code": code, "name": draw(texts)} for code in codes],
        "facts": [{"name": "支出", "value": draw(money), "level": draw(levels), "agency": code, **draw(sources)}
                  for code in codes],
        "judgements": {
            "B": {"judge": draw(texts), "level": draw(levels), "scores": [
                {"judge": f"评委{n}", "band": band, "score": p, "reason": draw(texts)}
                for n, (band, p) in enumerate(opinions)]},
            "C": {"judge": draw(texts), "level": draw(levels), "reason": draw(texts),
                  "count": str(draw(st.integers(0, 100_000)))}},
        "exclusions": [{"fact": "预算", "amount": f"{draw(st.integers(0, 99))}元", "text": draw(texts),
                        "level": draw(levels),
                        "reason": draw(st.sampled_from(["policy", "force_majeure", "assigned", "approved_staff"])),
                        **draw(sources), "attachment": "批文"} for _ in range(draw(st.integers(0, 3)))],
        "vetoes": {code: {"happened": word, "judge": draw(texts), "level": draw(levels), "reason": draw(texts)}
                   for code, word in happened.items()},
        "data": [{"name": f"另{name}", "value": draw(money), "unit": "万元", "level": draw(levels), **draw(sources)}
                 for name in draw(st.lists(names, unique=True, max_size=3))],
        "figures": [{"name": draw(texts), "formula": "支出 / 预算", "unit": "%", "printed": f"{n}.5%", **draw(sources)}
                    for n in draw(st.lists(st.integers(0, 200), max_size=3))],
        "tallies": [{"name": draw(texts), "answers": str(n), "options": [
            {"name": draw(texts), "count": str(n), "printed": "100%"}], **draw(sources)}
            for n in draw(st.lists(st.integers(0, 99), max_size=2))],
        "narrative": draw(st.dictionaries(texts, texts, max_size=3)),
        "follow_ups": [{"id": identity, "text": draw(texts), "state": draw(
            st.sampled_from(["open", "done", "partly", "not_done"])), "note": draw(texts)}
            for identity in draw(st.lists(names, unique=True, max_size=3))],
    }


@given(wide_cases())
def test_a_case_of_new_parts_written_and_read_again_is_equal(parts: dict[str, Any]) -> None:
    made = case(WIDE, **parts)
    document = case_document(made)
    again, problems = read_case(json.dumps(document, ensure_ascii=False), "再读", framework=WIDE)
    assert again is not None, problems
    assert again.case == made
    assert case_document(again.case) == document
    assert results_document(score(WIDE, **parts))["indicators"]


@given(wide_cases(), st.randoms(use_true_random=False))
def test_the_order_of_new_parts_changes_no_score(parts: dict[str, Any], random: Random) -> None:
    budget = {"name": "预算", "value": "5000000元", "level": "original"}
    parts["facts"] = [*parts["facts"], budget]
    shuffled = {name: random.sample(entry, len(entry)) if isinstance(entry, list) else entry
                for name, entry in parts.items()}
    before, after = score(WIDE, **parts), score(WIDE, **shuffled)
    assert [(n.code, n.score, n.evidence) for n in before.nodes] == [(n.code, n.score, n.evidence) for n in after.nodes]
    assert (before.total, before.grade) == (after.total, after.grade)
    missing = node(before, "A").missing
    assert missing is None or isinstance(missing, Missing)
