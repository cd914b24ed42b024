"""Derivations as Chinese sentences with the numbers put in (得分过程).

One walk over the tree: conditions and named results become lines of their own,
the rest is written into one line as a calculation.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from hengji.model import RATE, Derivation, Exact, Missing, exact, round_half_up

from .numbers import points_shown, shown, shown_exactly, signed

_SYMBOLS = {"*": "×", "/": "÷", "-": "−"}
# Signs inside [names] and "texts" are none.
_SIGN_OR_NAME = re.compile(r'[\[【][^\]】]*[\]】]|"[^"]*"|[*/-]')
_ARITHMETIC = ("add", "subtract", "multiply", "divide")
_COMPARISONS = ("less", "at_most", "more", "at_least", "equal", "unequal")


def formula_shown(text: str) -> str:
    """A formula as people write it: × ÷ − for the keyboard's signs, one line."""
    return " ".join(_SIGN_OR_NAME.sub(lambda m: _SYMBOLS.get(m[0], m[0]), text).split())


def tell(derivation: Derivation, value: Derivation | None = None) -> list[str]:
    """The lines that lead to the rounded score at the root of ``derivation``, the ``value`` told first."""
    teller = _Teller()
    if value is not None:
        teller.inline(value)
    if any(part.step.kind == "score" for part in derivation.parts) or derivation.step.kind == "score":
        return teller.total(derivation)
    return teller.score(derivation)


def tell_value(value: Derivation) -> list[str]:
    """The lines that lead to an indicator's value alone, where there are no points to tell of."""
    teller = _Teller()
    teller.inline(value)
    return teller.lines


