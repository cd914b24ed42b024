"""The Yanjin rules as a hand-written Decimal loop: no derivations, no ranges, no readings, no evidence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT, HUNDRED = Decimal("0.01"), Decimal(100)
POINTS = {"A11": 3, "A12": 4, "A21": 4, "A23": 2, "B21": 2, "B22": 3, "B23": 1, "B31": 2, "B32": 1, "B42": 4,
          "B61": 3, "B71": 2, "B72": 2, "B73": 2, "C14": 2}
EACH = {"A11": Decimal(2) / 3, "A12": Decimal("0.5"), "A21": Decimal("0.5"), "A23": Decimal(1), "B21": Decimal(1),
        "B22": Decimal(1), "B23": Decimal(1), "B31": Decimal(1), "B32": Decimal(2), "B42": Decimal("0.5"),
        "B61": Decimal(1), "B71": Decimal("0.5"), "B72": Decimal("0.5"), "B73": Decimal("0.5"), "C14": Decimal("2.5")}
WEIGHT = {"A11": 2, "A12": 2, "A21": 2, "A23": 2, "B21": 2, "B22": 2, "B23": 1, "B31": 2, "B32": 2, "B42": 2,
          "B61": 2, "B71": 1, "B72": 1, "B73": 1, "C14": 5}


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def rate(a: Any, b: Any) -> Decimal:
    return Decimal(a) * HUNDRED / Decimal(b)


def band(value: Decimal, top: int) -> Decimal:
    return Decimal(top if value >= 90 else 5 if value >= 85 else 3 if value >= 80 else 0)


def half(spent: Any, budget: Any) -> Decimal:
    share = rate(spent, budget)
    return Decimal(1) if share >= 95 else max(Decimal(0), 1 - (95 - share) * Decimal("0.05"))


def score(f: Mapping[str, Any], met: Mapping[str, bool], judged: Mapping[str, Decimal]) -> tuple[Decimal, str]:
    """Total and grade from facts, judged points and expert scores."""
    s: dict[str, Decimal] = {}
    for code, count in POINTS.items():
        unmet = sum(not met[f"{code}:{n}"] for n in range(1, count + 1))
        s[code] = rounded(max(Decimal(0), WEIGHT[code] - EACH[code] * unmet))
    s["A22"] = Decimal(1) * met["A22:1"] + Decimal("0.5") * (met["A22:2"] + met["A22:3"])
    s["B41"] = Decimal(1) * met["B41:1"] + Decimal("0.25") * sum(met[f"B41:{n}"] for n in range(2, 6))
    s["C11"] = Decimal(1) * met["C11:1"] + 2 * Decimal(met["C11:2"] + met["C11:3"])
    r = rate(f["调整预算数"] - f["年初预算数"], f["年初预算数"])
    s["B11"] = Decimal(2) if r <= 10 else max(Decimal(0), rounded(2 * (1 - (r - 10) * Decimal("0.03"))))
    over = rate(f["实际支出数"], f["调整预算数"]) > 100
    s["B12"] = Decimal(0) if over else rounded(
        half(f["基本支出实际支出数"], f["基本支出调整预算数"]) + half(f["项目支出实际支出数"], f["项目支出调整预算数"]))
    before = f["上年:累计结转结余资金总额"]
    r = rate(f["累计结转结余资金总额"] - before, before)
    s["B13"] = Decimal(1) if r <= 10 else max(Decimal(0), 1 - Decimal("0.5") * ((r - 10) // 5))
    r = rate(f["在职人员数"], f["编制数"])
    s["B51"] = Decimal(2) if r <= 100 else max(Decimal(0), rounded(2 * (1 - (r - 100) * Decimal("0.05"))))
    s["C12"], s["D11"] = judged["C12"], judged["D11"]
    s["C13"] = Decimal("2.5") * met["C13:1"] + (Decimal("2.5") if f["一次办成群众比例"] >= 90 else 0)
    s["C21"] = Decimal(10) if rate(f["网上办理事项数"], f["政务服务事项总数"]) >= 98 else Decimal(0)
    s["C22"] = rounded(f["重点工作任务完成比率"] / 10)
    s["D21"] = Decimal(6 - (3 - sum(met[f"D21:{n}"] for n in (1, 2, 3))))
    s["D31"], s["D32"] = band(f["群众满意度"], 6), band(f["工作人员满意度"], 5)
    total = sum(s.values(), Decimal(0))
    return total, "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
