"""The scorecard as one self-contained HTML page (评分结果网页)."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.telling import points_shown, range_shown

from . import content
from .charts import scorecard_svg
from .further import further_tables
from .standing import agreement_told, doubts, veto_told


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("scorecard.html")


def scorecard_page(card: Scorecard, framework: Framework, seal: str) -> str:
    """The page for ``card``; nothing in it is loaded from anywhere else."""
    rows = content.rows(card, framework)
    return _template().render(
        card=card, framework=framework, seal=seal, entity=card.case.entity, title=content.title(card),
        total=points_shown(card.total), full=points_shown(card.full, 0),
        recomputed=range_shown(card.recomputed_total),
        scored=points_shown(card.scored_total), scored_full=points_shown(card.scored_full),
        heads=[row for row in rows if row.level == 1 and row.weight != "—"], rows=rows,
        deductions=content.deduction_rows(card), deducted=content.total_deducted(card),
        differences=content.difference_rows(card), findings=content.finding_rows(card),
        tables=further_tables(card, framework), doubts=doubts(card),
        veto=veto_told(card, framework),
        agreement=agreement_told(card, framework), narrative=content.narrative_rows(card),
        evidence=content.evidence_rows(card), repeated=card.repeated_findings,
        picture=Markup(scorecard_svg(card, framework)))  # noqa: S704 - drawn by us from escaped data
