"""How the Word file is set (文稿的版式): A4, 仿宋 for text, 黑体 for headings, Times New Roman for digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

BODY, HEADING, DIGITS = "仿宋", "黑体", "Times New Roman"
_MARGIN = 20
#: Name of the style → Chinese font, points, centred, points before and after, line spacing in percent.
_STYLES = {
    "Normal": (BODY, 12, False, 0, 3, 130),
    "Title": (HEADING, 20, True, 0, 6, 130),
    "Subtitle": (BODY, 12, True, 0, 3, 130),
    "Heading 1": (HEADING, 14, False, 14, 6, 120),
    "Heading 2": (HEADING, 12, False, 10, 4, 120),
    "表头": (HEADING, 9, True, 1, 1, 100),
    "表格文字": (BODY, 9, False, 1, 1, 100),
}
#: A machine without these fonts takes the next name.
_FONTS = {BODY: "FangSong,仿宋_GB2312,STFangsong", HEADING: "SimHei,STHeiti", DIGITS: ""}


def dress(document: Document) -> None:
    """Sets page, fonts and styles of a new document."""
    _page(document)
    _defaults(document)
    for name, (font, points, centred, before, after, spacing) in _STYLES.items():
        style: Any = document.styles[name] if name in document.styles \
            else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_font(style, font, points)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing = Pt(points * spacing * 13 // 1000) if spacing > 100 else None
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
        for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
            border.getparent().remove(border)


def _set_font(style: ParagraphStyle, font: str, points: int) -> None:
    style.font.name, style.font.size = DIGITS, Pt(points)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _name(style.element.get_or_add_rPr().get_or_add_rFonts(), font)


def _name(fonts: Any, font: str) -> None:
    """Names the fonts of a style outright; those of a theme would go before them."""
    for attribute in [name for name in fonts.attrib if name.lower().endswith("theme")]:
        del fonts.attrib[attribute]
    for script, name in (("ascii", DIGITS), ("hAnsi", DIGITS), ("cs", DIGITS), ("eastAsia", font)):
        fonts.set(qn(f"w:{script}"), name)


def _defaults(document: Document) -> None:
    """What holds where no style says otherwise: the language, the fonts and their replacements."""
    run: Any = document.styles.element.find(".//" + qn("w:rPrDefault") + "/" + qn("w:rPr"))
    _name(run.find(qn("w:rFonts")), BODY)
    run.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            part: Any = relation.target_part
            part._blob = _font_table()


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}">' + (f'<w:altName w:val="{others}"/><w:charset w:val="86"/>' if others else "")
        + "</w:font>" for name, others in _FONTS.items())
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w='
            f'"http://schemas.openxmlformats.org/wordprocessingml/2006/main">{fonts}</w:fonts>').encode()


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    number: Any = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    footer._p.append(number)
    footer.add_run(" —")
