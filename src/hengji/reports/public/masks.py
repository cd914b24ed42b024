"""Masks (遮盖): persons, phones, vouchers, identity cards, accounts, and the words that the case calls internal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from hengji.model import MONEY, UNITS

from .persons import found_in, labelled, short_of
from .ways import TELLING, VIEW, WAYS, Way

#: What stands for words that are internal.
HIDDEN = "×××"
_INTERNAL = "内部内容"
#: Longer ones are sentences.
_WORDS = 40
_AMOUNT = re.compile(r"(?<![\d.,])(\d[\d,]{0,40}(?:\.\d{1,9})?)\s*(亿元|万元|千元|百元|元)")


@dataclass(frozen=True, slots=True)
class Masked:
    """Words that were masked: of what kind they were, what stands for them, in which parts of the paper."""

    kind: str
    words: str
    shown: str
    places: tuple[str, ...]


@dataclass(slots=True)
class Masks:
    """Masks words, and remembers every one: ``persons`` are names of the case, ``internal`` words that it hides.

    Those ``listed`` among these are the case's own; the others follow from what it lists.
    """

    persons: frozenset[str] = frozenset()
    internal: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    _amounts: frozenset[Fraction] = field(init=False)
    _found: dict[tuple[str, str, str], dict[str, None]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._amounts = frozenset(amount for words in self.internal for amount in _amounts_of(words))

    def masked(self, text: str, place: str) -> str:
        """``text`` as the public may read it; ``place`` is the part of the paper that it stands in."""
        for words in sorted(self.internal, key=len, reverse=True):
            text = _spread(words).sub(lambda _, words=words: (  # type: ignore[misc]
                self._note(_INTERNAL, words, HIDDEN, place, HIDDEN)), text)
        if self._amounts:
            text = _AMOUNT.sub(lambda found: self._amount(found, place), text)
        if TELLING.search(text.translate(VIEW)):
            for way in WAYS:
                text = self._without(way, text, place)
        self.persons |= set(labelled(text))
        for name in sorted(self.persons):
            text = found_in(name).sub(lambda _, name=name: (  # type: ignore[misc]
                self._note("姓名", name, short_of(name), place, short_of(name))), text)
        return text

    def _without(self, way: Way, text: str, place: str) -> str:
        """``text`` without the numbers of one kind; as it is but for them."""
        out: list[str] = []
        end = 0
        for found in way.pattern.finditer(text.translate(VIEW)):
            led = text[found.start(1):found.end(1)] if found.re.groups and found[1] is not None else ""
            words, shown = text[found.start():found.end()], way.shown(led, found)
            if "*" in words:  # masked before
                continue
            out += (text[end:found.start()], self._note(way.kind, words, shown, place, shown))
            end = found.end()
        return "".join((*out, text[end:]))

    def masked_behind(self, label: str, text: str, place: str) -> str:
        """``text`` without numbers that only the ``label`` before it shows to be private."""
        for way in WAYS:
            whole = self._without(way, label + text, place)
            if whole != label + text and whole.startswith(label):
                return whole.removeprefix(label)
        return text

    def hides(self, amount: Fraction, unit: str) -> bool:
        """Whether so much of a unit of money is an amount that is internal."""
        return bool(self._amounts) and (scale := _scale(unit)) is not None and amount * scale in self._amounts

    def hidden_amount(self, text: str, place: str) -> str:
        """What stands for an amount that is internal."""
        return self._note(_INTERNAL, text, HIDDEN, place, HIDDEN)

    def person(self, name: str, place: str) -> str:
        """The name of a person, which a label beside it says it is; from now on it is known."""
        self.persons |= {name}
        return self._note("姓名", name, short_of(name), place, short_of(name))

    def left_out(self, kind: str, words: str, place: str) -> None:
        """Remembers what is not in the paper at all."""
        self._note(kind, words, "（不写）", place, "")

    def unmet(self) -> tuple[str, ...]:
        """Words that are to be hidden for their own sake, and were met nowhere."""
        met = {words for kind, words, _ in self._found if kind == _INTERNAL}
        hidden = {amount for words in met for amount in _amounts_of(words)}
        return tuple(words for words in self.listed if words not in met and hidden.isdisjoint(_amounts_of(words)))

    def list(self) -> tuple[Masked, ...]:
        """Everything masked so far, in the order of its first place."""
        return tuple(Masked(kind, words, shown, tuple(places))
                     for (kind, words, shown), places in self._found.items())

    def _amount(self, found: re.Match[str], place: str) -> str:
        if _fen(found) not in self._amounts:
            return found[0]
        return self.hidden_amount(found[0], place)

    def _note(self, kind: str, words: str, shown: str, place: str, result: str) -> str:
        self._found.setdefault((kind, words, shown), {}).setdefault(place)
        return result


def _amounts_of(words: str) -> Iterable[Fraction]:
    """The amount that internal words are: it is hidden in every unit."""
    found = _AMOUNT.fullmatch(words.strip())
    return (_fen(found),) if found is not None else ()


def _fen(found: re.Match[str]) -> Fraction:
    scale = _scale(found[2])
    assert scale is not None
    return Fraction(found[1].replace(",", "")) * scale


def _scale(name: str) -> int | Fraction | None:
    """How many fen a unit of money has."""
    unit = UNITS.get(name)
    return unit.scale if unit is not None and unit.dimension is MONEY else {"千元": 100_000, "百元": 10_000}.get(name)


def _spread(words: str) -> re.Pattern[str]:
    """Where the words stand, also with spaces between them as forms have it."""
    return re.compile(r"\s*".join(map(re.escape, words)) if len(words) <= _WORDS else re.escape(words))
