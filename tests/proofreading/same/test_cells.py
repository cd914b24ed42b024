"""Figures of the text against the cells that the row and the column of a table name."""

from __future__ import annotations

from pathlib import Path

import pytest

from .telling import proofed, told

_CLASSES = """# 一、学生

现有学生{}人，其中七年级{}人、八年级{}人、九年级571人。

| 年级 | 班级数 | 学生数（人） |
| --- | --- | --- |
| 七年级 | 14 | 612 |
| 八年级 | 14 | 598 |
| 九年级 | 13 | 571 |
| 合计 | 41 | 1781 |
"""
_PROJECTS = """# 一、总体情况

| 项目名称 | 全年预算数（万元） | 全年执行数（万元） | 执行率 | 自评得分 |
| --- | --- | --- | --- | --- |
| 河道疏浚治理 | 342.00 | 318.75 | 93.20% | 95.32 |
| 堤防巡护管养 | 86.50 | 79.20 | 91.56% | 93.16 |
| 泵站更新改造 | 460.00 | 371.68 | 80.80% | 86.08 |

# 二、各项目情况

（一）河道疏浚治理项目。全年预算342.00万元，执行318.75万元，执行率93.20%。自评得分{}分。

（二）堤防巡护管养项目。全年预算{}万元，执行{}万元，执行率{}。自评得分93.16分。

（三）存在的问题。泵站更新改造执行率仅{}，低于平均水平。

从进度看，河道疏浚治理、堤防巡护管养执行率分别为{}和91.56%。
"""
_SOUND = ("95.32", "86.50", "79.20", "91.56%", "80.80%", "93.20%")


@pytest.mark.parametrize(("values", "wrong"), [
    ((1781, 612, 598), ""), ((1781, 612, 589), "589"), ((1781, 621, 598), "621")])
def test_rows_of_one_column(tmp_path: Path, values: tuple[int, int, int], wrong: str) -> None:
    found = proofed(tmp_path, _CLASSES.format(*values)).contradictions
    assert {c.printed.rstrip("人") for c in found} == ({wrong} if wrong else set())


@pytest.mark.parametrize(("at", "value", "check"), [
    (0, "93.52", "text-vs-table"),  # the columns of one row
    (4, "80.08%", "text-vs-table"),  # a row and a column, two digits swapped
    (5, "13.20%", "text-vs-table"),  # several rows in their order
])
def test_columns_of_one_row(tmp_path: Path, at: int, value: str, check: str) -> None:
    values = [*_SOUND]
    assert not told(tmp_path, _PROJECTS.format(*values))
    values[at] = value
    assert (check, value) in {(each[1], each[2].rstrip("分")) for each in told(tmp_path, _PROJECTS.format(*values))}


def test_a_paragraph_with_the_figures_of_another_row(tmp_path: Path) -> None:
    found = told(tmp_path, _PROJECTS.format("95.32", "342.00", "318.75", "93.20%", *_SOUND[4:]))
    assert ("warning", "copied", "342.00万元") in found


def test_another_year_is_no_cell(tmp_path: Path) -> None:
    text = _CLASSES.format(1781, 612, 598)
    assert not told(tmp_path, text + "\n2021年七年级602人，八年级568人，九年级571人。\n")


def test_two_digits_swapped_in_a_figure_told_again(tmp_path: Path) -> None:
    text = "发现多付巡护补助金额{}元，详见后表。\n\n全部收回多付巡护补助金额47780.50元。\n"
    assert not told(tmp_path, text.format("47780.50"))
    assert told(tmp_path, text.format("47708.50"))


def test_the_same_digits_in_another_unit(tmp_path: Path) -> None:
    text = "发现多付巡护补助金额{}，详见后表。\n\n全部收回多付巡护补助金额47780.50元。\n"
    assert told(tmp_path, text.format("47780.50万元"))
