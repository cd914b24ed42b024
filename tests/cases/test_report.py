"""The report part of a case: read, written, kept in a workbook, rolled forward."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hengji.cases import case_document, case_workbook, next_year, read_case
from hengji.cases.report_record import REPORT
from hengji.intake import Record
from hengji.model import (
    GENERAL,
    LAST_YEAR,
    POINTS_OF,
    RATE_OF,
    SECTIONS,
    VALUE_OF,
    WEIGHT_OF,
    Case,
    PaperTable,
    Place,
    Problem,
    ReportPart,
)
from hengji.telling import problem_told
from tests.cases.filling import RIGHT, column, loaded, opened, problems_of, put, row, told

HEAD = """schema: hengji/case/1
id: small-2022
framework: wide.yaml
entity: {name: 试用局}
period: 2022
kind: evaluation
"""


def read(text: str) -> tuple[Case | None, tuple[Problem, ...]]:
    result, problems = read_case(HEAD + text, "案例.yaml", beside=RIGHT)
    return (result.case if result else None), problems


def report_of(text: str) -> ReportPart:
    case, problems = read(text)
    assert case is not None, "\n".join(map(problem_told, problems))
    return case.report


def wide() -> ReportPart:
    return loaded(RIGHT / "wide_case.yaml").case.report


def test_every_part_is_read() -> None:
    report = wide()
    assert report.cover == {"委托单位": "试用县财政局", "报告日期": "2023年5月"}
    assert report.internal == ("F1", "甲公司")
    assert list(report.texts) == ["主要职责", "综合评价"]
    assert [table.rows for table in report.tables_of("支出情况")] == [
        (("支出", "{支出数}"), ("编外", "{编外}"), ("", "无"))]
    assert list(report.tables_of("收入情况")) == []
    problem, suggestion, (first, second) = report.problems[0], report.suggestions[0], report.targets
    assert (problem.findings, problem.indicators, suggestion.problems) == (("F1",), ("W2",), ("P1",))
    assert (first.weight, str(first.score), first.actual) == (5, "9/2", "{平均满意度}")
    assert (second.code, second.weight, second.score) == ("", None, None)


def test_a_case_without_it_has_an_empty_one() -> None:
    assert report_of("") == ReportPart()
    case, _ = read("")
    assert case is not None
    assert "report" not in case_document(case)


def test_a_row_may_be_one_text() -> None:
    rows = report_of("""report:
  tables:
    - {title: 表, section: 前言, head: [甲, 乙, 丙], rows: [[一, =支出数, 三], 一 | =支出数 | 三, "| {预算数} |"]}
""").tables[0].rows
    assert rows == (("一", "{支出数}", "三"), ("一", "{支出数}", "三"), ("", "{预算数}", ""))


def test_texts_keep_their_places() -> None:
    text = "report:\n  texts:\n    前言: |\n      一\n\n      二\n    建议: \"三\"\n"
    assert report_of(text).entered == {"前言": Place("案例.yaml", 10, 7), "建议": Place("案例.yaml", 13, 10)}


def test_everything_wrong_is_told_at_once_where_it_stands() -> None:
    _, problems = read("""report:
  cover: {日期: "{年渡}"}
  texts:
    前言: |
      一<i>二

      {支出}
  tables: [{title: 表, section: 前言, head: [甲, 乙], rows: [[=支出, =预算数]], note: "{得分:W99}"}]
  problems: [{id: P1, title: "{总份}", text: 二, findings: [F9], clause: "**三"}]
  suggestions: [{text: 一, problems: [P9]}]
  targets: [{code: W99, name: 甲, target: 一, actual: =满意}]
