"""Words as WordprocessingML (文字): runs and paragraphs, escaped, with nothing in them that XML cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import escape

from hengji.reports.papers import Run

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TELLING = re.compile("[&<>\"'\t\n\r\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'

#: A missing fact is seen at once, on paper too: bold on yellow.
FLAG = '<w:b/><w:highlight w:val="yellow"/>'


def clean(words: str) -> str:
    """``words`` without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", words)


def xml_text(words: str) -> str:
    """``words`` as the content of ``w:t``: escaped; line feeds and tabs become Word's own."""
    if _TELLING.search(words) is None:
        return words
    escaped = str(escape(clean(words.replace("\r\n", "\n").replace("\r", "\n"))))
    return escaped.replace("\n", _BREAK).replace("\t", _TAB)


def run(words: str, look: str = "") -> str:
    """A run; ``look`` holds its properties as XML."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{xml_text(words)}</w:t></w:r>'


def runs(parts: Iterable[Run]) -> str:
    """Runs in their looks."""
    return "".join(run(part.text, FLAG if part.flagged else "<w:b/>" if part.bold else "") for part in parts)


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in the style with this id; ``content`` and ``properties`` are XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
