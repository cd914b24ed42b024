"""Web pages as manuscripts: what is seen, with merged cells, and nothing that is hidden or fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake.documents import text_markup
from hengji.intake.documents.limits import MAX_TABLE_ROWS
from hengji.intake.documents.read_html import read_html
from hengji.model import Manuscript, Paragraph, PrintedTable, Unusable


def read(folder: Path, page: str | bytes) -> Manuscript:
    path = folder / "页.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_html(path)


def paragraphs(manuscript: Manuscript) -> list[tuple[str, int, int | None]]:
    return [(block.text, block.level, block.spot().line) for block in manuscript.blocks if isinstance(block, Paragraph)]


def tables(manuscript: Manuscript) -> list[PrintedTable]:
    return [block for block in manuscript.blocks if isinstance(block, PrintedTable)]


def test_paragraphs_headings_and_lists(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><head><title>不读</title><style>p{}</style></head><body>
<h1>云岭县档案馆</h1><script>不读()</script>
<p>全年支出<b>12.5</b>万元，
比上年减少<!-- 不读 -->1&nbsp;万元。</p>
<div>一、收入<p>拨款<br>其他</p>尾巴</div>
<ul><li>1. 第一项</li><li hidden>不读</li></ul>
<p style="display: none">不读</p><p>2 <i>of</i>
3</p></body></html>"""
    assert paragraphs(read(tmp_path, page)) == [
        ("云岭县档案馆", 1, 2), ("全年支出12.5万元，比上年减少1 万元。", 0, 3), ("一、收入", 1, 5),
        ("拨款\n其他", 0, 5), ("尾巴", 0, 5), ("1. 第一项", 0, 6), ("2 of 3", 0, 7)]


def test_merged_cells(tmp_path: Path) -> None:
    page = """<p>单位：万元</p><table><caption>支出表</caption>
<thead><tr><th rowspan=2>项目</th><th colspan="2">金额</th></tr>
<tr><th>预算</th><th>决算</th></tr></thead>
<tbody><tr><td>工<br>资</td><td> 10 </td><td><p>9</p><p>（数）</p></td></tr>
<tr hidden><td>不读</td></tr></tbody></table>"""
    table, = tables(read(tmp_path, page))
    assert (table.rows, table.columns, table.title, table.unit) == (3, 3, "支出表", "万元")
    assert [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells] == [
        ("项目", 1, 1, 2, 1), ("金额", 1, 2, 1, 2), ("预算", 2, 2, 1, 1), ("决算", 2, 3, 1, 1),
        ("工\n资", 3, 1, 1, 1), ("10", 3, 2, 1, 1), ("9\n（数）", 3, 3, 1, 1)]
    assert table.cells[4].starts[0].line == 4


def test_tables_in_tables(tmp_path: Path) -> None:
    inner = "<table><tr><td>甲</td><td>100</td></tr></table>"
    layout = tables(read(tmp_path, f"<table><tr><td>页眉</td></tr><tr><td>{inner}</td></tr></table>"))
    assert [[cell.text for cell in table.cells] for table in layout] == [["甲", "100"]]
    found = tables(read(tmp_path, f"<table><tr><td>比里面的表多的文字</td><td>2{inner}</td></tr></table>"))
    assert [[cell.text for cell in table.cells] for table in found] == [["比里面的表多的文字", "2"], ["甲", "100"]]
    pages = read(tmp_path, f"<table role=presentation><tr><td>左</td><td>{inner}</td></tr></table>")
    assert [text for text, _, _ in paragraphs(pages)] == ["左"]


def test_words_around_what_is_left_out_are_read_once(tmp_path: Path) -> None:
    found = read(tmp_path, "<div>甲<svg></svg>乙<i hidden>不读</i>丁<table><tr><td>1<svg></svg>2"
                           "<table><tr><td>9</td></tr></table>3 个数</td></tr></table>戊</div>")
    assert [text for text, _, _ in paragraphs(found)] == ["甲乙丁", "戊"]
    assert [[cell.text for cell in table.cells] for table in tables(found)] == [["12\n3 个数"], ["9"]]


def test_pictures_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "<p>字<img src=http://127.0.0.1:1/a.png></p><svg><text>12</text></svg>")
    assert [note.reason for note in found.unread] == ["网页里有1 个图片、1 个图形，其中的文字和数没有读"]


def test_pages_in_other_encodings(tmp_path: Path) -> None:
    page = '<html><head><meta charset="gb2312"></head><body>预算10万元</body></html>'
    assert paragraphs(read(tmp_path, page.encode("gb18030")))[0][0] == "预算10万元"


def test_entities_reach_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "密.txt"
    secret.write_text("秘密", encoding="utf-8")
    found = read(tmp_path, f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p>看&x;</p>')
    assert "秘密" not in "".join(text for text, _, _ in paragraphs(found))


@pytest.mark.parametrize("page", ["<script>1</script>", "<p hidden>没有</p>", "<svg><text>1</text></svg>"])
def test_nothing_to_be_seen(tmp_path: Path, page: str) -> None:
    with pytest.raises(Unusable, match="没有读到文字"):
        read(tmp_path, page)


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = read(tmp_path, "<table>" + "<tr><td>甲<td>1" * (MAX_TABLE_ROWS + 3) + "</table>")
    assert [table.rows for table in tables(long)] == [MAX_TABLE_ROWS]
    assert "太多" in long.unread[0].reason
    monkeypatch.setattr(text_markup, "_MOST_PLACES", 100)
    wide = read(tmp_path, "<table>" + "<tr><td rowspan=900 colspan=900>甲</td></tr>" * 30 + "</table>")
    assert sum(cell.rows * cell.columns for cell in tables(wide)[0].cells) <= 100
    assert "只读了" in wide.unread[0].reason
    deep = read(tmp_path, "<div>" * 1000 + "深处" + "</div>" * 1000)
    assert paragraphs(deep)[0][0] == "深处"
