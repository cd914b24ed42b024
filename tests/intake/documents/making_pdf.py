"""Small PDF files made by hand: Chinese text in a font that every reader knows, lines, clips, and broken things."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from hengji.model import Manuscript, Paragraph, PrintedTable

_FONT = (b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
         b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
         b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>",
         b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
         b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >>")


class Paper:
    """A page to print on; x and y are points from the upper left corner."""

    def __init__(self, width: int = 595, height: int = 842, extra: str = "") -> None:
        self.width, self.height, self.extra = width, height, extra
        self.content: list[str] = []

    def text(self, x: int, y: int, words: str, size: int = 12, matrix: str = "1 0 0 1") -> Paper:
        """``words`` on the line at ``y``."""
        code = words.encode("utf-16-be").hex()
        self.content.append(f"BT /F1 {size} Tf {matrix} {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def lines(self, x: int, y: int, lines: Sequence[str], pitch: int = 20, size: int = 12) -> Paper:
        """Lines below each other; one that begins with an ideographic space is set in by two characters."""
        for at, line in enumerate(lines):
            self.text(x + 2 * size * line.startswith("\u3000"), y + at * pitch, line.lstrip("\u3000"), size)
        return self

    def rule(self, x: int, y: int, to_x: int, to_y: int) -> Paper:
        """A line drawn from one point to another."""
        self.content.append(f"{x} {self.height - y} m {to_x} {self.height - to_y} l S")
        return self

    def grid(self, xs: Sequence[int], ys: Sequence[int]) -> Paper:
        """All lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def row(self, y: int, xs: Sequence[int], words: Sequence[str], size: int = 10) -> Paper:
        """Words beginning at each of ``xs``, on one line; none where they are empty."""
        for x, word in zip(xs, words, strict=True):
            if word:
                self.text(x, y, word, size)
        return self

    def raw(self, operators: str) -> Paper:
        """Operators as they are."""
        self.content.append(operators)
        return self


def made(path: Path, *papers: Paper, trailer: str = "") -> Path:
    """The PDF of these pages, at ``path``."""
    pages = [6 + 2 * at for at in range(len(papers))]
    kids = " ".join(f"{number} 0 R" for number in pages)
    things = [b"<< /Type /Catalog /Pages 2 0 R >>",
              f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(), *_FONT]
    for number, paper in zip(pages, papers, strict=True):
        content = "\n".join(paper.content).encode()
        things.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {paper.width} {paper.height}] {paper.extra} "
                      f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R >>".encode())
        things.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    path.write_bytes(written(things, trailer))
    return path


def written(things: Sequence[bytes], trailer: str = "") -> bytes:
    """The bytes of a PDF of these things, numbered from 1; the first is its catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, thing in enumerate(things, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(things) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(things) + 1, trailer.encode(), start)
    return bytes(data)


def pictured(path: Path, source: Path, dpi: int = 200) -> Path:
    """The PDF at ``source`` as a scanner would make it: pictures of its pages."""
    document = pypdfium2.PdfDocument(source)
    try:
        pictures = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=dpi)
    return path


def told(manuscript: Manuscript) -> list[str]:
    """The paragraphs, and each row of the tables with a bar between cells: ``<`` and ``^`` where one is merged."""
    lines = []
    for block in manuscript.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += ["|".join(_shown(block, row, column) for column in range(1, block.columns + 1))
                      for row in range(1, block.rows + 1)]
    return lines


def _shown(table: PrintedTable, row: int, column: int) -> str:
    cell = table.at(row, column)
    if cell is None or (cell.row, cell.column) == (row, column):
        return cell.text if cell else ""
    return "<" if cell.row == row else "^"
