"""The five real cases: what their reports print comes out, what they got wrong is shown with the right figure."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from hengji.model import NodeScore, Source
from hengji.services import Evaluation, evaluate_case
from hengji.telling import figure_right, points_shown, rate_shown, shown

CASES = {
    "yanjin-2022": ("86.00", "良", "yanjin-2022-evaluation.txt"),
    "xinzheng-2021": ("83.69", "良", "xinzheng-2021-evaluation.txt"),
    "zhengzhou-2022": ("99.68", "优", "zhengzhou-2022-self-evaluation.txt"),
    "heshan-2021": ("94.00", "优", "heshan-2021-self-evaluation.txt"),
    "jingdezhen-2023": ("81.47", "良", "jingdezhen-2023-feedback.txt"),
}


@cache
def evaluated(name: str) -> Evaluation:
    return evaluate_case(name)


def node(name: str, code: str) -> NodeScore:
    return next(node for node in evaluated(name).scorecard.nodes if node.code == code)


def value(name: str, code: str) -> str:
    quantity = node(name, code).quantity
    assert quantity is not None
    return shown(quantity.value, quantity.unit)


@pytest.mark.parametrize("name", CASES)
def test_totals_and_grades(name: str) -> None:
    card = evaluated(name).scorecard
    assert (points_shown(card.total), card.grade) == CASES[name][:2]
    assert [d for d in card.differences if d.contradicts] == []


@pytest.mark.parametrize(("name", "heads"), [
    ("xinzheng-2021", {"A": ("8.60", "86.00%"), "B": ("24.21", "80.70%"), "C": ("23.76", "79.20%"),
                       "D": ("27.12", "90.40%")}),
    ("zhengzhou-2022", {"A": ("9.73", "97.30%"), "B": ("29.95", "99.83%"), "C": ("25.00", "100.00%"),
                        "D": ("35.00", "100.00%")}),
    ("heshan-2021", {"A": ("19.00", "95.00%"), "B": ("30.00", "100.00%"), "C": ("27.00", "90.00%"),
                     "D": ("18.00", "90.00%")}),
])
def test_heads(name: str, heads: dict[str, tuple[str, str]]) -> None:
    for code, told in heads.items():
        assert (points_shown(node(name, code).score), rate_shown(node(name, code).rate)) == told, code


def test_zhengzhou_execution_in_proportion_to_the_target() -> None:
    head = node("zhengzhou-2022", "A")
    assert head.recomputed is not None
    assert points_shown(head.recomputed.low) == points_shown(head.recomputed.high) == "9.73"
    assert "8.76" in [points_shown(reading.score) for reading in head.readings]
    assert evaluated("zhengzhou-2022").framework.by_code["A"].inferred


def test_heshan_has_more_staff_than_posts() -> None:
    assert value("heshan-2021", "A21") == "110.00%"
    assert len([n for n in evaluated("heshan-2021").scorecard.nodes if n.leaf and n.given is not None]) == 28


def test_xinzheng_both_readings_and_slow_projects() -> None:
    values = {n.name: n for n in evaluated("xinzheng-2021").scorecard.nodes if n.leaf}
    told = {name: {shown(*r.quantity) for r in values[name].readings} | {shown(*values[name].quantity)}  # type: ignore[misc]
            for name in ("预算执行率", "结转结余率")}
    assert told["预算执行率"] >= {"79.34%", "76.96%"}
    assert told["结转结余率"] >= {"26.35%", "20.28%", "20.90%"}
    rolled = {entry.name: entry for entry in evaluated("xinzheng-2021").scorecard.roll_ups}
    rates = {m.name: shown(m.value.value, m.value.step.unit) for m in rolled["项目预算执行率"].members}
    assert sorted(rates.values()) == ["0.00%", "33.26%", "5.41%", "60.44%"]
    assert len(evaluated("xinzheng-2021").scorecard.case.projects) == 12


def test_jingdezhen_figures_and_units() -> None:
    told = {n.name: shown(*n.quantity) for n in evaluated("jingdezhen-2023").scorecard.nodes if n.quantity is not None}
    assert {"489.93%", "226.51万元"} <= set(told.values())
    assert any(text.startswith("3.03") for text in told.values())
    assert len(evaluated("jingdezhen-2023").scorecard.case.agencies) == 5


def test_what_the_reports_got_wrong_is_shown_with_the_right_figure() -> None:
    wrong = {(name, check.printed.text, figure_right(check)) for name in CASES
             for check in evaluated(name).scorecard.figures if check.agrees is False}
    assert wrong >= {
        ("heshan-2021", "100%", "110%"), ("heshan-2021", "14.64%", "12.77%"),
        ("xinzheng-2021", "459.29万元", "453.95万元"), ("xinzheng-2021", "164.43万件", "195.70万件"),
        ("xinzheng-2021", "1400多个工作日", "1345.5个工作日"),
        ("yanjin-2022", "25.32万元", "1021.36万元"), ("yanjin-2022", "114项", "104项")}
    assert not any(check.agrees is None for name in CASES for check in evaluated(name).scorecard.figures)
    assert sum(len(evaluated(name).scorecard.figures) for name in CASES) > 190


@pytest.mark.needs_documents
@pytest.mark.parametrize("name", CASES)
def test_every_printed_figure_stands_on_its_line(name: str, documents: Path) -> None:
    case = evaluated(name).scorecard.case
    lines = (documents / CASES[name][2]).read_text(encoding="utf-8").split("\n")

    def squeezed(text: str) -> str:
        return re.sub(r"\s", "", text)

    sources: list[tuple[str, Source, str]] = [
        *((fact.name, fact.source, fact.source.printed) for fact in (*case.facts, *case.data)),
        *((figure.name, figure.source, figure.printed.text) for figure in case.figures)]
    printed = [(what, source.place, text) for what, source, text in sources if source.place and text]
    assert printed
    for what, place, text in printed:
        assert place.line is not None, what
        assert squeezed(text).rstrip("%分") in squeezed(lines[place.line - 1]), (what, text, place.line)
