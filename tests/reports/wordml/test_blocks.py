"""Blocks in Word: numbers of headings, merged cells, pages across, charts with their parts."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree

from hengji.reports.papers import Cell, Chart, Heading, PageBreak, Paper, Run, Section, Series, Table, Text, text
from hengji.reports.papers.placed import lines
from hengji.reports.wordml import Attachment, Named, Passage, paper_names, shipped_template
from hengji.reports.wordml.contents import Paging
from hengji.reports.wordml.numbering import Numbering
from hengji.reports.wordml.writer import Annex, closing, items
from tests.word_papers import WORDS, opened, paper, table, template, words_of

CHART = Chart("各项<得分率>", "bar", ("投入", "过程"), (Series("得分率", (90, None)),), "%")


def body(*blocks: Any) -> Any:
    return opened(template("{{p 文 }}").render({"文": Passage(blocks)})).element.body


def value(element: Any, path: str, attribute: str = "val") -> list[str | None]:
    return [found.get(qn(f"w:{attribute}")) for found in element.iterfind(path, element.nsmap)]


def report(**names: Named) -> bytes:
    return shipped_template("report").render(paper_names(paper(), names))


def test_headings_are_counted_as_word_counts_them() -> None:
    numbering = Numbering()
    levels = [1, 2, 3, 4, 4, 3, 2, 1, 2, *[1] * 9]
    told = [numbering.next(level) for level in levels]
    assert told[:9] == ["一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "二、", "（一）"]
    assert told[-1] == "十一、"
    assert numbering.begin_annex() == 1
    assert numbering.next(1) == "一、"


def test_titles_of_sections_become_headings_of_their_depth() -> None:
    def deep(depth: int) -> Section:
        return Section(f"{depth}", f"第{depth}层", (), (deep(depth + 1),) if depth < 6 else ())
    assert [heading.level for heading in items([deep(1)]) if isinstance(heading, Heading)] == [1, 2, 3, 4, 4, 4]


def test_headings_have_words_own_styles_and_numbers() -> None:
    document = opened(report())
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "附件标题"))]
    assert headings == [
        ("Heading 1", "部门基本情况"), ("Heading 2", "主要职责"), ("Heading 3", "内设机构"), ("Heading 4", "人员"),
        ("Heading 2", "机构设置"), ("Heading 1", "预算和资金"), ("Heading 1", "宽表"), ("Heading 2", "横向的表"),
        ("附件标题", "附件1　得分表"), ("附件标题", "附件2　调查结果"), ("Heading 1", "对象"), ("Heading 1", "结果")]
    styles = document.styles.element
    for level in range(1, 5):
        style = styles.find(f"w:style[@w:styleId='Heading{level}']", styles.nsmap)
        assert value(style, "w:pPr/w:outlineLvl") == [str(level - 1)]
        assert value(style, "w:pPr/w:numPr/w:numId") == ["1"]


def test_headings_of_an_annex_begin_anew() -> None:
    document = opened(report())
    numbers = {p.text: value(p._p, "w:pPr/w:numPr/w:numId") for p in document.paragraphs if p.text in ("对象", "结果")}
    assert numbers["对象"] == numbers["结果"] != []
    numbering = document.part.numbering_part.element
    found = numbering.find(f"w:num[@w:numId='{numbers['对象'][0]}']", numbering.nsmap)
    assert len(found.findall(qn("w:lvlOverride"))) == 4


def test_the_contents_are_words_field_with_every_entry() -> None:
    told = words_of(report())
    start = told.index("目　录") + 1
    assert told[start:start + 10] == [
        "一、部门基本情况", "（一）主要职责", "（二）机构设置", "二、预算和资金", "三、宽表", "（一）横向的表",
        "附件1　得分表", "附件2　调查结果", "一、对象", "二、结果"]
    document = opened(report())
    instructions = [found.text.split()[0] for found in document.element.body.iter(qn("w:instrText"))]
    assert instructions == ["TOC", *["PAGEREF"] * 10]
    fields = [found.get(qn("w:fldCharType")) for found in document.element.body.iter(qn("w:fldChar"))]
    assert fields.count("begin") == fields.count("separate") == fields.count("end") == 11
    assert document.settings.element.find(qn("w:updateFields")) is not None
    anchors = {found.get(qn("w:anchor")) for found in document.element.body.iter(qn("w:hyperlink"))}
    assert anchors <= {found.get(qn("w:name")) for found in document.element.body.iter(qn("w:bookmarkStart"))}


def test_pages_of_the_contents_are_shown_when_they_are_known() -> None:
    names = paper_names(paper())
    content = shipped_template("report").render(names, paging=Paging(tuple(range(1, 11))))
    assert "附件1　得分表7" in words_of(content)
    live = opened(shipped_template("report").render(names, paging=Paging(live=True)))
    assert not any("TOC" in found.text for found in live.element.body.iter(qn("w:instrText")))


def test_cells_cover_columns_and_lines() -> None:
    rows = ((Cell("甲", down=2), Cell("乙", right=2)), (Cell("丙"), Cell("丁")), (Cell("戊", right=3),))
    assert [[(at.column, at.right, at.cell.text if at.cell else None) for at in line] for line in lines(rows, 3)] == [
        [(0, 1, "甲"), (1, 2, "乙")], [(0, 1, None), (1, 1, "丙"), (2, 1, "丁")], [(0, 3, "戊")]]


@pytest.mark.parametrize("rows", [
    ((Cell("甲"),),), ((Cell("甲"), Cell("乙"), Cell("丙")),), ((Cell("甲"), Cell("乙", right=2)),),
    ((Cell("甲", down=2), Cell("乙")),), ((Cell("甲"), Cell("乙", down=2)), (Cell("丙"), Cell("丁")))])
def test_a_table_that_does_not_fill_its_columns_is_a_mistake_of_ours(rows: Any) -> None:
    with pytest.raises(ValueError, match=r"row|column|cell"):
        list(lines(rows, 2))


def test_tables_have_title_unit_head_on_every_page_and_whole_lines() -> None:
    found = body(text("前"), table(8), text("后"))
    styles = value(found, "w:p/w:pPr/w:pStyle")
    assert styles == ["HengjiBody", "HengjiCaption", "HengjiUnit", "HengjiNote", "HengjiBody"]
    assert "单位：万元" in "".join(found.itertext())
    rows = found.findall(f"{qn('w:tbl')}/{qn('w:tr')}")
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] * 2 + [False] * 8
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    merges = [value(row, "w:tc/w:tcPr/w:vMerge") for row in rows]
    assert merges[:4] == [["restart"] * 3, [None] * 3, ["restart"], [None]]
    assert value(rows[0], "w:tc/w:tcPr/w:gridSpan") == ["2"]
    assert value(rows[2], "w:tc/w:p/w:pPr/w:jc") == ["right"] * 4
    widths = [sum(int(width) for width in value(row, "w:tc/w:tcPr/w:tcW", "w") if width) for row in rows]
    assert set(widths) == {sum(int(width) for width in value(found, "w:tbl/w:tblGrid/w:gridCol", "w") if width)}


def test_only_lines_that_a_page_cannot_hold_are_torn() -> None:
    long = Table("", "", (1, 9), (), ((Cell("短"), Cell("长" * 100)), (Cell("长" * 200), Cell("短")),
                                      (Cell("短"), Cell("行\n" * 60))))
    rows = body(long).findall(f"{qn('w:tbl')}/{qn('w:tr')}")
    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows] == [True, False, False]


def test_three_lines_or_a_full_grid() -> None:
    three, grid = (body(table(3, ruled=ruled)).find(qn("w:tbl")) for ruled in ("three", "grid"))
    borders = f"{qn('w:tblPr')}/{qn('w:tblBorders')}"
    assert [border.tag for border in three.find(borders)] == [qn("w:top"), qn("w:bottom")]
    assert len(grid.find(borders)) == 6
    below = [[cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}") is not None for cell in row.findall(qn("w:tc"))]
             for row in three.findall(qn("w:tr"))]
    assert [all(line) for line in below] == [False, True, False, False, False]


def test_tables_without_title_and_note_do_not_grow_together() -> None:
    bare = Table("", "", (1,), (), ((Cell("甲\n乙", bold=True),), (Cell("缺", flagged=True),)))
    found = body(bare, bare)
    assert [element.tag for element in found][:4] == [qn("w:tbl"), qn("w:p"), qn("w:tbl"), qn("w:p")]
    assert len(list(found.iter(qn("w:br")))) == 2
    assert len(list(found.iter(qn("w:highlight")))) == 2


def test_wide_tables_lie_across_with_their_headings_and_numbers_go_on() -> None:
    sections = list(opened(report()).element.body.iter(qn("w:sectPr")))
    told = [(section.find(qn("w:pgSz")).get(qn("w:orient")), section.find(qn("w:pgNumType")) is not None and
             section.find(qn("w:pgNumType")).get(qn("w:start"))) for section in sections]
    # cover, contents, text, the wide table, text again, the annex across, the last annex
    assert told == [(None, False), (None, False), (None, "1"), ("landscape", None), (None, None), ("landscape", None),
                    (None, None)]
    order = [name.tag.rpartition("}")[2] for name in sections[3]]
    assert order == ["footerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "docGrid"]
    paragraphs = list(opened(report()).element.body)
    ends = [number for number, p in enumerate(paragraphs) if p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]
    assert [piece.text for piece in paragraphs[ends[2] + 1].iter(qn("w:t"))] == ["横向的表"]


def test_a_document_that_ends_across_has_no_empty_page_after_it() -> None:
    wide = Paper("form", "表", annexes=(Section("一", "附件", (table(3, landscape=True),)),))
    found = opened(shipped_template("form").render(paper_names(wide))).element.body
    assert found[-1].find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"
    assert len(list(found.iter(qn("w:sectPr")))) == 2


def test_a_page_begins_once() -> None:
    found = body(text("甲"), PageBreak(), PageBreak(), text("乙"))
    assert len(list(found.iter(qn("w:pageBreakBefore")))) == 1


def test_words_are_bold_flagged_or_plain() -> None:
    found = body(Text((Run("甲"), Run("乙", bold=True), Run("丙", flagged=True))))
    looks = [[look.tag.rpartition("}")[2] for look in run.find(qn("w:rPr")) if run.find(qn("w:rPr")) is not None]
             if run.find(qn("w:rPr")) is not None else [] for run in found.iter(qn("w:r"))]
    assert looks == [[], ["b"], ["b", "highlight"]]


def picture(chart: Chart) -> Attachment:
    return Attachment("picture", b"\x89PNG", 150, 80)


def native(chart: Chart) -> Attachment:
    return Attachment("chart", b"<c/>", 150, 80, (Attachment("workbook", b"xlsx"),))


def test_a_chart_brings_its_parts_along() -> None:
    names: dict[str, Named] = {"文": Passage((CHART, CHART))}
    with ZipFile(BytesIO(template("{{p 文 }}").render(names, native))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert {"word/charts/chartHj1.xml", "word/charts/chartHj2.xml", "word/embeddings/sheetHj2.xlsx"} <= set(parts)
    inner = etree.fromstring(parts["word/charts/_rels/chartHj2.xml.rels"])
    assert [(one.get("Id"), one.get("Target")) for one in inner] == [("rId1", "../embeddings/sheetHj2.xlsx")]
    types = {one.get("PartName") for one in etree.fromstring(parts["[Content_Types].xml"])}
    assert {f"/{name}" for name in parts if "Hj" in name and not name.endswith(".rels")} <= types
    relations = {one.get("Id"): one.get("Target") for one in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    document = etree.fromstring(parts["word/document.xml"])
    shown = [found.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
             for found in document.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart")]
    assert [relations[one] for one in shown if one] == ["charts/chartHj1.xml", "charts/chartHj2.xml"]
    assert "各项<得分率>" in words_of(template("{{p 文 }}").render(names, native))


def test_a_chart_may_be_a_picture() -> None:
    content = template("{{p 文 }}").render({"文": Passage((CHART,))}, picture)
    shape = opened(content).inline_shapes[0]
    assert (shape.width.mm, shape.height.mm) == (150, 80)
    with pytest.raises(ValueError, match="chart"):
        template("{{p 文 }}").render({"文": Passage((CHART,))})


def test_every_part_is_well_formed_and_words_are_kept() -> None:
    content = report()
    with ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))
    assert words_of(content).count(WORDS) == 9
    ids = [found.get(qn("w:id")) for found in opened(content).element.body.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_a_signature_is_not_alone_on_a_page() -> None:
    long, short = text("很长的一段话，说明整改的要求。" * 3), text("发文日期：")
    assert closing([long, long, short, short]) == {1, 2}
    assert closing([long, short, Annex("附件1　表"), long, long]) == {0}
    assert closing([short, long, Heading("二"), short]) == set()
