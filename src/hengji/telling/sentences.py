"""Sentences with values put in (带数的句子): ``受理 {受理件数}，办结率 {值}``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hengji.model import Missing, Unit, Value

from .numbers import shown

_REFERENCE = re.compile(r"\{([^{}]+)\}")


def sentence_told(sentence: str, values: Mapping[str, tuple[Value | Missing, Unit]]) -> str:
    """``sentence`` with each ``{名称}`` as a value in its unit; what is missing says why."""
    return _REFERENCE.sub(lambda name: shown(*values[name[1]]) if name[1] in values else name[0], sentence)
