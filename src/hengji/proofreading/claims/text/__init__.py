"""What sentences say arithmetically (文中勾稽)."""

from __future__ import annotations

from hengji.proofreading.reading import Claims

from .changes import changes
from .formulas import formulas
from .parts import parts
from .rates import rates
from .shares import shares

TEXT: tuple[Claims, ...] = (changes, rates, parts, shares, formulas)
