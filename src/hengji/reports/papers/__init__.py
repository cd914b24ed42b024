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
from .remarks import report_remarks
from .template_values import template_values
from .three_lines import three_lined
from .without_charts import without_charts

__all__ = ["PAPERS", "Block", "Cell", "Chart", "Heading", "PageBreak", "Paper", "PaperKind", "Point", "Run", "Section",
           "Series", "Table", "Text", "plain_text", "report_remarks", "template_values", "text",
           "three_lined", "without_charts"]
