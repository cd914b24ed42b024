"""A proofread document as one self-contained HTML page (校对网页): the text, findings in the margin."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from hengji.model import CHECKS, PROOF_SEVERITIES, Contradiction, Manuscript, Proofread, Revision
from hengji.telling import (
    LISTED_SIDES,
    brief_words,
    coverage_told,
    kind_told,
    place_told,
    quoted,
    side_told,
    sides_told,
    unlisted_told,
    verdict_told,
)

from .proofreading_text import anchor_of, here, manuscript_html

#: What stands on a line of its own, and what is told with the other sides.
_APART = ("改为", "另见")


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("proofreading.html")


def proofreading_page(proofread: Proofread, command: str, revision: Revision | None = None) -> str:
    """The page; nothing in it is loaded from anywhere else.

    ``command`` sets a finding aside on the command line; its id is written behind it.
    """
    manuscript = proofread.manuscript
    numbered = list(enumerate(proofread.standing, 1))
    severities = Counter(c.severity for _, c in numbered)
    kinds = Counter(c.check for _, c in numbered)
    return _template().render(
        name=manuscript.name, coverage=coverage_told(proofread), verdict=verdict_told(proofread),
        severities=[(severity, term, severities[severity], severity != "note" or set(severities) == {"note"})
                    for severity, term in PROOF_SEVERITIES.items() if severities[severity]],
        kinds=[(check, CHECKS[check], count) for check, count in kinds.most_common()],
        cards=[_card(number, c, manuscript, command, revision) for number, c in numbered],
        text=manuscript_html(proofread, numbered),
        unchecked=len(proofread.figures) - proofread.checked,
        unread=[(str(each.spot), each.reason) for each in manuscript.unread],
        dismissed=[(kind_told(c), place_told(c.quotation), brief_words(c), c.set_aside)
                   for c in proofread.dismissed],
        mended=[(kind_told(c), place_told(c.quotation), brief_words(c), c.expected)
                for c in (revision.mended if revision else ())], revision=revision)


def _card(number: int, contradiction: Contradiction, manuscript: Manuscript, command: str,
          revision: Revision | None) -> dict[str, Any]:
    """A finding as it stands in the margin."""
    sides = [(side_told(side), anchor_of(number, place) if here(side, manuscript) else "")
             for place, side in enumerate(contradiction.sides[:LISTED_SIDES], 1)]
    sides += [(more, "")] if (more := unlisted_told(contradiction)) else []
    state = "" if revision is None else "新出现" if contradiction.id in revision.new else "仍在"
    return {"number": number, "id": contradiction.id, "check": contradiction.check, "kind": kind_told(contradiction),
            "severity": contradiction.severity, "term": PROOF_SEVERITIES[contradiction.severity],
            "where": place_told(contradiction.quotation), "state": state, "broken": contradiction.broken,
            "anchor": anchor_of(number) if here(contradiction.quotation, manuscript) else "",
            "quote": "" if here(contradiction.quotation, manuscript) else quoted(contradiction.quotation.quote),
            "lines": [(word, text) for word, text in sides_told(contradiction) if word not in _APART],
            "sides": sides, "correction": contradiction.correction,
            "command": f'{command} --set-aside {contradiction.id} --reason "理由"'}
