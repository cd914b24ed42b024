"""Word documents are read as their readers see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hengji.intake import read_manuscript
from hengji.model import Manuscript, Paragraph, PrintedTable

SPACES = nsdecls("w") + (' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
                         ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"')
Reading = Callable[[Document], Manuscript]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    def reading(document: Document) -> Manuscript:
        document.save(str(tmp_path / "自评.docx"))
        return read_manuscript(tmp_path / "自评.docx")
    return reading


def with_body(xml: str) -> Document:
    """A document with these elements before the end of its body."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {SPACES}>{xml}</w:body>"):
        document.element.body.insert_element_before(element, "w:sectPr")
    return document


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def texts(manuscript: Manuscript) -> list[str]:
    return [block.text for block in manuscript.blocks if isinstance(block, Paragraph)]


def tables(manuscript: Manuscript) -> list[PrintedTable]:
    return [block for block in manuscript.blocks if isinstance(block, PrintedTable)]


def shape(table: PrintedTable) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_paragraphs_and_tables_in_their_order(read: Reading) -> None:
    document = docx.Document()
    document.add_heading("一、部门概况", 1)
    document.add_paragraph("")
    document.add_paragraph("表1 收入情况表")
    document.add_paragraph("单位：万元")
    table = document.add_table(2, 2)
    for at, text in enumerate(("项目", "决算", "合计", "12.50")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("收入12.50万元。")
    manuscript = read(document)
    assert (manuscript.name, manuscript.form, manuscript.pages, manuscript.unread) == ("自评.docx", "docx", None, ())
    assert [(block.number, block.level, block.text) for block in manuscript.blocks if isinstance(block, Paragraph)] == [
        (1, 1, "一、部门概况"), (2, 0, "表1 收入情况表"), (3, 0, "单位：万元"), (4, 0, "收入12.50万元。")]
    found = manuscript.blocks[3]
    assert isinstance(found, PrintedTable)
    assert (found.title, found.unit, found.rows, found.columns) == ("表1 收入情况表", "万元", 2, 2)
    assert shape(found)[3] == (2, 2, 1, 1, "12.50")


def test_what_runs_lie_in(read: Reading) -> None:
    link = f"<w:hyperlink>{run('链接')}</w:hyperlink>"
    inserted = f'<w:ins w:id="1" w:author="甲">{run("加上")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="甲"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    field = '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="DATE">' + run("2024年") + "</w:fldSimple>"
    signs = '<w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:br/><w:br w:type="page"/><w:t>b</w:t></w:r>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{run('jì')}</w:rt><w:rubyBase>{run('绩')}</w:rubyBase></w:ruby></w:r>"
    xml = f"<w:p>{link}{inserted}{deleted}{control}{field}{signs}{hidden}{ruby}</w:p>"
    assert texts(read(with_body(xml))) == ["链接加上控件2024年a\t-\nb绩"]


def test_controls_around_blocks(read: Reading) -> None:
    row = f"<w:tr>{cell(paragraph('格'))}</w:tr>"
    inside = f"{paragraph('内')}<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
    manuscript = read(with_body(f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>{paragraph('外')}"))
    assert texts(manuscript) == ["内", "外"]
    assert shape(tables(manuscript)[0]) == [(1, 1, 1, 1, "格")]


def test_a_text_box_is_read_once(read: Reading) -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    both = (f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>")
    assert texts(read(with_body(f"<w:p>{run('框外')}<w:r>{both}</w:r></w:p>"))) == ["框外", "框内"]


def test_formulas_are_read_in_one_line(read: Reading) -> None:
    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"
    fraction = f"<m:f>{part('num', '决算-结转')}{part('den', '预算')}</m:f>"
    xml = f"<w:p>{run('执行率=')}<m:oMath>{fraction}<m:r><m:t>×100%</m:t></m:r></m:oMath></w:p>"
    assert texts(read(with_body(xml))) == ["执行率=(决算-结转)/预算×100%"]


def test_merged_cells_and_cells_with_several_paragraphs(read: Reading) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "标题"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "部门"
    table.cell(1, 1).text = "甲"
    table.cell(1, 1).add_paragraph("")
    table.cell(1, 1).add_paragraph("乙")
    found = tables(read(document))[0]
    assert shape(found)[:3] == [(1, 1, 1, 3, "标题"), (2, 1, 3, 1, "部门"), (2, 2, 1, 1, "甲\n乙")]
    assert found.at(4, 1) == found.at(2, 1)
    assert (found.rows, found.columns) == (4, 3)


def test_rows_that_begin_late_and_rows_that_were_deleted(read: Reading) -> None:
    rows = (f"<w:tr>{cell(paragraph('甲'))}{cell(paragraph('乙'))}</w:tr>"
            f"<w:tr><w:trPr><w:del w:id='1' w:author='甲'/></w:trPr>{cell(paragraph('删'))}</w:tr>"
            f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell(paragraph('丙'))}</w:tr>")
    assert shape(tables(read(with_body(f"<w:tbl>{rows}</w:tbl><w:p/>")))[0]) == [
        (1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 2, 1, 1, "丙")]


def test_a_table_in_a_table_comes_behind_it(read: Reading) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "外"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "内"
    document.add_paragraph("后")
    manuscript = read(document)
    assert [(table.number, [cell.text for cell in table.cells]) for table in tables(manuscript)] == [
        (1, ["外", ""]), (2, ["内"])]
    assert isinstance(manuscript.blocks[2], Paragraph)


@pytest.mark.parametrize(("properties", "level"), [
    ('<w:pStyle w:val="Heading2"/>', 2), ('<w:outlineLvl w:val="2"/>', 3), ('<w:outlineLvl w:val="9"/>', 0),
    ('<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>', 0), ('<w:pStyle w:val="own"/>', 1), ("", 0),
    ('<w:pStyle w:val="nowhere"/>', 0), ('<w:pStyle w:val="circle"/>', 0), ('<w:pStyle w:val="wps"/>', 2),
])
def test_levels_of_headings(read: Reading, properties: str, level: int) -> None:
    document = with_body(f"<w:p><w:pPr>{properties}</w:pPr>{run('标题')}</w:p>")
    for name, inside in (("own", '<w:name w:val="自定"/><w:basedOn w:val="Heading1"/>'),
                         ("wps", '<w:name w:val="标题 2"/>'),
                         ("circle", '<w:name w:val="圈"/><w:basedOn w:val="circle"/>')):
        document.styles.element.append(parse_xml(
            f'<w:style {SPACES} w:type="paragraph" w:styleId="{name}">{inside}</w:style>'))
    block = read(document).blocks[0]
    assert isinstance(block, Paragraph)
    assert block.level == level


def test_footnotes_come_last_and_pictures_are_told(tmp_path: Path) -> None:
    document = with_body(paragraph("正文") + "<w:p><w:r><w:object/></w:r></w:p>")
    path = tmp_path / "甲.docx"
    document.save(str(path))
    notes = (f"<w:footnotes {SPACES}><w:footnote w:type='separator' w:id='0'>{paragraph('—')}</w:footnote>"
             f"<w:footnote w:id='1'>{paragraph('注释12万元')}</w:footnote></w:footnotes>")
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/footnotes.xml", notes)
    manuscript = read_manuscript(path)
    assert texts(manuscript) == ["正文", "注释12万元"]
    assert [part.reason for part in manuscript.unread] == ["文稿里有嵌入的对象 1 处，其中的文字和数没有读"]


def test_endnotes_are_read_and_figures_at_the_edges_of_pages_are_told(tmp_path: Path) -> None:
    document = with_body(paragraph("正文"))
    path = tmp_path / "甲.docx"
    document.save(str(path))
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/endnotes.xml", f"<w:endnotes {SPACES}><w:endnote w:id='2'>{paragraph('尾注3个')}"
                         "</w:endnote></w:endnotes>")
        for number in range(2):  # left and right pages
            archive.writestr(f"word/header{number}.xml",
                             f"<w:hdr {SPACES}>{paragraph('2024年度自评，总分92.5分')}</w:hdr>")
        archive.writestr("word/footer1.xml", f"<w:ftr {SPACES}>{paragraph('第3页 共20页')}</w:ftr>")
    manuscript = read_manuscript(path)
    assert texts(manuscript) == ["正文", "尾注3个"]
    assert [part.reason for part in manuscript.unread] == ["页眉、页脚里有数，没有核对：“2024年度自评，总分92.5分”"]


def test_a_document_without_words_says_so(read: Reading) -> None:
    manuscript = read(docx.Document())
    assert manuscript.blocks == ()
    assert [part.reason for part in manuscript.unread] == ["文稿里没有文字"]


def test_another_language_is_read(read: Reading) -> None:
    document = docx.Document()
    document.add_paragraph("Revenue rose by 3.5 % to £12 million — всего.")
    assert texts(read(document)) == ["Revenue rose by 3.5 % to £12 million — всего."]


def test_the_strict_form_is_read(read: Reading, tmp_path: Path) -> None:
    read(with_body(paragraph("严格")))
    path = tmp_path / "自评.docx"
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                                   b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert texts(read_manuscript(path)) == ["严格"]
