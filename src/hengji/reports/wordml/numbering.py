"""Numbers of headings (标题序号): 一、（一）1.（1） as Word's own numbering, and told for a table of contents."""

from __future__ import annotations

from hengji.reports.numerals import numeral

from .stylesheet import WORDML

LEVELS = 4
#: Number format and text of each level.
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."),
           ("decimal", "（%4）"))
#: Annexes number their headings anew; so many annexes can.
ANNEXES = 40


class Numbering:
    """Counts the headings of a document as Word does: a heading begins all deeper levels anew."""

    def __init__(self) -> None:
        self._counts = [0] * LEVELS
        self.annex = 0

    def begin_annex(self) -> int:
        """The next annex: its headings begin at 一、 again. Gives the annex's number."""
        self._counts = [0] * LEVELS
        self.annex += 1
        return self.annex

    def next(self, level: int) -> str:
        """The number of the next heading of ``level``."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (LEVELS - level)
        count = self._counts[level - 1]
        return (f"{numeral(count)}、", f"（{numeral(count)}）", f"{count}.", f"（{count}）")[level - 1]


def definitions(first: int = 1) -> tuple[str, str]:
    """The abstract numbering and the numbering of headings, both with id ``first``."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="nothing"/><w:lvlText w:val="{told}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="630"/></w:pPr></w:lvl>'
        for level, (form, told) in enumerate(_LEVELS))
    abstract = (f'<w:abstractNum w:abstractNumId="{first}"><w:multiLevelType w:val="multilevel"/>{levels}'
                "</w:abstractNum>")
    return abstract, f'<w:num w:numId="{first}"><w:abstractNumId w:val="{first}"/></w:num>'


def numbering_xml() -> str:
    """The part ``word/numbering.xml``."""
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="{WORDML}">'
            f'{"".join(definitions())}</w:numbering>')
