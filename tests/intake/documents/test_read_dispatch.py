"""Documents are read by what their bytes are, whatever their names end in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from hengji.intake import DOCUMENTS, read_manuscript
from hengji.intake.documents import read_doc
from hengji.model import Manuscript, Unusable

WEB_PAGE = "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><p>收入12万元。</p></body></html>"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("收入12万元。")
    document.save(str(tmp_path / "报告.docx"))
    return tmp_path / "报告.docx"


def words(manuscript: Manuscript) -> str:
    return "".join(passage.text for _, passage in manuscript.passages())


@pytest.mark.parametrize("name", ["报告.pdf", "报告.doc", "报告.txt", "报告.xlsx", "报告", "报告.最终"])
def test_a_word_document_under_another_name(report: Path, name: str) -> None:
    manuscript = read_manuscript(report.rename(report.with_name(name)))
    assert (manuscript.name, manuscript.form, words(manuscript)) == (name, "docx", "收入12万元。")
    assert [part.reason for part in manuscript.unread] == [
        f"扩展名是“{Path(name).suffix}”，内容却是 Word 文档，已按内容读取" if "." in name else
        "文件名没有扩展名，内容是 Word 文档，已按内容读取"]


def test_a_workbook_under_another_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["收入", 12])
    book.save(tmp_path / "表.docx")
    manuscript = read_manuscript(tmp_path / "表.docx")
    assert manuscript.form == "xlsx"
    assert [part.reason for part in manuscript.unread] == ["扩展名是“.docx”，内容却是工作簿，已按内容读取"]


@pytest.mark.parametrize("name", ["表.xls", "报告.doc", "报告.txt"])
def test_a_web_page_under_another_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(WEB_PAGE, encoding="utf-8")
    manuscript = read_manuscript(tmp_path / name)
    assert (manuscript.form, words(manuscript)) == ("html", "收入12万元。")
    assert manuscript.unread[0].reason.endswith("内容却是网页，已按内容读取")


@pytest.mark.parametrize(("name", "form"), [
    ("甲.html", "html"), ("甲.HTM", "html"), ("甲.md", "md"), ("甲.txt", "txt"),
])
def test_texts_by_their_names(tmp_path: Path, name: str, form: str) -> None:
    (tmp_path / name).write_text(WEB_PAGE if form == "html" else "收入12万元。\n", encoding="utf-8")
    manuscript = read_manuscript(tmp_path / name)
    assert (manuscript.form, words(manuscript).strip(), manuscript.unread) == (form, "收入12万元。", ())


def test_names_in_capitals(report: Path) -> None:
    assert read_manuscript(report.rename(report.with_name("报告.DOCX"))).unread == ()


def test_the_endings_of_documents() -> None:
    assert {".docx", ".xlsx", ".pdf", ".html", ".txt", ".md", ".doc"} <= set(DOCUMENTS)


def test_a_text_is_read_without_the_heavy_libraries(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("收入12万元。", encoding="utf-8")
    code = ("import sys; from pathlib import Path; from hengji.intake import read_manuscript;"
            "read_manuscript(Path(sys.argv[1]));"
            "print([name for name in ('pdfplumber', 'openpyxl', 'docx') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "甲.txt")], capture_output=True, text=True,
                          check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.needs_office
@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_older_documents_through_the_office(report: Path, form: str) -> None:
    office = shutil.which("soffice")
    assert office
    profile = (report.parent / "profile").as_uri()
    subprocess.run([office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form, "--outdir",
                    str(report.parent), str(report)], check=True, capture_output=True, timeout=60)
    manuscript = read_manuscript(report.with_suffix(f".{form}"))
    assert (manuscript.name, manuscript.form) == (f"报告.{form}", form)
    assert words(manuscript) == "收入12万元。"


def test_older_documents_without_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "甲.rtf").write_bytes(b"{\\rtf1 a}")
    with pytest.raises(Unusable) as refused:
        read_manuscript(tmp_path / "甲.rtf")
    problem, = refused.value.problems
    assert problem.text == "旧格式的文稿（.rtf）要由 LibreOffice 转换，这台机器上没有装"
    assert "另存为 .docx" in problem.suggestion


def script(folder: Path, text: str) -> None:
    (folder / "soffice").write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / "soffice").chmod(0o755)


def test_a_conversion_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path, "sleep 30 & wait")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(read_doc, "LONGEST_CONVERSION", 1)
    (tmp_path / "甲.rtf").write_bytes(b"{\\rtf1 a}")
    with pytest.raises(Unusable, match="LibreOffice 1 秒没有转换完这份文稿"):
        read_manuscript(tmp_path / "甲.rtf")


def test_a_conversion_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    (tmp_path / "甲.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"))
    with pytest.raises(Unusable, match="转换不了这份文稿，可能已损坏或有密码"):
        read_manuscript(tmp_path / "甲.doc")
