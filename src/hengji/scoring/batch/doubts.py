"""What a person should look at again in a table (请核对): it is scored as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.engines import Engine, Table
from hengji.formula import Number
from hengji.frameworks import Framework
from hengji.model import COUNT, DAYS, MONEY, RATE, WORKING_DAYS, exact, exact_text

from .check import Checked
from .wanted import GROUPS, KEYS, OVER, wanted_columns

#: So many names of columns are told.
_TOLD = 8


def notes(framework: Framework, table: Table, checked: Checked, engine: Engine) -> Iterator[str]:
    """Columns that nothing reads, figures that can hardly be right, years that the framework is not for."""
    if not table.rows:
        yield "数据表里一行也没有"
        return
    used = {*checked.names.values()}
    unread = [column.name for column in table.columns if not {f'"{column.name}"', f"`{column.name}`"} & used
              and not column.name.endswith(OVER) and column.name not in (*KEYS, *GROUPS)]
    if unread:
        more = f" 等 {len(unread)} 列" if len(unread) > _TOLD else ""
        yield f"没有用到的列：{'、'.join(unread[:_TOLD])}{more}"
    for name, wanted in wanted_columns(framework).items():
        column = checked.columns.get(wanted.key)
        if isinstance(column, Number) and column.below is None and wanted.most is None:
            low, high = (exact(column.scale * end) for end in (column.above.low, column.above.high))
            dimension = wanted.unit.dimension
            if dimension in (MONEY, COUNT, DAYS, WORKING_DAYS) and low < 0:
                yield f"“{name}”有负数"
            if dimension is RATE and "满意" in name and high > 1:
                yield f"“{name}”最高 {exact_text(exact(high * 100))}%，满意度不会超过 100%；比率列 1 就是 100%"
    yield from _years(framework, table, checked, engine)


def _years(framework: Framework, table: Table, checked: Checked, engine: Engine) -> Iterator[str]:
    """Years for which the framework was not issued."""
    if not (framework.valid_from or framework.valid_to):
        return
    period = f"CAST({checked.names['period']} AS VARCHAR(20))"
    ((first, last),) = engine.rows(f"SELECT min({period}), max({period}) FROM {table.relation}")
    early = framework.valid_from and str(first)[:4] < framework.valid_from[:4]
    late = framework.valid_to and str(last)[:4] > framework.valid_to[:4]
    if early or late:
        span = f"{framework.valid_from[:4] or '……'}—{framework.valid_to[:4] or '……'}"
        yield f"表里的年度是 {first} 到 {last}，这套指标体系适用于 {span} 年"
