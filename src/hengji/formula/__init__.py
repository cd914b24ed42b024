"""The language of indicators (指标公式语言): typed by dimension, exact, explained.

``text → tokens → parse → types → evaluate``; what each operator means stands
once, in :mod:`.operators`.
"""

from .build import op, points, rounded_to, total
from .evaluate import Inputs, Memo, Run, compiled, evaluate, wording
from .language import read_formula
from .operators import FUNCTIONS, OPERATORS, Operator
from .parse import parse
from .tree import Apply, Literal, Named, Node, Read, last_year, reads
from .types import CALENDAR, Scope, check
from .workdays import Calendar

__all__ = [
    "CALENDAR", "FUNCTIONS", "OPERATORS", "Apply", "Calendar", "Inputs", "Literal", "Memo", "Named", "Node",
    "Operator", "Read", "Run", "Scope", "check", "compiled", "evaluate", "last_year", "op", "parse", "points",
    "read_formula", "reads", "rounded_to", "total", "wording",
]
