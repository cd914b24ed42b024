"""What Word keeps beside the words is settled (接受修订) before placeholders are read: changes, bound controls.

A report is no draft: what was deleted in a template is gone, what was inserted stands, as Word shows it without marks;
comments on the template are not for those who read the report.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from .dressing import parse, written
from .tags import W

_TYPES = "[Content_Types].xml"
_MAKER = "衡绩"
_COMMENTS = re.compile(r"comments\w*|people")
#: What a property says of a change in its looks, and where something was moved.
_NOTED = re.compile(r"\w+Change|cellIns|cellMerge|commentRange(?:Start|End)|"
                    r"(?:move(?:From|To)|customXml(?:Ins|Del|MoveFrom|MoveTo))Range(?:Start|End)")
_GONE, _NEW = {f"{W}del", f"{W}moveFrom"}, {f"{W}ins", f"{W}moveTo"}
#: Of a control: that it shows words of its own, or those of another part, which Word would put over ours.
_BOUND = ("showingPlcHdr", "dataBinding")


def settle(root: Any) -> None:
    """Takes the changes of ``root`` as accepted, and frees the controls with placeholders."""
    for element in list(root.iter(*_GONE)):
        _take_away(element)
    for element in list(root.iter(*_NEW)):
        _take_in(element)
    for cell in [mark.getparent().getparent() for mark in root.iter(f"{W}cellDel")]:
        cell.getparent().remove(cell)
    for reference in list(root.iter(f"{W}commentReference")):
        reference.getparent().remove(reference)
    for element in [one for one in root.iter() if _noted(one)]:
        element.getparent().remove(element)
    for control in root.iter(f"{W}sdt"):
        if "{" in "".join(control.itertext(f"{W}t")):
            for bound in [one for name in _BOUND for one in control.findall(f"{W}sdtPr/{W}{name}")]:
                bound.getparent().remove(bound)


def without_comments(parts: dict[str, bytes], main: str) -> None:
    """Takes comments and their authors out of the file."""
    folder, _, file = main.rpartition("/")
    beside = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    gone = {relation.get("Id"): posixpath.normpath(posixpath.join(folder, relation.get("Target")))
            for relation in parse(parts[beside]) if _COMMENTS.fullmatch(relation.get("Type").rpartition("/")[2])
            } if beside in parts else {}
    if gone:
        parts[beside] = _kept(parts[beside], lambda one: one.get("Id") not in gone)
        names = {f"/{name.lstrip('/')}" for name in gone.values()}
        parts[_TYPES] = _kept(parts[_TYPES], lambda one: one.get("PartName") not in names)
        for name in names:
            parts.pop(name[1:], None)


def without_authors(core: bytes) -> bytes:
    """The properties of the document without those who made the template: they did not write the report."""
    root = parse(core)
    for element in root:
        if etree.QName(element).localname in ("creator", "lastModifiedBy") and "{" not in (element.text or ""):
            element.text = _MAKER
    return written(root)


def _kept(content: bytes, wanted: Callable[[Any], bool]) -> bytes:
    root = parse(content)
    for element in [one for one in root if not wanted(one)]:
        root.remove(element)
    return written(root)


def _noted(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(W) \
        and _NOTED.fullmatch(etree.QName(element).localname) is not None


def _take_away(element: Any) -> None:
    """The mark of a paragraph (then it goes on in the next one), a row, or words."""
    above = element.getparent()
    if above.tag == f"{W}rPr":
        above.remove(element)
        if above.getparent().tag == f"{W}pPr":
            _join(above.getparent().getparent())
    elif above.tag == f"{W}trPr":
        _remove_row(above.getparent())
    else:
        above.remove(element)


def _join(paragraph: Any) -> None:
    """The words of a paragraph whose mark was deleted stand at the head of the next one."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    place = 1 if following.find(f"{W}pPr") is not None else 0
    for number, piece in enumerate(list(_content(paragraph))):
        following.insert(place + number, piece)
    paragraph.getparent().remove(paragraph)


def _content(paragraph: Any) -> Iterator[Any]:
    return (piece for piece in paragraph if piece.tag != f"{W}pPr")


def _remove_row(row: Any) -> None:
    table = row.getparent()
    table.remove(row)
    if table.find(f".//{W}tr") is None:
        table.getparent().remove(table)


def _take_in(element: Any) -> None:
    """What was inserted stands where its mark stood."""
    above = element.getparent()
    place = above.index(element)
    for number, piece in enumerate(list(element)):
        above.insert(place + number, piece)
    above.remove(element)
