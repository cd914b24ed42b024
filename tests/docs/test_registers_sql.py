"""The page on the SQL of measures names every word that may be used."""

from __future__ import annotations

from pathlib import Path

from hengji.registers.sql_words import INTERVALS, NAMES

PAGE = Path(__file__).parents[2] / "docs" / "registers-sql.zh-CN.md"


def test_every_word_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in text and f"{name}(" not in text] == []
    assert [unit for unit in INTERVALS if f"`{unit}`" not in text] == []
