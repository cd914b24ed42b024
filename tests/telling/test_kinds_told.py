"""Every rule kind, told: the rule's sentence and the steps with the numbers put in."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.frameworks import KINDS
from hengji.telling import indicator_steps
from tests.making import framework, node, score

FACTS = [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "万元"}, {"name": "满意度", "unit": "%"},
         {"name": "项数", "unit": "项"}]
VALUES = {"预算": "300", "支出": "235.52", "满意度": "84.62%", "项数": "2"}

TOLD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "deduction": (
        {"formula": "(支出 - 预算) / 预算",
         "rule": {"kind": "deduction", "at_least": "-10%", "per": "1%", "deduct": "3%"}},
        ["规则：不低于-10%得满分；每下降1%扣权重的3%（按比例），扣完为止",
         "指标 = (支出 − 预算) ÷ 预算 = （235.52万元 − 300.00万元） ÷ 300.00万元 = −21.49%",
         "−21.49% ≥ −10%，不成立",
         "超限部分 = −10% − （−21.4933%） = 11.49%",
         "得分 = 10分 − 10分 × 3% × 11.4933% ÷ 1% = 6.552分，四舍五入到 0.01分，得 6.55 分"]),
    "deduction-floor": (
        {"formula": "支出 / 预算",
         "rule": {"kind": "deduction", "at_least": "95%", "per": "5%", "deduct": "4分", "step": "started"}},
        ["规则：不低于95%得满分；每下降5%扣4分（不足一步按一步），扣完为止",
         "指标 = 支出 ÷ 预算 = 235.52万元 ÷ 300.00万元 = 78.51%",
         "78.51% ≥ 95%，不成立",
         "超限部分 = 95% − 78.5067% = 16.49%",
         "10分 − 4分 × 向上取整（16.4933% ÷ 5%） = −6分，低于 0分，按 0分 计",
         "得 0.00 分"]),
    "proportional": (
        {"formula": "支出", "rule": {"kind": "proportional", "target": "280万元"}},
        ["规则：达到280万元得满分，未达到按比例得分，最高得满分",
         "指标 = 支出 = 235.52万元",
         "得分 = 10分 × 235.52万元 ÷ 280万元 = 8.4114分，四舍五入到 0.01分，得 8.41 分"]),
    "bands": (
        {"formula": "满意度", "rule": {"kind": "bands", "bands": [
            {"from": "90%", "worth": "100%"}, {"from": "80%", "to": "90%", "worth": "6分"},
            {"to": "80%", "worth": "0分"}]}},
        ["规则：90%及以上得权重的100%；80%（含）至90%得6分；80%以下得0分",
         "指标 = 满意度 = 84.62%",
         "84.62% ≥ 90%，不成立",
         "84.62% ≥ 80%，成立",
         "得 6.00 分"]),
    "checklist": (
        {"rule": {"kind": "checklist", "way": "deduct", "each": "1/3",
                  "points": [{"text": "有制度"}, {"text": "已执行"}, {"text": "有记录"}]}},
        ["规则：3 个要点，不符每点扣权重的1/3，扣完为止",
         "第1点“有制度”：符合", "第2点“已执行”：不符合", "第3点“有记录”：符合",
         "得分 = 10分 − （0分 + 10/3分 + 0分） = 6.6667分，四舍五入到 0.01分，得 6.67 分"]),
    "all_or_nothing": (
        {"rule": {"kind": "all_or_nothing", "points": ["有制度", "已执行"]}},
        ["规则：全部符合得满分，否则不得分",
         "第1点“有制度”：符合", "第2点“已执行”：不符合", "得 0.00 分"]),
    "count": (
        {"formula": "项数", "rule": {"kind": "count", "at_least": "3", "deduct": "20%"}},
        ["规则：达到3项得满分，每少一项扣权重的20%，扣完为止",
         "指标 = 项数 = 2项",
         "2项 ≥ 3项，不成立",
         "缺少的项数 = 3项 − 2项 = 1项",
         "得分 = 10分 − 10分 × 每项20% × 1项 = 8分，得 8.00 分"]),
    "target": (
        {"formula": "满意度", "rule": {"kind": "target", "at_least": "90%"}},
        ["规则：不低于90%得满分，否则不得分",
         "指标 = 满意度 = 84.62%", "84.62% ≥ 90%，不成立", "得 0.00 分"]),
    "judgement": (
        {"rule": {"kind": "judgement",
                  "aspects": [{"text": "线上", "worth": "50%"}, {"text": "线下", "worth": "5分"}]}},
        ["规则：由评价人员按实际情况评分，须写明理由；线上占权重的50%、线下占5分", "得 7.50 分"]),
    "split": (
        {"formula": "支出 / 预算", "rule": {
            "kind": "split", "zero_when": "指标 > 100%", "parts": [
                {"name": "甲项", "worth": "40%", "rule": {"kind": "all_or_nothing", "points": ["有制度"]}},
                {"name": "乙项", "worth": "6分", "formula": "满意度", "rule": {"kind": "proportional"}}]}},
        ["规则：甲项（占权重的40%）：符合得满分，否则不得分；乙项（占6分）：按完成比率乘权重得分，最高得满分；"
         "指标 > 100% 的不得分",
         "指标 = 支出 ÷ 预算 = 235.52万元 ÷ 300.00万元 = 78.51%",
         "78.51% > 100%，不成立",
         "第1点“有制度”：符合",
         "甲项得分 = 4分",
         "乙项 = 满意度 = 84.62%",
         "乙项得分 = 6分 × 84.62% = 5.0772分",
         "得分 = 4分 + 5.0772分 = 9.0772分，四舍五入到 0.01分，得 9.08 分"]),
}


def test_every_kind_is_told() -> None:
    assert set(KINDS) <= set(TOLD)


@pytest.mark.parametrize("name", TOLD)
def test_told(name: str) -> None:
    settings, expected = TOLD[name]
    under = framework([{"code": "A", "name": "指标", "weight": "10", **settings},
                       {"code": "B", "name": "其余", "weight": "90", "rule": {"kind": "judgement"}}], FACTS)
    (indicator, _) = under.indicators
    judgement: dict[str, Any] = {"judge": "评", "level": "verified", "reason": "由"}
    if indicator.judged_weight is not None:
        judgement["score"] = "7.5"
    judgement["points"] = [{"n": p.number, "met": "否" if p.number == 2 else "是", "reason": "因"}
                           for p in indicator.points]
    card = score(under, facts=[{"name": n, "value": v, "level": "original"} for n, v in VALUES.items()],
                 judgements={"A": judgement})
    assert indicator.rule is not None
    lines = [line for line in indicator_steps(node(card, "A"), indicator.rule.sentence)
             if not line.startswith(("依据", "评判"))]
    assert lines[:len(expected)] == expected
