"""Templates as people make them in Word: values, loops, conditions, passages, headers; many times, the same bytes."""

from __future__ import annotations

import re
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor

from hengji.model import Unusable
from hengji.reports.papers import Heading, Run, Section, text
from hengji.reports.wordml import CONTENTS, Passage, WordTemplate, paper_names, shipped_template
from hengji.reports.wordml.stylesheet import STYLES
from tests.word_papers import made, opened, paper, rendered, table, template, words_of

PASSAGE = Passage((Heading("一节"), text("一段"), table(3)))


def test_values_stand_in_the_words_around_them() -> None:
    told = rendered(["{{ 单位 }}{{年度}}年度得{{ 总分 }}分"], 单位="某局", 年度="2022", 总分="86.00")
    assert told == ["某局2022年度得86.00分"]


@pytest.mark.parametrize(("written", "name"), [
    ("{{ 得分:B11 }}", "得分:B11"), ("{{ 得分：B11 }}", "得分:B11"), ("{{ 2022年收入 }}", "2022年收入"),
    ("{{ “三公”经费 }}", "“三公”经费"), ("{{ 收入（一般公共） }}", "收入（一般公共）"),
    ("{{ 上年:支出-合计 }}", "上年:支出-合计"),
    ("{{\u3000年度\u00a0}}", "年度")])
def test_names_are_written_as_people_write_them(written: str, name: str) -> None:
    assert rendered([written], **{name: "甲"}) == ["甲"]


def test_what_xml_means_something_by_and_lines_and_tabs() -> None:
    content = template("前{{ 值 }}后").render({"值": "<w:p>&\"'\x01\n二\t三{{ 年度 }}"})
    assert words_of(content) == ["前<w:p>&\"'\ufffd二三{{ 年度 }}后"]
    body = opened(content).element.body
    assert len(list(body.iter(qn("w:br")))) == 1
    assert len(list(body.iter(qn("w:tab")))) == 1


def test_a_placeholder_that_word_cut_into_runs_keeps_the_look_of_its_beginning() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("共")
        first = paragraph.add_run("{{ 总")
        first.bold, first.font.color.rgb = True, RGBColor(255, 0, 0)
        paragraph.add_run("分 }")
        paragraph.add_run("}分").italic = True
    document = opened(WordTemplate(made(build), "模板.docx").render({"总分": "86"}))
    assert [(run.text, run.bold, run.italic) for run in document.paragraphs[0].runs if run.text] == [
        ("共", None, None), ("86", True, None), ("分", None, True)]


def test_what_is_missing_is_seen_in_the_look_of_its_place() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("共").add_run("{{ 数 }}").bold = True
    content = WordTemplate(made(build), "模板.docx").render({"数": Run("【缺：数】", flagged=True)})
    run = next(run for run in opened(content).paragraphs[0].runs if run.text == "【缺：数】")
    assert run.bold
    assert run.font.highlight_color is not None
    assert "yellow" in opened(template("{{ 数 }}").render({"数": Run("缺", flagged=True)})).element.xml


def test_conditions_and_loops_over_paragraphs_and_in_words() -> None:
    lines = ["{%p if 等级 == “良” %}", "良好", "{%p elif 等级 == '优' %}", "优秀", "{%p else %}", "一般",
             "{%p endif %}",
             "{%p for 行 in 问题 %}", "{{ loop.index }}.{{ 行.内容 }}{% if not loop.last %}；{% else %}。{% endif %}",
             "{%p endfor %}"]
    rows = [{"内容": "甲"}, {"内容": "乙"}]
    assert rendered(lines, 等级="良", 问题=rows) == ["良好", "1.甲；", "2.乙。"]
    assert rendered(lines, 等级="优", 问题=[]) == ["优秀"]
    assert rendered(["{{ 是否 }}"], 是否=True) == ["是"]


def test_rows_and_columns_of_a_table() -> None:
    def build(document: Any) -> None:
        made_table = document.add_table(3, 2)
        made_table.cell(0, 0).text, made_table.cell(2, 0).text = "{%tr for 行 in 表 %}", "{%tr endfor %}"
        made_table.cell(1, 0).text, made_table.cell(1, 1).text = "{{ 行.名 }}", "{{ 行.数 }}"
    one = WordTemplate(made(build), "模板.docx")
    content = one.render({"表": [{"名": f"名{n}", "数": str(n)} for n in range(3)]})
    assert [[cell.text for cell in row.cells] for row in opened(content).tables[0].rows] == [
        ["名0", "0"], ["名1", "1"], ["名2", "2"]]
    with pytest.raises(Unusable, match="每一行里没有“数”"):
        one.render({"表": [{"名": "甲", "数额": "1"}]})


