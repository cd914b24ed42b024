"""The language of indicators (指标公式语言): typed by dimension, exact, explained.

``text → tokens → parse → types → evaluate``, or ``→ sql`` for whole tables at once; what each
operator means stands once, in :mod:`.operators`.
"""

from .build import op, points, rounded_to, total
from .evaluate import Inputs, Memo, Run, compiled, evaluate, wording
from .language import read_formula
from .operators import FUNCTIONS, OPERATORS, Operator
from .parse import parse
from .sql.absence import gaps, missing_text
from .sql.compile import Columns, Compiler, NotExact
from .sql.dialect import DECIMAL_DIGITS, DIALECTS, Dialect
from .sql.number import Compiled, Number, Truth
from .sql.rules import Workdays
from .sql.stages import Stages, free_prefix
from .sql.whole import Refused, Whole, bits_for
from .tree import Apply, Literal, Named, Node, Read, last_year, nodes_of, reads
from .trouble import trouble
from .types import CALENDAR, Scope, check
from .workdays import Calendar, cumulated

__all__ = [
    "CALENDAR", "DECIMAL_DIGITS", "DIALECTS", "FUNCTIONS", "OPERATORS", "Apply", "Calendar", "Columns", "Compiled",
    "Compiler", "Dialect", "Inputs", "Literal", "Memo", "Named", "Node", "NotExact", "Number", "Operator", "Read",
    "Refused", "Run", "Scope", "Stages", "Truth", "Whole", "Workdays", "bits_for", "check", "compiled", "cumulated",
    "evaluate", "free_prefix", "gaps", "last_year", "missing_text", "nodes_of", "op", "parse", "points",
    "read_formula", "reads", "rounded_to", "total", "trouble", "wording",
]
