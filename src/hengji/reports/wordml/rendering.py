"""One document in the making (一份文稿的生成): what Jinja calls, and what waits until the text stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from hengji.reports.papers import Run

from .compiling import Spot
from .contents import Paging, contents_xml
from .names import Contents, Passage
from .pages import Pages
from .words import FLAG, clean, xml_text
from .writer import Writer

_MARK = re.compile("\ufffe(\\d+)\uffff")
#: What follows the highlight in the properties of a run; before it, the highlight that the template may have there.
_HIGHLIGHT = re.compile(r"(?:<w:highlight\b[^>]*/>)?(?=<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|"
                        r"eastAsianLayout|specVanish|oMath)\b|</w:rPr>)")


class Rendering:
    """What was put off until the text stood is written here, in the order of the text."""

    def __init__(self, sections: Sequence[str], writer: Writer, paging: Paging) -> None:
        self.writer, self._paging = writer, paging
        self._pages = [Pages(section) for section in sections]
        self._waiting: list[tuple[Passage | Contents, Spot] | int] = []

    def wait(self, one: tuple[Passage | Contents, Spot] | int) -> Markup:
        """Leaves a mark for a passage, or for the end of a section."""
        self._waiting.append(one)
        return Markup(f"\ufffe{len(self._waiting) - 1}\uffff")  # noqa: S704 - a number

    def filled(self, text: str) -> str:
        """``text`` with the passages written; the table of contents still waits."""
        return _MARK.sub(lambda found: self._one(found), text)

    def _one(self, found: re.Match[str]) -> str:
        one = self._waiting[int(found.group(1))]
        if isinstance(one, int):
            return self._pages[one].last
        passage, spot = one
        if isinstance(passage, Contents):
            return found.group()
        if spot.section < 0:
            return self.writer.write_inside(passage.items, spot.width)
        return self.writer.write(passage.items, self._pages[spot.section], open_end=spot.open_end)

    def finished(self, text: str) -> str:
        """``text`` with its table of contents."""
        return _MARK.sub(lambda _: contents_xml(self.writer.entries, self.writer.ids, self._paging), text)


@pass_context
def _passage(context: Context, value: Passage | Contents, section: int, width: int, open_end: int) -> Markup:
    if not isinstance(value, Passage | Contents):
        raise TypeError(type(value))
    rendering: Rendering = context["_rendering"]
    return rendering.wait((value, Spot(section, width, bool(open_end))))


@pass_context
def _section(context: Context, number: int) -> Markup:
    rendering: Rendering = context["_rendering"]
    return rendering.wait(number)


def _words(value: Any) -> Markup:
    """A value where there is no run: in the properties of the document."""
    return escape(clean(_told_value(value).replace("\n", "")))


def _told_value(value: Any) -> str:
    if isinstance(value, Run):
        return value.text
    if isinstance(value, Markup):  # of a filter: here nothing is marked up
        return value.unescape()
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, Passage | Contents | Mapping | list | tuple):
        raise TypeError(type(value))
    return str(value)


def functions(named: Sequence[str], looks: Sequence[str]) -> dict[str, Callable[..., Any]]:
    """What the compiled parts call: ``named`` are the names that Jinja cannot hold, ``looks`` the looks of runs."""

    @pass_context
    def by_place(context: Context, place: int) -> Any:
        return context.resolve(named[place])

    def run(value: Any, look: int) -> Markup:
        """A value in a run of its own, in the look of the run where its placeholder stood."""
        properties = looks[look]
        if isinstance(value, Run) and value.flagged:
            properties = _HIGHLIGHT.sub('<w:highlight w:val="yellow"/>', properties, count=1) if properties \
                else f"<w:rPr>{FLAG}</w:rPr>"
        words = xml_text(_told_value(value))
        return Markup(f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>')  # noqa: S704 - escaped above

    return {"_named": by_place, "_run": run, "_words": _words, "_passage": _passage, "_section": _section}
