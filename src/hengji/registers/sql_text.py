"""SQL as text (SQL 的读入): parsed in DuckDB's dialect, with every mistake shown where it stands in its file."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from hengji.formula import trouble
from hengji.model import Place, Problem

_DIALECT = "duckdb"
# What it cannot parse it takes for a command and says so on the error stream; here that is told as a problem.
logging.getLogger("sqlglot").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Sql:
    """SQL as it was written, and where it begins."""

    text: str
    place: Place

    def problem(self, node: exp.Expr | None, text: str, *, expected: str = "", suggestion: str = "") -> Problem:
        """A problem at ``node`` of this text; at its beginning where the node has no place of its own."""
        return self._at(_span(node), text, expected, suggestion)

    def query(self) -> tuple[exp.Query | None, tuple[Problem, ...]]:
        """The text as one SELECT."""
        tree, problems = self._parsed(exp.Query)
        if tree is not None and not isinstance(tree, exp.Query):
            return None, (self.problem(None, "这里只能写一条查询", expected="SELECT …"),)
        return tree, problems

    def expression(self) -> tuple[exp.Expr | None, tuple[Problem, ...]]:
        """The text as an expression."""
        return self._parsed(exp.Condition)

    def _parsed(self, into: type[exp.Expr]) -> tuple[exp.Expr | None, tuple[Problem, ...]]:
        try:
            if into is exp.Query:  # parsed as a statement, so that another kind of statement is told as such
                trees = sqlglot.parse(self.text, read=_DIALECT)
                if len(trees) != 1 or trees[0] is None:
                    return None, (self.problem(None, "这里只能写一条查询", expected="SELECT …"),)
                return trees[0], ()
            return sqlglot.parse_one(self.text, read=_DIALECT, into=into), ()
        except ParseError as error:
            return None, tuple(self._misread(each) for each in error.errors)
        except TokenError:
            return None, (self.problem(None, "SQL 里有没有写完的引号或注释", suggestion="请检查单引号是否成对"),)

    def _misread(self, error: dict[str, object]) -> Problem:
        word = str(error.get("highlight") or "")
        lines = self.text.split("\n")
        line = min(int(str(error.get("line") or 1)), len(lines))
        before = sum(len(each) + 1 for each in lines[:line - 1])
        end = before + min(int(str(error.get("col") or 1)), len(lines[line - 1]))
        text = f"SQL 写到“{word}”读不下去了" if word else "SQL 没有写完"
        return self._at((max(end - len(word), 0), end), text, "", "请检查这里前后的括号、逗号和关键字")

    def _at(self, span: tuple[int, int], text: str, expected: str, suggestion: str) -> Problem:
        found = trouble(self.text, span, self.place, text, suggestion=suggestion)
        return Problem(found.place, found.text, expected, found.found, found.suggestion, found.excerpt)


def _span(node: exp.Expr | None) -> tuple[int, int]:
    """Where the leftmost word of ``node`` stands."""
    spans = [] if node is None else [(each.meta["start"], each.meta["end"] + 1) for each in node.walk()
                                     if "start" in each.meta]
    return min(spans, default=(0, 0))
