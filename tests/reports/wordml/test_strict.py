"""Word opens what is written: nothing in it is out of order, left hanging, or there twice."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from hengji.intake import Book
from hengji.model import Unusable
from hengji.reports import PAPERS
from hengji.reports.paper_charts import chart_part
from hengji.reports.papers import Chart, Heading, Paper, Run, Section, Series, text
from hengji.reports.wordml import SHIPPED, Paging, Passage, WordTemplate, paper_names, shipped_bytes, shipped_template
from tests.reports.papers.written import evaluated, written
from tests.strict_word import faults
from tests.word_papers import made, opened, paper, template

CHARTS = tuple(
    Chart(f"{form}的图", form, ("投入", "过程", "产出"),
          tuple(Series(f"第{n}项", (40 - n, None, 60 + n)) for n in range(count)), unit)
    for form in ("bar", "column", "radar", "line") for count, unit in ((1, "%"), (2, "万元"), (7, "")))
WHOLE = Chart("各项占比", "bar", ("满意度",), (Series("满意", (90,)), Series("不满意", (10,))), "%")


def everything() -> bytes:
    """One paper with every block there is."""
    plain = paper()
    drawn = Paper(plain.kind, plain.title, plain.cover, (*plain.sections, Section("图", "图", (*CHARTS, WHOLE))),
                  plain.annexes, plain.missing)
    return shipped_template("report").render(paper_names(drawn), chart_part)


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The file with the first ``old`` of a part replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in archive.namelist():
            inside = archive.read(name)
            if name == part:
                assert old in inside.decode(), old
                inside = inside.decode().replace(old, new, 1).encode()
            target.writestr(name, inside)
    return out.getvalue()


@pytest.mark.parametrize("kind", PAPERS)
def test_every_kind_of_report(kind: str) -> None:
    found = written()
    made = PAPERS[kind].make(found.scorecard, found.framework)
    content = shipped_template(PAPERS[kind].template).render(paper_names(made), chart_part, Paging((1, 2, 3)))
    assert faults(content) == []


@pytest.mark.parametrize("kind", [kind for kind, known in PAPERS.items() if known.workbook])
def test_every_workbook(kind: str) -> None:
    found, fill = written(), PAPERS[kind].workbook
    assert fill is not None
    assert faults(fill(PAPERS[kind].make(found.scorecard, found.framework), Book("表"))) == []


@pytest.mark.parametrize("case", ["heshan-2021", "jingdezhen-2023", "xinzheng-2021", "zhengzhou-2022"])
def test_every_city(case: str) -> None:
    found = evaluated(case)
    content = shipped_template("report").render(
        paper_names(PAPERS["evaluation"].make(found.scorecard, found.framework)), chart_part, Paging(live=True))
    assert faults(content) == []


def test_every_block_and_every_form_of_chart() -> None:
    assert faults(everything()) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_templates_themselves(name: str) -> None:
    assert faults(shipped_bytes(name)) == []


def test_a_missing_fact_where_the_placeholder_is_marked_already() -> None:
    def build(document: Any) -> None:
        run = document.add_paragraph().add_run("{{ 编制 }}")
        run.font.highlight_color, run.font.underline = WD_COLOR_INDEX.BRIGHT_GREEN, True
    content = WordTemplate(made(build), "模板.docx").render({"编制": Run("【缺：编制】", flagged=True)})
    assert faults(content) == []
    assert [one.get(qn("w:val")) for one in opened(content).element.body.iter(qn("w:highlight"))] == ["yellow"]


def test_no_chart_in_a_header() -> None:
    names = {"图": Passage((CHARTS[0],))}
    with pytest.raises(Unusable) as refused:
        template("正文", header="{{p 图 }}").render(names, chart_part)
    assert "“图”里有图，页眉1里放不下" in str(refused.value)
    assert faults(template("{{p 图 }}", header="{{p 字 }}").render(names | {"字": Passage((text("字"),))},
                                                                 chart_part)) == []


def test_numbering_that_word_has_tidied_up() -> None:
    def build(document: Any) -> None:
        numbering = document.part.numbering_part.element
        numbering.append(OxmlElement("w:numIdMacAtCleanup"))
        for style in list(document.styles.element):
            if (style.get(qn("w:styleId")) or "").startswith("Heading"):
                document.styles.element.remove(style)
        document.add_paragraph("{{p 文 }}")
    content = WordTemplate(made(build), "模板.docx").render({"文": Passage((Heading("标题"), text("字")))})
    assert [fault for fault in faults(content) if "numbering" in fault] == []


def test_cells_that_are_merged_and_coloured_by_the_template() -> None:
    def build(document: Any) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "{% cellbg 色 %}{% colspan 一 %}{{ 数 }}"
        table.cell(0, 1).text = "{% cellbg 色 %}{{ 数 }}"
        table.cell(0, 1)._tc.get_or_add_tcPr().append(OxmlElement("w:noWrap"))
    made_of = WordTemplate(made(build), "模板.docx").render({"色": "FF0000", "数": "1", "一": "1"})
    assert faults(made_of) == []
    cells = opened(made_of).element.body.iter(qn("w:tcPr"))
    assert [[etree.QName(one).localname for one in cell] for cell in cells] == [
        ["tcW", "gridSpan", "shd"], ["tcW", "shd", "noWrap"]]


@pytest.mark.parametrize(("part", "old", "new", "told"), [
    ("word/document.xml", "<w:keepNext/><w:jc", '<w:jc w:val="left"/><w:keepNext/><w:jc',
     "pPr: keepNext stands behind jc"),
    ("word/document.xml", "<w:b/><w:highlight", '<w:highlight w:val="red"/><w:b/><w:highlight',
     "rPr: highlight is there twice"),
    ("word/document.xml", '<w:gridSpan w:val="2"/>', "", "columns"),
    ("word/document.xml", '<w:vMerge w:val="restart"/>', "", "goes on, and nothing above it did begin"),
    ("word/document.xml", 'w:anchor="_Toc700000001"', 'w:anchor="_Toc7"', "no bookmark _Toc7"),
    ("word/document.xml", 'w:bookmarkStart w:id="5002"', 'w:bookmarkStart w:id="5001"', "bookmark 5001 twice"),
    ("word/document.xml", 'docPr id="9002"', 'docPr id="9001"', "docPr 9001 twice"),
    ("word/document.xml", 'r:id="rIdHj2"', 'r:id="rIdHj200"', "no relationship rIdHj200"),
    ("word/document.xml", '<w:fldChar w:fldCharType="end"/>', "", "a field does not end"),
    ("word/document.xml", 'w:pStyle w:val="HengjiNote"', 'w:pStyle w:val="Note"', "no style Note"),
    ("word/_rels/document.xml.rels", "charts/chartHj1.xml", "charts/chart1.xml", "charts/chart1.xml is not there"),
    ("[Content_Types].xml", 'PartName="/word/charts/chartHj1.xml"', 'PartName="/word/x.xml"', "typed, but not there"),
    ("word/charts/chartHj1.xml", '<c:gapWidth val="60"/><c:overlap val="0"/>',
     '<c:overlap val="0"/><c:gapWidth val="60"/>', "gapWidth stands behind overlap"),
    ("word/styles.xml", "<w:qFormat/>", '<w:qFormat/><w:next w:val="Normal"/>', "next stands behind qFormat"),
])
def test_the_check_sees(part: str, old: str, new: str, told: str) -> None:
    assert any(told in fault for fault in faults(changed(everything(), part, old, new)))
