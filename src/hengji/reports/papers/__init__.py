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

__all__ = ["Block", "Cell", "Chart", "Heading", "PageBreak", "Paper", "Point", "Run", "Section", "Series", "Table",
           "Text", "text"]
