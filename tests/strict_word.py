"""What Word asks of a file and other programs forgive: the order of elements, ids, relationships, the grid of tables.

``_ORDERS`` holds, by hand, the sequences of ECMA-376 (transitional) for the elements that papers and charts use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple
from zipfile import ZipFile

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W, R = f"{{{_MAIN}}}", f"{{{_OFFICE}}}"
_LABELS = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
_SERIES = "idx order tx spPr"
_AXIS = ("axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
         "spPr txPr crossAx crosses crossesAt")
_RUN_LOOK = ("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
             "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl "
             "cs em lang eastAsianLayout specVanish oMath")
_PARAGRAPH = ("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
              "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
              "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
              "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange")
_ORDERS = {
    W: {
        "pPr": _PARAGRAPH, "rPr": _RUN_LOOK,
        "tbl": "tblPr tblGrid tr", "tr": "tblPrEx trPr tc", "tc": "tcPr", "p": "pPr", "r": "rPr",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
                 "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
        "tblBorders": "top left start bottom right end insideH insideV",
        "tblCellMar": "top left start bottom right end",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
                "hideMark",
        "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
                  "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
                  "printerSettings",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
                 "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "styles": "docDefaults latentStyles style", "docDefaults": "rPrDefault pPrDefault",
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
        "num": "abstractNumId lvlOverride", "lvlOverride": "startOverride lvl", "numPr": "ilvl numId",
        "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic "
                "embedBoldItalic",
    },
    _CHART: {
        "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr "
                      "txPr externalData printSettings userShapes extLst",
        "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
                 "dispBlanksAs",
        "title": "tx layout overlay spPr txPr", "legend": "legendPos legendEntry layout overlay spPr txPr",
        "plotArea": "layout barChart lineChart radarChart catAx valAx dTable spPr",
        "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
        "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
        "radarChart": "radarStyle varyColors ser dLbls axId", "strRef": "f strCache", "numRef": "f numCache",
        "strCache": "ptCount pt", "numCache": "formatCode ptCount pt", "marker": "symbol size spPr",
        "dLbls": f"dLbl delete {_LABELS} showLeaderLines leaderLines", "dLbl": f"idx delete layout tx {_LABELS}",
        "scaling": "logBase orientation max min",
        "catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
        "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
        "txPr": "bodyPr lstStyle p", "rich": "bodyPr lstStyle p",
    },
    _DRAWING: {
        "p": "pPr r endParaRPr", "rPr": "ln noFill solidFill latin ea cs sym",
        "defRPr": "ln noFill solidFill latin ea cs sym", "ln": "noFill solidFill prstDash",
    },
    _PLACED: {"inline": "extent effectExtent docPr cNvGraphicFramePr graphic"},
    _SPREADSHEET: {
        "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells "
                     "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup "
                     "headerFooter rowBreaks colBreaks drawing legacyDrawing tableParts",
    },
}
#: Element → the names of its children in the order in which they must stand.
ORDERS = {space + name: told.split() for space, names in _ORDERS.items() for name, told in names.items()}
#: Series → its children, by the chart that it belongs to.
_SERIES_OF = {
    "barChart": f"{_SERIES} invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape",
    "lineChart": f"{_SERIES} marker dPt dLbls trendline errBars cat val smooth",
    "radarChart": f"{_SERIES} marker dPt dLbls cat val"}
#: Elements that hold more than what ``ORDERS`` names: it comes first.
_FIRST_ONLY = {W + name for name in ("tc", "p", "r")}


class Part(NamedTuple):
    """A part of a file that is XML."""

    name: str
    root: Any


def faults(content: bytes) -> list[str]:
    """Everything in the file that Word would refuse, or repair."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
    parts = [Part(name, etree.fromstring(files[name])) for name in files if name.endswith((".xml", ".rels"))]
    found = [f"twice in the file: {name}" for name, count in Counter(names).items() if count > 1]
    found += _relations(parts, set(names))
    for part in parts:
        found += (f"{part.name}: {told}" for check in (_order, _cells, _fields) for told in check(part.root))
    found += _ids(parts)
    for name, inner in files.items():
        if name.endswith(".xlsx"):
            found += (f"{name}: {told}" for told in faults(inner))
    return found


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _order(root: Any) -> Iterator[str]:
    for element in root.iter(etree.Element):
        order = _SERIES_OF[_local(element.getparent())].split() if element.tag == f"{_CHART}ser" \
            else ORDERS.get(element.tag)
        if order is None:
            continue
        children = [_local(child) for child in element]
        if element.tag in _FIRST_ONLY:
            if any(name in children[1:] for name in order):
                yield f"{_local(element)}: {order[0]} is not its first child"
            continue
        yield from (f"{_local(element)}: {name} has no place there" for name in children if name not in order)
        ranks = [order.index(name) for name in children if name in order]
        if element.tag == f"{W}sectPr":  # headers and footers may alternate
            ranks = [max(rank, 1) for rank in ranks]
        yield from (f"{_local(element)}: {order[after]} stands behind {order[before]}"
                    for before, after in pairwise(ranks) if after < before)
        if element.tag.startswith(W) and element.tag.endswith("Pr") and element.tag != f"{W}sectPr":
            yield from (f"{_local(element)}: {name} is there twice"
                        for name, count in Counter(children).items() if count > 1)


