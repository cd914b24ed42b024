"""The words of a paragraph in Word (段落的文字): what one sees of its runs, each character traceable."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOOSING = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def word(name: str) -> str:
    """The tag of Word's element of that name: ``p``, ``tbl``."""
    return _WORD + name


def value_of(parent: _Element | None, name: str) -> str:
    """The value of a property (``<w:name w:val="…"/>``); ``""`` when it is not written."""
    child = None if parent is None else parent.find(word(name))
    return "" if child is None else child.get(_VAL, "")


def whole(text: str) -> int | None:
    """A whole number that a property may have; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


_VAL, _TYPE, _BOX = (word(name) for name in ("val", "type", "txbxContent"))
ALTERNATE, _FALLBACK = f"{_CHOOSING}AlternateContent", f"{_CHOOSING}Fallback"
_RUN, _TEXT, _BREAK, _PROPERTIES, _VANISH = (word(name) for name in ("r", "t", "br", "rPr", "vanish"))
_RUBY, _RUBY_BASE = word("ruby"), word("rubyBase")
_FORMULAS = (f"{_MATH}oMath", f"{_MATH}oMathPara")
_ONE = {word("tab"): "\t", word("ptab"): "\t", word("cr"): "\n", word("noBreakHyphen"): "-"}
#: What runs lie in besides the paragraph: links, insertions, controls. Deletions and moves away are not read.
_AROUND = {word(name) for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent",
                                   "fldSimple", "dir", "bdo")}


def chosen(alternate: _Element) -> _Element | None:
    """The first of the ways in which the same thing is written: each once, not twice."""
    return next(iter(alternate), None)


def pieces(paragraph: _Element) -> Iterator[tuple[_Element, str]]:
    """The runs and formulas of a paragraph with their texts, in order; put together they are its text."""
    for child in paragraph:
        tag = child.tag
        if tag == _RUN:
            if text := _run_text(child):
                yield child, text
        elif tag in _AROUND:
            yield from pieces(child)
        elif tag == ALTERNATE and (choice := chosen(child)) is not None:
            yield from pieces(choice)
        elif tag in _FORMULAS:
            yield child, "".join(_formula_text(child))


def text_of(paragraph: _Element) -> str:
    """The text of a paragraph."""
    return "".join([text for _, text in pieces(paragraph)])


def boxes_of(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes that hang on a paragraph, without those inside them; of two ways to write one, the first."""
    for box in paragraph.iter(_BOX):
        above = []
        for element in box.iterancestors():
            if element is paragraph:
                break
            above.append(element.tag)
        if _FALLBACK not in above and _BOX not in above:
            yield box


def is_on(mark: _Element | None) -> bool:
    """Whether a property is set: it is when it stands there without saying no."""
    return mark is not None and mark.get(_VAL) not in ("0", "false", "off")


def _run_text(run: _Element) -> str:
    properties = run.find(_PROPERTIES)
    if properties is not None and is_on(properties.find(_VANISH)):
        return ""
    return "".join([child_text(child) for child in run])


def child_text(child: _Element) -> str:
    """What a reader sees of one part of a run."""
    if child.tag == _TEXT:
        return child.text or ""
    if child.tag == _BREAK:
        return "\n" if child.get(_TYPE, "textWrapping") == "textWrapping" else ""
    if child.tag == _RUBY and (base := child.find(_RUBY_BASE)) is not None:
        return text_of(base)
    return _ONE.get(child.tag, "")


def _formula_text(element: _Element) -> Iterator[str]:
    """A formula in one line: fractions with a stroke, each side in brackets when it is more than one term."""
    if element.tag == f"{_MATH}t":
        yield element.text or ""
    elif element.tag == f"{_MATH}f":
        above, below = ("".join(_formula_text(part)) if (part := element.find(_MATH + name)) is not None else ""
                        for name in ("num", "den"))
        yield f"{_bracketed(above)}/{_bracketed(below)}"
    else:
        for child in element:
            yield from _formula_text(child)


def _bracketed(side: str) -> str:
    return f"({side})" if any(sign in side for sign in "+-−－＋×÷*/") else side
