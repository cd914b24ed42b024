"""What sentences say arithmetically (文中勾稽)."""

from __future__ import annotations

from hengji.proofreading.reading import Claims

from .changes import changes
from .rates import rates

TEXT: tuple[Claims, ...] = (changes, rates)