def test_headers_and_properties_are_filled_too() -> None:
    def build(document: Any) -> None:
        document.core_properties.title = "{{ 单位 }}的<报告>"
    one = WordTemplate(made(build, "{{ 单位 }}  第{{ 年度 }}号"), "模板.docx")
    content = one.render({"单位": "甲&乙\n局", "年度": "1"})
    document = opened(content)
    assert document.sections[0].header.paragraphs[0].text == "甲&乙\n局  第1号"
    assert document.core_properties.title == "甲&乙局的<报告>"


def test_a_passage_takes_the_place_of_its_paragraph_with_styles_of_ours() -> None:
    document = opened(template("前", "{{p 概况 }}", "后").render({"概况": PASSAGE}))
    assert [(p.text, p.style.name) for p in document.paragraphs][:4] == [
        ("前", "Normal"), ("一节", "Heading 1"), ("一段", "报告正文"), ("收入情况表", "表题")]
    assert document.paragraphs[-1].text == "后"


def test_a_passage_in_a_cell_is_as_wide_as_the_cell() -> None:
    def build(document: Any) -> None:
        document.add_table(1, 2).cell(0, 1).text = "{{p 概况 }}"
    wide = Passage((text("一段"), table(3, landscape=True)))
    cell = opened(WordTemplate(made(build), "模板.docx").render({"概况": wide})).tables[0].cell(0, 1)
    inner = cell.tables[0]._tbl
    assert int(inner.tblPr.find(qn("w:tblW")).get(qn("w:w"))) < cell.width.twips
    assert not list(cell._tc.iter(qn("w:sectPr")))
    assert cell._tc[-1].tag == qn("w:p")


def test_a_section_that_ends_in_the_paragraph_of_a_passage_still_ends() -> None:
    def build(document: Any) -> None:
        section = document.add_paragraph("{{p 概况 }}")._p.get_or_add_pPr()
        section.append(copy(document.element.body.sectPr))
    document = opened(WordTemplate(made(build), "模板.docx").render({"概况": PASSAGE}))
    assert len(document.sections) == 2
    assert document.paragraphs[0].text == "一节"


def test_sections_of_a_paper_by_title_and_key() -> None:
    names = paper_names(paper(), {"总分": "86"})
    assert words_of(template("{{p 预算和资金 }}").render(names))[0] == "预算和资金"
    assert words_of(template("{{p 预算 }}").render(names)) == words_of(template("{{p 预算和资金 }}").render(names))
    assert words_of(template("{%p for 缺 in 缺项 %}", "{{ 缺.内容 }}", "{%p endfor %}").render(names)) == ["事业编制数"]
    assert words_of(template("{{p 附件2 }}").render(names))[0] == "附件2　调查结果"


def test_contents_name_what_was_written_only() -> None:
    names = paper_names(paper())
    ours = words_of(shipped_template("report").render(names | {"正文": names["预算"], "附件": Passage(())}))
    assert ours[ours.index("目　录") + 1] == "一、预算和资金"
    # The headings of this template have no numbers, and so its contents have none.
    assert words_of(template("{{p 目录 }}", "{{p 预算 }}").render(names))[0] == "预算和资金"
    assert words_of(template("{{p 目录 }}").render({"目录": CONTENTS})) == [""]


def test_a_template_that_was_made_from_ours_keeps_its_own_styles() -> None:
    def build(document: Any) -> None:
        document.styles.add_style("报告正文", 1).element.set(qn("w:styleId"), "a7")
        document.add_paragraph("{{p 文 }}")
    document = opened(WordTemplate(made(build), "模板.docx").render({"文": Passage((text("一段"),))}))
    assert document.paragraphs[0]._p.pPr.pStyle.val == "a7"
    assert sum(style.name == "报告正文" for style in document.styles) == 1


def test_the_same_names_give_the_same_bytes_whatever_was_rendered_between() -> None:
    one, names = template("{{ 单位 }}", "{{p 正文 }}", "{{p 附件 }}"), paper_names(paper(), {"单位": "甲"})
    first = one.render(names)
    assert one.render(names | {"单位": "乙"}) != first
    assert one.render(names) == first
    with ZipFile(BytesIO(first)) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_remarks_and_plain_words_with_braces_stay_away() -> None:
    assert rendered(["甲{# 说明 #}乙{丙}{{ 值 }}"], 值="丁") == ["甲乙{丙}丁"]


def test_tracked_changes_of_looks_do_not_tear_a_run() -> None:
    def build(document: Any) -> None:
        run = document.add_paragraph().add_run("{{ 年度 }}年")
        run.bold = True
        changed = run._r.rPr.makeelement(qn("w:rPrChange"), {qn("w:id"): "1", qn("w:author"): "甲"})
        changed.append(changed.makeelement(qn("w:rPr"), {}))
        run._r.rPr.append(changed)
    assert words_of(WordTemplate(made(build), "模板.docx").render({"年度": "2022"})) == ["2022年"]


