"""Sensitivity as one self-contained HTML page (敏感性分析网页)."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.scoring import Sensitivity
from hengji.telling import points_shown

from . import content
from .listings import Listing, told
from .sensitivity_chart import swing_svg
from .sensitivity_content import sensitivity_headline, sensitivity_notes
from .sensitivity_tables import SHAKEN, SWUNG, sensitivity_listings

#: Tables that one looks things up in: they stand folded where they are long.
_FOLDED = {"推算不出的指标", "折成数据要变多少"}
_LONG = 12


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("sensitivity.html")


def sensitivity_page(card: Scorecard, framework: Framework, result: Sensitivity) -> str:
    """The page; nothing in it is loaded from anywhere else."""
    listings = sensitivity_listings(result)
    shaken = next(table for table in listings if table.title == SHAKEN)
    pictured = {SHAKEN, SWUNG}
    return _template().render(
        card=card, framework=framework, entity=card.case.entity, title=content.title(card),
        total=points_shown(card.total), full=points_shown(card.full, 0),
        headline=sensitivity_headline(result, framework), notes=list(sensitivity_notes(result)),
        tables=[_laid_out(table) for table in listings if table.title not in pictured],
        swings=next((_laid_out(table) for table in listings if table.title == SWUNG), None),
        shaken=[(name, told(share, "rate"), told(share, "rate").rstrip("%")) for name, share in shaken.rows],
        shaken_note=shaken.note or shaken.nothing,
        picture=Markup(swing_svg(result.swings)))  # noqa: S704 - drawn by us from escaped data


def _laid_out(table: Listing) -> dict[str, Any]:
    """A table for the page: what must be looked at in sight, what one looks up folded."""
    rows = [[told(value, column.kind).split("\n") for value, column in zip(row, table.columns, strict=True)]
            for row in table.rows]
    hidden = rows if table.title in _FOLDED and len(rows) > _LONG else []
    if any(table.tones):
        hidden = [row for row, tone in zip(rows, table.tones, strict=True) if not tone]
    return {"title": table.title, "note": table.note, "nothing": table.nothing, "columns": table.columns,
            "rows": [row for row in rows if row not in hidden], "hidden": hidden, "look": bool(any(table.tones))}
