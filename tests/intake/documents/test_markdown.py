"""Markdown as manuscripts: headings, lists and tables with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake.documents.read_markdown import read_markdown
from hengji.model import Manuscript, Paragraph, PrintedTable, Unusable

TEXT = r"""# 云岭县档案馆

说明**数字**为 `3.5` 万元，
比上年少$\geq 10\%$。

## （一）收入

1. 第一项
2. 第二项有*强调*

- 要点

| 项目 | 预算 |
|:---|---:|
| 工资 | 10<br>（万） |
|  | 2 |

<table><tr><td>甲</td><td>1</td></tr>
<tr><td>乙</td><td>2</td></tr></table>

指标	分值	得分
决策	10	9

当年批复的全部部门预算和追加的预算

总额为31.4万元。

```
3 + 4
```
"""


def read(folder: Path, text: str) -> Manuscript:
    path = folder / "稿.md"
    path.write_text(text, encoding="utf-8")
    return read_markdown(path)


def test_paragraphs(tmp_path: Path) -> None:
    found = read(tmp_path, TEXT)
    assert [(block.text, block.level, [start.line for start in block.starts])
            for block in found.blocks if isinstance(block, Paragraph)] == [
        ("云岭县档案馆", 1, [1]), ("说明数字为 3.5 万元，比上年少≥10%。", 0, [3, 4]), ("（一）收入", 2, [6]),
        ("1. 第一项", 3, [8]), ("2. 第二项有强调", 3, [9]), ("要点", 0, [11]),
        ("当年批复的全部部门预算和追加的预算总额为31.4万元。", 0, [24, 26]), ("3 + 4", 0, [29])]


def test_tables(tmp_path: Path) -> None:
    found = [block for block in read(tmp_path, TEXT).blocks if isinstance(block, PrintedTable)]
    assert [[(cell.text, cell.starts[0].line) for cell in table.cells] for table in found] == [
        [("项目", 13), ("预算", 13), ("工资", 15), ("10\n（万）", 15), ("2", 16)],
        [("甲", 18), ("1", 18), ("乙", 19), ("2", 19)],
        [("指标", 21), ("分值", 21), ("得分", 21), ("决策", 22), ("10", 22), ("9", 22)]]
    assert found[0].cells[2].rows == 2


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="没有文字"):
        read(tmp_path, "---\n\n***\n")
