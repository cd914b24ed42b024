"""The ruling lines of a PDF page (表线), and how much of the page pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw

#: A filled box thinner than that (in hundredths of a point) is a line; thicker ones are shading.
_THIN = 350
#: How far from level or upright the ends of a line may lie.
_SLANT = 100
#: Objects read of one page; drawings with more, such as maps, are no tables.
_MOST_OBJECTS = 100_000
_DEEPEST = 8

Point = tuple[int, int]
#: a, b, c, d, e, f of a PDF matrix, as PDFium gives them.
Matrix = Any
Measure = Callable[[object, object], Point]


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A ruling line (表线): ``upright`` at x = ``at``, else level at y = ``at``, from ``start`` to ``end``."""

    upright: bool
    at: int
    start: int
    end: int


def rules_of(page: pypdfium2.PdfPage, measure: Measure, area: int) -> tuple[tuple[Rule, ...], int, bool]:
    """The ruling lines, the percentage of ``area`` that pictures cover, and whether there was more than is read."""
    rules: dict[Rule, None] = {}
    pictured = 0
    for count, (thing, outer) in enumerate(_things(page)):
        if count >= _MOST_OBJECTS:
            return tuple(rules), pictured, True
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            (left, right), (top, bottom) = _span(_box(thing, outer, measure))
            pictured = min(pictured + 100 * (right - left) * (bottom - top) // area, 100)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            rules.update(dict.fromkeys(_drawn(thing, outer, measure)))
    return tuple(rules), pictured, False


def _things(page: pypdfium2.PdfPage) -> Iterator[tuple[object, tuple[Matrix, ...]]]:
    """What is on the page, and within its forms, with the matrices around it."""
    count, get = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    yield from _within(page.raw, count, get, ())


def _within(holder: object, count: Callable[[object], int], get: Callable[[object, int], object],
            outer: tuple[Matrix, ...]) -> Iterator[tuple[object, tuple[Matrix, ...]]]:
    for at in range(count(holder)):
        thing = get(holder, at)
        yield thing, outer
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM and len(outer) < _DEEPEST:
            yield from _within(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject,
                               (*outer, _matrix(thing)))


def _drawn(path: object, outer: tuple[Matrix, ...], measure: Measure) -> Iterator[Rule]:
    """The ruling lines among what a path draws: strokes, and boxes filled so thin that they are lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value):
        return
    matrices = (*outer, _matrix(path))
    for points in _strands(path):
        placed = [_placed(x, y, matrices, measure) for x, y in points]
        (left, right), (top, bottom) = _span(placed)
        if min(right - left, bottom - top) <= _THIN:
            upright = bottom - top > right - left
            yield (Rule(True, (left + right) // 2, top, bottom) if upright
                   else Rule(False, (top + bottom) // 2, left, right))
        elif stroke.value:
            yield from filter(None, (_line(one, other) for one, other in pairwise(placed)))


def _line(one: Point, other: Point) -> Rule | None:
    (left, right), (top, bottom) = _span([one, other])
    if right - left <= _SLANT < bottom - top:
        return Rule(True, (left + right) // 2, top, bottom)
    if bottom - top <= _SLANT < right - left:
        return Rule(False, (top + bottom) // 2, left, right)
    return None


def _strands(path: object) -> Iterator[list[tuple[object, object]]]:
    """The points of each stroke of a path, those with curves left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[object, object]] = []
    curved = False
    for at in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _box(thing: object, outer: tuple[Matrix, ...], measure: Measure) -> list[Point]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return [_placed(x.value, y.value, outer, measure) for x in (left, right) for y in (bottom, top)]


def _placed(x: object, y: object, matrices: tuple[Matrix, ...], measure: Measure) -> Point:
    at = raw.FS_POINTF(x, y)
    for m in reversed(matrices):
        at = raw.FS_POINTF(m.a * at.x + m.c * at.y + m.e, m.b * at.x + m.d * at.y + m.f)
    return measure(at.x, at.y)


def _matrix(thing: object) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def _span(points: list[Point]) -> tuple[tuple[int, int], tuple[int, int]]:
    xs, ys = zip(*points, strict=True)
    return (min(xs), max(xs)), (min(ys), max(ys))
