"""Lines of a text file (文本行), cleaned of what converters leave: tags, formulas in TeX, form feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text_blocks import Piece

#: Tags that converters leave; the angle brackets of 印发<…办法> stay.
_TAG = re.compile(r"</?(?:p|div|span|b|strong|i|em|u|font|center|sup|sub|html|body|section)(?:\s[^<>]*)?/?>", re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_FORMULA = re.compile(r"\$([^$\n]{1,200})\$|\\\((.{1,200}?)\\\)")
_TEX_SIGNS = {
    "geqslant": "≥", "leqslant": "≤", "geq": "≥", "leq": "≤", "ge": "≥", "le": "≤", "neq": "≠", "ne": "≠",
    "gt": ">", "lt": "<", "times": "×", "cdot": "×", "div": "÷", "pm": "±", "approx": "≈", "sim": "~", "quad": " ",
    "sum": "∑", "circ": "°", "rightarrow": "→", "left": "", "right": "", "bullet": "•",
}
_TEX_NAME = re.compile(r"\\([A-Za-z]+)")
_TEX_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_TEX_TEXT = re.compile(r"\\(?:text|mathrm|mathbf|rm|textbf|operatorname)\s*\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file (一行): ``number`` from 1, its page where form feeds tell it, its cleaned text with tabs."""

    number: int
    text: str
    page: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it; a lone tab is an empty cell, not a blank line."""
        return not self.text.strip() and "\t" not in self.text

    def piece(self, text: str | None = None) -> Piece:
        """``text``, which stands on this line, or all that does, without spaces around it."""
        return Piece((self.text if text is None else text).strip(), self.number, self.page)


def lines_of(characters: str) -> list[Line]:
    """The lines, with pages where the file has form feeds, as ``pdftotext`` writes them before a page's first line."""
    paged = "\f" in characters.rstrip("\f\n ")
    page = 1
    lines = []
    for number, text in enumerate(characters.split("\n"), 1):
        page += text.count("\f")
        lines.append(Line(number, cleaned(text.replace("\f", "")), page if paged else None))
    return lines


def cleaned(text: str) -> str:
    """A line without tags, entities and TeX; its tabs and inner spaces stay."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "&" in text:
        for entity, sign in _ENTITIES.items():
            text = text.replace(entity, sign)
    if "$" in text or "\\(" in text:
        text = _FORMULA.sub(lambda match: _formula(match[1] or match[2]), text)
    return text


def _formula(tex: str) -> str:
    """What the reader of the printed page sees: ≥100% and not its commands."""
    plain = _TEX_TEXT.sub(r"\1", tex)
    plain = _TEX_FRACTION.sub(r"(\1)/(\2)", plain)
    plain = _TEX_NAME.sub(lambda match: _TEX_SIGNS.get(match[1], match[1]), plain)
    plain = re.sub(r"\\([%$&#_{}, ;!])", lambda match: match[1] if match[1] in "%$&#_" else "", plain)
    return re.sub(r"[{}\s]", "", plain)
