"""Proofreading (校对): a report's figures recomputed, and what does not agree."""

from .annotate import Comment, annotate_word
from .annotate_pdf import annotate_pdf
from .proofread import proofread
from .together import proofread_together

__all__ = ["Comment", "annotate_pdf", "annotate_word", "proofread", "proofread_together"]
