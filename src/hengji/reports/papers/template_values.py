"""The values that a template may name (模板可用的数): everything that a text of the case may quote."""

from __future__ import annotations

from hengji.frameworks import Framework
from hengji.model import Scorecard

from .blocks import Run
from .quoted import Quoted


def template_values(card: Scorecard, framework: Framework) -> dict[str, str | Run]:
    """By their names; what is missing stands visibly, so that no template fails for it."""
    quoted = Quoted(card, framework)
    names = [found.name for found in quoted.values.all()]
    names += [*framework.facts, *(check.name for check in card.figures), "总分", "等级", "总得分率"]
    told = {name: quoted[name] for name in dict.fromkeys(names)}
    return {name: Run(value.text, flagged=True) if value.missing else value.text for name, value in told.items()}
