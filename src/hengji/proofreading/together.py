"""Several documents of one entity (几份文稿): this year's and last year's, department and unit, plan and report."""

from __future__ import annotations

from collections.abc import Sequence

from hengji.frameworks import Framework
from hengji.model import Manuscript, Proofread

from .proofread import proofread


def proofread_together(manuscripts: Sequence[Manuscript], framework: Framework | None = None
                       ) -> tuple[Proofread, ...]:
    """Each of ``manuscripts``, proofread, in their order."""
    return tuple(proofread(manuscript, framework) for manuscript in manuscripts)
