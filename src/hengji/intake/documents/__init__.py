"""Documents as people write them (文稿读取): Word, PDF, web page, text, workbook, all as one manuscript."""

from .read import DOCUMENTS, pdf_boxes, read_manuscript, word_runs

__all__ = ["DOCUMENTS", "pdf_boxes", "read_manuscript", "word_runs"]
