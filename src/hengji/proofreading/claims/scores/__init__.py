"""What tables of weights and scores say (分值与得分): rows, levels, rules printed beside the score, the grade."""

from hengji.proofreading.reading import Claims

from .compared import compared, worked_out
from .deductions import deductions
from .derivations import derivations
from .forms import grades_in_forms
from .levels import levels
from .rows import rows
from .rules import rules
from .summary import shares, summary
from .values import values
from .wordings import wordings

SCORES: tuple[Claims, ...] = (
    rows, levels, rules, values, derivations, wordings, deductions, compared, worked_out, summary, shares,
    grades_in_forms,
)
