"""Items that are told one by one, and the table that lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .telling import told

_DOCUMENT = """# 一、一般公共预算支出情况

1.“社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）”42.15万元，主要用于退休人员福利。

2.“社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）”{}万元，主要用于缴费。

3.“卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）”36.20万元，主要用于缴费。

4.“住房保障支出（类）住房改革支出（款）住房公积金（项）”58.93万元，主要用于缴存。

# 二、一般公共预算支出功能分类预算表

单位：元

| 编码 | 名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
| 208 | 社会保障和就业支出 | 1127633 | 1127633 | |
| 20805 | 行政事业单位养老支出 | 1127633 | 1127633 | |
| 2080502 | 事业单位离退休 | 421533 | 421533 | |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 706100 | 706100 | |
| 210 | 卫生健康支出 | 362000 | 362000 | |
| 21011 | 行政事业单位医疗 | 362000 | 362000 | |
| 2101102 | 事业单位医疗 | 362000 | 362000 | |
| 221 | 住房保障支出 | 589300 | 589300 | |
| 22102 | 住房改革支出 | 589300 | 589300 | |
| 2210201 | 住房公积金 | 589300 | 589300 | |
| | 合计 | 2078933 | 2078933 | |
"""


@pytest.mark.parametrize(("figure", "severity"), [("70.61", ""), ("90.61", "error"), ("83.25", "warning")])
def test_an_item_equals_its_row(tmp_path: Path, figure: str, severity: str) -> None:
    found = told(tmp_path, _DOCUMENT.format(figure))
    assert ((severity, "text-vs-table", f"{figure}万元") in found) if severity else not found
