"""What sentences say arithmetically (文中勾稽)."""

from __future__ import annotations

from hengji.proofreading.reading import Claims

from .apart import apart
from .balances import balances, even, made_up
from .bounds import bounds
from .changes import changes
from .formulas import formulas
from .funds import funds
from .idle import idle_rates
from .parts import parts
from .products import products
from .rates import rates
from .scores import scores
from .shares import shares
from .surveys import surveys
from .weighted import weighted_rates

TEXT: tuple[Claims, ...] = (changes, rates, parts, shares, formulas, balances, even, made_up, products, scores, surveys,
                            bounds, apart, funds, idle_rates, weighted_rates)
