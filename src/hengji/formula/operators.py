"""The operators of formulas (运算符): one table for spelling, dimensions, calculation, SQL and telling.

Each operator stands here once. The parser finds it by ``spelling``, the type
checker asks ``typing``, the evaluator calls ``exact``, the engines compute ``sql``,
and telling writes it by ``form``. Nothing about an operator is said anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengji.model import Missing, Unit, exact, round_to_multiple

from . import typing_rules as typed
from .sql import rules as sql
from .workdays import days_between, working_days_between

#: What an operator's arithmetic gives when it is undefined, such as a zero base.
UNDEFINED = Missing()


@dataclass(frozen=True, slots=True, eq=False)
class Operator:
    """One operator.

    ``typing`` maps the operands' units to the result's, or gives the reason why
    they do not go together. ``exact`` computes with exact values; operands that
    are missing never reach it. ``lazy`` operators decide themselves which
    operands are evaluated (see :mod:`.evaluate`). ``sql`` is the same
    operation over columns of a table, exact in every engine. ``undefined`` says, with
    ``{0}`` for the first operand's words, why there may be no result.
    """

    name: str
    spelling: str
    form: str
    binding: int
    operands: tuple[int, int]
    typing: Callable[[Sequence[Unit]], Unit | str]
    exact: Callable[..., Any] | None
    sql: Callable[..., Any] | None
    undefined: str = ""

    @property
    def lazy(self) -> bool:
        """Whether not every operand is evaluated."""
        return self.exact is None


_MANY = (1, 99)
# How tightly an operator holds its operands; brackets are told where a looser one stands inside.
OR_BINDING, AND_BINDING, COMPARE_BINDING, ADD_BINDING, MULTIPLY_BINDING = 2, 3, 4, 5, 6
SIGN_BINDING, CALL_BINDING = 7, 9


def _divide(a: Any, b: Any) -> Any:
    return exact(Fraction(a) / b) if b else UNDEFINED


def _round_to(value: Any, step: Any) -> Any:
    return round_to_multiple(value, step) if step > 0 else UNDEFINED


def _sum(first: Any, *others: Any) -> Any:
    for other in others:
        if other:  # adding nothing costs a fraction's arithmetic
            first += other
    return exact(first)


def _mean(*values: Any) -> Any:
    return exact(Fraction(sum(values)) / len(values))


def _median(*values: Any) -> Any:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else _mean(ordered[half - 1], ordered[half])


def _trimmed_mean(*values: Any) -> Any:
    return _mean(*sorted(values)[1:-1])


def _ceiling(value: Any) -> Any:
    return -((-value) // 1)


def _floor(value: Any) -> Any:
    return value // 1


def _count_true(*values: Any) -> int:
    return sum(values)


_TABLE = [
    Operator("add", "+", "{0} + {1}", ADD_BINDING, (2, 2), typed.same, lambda a, b: a + b, sql.add),
    Operator("subtract", "-", "{0} − {1}", ADD_BINDING, (2, 2), typed.same, lambda a, b: a - b, sql.subtract),
    Operator("multiply", "*", "{0} × {1}", MULTIPLY_BINDING, (2, 2), typed.times, lambda a, b: exact(a * b),
             sql.multiply),
    Operator("divide", "/", "{0} ÷ {1}", MULTIPLY_BINDING, (2, 2), typed.over, _divide, sql.divide,
             undefined="分母“{1}”为 0，算不出来"),
    Operator("negate", "负", "−{0}", SIGN_BINDING, (1, 1), typed.measurable, lambda a: -a, sql.negate),
    Operator("less", "<", "{0} < {1}", COMPARE_BINDING, (2, 2), typed.ordered, lambda a, b: a < b, sql.less),
    Operator("at_most", "<=", "{0} ≤ {1}", COMPARE_BINDING, (2, 2), typed.ordered, lambda a, b: a <= b, sql.at_most),
    Operator("more", ">", "{0} > {1}", COMPARE_BINDING, (2, 2), typed.ordered, lambda a, b: a > b, sql.more),
    Operator("at_least", ">=", "{0} ≥ {1}", COMPARE_BINDING, (2, 2), typed.ordered, lambda a, b: a >= b, sql.at_least),
    Operator("equal", "=", "{0} = {1}", COMPARE_BINDING, (2, 2), typed.equatable, lambda a, b: a == b, sql.equal),
    Operator("unequal", "<>", "{0} ≠ {1}", COMPARE_BINDING, (2, 2), typed.equatable, lambda a, b: a != b, sql.unequal),
    Operator("and", "并且", "{0} 并且 {1}", AND_BINDING, (2, 2), typed.truths, None, sql.both),
    Operator("or", "或者", "{0} 或者 {1}", OR_BINDING, (2, 2), typed.truths, None, sql.either),
    Operator("not", "非", "非（{0}）", CALL_BINDING, (1, 1), typed.truths, lambda a: not a, sql.no),
    Operator("if", "如果", "如果（{0}，{1}，{2}）", CALL_BINDING, (3, 3), typed.branches, None, sql.choose),
    Operator("sum", "合计", "合计（{*}）", CALL_BINDING, _MANY, typed.same, _sum, sql.total),
    Operator("mean", "平均", "平均（{*}）", CALL_BINDING, _MANY, typed.same, _mean, sql.mean),
    Operator("median", "中位数", "中位数（{*}）", CALL_BINDING, _MANY, typed.same, _median, sql.median),
    Operator("trimmed_mean", "去极值平均", "去掉最高最低各一个后的平均（{*}）", CALL_BINDING, (3, 99), typed.same,
             _trimmed_mean, sql.trimmed_mean),
    Operator("max", "最大", "最大（{*}）", CALL_BINDING, _MANY, typed.same, lambda *v: max(v), sql.largest),
    Operator("min", "最小", "最小（{*}）", CALL_BINDING, _MANY, typed.same, lambda *v: min(v), sql.smallest),
    # Written with a number of decimals; the type checker turns it into round_to.
    Operator("round", "四舍五入", "四舍五入（{0}，{1}）", CALL_BINDING, (2, 2), typed.rounded, None, None),
    Operator("round_to", "舍入到", "{0} 四舍五入到 {1}", CALL_BINDING, (2, 2), typed.same, _round_to, sql.round_to,
             undefined="舍入的单位“{1}”不大于 0，没有意义"),
    Operator("ceiling", "向上取整", "向上取整（{0}）", CALL_BINDING, (1, 1), typed.whole, _ceiling, sql.ceiling),
    Operator("floor", "向下取整", "向下取整（{0}）", CALL_BINDING, (1, 1), typed.whole, _floor, sql.floor),
    Operator("absolute", "绝对值", "绝对值（{0}）", CALL_BINDING, (1, 1), typed.measurable, abs, sql.absolute),
    Operator("count_true", "个数", "个数（{*}）", CALL_BINDING, _MANY, typed.counted, _count_true, sql.count_true),
    Operator("days", "天数", "天数（{0}，{1}）", CALL_BINDING, (2, 2), typed.days, days_between, sql.days),
    Operator("working_days", "工作日数", "工作日数（{0}，{1}）", CALL_BINDING, (2, 2), typed.working_days,
             working_days_between, sql.working_days),
]

#: Operators by name, and by the word or sign that formulas write.
OPERATORS = {operator.name: operator for operator in _TABLE}
SPELLED = {operator.spelling: operator for operator in _TABLE}
#: Those written as a function call, ``合计(…)``.
FUNCTIONS = {o.spelling: o for o in _TABLE if o.binding == CALL_BINDING and o.name != "not"}
