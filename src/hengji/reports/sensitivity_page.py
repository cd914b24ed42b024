"""Sensitivity as one self-contained HTML page (敏感性分析网页)."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.scoring import Sensitivity
from hengji.telling import points_shown

from . import content
from .listings import told
from .sensitivity_chart import swing_svg
from .sensitivity_content import sensitivity_headline, sensitivity_notes
from .sensitivity_tables import sensitivity_listings

#: Tables that stand folded: long ones that one looks things up in.
_FOLDED = {"评判要点值多少分", "推算不出的指标", "折成数据要变多少"}
_LONG = 12


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("sensitivity.html")


def sensitivity_page(card: Scorecard, framework: Framework, result: Sensitivity) -> str:
    """The page; nothing in it is loaded from anywhere else."""
    tables = [{"title": table.title, "note": table.note, "nothing": table.nothing,
               "columns": table.columns, "tones": table.tones or ("",) * len(table.rows),
               "folded": table.title in _FOLDED and len(table.rows) > _LONG,
               "rows": [[told(value, column.kind).split("\n") for value, column in zip(row, table.columns, strict=True)]
                        for row in table.rows]}
              for table in sensitivity_listings(result)]
    shaken = [] if result.shaken is None else [
        (name, told(share, "rate"), told(share, "rate").rstrip("%")) for name, share in result.shaken.grades]
    return _template().render(
        card=card, framework=framework, entity=card.case.entity, title=content.title(card),
        total=points_shown(card.total), full=points_shown(card.full, 0),
        headline=sensitivity_headline(result, framework), notes=list(sensitivity_notes(result)), tables=tables,
        shaken=shaken, picture=Markup(swing_svg(result.swings)))  # noqa: S704 - drawn by us from escaped data
