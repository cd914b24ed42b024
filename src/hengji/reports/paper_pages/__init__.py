"""Papers as pages (报告网页): every kind of report as one HTML file that needs nothing else."""

from .page import paper_page

__all__ = ["paper_page"]
