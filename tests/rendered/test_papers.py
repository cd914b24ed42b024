"""Every kind of every bundled case as LibreOffice prints it: whole, inside its margins, with all figures, readable."""

from __future__ import annotations

import pytest

from hengji.reports import PAPERS
from tests.rendered import checks
from tests.rendered.conftest import CASES
from tests.rendered.figures import figures_absent
from tests.rendered.making import Rendered
from tests.rendered.pages import Printed

pytestmark = [pytest.mark.needs_office, pytest.mark.xdist_group("rendered")]
#: How many pages a paper of this kind has; far from what the cases give, near enough to see a paper run away.
LENGTHS = {"evaluation": (20, 85), "self-evaluation": (15, 65), "targets": (1, 4), "monitoring": (1, 5),
           "feedback": (1, 4), "rectification": (2, 8), "working-paper": (4, 24), "request-list": (1, 8)}
REPORTS = tuple(kind for kind, paper in PAPERS.items() if paper.template == "report")

every = pytest.mark.parametrize("case", CASES)
each = pytest.mark.parametrize("kind", tuple(PAPERS))


def test_the_fixture_holds_every_kind_of_every_case(rendered: Rendered) -> None:
    assert set(LENGTHS) == set(PAPERS)
    assert len(list(rendered.printed.glob("*.pdf"))) == len(CASES) * len(PAPERS) + len(CASES) * (len(PAPERS) - 1)


@every
@each
def test_pages(case: str, kind: str, rendered: Rendered) -> None:
    printed = rendered.word(case, kind)
    assert [*checks.too_few_or_many(printed, *LENGTHS[kind]), *checks.blank(printed),
            *checks.lonely(printed), *checks.ink(printed), *checks.misnumbered(printed)] == []


@every
@each
def test_nothing_overflows(case: str, kind: str, rendered: Rendered) -> None:
    printed, paper = rendered.word(case, kind), rendered.made[case, kind].paper
    assert [*checks.outside(printed), *checks.crossed(printed), *checks.torn_numbers(printed, paper)] == []


@every
@each
def test_every_sign_has_a_glyph_and_every_word_is_there(case: str, kind: str, rendered: Rendered) -> None:
    printed = rendered.word(case, kind)
    assert [*checks.strange_fonts(printed), *checks.lost(printed, rendered.made[case, kind].paper)] == []


@every
@each
def test_tables(case: str, kind: str, rendered: Rendered) -> None:
    printed, paper = rendered.word(case, kind), rendered.made[case, kind].paper
    assert [*checks.heads_not_repeated(printed, paper), *checks.units_missing(printed, paper),
            *checks.not_right(printed, paper), *checks.torn_from(printed, paper),
            *checks.stray_notes(printed, paper)] == []


@every
@each
def test_every_figure_of_the_scorecard_is_printed(case: str, kind: str, rendered: Rendered) -> None:
    assert list(figures_absent(rendered.word(case, kind), rendered.made[case, kind].card, kind)) == []


@every
@pytest.mark.parametrize("kind", REPORTS)
def test_the_contents_name_the_right_pages(case: str, kind: str, rendered: Rendered) -> None:
    assert list(checks.contents_wrong(rendered.word(case, kind), rendered.made[case, kind].paper)) == []


def test_wide_tables_lie_across_and_nothing_else(rendered: Rendered) -> None:
    def across(printed: Printed) -> list[bool]:
        return [page.across for page in printed.pages]

    for case in CASES:
        assert any(across(rendered.word(case, "evaluation")))
        assert not any(across(rendered.word(case, "feedback")))
        assert not any(across(rendered.word(case, "evaluation"))[:15])
