"""Everything rendered once: eight kinds of five cases, Word and Excel."""

from __future__ import annotations

import pytest

from hengji.reports import PAPERS
from tests.rendered.making import Rendered, converted, made
from tests.reports.papers.written import evaluated

CASES = ("yanjin-2022", "xinzheng-2021", "zhengzhou-2022", "heshan-2021", "jingdezhen-2023")


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp("rendered")
    papers = {(case, kind): made(evaluated(case), kind) for case in CASES for kind in PAPERS}
    files = {f"{case}--{kind}.docx": one.word for (case, kind), one in papers.items()}
    books = {f"{case}--{kind}--excel.xlsx": one.workbook for (case, kind), one in papers.items()
             if one.workbook is not None}
    return Rendered(papers, converted(folder / "pages", files | books), converted(folder / "books", books, "xlsx"))
