"""Rule kinds (评分规则种类): one file a kind; to add one, write its file and list it here or in ``registry``."""

from .base import Expert, Kind, Point, Rule, Setting
from .panel import Band, Panel
from .registry import SIMPLE, read_rule, rule_type
from .split import KIND as SPLIT
from .worth import worths_in

#: Every rule kind by the word that framework files write.
KINDS = {**SIMPLE, SPLIT.name: SPLIT}

__all__ = [
    "KINDS", "SPLIT", "Band", "Expert", "Kind", "Panel", "Point", "Rule", "Setting", "read_rule", "rule_type",
    "worths_in",
]
