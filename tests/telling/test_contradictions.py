"""Findings in words: how much was checked always stands beside what was found."""

from __future__ import annotations

from dataclasses import replace

from hengji.model import Proofread
from hengji.telling import comment_told, coverage_told, kinds_told, side_comment_told, sides_told, verdict_told
from tests.proofreads import proofread


def test_nothing_found_never_hides_nothing_checked() -> None:
    found = proofread()
    assert verdict_told(found) == "发现：错误 3，待核 1，提示 1。另有 2 个数字没有可核对的关系。"
    clean = replace(found, contradictions=())
    assert verdict_told(clean) == "核对过的 11 个数字没有发现矛盾。另有 2 个数字没有可核对的关系。"
    unrelated = replace(clean, relations=0)
    assert "什么也没有核对；这不表示没有矛盾" in verdict_told(unrelated)
    empty = Proofread(found.manuscript, (), 0, ())
    assert verdict_told(empty).startswith("没有读到数字，什么也没有核对")
    assert coverage_told(found) == "13 个数字，核对 11 个，关系 14 条，读不出 1 处"
    assert kinds_told(found) == "分母用错 1，文表不一致 1，合计不符 1，缺依据 1，比率不符 1"  # not the one set aside


def test_both_sides_then_why_then_what_to_write() -> None:
    first, second, *_ = proofread().standing
    assert [word for word, _ in sides_told(first)] == ["印出", "应为", "算式", "原因", "改为"]
    assert ("另见", "第1页第2段　实有在编人员：22名　“核定编制20名，实有在编人员22名。”") in list(sides_told(second))
    told = replace(first, explanation=f"下降率：{first.formula}")
    assert "算式" not in dict(sides_told(told))  # it is in the explanation
    assert dict(sides_told(replace(first, severity="warning")))["算得"] == "7.01%"


def test_of_many_other_sides_the_first_are_listed() -> None:
    second = proofread().standing[1]
    many = replace(second, sides=second.sides[:1] * 12)
    also = [text for word, text in sides_told(many) if word == "另见"]
    assert (len(also), also[-1]) == (11, "另有 2 处，没有一一列出")
    assert [text for word, text in sides_told(replace(many, sides=many.sides[:10])) if word == "另见"] == also[:10]


def test_comments_point_to_each_other() -> None:
    second = proofread().standing[1]
    assert comment_told(second, 2).splitlines()[:3] == ["2 错误　文表不一致", "印出：100%", "应为：110%"]
    assert side_comment_told(second, 2) == "2 另一处　与第2页第6段的“100%”不一致，见批注 2"
