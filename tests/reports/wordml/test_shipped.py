"""The shipped templates: the page of GB/T 9704, Chinese fonts set as such, and files that their maker makes again."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from hengji.reports.papers import Paper
from hengji.reports.wordml import SHIPPED, paper_names, shipped_bytes, shipped_template
from hengji.reports.wordml.making import TEMPLATES
from hengji.reports.wordml.stylesheet import FONTS, STYLES
from tests.word_papers import opened, paper


@pytest.mark.parametrize("name", SHIPPED)
def test_the_file_is_what_its_maker_makes(name: str) -> None:
    assert shipped_bytes(name) == TEMPLATES[f"{name}.docx"](), "python src/hengji/reports/templates/word/make.py"


@pytest.mark.parametrize("name", ["report", "form"])
def test_the_page_is_that_of_official_papers(name: str) -> None:
    for section in opened(shipped_bytes(name)).sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_pages_across_have_the_same_edges_with_the_head_at_the_binding() -> None:
    for section in opened(shipped_bytes("across")).sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [28, 26, 35, 37]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_chinese_fonts_are_set_as_such_and_have_replacements() -> None:
    document = opened(shipped_bytes("report"))
    fonts: dict[str, Any] = {style.name: style.element.rPr.rFonts for style in document.styles
                             if style.element.rPr is not None and style.element.rPr.rFonts is not None}
    assert {name: fonts[name].get(qn("w:eastAsia")) for name in ("Title", "Heading 1", "Heading 2", "报告正文")} == {
        "Title": "方正小标宋简体", "Heading 1": "黑体", "Heading 2": "楷体", "报告正文": "仿宋"}
    assert {font.get(qn("w:ascii")) for font in fonts.values()} == {"Times New Roman"}
    table = next(part for part in document.part.package.parts if "fontTable" in part.partname)
    assert all(f'w:name="{name}"' in table.blob.decode() for name in FONTS)


def test_every_style_has_a_name_of_its_own() -> None:
    assert len({style.name for style in STYLES}) == len({style.id for style in STYLES}) == len(STYLES)


def test_page_numbers_stand_at_the_outer_edge_between_dashes() -> None:
    document = opened(shipped_bytes("form"))
    odd, even = document.sections[0].footer, document.sections[0].even_page_footer
    assert [footer.paragraphs[0].text for footer in (odd, even)] == ["— 1 —"] * 2
    assert [footer.paragraphs[0]._p.pPr.jc.val.name for footer in (odd, even)] == ["RIGHT", "LEFT"]
    assert document.settings.odd_and_even_pages_header_footer


def test_a_paper_without_anything_is_a_title() -> None:
    document = opened(shipped_template("form").render(paper_names(Paper("form", "申报表"))))
    assert [p.text for p in document.paragraphs] == ["申报表"]
    assert document.core_properties.title == "申报表"


def test_the_cover_says_what_the_paper_says() -> None:
    document = opened(shipped_template("report").render(paper_names(paper())))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["委托单位", "某县财政局"], ["评价机构", "某会计师事务所"], ["报告日期", "2023年11月"]]
    assert document.core_properties.title == "某县政务服务局2022年度部门整体支出绩效评价报告"
    assert document.core_properties.author == "衡绩"
