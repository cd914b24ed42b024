"""Pages: wide tables on A3, and no last page for a few rows."""

from __future__ import annotations

import pytest

from hengji.intake.book_page import pages_high, paper_for

HEIGHTS = dict.fromkeys(range(200), 20)


@pytest.mark.parametrize(("widths", "paper"), [((100, 70), 9), ((100, 71), 8), ((100, 70, 99), 9)])
def test_a_table_that_would_be_tiny_gets_larger_paper(widths: tuple[int, ...], paper: int) -> None:
    assert paper_for(widths, 2) == paper


@pytest.mark.parametrize(("rows", "pages"), [(10, 0), (36, 0), (38, 1), (45, 1), (46, 0), (80, 2), (130, 0)])
def test_a_few_rows_get_no_page_of_their_own(rows: int, pages: int) -> None:
    assert pages_high((40, 40), HEIGHTS, (rows - 1, 1), 9, landscape=False) == pages


def test_a_sheet_of_unknown_widths_is_left_alone() -> None:
    assert pages_high((), HEIGHTS, (100, 1), 9, landscape=True) == 0
