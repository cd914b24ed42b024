"""Mistakes in templates: all told at once, each where it stands, with what was meant."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from hengji.model import Problem, Unusable
from hengji.reports.papers import Paper, text
from hengji.reports.wordml import Passage, WordTemplate, paper_names, shipped_bytes
from tests.word_papers import made, opened, template

PASSAGE = Passage((text("一段"),))
NAMES: dict[str, Any] = {"年度": "2022", "部门总分": "86.00", "正文": PASSAGE, "得分表": [{"指标": "甲", "得分": "5"}]}


def problems(*lines: str, build: Any = None, **names: Any) -> tuple[Problem, ...]:
    """What is told of a template of ``lines``."""
    try:
        one = WordTemplate(made(build), "模板.docx") if build else template(*lines)
        one.render(NAMES | names)
    except Unusable as error:
        return error.problems
    raise AssertionError("nothing was told")


MISTAKES = {
    "wrong name": ("得{{ 部门总份 }}分", "没有“部门总份”这个名称", "是否想写“部门总分”？"),
    "wrong name with signs": ("{{ 得分：B1 }}", "没有“得分:B1”这个名称", "得分表"),
    "wrong list": ("{%p for 行 in 得分 %}{%p endfor %}", "要独占一段", "单独放在一段里"),
    "not closed": ("得{{ 部门总分 }分", "占位符“{{”没有写完", "{{ 名称 }}"),
    "not opened": ("得 部门总分 }}分", "“}}”前面没有与它配对的“{{”", "{{ 名称 }}"),
    "statement not closed": ("{% if 部门总分 }良", "占位符“{%”没有写完", "{% if … %}"),
    "wide braces": ("｛｛ 部门总分 ｝｝", "是全角的", "半角"),
    "wide percent": ("{％ if 部门总分 ％}", "是全角的", "半角"),
    "braces apart": ("{ { 部门总分 } }", "两个花括号之间有空格", "{{ 名称 }}"),
    "no end": ("{% if 部门总分 %}良", "{% if 部门总分 %} 没有结束", "{% endif %}"),
    "no beginning": ("良{% endif %}", "前面没有与它配对的 if", "补上开头"),
    "else alone": ("良{% else %}差", "前面没有与它配对的 if", "补上开头"),
    "crossed": ("{% if 部门总分 %}{% for 行 in 得分表 %}{% endif %}{% endfor %}", "没有结束", "{% endfor %}"),
    "wrong end": ("{% for 行 in 得分表 %}{% endif %}", "不配对", "{% endfor %}"),
    "passage in words": ("见{{ 正文 }}", "“正文”是整段的内容", "{{p 正文 }}"),
    "passage beside words": ("见{{p 正文 }}", "同处的“见”会丢失", "单独放在一段里"),
    "words as passage": ("{{p 年度 }}", "“年度”是文字，不是整段的内容", "{{ 年度 }}"),
    "list in words": ("{{ 得分表 }}", "“得分表”有许多行", "{%tr for 行 in 得分表 %}"),
    "row outside a table": ("{%tr for 行 in 得分表 %}", "不在表格里", "去掉 tr"),
    "unknown statement": ("{% include '别的' %}", "模板里不能用", ""),
    "misspelt statement": ("{% esle %}", "模板里不能用 {% esle %}", "是否想写“else”？"),
    "empty": ("{{ }}", "里面没有名称", "{{ 年度 }}"),
    "not readable": ("{{ 部门总分 ++ }}", "读不懂", "{{ 年度 }}"),
    "strange sign": ("{{ 部门总分 ？ }}", "有不能用的符号", "{{ 年度 }}"),
    "prefix of rows on a value": ("{{tr 年度 }}", "前面不能写 tr", "{{ 年度 }}"),
    "rich text": ("{{r 年度 }}", "前面不能写 r", "{{ 年度 }}"),
    "rich statement": ("{%r if 年度 %}{%r endif %}", "前面不能写 r", "{% if 年度 %}"),
    "remark not closed": ("甲{# 说明", "占位符“{#”没有写完", "{{ 名称 }}"),
    "merging outside a table": ("{% vm %}甲", "{% vm %} 不在表格里", "单元格"),
    "end with a tail": ("{% if 年度 %}{% endif 年度 %}", "后面不应再有“年度”", ""),
    "arithmetic on words": ("{{ 年度 / 部门总分 }}", "{{ 年度 / 部门总分 }} 算不出来", "同类的值"),
    "no such field at the end": ("{{ 年度.单位.名 }}", "算不出来", "同类的值"),
    "let out of the sandbox": ("{{ 年度.__class__.__mro__ }}", "算不出来", ""),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_where_it_stands(mistake: str) -> None:
    line, says, remedy = MISTAKES[mistake]
    first, *_ = problems("第一段", line)
    assert says in first.text
    assert remedy in first.suggestion
    assert str(first.place) == "模板.docx:第2段"
    if "算不出来" not in says:
        shown, caret = first.excerpt.split("\n")
        assert shown in line
        assert set(caret) <= {" ", "^"}


def test_all_at_once_in_the_order_of_reading() -> None:
    told = problems("{{ 年份 }}", "{{ 部门总份 }}和{{ 整体 }}", "{%p for 行 in 得分表 %}",
                    "{{ 行.指标名 }}", "{%p endfor %}")
    assert [(problem.place.paragraph, problem.text) for problem in told] == [
        (1, "没有“年份”这个名称"), (2, "没有“部门总份”这个名称"), (2, "没有“整体”这个名称"),
        (4, "{{ 行.指标名 }}：每一行里没有“指标名”")]
    assert told[1].excerpt == "{{ 部门总份 }}和{{ 整体 }}\n^^^^^^^^^^^^^^"
    assert told[2].excerpt == "{{ 部门总份 }}和{{ 整体 }}\n                ^^^^^^^^^^"


def test_conditions_over_paragraphs_must_have_paragraphs_of_their_own() -> None:
    told = problems("{% if 年度 %}", "甲", "{% endif %}")
    assert "不在同一段" in told[0].text
    assert "{%p if 年度 %}" in told[0].suggestion
    mixed = problems("{%p if 年度 %}", "{% endif %}")
    assert "{%p endif %}" in mixed[0].suggestion


def test_a_statement_that_begins_in_a_table_ends_there() -> None:
    def build(document: Any) -> None:
        document.add_table(1, 1).cell(0, 0).text = "{%p if 年度 %}"
        document.add_paragraph("{%p endif %}")
    assert "一个在表格里，一个在表格外" in problems(build=build)[0].text


def test_a_row_that_would_lose_words() -> None:
    def build(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "{%tr for 行 in 得分表 %}", "说明"
        table.cell(1, 0).text = "{%tr endfor %}"
    assert "同处的“说明”会丢失" in problems(build=build)[0].text


def test_the_part_is_named() -> None:
    with pytest.raises(Unusable) as told:
        template("{{ 年度 }}", header="{{ 年 }").render(NAMES)
    assert str(told.value.problems[0].place) == "模板.docx（页眉1）:第1段"


@pytest.mark.parametrize("content", [
    b"", b"not a zip", shipped_bytes("report")[:-40], b"PK\x05\x06" + bytes(18), b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_word_file(content: bytes) -> None:
    with pytest.raises(Unusable, match=r"不是 \.docx 文件"):
        WordTemplate(content, "模板.docx")


def changed(part: str, change: Any) -> bytes:
    """The shipped template with one part changed."""
    written = BytesIO()
    with ZipFile(BytesIO(shipped_bytes("report"))) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
    return written.getvalue()


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml",
                                  "docProps/core.xml"])
def test_a_damaged_part(part: str) -> None:
    with pytest.raises(Unusable, match="内容读不出来"):
        WordTemplate(changed(part, lambda text: text[:-30]), "模板.docx")


def test_a_file_without_text() -> None:
    with pytest.raises(Unusable, match="没有正文"):
        WordTemplate(changed("word/document.xml", lambda text: text.replace(b"w:body", b"w:other")), "模板.docx")


def test_a_picture_that_is_no_picture() -> None:
    def with_picture(content: bytes) -> bytes:
        written = BytesIO(shipped_bytes("report"))
        with ZipFile(written, "a") as file:
            file.writestr("word/media/logo.png", content)
        return written.getvalue()
    with pytest.raises(Unusable, match="不是图片") as told:
        WordTemplate(with_picture(b"<html>"), "模板.docx")
    assert "media/logo.png" in str(told.value.problems[0].place)
    assert WordTemplate(with_picture(b"\x89PNG\r\n\x1a\n"), "模板.docx")


def test_old_files_and_those_with_a_password() -> None:
    for inside, says in ((b"", "旧格式"), ("EncryptedPackage".encode("utf-16le"), "密码")):
        with pytest.raises(Unusable, match=says):
            WordTemplate(b"\xd0\xcf\x11\xe0" + inside + bytes(600), "模板.docx")


def test_a_file_of_another_kind() -> None:
    with pytest.raises(Unusable, match="不是 Word 文档"):
        WordTemplate(changed("_rels/.rels", lambda text: text.replace(b"officeDocument\"", b"other\"")), "模板.docx")
    strict = changed("word/document.xml", lambda text: text.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    with pytest.raises(Unusable, match="严格"):
        WordTemplate(strict, "模板.docx")


def test_templates_of_word_are_read_and_macros_are_not() -> None:
    def as_kind(kind: bytes) -> bytes:
        return changed("[Content_Types].xml", lambda text: text.replace(b"wordprocessingml.document.main+xml", kind))
    dotx = WordTemplate(as_kind(b"wordprocessingml.template.main+xml"), "模板.dotx")
    assert opened(dotx.render(paper_names(Paper("form", "表")))).paragraphs
    with pytest.raises(Unusable, match="带宏"):
        WordTemplate(as_kind(b"wordprocessingml.document.macroEnabled.main+xml"), "模板.docm")


@pytest.mark.parametrize(("line", "value"), [
    ("{{p 行.值 }}", "文字"), ("{{ 行.值 }}", PASSAGE), ("{{ 行.值 }}", None), ("{{ 行.值 }}", [1])])
def test_fields_of_records_that_are_something_else(line: str, value: Any) -> None:
    told = problems("{%p for 行 in 表 %}", line, "{%p endfor %}", 表=[{"值": value}])
    assert "算不出来" in told[0].text
    assert told[0].place.paragraph == 2


def test_a_file_that_unpacks_to_too_much() -> None:
    written = BytesIO()
    with ZipFile(written, "w", 8) as file:
        file.writestr("[Content_Types].xml", "")
        file.writestr("word/large.bin", bytes(101_000_000))
    with pytest.raises(Unusable, match="展开后太大"):
        WordTemplate(written.getvalue(), "模板.docx")
