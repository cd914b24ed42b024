"""What a template lacks of ours (补齐样式): styles, numbers of headings and settings, added to those that it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from .numbering import ANNEXES, LEVELS, definitions
from .stylesheet import STYLES, WORDML, Style
from .tags import W

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: What stands after ``w:updateFields`` in the settings.
_AFTER = {"hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema",
          "themeFontLang", "clrSchemeMapping", "captions", "shapeDefaults", "decimalSymbol", "listSeparator"}
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class Dressed(NamedTuple):
    """The template's ids of our styles, and the numbering id of each annex's headings (0: they have no numbers)."""

    ids: dict[str, str]
    first_annex: int


def parse(content: bytes) -> Any:
    """The root of a part; nothing is fetched, no entity is resolved."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def written(root: Any) -> bytes:
    """A part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def dress(parts: dict[str, bytes], related: Mapping[str, str], main: str, *, contents: bool) -> Dressed:
    """Adds to ``parts`` what is lacking; ``related`` gives the main part's related parts by the end of their type."""
    styles = related.get("styles") or _add(parts, main, "styles", f'<w:styles xmlns:w="{WORDML}"/>')
    numbering = related.get("numbering") or _add(parts, main, "numbering", f'<w:numbering xmlns:w="{WORDML}"/>')
    if contents:
        settings = related.get("settings") or _add(parts, main, "settings", f'<w:settings xmlns:w="{WORDML}"/>')
        parts[settings] = _updating(parts[settings])
    sheet, numbers = parse(parts[styles]), parse(parts[numbering])
    has = {_name(style): style for style in sheet.iter(f"{W}style")}
    number = _number_of(has.get("heading 1"), numbers)
    if number is None and "heading 1" not in has:
        number = _define(numbers)
    ids = {style.id: _give(style, sheet, has, number) for style in STYLES}
    first = _annexes(numbers, number) if number is not None else 0
    parts[styles], parts[numbering] = written(sheet), written(numbers)
    return Dressed(ids, first)


def _name(style: Any) -> str:
    name = style.find(f"{W}name")
    return name.get(f"{W}val", "").lower() if name is not None else ""


def _give(style: Style, sheet: Any, has: Mapping[str, Any], number: str | None) -> str:
    """The id of a style in the template, by its name; it is added when there is none."""
    found = has.get(style.name.lower())
    if found is not None:
        return str(found.get(f"{W}styleId"))
    text = style.xml.replace('<w:numId w:val="1"/>', f'<w:numId w:val="{number or 0}"/>')
    added = etree.fromstring(text.replace("<w:style ", f'<w:style xmlns:w="{WORDML}" ', 1))
    for below in ("basedOn", "next"):
        for element in added.findall(f"{W}{below}"):
            other = next((s.name for s in STYLES if s.id == element.get(f"{W}val")), "")
            if other.lower() in has:
                element.set(f"{W}val", has[other.lower()].get(f"{W}styleId"))
    sheet.append(added)
    return style.id


def _number_of(heading: Any, numbers: Any) -> str | None:
    """The id of the abstract numbering that the template's own headings have, as the id of a numbering."""
    found = heading.find(f"{W}pPr/{W}numPr/{W}numId") if heading is not None else None
    wanted = found.get(f"{W}val") if found is not None else None
    known = {number.get(f"{W}numId") for number in numbers.iter(f"{W}num")}
    return wanted if wanted in known else None


def _next(numbers: Any, element: str, attribute: str) -> int:
    return max((int(one.get(f"{W}{attribute}")) for one in numbers.iter(f"{W}{element}")), default=0) + 1


def _define(numbers: Any) -> str:
    """Our numbering of headings, added; abstract numberings stand before the others, Word's note at the end."""
    first = max(_next(numbers, "abstractNum", "abstractNumId"), _next(numbers, "num", "numId"))
    abstract, number = definitions(first)
    place = sum(1 for one in numbers if one.tag in (f"{W}abstractNum", f"{W}numPicBullet"))
    numbers.insert(place, _element(abstract))
    last = len(numbers) - len(numbers.findall(f"{W}numIdMacAtCleanup"))
    numbers.insert(last, _element(number))
    return str(first)


def _annexes(numbers: Any, number: str) -> int:
    """For each annex a numbering that begins anew, of the same form as the text's; gives the first one's id."""
    own = next(one for one in numbers.iter(f"{W}num") if one.get(f"{W}numId") == number)
    abstract = own.find(f"{W}abstractNumId").get(f"{W}val")
    first = _next(numbers, "num", "numId")
    anew = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
                   for level in range(LEVELS))
    place = 1 + max(index for index, one in enumerate(numbers) if one.tag == f"{W}num")
    for annex in range(ANNEXES):
        numbers.insert(place + annex, _element(f'<w:num w:numId="{first + annex}"><w:abstractNumId w:val="{abstract}"/>'
                                               f"{anew}</w:num>"))
    return first


def _element(text: str) -> Any:
    head, _, rest = text.partition(" ")
    return etree.fromstring(f'{head} xmlns:w="{WORDML}" {rest}')


def _updating(content: bytes) -> bytes:
    """Settings with which Word fills in the pages of the contents when it opens the file."""
    settings = parse(content)
    if settings.find(f"{W}updateFields") is None:
        element = etree.Element(f"{W}updateFields")
        element.set(f"{W}val", "true")
        place = next((index for index, one in enumerate(settings) if etree.QName(one).localname in _AFTER),
                     len(settings))
        settings.insert(place, element)
    return written(settings)


def _add(parts: dict[str, bytes], main: str, kind: str, content: str) -> str:
    """A new part related to the main one; gives its name."""
    folder, _, file = main.rpartition("/")
    name = f"{folder}/hengji-{kind}.xml" if folder else f"hengji-{kind}.xml"
    parts[name] = content.encode()
    types = parse(parts["[Content_Types].xml"])
    etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=f"{_MAIN}{kind}+xml")
    parts["[Content_Types].xml"] = written(types)
    beside = f"{folder}/_rels/{file}.rels"
    relations = parse(parts.get(beside) or f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=f"rIdHengji{kind}", Type=f"{_OFFICE}/{kind}",
                     Target=name.rpartition("/")[2])
    parts[beside] = written(relations)
    return name
