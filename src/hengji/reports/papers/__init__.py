"""Papers (报告文稿): what each kind of report says, in blocks without format."""

from .blocks import (
    Block,
    Cell,
    Chart,
    Heading,
    PageBreak,
    Paper,
    Point,
    Run,
    Section,
    Series,
    Table,
    Text,
    text,
)
from .kinds import PAPERS, PaperKind
from .plain import plain_text

__all__ = ["PAPERS", "Block", "Cell", "Chart", "Heading", "PageBreak", "Paper", "PaperKind", "Point", "Run", "Section",
           "Series", "Table", "Text", "plain_text", "text"]
