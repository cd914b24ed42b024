"""Every kind of every case is set as official papers are: Chinese punctuation, nothing doubled or unfinished."""

from __future__ import annotations

import re

import pytest

from hengji.reports.papers import PAPERS, plain_text
from tests.reports.papers.written import evaluated

CASES = ("yanjin-2022", "xinzheng-2021", "heshan-2021", "jingdezhen-2023", "zhengzhou-2022")
#: What no official paper has, and what it is.
SLIPS = {
    "punctuation twice": r"[。；，、：]{2,}",
    "half-width punctuation after Chinese": r"[\u4e00-\u9fff][,;:?!]",
    "half-width brackets around Chinese": r"\([^()\n]*[\u4e00-\u9fff][^()\n]*\)",
    "a word or a unit twice": r"的的|了了|和和|是是|分分|元元|项项|件件|人人|%%",
    "nothing in brackets": r"（）|“”|《》|【】",
    "an opened quotation": r"“[^”\n]*(?:\n|$)",
    "a value of the program": r"None|Fraction|nan|Missing|\{|\}",
}


@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("name", CASES)
def test_nothing_slips(name: str, kind: str) -> None:
    evaluation = evaluated(name)
    told = plain_text(PAPERS[kind].make(evaluation.scorecard, evaluation.framework))
    found = {what: match[0] for what, pattern in SLIPS.items() if (match := re.search(pattern, told))}
    assert found == {}
