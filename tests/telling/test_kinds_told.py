"""Every rule kind, told: the rule's sentence and the steps with the numbers put in."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.frameworks import KINDS, Indicator
from hengji.telling import indicator_steps
from tests.making import framework, node, score

FACTS = [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "万元"}, {"name": "满意度", "unit": "%"},
         {"name": "项数", "unit": "项"}, {"name": "次数", "unit": "次"},
         {"name": "目标值", "unit": "%", "benchmark": "plan"}]
VALUES = {"预算": "300", "支出": "235.52", "满意度": "84.62%", "项数": "2", "次数": "3", "目标值": "90%"}

TOLD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "deduction": (
        {"formula": "(支出 - 预算) / 预算",
         "rule": {"kind": "deduction", "at_least": "-10%", "per": "1%", "deduct": "3%"}},
        ["规则：不低于-10%得满分；每下降1%扣权重的3%（按比例），扣完为止",
         "指标 = (支出 − 预算) ÷ 预算 = （235.52万元 − 300.00万元） ÷ 300.00万元 = −21.49%",
         "−21.49% ≥ −10%，不成立",
         "不足部分 = −10% − （−21.4933%） = 11.49%",
         "得分 = 10分 − 10分 × 3% × 11.4933% ÷ 1% = 6.552分，四舍五入到 0.01分，得 6.55 分"]),
    "deduction-floor": (
        {"formula": "支出 / 预算",
         "rule": {"kind": "deduction", "at_least": "95%", "per": "5%", "deduct": "4分", "step": "started"}},
        ["规则：不低于95%得满分；每下降5%扣4分（不足一步按一步），扣完为止",
         "指标 = 支出 ÷ 预算 = 235.52万元 ÷ 300.00万元 = 78.51%",
         "78.51% ≥ 95%，不成立",
         "不足部分 = 95% − 78.5067% = 16.49%",
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
    "target-proportional": (
        {"formula": "满意度", "rule": {"kind": "target", "at_least": "目标值", "otherwise": "proportional"}},
        ["规则：不低于目标值得满分，否则按实际值÷目标值的比例得分",
         "指标 = 满意度 = 84.62%",
         "84.62% ≥ 90.00%，不成立",
         "得分 = 10分 × 84.62% ÷ 90.00% = 9.4022分，四舍五入到 0.01分，得 9.40 分"]),
    "target-proportional-at-most": (
        {"formula": "项数", "rule": {"kind": "target", "at_most": "1项", "otherwise": "proportional"}},
        ["规则：不高于1项得满分，否则按目标值÷实际值的比例得分",
         "指标 = 项数 = 2项",
         "2项 ≤ 1项，不成立",
         "得分 = 10分 × 1项 ÷ 2项 = 5分，得 5.00 分"]),
    "occurrences": (
        {"formula": "次数", "rule": {"kind": "occurrences", "deduct": "0.5分"}},
        ["规则：每发生一次扣0.5分，扣完为止",
         "指标 = 次数 = 3次",
         "得分 = 10分 − 每次0.5分 × 3次 = 8.5分，得 8.50 分"]),
    "occurrences-counted": (
        {"rule": {"kind": "occurrences", "deduct": "40%", "floor": "1分"}},
        ["规则：每发生一次扣权重的40%，最低1分",
         "得分 = 10分 − 10分 × 每次40% × 2次 = 2分，得 2.00 分"]),
    "qualitative": (
        {"rule": {"kind": "qualitative"}},
        ["规则：达成得权重的80%（含）至100%（含）；部分达成得权重的60%（含）至80%；未达成得权重的0%（含）至60%；在档内评分，须写明理由",
         "得 7.50 分",
         "达成程度：部分达成"]),
    "qualitative-bands": (
        {"rule": {"kind": "qualitative", "bands": [{"name": "好", "from": "70%"}, {"name": "差", "from": "0%"}]}},
        ["规则：好得权重的70%（含）至100%（含）；差得权重的0%（含）至70%；在档内评分，须写明理由",
         "得 7.50 分",
         "达成程度：好"]),
    "as_printed": (
        {"rule": {"kind": "as_printed"}},
        ["规则：没有公布评分规则，只能照给定的得分记",
         "还不能评分：缺“指标”的给定得分"]),
    "several-judges": (
        {"rule": {"kind": "judgement", "combine": "trimmed_mean", "least": "4"}},
        ["规则：由评价人员按实际情况评分，须写明理由，由 4 人以上评分，去掉最高最低各一个后取平均",
         "“指标”的评判分 = 去掉最高最低各一个后的平均（7.5分，6分，7.9分，7分） = 7.25分",
         "得 7.25 分",
         "甲评 7.50 分：由",
         "乙评 6.00 分：由",
         "丙评 7.90 分：由",
         "丁评 7.00 分：由",
         "4 人评分，最低 6.00，最高 7.90，相差 1.90"]),
    "several-judges-median": (
        {"rule": {"kind": "qualitative", "combine": "median"}},
        ["规则：达成得权重的80%（含）至100%（含）；部分达成得权重的60%（含）至80%；"
         "未达成得权重的0%（含）至60%；在档内评分，须写明理由，由 3 人以上评分，取中位数",
         "“指标”的评判分 = 中位数（7.5分，6分，7.9分，7分） = 7.25分",
         "得 7.25 分",
         "甲评 7.50 分（部分达成）：由",
         "乙评 6.00 分（部分达成）：由",
         "丙评 7.90 分（部分达成）：由",
         "丁评 7.00 分（部分达成）：由",
         "4 人评分，最低 6.00，最高 7.90，相差 1.90"]),
    "reason_when": (
        {"formula": "项数 / 1项",
         "rule": {"kind": "proportional", "reason_when": "指标 > 130%", "without_reason": "80%"}},
        ["规则：按完成比率乘权重得分，最高得满分；指标 > 130% 的要说明原因，没有合理原因的最多得权重的80%",
         "指标 = 项数 ÷ 1项 = 2项 ÷ 1项 = 200.00%",
         "200.00% > 130%，成立",
         "第1点“指标 > 130% 才评：有合理原因”：符合",
         "10分 × 200.00% = 20分，高于 10分，按 10分 计",
         "得 10.00 分",
         "第1点符合：因"]),
    "veto": (
        {"formula": "满意度", "rule": {"kind": "target", "at_least": "80%", "veto": ["数据造假", "拒不配合"]}},
        ["规则：不低于80%得满分，否则不得分；发生“数据造假”或“拒不配合”的不得分",
         "指标 = 满意度 = 84.62%",
         "否决事项“数据造假”：未发生",
         "否决事项“拒不配合”：查实发生",
         "得 0.00 分",
         "第1点符合：因",
         "第2点不符合：因"]),
    "inferred": (
        {"inferred": "从评分表的扣分推断", "formula": "满意度", "rule": {"kind": "target", "at_least": "80%"}},
        ["规则：不低于80%得满分，否则不得分（规则是推断的：从评分表的扣分推断）",
         "指标 = 满意度 = 84.62%",
         "84.62% ≥ 80%，成立",
         "得 10.00 分"]),
}


def test_every_kind_is_told() -> None:
    assert set(KINDS) <= set(TOLD)


def _judgement(indicator: Indicator) -> dict[str, Any]:
    """What the rule of ``indicator`` asks for: 7.5 points of each judge, and not met what is second."""
    expert = indicator.expert
    asked: dict[str, Any] = {}
    if expert is not None and expert.counts:
        asked["count"] = "2"
    elif expert is not None:
        band = {"band": expert.bands[0 if len(expert.bands) == 2 else 1].name} if expert.bands else {}
        one = {"score": "7.5", **band}
        asked = one if expert.panel is None else {"scores": [
            {"judge": name, "reason": "由", **one, "score": points}
            for name, points in zip("甲乙丙丁", ("7.5", "6", "7.9", "7"), strict=True)]}
    asked["points"] = [{"n": p.number, "met": "否" if p.number == 2 else "是", "reason": "因"}
                       for p in indicator.points]
    return {"judge": "评", "level": "verified", "reason": "由", **asked}


@pytest.mark.parametrize("name", TOLD)
def test_told(name: str) -> None:
    settings, expected = TOLD[name]
    under = framework([{"code": "A", "name": "指标", "weight": "10", **settings},
                       {"code": "B", "name": "其余", "weight": "90", "rule": {"kind": "judgement"}}], FACTS)
    (indicator, _) = under.indicators
    card = score(under, facts=[{"name": n, "value": v, "level": "original"} for n, v in VALUES.items()],
                 judgements={"A": _judgement(indicator)})
    assert indicator.rule is not None
    lines = [line for line in indicator_steps(node(card, "A"), indicator.rule.sentence)
             if not line.startswith(("依据", "评判"))]
    assert lines[:len(expected)] == expected
