"""A document drawn as Markdown, and what is told about it."""

from __future__ import annotations

from pathlib import Path

from hengji.intake import read_manuscript
from hengji.model import Proofread
from hengji.proofreading import proofread


def proofed(folder: Path, text: str) -> Proofread:
    """``text`` read as a document and proofread."""
    path = folder / "稿.md"
    path.write_text(text, encoding="utf-8")
    return proofread(read_manuscript(path))


def told(folder: Path, text: str) -> set[tuple[str, str, str]]:
    """Severity, check and printed figure of all findings."""
    return {(c.severity, c.check, c.printed) for c in proofed(folder, text).contradictions}
