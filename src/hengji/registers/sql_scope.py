"""What a SELECT reads and gives (查询的列): tables and columns by name, each with its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from hengji.model import Problem, did_you_mean

from .sql_text import Sql
from .sql_types import Kind, Typing
from .sql_words import AGGREGATES, TRUTH

#: A table's columns with their kinds, in order.
Columns = Mapping[str, Kind]
#: What a SELECT may have; a limit depends on an order that nobody promised.
_CLAUSES = ("expressions", "from_", "joins", "where", "group", "having", "qualify", "with_", "distinct", "kind", "hint")
_JOINS = ("", "INNER", "CROSS", "OUTER")


class Query:
    """Reads one query and all below it; ``problems`` gathers what is wrong.

    ``tables`` are what it may read: registers, views, the calendar.
    """

    def __init__(self, sql: Sql, tables: Mapping[str, Columns], problems: list[Problem]) -> None:
        self.sql, self.tables, self.problems = sql, tables, problems
        #: The tables that were read, by name.
        self.read: set[str] = set()

    def columns(self, query: exp.Expr) -> Columns:
        """What ``query`` gives."""
        return self._query(query, self.tables, None)

    def typing(self, columns: Columns) -> Typing:
        """Tells the kinds of expressions over the rows of one table with ``columns``."""
        return _Select(self, self.tables, {"": columns}, None).typing

    def wrong(self, node: exp.Expr | None, text: str, *, expected: str = "", suggestion: str = "") -> None:
        """Notes a problem at ``node``."""
        self.problems.append(self.sql.problem(node, text, expected=expected, suggestion=suggestion))

    def _query(self, query: exp.Expr, tables: Mapping[str, Columns], outer: _Select | None) -> Columns:
        if isinstance(query, exp.Subquery):
            return self._query(query.this, tables, outer)
        tables = {**tables, **self._named(query, tables)}
        if isinstance(query, exp.Union):
            return self._union(query, tables, outer)
        if not isinstance(query, exp.Select):
            self.wrong(query, "这里只能写 SELECT")
            return {}
        for name, value in query.args.items():
            if value and name not in _CLAUSES:
                self.wrong(value if isinstance(value, exp.Expr) else query, f"不能用 {name.strip('_').upper()}",
                           suggestion="要排序取前几行的，请用 row_number() OVER (…) 和 QUALIFY")
        nameless = isinstance(query.parent, exp.Union) and query.arg_key == "expression"
        return _Select(self, tables, {}, outer).run(query, nameless=nameless)

    def _named(self, query: exp.Expr, tables: Mapping[str, Columns]) -> dict[str, Columns]:
        """The tables that WITH names."""
        found: dict[str, Columns] = {}
        clause = query.args.get("with_")
        if clause is None:
            return found
        if clause.args.get("recursive"):
            self.wrong(clause, "不能用 WITH RECURSIVE")
            return found
        for each in clause.expressions:
            columns = self._query(each.this, {**tables, **found}, None)
            found[each.alias.lower()] = self._renamed(each, each.args.get("alias"), columns)
        return found

    def _union(self, query: exp.Union, tables: Mapping[str, Columns], outer: _Select | None) -> Columns:
        if type(query) is not exp.Union or query.args.get("by_name"):
            self.wrong(query, "只能用 UNION 和 UNION ALL")
        left, right = (self._query(side, tables, outer) for side in (query.this, query.expression))
        if len(left) != len(right):
            self.wrong(query, f"UNION 两边的列数不同：{len(left)} 列和 {len(right)} 列")
            return left
        both = {}
        for (name, one), other in zip(left.items(), right.values(), strict=True):
            both[name] = None if one is None or other is None else self.typing({}).common(query, [one, other])
        return both

    def source(self, node: exp.Expr, tables: Mapping[str, Columns], outer: _Select | None) -> tuple[str, Columns]:
        """A table, subquery or list of values after FROM: its name and columns."""
        if isinstance(node, exp.Subquery):
            columns = self._query(node.this, tables, outer)
            return node.alias.lower(), self._renamed(node, node.args.get("alias"), columns)
        if isinstance(node, exp.Values):
            return node.alias.lower(), self._values(node)
        if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Identifier):
            self.wrong(node, "FROM 后面只能是台账、视图、calendar 或子查询", suggestion="不能直接读文件")
            return node.alias_or_name.lower(), {}
        name = node.name.lower()
        if name not in tables or node.args.get("db"):
            self.wrong(node, f"没有名为“{node.name}”的台账或视图", suggestion=did_you_mean(name, tables))
            return node.alias_or_name.lower(), {}
        if name in self.tables:
            self.read.add(name)
        return node.alias_or_name.lower(), tables[name]

    def _values(self, node: exp.Values) -> Columns:
        typing = self.typing({})
        rows = [[typing.kind(cell) for cell in (row.expressions if isinstance(row, exp.Tuple) else [row])]
                for row in node.expressions]
        if any(len(row) != len(rows[0]) for row in rows):
            self.wrong(node, "VALUES 各行的列数不同")
            return {}
        kinds = [None if None in column else typing.common(node, column) for column in zip(*rows, strict=True)]
        return self._renamed(node, node.args.get("alias"), {f"col{n}": kind for n, kind in enumerate(kinds)})

    def _renamed(self, node: exp.Expr, alias: exp.Expr | None, columns: Columns) -> Columns:
        names = [each.name.lower() for each in alias.args.get("columns") or []] if alias is not None else []
        if not names:
            return columns
        if len(names) != len(columns):
            self.wrong(node, f"写了 {len(names)} 个列名，却有 {len(columns)} 列")
            return dict.fromkeys(names)
        return dict(zip(names, columns.values(), strict=True))


class _Select:
    """One SELECT: its sources by name, and the SELECT around it."""

    def __init__(self, query: Query, tables: Mapping[str, Columns], sources: dict[str, Columns],
                 outer: _Select | None) -> None:
        self.query, self.tables, self.sources, self.outer = query, tables, sources, outer
        self.shared: set[str] = set()
        self.typing = Typing(query.sql, query.problems, self.column,
                             lambda node: list(query._query(node, tables, self).values()))

    def run(self, select: exp.Select, *, nameless: bool) -> Columns:
        """The columns that ``select`` gives; ``nameless`` where their names do not count."""
        source = select.args.get("from_")
        if source is not None:
            self._add(source.this)
        for join in select.args.get("joins") or []:
            self._join(join)
        for clause in ("where", "having", "qualify"):
            node = select.args.get(clause)
            if node is not None:
                self.typing.wanted(node.this, TRUTH)
        given = self._given(select, nameless=nameless)
        self._grouped(select, given)
        return given

    def _add(self, node: exp.Expr) -> Columns:
        name, columns = self.query.source(node, self.tables, self.outer)
        if name in self.sources:
            self.query.wrong(node, f"“{name or '没有名称的子查询'}”出现了两次", suggestion="请各起一个别名：AS …")
        self.sources[name] = columns
        return columns

    def _join(self, join: exp.Join) -> None:
        if join.method or join.kind not in _JOINS or isinstance(join.this, exp.Unnest | exp.Lateral):
            self.query.wrong(join.this, "不能用这种连接", expected="JOIN、LEFT JOIN、CROSS JOIN")
        before = dict(self.sources)
        added = self._add(join.this)
        for name in join.args.get("using") or []:
            key = name.name.lower()
            if key not in added or not any(key in columns for columns in before.values()):
                self.query.wrong(name, f"USING 的列“{key}”不是两边都有", suggestion=did_you_mean(key, added))
            self.shared.add(key)
        if join.args.get("on") is not None:
            self.typing.wanted(join.args["on"], TRUTH)

    def column(self, node: exp.Column) -> Kind:
        """The kind of a column."""
        name, table = node.name.lower(), node.table.lower()
        if table:
            if table not in self.sources:
                if self.outer is not None:
                    return self.outer.column(node)
                return self._wrong(node, f"没有名为“{table}”的表", did_you_mean(table, self.sources))
            if name not in self.sources[table]:
                return self._missing(node, name, self.sources[table])
            return self.sources[table][name]
        found = [columns[name] for columns in self.sources.values() if name in columns]
        if len(found) > 1 and name not in self.shared:
            return self._wrong(node, f"列“{name}”在几个表里都有", "请写明是哪个表的：表.列")
        if found:
            return found[0]
        if self.outer is not None:
            return self.outer.column(node)
        return self._missing(node, name, {name for columns in self.sources.values() for name in columns})

    def _missing(self, node: exp.Column, name: str, known: Mapping[str, Kind] | set[str]) -> Kind:
        if not known:  # the table itself was not found, and that was told
            return None
        return self._wrong(node, f"没有名为“{name}”的列", did_you_mean(name, known))

    def _wrong(self, node: exp.Expr, text: str, suggestion: str) -> Kind:
        self.query.wrong(node, text, suggestion=suggestion)
        return None

    def _given(self, select: exp.Select, *, nameless: bool) -> dict[str, Kind]:
        given: dict[str, Kind] = {}
        for node in select.expressions:
            for name, kind in self._projected(node):
                if nameless:
                    name = f"{name}#{len(given)}"
                elif not name:
                    self._wrong(node, "这一列没有名称", "请写 AS 名称")
                elif name in given:
                    self._wrong(node, f"列“{name}”出现了两次", "请用 AS 起不同的名称")
                given[name] = kind
        return given

    def _projected(self, node: exp.Expr) -> Iterator[tuple[str, Kind]]:
        star = node.this if isinstance(node, exp.Column) else node
        if isinstance(star, exp.Star):
            if any(star.args.get(name) for name in ("replace", "rename")):
                self._wrong(node, "* 后面只能写 EXCLUDE", "要改的列请 EXCLUDE 以后另写")
            left_out = {each.name.lower() for each in star.args.get("except_") or []}
            yield from ((name, kind) for name, kind in self._all(node) if name not in left_out)
            return
        yield node.alias_or_name.lower(), self.typing.kind(node)

    def _all(self, node: exp.Expr) -> Iterator[tuple[str, Kind]]:
        table = node.table.lower() if isinstance(node, exp.Column) else ""
        if table and table not in self.sources:
            self._wrong(node, f"没有名为“{table}”的表", did_you_mean(table, self.sources))
            return
        seen: set[str] = set()
        for columns in ([self.sources[table]] if table else self.sources.values()):
            for name, kind in columns.items():
                if not (name in seen and name in self.shared):
                    yield name, kind
                seen.add(name)

    def _grouped(self, select: exp.Select, given: Mapping[str, Kind]) -> None:
        """What is neither grouped by nor summed up has no one value."""
        group = select.args.get("group")
        if group is None and not any(_sums(node) for node in select.expressions):
            return
        if group is not None and group.args.get("all"):
            return
        keys = [self._key(node, select.expressions, given) for node in (group.expressions if group else [])]
        for node in select.expressions:
            inner = node.this if isinstance(node, exp.Alias) else node
            for loose in _loose(inner, keys):
                self._wrong(loose, f"列“{loose.name}”既不在 GROUP BY 里，也没有汇总", "请加进 GROUP BY")

    def _key(self, node: exp.Expr, selected: Sequence[exp.Expr], given: Mapping[str, Kind]) -> exp.Expr:
        if isinstance(node, exp.Literal) and node.name.isdigit() and 1 <= int(node.name) <= len(selected):
            node = selected[int(node.name) - 1]
        elif isinstance(node, exp.Column) and not node.table and node.name.lower() in given:
            named = next(each for each in selected if each.alias_or_name.lower() == node.name.lower())
            if isinstance(named, exp.Alias):
                return named.this  # type: ignore[no-any-return]
        self.typing.kind(node)
        return node.this if isinstance(node, exp.Alias) else node


def _sums(node: exp.Expr) -> bool:
    inner = node.this if isinstance(node, exp.Alias) else node
    return any(type(each) in AGGREGATES and each.find_ancestor(exp.Window, exp.Query) is node.find_ancestor(exp.Query)
               for each in inner.walk(prune=lambda below: isinstance(below, exp.Query | exp.Window)))


def _loose(node: exp.Expr, keys: Sequence[exp.Expr]) -> Iterator[exp.Column]:
    if node in keys or type(node) in AGGREGATES or isinstance(node, exp.Query | exp.Filter):
        return
    if isinstance(node, exp.Column):
        if not any(isinstance(key, exp.Column) and key.name.lower() == node.name.lower() for key in keys):
            yield node
        return
    for child in node.iter_expressions():
        yield from _loose(child, keys)
