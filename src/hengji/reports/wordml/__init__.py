"""Word files of papers (Word 报告): blocks as WordprocessingML in templates that people edit in Word or WPS."""

from .attachments import Attachment, ChartMaker
from .names import CONTENTS, Named, Passage, paper_names
from .template import WordTemplate

__all__ = ["CONTENTS", "Attachment", "ChartMaker", "Named", "Passage", "WordTemplate", "paper_names"]
