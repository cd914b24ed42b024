"""Enumerations in running text (列举): A、B和C told apart, names that hold 、or 和 themselves allowed for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"(": ")", "《": "》", "“": "”", "【": "】", "〔": "〕", "<": ">"}
_LESS_THAN = re.compile(r"<\s*\d")
_JOINS = re.compile(r"和|及|与|暨|以及")
#: The end of an enumeration that is not all of it.
_OPEN_END = re.compile(r"(?:等等|等)$")


@dataclass(frozen=True, slots=True)
class Listing:
    """An enumeration (列举): its parts as split most plainly, and every count that a fair reading gives.

    ``open_end`` says that it ends in 等: there may be more.
    """

    parts: tuple[str, ...]
    counts: frozenset[int]
    open_end: bool = False


def listed(text: str) -> Listing:
    """``text`` as an enumeration, split at the highest of ；、， that stands outside brackets and quotes."""
    text = text.strip().rstrip("。;,、")
    text, cut = _OPEN_END.subn("", text)
    level = next((sign for sign in ";、," if len(split(text, sign)) > 1), "、")
    parts = tuple(part.strip() for part in split(text, level) if part.strip())
    counts = {len(parts)}
    # where a clause of its own may follow the list, the list may also end before it
    counts |= {len(split(split(text, stops)[0], "、")) for stops in (";", ";,") if "、" in split(text, stops)[0]}
    if level == ";":
        return Listing(parts, frozenset(counts), bool(cut))
    last = parts[-1] if parts else ""
    counts |= {len(parts) + more for more in range(1, len(_JOINS.findall(_bare(last))) + 1)}
    if level == "、":
        flat = [part for part in split(text, "、,") if part.strip()]
        counts |= {len(flat), len(flat) + bool(_JOINS.search(_bare(last)))}
        if len(parts) <= 2:  # a name may hold 和 as well as end the list with it: every 和 may divide
            counts |= {len(parts) + more for more in range(len(_JOINS.findall(_bare(text))) + 1)}
    if quoted := re.findall(r"《[^》]+》|“[^”]+”", text):
        counts.add(len(quoted))
    return Listing(parts, frozenset(counts), bool(cut))


def split(text: str, signs: str) -> list[str]:
    """``text`` split at any of ``signs`` outside brackets and quotes."""
    parts, depth, start = list[str](), list[str](), 0
    for at, sign in enumerate(text):
        if sign in _PAIRS and not _LESS_THAN.match(text, at):
            depth.append(_PAIRS[sign])
        elif depth and sign == depth[-1]:
            depth.pop()
        elif sign in signs and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _bare(text: str) -> str:
    """``text`` without what stands in brackets and quotes."""
    return re.sub(r"\([^)]*\)|《[^》]*》|“[^”]*”", "", text)
