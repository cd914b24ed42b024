"""A part of a template made ready to be rendered many times (编译): docxtpl's reading, Jinja's code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

from jinja2 import Environment, Template
from lxml import etree

from .pages import Pages
from .stylesheet import WORDML
from .tag_check import Read
from .tags import TAG, Line, W, put

_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_PIECE = re.compile(r"<w:r(?=[ >])|</w:r>|<w:rPr>.*?</w:rPr>|<w:t(?=[ >])|</w:t>|"
                    r"\{\{ ((?:(?!\}\}).)*?)\n\}\}", re.DOTALL)
_EMPTY = re.compile(r'<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?></w:t></w:r>')


#: Ends a line in the source, so that an error in a placeholder has a line of its own.
_END = "\ue002"
#: Signs in placeholders that XML would escape: Jinja is to read them as they are.
_HELD = str.maketrans("<>&", "\ue003\ue004\ue005")
_FREED = {held: sign for sign, held in _HELD.items()}
_SECTION = re.compile("\ue000(\\d+)\ue001")
_TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
#: What stands before the size of the pages in the properties of a section.
_BEFORE_SIZE = {"headerReference", "footerReference", "footnotePr", "endnotePr", "type"}
_WIDTH, _CELL_EDGES = 8845, 216


class Part(NamedTuple):
    """A part ready to be rendered, and the source that Jinja was given."""

    template: Template
    source: str


def section_ends(root: Any) -> list[Any]:
    """Every ``w:sectPr`` of the text, in order."""
    return [end for end in root.iter(f"{W}sectPr") if end.getparent().tag in (f"{W}pPr", f"{W}body")]


def take_sections(root: Any) -> list[str]:
    """Takes the section properties out of the text, and leaves a call in the place of each; gives them as XML."""
    taken = []
    for number, end in enumerate(section_ends(root)):
        taken.append(_NAMESPACES.sub("", etree.tostring(end, encoding="unicode", with_tail=False)))
        before, above = end.getprevious(), end.getparent()
        # Not a placeholder of the template's: docxtpl must not see braces in the properties of a paragraph.
        call = f"\ue000{number}\ue001"
        if before is not None:
            before.tail = (before.tail or "") + call + (end.tail or "")
        else:
            above.text = (above.text or "") + call + (end.tail or "")
        above.remove(end)
    return taken


def free_sections(lines: Sequence[Line]) -> None:
    """Gives each end of a section a paragraph of its own where its paragraph will be taken for a passage.

    Word and others put the end into the last paragraph before it when the empty one there is deleted.
    """
    for line in lines:
        end = line.element.find(f"{W}pPr/{W}sectPr")
        if end is not None and any(tag.prefix == "p" for tag in line.tags):
            after = etree.fromstring(f'<w:p xmlns:w="{WORDML}"><w:pPr>{_TINY}</w:pPr></w:p>')
            after[0].append(end)
            line.element.addnext(after)


def end_of_text(root: Any) -> None:
    """Gives the text the end of its last section, and every section the size of its pages, where others left it out."""
    body = root.find(f"{W}body")
    if body.find(f"{W}sectPr") is None:
        body.append(body.makeelement(f"{W}sectPr"))
    usual = etree.fromstring(Pages().upright.replace("<w:sectPr", f'<w:sectPr xmlns:w="{WORDML}"', 1))
    for end in section_ends(root):
        place = sum(1 for one in end if etree.QName(one).localname in _BEFORE_SIZE)
        for number, measure in enumerate(usual):
            if end.find(measure.tag) is None:
                end.insert(place + number, copy(measure))


class Spot(NamedTuple):
    """Where a passage goes: the section of the text, or, in a cell or a footer, the width there (and no section)."""

    section: int
    width: int = 0
    #: Whether the section's end or another passage follows at once.
    open_end: bool = False


def spots(lines: Sequence[Line], root: Any, *, main: bool) -> dict[int, Spot]:
    """Where passages of each paragraph with placeholders would go, by the number of the paragraph."""
    ends = section_ends(root) if main else []
    order = {element: number for number, element in enumerate(root.iter())}
    return {line.number: _spot(line, ends, order, main=main) for line in lines if line.tags}


def _spot(line: Line, ends: Sequence[Any], order: dict[Any, int], *, main: bool) -> Spot:
    cell = next(line.element.iterancestors(f"{W}tc"), None)
    if cell is not None or not main:
        measured = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
        told = measured.get(f"{W}w", "") if measured is not None and measured.get(f"{W}type") == "dxa" else ""
        return Spot(-1, int(told) - _CELL_EDGES if told.isdecimal() else _WIDTH)
    section = sum(order[end] < order[line.element] for end in ends)
    following = line.element.getnext()
    if following is None:
        return Spot(section)
    words = "".join(following.itertext()).strip()
    return Spot(section, open_end=following.tag == f"{W}sectPr" or words.startswith("{{p "))


def sources(read: Sequence[Read], spots: Mapping[int, Spot]) -> dict[int, list[str]]:
    """What stands for each placeholder in Jinja's source, by the number of its paragraph."""
    told: dict[int, list[str]] = {}
    for one in read:
        tag, inner = one.tag, one.expression.source.translate(_HELD)
        if tag.statement:
            text = f"{{%{tag.prefix} {inner}{_END}%}}"
        elif tag.prefix == "p":
            spot = spots[tag.line.number]
            text = f"{{{{p _passage({inner}, {spot.section}, {spot.width}, {int(spot.open_end)}){_END}}}}}"
        else:
            text = f"{{{{ {inner}{_END}}}}}"
        told.setdefault(tag.line.number, []).append(text)
    return told


