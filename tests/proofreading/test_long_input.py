"""What nobody writes takes no more than its share of time: endless sentences, lists, digits, and equal figures."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from hengji.intake import read_manuscript
from hengji.proofreading import proofread

WRONG = "2024年支出决算数为512.40万元，比上年减少38.60万元，下降8.19%。"


@pytest.mark.parametrize("text", [
    "其中：" + "、".join(f"工程{at}支出{at}.5万元" for at in range(600)) + "，合计5万元。",
    "1234567890," * 4000, WRONG * 200, f"{WRONG}\n" * 200, "（" * 20_000 + "5万元" + "）" * 20_000,
], ids=["list", "digits", "line", "lines", "brackets"])
def test_it_ends_soon(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    started = process_time()
    proofread(read_manuscript(path))
    assert process_time() - started < 6
