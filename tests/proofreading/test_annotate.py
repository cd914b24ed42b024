"""Comments in a copy of a Word document: at the very words, all else as it was."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from hengji.intake import read_manuscript
from hengji.model import Mark, Paragraph, Unusable
from hengji.proofreading import Comment, annotate_word

TEXT = "2024年决算数为512.40万元，比上年减少38.60万元，下降8.19%。"


def written(folder: Path) -> Path:
    """A sentence in two runs of different looks, a table, a picture part, and a comment that somebody made."""
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run(TEXT[:18]).bold = True
    paragraph.add_run(TEXT[18:]).italic = True
    table = document.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("指标", "得分", "造林", "5"),
                          strict=True):
        cell.text = text
    document.add_comment(paragraph.runs, "请核对", "复核人", "复")
    path = folder / "林业局.docx"
    document.save(str(path))
    return path


def commented(content: bytes) -> dict[str, str]:
    """Comment → the words that it is anchored at."""
    document = Document(BytesIO(content))
    found = {}
    for comment in document.comments:
        inside, words = False, ""
        for element in document.element.body.iter():
            if element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")) \
                    and element.get(qn("w:id")) == str(comment.comment_id):
                inside = element.tag == qn("w:commentRangeStart")
            elif inside and element.tag == qn("w:t"):
                words += element.text
        found[comment.text] = words
    return found


def marked(words: str) -> Mark:
    start = TEXT.index(words)
    return Mark(0, start, start + len(words))


def test_comments_stand_at_the_very_words(tmp_path: Path) -> None:
    path = written(tmp_path)
    content = annotate_word(path, [
        Comment("一", marked("8.19%")), Comment("二", marked("512.40万元，比上年减少38.60")),
        Comment("三", marked("8.19")), Comment("四", Mark(1, 0, 1, 2, 2))])
    assert commented(content) == {"请核对": TEXT, "一": "8.19%", "二": "512.40万元，比上年减少38.60", "三": "8.19",
                                  "四": "5"}


def test_text_and_looks_stay_as_they_were(tmp_path: Path) -> None:
    path = written(tmp_path)
    copy = tmp_path / "批注.docx"
    copy.write_bytes(annotate_word(path, [Comment("一\n二", marked("12.40万")), Comment("三", marked("8.19%"))]))
    assert read_manuscript(copy).blocks == read_manuscript(path).blocks
    runs = Document(str(copy)).paragraphs[0].runs
    assert "".join(run.text for run in runs if run.bold) == TEXT[:18]
    assert "".join(run.text for run in runs if run.italic) == TEXT[18:]
    with ZipFile(path) as before, ZipFile(copy) as after:
        assert set(before.namelist()) == set(after.namelist())
        same = [name for name in before.namelist() if before.read(name) == after.read(name)]
        assert {"word/styles.xml", "word/theme/theme1.xml", "word/settings.xml"} <= set(same)
    (comment,) = [each for each in Document(str(copy)).comments if each.text.startswith("一")]
    assert (comment.text, comment.author) == ("一\n二", "衡绩校对")


def test_tabs_and_breaks_count_as_they_are_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph().add_run("合计\t12.5\n元整")
    path = tmp_path / "a.docx"
    document.save(str(path))
    block = read_manuscript(path).blocks[0]
    assert isinstance(block, Paragraph)
    start = block.text.index("12.5")
    assert commented(annotate_word(path, [Comment("一", Mark(0, start, start + 4))])) == {"一": "12.5"}


def test_words_that_bear_no_comment_are_told_at_the_beginning(tmp_path: Path) -> None:
    path = written(tmp_path)
    found = commented(annotate_word(path, [Comment("没有处", None), Comment("脚注", Mark(9, 0, 1))]))
    assert found["没有处"] == found["脚注"] == TEXT[:18]
    empty = tmp_path / "空.docx"
    Document().save(str(empty))
    assert commented(annotate_word(empty, [Comment("没有处", None)])) == {"没有处": ""}


def test_a_formula_bears_a_comment_as_a_whole(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("执行率＝")
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    paragraph._p.append(parse_xml(f'<m:oMath xmlns:m="{math}"><m:r><m:t>3/4=80%</m:t></m:r></m:oMath>'))
    path = tmp_path / "a.docx"
    document.save(str(path))
    content = annotate_word(path, [Comment("一", Mark(0, 8, 11))])
    body = Document(BytesIO(content)).element.body
    (start,) = body.iter(qn("w:commentRangeStart"))
    assert start.getnext().tag == f"{{{math}}}oMath"


def test_a_template_is_refused_with_a_way_out(tmp_path: Path) -> None:
    path = written(tmp_path)
    other = tmp_path / "模板.dotx"
    with ZipFile(path) as source, ZipFile(other, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(
                b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"))
    with pytest.raises(Unusable, match="不能加批注") as refused:
        annotate_word(other, [])
    assert "另存为普通的 .docx" in refused.value.problems[0].suggestion


@pytest.mark.needs_office
def test_the_copy_opens_in_an_office_program(tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(annotate_word(written(tmp_path), [Comment("1 错误　比率不符\n印出：8.19%", marked("8.19%"))]))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "odt", "--outdir",
                    str(tmp_path), str(copy)], check=True, capture_output=True, timeout=120)
    with ZipFile(tmp_path / "copy.odt") as archive:
        content = archive.read("content.xml").decode()
    assert content.count("<office:annotation ") == 2
    assert "印出：8.19%" in content
