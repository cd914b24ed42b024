"""Mistakes with reports: each is told in Chinese with its remedy, and nothing half written is left."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    assert main(["report", "yanjin-2022", "--kind", "evaluation", "-o", "/proc/没有/a.docx"]) == 2
    assert "写不进这个文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "words"), [
    (errno.EACCES, "没有权限"), (errno.EROFS, "只能读"), (errno.ENOSPC, "磁盘已满")])
@pytest.mark.parametrize("before", [False, True])
def test_a_disk_that_refuses(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                             error: int, words: str, *, before: bool) -> None:
    """Whoever runs the tests: the system's answer is put in its place, in the middle of writing."""
    out = tmp_path / "出"
    asked = ["report", "yanjin-2022", "--kind", "feedback", "-o", str(out / "a.docx"), "-o", str(out / "a.xlsx")]
    assert not before or main([*asked, "--public"]) == 0
    left = {path: path.read_bytes() for path in out.rglob("*")}
    whole = Path.open

    def refusing(self: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
        if "w" in mode and self.name == "a.xlsx":
            whole(self, mode, *args, **options).close()
            raise OSError(error, os.strerror(error))
        return whole(self, mode, *args, **options)
    monkeypatch.setattr(Path, "open", refusing)
    assert main(asked) == 2
    assert words in capsys.readouterr().err
    assert {path: path.read_bytes() for path in out.rglob("*")} == left
    assert out.exists() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of processes are those of Unix")
def test_a_file_that_may_not_grow_and_a_folder_of_somebody_else(tmp_path: Path) -> None:
    """In a process of its own, which gives up what only root may do."""
    (tmp_path / "只读").mkdir(mode=0o555)
    (tmp_path / "小").mkdir()
    tmp_path.chmod(0o755)
    program = ("import os, resource, sys; from pathlib import Path; from hengji.intake import write_files\n"
               "from hengji.model import Unusable\n"
               "if sys.argv[2] == 'small': resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
               "elif os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
               "try: write_files(Path(sys.argv[1]), {'a.docx': bytes(5000)})\n"
               "except Unusable as error: print(error)\n")
    told = [subprocess.run([sys.executable, "-c", program, str(tmp_path / name), how],
                           capture_output=True, text=True, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
                           check=False).stdout for name, how in (("只读", "poor"), ("小", "small"))]
    assert "没有权限" in told[0] or not told[0].strip()
    assert "文件大小" in told[1]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_office_program_that_hangs(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    from hengji.services import paper_pdf

    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 100 & wait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(paper_pdf, "office_program", lambda: str(program))
    monkeypatch.setattr(paper_pdf, "font_problem", lambda: None)
    monkeypatch.setattr(paper_pdf, "LONGEST_PDF", 0.2)
    out = tmp_path / "出"
    assert main(["report", "yanjin-2022", "--kind", "feedback", "-o", str(out / "a.pdf"),
                 "-o", str(out / "a.docx")]) == 2
    assert "没有生成 PDF" in capsys.readouterr().err
    assert not out.exists()


def test_one_broken_case_of_many(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "坏").mkdir()
    (tmp_path / "坏" / "case.yaml").write_text("schema: hengji/case/1\n", encoding="utf-8")
    assert main(["report", "heshan-2021", str(tmp_path / "坏"), "yanjin-2022", "--kind", "feedback",
                 "-o", str(tmp_path / "出")]) == 2
    told = capsys.readouterr().err
    assert "评价案例缺“id”" in told
    assert "3 个案例里有 1 个没有写出报告" in told
    assert len(list((tmp_path / "出").glob("*.docx"))) == 2


def test_html_in_a_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from hengji.cases import bundled_path

    source = (bundled_path("zhengzhou-2022") / "case.yaml").read_text(encoding="utf-8")
    assert "  texts:\n" in source
    changed = source.replace("  texts:\n", "  texts:\n    附加说明: 见<b>附件</b>\n", 1)
    (tmp_path / "case.yaml").write_text(changed, encoding="utf-8")
    assert main(["report", str(tmp_path), "--kind", "evaluation", "-o", str(tmp_path / "a.docx")]) == 2
    assert "<b>" in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()
