"""Documents per second: a batch of equal Word reports by Hengji, docxtpl and python-docx.

    python benchmarks/reports.py [--documents N] [--runs N]

Every document is of the size of a county's evaluation report: 170 paragraphs, 32 tables, about 1,700 cells, other
words and numbers in each. docxtpl and Hengji render the same template file; ``blocks`` is Hengji's own writer, with
merged heads, styles, numbers of headings and a table of contents besides; python-docx builds the document in code,
once with the cells fetched one by one (which is quadratic) and once all at a time; ``by hand`` puts the same XML
together as text, without a template, and is what all can be measured by. Each run is a process of its own, and the
ways take turns; the words of all documents are compared before anything is said about time.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.oxml.ns import qn

#: Lines and columns of the tables.
SHAPES = ((5, 4), (5, 4), (30, 4), (5, 4), (5, 8), (18, 4), (5, 4), (9, 4), (24, 4), (10, 4), (9, 4), (30, 8),
          *((2, 7),) * 17, *((6, 5),) * 3)
PARAGRAPHS = 170
_ITEMS = ("公路养护", "桥梁检测", "路灯维修", "绿地管护", "河道清淤", "消防设施", "校舍加固", "食堂补贴", "图书购置",
          "设备更新")


class Grid(NamedTuple):
    """A table of plain words."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Content(NamedTuple):
    """What one document says."""

    name: str
    total: str
    paragraphs: tuple[str, ...]
    tables: tuple[Grid, ...]


def content(number: int) -> Content:
    """The words and numbers of document ``number``."""
    chance = Random(number)

    def amount() -> str:
        return f"{chance.randrange(100, 9_999_999) / 100:.2f}"

    def sentence(item: str) -> str:
        return (f"第{number}单位<{item}>年初预算{amount()}万元，全年支出{amount()}万元，执行率{amount()}%，"
                f"资金到位及时，支出符合规定，没有发现截留、挤占、挪用资金的情况。")

    tables = tuple(Grid(f"表{n} {_ITEMS[n % 10]}情况表", tuple(f"项目{column}" for column in range(columns)),
                        tuple((f"{line}.{_ITEMS[line % 10]}", *(amount() for _ in range(columns - 1)))
                              for line in range(lines)))
                   for n, (lines, columns) in enumerate(SHAPES, 1))
    return Content(f"第{number}单位", amount(), tuple(sentence(_ITEMS[n % 10]) for n in range(PARAGRAPHS)), tables)


def template() -> bytes:
    """The template file that docxtpl and Hengji render."""
    document = docx.Document()
    document.add_heading("{{ 单位 }}绩效评价报告", 0)
    for words in ("总分{{ 总分 }}分", "{%p for 段 in 段落 %}", "{{ 段.文字 }}", "{%p endfor %}"):
        document.add_paragraph(words)
    for number, (_, columns) in enumerate(SHAPES, 1):
        document.add_paragraph(f"{{{{ 表{number}标题 }}}}")
        table = document.add_table(4, columns)
        table.style = "Table Grid"
        for column in range(columns):
            table.cell(0, column).text = f"项目{column}"
            table.cell(2, column).text = f"{{{{ 行.列{column} }}}}"
        table.cell(1, 0).text, table.cell(3, 0).text = f"{{%tr for 行 in 表{number} %}}", "{%tr endfor %}"
    return saved(document)


def names(one: Content) -> dict[str, Any]:
    """The content under the names of the template."""
    told: dict[str, Any] = {"单位": one.name, "总分": one.total, "段落": [{"文字": words} for words in one.paragraphs]}
    for number, table in enumerate(one.tables, 1):
        told[f"表{number}标题"] = table.title
        told[f"表{number}"] = [{f"列{column}": words for column, words in enumerate(row)} for row in table.rows]
    return told


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx or docxtpl."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def by_hengji() -> Callable[[Content], bytes]:
    """The template, compiled once."""
    from hengji.reports.wordml import WordTemplate

    compiled = WordTemplate(template(), "模板.docx")
    return lambda one: compiled.render(names(one))


def by_blocks() -> Callable[[Content], bytes]:
    """The shipped template, filled with blocks."""
    from hengji.reports.papers import Cell, Paper, Section, Table, text
    from hengji.reports.wordml import paper_names, shipped_template

    def table(one: Grid) -> Table:
        rows = tuple((Cell(row[0]), *(Cell(words, align="right") for words in row[1:])) for row in one.rows)
        return Table(one.title, "", (20,) + (10,) * (len(one.head) - 1), (tuple(map(Cell, one.head)),), rows)

    def write(one: Content) -> bytes:
        sections = (Section("一", "情况", (text(f"总分{one.total}分"), *map(text, one.paragraphs))),
                    Section("二", "表格", tuple(map(table, one.tables))))
        return shipped_template("report").render(
            paper_names(Paper("evaluation", f"{one.name}绩效评价报告", sections=sections)))
    return write


