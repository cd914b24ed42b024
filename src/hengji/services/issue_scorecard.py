"""Writing a scorecard's files (出具评分结果): JSON, HTML, Excel and Word, all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hengji.intake import Book, write_files
from hengji.reports import scorecard_document_docx, scorecard_page, scorecard_workbook, title

from .document import Document, document_bytes, scorecard_document
from .evaluate import Evaluation


def _page(evaluation: Evaluation, document: Document) -> bytes:
    return scorecard_page(evaluation.scorecard, evaluation.framework, document["seal"]).encode()


def _workbook(evaluation: Evaluation, document: Document) -> bytes:
    card = evaluation.scorecard
    return scorecard_workbook(card, evaluation.framework, document["seal"],
                              Book(f"{card.case.entity.name} {title(card)}"))


def _manuscript(evaluation: Evaluation, document: Document) -> bytes:
    return scorecard_document_docx(evaluation.scorecard, evaluation.framework, document["seal"])


_MAKERS: dict[str, Callable[[Evaluation, Document], bytes]] = {
    "json": lambda _, document: document_bytes(document), "html": _page, "xlsx": _workbook, "docx": _manuscript}

FORMATS = tuple(_MAKERS)


def issue_scorecard(evaluation: Evaluation, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Writes ``scorecard.<format>`` for each of ``formats`` into ``folder``; gives the paths.

    Raises :class:`Unusable` when the folder cannot be written to.
    """
    document = scorecard_document(evaluation)
    return write_files(folder, {f"scorecard.{name}": make(evaluation, document)
                                for name, make in _MAKERS.items() if name in formats})
