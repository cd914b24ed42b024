"""Word files of papers (Word 报告): blocks as WordprocessingML in templates that people edit in Word or WPS."""

from .attachments import Attachment, ChartMaker
from .contents import Paging, contents_pages
from .names import CONTENTS, Named, Passage, paper_names
from .shipped import SHIPPED, shipped_bytes, shipped_template
from .template import WordTemplate

__all__ = ["CONTENTS", "SHIPPED", "Attachment", "ChartMaker", "Named", "Paging", "Passage", "WordTemplate",
           "contents_pages", "paper_names", "shipped_bytes", "shipped_template"]
