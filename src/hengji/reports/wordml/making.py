"""How the shipped templates are made (制作模板): from nothing but words, the same bytes every time.

``python src/hengji/reports/templates/word/make.py`` writes them; a user copies one, and edits it in Word or WPS.
"""

from __future__ import annotations

from collections.abc import Callable

from .numbering import numbering_xml
from .stylesheet import WORDML, font_table_xml, styles_xml
from .words import paragraph, run
from .zipped import pack, zipped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
#: GB/T 9704: A4; 37 mm above, 35 below, 28 at the binding, 26 outside; 22 lines of 28 characters.
_PAGE = ('<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
         'w:header="851" w:footer="1400" w:gutter="0"/>')
#: The same sheet turned to the left.
_PAGE_ACROSS = ('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1587" w:right="2098" '
                'w:bottom="1474" w:left="1984" w:header="340" w:footer="890" w:gutter="0"/>')
_GRID = '<w:docGrid w:type="lines" w:linePitch="579"/>'
_FOOTERS = '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>'
_NO_FOOTERS = '<w:footerReference w:type="default" r:id="rId7"/><w:footerReference w:type="even" r:id="rId7"/>'


def report_template() -> bytes:
    """A report with cover, table of contents, text and annexes (报告)."""
    return _file(_cover() + _contents() + _text(), _section(_FOOTERS, '<w:pgNumType w:start="1"/>'))


def form_template() -> bytes:
    """A form or a short paper: title, text and annexes (表单)."""
    head = paragraph("Title", run("{{ 标题 }}"))
    return _file(head + _passage("正文") + _passage("附件"), _section(_FOOTERS, '<w:pgNumType w:start="1"/>'))


def across_template() -> bytes:
    """A form of many columns on pages across, its head at the binding (横表)."""
    head = paragraph("Title", run("{{ 标题 }}"))
    return _file(head + _passage("正文") + _passage("附件"),
                 _section(_FOOTERS, '<w:pgNumType w:start="1"/>', _PAGE_ACROSS))


#: File name → how it is made.
TEMPLATES: dict[str, Callable[[], bytes]] = {"report.docx": report_template, "form.docx": form_template,
                                             "across.docx": across_template}


def _section(footers: str, numbers: str = "", page: str = _PAGE) -> str:
    return f'<w:sectPr>{footers}<w:type w:val="nextPage"/>{page}{numbers}{_GRID}</w:sectPr>'


def _passage(name: str) -> str:
    return paragraph("HengjiBody", run(f"{{{{p {name} }}}}"))


def _cover() -> str:
    """The title, then what the case says of itself, line by line."""
    table = ('<w:tbl><w:tblPr><w:tblW w:w="8300" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
             '</w:tblPr><w:tblGrid><w:gridCol w:w="2100"/><w:gridCol w:w="6200"/></w:tblGrid>'
             + _row("{%tr for 行 in 封面 %}", "") + _row("{{ 行.项目 }}", "{{ 行.内容 }}")
             + _row("{%tr endfor %}", "") + "</w:tbl>")
    space = paragraph("HengjiCoverWords", "")
    return space * 4 + paragraph("HengjiCoverTitle", run("{{ 标题 }}")) + space * 6 + table \
        + paragraph("HengjiBreak", "", _section(_NO_FOOTERS))


def _row(label: str, words: str) -> str:
    return ('<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="2100" w:type="dxa"/></w:tcPr>'
            + paragraph("HengjiCoverLabel", run(label)) + '</w:tc><w:tc><w:tcPr><w:tcW w:w="6200" w:type="dxa"/>'
            '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders></w:tcPr>'
            + paragraph("HengjiCoverWords", run(words)) + "</w:tc></w:tr>")


def _contents() -> str:
    return paragraph("HengjiContents", run("目　录")) + _passage("目录") \
        + paragraph("HengjiBreak", "", _section(_NO_FOOTERS))


def _text() -> str:
    return paragraph("Title", run("{{ 标题 }}")) + _passage("正文") + _passage("附件")


def _footer(align: str) -> str:
    """The page number with a dash on each side, one character from the outer edge."""
    field = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText>'
             '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
             '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    side = "right" if align == "right" else "left"
    words = paragraph("Footer", run("— ") + field + run(" —"),
                      f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{align}"/>') if align else \
        paragraph("Footer", "")
    return f'{_HEAD}<w:ftr xmlns:w="{WORDML}">{words}</w:ftr>'


def _file(body: str, last: str) -> bytes:
    document = f'{_HEAD}<w:document xmlns:w="{WORDML}" xmlns:r="{_OFFICE}"><w:body>{body}{last}</w:body></w:document>'
    settings = (f'{_HEAD}<w:settings xmlns:w="{WORDML}"><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
                '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/><w:compatSetting '
                'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
                "</w:settings>")
    core = (f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ 标题 }}</dc:title><dc:creator>衡绩</dc:creator>'
            "<dc:language>zh-CN</dc:language></cp:coreProperties>")
    inside = {"styles": styles_xml(), "numbering": numbering_xml(), "settings": settings,
              "fontTable": font_table_xml(), "footer1": _footer("right"), "footer2": _footer("left"),
              "footer3": _footer("")}
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{name.rstrip("123")}+xml"/>'
                    for name in inside)
    relations = "".join(f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name.rstrip("123")}" Target="{name}.xml"/>'
                        for number, name in enumerate(inside, 1))
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{types}'
        '<Override PartName="/docProps/core.xml" ContentType='
        '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
        f'"{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type='
        f'"{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": core, "word/document.xml": document,
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
    } | {f"word/{name}.xml": content for name, content in inside.items()}
    return zipped({name: pack(content.encode(), 9) for name, content in parts.items()})
