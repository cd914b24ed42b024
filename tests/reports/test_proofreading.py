"""The page, the Word list and the workbook of a proofread document."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
from docx import Document

from hengji.intake import Book
from hengji.model import (
    CheckedFigure,
    Contradiction,
    Manuscript,
    Mark,
    Paragraph,
    PrintedCell,
    PrintedTable,
    Proofread,
    Quotation,
    Revision,
    Spot,
)
from hengji.reports import ProofreadingWorkbook, proofreading_document_docx, proofreading_page
from tests.proofreads import proofread

COMMAND = "hengji proofread 林业局自评报告.docx"


def page(result: Proofread | None = None, revision: Revision | None = None) -> str:
    return proofreading_page(result or proofread(), COMMAND, revision)


def body(html: str) -> str:
    return html.split('<div class="paper"')[1].split("</div>\n\n<section")[0]


def sum_error(mark: Mark, **parts: object) -> Contradiction:
    whole = Contradiction("ab12", "sum", "error", Quotation("1", Spot(), mark), "1", "2")
    return replace(whole, **parts)  # type: ignore[arg-type]


def test_the_text_stands_with_its_figures_and_findings() -> None:
    text = body(page())
    assert "<h2>一、基本情况</h2>" in text
    assert '<u title="核对 2 次">512.40万元</u>' in text
    assert '<mark class="error" data-n="1">8.19%</mark><sup class="error"><a id="t1" href="#f1"' in text
    assert '<mark class="side" data-n="2">22名</mark>' in text
    assert "“&lt;好评&gt;”率为100%" in text  # what was typed is text, never markup
    assert "满分<i>5分</i>）" in text  # nothing checked it, and the finding there was set aside
    assert text.count('class="page"') == 2
    assert '<td colspan="4">林业管理得分情况</td>' in text
    assert '<td class="n"><mark class="error" data-n="3">5</mark>' in text


def test_cards_hold_everything_and_hide_nothing() -> None:
    html = page()
    cards = re.findall(r'<li class="card (\w+)" id="f(\d)"', html)
    assert cards == [("error", "1"), ("error", "2"), ("error", "3"), ("warning", "4"), ("note", "5")]
    assert 'href="#t2-1">看另一处1</a>' in html
    assert f"{COMMAND} --set-aside 3f2a9c01d4 --reason" in html
    assert 'data-text="比上年减少38.60万元，下降7.01%。"' in html
    assert "已排除 1 处" in html
    assert "满分本来就是5分" in html
    assert "图片里的文字读不出" in html
    assert not re.search(r'(src|href)="(?!#)', html)  # nothing is loaded from elsewhere
    assert "http" not in html


def test_what_became_of_the_earlier_list() -> None:
    result = proofread()
    gone = replace(result.standing[0], id="ffff", printed="35.42%")
    html = page(result, Revision((gone,), frozenset({"c0ffee1234"}), frozenset({"3f2a9c01d4"})))
    assert "与上次相比：已改 1 处，仍在 1 处，新出现 1 处" in html
    assert html.count('<span class="tag">新出现</span>') == 1
    assert "35.42%" in html


def test_a_clean_document_says_how_much_was_checked() -> None:
    html = page(replace(proofread(), contradictions=()))
    assert "核对过的 11 个数字没有发现矛盾" in html
    assert 'class="sift"' not in html


def test_findings_on_the_same_words_share_them() -> None:
    """Marks that overlap are cut where they begin and end; every character stands once."""
    read = Manuscript("a.txt", "txt", (Paragraph(text="共12345元整", number=1, prefix="（一）"),))
    result = Proofread(read, (CheckedFigure(Mark(0, 1, 7), "12345元", "money", 1),), 2, (
        sum_error(Mark(0, 1, 4)), sum_error(Mark(0, 3, 6), id="cd34", severity="warning")))
    text = body(page(result))
    assert '<mark class="error" data-n="1">12</mark><mark class="error" data-n="1 2">3</mark>' in text
    assert '<mark class="warning" data-n="2">45</mark>' in text
    assert re.sub(r"<sup.*?</sup>|<[^>]*>", "", text.split(">", 1)[1]).strip() == "（一）共12345元整"


def test_the_other_side_in_another_document_is_named_not_linked() -> None:
    side = Quotation("上年数120元", Spot(page=3), Mark(0, 0, 2), "120元", document="上年决算.pdf")
    read = Manuscript("a.txt", "txt", (Paragraph(text="共1元", number=1),))
    html = page(Proofread(read, (), 1, (sum_error(Mark(0, 1, 2), sides=(side,)),)))
    assert "上年决算.pdf 第3页" in html
    assert "看另一处" not in html
    assert body(html).count("<mark") == 1


def test_of_many_other_sides_all_are_marked_and_the_first_listed() -> None:
    read = Manuscript("a.txt", "txt", (Paragraph(text="共1元", number=1), Paragraph(text="1" * 12, number=2)))
    sides = tuple(Quotation("1", Spot(), Mark(1, at, at + 1), "1") for at in range(12))
    html = page(Proofread(read, (), 1, (sum_error(Mark(0, 1, 2), sides=sides),)))
    assert body(html).count('<mark class="side"') == 12
    assert (html.count("看另一处"), html.count("<dt>另见</dt>")) == (10, 11)
    assert "另有 2 处" in html


def test_a_finding_without_words_is_still_told() -> None:
    read = Manuscript("a.txt", "txt", (Paragraph(text="共1元", number=1),))
    nowhere = replace(sum_error(Mark(0, 0, 0)), quotation=Quotation("全文没有合计", Spot()))
    html = page(Proofread(read, (), 1, (nowhere,)))
    assert "“全文没有合计”" in html
    assert "看原处" not in html


def test_a_very_long_table_is_shown_where_something_was_found() -> None:
    """The beginning, and each finding with its neighbours; merged cells reach as far as what is shown."""
    cells = [PrintedCell(text="全部", row=1, column=1, rows=5000)]
    cells += [PrintedCell(text=str(row), row=row, column=2) for row in range(1, 5001)]
    read = Manuscript("大.xlsx", "xlsx", (PrintedTable(number=1, rows=5000, columns=2, cells=tuple(cells)),))
    html = page(Proofread(read, (), 1, (sum_error(Mark(0, 0, 4, 4000, 2)),)))
    text = body(html)
    assert text.count("<tr") == 60 + 1 + 5 + 1
    assert "（3937 行没有发现，略）" in text
    assert "（998 行没有发现，略）" in text
    assert text.count('<td rowspan="60">全部</td>') == 1
    assert text.count('<td rowspan="5">全部</td>') == 1
    assert len(html) < 60_000


def test_gaps_in_a_table_keep_the_columns() -> None:
    table = PrintedTable(number=1, rows=2, columns=2, cells=(
        PrintedCell(text="a", row=1, column=1, rows=2), PrintedCell(text="b", row=2, column=2)))
    text = body(page(Proofread(Manuscript("a.txt", "txt", (table,)), (), 0, ())))
    assert '<tr><td rowspan="2">a</td><td></td></tr>\n<tr><td>b</td></tr>' in text


def test_the_word_list_quotes_and_counts() -> None:
    document = Document(BytesIO(proofreading_document_docx(proofread())))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "13 个数字，核对 11 个，关系 14 条，读不出 1 处" in texts
    assert "一、错误 3 处" in texts
    assert "三、提示 1 处" in texts
    assert "五、已排除 1 处" in texts
    first = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert first[1:3] == [["印出", "8.19%"], ["应为", "7.01%"]]
    assert first[-1] == ["编号", "3f2a9c01d4"]


def test_the_workbook_lists_documents_and_refusals() -> None:
    workbook = ProofreadingWorkbook()
    workbook.add(proofread())
    workbook.add(proofread("水利局.docx"))
    workbook.refuse("坏.pdf", "文件已损坏")
    book = openpyxl.load_workbook(BytesIO(workbook.content(Book("校对"))))
    assert book.sheetnames == ["发现", "核对范围", "读不出的部分"]
    rows = list(book["发现"].values)
    assert len(rows) == 1 + 2 * 6
    assert rows[1][:4] == ("林业局自评报告.docx", 1, "错误", "分母用错")
    assert rows[6][-2:] == ("满分本来就是5分", "9999999999")
    assert list(book["核对范围"].values)[2][:4] == ("水利局.docx", 13, 11, 14)
    assert ("坏.pdf", "全文", "文件已损坏") in list(book["读不出的部分"].values)
