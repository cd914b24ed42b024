"""The HTML scorecard: everything on it, nothing loaded, nothing injected."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from hengji.reports import scorecard_page
from hengji.reports.charts import scorecard_spec
from hengji.services import evaluate_case
from tests.making import case, framework, judged, leaf, score


@cache
def page() -> str:
    evaluation = evaluate_case("yanjin-2022")
    return scorecard_page(evaluation.scorecard, evaluation.framework, "sha256:abc")


def _table(text: str) -> list[list[str]]:
    """The cells of the score table, row by row, the unfolding rows left out."""
    body = text[text.index('<table class="scores">'):text.index("</table>")]
    rows = re.findall(r'<tr class="level\d[^"]*"[^>]*>(.*?)</tr>', body, re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
            for row in rows]


def test_every_score_stands_in_the_table() -> None:
    evaluation = evaluate_case("yanjin-2022")
    rows = {row[0]: row for row in _table(page())}
    assert len(rows) == 49  # 48 indicators and the sum
    for node in evaluation.scorecard.nodes:
        assert rows[node.code][1] == node.name
        assert rows[node.code][3] == f"{float(node.score or 0):.2f}"


def test_what_a_reader_must_see() -> None:
    for words in ("86.00", "良", "85.00–86.50", "给定 0.50 · 按规则 0.50–1.00", "口径 3 种", "与 B61 同一问题",
                  "原始记录", "第三方核实", "单位陈述", "无依据", "−5.18%", "0.47", "sha256:abc", "6.50 分 · 7.56%",
                  "D32 档"):
        assert words in page(), words


def test_nothing_is_loaded_from_elsewhere() -> None:
    class Collector(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found += [f"{tag} {name}={value}" for name, value in attrs if name in ("src", "href", "xlink:href")]

    collector = Collector()
    collector.feed(page())
    assert collector.found == []
    assert "@import" not in page()
    assert "url(" not in page()


def test_texts_of_a_case_are_not_markup() -> None:
    evil = '</script><script>alert("坏")</script><img src=x onerror=alert(1)>'
    under = framework([leaf("A", "100", name=evil)], title=evil)
    card = score(under, entity={"name": evil}, judgements={"A": {**judged("50"), "reason": evil}})
    text = scorecard_page(card, under, "sha256:abc")
    assert "<script>alert" not in text
    assert "<img" not in text


def test_an_unfinished_scorecard_says_so() -> None:
    under = framework([leaf("A", "60"), leaf("B", "40")])
    text = scorecard_page(score(under, judgements={"A": judged("50")}), under, "sha256:abc")
    assert "尚未评完：已评 50.00 / 60.00 分" in text
    assert "未评分" in text


def test_what_does_not_apply_and_overrides_show() -> None:
    under = framework([leaf("A", "60"), leaf("B", "40")])
    made = case(under, judgements={"A": judged("50")}, not_applicable=[{"code": "B", "reason": "没有业务"}],
                overrides=[{"code": "A", "score": "55", "who": "复核人", "reason": "补材料"}])
    from hengji.scoring import score_case

    text = scorecard_page(score_case(made, under), under, "sha256:abc")
    for words in ("不适用，权重已调剂", "没有业务", "复核调整 · 复核人", "补材料"):
        assert words in text


def test_the_picture_is_one_spec_with_the_figures_of_the_scorecard() -> None:
    evaluation = evaluate_case("yanjin-2022")
    gauge, bars = scorecard_spec(evaluation.scorecard, evaluation.framework)["vconcat"]
    assert [band["grade"] for band in gauge["layer"][0]["data"]["values"]] == ["优", "良", "中", "差"]
    assert gauge["layer"][-1]["data"]["values"] == [{"at": 86.0, "label": "86.00"}]
    assert len(bars["data"]["values"]) == 14
    assert {"name": "A2 目标设定", "label": "58.33%"}.items() <= bars["data"]["values"][1].items()


def test_every_indicator_that_shares_a_finding_is_named() -> None:
    under = framework([leaf(code, "25") for code in "ABCD"])
    findings = [{"id": name, "text": f"问题{name}"} for name in ("F1", "F2")]
    named = {"A": ["F1", "F2"], "B": ["F1"], "C": ["F2"], "D": []}
    card = score(under, findings=findings, judgements={
        code: {**judged("20"), "findings": ids} for code, ids in named.items()})
    assert "与 B、C 同一问题" in scorecard_page(card, under, "sha256:abc")
