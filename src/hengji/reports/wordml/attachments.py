"""What a chart brings along (图的部件): a picture, or a native chart with the workbook behind it.

The writer does not draw. It is given a function that makes an :class:`Attachment` of a block ``Chart``; the writer
names the parts, relates them, declares their types, and places the drawing in the text::

    Attachment("chart", chart_xml, 150, 80, inside=(workbook(xlsx_bytes),))

becomes ``word/charts/chart1.xml`` with ``word/charts/_rels/chart1.xml.rels``, whose ``rId1`` is
``word/embeddings/sheet1.xlsx``: the XML of the chart refers to it as ``<c:externalData r:id="rId1">``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import escape

from hengji.reports.papers import Chart

from .zipped import Packed, pack

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
#: Kind → (folder, extension, content type, type of the relationship).
_KINDS = {
    "chart": ("charts", "chart", "xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
              _TYPES + "chart"),
    "picture": ("media", "image", "png", "image/png", _TYPES + "image"),
    "workbook": ("embeddings", "sheet", "xlsx",
                 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _TYPES + "package"),
}
_EMU = 36_000  # of a millimetre


@dataclass(frozen=True, slots=True)
class Attachment:
    """One part that a document carries: a native chart, a PNG picture, or a chart's workbook.

    ``width`` and ``height`` are in millimetres; ``inside`` are the parts that this one refers to, as rId1, rId2 …;
    ``told`` says it in words, for those who do not see it.
    """

    kind: Literal["chart", "picture", "workbook"]
    content: bytes
    width: int = 0
    height: int = 0
    inside: tuple[Attachment, ...] = ()
    told: str = ""


ChartMaker: TypeAlias = Callable[[Chart], Attachment]


class Attached:
    """The parts that one document carries beyond those of its template."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, Packed]] = []
        self.types: list[str] = []
        self.relations: list[str] = []
        self._counts: dict[str, int] = {}

    def add(self, attachment: Attachment, title: str) -> str:
        """Takes the attachment in; gives the run that shows it."""
        name = self._take(attachment)
        number = len(self.relations) + 1
        relation = f"rIdHj{number}"
        self.relations.append(_relation(relation, attachment.kind, name.removeprefix("word/")))
        return _drawing(attachment, relation, number, attachment.told or title)

    def _take(self, attachment: Attachment) -> str:
        folder, stem, extension, content_type, _ = _KINDS[attachment.kind]
        number = self._counts[attachment.kind] = self._counts.get(attachment.kind, 0) + 1
        # A stem of our own, so that no part of the template is met.
        name = f"word/{folder}/{stem}Hj{number}.{extension}"
        self.parts.append((name, pack(attachment.content)))
        self.types.append(f'<Override PartName="/{name}" ContentType="{content_type}"/>')
        inner = "".join(_relation(f"rId{number}", part.kind, f"../{self._take(part).removeprefix('word/')}")
                        for number, part in enumerate(attachment.inside, 1))
        if inner:
            text = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_RELATIONS}">'
                    f"{inner}</Relationships>")
            self.parts.append((f"word/{folder}/_rels/{stem}Hj{self._counts[attachment.kind]}.{extension}.rels",
                               pack(text.encode())))
        return name


def _relation(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{_KINDS[kind][4]}" Target="{target}"/>'


def _drawing(attachment: Attachment, relation: str, number: int, told: str) -> str:
    """The run with the drawing, in the line of the text; every namespace is declared where it is used."""
    size = f'cx="{attachment.width * _EMU}" cy="{attachment.height * _EMU}"'
    shown = _native(relation) if attachment.kind == "chart" else _picture(relation, number, size)
    return ('<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            f'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{9000 + number}" name="图 {number}" descr="{escape(told)}"/><wp:cNvGraphicFramePr/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            f"{shown}</a:graphic></wp:inline></w:drawing></w:r>")


def _native(relation: str) -> str:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return (f'<a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" xmlns:r="{_TYPES.rstrip("/")}" '
           f'r:id="{relation}"/></a:graphicData>')


def _picture(relation: str, number: int, size: str) -> str:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (f'<a:graphicData uri="{uri}"><pic:pic xmlns:pic="{uri}"><pic:nvPicPr><pic:cNvPr id="{number}" '
           f'name="image{number}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
           f'xmlns:r="{_TYPES.rstrip("/")}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
           f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
           "</a:prstGeom></pic:spPr></pic:pic></a:graphicData>")