""")
    assert [f"{problem.place.line}:{problem.place.column} {problem.text}" for problem in problems] == [
        "8:16 没有名为“年渡”的数可以引用", "11:8 不能写 HTML", "13:8 没有名为“支出”的数可以引用",
        "14:58 没有名为“支出”的数可以引用", "14:78 指标体系里没有编号“W99”", "15:31 没有名为“总份”的数可以引用",
        "15:58 发现的问题里没有编号“F9”", "15:72 加粗标记（**）没有成对", "16:38 报告里没有编号为“P9”的问题",
        "17:20 指标体系里没有编号“W99”", "17:53 没有名为“满意”的数可以引用"]


def test_it_is_written_and_read_again() -> None:
    case = loaded(RIGHT / "wide_case.yaml")
    again, problems = read_case(yaml.safe_dump(case_document(case.case), allow_unicode=True), "案例", beside=RIGHT)
    assert problems == ()
    assert again is not None
    assert again.case.report == case.case.report


def test_a_workbook_has_sheets_for_it_and_what_is_wrong_there_is_told_by_its_cell(tmp_path: Path) -> None:
    case = loaded(RIGHT / "wide_case.yaml")
    book = opened(case_workbook(case.case, case.framework))
    texts, tables = book["报告章节"], book["报告表格"]
    cell = tables.cell(row(tables, 表名="支出表"), column(tables, "各行内容"))
    assert cell.value == "支出 | {支出数}\n编外 | {编外}\n| 无"
    bad = [put(texts, row(texts, 章节="前言"), "章节文字", "用了{支出}"),
           put(tables, row(tables, 表名="支出表"), "各行内容", "支出 | {支出数} | 多\n编外 | {编外}")]
    book.save(tmp_path / "案例.xlsx")
    (tmp_path / "wide.yaml").write_bytes((RIGHT / "wide.yaml").read_bytes())
    (tmp_path / "framework.yaml").write_bytes((RIGHT / "framework.yaml").read_bytes())
    assert told(problems_of(book, tmp_path)) == [f"{bad[0]} 没有名为“支出”的数可以引用",
                                                 f"{bad[1]} 这一行有 3 格，表头有 2 格"]


def rolled(report: str) -> ReportPart:
    result, problems = read_case(HEAD + "data: [{name: 编外人员, value: 18, unit: 人, level: stated}]\n"
                                 "findings: [{id: F1, text: 未招标}]\n" + report, "案例", beside=RIGHT)
    assert result is not None, "\n".join(map(problem_told, problems))
    following = next_year(result.case, result.framework)
    again, problems = read_case(yaml.safe_dump(case_document(following), allow_unicode=True), "下年", beside=RIGHT)
    assert again is not None, "\n".join(map(problem_told, problems))
    return again.case.report


def test_next_year_keeps_what_stays_true() -> None:
    report = rolled("""report:
  cover: {委托单位: 财政局, 报告日期: 2023年5月, 编外: "{编外人员}"}
  internal: [F1, 甲公司]
  texts:
    主要职责: 管{单位名称}的事，{支出数}
    机构设置: 另有{编外人员}
    评价依据: 《通知》（试字〔2022〕3号）
    评价目的: 看2022年的钱
    综合评价: 得{总分}
  tables:
    - {title: 执行表, section: 支出情况, head: [项目, 数], rows: [[支出, =支出数], [预算, "{预算数}"]]}
    - {title: 编外表, section: 支出情况, head: [项目, 数], rows: [[编外, =编外人员]]}
    - {title: 抄的表, section: 支出情况, head: [项目, 数], rows: [[编外, 18人]]}
  problems: [{id: P1, title: 一, text: 二, findings: [F1]}]
  suggestions: [{text: 三, problems: [P1]}]
  targets:
    - {code: W1, name: 甲, target: ≥95%, weight: 5, score: 4, actual: 90%, deviation: 慢, progress: 半,
       forecast: 完成}
    - {name: 乙, target: =编外人员}
""")
    assert report.cover == {"委托单位": "财政局"}
    assert report.internal == ("甲公司",)
    assert list(report.texts) == ["主要职责", "评价依据"]
    assert [table.title for table in report.tables] == ["执行表"]
    assert (report.problems, report.suggestions) == ((), ())
    (target,) = report.targets
    assert (target.code, target.target, target.weight) == ("W1", "≥95%", 5)
    assert (target.score, target.actual, target.deviation, target.progress, target.forecast) == (None, "", "", "", "")


EXAMPLES = sorted(path.parent.name for path in (Path(__file__).parents[2] / "examples").glob("*/case.yaml"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_a_report_whose_problems_all_have_suggestions(name: str) -> None:
    case = loaded(Path(__file__).parents[2] / "examples" / name).case
    report = case.report
    assert report.cover
    assert {"部门概况", "综合评价", "主要任务", "评价方法"} <= report.texts.keys()
    answered = {problem for suggestion in report.suggestions for problem in suggestion.problems}
    assert answered == {problem.id for problem in report.problems}
    resting = {finding for problem in report.problems for finding in problem.findings}
    standing = {finding.id for finding in case.findings if finding.state in ("verified", "accepted")}
    assert standing - resting == set(), "verified, but in no problem"
    assert report.targets
    assert all(isinstance(table, PaperTable) and table.rows for table in report.tables)


def test_the_page_for_authors_names_every_field_section_and_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/report-texts.zh-CN.md").read_text(encoding="utf-8")
    fields = {entry.name for entry in REPORT.fields}
    for entry in REPORT.fields:
        item = getattr(entry.type, "item", None)
        fields |= {inner.name for inner in item.fields} if isinstance(item, Record) else set()
    assert {name for name in fields if f"{name}:" not in page} == set()
    assert [name for name in SECTIONS if name not in page] == []
    assert [name for name in (*GENERAL, LAST_YEAR, POINTS_OF, WEIGHT_OF, RATE_OF, VALUE_OF)
            if f"{{{name}" not in page] == []
