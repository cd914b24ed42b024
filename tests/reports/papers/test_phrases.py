"""Turns of phrase: lists, headings made of sentences, amounts as people choose their units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hengji.reports.papers.phrases import advised, heading_of, joined, money, numbered, share, tight


@pytest.mark.parametrize(("fen", "told"), [
    (18_900_000, "18.90万元"), (340_000, "3400元"), (12_940_390, "129403.90元"), (0, "0.00万元"),
    (-18_35 * 10_000, "−18.35万元"), (1_234_50, "1234.50元")])
def test_money_in_the_unit_that_holds_it_whole(fen: int, told: str) -> None:
    assert money(fen) == told


def test_lists() -> None:
    assert joined(["甲"]) == "甲"
    assert joined(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert numbered(["做甲"]) == "做甲。"
    assert numbered(["做甲。", "做乙"]) == "一是做甲；二是做乙。"
    assert numbered([f"做{n}" for n in range(11)]).startswith("（1）做0；（2）做1")


def test_a_heading_holds_as_many_clauses_as_fit() -> None:
    assert heading_of("资产没有盘点，台账缺失（见附件）。另有一事") == "资产没有盘点，台账缺失"
    assert heading_of("四个项目执行慢：执行率都不高，其中一个项目为零，其余三个项目不到一半还多一些") == \
        "四个项目执行慢，执行率都不高，其中一个项目为零"


def test_remedies_become_advice() -> None:
    assert advised("补办手续") == "建议补办手续"
    assert advised("应补办手续") == "应补办手续"


def test_shares_and_signs() -> None:
    assert share(1, 3) == "33.33%"
    assert share(1, 0) == "—"
    assert share(Fraction(1, 2), 1) == "50.00%"
    assert tight("3 个要点，甲 ÷ 乙 = 50.00% 以上") == "3个要点，甲÷乙=50.00%以上"
