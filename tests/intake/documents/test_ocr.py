"""Scanned pages say so, and are read where the program for it is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hengji.intake.documents import pdf_scanned
from hengji.intake.documents.ocr import Recognised, recogniser
from hengji.intake.documents.read_pdf import read_pdf

from .making_pdf import Paper, made, pictured, told


def table() -> Paper:
    page = Paper().text(180, 70, "档案保护支出表", 18).grid((60, 220, 340, 460), (100, 130, 160, 190))
    for at, row in enumerate([("项目", "预算数", "决算数"), ("库房维修", "1,250.50", "987.65"),
                              ("合计", "1,250.50", "987.65")]):
        page.row(120 + 30 * at, (70, 230, 350), row, 14)
    return page.text(60, 230, "本表反映二〇二四年的支出情况，以万元为单位。", 14)


def test_a_scanned_page_is_told_without_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = pictured(tmp_path / "b.pdf", made(tmp_path / "a.pdf", table()), 72)
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    manuscript = read_pdf(scanned)
    assert not manuscript.blocks
    assert [(str(part.spot), part.reason) for part in manuscript.unread] == [
        ("第1页", "整页是图像，没有文字；要识别图像里的文字，请安装 hengji[ocr]")]


def test_a_missing_system_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "rapidocr_onnxruntime.py"
    package.write_text('raise ImportError("libGL.so.1: cannot open shared object file")', encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "rapidocr_onnxruntime", raising=False)
    recognise, lacking = recogniser()
    assert recognise is None
    assert "apt-get install libgl1 libglib2.0-0" in lacking


def test_a_scanned_table_is_recognised(tmp_path: Path) -> None:
    manuscript = read_pdf(pictured(tmp_path / "b.pdf", made(tmp_path / "a.pdf", table())))
    assert told(manuscript)[:4] == [
        "档案保护支出表", "项目|预算数|决算数", "库房维修|1,250.50|987.65", "合计|1,250.50|987.65"]
    assert [part.reason for part in manuscript.unread] == [
        "整页是图像，没有文字；由程序识别（OCR），数字请对照原件核对"]


def test_recognising_ends_in_time_and_leaves_huge_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = pictured(tmp_path / "b.pdf", made(tmp_path / "a.pdf", table()), 72)
    monkeypatch.setattr(pdf_scanned, "recogniser", lambda: (lambda pixels: [], ""))
    monkeypatch.setattr("hengji.intake.documents.read_pdf.MAX_RECOGNISING", -1)
    assert "已用了 -1 秒" in read_pdf(scanned).unread[0].reason
    monkeypatch.setattr(pdf_scanned, "_LARGEST", 500)
    assert read_pdf(scanned).unread[0].reason == "整页是图像，没有文字；页面或图像太大，没有识别"


def test_text_that_a_scanner_put_above_its_picture_is_read(tmp_path: Path) -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /D [1 0] ID \x00 EI Q"
    page = Paper().raw(picture).raw("3 Tr").text(60, 100, "培训收入合计812.40万元，支出合计806.15万元。")
    manuscript = read_pdf(made(tmp_path / "a.pdf", page))
    assert told(manuscript) == ["培训收入合计812.40万元，支出合计806.15万元。"]
    assert [part.reason for part in manuscript.unread] == [
        "整页是图像，文字取自它带的识别结果，数字请对照原件核对"]


def test_a_font_that_does_not_say_its_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scanned, "recogniser", lambda: (None, "请安装"))
    manuscript = read_pdf(made(tmp_path / "a.pdf", Paper().text(60, 100, "\ue000\ue001\ue002元")))
    assert not manuscript.blocks
    assert [part.reason for part in manuscript.unread] == ["字体没有说明字符是什么字；请安装"]
    manuscript = read_pdf(made(tmp_path / "a.pdf", Paper().text(60, 100, "二十个字里头只有一个不知道是什么字\ue000")))
    assert [part.reason for part in manuscript.unread] == ["字体没有说明 1 个字符是什么字，没有读"]


def test_characters_are_placed_by_their_width() -> None:
    assert list(Recognised("共12", 0, 40, 0, 10).placed()) == [("共", 0, 20), ("1", 20, 30), ("2", 30, 40)]
