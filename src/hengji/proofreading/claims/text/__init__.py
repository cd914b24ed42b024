"""What sentences say arithmetically (文中勾稽)."""

from __future__ import annotations

from hengji.proofreading.reading import Claims

from .changes import changes

TEXT: tuple[Claims, ...] = (changes,)
