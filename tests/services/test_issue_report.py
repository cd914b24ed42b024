"""Reports as a user asks for them: files whole or not at all, many at once, PDF, templates."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from hengji.cases import bundled_path
from hengji.intake import read_manuscript
from hengji.model import Unusable
from hengji.reports import PAPERS
from hengji.services import (
    IssuedReport,
    RefusedReport,
    Reporting,
    ReportRequest,
    issue_report,
    paper_pdf,
    write_report_template,
)
from hengji.services.issue_report import known_kind
from hengji.services.report_cases import edited, stems_of


def reports(request: ReportRequest) -> list[IssuedReport | RefusedReport]:
    return list(Reporting(request).reports())


def refused(request: ReportRequest) -> str:
    with pytest.raises(Unusable) as caught:
        reports(request)
    return "\n".join(f"{problem.place} {problem.text} {problem.suggestion}" for problem in caught.value.problems)


def asked(*outs: Path, case: str = "yanjin-2022", kind: str = "evaluation", **more: object) -> ReportRequest:
    return replace(ReportRequest((case,), kind, outs), **more)  # type: ignore[arg-type]


def words_of(path: Path) -> str:
    return "\n".join(passage.text for _, passage in read_manuscript(path).passages())


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_kind_as_it_can_be_written(kind: str, tmp_path: Path) -> None:
    (report,) = reports(asked(tmp_path / "出", kind=kind))
    assert isinstance(report, IssuedReport)
    endings = [path.suffix for path in report.written]
    assert endings == ([".docx", ".xlsx"] if PAPERS[kind].workbook else [".docx"])
    assert report.title
    assert report.title in words_of(report.written[0]).replace("\n", "")


def test_the_same_bytes_each_time_and_a_chinese_name_of_the_kind(tmp_path: Path) -> None:
    reports(asked(tmp_path / "a.docx"))
    reports(asked(tmp_path / "b.docx", kind="绩效评价报告"))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_without_charts(tmp_path: Path) -> None:
    reports(asked(tmp_path / "a.docx", charts=False))
    reports(asked(tmp_path / "b.docx"))
    names = [[name for name in ZipFile(tmp_path / file).namelist() if "chart" in name] for file in ("a.docx", "b.docx")]
    assert names[0] == []
    assert names[1]


def test_tables_with_three_lines_have_no_lines_between_columns(tmp_path: Path) -> None:
    reports(asked(tmp_path / "a.docx", three_lines=True))
    reports(asked(tmp_path / "b.docx"))
    lined, grid = (ZipFile(tmp_path / name).read("word/document.xml").count(b"<w:insideV")
                   for name in ("a.docx", "b.docx"))
    assert 0 < lined < grid


def test_what_is_missing_is_told_and_strict_refuses(tmp_path: Path) -> None:
    (report,) = reports(asked(tmp_path / "a.docx", case="zhengzhou-2022", kind="self-evaluation"))
    assert isinstance(report, IssuedReport)
    assert "报告日期" in report.missing
    assert "【缺：报告日期】" in words_of(tmp_path / "a.docx")
    told = refused(asked(tmp_path / "b.docx", case="zhengzhou-2022", kind="self-evaluation", strict=True))
    assert "缺：报告日期" in told
    assert not (tmp_path / "b.docx").exists()


def test_a_public_report_says_what_was_masked(tmp_path: Path) -> None:
    (report,) = reports(asked(tmp_path / "a.docx", public=True))
    assert isinstance(report, IssuedReport)
    assert "189000元" in {one.words for one in report.masked}
    assert "189000元" not in words_of(tmp_path / "a.docx")


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for line in ("{{ 单位名称 }}得{{ 总分 }}，{{ 等级 }}；B11得{{ 得分:B11 }}，编制{{ 事业编制 }}", "{{p 正文 }}"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "模板.docx"))
    reports(asked(tmp_path / "a.docx", template=tmp_path / "模板.docx"))
    assert words_of(tmp_path / "a.docx").startswith("延津县政务服务和大数据管理局得86.00分，良；B11得2.00分，编制")


def test_the_shipped_template_copied_gives_the_same(tmp_path: Path) -> None:
    template = write_report_template("evaluation", tmp_path / "模板.docx")
    reports(asked(tmp_path / "a.docx"))
    reports(asked(tmp_path / "b.docx", template=template))
    assert words_of(tmp_path / "a.docx") == words_of(tmp_path / "b.docx")
    with pytest.raises(Unusable):
        write_report_template("evaluation", tmp_path / "模板.doc")


def test_a_report_that_somebody_edited_stays(tmp_path: Path) -> None:
    import docx

    path = tmp_path / "a.docx"
    reports(asked(path))
    assert not edited(path)
    reports(asked(path))
    document = docx.Document(str(path))
    document.add_paragraph("评价人员加的一段。")
    document.save(str(path))
    before = path.read_bytes()
    assert "有人在 Word、Excel 或 WPS 里改过" in refused(asked(path))
    assert path.read_bytes() == before
    reports(asked(path, force=True))
    assert path.read_bytes() != before


@pytest.fixture
def departments(tmp_path: Path) -> Path:
    for name in ("甲局", "乙局", "丙局", "丁局"):
        shutil.copytree(bundled_path("yanjin-2022"), tmp_path / "各部门" / name)
    (tmp_path / "各部门" / "丙局" / "case.yaml").write_text("id: x\n", encoding="utf-8")
    (tmp_path / "各部门" / "说明.txt").write_text("不是案例", encoding="utf-8")
    return tmp_path / "各部门"


@pytest.mark.parametrize("alone", [0, 16])
def test_many_cases_in_processes_or_in_turn_one_of_them_bad(departments: Path, tmp_path: Path, alone: int,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issue_report, "_ALONE", alone)
    seen: list[int] = []
    run = Reporting(ReportRequest((str(departments),), "feedback", (tmp_path / "出",)))
    found = list(run.reports(seen.append))
    assert [type(report) for report in found] == [IssuedReport, RefusedReport, IssuedReport, IssuedReport]
    assert seen == [25, 50, 75, 100]
    assert sorted(path.name for path in (tmp_path / "出").iterdir()) == sorted(
        f"{name}评价结果反馈表{ending}" for name in ("甲局", "乙局", "丁局") for ending in (".docx", ".xlsx"))
    assert not run.single


def test_cases_of_one_name_get_files_of_their_own() -> None:
    assert stems_of(["a/甲局", "b/甲局", "c/甲局/case.yaml", "乙.xlsx"]) == {
        "a/甲局": "甲局", "b/甲局": "甲局（2）", "c/甲局/case.yaml": "甲局（3）", "乙.xlsx": "乙"}


def test_formats_in_a_folder(tmp_path: Path) -> None:
    (report,) = reports(asked(tmp_path / "出", kind="targets", formats=("xlsx",)))
    assert isinstance(report, IssuedReport)
    assert [path.name for path in report.written] == ["yanjin-2022绩效目标申报表.xlsx"]


def test_formats_of_a_file_are_those_of_its_name(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        Reporting(asked(tmp_path / "表.docx", kind="targets", formats=("xlsx",)))
    (problem,) = caught.value.problems
    assert "格式由文件名决定" in problem.text


@pytest.mark.parametrize(("name", "meant"), [
    ("评价报告", "绩效评价报告"), ("底稿", "工作底稿"), ("监控表", "绩效运行监控表"), ("evalution", "evaluation")])
def test_a_kind_half_remembered(name: str, meant: str) -> None:
    with pytest.raises(Unusable) as caught:
        known_kind(name)
    assert caught.value.problems[0].suggestion == f"是否想写“{meant}”？"


def test_a_page_without_charts_for_the_public(tmp_path: Path) -> None:
    reports(asked(tmp_path / "a.html"))
    (report,) = reports(asked(tmp_path / "b.html", public=True, charts=False))
    assert isinstance(report, IssuedReport)
    whole, public = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a.html", "b.html"))
    assert "189000元" in whole
    assert {one.words for one in report.masked if one.words in public} == set()
    assert (whole.count("<svg"), public.count("<svg")) == (6, 0)


def test_pages_of_many_cases(departments: Path, tmp_path: Path) -> None:
    found = reports(ReportRequest((str(departments),), "targets", (tmp_path / "出",), ("html",)))
    assert [path.name for report in found if isinstance(report, IssuedReport) for path in report.written] == [
        f"{name}绩效目标申报表.html" for name in ("丁局", "乙局", "甲局")]


def test_a_template_that_nothing_is_made_with_is_told(tmp_path: Path) -> None:
    template = write_report_template("evaluation", tmp_path / "模板.docx")
    told = refused(asked(tmp_path / "a.html", template=template))
    assert "模板只用于 Word 和 PDF" in told
    assert "请去掉 --template" in told


@pytest.mark.needs_office
def test_pdf_and_word_with_its_pages(tmp_path: Path) -> None:
    (report,) = reports(asked(tmp_path / "a.pdf", tmp_path / "a.docx", kind="evaluation", charts=False))
    assert isinstance(report, IssuedReport)
    manuscript = read_manuscript(tmp_path / "a.pdf")
    assert manuscript.pages is not None
    assert manuscript.pages > 20
    assert "86.00分" in words_of(tmp_path / "a.pdf")
    contents = ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()
    assert "PAGEREF" in contents
    assert "<w:t>3</w:t>" in contents


def test_pdf_without_the_program_or_without_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_pdf, "office_program", lambda: None)
    told = refused(asked(tmp_path / "a.pdf", tmp_path / "a.docx"))
    assert "没有装" in told
    assert "另存为 PDF" in told
    assert list(tmp_path.iterdir()) == []
