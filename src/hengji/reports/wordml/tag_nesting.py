"""Whether the statements of a template nest (占位符的配对): each 如果 and each loop is closed, where it was opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .tags import Tag, W

#: What says the opening again, for each closing word.
_CLOSES = {"endif": "if", "endfor": "for"}
#: Prefix → the element that it takes the place of.
_TAKES = {"p": "p", "tr": "tr", "tc": "tc"}
_CALLED = {"p": "段落", "tr": "表格的行", "tc": "单元格", "": "文字"}


class Fault(NamedTuple):
    """What is wrong with one placeholder, and what to do."""

    tag: Tag
    text: str
    suggestion: str = ""


def element_of(tag: Tag) -> Any:
    """The element that the placeholder takes the place of, or stands in; None where there is no such element."""
    paragraph = tag.line.element
    if tag.prefix in ("", "r", "p"):
        return paragraph
    return next(paragraph.iterancestors(f"{W}{_TAKES[tag.prefix]}"), None)


def nesting_faults(tags: Sequence[Tag]) -> Iterator[Fault]:
    """Faults of the statements of one part, in their order."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in ("if", "for"):
            opened.append(tag)
        elif tag.word in ("elif", "else"):
            yield from _between(tag, opened[-1] if opened else None)
        elif tag.word in _CLOSES:
            yield from _closed(tag, opened)
    for tag in opened:
        yield Fault(tag, f"{tag.written} 没有结束",
                    f"请在它管到的内容后面加上 {_written(tag.prefix, f'end{tag.word}')}")


def _closed(tag: Tag, opened: list[Tag]) -> Iterator[Fault]:
    wanted = _CLOSES[tag.word]
    if not opened:
        yield Fault(tag, f"{tag.written} 前面没有与它配对的 {wanted}", "请补上开头，或者删去它")
        return
    begun = opened.pop()
    if begun.word != wanted:
        if any(other.word == wanted for other in opened):
            yield Fault(begun, f"{begun.written} 没有结束", f"请在 {tag.written} 前面加上 "
                        f"{_written(begun.prefix, f'end{begun.word}')}")
            while opened and opened.pop().word != wanted:
                pass
        else:
            yield Fault(tag, f"{tag.written} 与前面的 {begun.written} 不配对",
                        f"请改为 {_written(begun.prefix, f'end{begun.word}')}")
        return
    yield from _same_place(begun, tag)


def _between(tag: Tag, begun: Tag | None) -> Iterator[Fault]:
    if begun is None or (tag.word == "elif" and begun.word != "if"):
        yield Fault(tag, f"{tag.written} 前面没有与它配对的 if", "请补上开头，或者删去它")
    else:
        yield from _same_place(begun, tag)


def _same_place(begun: Tag, tag: Tag) -> Iterator[Fault]:
    """Both take the place of neighbours: otherwise the document would be torn apart."""
    if begun.prefix != tag.prefix:
        yield Fault(tag, f"{tag.written} 与开头的 {begun.written} 不是同一种",
                    f"请改为 {_written(begun.prefix, tag.inner)}")
        return
    first, last = element_of(begun), element_of(tag)
    if begun.prefix in ("", "r"):
        if first is not last:
            yield Fault(tag, f"{begun.written} 和 {tag.written} 不在同一段",
                        f"跨段落时两个都要独占一段，写成 {_written('p', begun.inner)} 和 {_written('p', tag.inner)}；"
                        "跨表格的行写成 tr")
    elif first is not None and last is not None and first.getparent() is not last.getparent():
        yield Fault(tag, f"{begun.written} 和 {tag.written} 不在同一处（例如一个在表格里，一个在表格外）",
                    f"请把两个放在同一处的{_CALLED[tag.prefix]}里")


def _written(prefix: str, inner: str) -> str:
    return f"{{%{prefix} {inner} %}}"
