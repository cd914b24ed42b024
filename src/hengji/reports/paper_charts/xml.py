"""Words and fonts in the XML of charts (图的文字)."""

from __future__ import annotations

import re
from html import escape

from .look import INK

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIGITS, _CHINESE = "Times New Roman", "宋体"


def clean_text(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def clean(text: str) -> str:
    """``text`` as it stands in XML."""
    return escape(clean_text(text))


def fill(colour: str) -> str:
    """A surface of one colour."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def line(colour: str, width: int = 6350) -> str:
    """A line; ``width`` in 12 700ths of a point."""
    return f'<a:ln w="{width}">{fill(colour)}</a:ln>'


NO_LINE = "<a:ln><a:noFill/></a:ln>"


def look_of_words(tag: str, size: int, colour: str = INK) -> str:
    """The look of words in the element ``tag``; ``size`` in hundredths of a point, fonts for both scripts."""
    return (f'<a:{tag} lang="zh-CN" altLang="en-US" sz="{size}" b="0" i="0">{fill(colour)}'
            f'<a:latin typeface="{_DIGITS}"/><a:ea typeface="{_CHINESE}"/><a:cs typeface="{_DIGITS}"/></a:{tag}>')


def words(size: int, colour: str = INK, *, wrap: bool = True) -> str:
    """The look of all words in a part of the chart; without ``wrap`` each stays in one line."""
    bare = look_of_words("defRPr", size, colour).replace(' lang="zh-CN" altLang="en-US"', "")
    body = "<a:bodyPr/>" if wrap else '<a:bodyPr wrap="none"/>'
    return (f'<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>' + bare
            + '</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>')
