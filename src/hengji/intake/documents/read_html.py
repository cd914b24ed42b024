"""Web pages as manuscripts (读取网页文稿): what a reader sees of them."""

from __future__ import annotations

from pathlib import Path

from hengji.model import Manuscript

from .limits import unusable
from .text_blocks import BlockBuilder
from .text_decoded import read_characters
from .text_markup import MarkupReader, parsed


def read_html(path: Path) -> Manuscript:
    """The web page at ``path``. Raises :class:`Unusable` when there is no text to be seen on it."""
    root = parsed(read_characters(path))
    builder = BlockBuilder()
    if root is not None:
        reader = MarkupReader(builder)
        reader.read(root)
        reader.tell_pictures()
    if not builder.blocks:
        raise unusable(str(path), "网页里没有读到文字：它是空的，或者层次太深",
                       "请在浏览器里打开，确认内容已经存下来，再另存为网页")
    return builder.manuscript(path.name, "html")
