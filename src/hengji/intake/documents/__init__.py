"""Documents as people write them (文稿读取): Word, PDF, web page, text, workbook, all as one manuscript."""

from .bounds import Overdue, bound_process, unbound_process
from .read import DOCUMENTS, pdf_boxes, read_manuscript, word_runs

__all__ = ["DOCUMENTS", "Overdue", "bound_process", "pdf_boxes", "read_manuscript", "unbound_process",
           "word_runs"]
