"""Defects planted in sound files (植入缺陷): what each check must see, and a paper in which none sees anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from hengji.intake import Book
from hengji.reports import Paging, chart_part, paper_names, shipped_template
from hengji.reports.papers import Cell, Heading, PageBreak, Paper, Section, Table, Text, text
from tests.rendered.making import word_of

_LINE = "部门按照年初批复的预算安排工作，全年办理的事项都在网上留有记录。"
_ROOM = re.compile(r'(<w:(?:tblW|gridCol|tcW) w:w=")(\d+)')


def altered(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A Word file with one of its parts changed; it must be another one then."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            told = before.read(name)
            if name == f"word/{part}.xml":
                new = change(told.decode()).encode()
                assert new != told, "nothing was changed"
                told = new
            after.writestr(name, told)
    return out.getvalue()


def table(rows: int, title: str = "收入情况表", note: str = "") -> Table:
    """Names and amounts."""
    head = ((Cell("项目"), Cell("年初预算数"), Cell("决算数")),)
    body = tuple((Cell(f"共{rows}类，第{row}类"), *(Cell(f"{row * times}.25", align="right") for times in (100, 1)))
                 for row in range(1, rows + 1))
    return Table(title, "万元", (20, 10, 10), head, body, note)


def sound() -> Paper:
    """Three sections; the heading of the second would stand at the end of a page if nothing kept it from that."""
    full = tuple(text(_LINE) for _ in range(10))
    crowd = [block for rows in range(31, 35) for block in (
        PageBreak(), table(rows, f"有{rows}行的表", "表下的说明写在这里，要与表在一页。"))]
    return Paper("evaluation", "某县政务服务局\n2022年度部门整体支出绩效评价报告", (("委托单位", "某县财政局"),), (
        Section("一", "部门概况", full[:8]),
        Section("二", "预算和资金", (*full[:8], text(_LINE[:20]), Heading("收入情况", 2), text(_LINE), table(45),
                                     *crowd)),
        Section("三", "评价结论", full[:2])))


def endings() -> Paper:
    """Pages that end in a date, of which one stands on a page of its own when nothing keeps it from that."""
    return Paper("form", "落款", sections=tuple(
        Section("一", "", (*([PageBreak()] if lines > 20 else []), *(text(_LINE[:25]) for _ in range(lines)),
                          text("发文日期：年月日")))
        for lines in range(20, 25)))


def crowded() -> Paper:
    """So many long numbers that none of them has room."""
    cells = tuple(Cell(f"{column}23456789012.34", align="right") for column in range(1, 9))
    return Paper("form", "数字很长的表", sections=(Section("一", "", (
        Table("表", "元", (1,) * 8, (tuple(Cell(f"列{n}") for n in range(8)),), (cells,)),)),))


def blank_page() -> Paper:
    """A page for nothing, as two breaks with an empty paragraph between them make it."""
    return Paper("form", "空白页", sections=(Section("一", "", (
        text(_LINE), PageBreak(), Text(()), PageBreak(), text(_LINE))),))


def rare() -> Paper:
    """A sign that no font has."""
    return Paper("form", "生僻字", sections=(Section("一", "", (text("经办人的姓名里有一个\ue123字。"),)),))


def planted() -> dict[str, bytes]:
    """Files by what is wrong with them, and the sound one."""
    whole = word_of(sound(), "report")
    names = paper_names(sound())
    return {
        "sound": whole,
        "blank": word_of(blank_page()),
        "wide": altered(whole, "document", lambda told: _ROOM.sub(
            lambda found: f"{found[1]}{int(found[2]) * 5 // 4}", told)),
        "outdented": altered(whole, "styles", lambda told: told.replace(
            '<w:ind w:firstLineChars="200" w:firstLine="630"/>', '<w:ind w:left="-1500" w:right="-1400"/>')),
        "cut": altered(whole, "document", lambda told: told.replace(
            "<w:trPr><w:cantSplit/>", '<w:trPr><w:cantSplit/><w:trHeight w:val="150" w:hRule="exact"/>')),
        "rare": word_of(rare()),
        "strange": altered(whole, "styles", lambda told: told.replace("Times New Roman", "没有的字体")),
        "hidden": altered(whole, "document", lambda told: told.replace(
            '<w:r><w:t xml:space="preserve">共45类，第7类', '<w:r><w:rPr><w:vanish/></w:rPr>'
            '<w:t xml:space="preserve">共45类，第7类')),
        "crowded": word_of(crowded()),
        "left": altered(whole, "document", lambda told: told.replace('<w:jc w:val="right"/>', "", 1)),
        "headless": altered(whole, "document", lambda told: told.replace("<w:tblHeader/>", "")),
        "loose": altered(altered(whole, "styles", lambda told: told.replace("<w:keepNext/>", "")), "document",
                         lambda told: told.replace("<w:keepNext/>", "")),
        "ending": word_of(endings()),
        "ending alone": altered(word_of(endings()), "document", lambda told: told.replace("<w:keepNext/>", "")),
        "unitless": altered(whole, "document", lambda told: told.replace("单位：万元", "单位：元", 1)),
        "unit at the left": altered(whole, "styles", lambda told: told.replace('<w:jc w:val="right"/>', "")),
        "unnumbered": altered(whole, "document", lambda told: re.sub(r"<w:footerReference[^>]*/>", "", told)),
        "miscounted": shipped_template("report").render(names, chart_part, Paging(pages=(1, 2, 2, 3))),
    }


def workbook(*, formula: int = 2, page: bool = True, high: bool = True, area: int = 59) -> bytes:
    """Two pages of a sheet, with a formula; ``area`` is the last row that is printed."""
    book = Book("表")
    sheet = book.sheet("表")
    sheet.widths(20, 20, 20)
    for column, words in enumerate(("项目", "预算数", "决算数")):
        sheet.put(0, column, words, "heading")
    for row in range(1, 60):
        sheet.put(row, 0, f"第{row}类支出，按照年初批复的预算安排，全年执行", "wrapped")
        sheet.put(row, 1, 1, "number")
        sheet.formula(row, 2, f"B{row + 1}+1", formula, "number")
    if not high:
        sheet.height(5, 12)
    sheet.freeze(1 if page else 0)
    if page:
        sheet.page((area, 2), (0, 0))
    return book.content()
