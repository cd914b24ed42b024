"""Sections of a document (分节): pages across (横页) for wide tables, in the middle of upright ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What a section holds that must not be said again by the sections that go on with it.
_FIRST_ONLY = re.compile(r'<w:titlePg\b[^>]*/>| w:start="\d+"(?=[^>]*/>)|<w:type\b[^>]*/>')
_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_MARGINS = re.compile(r"<w:pgMar\b[^>]*/>")
_NUMBER = re.compile(r'w:(\w+)="(-?\d+)"')
_DEFAULT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" ' \
           'w:left="1587" w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr>'


@dataclass
class Pages:
    """The pages that a ``w:sectPr`` of the template describes, as they are taken apart by pages across."""

    upright: str = _DEFAULT
    parts: int = 0
    #: Whether the pages that were written last lie across, and are not ended yet.
    lying: bool = False

    @property
    def width(self) -> int:
        """Of the text on an upright page, in twentieths of a point."""
        size, margins = self._measures()
        return size["w"] - margins["left"] - margins["right"] - margins.get("gutter", 0)

    @property
    def width_across(self) -> int:
        """Of the text on a page across."""
        size, margins = self._measures()
        return size["h"] - margins["top"] - margins["bottom"] - margins.get("gutter", 0)

    def end_upright(self) -> str:
        """The section properties that end upright pages."""
        self.parts += 1
        return self.upright if self.parts == 1 else self._going_on()

    def end_across(self) -> str:
        """The section properties that end pages across: turned to the left, so that the head is at the binding."""
        self.parts += 1
        size, margins = self._measures()
        turned = (f'<w:pgSz w:w="{size["h"]}" w:h="{size["w"]}" w:orient="landscape"/>')
        edges = margins | {"top": margins["left"], "right": margins["top"], "bottom": margins["right"],
                           "left": margins["bottom"]}
        edges |= {edge: max(0, edges[edge] + edges[side] - margins[side])  # as far from the text as on upright pages
                  for edge, side in (("header", "top"), ("footer", "bottom")) if edge in edges}
        around = "<w:pgMar " + " ".join(f'w:{name}="{value}"' for name, value in edges.items()) + "/>"
        return _MARGINS.sub(around, _SIZE.sub(turned, self._going_on() if self.parts > 1 else self.upright))

    @property
    def last(self) -> str:
        """What stands where the template has the section's end."""
        if self.lying:
            return self.end_across()
        return self._going_on() if self.parts else self.upright

    def _going_on(self) -> str:
        """The same pages, without what begins anew: page numbers, the first page's own footer."""
        return _after_references(_FIRST_ONLY.sub("", self.upright), '<w:type w:val="nextPage"/>')

    def _measures(self) -> tuple[dict[str, int], dict[str, int]]:
        found = (pattern.search(self.upright) or pattern.search(_DEFAULT) for pattern in (_SIZE, _MARGINS))
        size, margins = ({name: int(value) for name, value in _NUMBER.findall(match.group())}
                         for match in found if match is not None)
        return size, margins


def _after_references(section: str, added: str) -> str:
    """``added`` put after the references to headers and footers (and notes), where the schema wants it."""
    last = section.find(">") + 1
    for match in re.finditer(r"<w:(?:headerReference|footerReference)\b[^>]*/>|</w:(?:footnotePr|endnotePr)>", section):
        last = match.end()
    return section[:last] + added + section[last:]
