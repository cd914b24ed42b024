"""A proofread document made by hand, for what shows the results: invented words, every kind of place."""

from __future__ import annotations

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
    Spot,
    Start,
    Unread,
)

STAFF = "核定编制20名，实有在编人员22名。"
SPENT = "2024年决算数为512.40万元，比上年减少38.60万元，下降8.19%。项目支出预算数为96.50万元，占18.83%。"
RATE = "人员控制在编制以内，在职人员控制率为100%。"
SCORED = "“<好评>”率为100%，满意度自评得4分（满分5分）。"


def _cells(rows: tuple[tuple[str, ...], ...]) -> tuple[PrintedCell, ...]:
    return tuple(PrintedCell(text=text, row=row, column=column)
                 for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1) if text)


TABLE = PrintedTable(number=1, rows=4, columns=4, title="得分表", unit="分", page=2, cells=(
    PrintedCell(text="林业管理得分情况", row=1, column=1, columns=4),
    *(PrintedCell(text=cell.text, row=cell.row + 1, column=cell.column) for cell in _cells((
        ("指标", "分值", "得分", "得分率"), ("造林管理", "6", "5", "50.00%"), ("造林面积", "6", "3", "50.00%"))))))


def manuscript(name: str = "林业局自评报告.docx") -> Manuscript:
    """Headings, sentences, a table with a merged cell, two pages, and a picture that cannot be read."""
    first, second = (Start(0, page=1),), (Start(0, page=2),)
    return Manuscript(name=name, form=name.rpartition(".")[2], pages=2, blocks=(
        Paragraph(text="一、基本情况", number=1, level=1, starts=first),
        Paragraph(text=STAFF, number=2, starts=first),
        Paragraph(text="二、支出情况", number=3, level=1, starts=first),
        Paragraph(text=SPENT, number=4, starts=first),
        Paragraph(text="三、绩效情况", number=5, level=1, starts=second),
        Paragraph(text=RATE, number=6, starts=second),
        TABLE,
        Paragraph(text=SCORED, number=7, starts=second),
    ), unread=(Unread("图片里的文字读不出", Spot(page=2)),))


def mark(block: int, text: str, words: str, row: int = 0, column: int = 0) -> Mark:
    """The mark of ``words`` in ``text``."""
    start = text.index(words)
    return Mark(block, start, start + len(words), row, column)


def proofread(name: str = "林业局自评报告.docx") -> Proofread:
    """Three errors, a warning, a note, and one that somebody set aside."""
    read = manuscript(name)

    def quotation(where: Mark, quote: str, value: str = "", label: str = "") -> Quotation:
        return Quotation(quote=quote, spot=read.spot(where), mark=where, value=value, label=label)

    fell, spent = mark(3, SPENT, "8.19%"), mark(3, SPENT, "38.60万元")
    rate, staff = mark(5, RATE, "100%"), mark(1, STAFF, "22名")
    cell = Mark(6, 0, 1, 3, 3)
    figures = [(staff, "count", 1), (mark(1, STAFF, "20名"), "count", 1), (mark(3, SPENT, "512.40万元"), "money", 2),
               (spent, "money", 1), (fell, "rate", 1), (mark(3, SPENT, "96.50万元"), "money", 1),
               (mark(3, SPENT, "18.83%"), "rate", 1), (rate, "rate", 1), (cell, "score", 2),
               (Mark(6, 0, 1, 3, 2), "score", 1), (Mark(6, 0, 1, 4, 3), "score", 2),
               (mark(7, SCORED, "5分"), "score", 0), (mark(7, SCORED, "4"), "score", 0)]
    checked = tuple(CheckedFigure(m, read.quoted(m), kind, n, bool(m.row)) for m, kind, n in figures)
    return Proofread(read, checked, 14, (
        Contradiction("3f2a9c01d4", "wrong-denominator", "error", quotation(fell, SPENT[:32]), "8.19%", "7.01%",
                      "38.60 ÷ (512.40 + 38.60) = 7.01%；8.19% 用 471.30 作分母", "分母用错：像是用了前年的数",
                      "比上年减少38.60万元，下降7.01%。"),
        Contradiction("77b0c2d9e1", "text-vs-table", "error", quotation(rate, RATE), "100%", "110%",
                      "22 ÷ 20 = 110%", "超编 2 人", sides=(
                          quotation(staff, STAFF, "22名", "实有在编人员"),
                          quotation(mark(1, STAFF, "20名"), STAFF, "20名", "核定编制"))),
        Contradiction("c0ffee1234", "sum", "error", quotation(cell, "造林管理 得分 5"), "5", "3",
                      "6 × 50.00% = 3", "", "造林管理得分应为3", "下级得分之和是 3", broken=2),
        Contradiction("0badf00d42", "unsupported", "warning", quotation(mark(7, SCORED, "4"), SCORED), "4分", "",
                      explanation="好评率 100% 而只得 4 / 5，正文没有扣分理由"),
        Contradiction("abcdef0001", "ratio", "note", quotation(mark(3, SPENT, "18.83%"), SPENT[32:]), "18.83%",
                      "18.82%", "96.50 ÷ 512.40 = 18.83…%", "末位进位"),
        Contradiction("9999999999", "count", "warning", quotation(mark(7, SCORED, "5分"), SCORED), "5分", "6分",
                      set_aside="满分本来就是5分")))