def by_docxtpl() -> Callable[[Content], bytes]:
    """The template as docxtpl is used: read and rendered for each document, escaping as it must."""
    from docxtpl import DocxTemplate

    file = template()

    def write(one: Content) -> bytes:
        document = DocxTemplate(BytesIO(file))
        document.render(names(one), autoescape=True)
        return saved(document)
    return write


def by_python_docx(*, each: bool) -> Callable[[Content], bytes]:
    """The document built in code, its cells fetched one by one or all at a time."""
    def write(one: Content) -> bytes:
        document = docx.Document()
        document.add_heading(f"{one.name}绩效评价报告", 0)
        for words in (f"总分{one.total}分", *one.paragraphs):
            document.add_paragraph(words)
        for grid in one.tables:
            document.add_paragraph(grid.title)
            table = document.add_table(len(grid.rows) + 1, len(grid.head))
            table.style = "Table Grid"
            cells = [] if each else table._cells
            for line, row in enumerate((grid.head, *grid.rows)):
                for column, words in enumerate(row):
                    cell = table.cell(line, column) if each else cells[line * len(grid.head) + column]
                    cell.text = words
        return saved(document)
    return write


def by_xml() -> Callable[[Content], bytes]:
    """The XML as text in a file of python-docx's own: no template is read, nothing is checked."""
    with ZipFile(BytesIO(saved(docx.Document()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain = parts.pop("word/document.xml").decode()
    before, after = plain[:plain.index("<w:body>") + 8], plain[plain.index("<w:sectPr"):]

    def paragraph(words: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'

    def table(grid: Grid) -> str:
        width = 8640 // len(grid.head)
        properties = f'<w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>'
        rows = ("<w:tr>" + "".join(f"<w:tc>{properties}{paragraph(words)}</w:tc>" for words in row) + "</w:tr>"
                for row in (grid.head, *grid.rows))
        return ('<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/></w:tblPr><w:tblGrid>'
                + f'<w:gridCol w:w="{width}"/>' * len(grid.head) + f'</w:tblGrid>{"".join(rows)}</w:tbl>')

    def write(one: Content) -> bytes:
        told = map(paragraph, (f"{one.name}绩效评价报告", f"总分{one.total}分", *one.paragraphs))
        tables = (paragraph(grid.title) + table(grid) for grid in one.tables)
        written = BytesIO()
        with ZipFile(written, "w", ZIP_DEFLATED) as archive:
            for name, inside in parts.items():
                archive.writestr(name, inside)
            archive.writestr("word/document.xml", "".join((before, *told, *tables, after)))
        return written.getvalue()
    return write


WAYS: dict[str, Callable[[], Callable[[Content], bytes]]] = {
    "hengji": by_hengji, "blocks": by_blocks, "docxtpl": by_docxtpl, "by hand": by_xml,
    "python-docx": lambda: by_python_docx(each=False), "python-docx cell()": lambda: by_python_docx(each=True)}


def words_of(file: bytes) -> Iterator[str]:
    """What stands in the paragraphs and cells of a document, from its first paragraph of text on."""
    body = docx.Document(BytesIO(file)).element.body
    told = ["".join(piece.text or "" for piece in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))]
    return (words for words in told[next(n for n, words in enumerate(told) if words.startswith("总分")):]
            if words and words != "表格")


def run(way: str, documents: int) -> None:
    """Writes the documents in this way, and tells seconds per document and the most memory."""
    write = WAYS[way]()
    write(content(0))
    contents = [content(number) for number in range(1, documents + 1)]
    start = perf_counter()
    for one in contents:
        write(one)
    print((perf_counter() - start) / documents, _peak())


def _peak() -> int:
    """The most memory of this process alone, in MB; what getrusage tells includes the parent's before exec."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> None:
    """Compares the words, then measures every way in a process of its own."""
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--documents", type=int, default=10)
    reading.add_argument("--runs", type=int, default=5)
    reading.add_argument("--way", choices=WAYS)
    asked = reading.parse_args()
    if asked.way:
        run(asked.way, asked.documents)
        return
    expected = list(words_of(by_docxtpl()(content(7))))
    files = {way: make()(content(7)) for way, make in WAYS.items()}
    for way, file in files.items():
        assert list(words_of(file)) == expected, way
    rounds = [{way: _measured(way, asked.documents) for way in WAYS} for _ in range(asked.runs)]
    seconds = {way: median(one[way][0] for one in rounds) for way in WAYS}
    for way in WAYS:
        print(f"{way:20} {1 / seconds[way]:8.1f} documents/s {seconds['docxtpl'] / seconds[way]:8.1f} × docxtpl "
              f"{max(one[way][1] for one in rounds):8.0f} MB {len(files[way]) // 1024:6} KB each")


def _measured(way: str, documents: int) -> tuple[float, float]:
    """Seconds per document, and megabytes, of one process."""
    done = subprocess.run([sys.executable, __file__, "--way", way, "--documents", str(documents)], check=True,
                          capture_output=True, text=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


if __name__ == "__main__":
    main()
