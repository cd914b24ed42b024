"""Findings of proofreading as a workbook (校对工作簿): of one document or many, to be sorted and handed out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hengji.model import PROOF_SEVERITIES, Contradiction, Proofread
from hengji.telling import kind_told, place_told, side_told

from .workbook import Book

_FINDINGS = (("文件", 20), ("序号", 6), ("程度", 8), ("类别", 14), ("位置", 16), ("原文", 36), ("印出", 14),
             ("应为", 14), ("算式", 26), ("另一处", 30), ("说明和原因", 26), ("改为", 30), ("排除的理由", 14),
             ("编号", 13))
_CENTRED = ("序号", "程度", "编号")
_DOCUMENTS = (("文件", 40), ("数字", 10), ("核对", 10), ("关系", 10),
              *((term, 10) for term in PROOF_SEVERITIES.values()), ("已排除", 10), ("读不出", 10))
_UNREAD = (("文件", 40), ("位置", 24), ("原因", 60))
Line = tuple[str | int, ...]


class ProofreadingWorkbook:
    """The findings of one document after another; then how much of each was checked, and what could not be read."""

    def __init__(self) -> None:
        self._findings: list[Line] = []
        self._documents: list[Line] = []
        self._unread: list[Line] = []

    def add(self, result: Proofread) -> None:
        """Adds a document; nothing of its text is kept but what is quoted."""
        self._findings += _findings(result)
        self._documents.append(_document(result))
        self._unread += [(result.manuscript.name, str(each.spot), each.reason) for each in result.manuscript.unread]

    def refuse(self, name: str, reason: str) -> None:
        """Adds a document that cannot be read."""
        self._unread.append((name, "全文", reason))

    def content(self, book: Book) -> bytes:
        """The bytes of ``book``, which is new and empty, with all of it."""
        _listed(book, "发现", _FINDINGS, self._findings)
        _listed(book, "核对范围", _DOCUMENTS, self._documents)
        if self._unread:
            _listed(book, "读不出的部分", _UNREAD, self._unread)
        return book.content()


def _findings(result: Proofread) -> Iterator[Line]:
    for number, each in enumerate((*result.standing, *result.dismissed), 1):
        yield (result.manuscript.name, number, PROOF_SEVERITIES[each.severity], kind_told(each),
               place_told(each.quotation), each.quotation.quote, each.printed, each.expected, each.formula,
               "\n".join(side_told(side) for side in each.sides), _why(each), each.correction, each.set_aside, each.id)


def _why(each: Contradiction) -> str:
    return "\n".join(filter(None, (each.explanation, each.likely)))


def _document(result: Proofread) -> Line:
    return (result.manuscript.name, len(result.figures), result.checked, result.relations,
            *(result.counted(severity) for severity in PROOF_SEVERITIES), len(result.dismissed),
            len(result.manuscript.unread))


def _listed(book: Book, name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Line]) -> None:
    """A sheet of rows that can be sifted by their values."""
    sheet = book.sheet(name)
    sheet.widths(*(width for _, width in columns))
    headings = [heading for heading, _ in columns]
    sheet.rows(0, [headings], ["heading"] * len(columns))
    styles = ["centred" if heading in _CENTRED else "plain" if width == 10 else "wrapped" for heading, width in columns]
    end = sheet.rows(1, rows, styles)
    sheet.freeze(1)
    sheet.sift((0, 0), (end - 1, len(columns) - 1))
    sheet.page((end - 1, len(columns) - 1), (0, 0))
