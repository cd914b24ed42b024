"""Operands that hurt, and formulas of them: edges in every cell, random formulas of every kind of quantity."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from hengji.model import UNITS, Unit, Value, exact

from .asking import Row

#: Facts by the kind of their quantity. 大 and 巨 are money as large as a province's, and as large as any state's.
KINDS: dict[str, list[str]] = {
    "money": ["甲", "乙", "丙"], "large": ["大", "巨"], "rate": ["率", "比", "微"], "count": ["件", "人", "项"],
    "score": ["分数", "分值"], "truth": ["真", "假", "疑"], "date": ["收", "办", "完"], "text": ["言", "语"],
}
_UNITS = {"money": "元", "large": "元", "rate": "倍", "count": "件", "score": "分", "truth": "是否", "date": "日期",
          "text": "文字"}
NAMES: dict[str, Unit] = {name: UNITS[_UNITS[kind]] for kind, names in KINDS.items() for name in names}
_RATES = ["0", "1", "-1", "0.5", "-0.5", "0.0005", "0.005", "1.005", "0.895", "0.8995", "0.0001", "-0.0005", "3", "100"]
_SCORES = ["0", "0.5", "-0.5", "1.5", "2.5", "-2.5", "99.995", "86.005", "100", "0.0001"]
#: A way to write a formula.
Way = Callable[[], str]
#: What dates give.
_SPANS = {"days": "天数", "workdays": "工作日数"}
#: Years whose holidays nobody has told lie on both sides.
FIRST, LAST = date(2003, 11, 1), date(2028, 2, 1)


def rows(count: int, seed: int, gaps: int = 12) -> list[Row]:
    """Rows in which about ``gaps`` of 100 cells are empty."""
    rng = random.Random(seed)
    return [{name: None if rng.randrange(100) < gaps else _cell(kind, name, rng)
             for kind, names in KINDS.items() for name in names} for _ in range(count)]


def _cell(kind: str, name: str, rng: random.Random) -> Value:
    match kind:
        case "money":
            return rng.choice([0, 1, -1, 5, 50, -50, 100, 12_345, 10**6, rng.randint(-500, 500),
                               rng.randint(-(10**9), 10**9), rng.randint(0, 10**13)])
        case "large":
            most = 10**15 if name == "大" else 10**17
            return rng.choice([0, most, -most, most - 1, rng.randint(1, 99), rng.randint(-most, most)])
        case "rate":
            text = "0.0001" if name == "微" and rng.random() < 0.7 else rng.choice(_RATES)
            return exact(Fraction(text) if rng.random() < 0.7 else Fraction(rng.randint(-20_000, 20_000), 10**4))
        case "count":
            return rng.choice([0, 1, 2, 3, 7, 10, -1, -3, rng.randint(0, 400), rng.randint(0, 10**9)])
        case "score":
            number = Fraction(rng.choice(_SCORES)) if rng.random() < 0.7 else Fraction(rng.randint(0, 10**6), 10**4)
            return exact(number)
        case "truth":
            return rng.random() < 0.6
        case "date":
            return _day(rng)
    return rng.choice(["甲", "乙", "甲 ", "", "O'Brien\\", "a\"b`c", "${env:HOME}", "公开招标😀", "%_\n\t"])


def _day(rng: random.Random) -> date:
    if rng.random() < 0.3:  # the turn of a year, and long holidays
        return date(rng.randint(2021, 2024), *rng.choice([(12, 31), (1, 1), (12, 30), (1, 3), (2, 12), (10, 8)]))
    if rng.random() < 0.1:
        return rng.choice([FIRST, LAST, date(2003, 12, 31), date(2004, 1, 1), date(2004, 2, 29)])
    return date(2021, 1, 1) + timedelta(days=rng.randint(0, 1400))


class Making:
    """Random formulas: each method writes one of its kind of quantity, at most so deep."""

    def __init__(self, seed: int, *, large: bool = False) -> None:
        self.rng = random.Random(seed)
        self.kinds = {**KINDS, "money": [*KINDS["money"], *KINDS["large"]]} if large else KINDS

    def any(self, depth: int) -> str:
        return self.of(self.rng.choice(["money", "rate", "count", "score", "truth", *_SPANS]), depth)

    def of(self, kind: str, depth: int) -> str:
        if kind in ("date", "text"):
            return self._choice(kind, depth) if depth and self.rng.random() < 0.3 else self._leaf(kind)
        if kind in _SPANS and depth and self.rng.random() < 0.5:
            return f"{_SPANS[kind]}({self.of('date', depth - 1)}, {self.of('date', depth - 1)})"
        if depth == 0 or self.rng.random() < 0.15:
            return self._leaf(kind)
        if kind == "truth":
            return self._truth(depth - 1)
        if kind not in _SPANS and self.rng.random() < 0.3:
            return self._own(kind, depth - 1)
        return self._alike(kind, depth - 1)

    def _leaf(self, kind: str) -> str:
        if kind in _SPANS:
            return f"{_SPANS[kind]}({self._leaf('date')}, {self._leaf('date')})"
        if self.rng.random() < 0.8:
            return self.rng.choice(self.kinds[kind])
        return self.rng.choice({
            "money": ["0元", "1万元", "0.5元", "100元"], "rate": ["0%", "50%", "1/3", "0.05%", "100%"],
            "count": ["0", "1", "3", "2.5"], "score": ["0分", "0.5分", "20分"], "truth": ["是", "否"],
            "date": ["2022年12月31日", "2024年1月1日"], "text": ['"甲"', '"公开招标😀"', '"O\'Brien\\"'],
        }[kind])

    def _choice(self, kind: str, depth: int) -> str:
        return f"如果({self.of('truth', depth)}, {self.of(kind, depth)}, {self.of(kind, depth)})"

    def _truth(self, depth: int) -> str:
        def compared() -> str:
            kind = self.rng.choice(["money", "rate", "count", "score", "date", *_SPANS])
            sign = self.rng.choice(["<", "<=", ">", ">=", "=", "<>"])
            return f"({self.of(kind, depth)} {sign} {self.of(kind, depth)})"

        def connected() -> str:
            word = self.rng.choice(["并且", "或者"])
            return f"({self.of('truth', depth)} {word} {self.of('truth', depth)})"

        def texts() -> str:
            return f"({self.of('text', depth)} {self.rng.choice(['=', '<>'])} {self.of('text', 0)})"

        ways: list[Way] = [compared, compared, connected, connected, texts,
                           lambda: f"非 ({self.of('truth', depth)})", lambda: self._choice("truth", depth)]
        return self.rng.choice(ways)()

    def _own(self, kind: str, depth: int) -> str:
        """What only quantities of this kind come of."""
        def many(of: str, least: int, most: int) -> str:
            return ", ".join(self.of(of, depth) for _ in range(self.rng.randint(least, most)))

        ways: dict[str, list[Way]] = {
            "money": [lambda: f"({self.of('money', depth)} * {self.of('rate', depth)})",
                      lambda: f"({self.of('money', depth)} / {self.of('rate', depth)})"],
            "rate": [lambda: f"({self.of('money', depth)} / {self.of('money', depth)})",
                     lambda: f"({self.of('count', depth)} / {self.of('count', depth)})",
                     lambda: f"({self.of('rate', depth)} * {self.of('rate', depth)})",
                     lambda: f"{self.rng.choice(['向上取整', '向下取整'])}({self.of('rate', depth)})"],
            "count": [lambda: f"个数({many('truth', 1, 4)})",
                      lambda: f"({self.of('count', depth)} * {self.of('rate', depth)})",
                      lambda: f"{self.rng.choice(['向上取整', '向下取整'])}({self.of('count', depth)})"],
            "score": [lambda: f"({self.of('score', depth)} * {self.of('rate', depth)})",
                      lambda: f"{self.rng.choice(['向上取整', '向下取整'])}({self.of('score', depth)})"],
        }
        return self.rng.choice(ways[kind])()

    def _alike(self, kind: str, depth: int) -> str:
        """What comes of any quantities of one kind."""
        def many(least: int, most: int) -> str:
            return ", ".join(self.of(kind, depth) for _ in range(self.rng.randint(least, most)))

        ways: list[Way] = [
            lambda: f"({self.of(kind, depth)} + {self.of(kind, depth)})",
            lambda: f"({self.of(kind, depth)} - {self.of(kind, depth)})",
            lambda: f"(-{self.of(kind, depth)})",
            lambda: f"{self.rng.choice(['合计', '平均', '中位数', '最大', '最小'])}({many(1, 5)})",
            lambda: f"去极值平均({many(3, 5)})",
            lambda: f"四舍五入({self.of(kind, depth)}, {self.rng.randint(0, 4)})",
            lambda: f"舍入到({self.of(kind, depth)}, {self.of(kind, depth)})",
            lambda: f"绝对值({self.of(kind, depth)})",
            lambda: self._choice(kind, depth),
        ]
        return self.rng.choice(ways)()

    def formulas(self, count: int, depth: int) -> Sequence[str]:
        """So many different ones."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[self.any(depth)] = None
        return list(found)
