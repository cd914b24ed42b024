"""What Word keeps beside the words is settled (接受修订) before placeholders are read: changes, bound controls.

A report is no draft: what was deleted in a template is gone, what was inserted stands, as Word shows it without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from .tags import W

#: What a property says of a change in its looks, and where something was moved.
_NOTED = re.compile(r"\w+Change|cellIns|cellMerge|"
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
    for element in [one for one in root.iter() if _noted(one)]:
        element.getparent().remove(element)
    for control in root.iter(f"{W}sdt"):
        if "{" in "".join(control.itertext(f"{W}t")):
            for bound in [one for name in _BOUND for one in control.findall(f"{W}sdtPr/{W}{name}")]:
                bound.getparent().remove(bound)


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
