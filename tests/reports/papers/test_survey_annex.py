"""Questionnaires as an annex: counts, shares, and what is said where they do not add up."""

from __future__ import annotations

import pytest

from hengji.model import Source, TalliedOption, Tally
from hengji.reports.papers.survey_annex import question_table


@pytest.mark.parametrize(("counts", "shares", "note"), [
    ((7, 3), ["占比", "70.00%", "30.00%", "100.00%"], ""),
    ((6, 3), ["占比", "60.00%", "30.00%", "90.00%"], "作答10份，其中1份没有选这一题。"),
    ((9, 4), ["占比", "90.00%", "40.00%", "130.00%"], "可以多选；占比是选的份数占作答10份的比例。")])
def test_a_question_with_its_note(counts: tuple[int, int], shares: list[str], note: str) -> None:
    tally = Tally("群众第1题 是否满意", 10, tuple(map(TalliedOption, ("是", "否"), counts)), Source("entry", who="甲"))
    table = question_table(tally, "是否满意")
    assert [cell.text for cell in table.head[0]] == ["项目", "是", "否", "合计"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["份数", *map(str, counts), str(sum(counts))], shares]
    assert table.note == note