def compile_part(root: Any, lines: Sequence[Line], told: Mapping[int, list[str]], environment: Environment,
                 looks: list[str]) -> Part:
    """The template of one part; ``looks`` gathers the properties of the runs in which values stand."""
    from docxtpl import DocxTemplate  # 150 ms that most commands do not need

    for line in lines:
        if "{" in line.words:
            put(line, told.get(line.number, []))
    text = etree.tostring(root, encoding="unicode").replace("\n", " ").replace(_END, "\n")
    # docxtpl joins what Word has cut, and lets {%p, {%tr and {%tc take the place of whole elements.
    patched = DocxTemplate("").patch_xml(text)
    source = _SECTION.sub(r"{{ _section(\1) }}", _EMPTY.sub("", _apart(patched, looks))).translate(_FREED)
    return Part(environment.from_string(source), source)


def compile_properties(root: Any, lines: Sequence[Line], told: Mapping[int, list[str]],
                       environment: Environment) -> Part:
    """The template of the document's properties (title, subject): plain text with placeholders."""
    for line in lines:
        each = iter(told.get(line.number, []))
        line.element.text = TAG.sub(lambda _, each=each: next(each), line.words)  # type: ignore[misc]
    text = etree.tostring(root, encoding="unicode").replace("\n", " ").replace(_END, "\n")
    source = _apart(text, []).translate(_FREED)
    return Part(environment.from_string(source), source)


def _apart(text: str, looks: list[str]) -> str:
    """Values in runs of their own, so that what is missing can be marked, and lines in a value can be broken."""
    out: list[str] = []
    end, look, inside = 0, "", False
    for found in _PIECE.finditer(text):
        piece = found.group()
        if piece == "<w:r":
            look = ""
        elif piece.startswith("<w:rPr"):
            look = piece if not inside else look
        elif piece == "</w:r>":
            inside = False
        elif piece in ("<w:t", "</w:t>"):
            inside = piece == "<w:t"
        elif not inside and not found.group(1).startswith("_passage("):
            out += (text[end:found.start()], f"{{{{ _words({found.group(1)})\n}}}}")
            end = found.end()
        elif inside:
            if look not in looks:
                looks.append(look)
            out += (text[end:found.start()], f"</w:t></w:r>{{{{ _run({found.group(1)}, {looks.index(look)})\n}}}}"
                    f'<w:r>{look}<w:t xml:space="preserve">')
            end = found.end()
    return "".join([*out, text[end:]])
