"""The author's texts taken apart: paragraphs, lists, bold, references; what they may not hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.model import Piece, Place, ProseParagraph, asked, name_of, paragraphs, references, slips, spot_in


def test_paragraphs_are_parted_by_empty_lines_and_items_stand_alone() -> None:
    text = "第一行\n接着写。\n\n- 甲\n* 乙\n1. 丙\n续丙\n\n  \n末段"
    assert [(one.form, "".join(piece.text for piece in one.pieces)) for one in paragraphs(text)] == [
        ("plain", "第一行接着写。"), ("bullet", "甲"), ("bullet", "乙"), ("numbered", "丙续丙"), ("plain", "末段")]


def test_points_numbered_by_hand_are_paragraphs_after_a_full_stop() -> None:
    assert ["".join(piece.text for piece in one.pieces) for one in paragraphs(
        "如下：\n一、甲。\n（二）乙；\n①丙。\n第四，丁。\n5、戊没\n（完）")] == [
        "如下：", "一、甲。", "（二）乙；", "①丙。", "第四，丁。", "5、戊没（完）"]


def test_bold_and_references_are_pieces() -> None:
    assert paragraphs("支出**{支出数}**元，{ 总分 }。") == (ProseParagraph((
        Piece("支出"), Piece("支出数", bold=True, reference=True), Piece("元，"), Piece("总分", reference=True),
        Piece("。"))),)


def test_lines_are_joined_without_a_space_but_between_words() -> None:
    assert ["".join(piece.text for piece in one.pieces) for one in paragraphs("用 Excel\nWord 和\nPDF\n好")] == [
        "用 Excel Word 和PDF好"]


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"])
def test_nothing_has_no_paragraphs(text: str) -> None:
    assert paragraphs(text) == ()


@pytest.mark.parametrize(("cell", "name"), [
    ("=支出数", "支出数"), ("= 支出数 ", "支出数"), ("{支出数}", "支出数"), ("=100%", None), ("= 95.5 ％", None),
    ("支出数", None), ("共{支出数}", None), ("", None), ("=12345热线件数", "12345热线件数")])
def test_a_whole_cell_may_be_a_reference(cell: str, name: str | None) -> None:
    assert name_of(cell) == name


@pytest.mark.parametrize(("name", "parts"), [
    ("支出数", ("", "支出数")), ("上年:支出数", ("上年:", "支出数")), (" 得分：B11 ", ("得分:", "B11")),
    ("得分率:B", ("得分率:", "B")), ("分值:B", ("分值:", "B")), ("指标值: B1", ("指标值:", "B1")),
    ("得分", ("", "得分"))])
def test_words_in_front_of_a_name(name: str, parts: tuple[str, str]) -> None:
    assert asked(name) == parts


@pytest.mark.parametrize(("text", "found"), [
    ("3 < 5，a < b > c，A & B，5*3*2，C#、第1项", []),
    ("<b>粗</b>", ["<b>", "</b>"]), ("一<br/>二<!-- 三", ["<br/>", "<!--"]), ("a&nbsp;b&#12;", ["&nbsp;", "&#12;"]),
    ("# 题", ["#"]), ("![图](a.png)", ["![图](a.png)"]), ("|甲|乙|", ["|甲|乙|"]), ("`x`", ["`", "`"]),
    ("{支出", ["{"]), ("支出}", ["}"]), ("{支{出}数}", ["{", "}"]), ("**粗", ["**"]), ("**粗**，**细", ["**"]),
    ("**一\n\n二**", ["**", "**"]),
    ("甲\n---\n乙", ["---"]), ("甲\n> 乙", [">"]), ("+ 甲\n+ 乙", ["+", "+"]), ("注[^1]，~~删~~", ["[^", "~~", "~~"]),
    ("*斜*、2*3*4、**粗**", ["*斜*"]), ("***粗***", ["***", "***"]), ("- [ ] 甲\n- 乙", ["- [ ]"]), ("\\*", ["\\*"]),
    ("> 60天", []), ("--", []), ("注：\n> 5%\n>=3", []),
])
def test_what_a_text_may_not_hold(text: str, found: list[str]) -> None:
    assert [text[slip.start:slip.end] for slip in slips(text)] == found


def test_where_a_character_stands() -> None:
    place = Place("案例.yaml", 7, 5)
    text = "甲乙\n{丙}"
    ((at, name),) = references(text)
    assert (name, spot_in(place, text, at)) == ("丙", Place("案例.yaml", 8, 6))
    folded, cell = Place("案例.yaml", 7), Place("案例.xlsx", sheet="报告章节", cell="B4")
    assert spot_in(folded, text, at) == folded
    assert spot_in(cell, text, at) == cell


@given(st.text(alphabet="甲a1 \n-*#{}<>|`=.：:", max_size=60))
def test_any_text_is_taken_apart_without_loss_of_words(text: str) -> None:
    pieces = "".join(piece.text for one in paragraphs(text) for piece in one.pieces)
    assert pieces.count("甲") == text.count("甲")
    assert all(0 <= slip.start < slip.end <= len(text) for slip in slips(text))
