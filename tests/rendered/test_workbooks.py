"""The Excel of every form of every bundled case: printed on A4 across, heads on every page, formulas that agree."""

from __future__ import annotations

import pytest

from hengji.reports import PAPERS
from tests.rendered import checks, workbooks
from tests.rendered.conftest import CASES
from tests.rendered.making import Rendered

pytestmark = [pytest.mark.needs_office, pytest.mark.xdist_group("rendered")]
FORMS = tuple(kind for kind, paper in PAPERS.items() if paper.workbook is not None)

every = pytest.mark.parametrize("case", CASES)
each = pytest.mark.parametrize("kind", FORMS)


@every
@each
def test_sheets_are_set_up_and_fit_their_pages(case: str, kind: str, rendered: Rendered) -> None:
    printed, content = rendered.excel(case, kind), rendered.made[case, kind].workbook
    assert content is not None
    assert [*workbooks.badly_set_up(content, printed.name), *checks.outside(printed, workbooks.SHEET, workbooks.SHEET),
            *checks.crossed(printed), *workbooks.seen_above(printed), *checks.blank(printed),
            *checks.too_few_or_many(printed, 1, 30)] == []
    assert all(page.across for page in printed.pages)


@every
@each
def test_all_words_are_printed_and_heads_repeated(case: str, kind: str, rendered: Rendered) -> None:
    printed, content = rendered.excel(case, kind), rendered.made[case, kind].workbook
    assert content is not None
    assert [*workbooks.without_head(printed, content), *workbooks.unprinted(printed, content)] == []
    assert [font for font in checks.strange_fonts(printed) if "DejaVuSans" not in font] == []


@every
@each
def test_libreoffice_calculates_what_is_printed(case: str, kind: str, rendered: Rendered) -> None:
    ours = rendered.made[case, kind].workbook
    assert ours is not None
    theirs = (rendered.calculated / f"{case}--{kind}--excel.xlsx").read_bytes()
    assert list(workbooks.miscalculated(ours, theirs, f"{case} {kind}")) == []


def test_there_is_something_to_calculate(rendered: Rendered) -> None:
    live = {kind: sum(len(workbooks.formulas(rendered.made[case, kind].workbook or b"")) for case in CASES)
            for kind in ("self-evaluation", "monitoring", "rectification")}
    assert all(live.values()), live
