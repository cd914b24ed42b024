"""Writing a scorecard's files (出具评分结果): JSON and HTML, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hengji.intake import write_files
from hengji.reports import scorecard_page

from .document import document_bytes, scorecard_document
from .evaluate import Evaluation

FORMATS = ("json", "html")


def issue_scorecard(evaluation: Evaluation, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Writes ``scorecard.<format>`` for each of ``formats`` into ``folder``; gives the paths.

    Raises :class:`Unusable` when the folder cannot be written to.
    """
    document = scorecard_document(evaluation)
    contents = {}
    if "json" in formats:
        contents["scorecard.json"] = document_bytes(document)
    if "html" in formats:
        page = scorecard_page(evaluation.scorecard, evaluation.framework, document["seal"])
        contents["scorecard.html"] = page.encode()
    return write_files(folder, contents)
