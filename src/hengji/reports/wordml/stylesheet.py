"""The styles of official papers (公文样式): GB/T 9704 fonts and sizes, each under the name that a user sees in Word."""

from __future__ import annotations

import re
from typing import NamedTuple

BODY, HEAVY, SCRIPT, TITLE, DIGITS = "仿宋", "黑体", "楷体", "方正小标宋简体", "Times New Roman"
#: Font → what a machine without it may take, the nearest first.
FONTS = {
    BODY: "仿宋_GB2312,FangSong,STFangsong,Noto Serif CJK SC",
    HEAVY: "SimHei,STHeiti,Noto Sans CJK SC",
    SCRIPT: "楷体_GB2312,KaiTi,STKaiti,Noto Serif CJK SC",
    TITLE: "方正小标宋_GBK,小标宋,华文中宋,STZhongsong,Noto Serif CJK SC",
}
#: The fixed line pitch that gives 22 lines, and two characters of indent, in twentieths of a point.
PITCH, INDENT = 579, 630
#: 28 characters of 3号 are a hair wider than the line of the standard: each is set closer by a quarter of a point.
_CLOSER = '<w:spacing w:val="-5"/>'
#: Punctuation may hang over the margin, which is what Word does anyway. LibreOffice (7.4) reads it the other way round,
#: and rightly so: where it lets a comma hang, it sometimes leaves the comma out of the PDF.
_HANGING = '<w:overflowPunct/>'


class Style(NamedTuple):
    """A style: ``id`` and ``name`` in the file, font, half points, then paragraph properties as XML in Word's order."""

    id: str
    name: str
    font: str = BODY
    size: int = 32
    paragraph: str = ""
    look: str = ""
    based: str = "Normal"
    next: str = ""
    builtin: bool = False

    @property
    def xml(self) -> str:
        """The style's element."""
        fonts = (f'<w:rFonts w:ascii="{DIGITS}" w:hAnsi="{DIGITS}" w:cs="{DIGITS}" w:eastAsia="{self.font}"/>')
        own = "" if self.builtin else ' w:customStyle="1"'
        default = ' w:default="1"' if self.id == "Normal" else ""
        based = f'<w:basedOn w:val="{self.based}"/>' if self.id != "Normal" else ""
        told = re.sub(r"<w:(?:snapToGrid|spacing|ind|jc)\b", _HANGING + r"\g<0>", self.paragraph, count=1)
        following = f'<w:next w:val="{self.next}"/>' if self.next else ""
        return (f'<w:style w:type="paragraph"{default}{own} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
                f"{based}{following}<w:qFormat/><w:pPr>{told}</w:pPr>"
                f'<w:rPr>{fonts}{self.look}<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr></w:style>')


