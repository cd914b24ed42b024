"""Kinds of SQL expressions (SQL 表达式的类型): strict, since the engines convert silently and differently."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlglot import exp

from hengji.model import Problem, did_you_mean

from .sql_text import Sql
from .sql_words import (
    AGGREGATES,
    ANY,
    CASTS,
    COMPARISONS,
    FUNCTIONS,
    IN_WINDOWS,
    INTEGER,
    INTERVALS,
    KINDS,
    NAMES,
    NUMBERS,
    SAME,
    TEXT,
    TIMES,
    TRUNCATED,
    TRUTH,
    Word,
)

#: The kind of an expression; None where a problem was told and nothing more is to be said of it.
Kind = str | None
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
_OPERANDS = ("this", "expression", "expressions", "start", "length", "replacement", "offset",
             "year", "month", "day")
_SPELLED: dict[Any, str] = {exp.Pow: "^", exp.ILike: "ILIKE"}


class Typing:
    """Tells the kind of each expression of one SELECT, and what is wrong in it.

    ``column`` gives the kind of a column, ``query`` the kinds of the columns of a subquery.
    """

    def __init__(self, sql: Sql, problems: list[Problem], column: Callable[[exp.Column], Kind],
                 query: Callable[[exp.Expr], Sequence[Kind]]) -> None:
        self.sql, self.problems = sql, problems
        self._column, self._query = column, query
        ways: dict[Any, Callable[..., Kind]] = {
            exp.Column: self._column, exp.Paren: lambda node: self.kind(node.this), exp.Alias: self._alias,
            exp.Literal: self._literal, exp.Boolean: lambda _: "truth", exp.Null: lambda _: "null",
            exp.And: self._connected, exp.Or: self._connected, exp.Not: self._not, exp.Is: self._is,
            exp.In: self._in, exp.Between: self._between, exp.Like: self._like, exp.Exists: self._exists,
            exp.Subquery: self._scalar, exp.Case: self._case, exp.If: self._if, exp.Cast: self._cast,
            exp.Neg: lambda node: self.wanted(node.this, NUMBERS), exp.Add: self._added, exp.Sub: self._added,
            exp.Mul: lambda node: self._alike([node.this, node.expression], NUMBERS),
            exp.IntDiv: lambda node: self._alike([node.this, node.expression], INTEGER),
            exp.Mod: lambda node: self._alike([node.this, node.expression], INTEGER),
            exp.DPipe: lambda node: self._alike([node.this, node.expression], TEXT),
            exp.Interval: self._interval, exp.DateDiff: self._difference, exp.DateTrunc: self._truncated,
            exp.TimestampTrunc: self._truncated, exp.Extract: self._extracted, exp.Filter: self._filter,
            exp.Window: self._window,
            **dict.fromkeys(COMPARISONS, self._compared),
            **dict.fromkeys((*FUNCTIONS, *AGGREGATES, *IN_WINDOWS), self._function),
        }
        self._ways = ways

    def kind(self, node: exp.Expr) -> Kind:
        """The kind of ``node``; what is wrong below it is told."""
        way = self._ways.get(type(node))
        return way(node) if way is not None else self._unknown(node)

    def wanted(self, node: exp.Expr, kinds: frozenset[str]) -> Kind:
        """The kind of ``node``, which must be one of ``kinds`` or empty."""
        found = self.kind(node)
        if found is None or found == "null" or found in kinds:
            return found
        names = "、".join(term for kind, term in KINDS.items() if kind in kinds)
        return self._wrong(node, f"这里得到的是{KINDS[found]}", expected=names)

    def _wrong(self, node: exp.Expr, text: str, *, expected: str = "", suggestion: str = "") -> Kind:
        """Notes a problem; the kind is then not known."""
        self.problems.append(self.sql.problem(node, text, expected=expected, suggestion=suggestion))
        return None

    def _unknown(self, node: exp.Expr) -> Kind:
        if isinstance(node, exp.Div):
            return self._wrong(node, "不能用“/”：除法得到的小数在两种引擎里不同",
                               suggestion="整除用 //；比率写在 value 的公式里")
        if isinstance(node, exp.Func | exp.Anonymous):
            name = node.name.lower() if isinstance(node, exp.Anonymous) else node.sql_name().lower()
            return self._wrong(node, f"不能用函数 {name}", suggestion=did_you_mean(name, NAMES)
                               or "可用的函数见文档《度量的 SQL》")
        word = _SPELLED.get(type(node)) or type(node).__name__
        return self._wrong(node, f"不能用“{word}”这种写法", suggestion="可用的写法见文档《度量的 SQL》")

    def _alias(self, node: exp.Alias) -> Kind:
        return self.kind(node.this)

    def _literal(self, node: exp.Literal) -> Kind:
        if node.is_string:
            return "text"
        if re.fullmatch(r"\d{1,18}", node.name):
            return "integer"
        if re.fullmatch(r"\d{0,18}\.\d{1,18}", node.name):
            return "decimal"
        return self._wrong(node, f"数“{node.name}”不能用", expected="最多 18 位的整数或小数，不用指数")

    def _connected(self, node: exp.Expr) -> Kind:
        for side in node.flatten():
            self.wanted(side, TRUTH)
        return "truth"

    def _not(self, node: exp.Not) -> Kind:
        self.wanted(node.this, TRUTH)
        return "truth"

    def _is(self, node: exp.Is) -> Kind:
        if isinstance(node.expression, exp.Boolean):
            self.wanted(node.this, TRUTH)
        elif isinstance(node.expression, exp.Null):
            self.kind(node.this)
        else:
            self._wrong(node, "IS 后面只能是 NULL、TRUE、FALSE")
        return "truth"

    def _compared(self, node: exp.Expr) -> Kind:
        self._alike([node.this, node.expression], ANY)
        return "truth"

    def _in(self, node: exp.In) -> Kind:
        query = node.args.get("query")
        if query is None:
            self._alike([node.this, *node.expressions], ANY)
            return "truth"
        mine, theirs = self.kind(node.this), self._query(query)
        if len(theirs) != 1:
            self._wrong(node, "IN 的子查询只能有一列")
        elif mine and theirs[0]:
            self.common(node, [mine, theirs[0]])
        return "truth"

    def _between(self, node: exp.Between) -> Kind:
        self._alike([node.this, node.args["low"], node.args["high"]], ANY)
        return "truth"

    def _like(self, node: exp.Like) -> Kind:
        self.wanted(node.this, TEXT)
        self.wanted(node.expression, TEXT)
        return "truth"

    def _exists(self, node: exp.Exists) -> Kind:
        self._query(node.this)
        return "truth"

    def _scalar(self, node: exp.Subquery) -> Kind:
        kinds = self._query(node)
        if len(kinds) != 1:
            return self._wrong(node, "作为一个值的子查询只能有一列")
        return kinds[0]

    def _case(self, node: exp.Case) -> Kind:
        branches = []
        for each in node.args["ifs"]:
            if node.this is None:
                self.wanted(each.this, TRUTH)
            else:
                self._alike([node.this, each.this], ANY)
            branches.append(each.args["true"])
        otherwise = node.args.get("default")
        return self._alike([*branches, *([otherwise] if otherwise is not None else [])], ANY)

    def _if(self, node: exp.If) -> Kind:
        self.wanted(node.this, TRUTH)
        sides = [node.args["true"], node.args.get("false")]
        return self._alike([side for side in sides if side is not None], ANY)

    def _cast(self, node: exp.Cast) -> Kind:
        gives, takes = CASTS.get(node.to.this, ("", frozenset[str]()))
        if not gives:
            return self._wrong(node, f"不能转换成 {node.to.sql('duckdb')}",
                               expected="DATE、TIMESTAMP、BIGINT、DECIMAL(总位数, 小数位数)、VARCHAR")
        if gives == "decimal" and len(node.to.expressions) != 2:
            return self._wrong(node, "DECIMAL 要写明位数", expected="DECIMAL(总位数, 小数位数)，如 DECIMAL(18, 2)")
        if isinstance(node.this, exp.Literal) and node.this.is_string and gives in TIMES:
            pattern = _DATE if gives == "date" else _TIME
            if not pattern.fullmatch(node.this.name):
                return self._wrong(node, f"“{node.this.name}”不是完整的日期",
                                   expected="2022-01-31 或 2022-01-31 09:00:00")
            return gives
        self.wanted(node.this, takes)
        return gives

    def _added(self, node: exp.Expr) -> Kind:
        left, right = self.kind(node.this), self.kind(node.expression)
        if left is None or right is None:
            return None
        if left in TIMES and right == "interval":
            return "datetime"
        if left in TIMES or right in TIMES:
            return self._wrong(node, "日期不能直接加减", expected="date_diff('day', 起, 止)，或 日期 + INTERVAL 7 DAY")
        if not {left, right} <= NUMBERS | {"null"}:
            return self._wrong(node, f"不能对{KINDS[left]}和{KINDS[right]}加减", expected="整数或小数")
        return self.common(node, [left, right])

    def _interval(self, node: exp.Interval) -> Kind:
        unit = str(node.unit or "").upper().removesuffix("S")
        if unit not in INTERVALS or not re.fullmatch(r"\d{1,6}", node.name):
            return self._wrong(node, "时间间隔要写成写明的数和单位",
                               expected=f"INTERVAL 7 DAY，单位 {'、'.join(INTERVALS)}")
        return "interval"

    def _difference(self, node: exp.DateDiff) -> Kind:
        if str(node.unit).upper() != "DAY":
            return self._wrong(node, "date_diff 只能数天", expected="date_diff('day', 起, 止)")
        self.wanted(node.this, TIMES)
        self.wanted(node.expression, TIMES)
        return "integer"

    def _truncated(self, node: exp.Expr) -> Kind:
        if str(node.args.get("unit")).upper() not in TRUNCATED:
            return self._wrong(node, "date_trunc 不能按这个单位取整", expected="、".join(TRUNCATED).lower())
        self.wanted(node.this, TIMES)
        return "date"

    def _extracted(self, node: exp.Extract) -> Kind:
        if node.name.upper() not in TRUNCATED:
            return self._wrong(node, f"EXTRACT 不能取“{node.name}”", expected="、".join(TRUNCATED).lower())
        self.wanted(node.expression, TIMES)
        return "integer"

    def _function(self, node: exp.Expr) -> Kind:
        word = {**FUNCTIONS, **AGGREGATES, **IN_WINDOWS}[type(node)]
        given = self._operands(node, word)
        if given is None:
            return None
        kinds = [self.wanted(each, word.takes[min(n, len(word.takes) - 1)]) for n, each in enumerate(given)]
        for n in word.lengths:
            if n < len(given) and not re.fullmatch(r"[1-9]\d{0,8}", given[n].name):
                self._wrong(given[n], f"{word.name} 的位置和长度要写成 1 以上的整数")
        if word.gives == SAME:
            return self.common(node, kinds) if None not in kinds else None
        return kinds[0] if word.gives == "first" else word.gives

    def _operands(self, node: exp.Expr, word: Word) -> list[exp.Expr] | None:
        """What the function is applied to; of ``count(*)`` nothing, of ``count(DISTINCT x)`` the x."""
        found: list[exp.Expr] = []
        for name, value in node.args.items():
            values = value if isinstance(value, list) else [value]
            if name in _OPERANDS:
                found += [each for each in values if isinstance(each, exp.Expr)]
            elif any(isinstance(each, exp.Expr | str) for each in values):
                self._wrong(node, f"{word.name} 不能这样写")
                return None
        if isinstance(node, exp.Count) and found and isinstance(found[0], exp.Star):
            return []
        if found and isinstance(found[0], exp.Distinct):
            found = list(found[0].expressions)
        least = len(word.takes) if type(node) in FUNCTIONS else min(len(word.takes), 1)
        open_ended = isinstance(node, exp.Coalesce | exp.Greatest | exp.Least)
        if len(found) < least or (len(found) > max(len(word.takes), 1) and not open_ended):
            self._wrong(node, f"{word.name} 的参数应有 {len(word.takes)} 个，现有 {len(found)} 个")
            return None
        return found

    def _filter(self, node: exp.Filter) -> Kind:
        if type(node.this) not in AGGREGATES:
            return self._wrong(node, "FILTER 只能接在汇总函数后面")
        self.wanted(node.expression.this, TRUTH)
        return self.kind(node.this)

    def _window(self, node: exp.Window) -> Kind:
        if isinstance(node.this, exp.Filter):
            return self._wrong(node, "FILTER 和 OVER 不能一起用", suggestion="把条件写成 CASE WHEN … THEN … END")
        if type(node.this) not in (*AGGREGATES, *IN_WINDOWS):
            return self._wrong(node, "这个函数不能用在 OVER 前面")
        order = node.args.get("order")
        if type(node.this) in IN_WINDOWS and order is None:
            self._wrong(node, "OVER 里要写 ORDER BY，否则次序不定")
        for each in [*node.args.get("partition_by", []), *([] if order is None else order.expressions)]:
            self.kind(each.this if isinstance(each, exp.Ordered) else each)
        return self.kind(node.this)

    def _alike(self, nodes: Sequence[exp.Expr], kinds: frozenset[str]) -> Kind:
        found = [self.wanted(node, kinds) for node in nodes]
        return self.common(nodes[0], found) if None not in found else None

    def common(self, node: exp.Expr, kinds: Sequence[Kind]) -> Kind:
        """The kind that values of ``kinds`` have together; told at ``node`` where they have none."""
        given = {kind for kind in kinds if kind not in (None, "null")}
        if len(given) <= 1:
            return next(iter(given), "null")
        if given == NUMBERS:
            return "decimal"
        if given == TIMES:
            return "datetime"
        terms = "和".join(KINDS[kind] for kind in KINDS if kind in given)
        return self._wrong(node, f"{terms}不能放在一起比较或计算", suggestion="两种引擎的自动转换不同，请先写明 CAST")
