"""Text documents: paragraphs, headings, encodings, and what the reader does with files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake.documents import text_decoded
from hengji.intake.documents.read_text import read_text_document
from hengji.model import Manuscript, Paragraph, PrintedTable, Unusable


def read(folder: Path, text: str | bytes) -> Manuscript:
    path = folder / "稿.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_text_document(path)


def paragraphs(manuscript: Manuscript) -> list[tuple[str, int, list[int | None]]]:
    return [(block.text, block.level, [start.line for start in block.starts])
            for block in manuscript.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    found = read(tmp_path, "A局档案馆年度预算\r\n全年支出12.5万元。\r\n".encode(encoding))
    assert [text for text, _, _ in paragraphs(found)] == ["A局档案馆年度预算", "全年支出12.5万元。"]
    assert found.form == "txt"
    assert found.name == "稿.txt"


@pytest.mark.parametrize(("data", "told"), [
    (bytes(range(256)) * 40, "读不出文字"), (b"\xff\xfe\x00", "读不出文字"), (b" \n\n", "没有文字"),
])
def test_no_text(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(Unusable, match=told):
        read(tmp_path, data)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_decoded, "MAX_TEXT_BYTES", 10)
    with pytest.raises(Unusable, match="太大"):
        read(tmp_path, "字" * 10)
    with pytest.raises(Unusable, match="读不了这个文件"):
        read_text_document(tmp_path / "没有.txt")


def test_headings_have_levels(tmp_path: Path) -> None:
    text = ("## 一、基本情况\n\n（二）资金安排。\n\n1.支出\n\n（3）其他\n\n摘  要\n\n# 说明\n\n**表1 支出**\n\n"
            "2.全年接待群众三千人次，比上年多。\n\n3.您对服务是否满意？\n")
    assert [(text, level) for text, level, _ in paragraphs(read(tmp_path, text))] == [
        ("一、基本情况", 1), ("（二）资金安排。", 2), ("1.支出", 3), ("（3）其他", 4), ("摘  要", 1), ("说明", 1),
        ("表1 支出", 0), ("2.全年接待群众三千人次，比上年多。", 0), ("3.您对服务是否满意？", 0)]


def test_a_sentence_broken_by_a_page_is_one_paragraph(tmp_path: Path) -> None:
    found = read(tmp_path, "云岭县档案馆当年批复的部门预算\n\n\n总额为310.4万元。\n\n另有结转、\n\n结余12万元。\n")
    assert paragraphs(found) == [("云岭县档案馆当年批复的部门预算总额为310.4万元。", 0, [1, 4]),
                                 ("另有结转、结余12万元。", 0, [6, 8])]
    block = found.blocks[0]
    assert isinstance(block, Paragraph)
    assert block.spot(block.text.index("310.4")).line == 4


@pytest.mark.parametrize("text", [
    "项目单位：云岭县档案馆\n\n委托单位：云岭县财政局\n",
    "一、云岭县档案馆的主要职能和机构设置\n负责档案的收集，整理。\n",
    "全年共受理查档申请四千件，办结率98%\n\n“一网通查”覆盖各乡镇，全部上线。\n",
    "云岭县档案馆二〇二二年度工作总结和安排\n\n一是做好收集，二是做好保管。\n",
    "云岭县档案馆保管的全部档案和资料清单如下\n　　另起一段的文字，有缩进。\n",
    "短句没有句号\n下一句，也是。\n",
    "                  云岭县档案馆年度部门预算编制说明\n\n  本年收入增加，支出减少。\n",
])
def test_paragraphs_that_stay_apart(tmp_path: Path, text: str) -> None:
    assert len(paragraphs(read(tmp_path, text))) == 2


def test_lines_that_a_program_broke(tmp_path: Path) -> None:
    found = read(tmp_path, "云岭县档案馆二〇二二年度部门整体\n支出绩效评价报告\n"
                           "  全年收入310.4万元，其中财政拨款300万元，比上年增加12万\n元；其他收入10.4万元。\n")
    assert [(text, lines) for text, _, lines in paragraphs(found)] == [
        ("云岭县档案馆二〇二二年度部门整体支出绩效评价报告", [1, 2]),
        ("全年收入310.4万元，其中财政拨款300万元，比上年增加12万元；其他收入10.4万元。", [3, 4])]


def test_leftovers_of_converters(tmp_path: Path) -> None:
    found = read(tmp_path, "<p>完成率$\\geq 95\\%$，印发<档案办法>，&nbsp;"
                           "占$\\frac{1}{2}$，\\(a \\times b\\)。</p>\u200b\n")
    assert [text for text, _, _ in paragraphs(found)] == ["完成率≥95%，印发<档案办法>， 占(1)/(2)，a×b。"]


def test_pages_of_form_feeds(tmp_path: Path) -> None:
    found = read(tmp_path, "第一页的话。\n\f第二页的话。\n")
    assert found.pages == 2
    assert [block.spot().page for block in found.blocks if isinstance(block, Paragraph)] == [1, 2]


def test_tables_of_web_pages_within_text(tmp_path: Path) -> None:
    found = read(tmp_path, "表1 支出\n<html><table><tr><td>甲</td><td>1</td></tr>\n"
                           "<tr><td>乙</td><td>2</td></tr></table></html>\n以上。\n<table 没有完\n")
    table = found.blocks[1]
    assert isinstance(table, PrintedTable)
    assert (table.title, [cell.text for cell in table.cells]) == ("表1 支出", ["甲", "1", "乙", "2"])
    assert table.cells[3].starts[0].line == 3
    assert [text for text, _, _ in paragraphs(found)] == ["表1 支出", "以上。", "<table 没有完"]
