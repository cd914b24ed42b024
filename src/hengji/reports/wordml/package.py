"""The parts of a template (模板的部件): the text, its headers and footers, by their relationships."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from hengji.model import Place, Problem, Unusable

from .dressing import parse
from .settling import settle, without_authors, without_comments
from .tags import W

#: How the files of pictures begin.
_PICTURES = {"png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "gif": (b"GIF8",),
             "bmp": (b"BM",), "tif": (b"II*\0", b"MM\0*"), "tiff": (b"II*\0", b"MM\0*")}
#: Parts beside the text that are read too.
_READ = ("styles", "numbering", "settings")
_CALLED = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def _relations(parts: dict[str, bytes], name: str) -> Iterator[tuple[str, str]]:
    """The end of the type, and the part, of everything that a part refers to."""
    folder, file = dirname(name), name.rpartition("/")[2]
    beside = join(folder, "_rels", f"{file}.rels")
    for relation in parse(parts[beside]) if beside in parts else ():
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            part = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            yield relation.get("Type", "").rpartition("/")[2], part


def _no_pictures(parts: dict[str, bytes], name: str) -> Iterator[Problem]:
    """Pictures that are none: Word would show a red cross in every report."""
    for part, content in parts.items():
        starts = _PICTURES.get(part.rpartition(".")[2].lower())
        if "/media/" in part and starts and not content.startswith(starts):
            yield Problem(Place(f"{name}（{part.removeprefix('word/')}）"), "模板里的这张图片不是图片，或者已损坏",
                          suggestion="请在 Word 或 WPS 里删去它，重新插入")


class Package:
    """A template taken apart: ``parts`` by name; ``main`` is the text; ``titles`` tells the parts with placeholders."""

    def __init__(self, parts: dict[str, bytes], name: str) -> None:
        self.parts, self.name = parts, name
        types = parts["[Content_Types].xml"]
        if b"macroEnabled" in types:
            raise Unusable([Problem(Place(name), "带宏的文档不能做模板",
                                    suggestion="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”")])
        # A .dotx gives a document, no template again.
        parts["[Content_Types].xml"] = types.replace(b"ml.template.main+xml", b"ml.document.main+xml")
        try:
            mains = [part for kind, part in _relations(parts, "") if kind == "officeDocument"]
            if not mains or mains[0] not in parts or b"wordprocessingml" not in parts[mains[0]][:20000]:
                raise Unusable([Problem(Place(name), "不是 Word 文档",
                                        suggestion="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”")])
            self.main = mains[0]
            found = [(kind, part) for kind, part in _relations(parts, self.main) if part in parts]
            #: The parts that belong to the text, by the end of their type: styles, numbering, settings.
            self.related = dict(reversed(found))
            self.titles = {self.main: ""}
            for kind, part in found:
                if kind in _CALLED and part not in self.titles:
                    number = sum(title.startswith(_CALLED[kind]) for title in self.titles.values()) + 1
                    self.titles[part] = _CALLED[kind] + (str(number) if kind in ("header", "footer") else "")
            self.core = next((part for kind, part in _relations(parts, "") if kind == "core-properties"), "")
            self.roots = {part: parse(parts[part]) for part in self.titles}
            for part in (*(self.related[kind] for kind in _READ if kind in self.related), self.core):
                if part in parts:
                    parse(parts[part])
            if self.roots[self.main].tag != f"{W}document":
                raise Unusable([Problem(Place(name), "这种 Word 文档不能做模板（“严格”格式）",
                                        suggestion="请用 Word 或 WPS 打开，另存为普通的“Word 文档（.docx）”")])
        except etree.XMLSyntaxError as error:
            raise Unusable([Problem(Place(name), "文件已损坏，里面的内容读不出来",
                                    suggestion="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”")]) from error
        self._settle()

    def _settle(self) -> None:
        """What is in no report is taken out; a text that is not there, pictures that are none, are told."""
        found = list(_no_pictures(self.parts, self.name))
        if self.roots[self.main].find(f"{W}body") is None:
            found.append(Problem(Place(self.name), "文件已损坏，里面没有正文",
                                 suggestion="请用 Word 或 WPS 打开，核对后另存"))
        if found:
            raise Unusable(found)
        for root in self.roots.values():
            settle(root)
        without_comments(self.parts, self.main)
        if self.core in self.parts:
            self.parts[self.core] = without_authors(self.parts[self.core])
