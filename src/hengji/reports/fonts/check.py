"""What a missing font means for paper, and the remedy (缺字体的提示)."""

from __future__ import annotations

from hengji.model import Place, Problem, Warning

from .machine import chinese_families, without_glyph

_DEBIAN = "Debian、Ubuntu、统信、麒麟：sudo apt-get install fonts-noto-cjk"
_WINDOWS = "Windows：设置 → 应用（Windows 11 是“系统”）→ 可选功能，添加“中文（简体）补充字体”"
_REMEDY = f"{_DEBIAN}；{_WINDOWS}。装好后再生成一次"
#: The fonts of official documents, with the names of the same design.
_OFFICIAL = {
    "仿宋": ("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "华文仿宋"),
    "宋体": ("宋体", "SimSun", "STSong", "华文宋体"),
    "黑体": ("黑体", "SimHei", "STHeiti", "华文黑体"),
    "楷体": ("楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "华文楷体", "AR PL UKai CN"),
}
_MOST_SIGNS = 20


def font_problem() -> Problem | None:
    """Why no PDF and no picture can be made here: there is no Chinese font, so every sign would be a box."""
    families = chinese_families()
    if families is None or families:
        return None
    return Problem(Place("字体"), "这台机器没有简体中文字体，PDF 和图片里的汉字会变成方框，所以没有生成",
                   expected="至少一种简体中文字体", found="没有", suggestion=_REMEDY)


def fonts_replaced() -> Warning | None:
    """Which official fonts are not here: their text is set in another, so lines may break elsewhere."""
    families = chinese_families()
    absent = [] if not families else [name for name, same in _OFFICIAL.items() if families.isdisjoint(same)]
    if not absent:
        return None
    return Warning(Place("字体"),
                   f"这台机器没有{'、'.join(absent)}，PDF 用相近的字体代替；字都在，换行和页数可能与 Word 中不同",
                   f"要与 Word 一致，请装这些字体（{_WINDOWS}），或在 Word、WPS 中打开 .docx 另存为 PDF")


def glyphs_missing(text: str) -> Warning | None:
    """Which rare signs of ``text`` no font here has, such as those of names of persons and places."""
    missing = without_glyph(sorted({sign for sign in text if not _usual(sign)}))
    if not missing:
        return None
    told = "、".join(f"“{sign}”（U+{ord(sign):04X}）" for sign in missing[:_MOST_SIGNS])
    more = f"等 {len(missing)} 个字" if len(missing) > _MOST_SIGNS else ""
    return Warning(Place("字体"), f"这台机器的字体没有{told}{more}，在 PDF 里会变成方框",
                   "请装收字更多的字体（Debian、Ubuntu：sudo apt-get install fonts-hanazono），"
                   "或在有这些字的电脑上把 .docx 另存为 PDF")


def _usual(sign: str) -> bool:
    """Whether every Chinese font has it: the signs of GB 2312; what is no sign needs no glyph."""
    if not sign.isprintable() or sign.isspace():
        return True
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