def test_a_section_without_title_gives_no_heading() -> None:
    plain = paper_names(paper().__class__("form", "表", sections=(Section("一", "", (text("甲"),)),)))
    assert docx.Document(BytesIO(template("{{p 正文 }}").render(plain))).paragraphs[0].text == "甲"


def test_empty_loops_and_conditions_leave_nothing_that_word_cannot_open() -> None:
    def build(document: Any) -> None:
        first = document.add_table(2, 1)
        first.cell(0, 0).text, first.cell(1, 0).text = "{%tr for 行 in 表 %}", "{%tr endfor %}"
        document.add_paragraph("之间")
        cell = document.add_table(1, 2).cell(0, 0)
        cell.text = "{%p if 有 %}"
        for words in ("有", "{%p endif %}"):
            cell.add_paragraph(words)
        columns = document.add_table(1, 3)
        for place, words in enumerate(("{%tc for 行 in 列 %}", "{{ 行.名 }}", "{%tc endfor %}")):
            columns.cell(0, place).text = words
    one = WordTemplate(made(build), "模板.docx")
    document = opened(one.render({"表": [], "有": False, "列": [{"名": str(n)} for n in range(5)]}))
    condition, columns = document.tables
    assert [len(cell.paragraphs) for cell in condition.rows[0].cells] == [1, 1]
    assert [cell.text for cell in columns.rows[0].cells] == list("01234")
    assert len(columns._tbl.tblGrid.gridCol_lst) == 5
    assert len(opened(one.render({"表": [], "有": True, "列": []})).tables) == 1


def test_cells_are_merged_and_coloured_as_docxtpl_does() -> None:
    def build(document: Any) -> None:
        merged = document.add_table(3, 3)
        merged.cell(0, 0).text, merged.cell(2, 0).text = "{%tr for 行 in 表 %}", "{%tr endfor %}"
        for place, words in enumerate(("{% vm %}{{ 类 }}", "{% cellbg 行.色 %}{{ 行.名 }}", "{{ 行.数 }}")):
            merged.cell(1, place).text = words
        across = document.add_table(2, 3)
        for place, words in enumerate(("{%tc for 行 in 表 %}", "{% hm %}{{ 类 }}", "{%tc endfor %}")):
            across.cell(0, place).text = words
        across.cell(1, 0).text = "{% colspan 2 %}合计"
    rows = [{"名": f"名{n}", "数": str(n), "色": "FFFF00"} for n in range(3)]
    first, second = opened(WordTemplate(made(build), "模板.docx").render({"类": "总类", "表": rows})).tables
    assert [cell.vMerge for row in first._tbl.tr_lst for cell in row.tc_lst[:1]] == ["restart", "continue", "continue"]
    assert [cell.text for cell in first.columns[2].cells] == ["0", "1", "2"]
    assert first._tbl.xml.count('w:fill="FFFF00"') == 3
    assert [cell.grid_span for cell in second._tbl.tr_lst[0].tc_lst] == [3]
    assert second._tbl.tr_lst[1].tc_lst[0].grid_span == 2


def test_a_passage_that_says_nothing_is_nothing() -> None:
    lines = ["{%p if 附件 %}", "附件如下", "{{p 附件 }}", "{%p endif %}", "完"]
    assert rendered(lines, 附件=Passage(())) == ["完"]
    assert rendered(lines, 附件=Passage((text("一"),))) == ["附件如下", "一", "完"]


def test_passages_may_stand_in_records() -> None:
    lines = ["{%p for 节 in 各节 %}", "{{ 节.标题 }}", "{{p 节.内容 }}", "{%p endfor %}"]
    assert rendered(lines, 各节=[{"标题": "甲", "内容": PASSAGE}])[:3] == ["甲", "一节", "一段"]


def test_what_the_manual_shows_can_be_written() -> None:
    page = (Path(__file__).parents[3] / "docs" / "word-templates.zh-CN.md").read_text(encoding="utf-8")
    example = page.partition("```template\n")[2].partition("```")[0].splitlines()
    told = words_of(template(*example).render(paper_names(paper())))
    assert "待补：事业编制数。" in told
    assert "附件2　调查结果" in told
    styles = set(re.findall("`([^`]+)`", page.partition("## 样式")[2].partition("##")[0]))
    own = {style.name for style in STYLES if not style.builtin}
    assert {name for name in styles if not name.startswith(("标题 ", "目录 "))} <= own
