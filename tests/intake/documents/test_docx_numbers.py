"""Automatic numbers stand before paragraphs as Word counts them, and are no part of their text."""

from __future__ import annotations

import pytest
from lxml import etree

from hengji.intake.documents.word_numbers import Numbering

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(at: int, digits: str, around: str, more: str = "") -> str:
    return (f'<w:lvl w:ilvl="{at}">{more}<w:numFmt w:val="{digits}"/><w:lvlText w:val="{around}"/></w:lvl>')


def numbering(levels: str, more: str = "") -> Numbering:
    return Numbering.of(etree.fromstring(
        f'<w:numbering {SPACE}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>'))


def test_levels_begin_anew_below_the_next_one_above() -> None:
    lists = numbering(level(0, "chineseCounting", "%1、") + level(1, "japaneseCounting", "（%2）")
                      + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"))
    assert [lists.next("1", at) for at in (0, 1, 1, 2, 0, 1, 2)] == [
        "一、", "（一）", "（二）", "1.2.1", "二、", "（一）", "2.1.1"]


def test_a_level_that_is_skipped_counts_as_begun() -> None:
    lists = numbering(level(0, "decimal", "%1") + level(1, "decimal", "%1.%2"))
    assert [lists.next("1", at) for at in (1, 0)] == ["1.1", "2"]


def test_two_lists_share_the_count_of_their_definition_unless_one_starts_anew() -> None:
    more = ('<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>')
    lists = numbering(level(0, "decimal", "%1."), more)
    assert [lists.next(number, 0) for number in "112332"] == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_a_list_may_have_a_level_of_its_own() -> None:
    more = ('<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
            + level(0, "upperLetter", "%1)", '<w:start w:val="3"/>') + "</w:lvlOverride></w:num>")
    assert numbering(level(0, "decimal", "%1."), more).next("2", 0) == "C)"


@pytest.mark.parametrize(("digits", "start", "shown"), [
    ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("decimalFullWidth", 12, "１２"),
    ("decimalEnclosedCircle", 3, "③"),
    ("decimalEnclosedCircleChinese", 21, "21"), ("chineseCountingThousand", 10, "十"), ("chineseCounting", 12, "十二"),
    ("taiwaneseCountingThousand", 20, "二十"), ("chineseCounting", 35, "三十五"), ("chineseCounting", 120, "一二〇"),
    ("ideographDigital", 10, "一〇"), ("ideographTraditional", 2, "乙"), ("ideographTraditional", 11, "11"),
    ("lowerLetter", 2, "b"), ("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"), ("upperRoman", 40, "40"),
    ("bullet", 1, ""), ("hebrew1", 1, ""),
])
def test_digits(digits: str, start: int, shown: str) -> None:
    lists = numbering(level(0, digits, "%1", f'<w:start w:val="{start}"/>'))
    assert lists.next("1", 0) == shown


@pytest.mark.parametrize(("number", "at"), [("0", 0), ("9", 0), ("1", 5)])
def test_what_is_no_list_has_no_number(number: str, at: int) -> None:
    assert numbering(level(0, "decimal", "%1.")).next(number, at) == ""


def test_a_bullet_has_no_number() -> None:
    assert numbering(level(0, "bullet", "●")).next("1", 0) == ""
    assert Numbering.of(None).next("1", 0) == ""