class _Teller:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.told: set[tuple[str, str, object]] = set()

    def score(self, root: Derivation) -> list[str]:
        """A leaf's score: the calculation, then the one rounding where the framework rounds leaves."""
        inner = root.parts[0] if root.step.name == "round_to" else root
        words = self.inline(inner)
        if isinstance(inner.value, Missing):
            self.lines.append(f"还不能评分：{inner.value}")
            return self.lines
        amount, rounded = shown(inner.value, inner.step.unit), points_shown(root.value)  # type: ignore[arg-type]
        clauses = [f"得分 = {words} = {amount}"] if words != amount else []
        if inner.value != root.value:
            rounding = f"四舍五入到 {root.parts[1].step.text}"
            clauses.append(rounding if clauses else f"{amount} {rounding}")
        self.lines.append("，".join([*clauses, f"得 {rounded} 分"]))
        return self.lines

    def total(self, root: Derivation) -> list[str]:
        """A parent's score: its children added up."""
        words = self.inline(root)
        if isinstance(root.value, Missing):
            return [*self.lines, f"还不能汇总：{root.value}"]
        if root.step.kind == "score":
            return [*self.lines, f"下级 {root.step.name.removesuffix('得分')} 得 {points_shown(root.value)} 分"]  # type: ignore[arg-type]
        return [*self.lines, f"下级得分合计：{words} = {points_shown(root.value)}"]  # type: ignore[arg-type]

    def inline(self, node: Derivation, *, precise: bool = False) -> str:
        """``node`` as part of a calculation; what deserves a line of its own is told first.

        ``precise`` asks for two more decimals of a rate that does not end, so that the
        calculation can be done again by hand.
        """
        match node.step.kind:
            case "literal":
                return node.step.text if isinstance(node.value, str) else signed(node.step.text)
            case "named":
                self.named(node)
                return shown(node.value, node.step.unit, _more_places(node) if precise else None)
            case _ if node.parts and node.step.kind in ("fact", "exclusion", "judged", "member"):
                return self.made_of(node)
            case "judged" if isinstance(node.value, bool):
                return "符合" if node.value else "不符合"
            case "score":
                text = points_shown(node.value) if not isinstance(node.value, Missing) else "（未评分）"  # type: ignore[arg-type]
                return f"{node.step.name} {text}"
            case "operation":
                return self.operation(node)
            case _:
                return shown_exactly(node.value, node.step.unit)

    def made_of(self, node: Derivation) -> str:
        """A fact rolled up from units or projects, what was left out of it, several judges: told on a line, once."""
        key = (node.step.name, node.step.text, node.value)
        if key not in self.told:
            self.told.add(key)
            words = self.inline(node.parts[0])
            outcome = shown_exactly(node.value, node.step.unit)
            if isinstance(node.value, Missing):
                if node.step.kind != "member":  # a member's absence is named by what it is part of
                    self.lines.append(f"{node.step.text}算不出来：{node.value}")
            elif isinstance(node.value, bool):
                self.lines.append(f"{node.step.text}：{words}，{_outcome(node)}")
            elif words != outcome:
                self.lines.append(f"{node.step.text} = {words} = {outcome}")
        return shown_exactly(node.value, node.step.unit)

    def operation(self, node: Derivation) -> str:
        name = node.step.name
        if name == "if":
            return self.branch(node)
        if name in ("max", "min") and len(node.parts) == 2 and _constant(node.parts[0]) != _constant(node.parts[1]):
            return self.limited(node)
        if name == "count_true" and all(part.step.kind == "judged" for part in node.parts):
            for part in node.parts:
                self.condition(part)
            return f"符合 {shown(node.value, node.step.unit)} 点"
        if name == "sum":
            return " + ".join(self.bracketed(part, node) for part in node.parts)
        words = [self.bracketed(part, node, last=bool(n)) for n, part in enumerate(node.parts)
                 if part.step.kind != "calendar"]
        if len(words) == 1 and name in ("and", "or"):
            return words[0]  # decided by its first side
        if name in _COMPARISONS:
            words = _told_apart(node, words)
        return node.step.form.replace("{*}", "，".join(words)).format(*words)

    def bracketed(self, part: Derivation, whole: Derivation, *, last: bool = False) -> str:
        """``part`` in brackets where it would otherwise be read differently."""
        words = self.inline(part, precise=whole.step.name in _ARITHMETIC)
        own, outer = _binding(part, inside=True), _binding(whole)
        looser = own < outer or (last and own == outer and whole.step.name in ("subtract", "divide"))
        negative = words.startswith("−") and outer >= _ADD and (last or whole.step.name in ("negate", "round_to"))
        if outer < _CALL and (looser or negative):
            return f"（{words}）"
        return words

    def named(self, node: Derivation) -> None:
        """A named result on a line: its formula, the numbers, what comes out. Told once."""
        key = (node.step.name, node.step.text, node.value)
        if key in self.told:
            return
        self.told.add(key)
        body = node.parts[0]
        numbers = self.inline(body)
        if isinstance(node.value, Missing):
            self.lines.append(f"{node.step.name}算不出来：{node.value}")
            return
        formula = formula_shown(node.step.text)
        steps = [node.step.name, formula, numbers, "" if numbers in ("是", "否") else _outcome(node)]
        told = [text for n, text in enumerate(steps) if n and text and text not in steps[:n]]
        if isinstance(node.value, bool):
            self.lines.append(f"{node.step.name}：{'，'.join(told)}")
        else:
            self.lines.append(" = ".join([node.step.name, *told]))

    def branch(self, node: Derivation) -> str:
        """The condition on a line, then the side that was taken."""
        condition = node.parts[0]
        self.condition(condition)
        if isinstance(condition.value, Missing):
            return shown(condition.value, node.step.unit)
        return self.inline(node.parts[1])

    def condition(self, node: Derivation) -> None:
        if node.step.kind == "veto":
            words = "还没有核查" if isinstance(node.value, Missing) else "未发生" if node.value else "查实发生"
            self.lines.append(f"{node.step.text}：{words}")
        elif node.step.kind == "judged":
            words = "还没有评判" if isinstance(node.value, Missing) else "符合" if node.value else "不符合"
            self.lines.append(f"{node.step.text}：{words}")
        elif node.step.kind == "fact" and isinstance(node.value, bool):
            self.lines.append(f"{node.step.text}：{shown(node.value, node.step.unit)}")
        elif node.step.name == "and" and all(part.step.kind in ("judged", "veto", "operation") for part in node.parts):
            for part in node.parts:
                self.condition(part)
        else:
            self.compared(node)

    def compared(self, node: Derivation) -> None:
        """A comparison and whether it holds; nothing where a fact is absent (told at the end) or 0 is passed."""
        words, value = self.inline(node), node.value
        last = node.parts[-1] if node.parts else node
        if isinstance(value, Missing):
            if not value.names:
                self.lines.append(f"{words}，无法判断")
        elif not (value and last.step.kind == "literal" and last.value == 0):
            self.lines.append(f"{words}，{'成立' if value else '不成立'}")

    def limited(self, node: Derivation) -> str:
        """A floor or a cap: told only where it takes hold."""
        first, second = node.parts
        limit, other = (first, second) if _constant(first) else (second, first)
        words = self.inline(other)
        if isinstance(node.value, Missing) or node.value == other.value:
            return words
        reached: Any = other.value
        side = "低于" if node.step.name == "max" else "高于"
        bound = self.inline(limit)
        if limit.step.kind == "operation":
            bound = f"{shown(limit.value, limit.step.unit)}（{bound}）"
        amount = shown(reached, other.step.unit)
        calculation = words if words == amount else f"{words} = {amount}"
        self.lines.append(f"{calculation}，{side} {bound}，按 {bound} 计")
        return shown(limit.value, limit.step.unit) if limit.step.kind == "operation" else bound


