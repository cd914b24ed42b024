"""Word documents (读取 .docx): body, text boxes, footnotes and endnotes, bounded, without entities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from hengji.intake.workbooks.guard import HARMLESS, MAX_RATIO
from hengji.intake.workbooks.markup import BROKEN
from hengji.model import Manuscript, Unread

from .limits import MAX_PARAGRAPHS, MAX_PART, MAX_TABLE_ROWS, unusable
from .titles import with_titles
from .word_blocks import WordBlocks
from .word_styles import Styles
from .word_text import text_of, word

_REMEDY = "请用 Word 或 WPS 打开，能打开就另存为新的 .docx；打不开请找回原件"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ROW, _PARAGRAPH = word("tr"), word("p")
_NOTES = {word("footnote"), word("endnote")}
_EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")
#: So many heads and feet are looked at, and so much of one is told.
_MOST_EDGES, _QUOTED = 50, 40
#: A figure with its unit; page numbers and years are none.
_FIGURE = re.compile(r"\d\s*(?:[%％‰万亿元分个人项名次]|平方|公里)")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
#: What holds words or figures that are not read, by its element.
_PICTURES = {f"{_DRAWING}picture}}pic": "图片", f"{_DRAWING}chart}}chart": "图表",
             f"{_DRAWING}diagram}}relIds": "智能图形", word("object"): "嵌入的对象",
             "{urn:schemas-microsoft-com:vml}imagedata": "图片"}


def read_docx(path: Path) -> Manuscript:
    """The Word document at ``path``. Raises :class:`Unusable`."""
    document = str(path)
    try:
        with ZipFile(path) as archive:
            names = {info.filename for info in archive.infolist()}
            main = "word/document.xml" if "word/document.xml" in names else min(
                (name for name in names if name.startswith("word/document") and name.endswith(".xml")), default="")
            body = _part(archive, main, document)
            others = [_part(archive, part, document) if (part := f"word/{name}.xml") in names else None
                      for name in ("styles", "numbering", "footnotes", "endnotes")]
            edges = [_part(archive, name, document) for name in sorted(names) if _EDGE.fullmatch(name)][:_MOST_EDGES]
    except BROKEN as error:
        locked = "password" in str(error) or "encrypted" in str(error)
        raise unusable(document, "文稿有打开密码" if locked else "文稿已损坏，打不开", _REMEDY) from error
    return _manuscript(path.name, body.find(word("body")), others, edges)


def _manuscript(name: str, body: _Element | None, others: Sequence[_Element | None],
                edges: Sequence[_Element]) -> Manuscript:
    styles, numbering, *notes = others
    reader = WordBlocks(Styles.of(styles, numbering))
    parts = (body, *(note for part in notes for note in _notes(part)))
    blocks = [found.block for part in parts if part is not None for found in reader.read(part)]
    unread = reader.unread + _edges(edges)
    if body is not None:
        unread += _pictures(body)
    if not blocks:
        unread.append(Unread("文稿里没有文字"))
    return Manuscript(name, "docx", with_titles(blocks), tuple(unread))


def _notes(notes: _Element | None) -> list[_Element]:
    """The notes that somebody wrote; those with a type are the lines that part them from the text."""
    return [] if notes is None else [note for note in notes.iterfind("*") if note.tag in _NOTES
                                     and note.get(word("type")) in (None, "normal")]


def _edges(parts: Sequence[_Element]) -> list[Unread]:
    """What of heads and feet of the pages holds figures: that is told, for it stands in no order with the text."""
    texts = dict.fromkeys(text_of(paragraph).strip() for part in parts for paragraph in part.iter(_PARAGRAPH))
    return [Unread(f"页眉、页脚里有数，没有核对：“{text[:_QUOTED]}”") for text in texts if _FIGURE.search(text)]


def _pictures(body: _Element) -> list[Unread]:
    """What is seen in the document and not read. Fallbacks for old programs show the same once more."""
    found = Counter(_PICTURES[element.tag] for element in body.iter(*_PICTURES)
                    if not any("Fallback" in above.tag for above in element.iterancestors()))
    told = "、".join(f"{what} {count} 处" for what, count in found.items())
    return [Unread(f"文稿里有{told}，其中的文字和数没有读")] if told else []


def _part(archive: ZipFile, name: str, document: str) -> _Element:
    """A part as a tree, without the rows and paragraphs that nobody reads. Raises :class:`Unusable`."""
    info = archive.getinfo(name)
    if info.file_size > MAX_PART:
        raise unusable(document, f"文稿展开后有 {info.file_size // 2**20} MB，太大", "请把文稿分成几份",
                       f"不超过 {MAX_PART // 2**20} MB")
    if info.file_size > max(HARMLESS, MAX_RATIO * info.compress_size):
        ratio = info.file_size // max(info.compress_size, 1)
        raise unusable(document, f"文稿展开后是原来的 {ratio} 倍，不是正常的文稿", _REMEDY)
    content = archive.read(info)
    if _STRICT in content[:4096]:
        content = content.replace(_STRICT, _USUAL)
    try:
        root = _tree(content)
    except etree.XMLSyntaxError as error:
        raise unusable(document, f"文稿已损坏（在“{name}”里）", _REMEDY) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unusable(document, f"文稿里的“{name}”有 DTD 或实体定义，可能有害，不读",
                       "请用 Word 或 WPS 打开，另存为新的 .docx")
    return root


def _tree(content: bytes) -> _Element:
    """Parses, and empties what lies beyond the limits while it comes: a large table would fill the memory."""
    rows: Counter[_Element | None] = Counter()
    paragraphs = 0
    parsing = etree.iterparse(BytesIO(content), tag=(_ROW, _PARAGRAPH), resolve_entities=False, no_network=True)
    for _, element in parsing:
        if element.tag == _ROW:
            table = element.getparent()
            rows[table] += 1
            if rows[table] > MAX_TABLE_ROWS:
                paragraphs -= sum(1 for _ in element.iter(_PARAGRAPH))
                element.clear()
        else:
            paragraphs += 1
            if paragraphs > MAX_PARAGRAPHS:
                element.clear()
    root: _Element = parsing.root
    return root
