"""Templates as Word and WPS leave them: tracked changes, content controls, text boxes, stray signs."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from hengji.model import Unusable
from hengji.reports.papers import text
from hengji.reports.wordml import Passage, WordTemplate
from tests.word_papers import made, opened, template, words_of

NAMES: dict[str, Any] = {"总分": "86.00分", "等级": "良", "得分:B1": "1.50分", "尖": "<b>&",
                         "文": Passage((text("一段"),))}
_CHANGE = 'w:id="1" w:author="a"'
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def of(*blocks: str) -> bytes:
    """A template whose text is these blocks, as XML."""
    def build(document: Any) -> None:
        for block in blocks:
            head, _, rest = block.partition(">")
            document.element.body.insert(-1, parse_xml(f"{head} {nsdecls('w')}>{rest}"))
    return made(build)


def filled(*blocks: str) -> list[str]:
    return words_of(WordTemplate(of(*blocks), "模板.docx").render(NAMES))


_DELETED = f'<w:del {_CHANGE}><w:r><w:delText>{{{{ 旧名 }}}}</w:delText></w:r></w:del>'
_BOX = (f'<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p>{run("{{ 总")}'
        f'{run("分 }}")}</w:p></w:txbxContent></v:textbox></w:pict></w:r>')
PARAGRAPHS = {
    "inserted": (f'<w:p>{run("{{ 总")}<w:ins {_CHANGE}>{run("分")}</w:ins>{run(" }}")}</w:p>', "86.00分"),
    "deleted placeholder": (f'<w:p>{_DELETED}{run("{{ 总分 }}")}</w:p>', "86.00分"),
    "deleted inside": (f'<w:p>{run("{{ ")}{_DELETED}{run("总分 }}")}</w:p>', "86.00分"),
    "moved": (f'<w:p><w:moveFrom {_CHANGE}>{run("{{ 旧名 }}")}</w:moveFrom><w:moveTo {_CHANGE}>{run("{{ 总分 }}")}'
              "</w:moveTo></w:p>", "86.00分"),
    "remark": (f'<w:p><w:commentRangeStart w:id="0"/>{run("{{ 总")}<w:commentRangeEnd w:id="0"/>{run("分 }}")}</w:p>',
               "86.00分"),
    "control": (f'<w:p>{run("{{ ")}<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run("总分")}'
                f'</w:sdtContent></w:sdt>{run(" }}")}</w:p>', "86.00分"),
    "link": (f'<w:p>{run("{{")}<w:hyperlink w:anchor="x">{run(" 总分 ")}</w:hyperlink>{run("}}")}</w:p>', "86.00分"),
    "tab": ("<w:p><w:r><w:t>{{</w:t><w:tab/><w:t>总分 }}</w:t></w:r></w:p>", "86.00分"),
    "unseen signs": ("<w:p>" + run("{{ 总\u200b分\ufeff }}") + "</w:p>", "86.00分"),
    "larger than": (f'<w:p>{run("{% if 总分|数 &gt;= 80 and 尖 == “&lt;b&gt;&amp;” %}高{% endif %}")}</w:p>', "高"),
    "wide signs": (f'<w:p>{run("{% if （等级 ＝＝ “良”） or 等级 ！＝ ＂中＂ %}好{% endif %}")}</w:p>', "好"),
    "name with a colon": (f'<w:p>{run("{% if 得分：B1|float &lt; 2 %}低{% endif %}{{ 得分:B1|数 + 1 }}")}</w:p>',
                          "低2.50"),
    "marked up": (f'<w:p>{run("{{ 尖|e }}{{ 尖|safe }}{{ 尖 }}")}</w:p>', "<b>&" * 3),
}


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_a_paragraph_is_read_as_it_is_shown(case: str) -> None:
    paragraph, words = PARAGRAPHS[case]
    assert filled(paragraph) == [words]


def test_a_text_box_and_the_words_around_it() -> None:
    assert "86.00分" in filled(f'<w:p>{_BOX}{run("{{ 等级 }}")}</w:p>')


def test_rows_and_paragraphs_that_were_deleted() -> None:
    mark = f"<w:pPr><w:rPr><w:del {_CHANGE}/></w:rPr></w:pPr>"
    assert filled(f'<w:p>{mark}{run("{{ 总")}</w:p>', f'<w:p>{run("分 }}")}</w:p>') == ["86.00分"]
    row = "<w:tr>{}<w:tc><w:p>" + run("{}") + "</w:p></w:tc></w:tr>"
    table = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"
    gone = row.format(f"<w:trPr><w:del {_CHANGE}/></w:trPr>", "{{ 旧名 }}")
    assert filled(table.format(gone + row.format("", "{{ 总分 }}"))) == ["86.00分"]
    assert filled(table.format(gone), f'<w:p>{run("{{ 总分 }}")}</w:p>') == ["86.00分"]


def test_nothing_of_the_changes_is_left_and_controls_show_what_was_filled_in() -> None:
    bound = '<w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="b"/></w:sdtPr>'
    noted = f"<w:pPr><w:pPrChange {_CHANGE}><w:pPr/></w:pPrChange></w:pPr>"
    content = of(f'<w:p>{noted}<w:ins {_CHANGE}>{run("{{ 总分 }}")}</w:ins></w:p>',
                 f'<w:sdt>{bound}<w:sdtContent><w:p>{run("{{ 等级 }}")}</w:p></w:sdtContent></w:sdt>')
    document = opened(WordTemplate(content, "模板.docx").render(NAMES))
    left = {name for name in ("ins", "pPrChange", "showingPlcHdr", "dataBinding")
            if list(document.element.body.iter(qn(f"w:{name}")))}
    assert left == set()


def test_neither_comments_on_a_template_nor_its_makers_are_in_the_report() -> None:
    def build(document: Any) -> None:
        words = document.add_paragraph("{{ 总分 }}").runs[0]
        document.add_comment(words, text="请王五核对", author="张三")
        document.core_properties.author = document.core_properties.last_modified_by = "李四"
    content = WordTemplate(made(build), "模板.docx").render(NAMES)
    with ZipFile(BytesIO(content)) as file:
        whole = "".join(file.read(name).decode() for name in file.namelist() if name.endswith(("xml", "rels")))
    assert [name for name in ("王五", "张三", "李四", "comment") if name in whole] == []
    assert opened(content).core_properties.author == "衡绩"


@pytest.mark.parametrize(("block", "within"), [
    ("<w:p><w:r><w:instrText>{{ 总分 }}</w:instrText></w:r></w:p>", "域代码"),
    ('<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
     "<m:r><m:t>{{ 总分 }}</m:t></m:r></m:oMath></w:p>", "公式"),
    (f'<w:p><w:r><pic:cNvPr xmlns:pic="{_PICTURE}" id="1" name="图" descr="{{{{ 照片 }}}}"/></w:r></w:p>',
     "图片的名称或说明")])
def test_placeholders_where_no_words_are(block: str, within: str) -> None:
    with pytest.raises(Unusable) as told:
        WordTemplate(of("<w:p></w:p>", block), "模板.docx")
    assert f"占位符写在{within}里" in told.value.problems[0].text.replace("控件、", "")
    assert told.value.problems[0].place.paragraph == 2


@pytest.mark.parametrize(("line", "says"), [
    ("{% if 等级 = “良” %}{% endif %}", "两个等号"), ("{{ 总分|大写 }}", "没有“大写”这种加工"),
    ("{\u200b{ 总分 }}", "两个花括号之间有空格")])
def test_slips_of_writing(line: str, says: str) -> None:
    with pytest.raises(Unusable) as told:
        template(line)
    assert says in told.value.problems[0].text


def test_no_number_is_read_where_none_is() -> None:
    with pytest.raises(Unusable) as told:
        template("{{ 等级|int }}").render(NAMES)
    assert "名称|数" in told.value.problems[0].suggestion


def test_a_text_that_does_not_say_how_its_last_section_ends() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("{{p 文 }}")
        document.element.body.remove(document.element.body.sectPr)
    document = opened(WordTemplate(made(build), "模板.docx").render(NAMES))
    assert document.paragraphs[0].text == "一段"
    assert document.sections[-1].page_width.mm == pytest.approx(210, abs=1)
