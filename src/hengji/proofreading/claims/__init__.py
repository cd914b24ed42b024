"""What a document says about its figures (勾稽关系): one file for one way of saying it."""

from __future__ import annotations

from hengji.proofreading.reading import Claims

from .remarks import REMARKS
from .same import SAME
from .scores import SCORES
from .surveys import SURVEYS
from .tables import TABLES
from .text import TEXT

#: Every family of checks, those that a document states most plainly first.
CLAIMS: tuple[Claims, ...] = (*TABLES, *SCORES, *SURVEYS, *TEXT, *SAME, *REMARKS)
