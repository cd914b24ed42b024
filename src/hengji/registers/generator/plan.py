"""The query that makes a register's rows (生成用的查询): numbers of rows in, columns of the register out."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from hengji.registers.schema import RegisterField

from .expressions import Chance
from .recipe import Recipe

#: What each kind of field is made as; an amount of money is in the unit of its field.
_MADE = {"integer": "BIGINT", "date": "DATE", "datetime": "TIMESTAMP", "truth": "BOOLEAN",
         "money": "DECIMAL(18,2)", "decimal": "DECIMAL(18,4)"}
#: ``k`` is the county's number and ``j`` the row's number in it, both from 0.
_COUNTY = "'示例县' || CASE WHEN k = 0 THEN '' ELSE CAST(k + 1 AS VARCHAR) END"
_TAG = "CASE WHEN k = 0 THEN '' ELSE lpad(CAST(k + 1 AS VARCHAR), 4, '0') || '-' END"


def counties(scale: Fraction) -> int:
    """How many counties there are; the last is not cut off, all are smaller instead."""
    return max(1, ceil(scale))


def each_county(recipe: Recipe, scale: Fraction) -> tuple[int, Fraction]:
    """How many rows each county has before some are left out, and what part that is of a whole county's."""
    share = scale / counties(scale) if recipe.grows else Fraction(1)
    return max(1, round(recipe.rows * share)), share


def rows_sql(recipe: Recipe, seed: int, scale: Fraction, *, as_text: bool) -> str:
    """The rows under the headings of the register; ``as_text`` as they stand in an exported file."""
    number = counties(scale)
    each, share = each_county(recipe, scale)
    chance = Chance(seed, each, share, recipe.lists)
    sql = f"SELECT range AS i, range // {each} AS k, range % {each} AS j FROM range({number * each})"
    sql = f"SELECT *, {_COUNTY} AS region, {_TAG} AS tag FROM ({sql})"
    for let in recipe.let:
        sql = f"SELECT *, {chance.written(let.expression)} AS {let.name} FROM ({sql})"
    if recipe.where:
        sql = f"SELECT * FROM ({sql}) WHERE {chance.written(recipe.where)}"
    columns = [f'{_written(chance.written(recipe.columns[each.name]), each, as_text=as_text)} AS "{heading(each)}"'
               for each in recipe.fields]
    return f"SELECT {', '.join(columns)} FROM ({sql})"


def heading(field: RegisterField) -> str:
    """The heading of a column; it names the unit of an amount."""
    return f"{field.title}（{field.unit.name}）" if field.type == "money" and field.unit else field.title


def _written(expression: str, field: RegisterField, *, as_text: bool) -> str:
    made = f"CAST({expression} AS {_MADE.get(field.type, 'VARCHAR')})"
    if not as_text:
        return made
    if field.type == "truth":
        return f"CASE WHEN {made} THEN '是' WHEN NOT {made} THEN '否' END"
    return f"CAST({made} AS VARCHAR)"
