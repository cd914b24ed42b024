"""Masks (遮盖): persons, phones, vouchers, identity cards, accounts, and the words that the case calls internal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from hengji.model import MONEY, UNITS

from .persons import labelled, short_of

#: What stands for words that are internal.
HIDDEN = "×××"
_INTERNAL = "内部内容"
_AMOUNT = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|千元|百元|元)")
_WAYS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("电子邮箱", re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", re.ASCII), lambda found: f"***@{found[1]}"),
    ("身份证号", re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
                            r"[\dXx](?![0-9A-Za-z])"), lambda found: f"{found[0][:3]}{'*' * 13}{found[0][-2:]}"),
    ("银行账号", re.compile(r"((?:账号|帐号|账户|卡号)[为是：:\s]*)(\d[\d\s]{10,24}\d)"),
     lambda found: f"{found[1]}****{found[2][-4:]}"),
    ("手机号", re.compile(r"(?<!\d)(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)"),
     lambda found: f"{found[1]}****{found[3]}"),
    ("电话", re.compile(r"(?<!\d)(0\d{2,3}[-—－ ]|（0\d{2,3}）)\d{7,8}(?!\d)"), lambda found: f"{found[1]}****"),
    ("电话", re.compile(r"((?:联系电话|电话|手机|传真)[为是：:\s]*)\d{7,8}(?!\d)"), lambda found: f"{found[1]}****"),
    ("凭证号", re.compile(r"((?:记账?|收款?|付款?|转账?|[银现][收付])(?:字第?|[-—－]))\s*\d+(?:[-—－/]\d+)*"),
     lambda found: f"{found[1]}**"),
    ("凭证号", re.compile(r"(凭证第?)\s*\d+(?=号)"), lambda found: f"{found[1]}**"),
    ("凭证号", re.compile(r"((?:凭证|发票|票据|收据|合同)(?:编号|号码|字号|代码|号)[为是：:\s]*(?:第|No\.?|№)?\s*)"
                          r"(?=[A-Za-z0-9/-]*\d)[A-Za-z0-9][A-Za-z0-9/-]*"), lambda found: f"{found[1]}**"),
)


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
            if words in text:
                text = self._note(_INTERNAL, words, HIDDEN, place, text.replace(words, HIDDEN))
        if self._amounts:
            text = _AMOUNT.sub(lambda found: self._amount(found, place), text)
        for kind, pattern, shown in _WAYS:
            text = pattern.sub(lambda found, kind=kind, shown=shown:  # type: ignore[misc]
                               self._note(kind, found[0], shown(found), place, shown(found)), text)
        self.persons |= set(labelled(text))
        for name in sorted(name for name in self.persons if name in text):
            text = self._note("姓名", name, short_of(name), place, text.replace(name, short_of(name)))
        return text

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
        return self._note(_INTERNAL, found[0], HIDDEN, place, HIDDEN)

    def _note(self, kind: str, words: str, shown: str, place: str, result: str) -> str:
        self._found.setdefault((kind, words, shown), {}).setdefault(place)
        return result


def _amounts_of(words: str) -> Iterable[Fraction]:
    """The amount that internal words are: it is hidden in every unit."""
    found = _AMOUNT.fullmatch(words.strip())
    return (_fen(found),) if found is not None else ()


def _fen(found: re.Match[str]) -> Fraction:
    unit = UNITS.get(found[2])
    scale = unit.scale if unit is not None and unit.dimension is MONEY else {"千元": 100_000, "百元": 10_000}[found[2]]
    return Fraction(found[1].replace(",", "")) * scale
