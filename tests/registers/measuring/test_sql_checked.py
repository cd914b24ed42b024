"""What is wrong in the SQL of a register is told where it stands, with the nearest name, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.model import Problem
from hengji.registers import catalogue

from .small import PAID, RATE, REGISTER, SHARE, write_register


def _problems(folder: Path, register: str = REGISTER, views: dict[str, str] | None = None,
              **measures: str) -> tuple[Problem, ...]:
    return catalogue(write_register(folder, register, views, **measures))[1]


#: SQL in a measure (line 7 of its file) → line:column of what is wrong, and words of the message.
_WRONG = {
    "office IS NUL": ("7:", "IS 后面只能是 NULL"), "office IN (": ("7:", "SQL 写到"),
    "ofice IS NULL": ("7:25", "没有名为“ofice”的列", "office"),
    "office": ("7:25", "这里得到的是文字", "是否"),
    "secret IS NULL": ("7:25", "没有名为“secret”的列"),
    "office = 1": ("7:25", "文字和整数不能放在一起比较"),
    "paid / 2 > 1": ("7:25", "不能用“/”", "//"),
    "round(paid) > 1": ("7:25", "不能用函数 round"),
    "substr_left(office, 1) = '甲'": ("7:25", "不能用函数 substr_left"),
    "came_at - came_at > 1": ("7:25", "日期不能直接加减", "date_diff"),
    "came_at > DATE '2022-1-1'": ("7:", "不是完整的日期", "2022-01-31"),
    "paid > 1e3": ("7:32", "数“1e3”不能用"),
    "count(*) > 1": ("7:25", "不能有汇总、窗口和子查询"),
    "EXISTS (SELECT 1 AS one FROM visits)": ("7:", "不能有汇总、窗口和子查询"),
    "date_diff('month', came_at, came_at) > 1": ("7:", "date_diff 只能数天"),
    "CAST(office AS BIGINT) > 1": ("7:30", "这里得到的是文字"),
    "left(office, paid) = '甲'": ("7:38", "要写成 1 以上的整数"),
    "came_at > now()": ("7:35", "不能用函数 now"),
    "office ~ '甲'": ("7:", "不能用函数 regexp"),
    "random() > 1": ("7:", "不能用函数 rand"),
}


@pytest.mark.parametrize("sql", _WRONG)
def test_a_wrong_condition_is_told_where_it_stands(sql: str, tmp_path: Path) -> None:
    (first, *_) = _problems(tmp_path, solved_rate=RATE.replace("when: office IS NULL", f'when: "{sql}"'))
    place, *words = _WRONG[sql]
    assert f"solved-rate.yaml:{place}" in str(first.place), first
    assert all(word in f"{first.text}{first.suggestion}{first.expected}" for word in words), first


#: A query of rows → words of the message.
_ROWS = {
    "SELECT * FROM visit": ("没有名为“visit”的台账或视图", "visits"),
    "SELECT * FROM read_csv('/etc/passwd')": ("FROM 后面只能是台账", "不能直接读文件"),
    "SELECT * FROM 'x.parquet'": ("没有名为“x.parquet”的台账或视图",),
    "DROP TABLE visits": ("这里只能写一条查询",),
    "COPY visits TO 'x'": ("这里只能写一条查询",),
    "SELECT * FROM visits; SELECT 1": ("这里只能写一条查询",),
    "SELECT * FROM visits LIMIT 1": ("不能用 LIMIT",),
    "SELECT * FROM visits ORDER BY no": ("不能用 ORDER",),
    "SELECT *, no FROM visits": ("列“no”出现了两次",),
    "SELECT no, office, came_at, solved, paid + 1 FROM visits": ("这一列没有名称",),
    "SELECT a.*, b.solved AS s FROM visits AS a JOIN visits AS b ON a.no = nob": ("没有名为“nob”的列", "no"),
    "SELECT a.no, office FROM visits AS a JOIN visits AS b USING (no)": ("列“office”在几个表里都有",),
    "SELECT v.*, x.day FROM visits AS v CROSS JOIN calender AS x": ("没有名为“calender”的台账或视图", "calendar"),
    "SELECT no, office, count(*) AS n FROM visits GROUP BY no": ("列“office”既不在 GROUP BY 里",),
    "SELECT *, row_number() OVER (PARTITION BY no) AS n FROM visits": ("OVER 里要写 ORDER BY",),
    "WITH RECURSIVE x AS (SELECT 1 AS a UNION ALL SELECT a FROM x) SELECT * FROM x": ("不能用 WITH RECURSIVE",),
    "SELECT * FROM visits UNION ALL SELECT no FROM visits": ("UNION 两边的列数不同",),
    "SELECT * FROM visits AS v, unnest(string_split(v.ways, '、')) AS u(w)": ("不能用这种连接",),
    "SELECT *, sum(paid) FILTER (WHERE solved) OVER (ORDER BY no) AS s FROM visits": ("FILTER 和 OVER 不能一起用",),
    "SELECT no FROM visits": ("没有名为“came_at”的列", "rows 查询要给出这一列"),
}


@pytest.mark.parametrize("rows", _ROWS)
def test_a_wrong_query_is_told(rows: str, tmp_path: Path) -> None:
    problems = _problems(tmp_path, solved_rate=f'{RATE}rows: "{rows}"\n')
    assert any(all(word in f"{each.text}{each.suggestion}" for word in _ROWS[rows]) for each in problems), problems
    assert all(str(each.place).startswith(str(tmp_path)) for each in problems)


def test_other_columns_of_a_measure_are_looked_up_too(tmp_path: Path) -> None:
    found = _problems(tmp_path, way_share=SHARE.replace("split: ways", "split: way"),
                      paid=f"{PAID.replace('sum: paid', 'sum: office')}time: solved\ncolumns: [no, offic]\n")
    told = {f"{each.text}{each.suggestion}" for each in found}
    assert any("没有名为“way”的列" in text and "ways" in text for text in told)
    assert any("没有名为“offic”的列" in text for text in told)
    assert any("“solved”是是否，不能划分年度" in text for text in told)
    assert any("这里得到的是文字" in text for text in told)


def test_a_base_of_shares_needs_a_split(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, way_share=SHARE.replace("split: ways\noverlaps: 是\n", ""))
    assert "没有写 split，不能写 whole" in problem.text


def test_rules_of_rows_and_references_are_checked(tmp_path: Path) -> None:
    register = REGISTER.replace("type: text, role: entity,", "type: text, role: entity, refers: offices.code,") + (
        "rules:\n  - {holds: paid > office, says: 金额不对, fields: [paid]}\n")
    told = [f"{each.place} {each.text}" for each in _problems(tmp_path, register)]
    assert any("register.yaml:8:" in text and "没有名为“offices”的台账" in text for text in told)
    assert any("register.yaml:15:" in text and "不能放在一起比较" in text for text in told)


def test_views_may_build_on_views_but_not_on_themselves(tmp_path: Path) -> None:
    good = {"b_view": "SELECT no FROM a_view", "a_view": "SELECT no, came_at FROM visits"}
    assert _problems(tmp_path / "good", views=good) == ()
    (problem, *_) = _problems(tmp_path / "round", views={"a_view": "SELECT * FROM b_view",
                                                         "b_view": "SELECT * FROM a_view"})
    assert "绕了一圈又读到自己" in problem.text
    (problem,) = _problems(tmp_path / "twice", views={"calendar": "SELECT no FROM visits"})
    assert "视图“calendar”已经有了" in problem.text


def test_a_user_s_register_cannot_take_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    home = tmp_path / "service-cases"
    home.mkdir()
    (home / "register.yaml").write_text(REGISTER.replace("id: visits", "id: service-cases"), encoding="utf-8")
    assert "台账“service-cases”已经有了" in catalogue(tmp_path)[1][0].text
    assert "没有台账" in catalogue(tmp_path / "空")[1][0].text
