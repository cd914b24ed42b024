"""Proofreading (校对): a report's figures recomputed, and what does not agree."""

from .annotate import Comment, annotate_word
from .annotate_pdf import annotate_pdf
from .named_figures import NamedFigure, NamedFigures, named_figures
from .proofread import proofread
from .together import proofread_together

__all__ = ["Comment", "NamedFigure", "NamedFigures", "annotate_pdf", "annotate_word", "named_figures", "proofread",
           "proofread_together"]
