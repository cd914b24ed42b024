"""Comments at the very words of a Word document (批注): a copy of the file, all else as it was."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hengji.intake import word_runs
from hengji.model import Mark, Place, Problem, Unusable

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR, INITIALS = "衡绩校对", "衡绩"


class Comment(NamedTuple):
    """What is said, and at which words; ``mark`` None speaks of no words in particular."""

    text: str
    mark: Mark | None
    severity: str = "note"


def annotate_word(path: Path, comments: Sequence[Comment]) -> bytes:
    """A copy of the Word document at ``path`` with ``comments``, as bytes.

    What has no words that can bear a comment (a footnote) is said at the beginning of the document.
    Raises :class:`Unusable` when the file is of a kind that cannot be copied with comments.
    """
    from docx import Document  # 120 ms that most commands do not need

    try:
        document = Document(str(path))
    except (KeyError, ValueError) as error:
        raise Unusable([Problem(
            Place(str(path)), "这种 Word 文档不能加批注（带宏、模板或“严格”格式）",
            suggestion="请用 Word 或 WPS 另存为普通的 .docx，或者写成网页：--annotate 批注.html")]) from error
    runs = word_runs(document)
    for comment in comments:
        found = runs.at(comment.mark) if comment.mark else []
        elements = [run.alone() for run in found]
        _comment(document, elements or _beginning(document), comment.text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _beginning(document: Document) -> list[Any]:
    """The first run of the document; one is made where there is none."""
    first = next(iter(document.element.body.iter("{*}r")), None)
    return [first if first is not None else document.add_paragraph().add_run()._r]


def _comment(document: Document, elements: Sequence[Any], text: str) -> None:
    """A comment from the first of ``elements`` to the last."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    comment = document.comments.add_comment(text, AUTHOR, INITIALS)
    start, end, run, reference = (OxmlElement(f"w:{name}") for name in (
        "commentRangeStart", "commentRangeEnd", "r", "commentReference"))
    for element in (start, end, reference):
        element.set(qn("w:id"), str(comment.comment_id))
    run.append(reference)
    elements[0].addprevious(start)
    elements[-1].addnext(end)
    end.addnext(run)
