"""How long proofreading takes, and how much memory, beside plain text extraction by the same libraries. Ratios.

    python benchmarks/proofreading_speed.py [--pages N] [--runs N]

The documents are made here: a PDF of so many pages of tables and text, and a Word report of the size of a
county's evaluation report, with 1,200 figures in 200 paragraphs and 20 tables. Each run is a command of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import docx

#: Extraction alone, with the imports that it needs.
_PDF_TEXT = """import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]):
    page.get_textpage().get_text_range()"""
_WORD_TEXT = """import sys, docx
document = docx.Document(sys.argv[1])
[paragraph.text for paragraph in document.paragraphs]
[cell.text for table in document.tables for row in table.rows for cell in row.cells]"""
_PROOFREAD = "from hengji.cli.app import main; import sys; main(['proofread', sys.argv[1], '-o', sys.argv[2]])"
_FONT = (b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
         b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
         b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>")
_COLUMNS = (60, 230, 320, 410, 500)
_ITEMS = ("公路养护", "桥梁检测", "路灯维修", "绿地管护", "河道清淤", "消防设施", "校舍加固", "食堂补贴", "图书购置",
          "设备更新")
#: Chapters of the Word report, with ten sentences and a table each.
_CHAPTERS = 20


def rows(chance: Random) -> list[list[str]]:
    """A table of items with budget, final account and difference, and their totals."""
    amounts = [(chance.randrange(10_000, 9_999_999), chance.randrange(10_000, 9_999_999)) for _ in _ITEMS]
    amounts.append((sum(budget for budget, _ in amounts), sum(final for _, final in amounts)))
    return [["项目", "预算数", "决算数", "差额"],
            *([name, *(f"{number / 100:.2f}" for number in (budget, final, final - budget))]
              for name, (budget, final) in zip([*_ITEMS, "合计"], amounts, strict=True))]


def sentences(chance: Random) -> Iterator[str]:
    """Sentences as reports have them, about items of their own."""
    for item in _ITEMS:
        before, now = chance.randrange(10_000, 99_999), chance.randrange(10_000, 99_999)
        word = "增加" if now > before else "减少"
        rate = abs(now - before) * 100 / before
        yield (f"{item}支出{now / 100:.2f}万元，比上年{word}{abs(now - before) / 100:.2f}万元，"
               f"{'增长' if now > before else '下降'}{rate:.2f}%，主要原因是工程量有变化。")


def word_report(path: Path, chance: Random) -> None:
    """A Word report of chapters, each with paragraphs and a table."""
    document = docx.Document()
    for chapter in range(1, _CHAPTERS + 1):
        document.add_paragraph(f"（{chapter}）{_ITEMS[chapter % len(_ITEMS)]}等支出情况")
        for sentence in sentences(chance):
            document.add_paragraph(sentence)
        told = rows(chance)
        table = document.add_table(len(told), 4)
        for row, cells in zip(table.rows, told, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(path))


def pdf_report(path: Path, pages: int, chance: Random) -> None:
    """A PDF; each page has a ruled table and sentences below it."""
    numbers = [5 + 2 * at for at in range(pages)]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    things = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
              *_FONT]
    for number in numbers:
        content = "\n".join(_page(chance)).encode()
        things.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                      b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (number + 1))
        things.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    data, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, thing in enumerate(things, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(things) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(things) + 1, start)
    path.write_bytes(data)


def _page(chance: Random) -> Iterator[str]:
    told = rows(chance)
    top, bottom = 782, 782 - 22 * len(told)
    for at in range(len(told) + 1):
        yield f"{_COLUMNS[0]} {top - 22 * at} m {_COLUMNS[-1]} {top - 22 * at} l S"
    for x in _COLUMNS:
        yield f"{x} {top} m {x} {bottom} l S"
    for at, row in enumerate(told):
        yield from (_text(x + 4, top - 22 * at - 15, text) for x, text in zip(_COLUMNS, row, strict=False))
    for at, sentence in enumerate(sentences(chance)):
        yield _text(72, bottom - 30 - 40 * at, sentence[:45])
        yield _text(60, bottom - 48 - 40 * at, sentence[45:])


def _text(x: int, y: int, words: str) -> str:
    return f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET"


def run(script: str, *arguments: Path) -> tuple[float, float, float]:
    """Seconds of the clock and of the processor, and peak megabytes of a command, with the processes it starts."""
    start = perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, script
    return perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measured(title: str, works: dict[str, tuple[str, Sequence[Path]]], runs: int) -> None:
    """Medians of the runs, interleaved, and the ratio of the first to each in time of the processor."""
    found = [{name: run(script, *paths) for name, (script, paths) in works.items()} for _ in range(runs)]
    print(f"\n{title} (median of {runs}, Python {sys.version.split()[0]})")
    medians = {name: [median(each[name][at] for each in found) for at in range(3)] for name in works}
    ours = next(iter(medians.values()))
    for name, (seconds, busy, memory) in medians.items():
        print(f"  {name:<28} {seconds:>6.2f} s, of the processor {busy:>6.2f} s {memory:>6.0f} MB   "
              f"ours is {ours[1] / busy:>5.1f} ×")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pdf, word, out = (Path(folder) / name for name in ("report.pdf", "report.docx", "out.json"))
        chance = Random(7)
        pdf_report(pdf, wanted.pages, chance)
        word_report(word, chance)
        measured(f"PDF of {wanted.pages} pages", {
            "hengji proofread": (_PROOFREAD, (pdf, out)), "pypdfium2: text alone": (_PDF_TEXT, (pdf,))}, wanted.runs)
        measured("Word report", {
            "hengji proofread": (_PROOFREAD, (word, out)), "python-docx: text alone": (_WORD_TEXT, (word,))},
            wanted.runs)


if __name__ == "__main__":
    main()
