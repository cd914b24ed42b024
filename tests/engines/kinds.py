"""Rules of every kind, by hand: conditions, floors, steps, holes, standards, counts, panels, parts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hengji.frameworks import Framework
from hengji.model import exact, exact_text
from tests.making import framework

FACTS: list[dict[str, Any]] = [
    {"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "元"}, {"name": "率", "unit": "%"},
    {"name": "比", "unit": "%"},
    {"name": "标", "unit": "%", "benchmark": "plan"}, {"name": "件数", "unit": "件"}, {"name": "次数", "unit": "次"},
    {"name": "计划数", "unit": "件", "benchmark": "history"}, {"name": "真", "unit": "是否"},
    {"name": "方式", "unit": "文字"},
    {"name": "收", "unit": "日期"}, {"name": "办", "unit": "日期"}, {"name": "时限", "unit": "个工作日"},
    {"name": "执行率", "unit": "%", "formula": "支出 / 预算"},
]
_HOLES = [{"from": "90%", "to": "95%", "worth": "100%"}, {"from": "60%", "to": "80%", "worth": "1/3"}]
_BANDS = [{"from": "90%", "worth": "100%"}, {"from": "80%", "to": "90%", "worth": "2/3"}, {"to": "80%", "worth": "0分"}]
_POINTS = [{"text": "子"}, {"text": "丑"}, {"text": "寅"}]

#: By kind: a formula (or none) and the rule's parameters.
BY_KIND: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "deduction": [
        ("执行率", {"at_least": "95%", "per": "1%", "deduct": "5%"}),
        ("(支出 - 预算) / 预算", {"at_most": "10%", "per": "1%", "deduct": "3%", "step": "full", "floor": "20%"}),
        ("率", {"at_most": "100%", "per": "0.5%", "deduct": "0.1分", "step": "started"}),
        ("率", {"at_least": "标", "per": "1%", "deduct": "7%", "floor": "0.5分"}),
        ("天数(收, 办)", {"at_most": "20天", "per": "3天", "deduct": "10%", "step": "started"}),
        ("工作日数(收, 办)", {"at_most": "时限", "per": "1个工作日", "deduct": "0.1分", "step": "full"}),
        ("工作日数(2019年12月31日, 办)", {"at_most": "900个工作日", "per": "30个工作日", "deduct": "5%"}),
        ("(支出 - 上年(支出)) / 上年(支出)",
         {"at_most": "10%", "per": "1%", "deduct": "3%", "zero_when": "支出 > 预算"}),
    ],
    "proportional": [
        ("执行率", {}), ("率", {"target": "标", "cap": "80%"}), ("件数", {"target": "计划数"}),
        ("支出", {"target": "100万元"}),
        ("(支出 - 剔除(支出)) / (预算 - 剔除(预算))", {"cap": "1分"}),
        ("率", {"reason_when": "率 > 130%", "without_reason": "50%", "zero_when": "真 并且 比 < 60%"}),
    ],
    "bands": [
        ("率", {"bands": _BANDS}), ("执行率", {"bands": _HOLES}), ("四舍五入(率, 2)", {"bands": _BANDS[:2]}),
        ("执行率", {"bands": _HOLES, "zero_when": "执行率 > 94%", "veto": ["造假"]}),
        ("件数", {"bands": [{"from": "10件", "worth": "100%"}, {"from": "3件", "to": "10件", "worth": "0.5分"},
                          {"to": "3件", "worth": "0分"}]}),
    ],
    "checklist": [
        ("", {"way": "deduct", "each": "40%", "points": _POINTS}),
        ("", {"way": "earn", "each": "1/3", "points": _POINTS, "zero_when": "支出 > 预算", "veto": ["挪用", "造假"]}),
        ("", {"way": "deduct", "each": "0.3分", "points": [{"text": "卯", "points": _POINTS[:2]}, {"text": "辰"}]}),
    ],
    "all_or_nothing": [
        ("", {"points": ["子", "丑"]}), ("", {"condition": "支出 <= 预算 并且 预算 <> 0元"}),
        ("", {"condition": '方式 = "甲" 或者 收 < 办', "veto": ["它"]}),
        ("", {"condition": "支出 / 预算 > 90% 或者 真"}),
    ],
    "count": [
        ("件数", {"at_least": "5", "deduct": "20%"}),
        ("件数 / 3", {"at_least": "2", "deduct": "1/3", "floor": "0.2分"}),
        ("", {"at_least": "2", "deduct": "30%", "points": ["子", "丑", "寅"]}),
    ],
    "target": [
        ("执行率", {"at_least": "90%"}), ("率", {"at_most": "标", "otherwise": "proportional"}),
        ("率", {"at_least": "标 * 2", "otherwise": "proportional"}), ("率", {"at_least": "比", "otherwise": "unruled"}),
        ("件数", {"at_least": "计划数", "otherwise": "proportional", "reason_when": "件数 > 10 * 计划数"}),
        ("率", {"at_most": "90%", "otherwise": "proportional"}),
    ],
    "occurrences": [
        ("", {"deduct": "0.5分"}), ("次数", {"deduct": "15%", "floor": "10%"}),
        ("次数 * 2", {"deduct": "1/7", "veto": ["它"]}),
    ],
    "qualitative": [
        ("", {}), ("", {"bands": [{"name": "好", "from": "70%"}, {"name": "差", "from": "0%"}], "combine": "median"}),
    ],
    "judgement": [
        ("", {}), ("", {"combine": "trimmed_mean", "least": "3"}), ("率", {"zero_when": "率 < 50%"}),
    ],
    "as_printed": [("", {}), ("率", {}), ("率", {"zero_when": "率 < 80%"}), ("率", {"veto": ["它"]})],
    "split": [
        ("", {"parts": [
            {"name": "甲部", "worth": "40%", "formula": "执行率", "rule": {"kind": "proportional"}},
            {"name": "乙部", "worth": "35%", "formula": "率", "rule": {"kind": "bands", "bands": _HOLES}},
            {"name": "丙部", "worth": "25%",
             "rule": {"kind": "checklist", "way": "earn", "each": "1/3", "points": _POINTS}}]}),
        ("", {"parts": [
            {"name": "甲部", "worth": "50%", "formula": "支出", "rule": {"kind": "target", "at_most": "1万元"}},
            {"name": "乙部", "worth": "50%", "rule": {"kind": "judgement"}}], "zero_when": "真"}),
        ("", {"parts": [
            {"name": "甲部", "worth": "50%", "formula": "率", "rule": {"kind": "bands", "bands": _HOLES}},
            {"name": "乙部", "worth": "50%", "formula": "比", "rule": {"kind": "bands", "bands": _HOLES}}]}),
        ("", {"parts": [
            {"name": "甲部", "worth": "50%", "formula": "率", "rule": {"kind": "proportional"}},
            {"name": "乙部", "worth": "50%", "rule": {"kind": "as_printed"}}], "zero_when": "比 < 50%"}),
    ],
}


def leaf(code: str, kind: str, formula: str, parameters: dict[str, Any], weight: str) -> dict[str, Any]:
    """One indicator with such a rule."""
    own = {"formula": formula} if formula else {}
    return {"code": code, "name": f"指标{code}", "weight": weight, "rule": {"kind": kind, **parameters}, **own}


def packed(rules: list[tuple[str, str, dict[str, Any]]], *, levels: int = 2, full: int = 120, places: int = 2,
           vetoes: int = 0, **settings: Any) -> Framework:
    """A framework of such rules (kind, formula, parameters), three and three, so many levels deep.

    What is left of the full marks is an expert's to judge.
    """
    weights = ["3", "4", "2"] if places == 0 else ["3", "2.5", "3.5"]
    leaves = [leaf(f"X{n}", *rule, weights[n % 3]) for n, rule in enumerate(rules)]
    rest = full - sum(Fraction(each["weight"]) for each in leaves)
    leaves.append(leaf("X", "judgement", "", {}, exact_text(rest)))
    nodes = leaves
    for level in range(levels, 1, -1):
        nodes = [_parent(f"{'ABC'[level - 2]}{n}", nodes[n:n + 3]) for n in range(0, len(nodes), 3)]
    listed = [{"code": f"V{n}", "text": f"事项{n}", "caps": "中" if n else "差"} for n in range(vetoes)]
    return framework(nodes, FACTS, full=str(full), places=str(places), vetoes=listed, as_printed="是", **settings)


def _parent(code: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    weight = exact_text(exact(sum((Fraction(child["weight"]) for child in children), Fraction(0))))
    return {"code": code, "name": f"指标{code}", "weight": weight, "children": children}
