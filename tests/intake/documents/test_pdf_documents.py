"""Published budgets and final accounts come out whole: what their tables add up holds, and no number is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from hengji.intake.documents.read_pdf import read_pdf
from hengji.model import Manuscript, PrintedTable

AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

pytestmark = pytest.mark.needs_documents


@pytest.fixture(scope="module")
def budgets(documents: Path) -> list[tuple[Path, Manuscript]]:
    return [(path, read_pdf(path)) for path in sorted((documents / "public").glob("*.pdf"))]


def test_the_classes_of_each_table_make_its_total(budgets: list[tuple[Path, Manuscript]]) -> None:
    sums = [pair for _, manuscript in budgets for table in manuscript.blocks if isinstance(table, PrintedTable)
            for pair in totals(table)]
    assert len(sums) > 40
    assert [(printed, made) for printed, made in sums if abs(printed - made) > Decimal("0.02")] == []


def totals(table: PrintedTable) -> Iterator[tuple[Decimal, Decimal]]:
    """What the row of the total says in each column of amounts, and what the rows of the classes make."""
    rows = {row: [(cell.text if (cell := table.at(row, column)) else "") for column in range(1, table.columns + 1)]
            for row in range(1, table.rows + 1)}
    by_parts = any("款" in words[1:2] for words in rows.values())
    classes = [words for words in rows.values()
               if re.fullmatch(r"\d{3}", words[0]) and not (by_parts and words[1])]
    for words in rows.values():
        if words[0] == "合计" and len(classes) > 1:
            for column in range(2 + by_parts, table.columns):
                if AMOUNT.fullmatch(words[column]):
                    parts = [each[column] for each in classes if AMOUNT.fullmatch(each[column])]
                    yield amount(words[column]), sum(map(amount, parts), Decimal())


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def test_no_number_is_lost_or_doubled(budgets: list[tuple[Path, Manuscript]]) -> None:
    for path, manuscript in budgets:
        read = Counter(number for _, passage in manuscript.passages() for number in NUMBER.findall(passage.text))
        lost = printed(path) - read
        # One document prints a page twice, one part hidden on either; its points 1 to 13 are told once.
        assert not lost or (sum(lost.values()) <= 13 and max(map(len, lost)) <= 2), path.name
        assert not read - printed(path), path.name


def printed(path: Path) -> Counter[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return Counter(number for text in texts for number in NUMBER.findall(text))


def test_titles_and_units_of_the_tables(budgets: list[tuple[Path, Manuscript]]) -> None:
    tables = [table for _, manuscript in budgets for table in manuscript.blocks if isinstance(table, PrintedTable)]
    assert len(tables) == 51
    assert sum(bool(table.title) for table in tables) >= 50
    assert sum(table.unit in ("元", "万元") for table in tables) >= 45
    assert not [part for _, manuscript in budgets for part in manuscript.unread]