def _exact(pitch: int = PITCH, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{pitch}" w:lineRule="exact"/>'


def _single(before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'


_INDENTED = f'<w:ind w:firstLineChars="200" w:firstLine="{INDENT}"/>'
_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_CENTRED, _RIGHT, _BOTH = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>', '<w:jc w:val="both"/>'
_FREE = '<w:snapToGrid w:val="0"/>'


def _heading(level: int, font: str, look: str = "") -> Style:
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    return Style(f"Heading{level}", f"heading {level}", font, 32,
                 f'<w:keepNext/>{number}{_exact()}{_INDENTED}{_BOTH}<w:outlineLvl w:val="{level - 1}"/>',
                 look + _CLOSER, next="HengjiBody", builtin=True)


def _contents(level: int) -> Style:
    return Style(f"TOC{level}", f"toc {level}", BODY, 28,
                 '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8845"/></w:tabs>' + _exact(520)
                 + f'<w:ind w:left="{(level - 1) * 280}" w:firstLineChars="0" w:firstLine="0"/>', builtin=True)


STYLES = (
    Style("Normal", "Normal", BODY, 32, _BOTH, builtin=True),
    Style("Title", "Title", TITLE, 44, f'<w:keepNext/>{_exact(640, 0, 320)}{_FLUSH}{_CENTRED}', next="HengjiBody",
          builtin=True),
    _heading(1, HEAVY), _heading(2, SCRIPT), _heading(3, BODY, "<w:b/>"), _heading(4, BODY),
    _contents(1), _contents(2), _contents(3),
    Style("Footer", "footer", "宋体", 28, _single() + _FLUSH, builtin=True),
    Style("HengjiBody", "报告正文", BODY, 32, _exact() + _INDENTED + _BOTH, _CLOSER),
    Style("HengjiAnnex", "附件标题", HEAVY, 32,
          f'<w:keepNext/>{_exact(PITCH, 0, 160)}{_FLUSH}<w:outlineLvl w:val="0"/>', next="HengjiBody"),
    Style("HengjiContents", "目录标题", HEAVY, 36, f'{_exact(640, 0, 320)}{_FLUSH}{_CENTRED}'),
    Style("HengjiCaption", "表题", HEAVY, 28, f'<w:keepNext/>{_FREE}{_exact(400, 160, 60)}{_FLUSH}{_CENTRED}'),
    Style("HengjiUnit", "单位行", BODY, 21, f'<w:keepNext/>{_FREE}{_exact(300, 0, 40)}{_FLUSH}{_RIGHT}'),
    Style("HengjiHead", "表头", HEAVY, 21, f'{_FREE}{_exact(300, 20, 20)}{_FLUSH}{_CENTRED}'),
    Style("HengjiCell", "表格文字", BODY, 21, f'{_FREE}{_exact(300, 20, 20)}{_FLUSH}<w:jc w:val="left"/>'),
    Style("HengjiSmallHead", "表头（小）", HEAVY, 18, f'{_FREE}{_exact(260, 10, 10)}{_FLUSH}{_CENTRED}'),
    Style("HengjiSmallCell", "表格文字（小）", BODY, 18, f'{_FREE}{_exact(260, 10, 10)}{_FLUSH}<w:jc w:val="left"/>'),
    Style("HengjiNote", "表注", BODY, 21, f'{_FREE}{_exact(300, 40, 160)}{_FLUSH}<w:jc w:val="left"/>'),
    Style("HengjiSpace", "表后", BODY, 4, f'{_FREE}{_exact(160)}{_FLUSH}'),
    Style("HengjiBreak", "分节", BODY, 2, f'{_FREE}{_exact(10)}{_FLUSH}'),
    Style("HengjiChart", "图", BODY, 21, f'<w:keepNext/>{_FREE}{_single(120)}{_FLUSH}{_CENTRED}'),
    Style("HengjiChartTitle", "图题", HEAVY, 24, f'{_FREE}{_exact(360, 20, 160)}{_FLUSH}{_CENTRED}'),
    Style("HengjiCoverTitle", "封面标题", TITLE, 52, f'{_exact(900)}{_FLUSH}{_CENTRED}'),
    Style("HengjiCoverLabel", "封面项目", HEAVY, 32, f'{_exact(720)}{_FLUSH}<w:jc w:val="distribute"/>'),
    Style("HengjiCoverWords", "封面内容", BODY, 32, f'{_exact(720)}{_FLUSH}<w:jc w:val="left"/>'),
)
WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def styles_xml() -> str:
    """The part ``word/styles.xml``."""
    defaults = (f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{DIGITS}" w:hAnsi="{DIGITS}" w:cs="{DIGITS}" '
                f'w:eastAsia="{BODY}"/><w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
                '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
                "</w:docDefaults>")
    table = ('<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
             '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
             '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" '
             'w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>')
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{WORDML}">'
            f'{defaults}{table}{"".join(style.xml for style in STYLES)}</w:styles>')


def font_table_xml() -> str:
    """The part ``word/fontTable.xml``: every font with its replacements."""
    fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
                    for name, others in FONTS.items())
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<w:fonts xmlns:w="{WORDML}"><w:font w:name="{DIGITS}"/>{fonts}</w:fonts>')
