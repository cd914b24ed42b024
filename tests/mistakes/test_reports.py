"""Mistakes with reports: each is told in Chinese with its remedy, and nothing half written is left."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from hengji.cli.app import main

Told = Callable[..., str]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Told:
    """What is said to a report that cannot be; then the folder ``出`` does not exist or is as it was."""
    def run(*args: str, kind: str = "evaluation", out: str = "报告.docx") -> str:
        folder = tmp_path / "出"
        before = sorted(folder.rglob("*")) if folder.exists() else None
        assert main(["report", "yanjin-2022", "--kind", kind, "-o", str(folder / out), *args]) == 2
        assert (sorted(folder.rglob("*")) if folder.exists() else None) == before
        return capsys.readouterr().err
    return run


def template(folder: Path, *lines: str) -> str:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "模板.docx"))
    return str(folder / "模板.docx")


def test_an_unknown_kind(told: Told) -> None:
    words = told(kind="evalution")
    assert "没有“evalution”这种报告" in words
    assert "是否想写“evaluation”？" in words


def test_broken_tags_all_at_once(told: Told, tmp_path: Path) -> None:
    words = told("--template", template(tmp_path, "{{ 总分", "{{ 等级 }}", "{%p if 附件 %}"))
    assert words.count("模板.docx") >= 2
    assert "总分" in words
    assert "if" in words


def test_a_name_that_nothing_bears(told: Told, tmp_path: Path) -> None:
    words = told("--template", template(tmp_path, "{{ 年初预算 }}", "{{ 总份 }}"))
    assert "年初预算数" in words
    assert "没有“总份”这个名称" in words


def test_a_template_that_is_no_word_file(told: Told, tmp_path: Path) -> None:
    (tmp_path / "模板.docx").write_text("不是 Word", encoding="utf-8")
    assert "不是 .docx 文件" in told("--template", str(tmp_path / "模板.docx"))
    assert "没有这个模板文件" in told("--template", str(tmp_path / "没有.docx"))
    (tmp_path / "夹").mkdir()
    assert "读不了这个模板文件" in told("--template", str(tmp_path / "夹"))


def test_a_template_that_asks_for_nothing(told: Told, tmp_path: Path) -> None:
    words = told("--template", template(tmp_path, "去年的报告", "{正文}"))
    assert "一个占位符也没有" in words
    assert "hengji report template" in words


def test_a_fact_that_is_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    assert main(["report", "heshan-2021", "--kind", "monitoring", "-o", str(out), "--strict"]) == 2
    words = capsys.readouterr().err
    assert "缺：" in words
    assert "--strict" in words
    assert not out.exists()


def test_no_chinese_font(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    from hengji.reports.fonts import check
    from hengji.services import paper_pdf

    monkeypatch.setattr(paper_pdf, "office_program", lambda: "soffice")
    monkeypatch.setattr(check, "chinese_families", frozenset)
    words = told(out="报告.pdf")
    assert "没有简体中文字体" in words
    assert "fonts-noto-cjk" in words


@pytest.mark.parametrize(("out", "words"), [
    ("报告.wps", "不会写“.wps”这种文件"), ("报告.xlsx", "没有 Excel 形式")])
def test_forms_that_are_not_written(told: Told, out: str, words: str) -> None:
    assert words in told(out=out)


def test_formats_that_are_not_written(told: Told) -> None:
    words = told("--formats", "docx,xlsx,wps", out="夹")
    assert "没有 Excel 形式" in words
    assert "不会写“.wps”这种文件" in words


def test_several_cases_into_one_file(told: Told) -> None:
    assert "不能写成一个文件" in told("heshan-2021")


def test_a_file_that_is_read_is_not_written_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = template(tmp_path, "{{ 总分 }}")
    before = Path(path).read_bytes()
    assert main(["report", "yanjin-2022", "--kind", "evaluation", "--template", path, "-o", path]) == 2
    assert "会覆盖这次要读的文件" in capsys.readouterr().err
    assert Path(path).read_bytes() == before


def test_a_place_that_cannot_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "夹").write_text("是文件", encoding="utf-8")
    assert main(["report", "yanjin-2022", "--kind", "evaluation", "-o", str(tmp_path / "夹" / "a.docx")]) == 2
    assert "已有同名的文件" in capsys.readouterr().err
    if os.geteuid():
        (tmp_path / "只读").mkdir(mode=0o500)
        assert main(["report", "yanjin-2022", "--kind", "evaluation", "-o", str(tmp_path / "只读" / "a.docx")]) == 2
        assert "没有权限" in capsys.readouterr().err
    assert main(["report", "yanjin-2022", "--kind", "evaluation", "-o", "/proc/没有/a.docx"]) == 2
    assert "写不进这个文件夹" in capsys.readouterr().err


def test_html_in_a_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from hengji.cases import bundled_path

    source = (bundled_path("zhengzhou-2022") / "case.yaml").read_text(encoding="utf-8")
    assert "  texts:\n" in source
    changed = source.replace("  texts:\n", "  texts:\n    附加说明: 见<b>附件</b>\n", 1)
    (tmp_path / "case.yaml").write_text(changed, encoding="utf-8")
    assert main(["report", str(tmp_path), "--kind", "evaluation", "-o", str(tmp_path / "a.docx")]) == 2
    assert "<b>" in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()
