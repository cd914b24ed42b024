"""The stretches of a score (得分的各段): from a value outward, and the nearest place with what is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from hengji.model import Exact, Missing

from .curve import Curve, sign
from .walk import Walk

#: More stretches than this are not followed: a score has long reached its end.
MOST = 150


class Span(NamedTuple):
    """The stretch between two places, without them, on the way from ``start``; ``end`` is None where it never ends."""

    start: Exact
    end: Exact | None
    value: Curve | Exact | Missing


class Limits(NamedTuple):
    """What a measured value can be: whole numbers only, and not below ``least``."""

    whole: bool = False
    least: Exact | None = None


def spans(walk: Walk, x: Exact, way: int, limits: Limits) -> Iterator[Span]:
    """The stretches from ``x`` on, upward or downward."""
    for _ in range(MOST):
        if way < 0 and limits.least is not None and x <= limits.least:
            return
        value, end = walk.beyond(x, way)
        if way < 0 and limits.least is not None and (end is None or end < limits.least):
            end = limits.least
        yield Span(x, end, value)
        if end is None:
            return
        x = end


@dataclass(frozen=True, slots=True)
class Level:
    """A score that is looked for: from ``bound`` up (``above``), or below it; ``strict`` without the bound itself."""

    bound: Exact
    above: bool
    strict: bool

    def met(self, value: Exact, moving: int = 0) -> bool:
        """Whether a score of ``value`` counts, or just beyond it when it is moving up (1) or down (-1)."""
        side = sign(value - self.bound) or moving
        side = side if self.above else -side
        return side > 0 or (side == 0 and not self.strict)

    def nears(self, moving: int) -> bool:
        """Whether moving so leads there."""
        return moving == (1 if self.above else -1)


class Place(NamedTuple):
    """A value at which something begins to hold; ``reached`` is false where it holds only just beyond."""

    x: Exact
    way: int
    reached: bool


def apart(a: Exact, b: Exact) -> Fraction:
    """How far two numbers are apart."""
    return abs(Fraction(a) - b)


def nearest(walk: Walk, x: Exact, level: Level, limits: Limits) -> Place | None:
    """The value nearest to ``x`` whose score meets ``level``; of two as near the higher one."""
    found = [place for way in (1, -1) if (place := _first(walk, x, way, level, limits)) is not None]
    return min(found, key=lambda place: apart(place.x, x), default=None)


def _first(walk: Walk, x: Exact, way: int, level: Level, limits: Limits) -> Place | None:
    for span in spans(walk, x, way, limits):
        place = _within(span, way, level, limits)
        if place is not None:
            return place
        if span.end is not None and (not limits.whole or Fraction(span.end).denominator == 1):
            value = walk.at(span.end)
            if not isinstance(value, Missing) and level.met(value):
                return Place(span.end, way, True)
    return None


def _within(span: Span, way: int, level: Level, limits: Limits) -> Place | None:
    """The first value inside the stretch that meets the level."""
    value = span.value
    if isinstance(value, Missing):
        return None
    if not isinstance(value, Curve):
        return _usable(Place(span.start, way, False), span, level, limits) if level.met(value) else None
    if level.met(value.at(span.start), value.moving):
        return _usable(Place(span.start, way, False), span, level, limits)
    if not level.nears(value.moving):
        return None
    crossing = value.solve(level.bound)
    if crossing is None or not _inside(span, crossing, way):
        return None
    return _usable(Place(crossing, way, not level.strict), span, level, limits)


def _usable(place: Place, span: Span, level: Level, limits: Limits) -> Place | None:
    """The place itself, or the first whole number from there on that still lies in the stretch."""
    if not limits.whole:
        return place
    number = place.x
    if Fraction(number).denominator != 1:
        number = ceil(number) if place.way > 0 else floor(number)
    elif not place.reached:
        number += place.way
    if not _inside(span, number, place.way):
        return None
    value = span.value.at(number) if isinstance(span.value, Curve) else span.value
    return Place(number, place.way, True) if not isinstance(value, Missing) and level.met(value) else None


def _inside(span: Span, x: Exact, way: int) -> bool:
    return (x - span.start) * way > 0 and (span.end is None or (span.end - x) * way > 0)


class Unsettled(NamedTuple):
    """A value from which there is no one score; ``names`` are what is missing there.

    That is what the rule leaves unsaid, or a judgement that nobody was asked for.
    """

    x: Exact
    way: int
    reached: bool
    names: tuple[str, ...]


def unsettled(walk: Walk, x: Exact, limits: Limits) -> Unsettled | None:
    """The nearest value at which the rule no longer gives one score; a zero base, which none has, is not meant."""
    found = []
    for way in (1, -1):
        for span in spans(walk, x, way, limits):
            lacking = _lacking(span.value)
            if lacking:
                found.append(Unsettled(*_whole(Place(span.start, way, False), limits), lacking))
                break
            lacking = () if span.end is None else _lacking(walk.at(span.end))
            if span.end is not None and lacking:
                found.append(Unsettled(*_whole(Place(span.end, way, True), limits), lacking))
                break
    return min(found, key=lambda place: apart(place.x, x), default=None)


def _lacking(value: object) -> tuple[str, ...]:
    """What is missing by name."""
    return value.names if isinstance(value, Missing) else ()


def _whole(place: Place, limits: Limits) -> Place:
    """The first whole number from there on, where only whole ones count."""
    if not limits.whole or (place.reached and Fraction(place.x).denominator == 1):
        return place
    number = floor(place.x) + 1 if place.way > 0 else ceil(place.x) - 1
    return Place(number, place.way, True)


def highest(walk: Walk, x: Exact, limits: Limits) -> Exact | None:
    """The highest score that any value gives, as far as stretches are followed; reached or drawn near to."""
    now = walk.at(x)
    best = None if isinstance(now, Missing) else now
    for way in (1, -1):
        for span in spans(walk, x, way, limits):
            for score in _ends(walk, span):
                best = score if best is None or score > best else best
    return best


def _ends(walk: Walk, span: Span) -> Iterator[Exact]:
    value = span.value
    if isinstance(value, Curve):
        yield value.at(span.start)
        if span.end is not None and value.r * span.end + value.s:
            yield value.at(span.end)
    elif not isinstance(value, Missing):
        yield value
    if span.end is not None:
        reached = walk.at(span.end)
        if not isinstance(reached, Missing):
            yield reached
