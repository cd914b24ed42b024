"""A register of a user's own, small enough to count by hand, as files."""

from __future__ import annotations

from pathlib import Path

REGISTER = """schema: hengji/register/1
id: visits
name: 来访
english: Visits
explain: 一行是一次来访
fields:
  - {name: no, title: 编号, type: text, role: key, example: "1"}
  - {name: office, title: 单位, type: text, role: entity, values: {甲局: [甲], 乙局: []}, example: 甲局}
  - {name: came_at, title: 来访时间, type: datetime, role: time, example: 2022-03-01 09:00:00}
  - {name: ways, title: 方式, type: tags, values: {电话: [], 网上: [], 当面: []}, example: 电话}
  - {name: paid, title: 金额, type: money, unit: 元, example: "12.50"}
  - {name: solved, title: 是否解决, type: truth, example: 是}
  - {name: secret, title: 证件号, type: text, role: person, person: dropped, example: "1"}
"""

RATE = """schema: hengji/measure/1
id: solved-rate
name: 解决率
english: Solved
unit: "%"
left_out:
  - {why: 没有写单位, when: office IS NULL}
  - {why: 电话打错, when: no = '9'}
parts:
  - {name: 来访, unit: 次}
  - {name: 解决, unit: 次, where: solved}
value: 解决 / 来访
sentence: 来访 {来访}，解决 {解决}，解决率 {值}
"""

SHARE = """schema: hengji/measure/1
id: way-share
name: 方式占比
english: Share
unit: "%"
parts:
  - {name: 来访, unit: 次}
  - {name: 全部, unit: 次, whole: 是}
value: 来访 / 全部
sentence: 占 {值}
split: ways
overlaps: 是
"""

PAID = """schema: hengji/measure/1
id: paid
name: 金额
english: Paid
unit: 元
parts:
  - {name: 金额合计, unit: 元, sum: paid, where: solved}
value: 金额合计
sentence: 共 {值}
"""

COLUMNS = ("no", "office", "came_at", "ways", "paid", "solved")
#: Money is in fen; the last has no time.
ROWS = (
    ("1", "甲局", "2022-01-01T00:00:00", "电话", 100, True),
    ("2", "甲局", "2022-12-31T23:59:59", "电话、网上", None, True),
    ("3", "乙局", "2022-06-01T12:00:00", None, 250, False),
    ("4", None, "2022-06-02T12:00:00", "当面", 1, True),
    ("9", "乙局", "2022-07-01T08:00:00", "电话", 7, True),
    ("5", "乙局", "2023-01-01T00:00:00", "网上", 9_000_000_000_000_000_000, True),
    ("6", "乙局", "2021-12-31T23:59:59", "网上", 9_000_000_000_000_000_000, True),
    ("7", "甲局", None, "电话", 5, True),
)


def write_register(folder: Path, register: str = REGISTER, views: dict[str, str] | None = None,
                   **measures: str) -> Path:
    """The register with ``measures`` (id with ``_`` → text) below ``folder``, which is given back."""
    home = folder / "visits"
    (home / "measures").mkdir(parents=True, exist_ok=True)
    (home / "views").mkdir(exist_ok=True)
    (home / "register.yaml").write_text(register, encoding="utf-8")
    for name, text in measures.items():
        (home / "measures" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    for name, text in (views or {}).items():
        (home / "views" / f"{name}.sql").write_text(text, encoding="utf-8")
    return folder
