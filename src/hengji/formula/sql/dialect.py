"""How the engines spell the same exact arithmetic (方言): DuckDB and Spark, text only.

Whole numbers have three sizes: 32 and 64 bits, and *wide* — HUGEINT in DuckDB,
DECIMAL(38,0) in Spark. Division truncates toward zero in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

#: The largest whole number of each size in bits. Wide ones are kept to 38 digits, which both engines hold.
LARGEST = {32: 2**31 - 1, 64: 2**63 - 1, 128: 10**38 - 1}
#: Scaled whole numbers that become decimals have at most so many digits: beyond, Spark drops decimals.
DECIMAL_DIGITS = 27


class Dialect:
    """The spelling of DuckDB; what Spark spells otherwise is overridden below."""

    name = "duckdb"
    sizes: ClassVar[Mapping[int, str]] = {32: "INTEGER", 64: "BIGINT", 128: "HUGEINT"}
    text = "VARCHAR"

    def identifier(self, name: str) -> str:
        """``name`` as a column's name."""
        return '"' + name.replace('"', '""') + '"'

    def string(self, text: str) -> str:
        """``text`` as a constant."""
        return "'" + text.replace("'", "''") + "'"

    def sized(self, text: str, bits: int) -> str:
        """The whole number ``text`` in so many bits."""
        return f"CAST({text} AS {self.sizes[bits]})"

    def quotient(self, above: str, below: str, bits: int, divisor: int, result: int) -> str:
        """Whole division, truncating toward zero; the divisor is at most ``divisor``, and so the ``result``."""
        return f"({above} // {below})"

    def days(self, start: str, end: str) -> str:
        """Calendar days from ``start`` to ``end``."""
        return f"date_diff('day', {start}, {end})"

    def numbers(self, values: Sequence[int]) -> str:
        """A constant list of whole numbers, short in text."""
        return f"CAST(string_split('{','.join(map(str, values))}', ',') AS INTEGER[])"

    def nth(self, items: str, position: str) -> str:
        """The item at ``position``, counted from 1."""
        return f"({items})[{position}]"

    def ordered(self, items: Sequence[str]) -> str:
        """The items as a list in rising order."""
        return f"list_sort([{', '.join(items)}])"

    def scaled(self, whole: str, held: int, places: int, kind: str) -> str:
        """The whole number of 10^-``places``, of at most ``held`` digits, as the decimal type ``kind``."""
        if places == 0:
            return f"CAST({whole} AS {kind})"
        tiny = "0." + "1".rjust(places, "0")
        return f"CAST(CAST({whole} AS DECIMAL({held},0)) * CAST({tiny} AS DECIMAL({places},{places})) AS {kind})"

    def null(self, kind: str) -> str:
        """An empty cell of that type."""
        return f"CAST(NULL AS {kind})"

    def is_strange(self, number: str) -> str:
        """Whether a float is no number, or infinite."""
        return f"NOT isfinite({number})"


class SparkDialect(Dialect):
    """The spelling of Spark SQL in ANSI mode."""

    name = "spark"
    sizes: ClassVar[Mapping[int, str]] = {32: "INT", 64: "BIGINT", 128: "DECIMAL(38,0)"}
    text = "STRING"

    def identifier(self, name: str) -> str:
        """``name`` as a column's name."""
        return "`" + name.replace("`", "``") + "`"

    def string(self, text: str) -> str:
        """``text`` as a constant."""
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def quotient(self, above: str, below: str, bits: int, divisor: int, result: int) -> str:
        """Whole division, truncating toward zero."""
        # `div` on decimals answers in 64 bits and overflows silently; what divides evenly is exact by `/`.
        if bits < 128:
            return f"({above} div {below})"
        if result < 10**_whole_digits(divisor):
            return _evenly(above, f"CAST({below} AS DECIMAL({len(str(divisor))},0))")
        # By a divisor of many digits `/` leaves room for 20 digits: in two steps the first half comes first.
        half = f"CAST({10**19} AS DECIMAL(38,0))"
        moved = f"(CAST({below} AS DECIMAL(38,0)) * {half})"
        halves = f"{_evenly(above, moved)} * {half} + {_evenly(f'({above} % {moved})', below)}"
        return f"CASE WHEN {below} <= {half} THEN {halves} ELSE {_evenly(above, below)} END"

    def days(self, start: str, end: str) -> str:
        """Calendar days from ``start`` to ``end``."""
        return f"datediff({end}, {start})"

    def numbers(self, values: Sequence[int]) -> str:
        """A constant list of whole numbers, short in text."""
        return f"CAST(split('{','.join(map(str, values))}', ',') AS ARRAY<INT>)"

    def nth(self, items: str, position: str) -> str:
        """The item at ``position``, counted from 1."""
        return f"element_at({items}, {position})"

    def ordered(self, items: Sequence[str]) -> str:
        """The items as a list in rising order."""
        return f"sort_array(array({', '.join(items)}))"

    def is_strange(self, number: str) -> str:
        """Whether a float is no number, or infinite."""
        return f"(isnan({number}) OR abs({number}) = double('inf'))"


def _evenly(above: str, below: str) -> str:
    """The whole part of a division of wide numbers in Spark."""
    return f"CAST(({above} - {above} % {below}) / {below} AS DECIMAL(38,0))"


def _whole_digits(divisor: int) -> int:
    """How many digits Spark leaves before the point of DECIMAL(38,0) ÷ a decimal that holds ``divisor``."""
    decimals = max(6, len(str(divisor)) + 1)
    return 38 - (decimals - decimals // 2 - 1)


DIALECTS: dict[str, Dialect] = {"duckdb": Dialect(), "spark": SparkDialect()}
