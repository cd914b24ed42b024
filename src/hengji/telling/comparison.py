"""Why two scores of one indicator differ (差异原因), in the words of the field."""

from __future__ import annotations

#: By the codes that comparing gives.
REASONS = {
    "absent": "只有一方有这个指标", "not_applicable": "一方列为不适用", "unscored": "一方没有评分",
    "weight": "权重不同", "rule": "规则或公式不同", "override": "一方有复核调整", "facts": "所依据的数不同",
    "judgement": "评判不同", "given": "一方是给定得分", "given_otherwise": "给定得分不同",
    "same_grounds": "依据相同，给定的得分不同",
    "children": "下级得分不同",
}