#: A call has brackets of its own; numbers and names need none. A sum is written with plus signs.
_CALL, _ADD = 9, 5


def _binding(node: Derivation, *, inside: bool = False) -> int:
    """How tightly what is written for ``node`` holds together, or, of the whole, wants its operands to."""
    if node.step.name == "round_to":
        return 1 if inside else _CALL - 1
    if node.step.kind != "operation" or node.step.name in ("if", "max", "min"):
        return _CALL
    return _ADD if node.step.name == "sum" else node.step.binding


def _more_places(node: Derivation) -> int | None:
    """Four decimals for a rate that two cut short."""
    value, unit = node.value, node.step.unit
    if unit.dimension is not RATE or not isinstance(value, int | Fraction):
        return None
    return None if round_half_up(exact(Fraction(value) / unit.scale), 2) * unit.scale == value else 4


def _outcome(node: Derivation) -> str:
    if isinstance(node.value, bool):
        return "成立" if node.value else "不成立"
    return shown(node.value, node.step.unit)


def _told_apart(node: Derivation, words: list[str]) -> list[str]:
    """The two sides of a comparison with so many digits that they do not look equal when they are not."""
    a, b = (part.value for part in node.parts)
    if not isinstance(a, int | Fraction) or not isinstance(b, int | Fraction) or a == b:
        return words
    rounded = [n for n, part in enumerate(node.parts)
               if part.step.kind != "literal" and words[n] == shown(part.value, part.step.unit)]
    for places in range(2, 13):
        sides = [_as_told(part, places if n in rounded else None) for n, part in enumerate(node.parts)]
        if sides[0] != sides[1]:
            break
        for n in rounded:
            words[n] = shown(node.parts[n].value, node.parts[n].step.unit, places + 1)
    return words


def _as_told(part: Derivation, places: int | None) -> Exact:
    """The value that a reader takes from what is told with so many decimals; None: all of them."""
    value, scale = part.value, part.step.unit.scale
    assert isinstance(value, int | Fraction)
    return value if places is None else round_half_up(exact(Fraction(value) / scale), places) * scale


def _constant(node: Derivation) -> bool:
    return all(part.step.kind in ("literal", "operation") for part in node.walk())