def _relations(parts: list[Part], names: set[str]) -> Iterator[str]:
    """Every part has a type, every relationship a part, every id that is used a relationship."""
    roots = dict(parts)
    types = roots["[Content_Types].xml"]
    defaults = {one.get("Extension") for one in types if _local(one) == "Default"}
    own = [one.get("PartName").lstrip("/") for one in types if _local(one) == "Override"]
    yield from (f"typed twice: {name}" for name, count in Counter(own).items() if count > 1)
    yield from (f"typed, but not there: {name}" for name in own if name not in names)
    yield from (f"without a type: {name}" for name in names - {"[Content_Types].xml"} - set(own)
                if name.rpartition(".")[2] not in defaults)
    for name, root in parts:
        if name.endswith(".rels"):
            yield from _targets(name, root, names)
            continue
        beside = roots.get(join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels"))
        known = {one.get("Id") for one in beside} if beside is not None else set()
        used = {value for element in root.iter(etree.Element) for key, value in element.attrib.items()
                if key.startswith(R)}
        yield from (f"{name}: no relationship {identity}" for identity in sorted(used - known))


def _targets(name: str, root: Any, names: set[str]) -> Iterator[str]:
    folder = dirname(dirname(name))
    yield from (f"{name}: {identity} twice" for identity, count in Counter(one.get("Id") for one in root).items()
                if count > 1)
    for one in root:
        target = one.get("Target")
        part = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        if one.get("TargetMode") != "External" and part not in names:
            yield f"{name}: {target} is not there"


def _ids(parts: list[Part]) -> Iterator[str]:
    """Ids are unique in the whole document, and what is referred to by one is there."""
    def all_of(path: str, attribute: str) -> list[str]:
        return [element.get(attribute) for part in parts for element in part.root.iter(path)]

    begun, ended = all_of(f"{W}bookmarkStart", f"{W}id"), all_of(f"{W}bookmarkEnd", f"{W}id")
    bookmarks = all_of(f"{W}bookmarkStart", f"{W}name")
    for kind, ids in (("docPr", all_of(f"{_PLACED}docPr", "id")), ("bookmark", begun), ("bookmark name", bookmarks),
                      ("num", all_of(f"{W}num", f"{W}numId"))):
        yield from (f"{kind} {identity} twice" for identity, count in Counter(ids).items() if count > 1)
    for part in parts:  # a copy of the styles for older programs may lie beside them
        ids = [style.get(f"{W}styleId") for style in part.root.iter(f"{W}style")]
        yield from (f"style {identity} twice" for identity, count in Counter(ids).items() if count > 1)
    if sorted(begun) != sorted(ended):
        yield "bookmarks that do not end"
    styles = set(all_of(f"{W}style", f"{W}styleId"))
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
        yield from (f"no style {used}" for used in sorted(set(all_of(W + name, f"{W}val")) - styles))
    numbers = {*all_of(f"{W}num", f"{W}numId"), "0"}
    yield from (f"no numbering {used}" for used in sorted(set(all_of(f"{W}numId", f"{W}val")) - numbers))
    anchors = {anchor for anchor in all_of(f"{W}hyperlink", f"{W}anchor") if anchor}
    yield from (f"no bookmark {name}" for name in sorted(anchors - set(bookmarks)))


def _cells(root: Any) -> Iterator[str]:
    """Every row fills the grid, what goes on from above is under what began it, a cell ends with a paragraph."""
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        above: dict[int, int] = {}  # column → how wide the cell is that may go on below
        rows = table.findall(f"{W}tr")
        if not rows:
            yield "a table without rows"
        for number, row in enumerate(rows, 1):
            column, open_cells = 0, {}
            for cell in row.findall(f"{W}tc"):
                span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
                wide = int(span.get(f"{W}val")) if span is not None else 1
                if merge is not None:
                    open_cells[column] = wide
                    if merge.get(f"{W}val") != "restart" and above.get(column) != wide:
                        yield f"row {number}: column {column} goes on, and nothing above it did begin"
                column += wide
            if column != columns:
                yield f"row {number} has {column} of {columns} columns"
            above = open_cells


def _fields(root: Any) -> Iterator[str]:
    """Every field begins, parts its words from its instruction, and ends."""
    opened: list[str] = []
    for mark in root.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append(kind)
        elif not opened or (kind == "separate" and opened[-1] != "begin"):
            yield f"a field: {kind} without a beginning"
        elif kind == "separate":
            opened[-1] = kind
        else:
            opened.pop()
    if opened:
        yield "a field does not end"
