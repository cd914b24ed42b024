"""Lines of a PDF become the sentences that they were set from."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake.documents.read_pdf import read_pdf
from hengji.model import Paragraph, Spot

from .making_pdf import Paper, made, told

#: A line of 38 characters fills the page from 60 to 516.
FULL = "云岭县档案馆负责全县档案的收集整理保管和利用并指导各单位的档案业务工作按年度编"


def read(tmp_path: Path, *papers: Paper) -> list[str]:
    return told(read_pdf(made(tmp_path / "a.pdf", *papers)))


def test_lines_are_joined_until_a_line_set_in(tmp_path: Path) -> None:
    page = Paper().lines(60, 100, [f"\u3000{FULL[:-2]}", FULL, "制计划。", f"\u3000{FULL[:-2]}", f"{FULL}", "第二段。"])
    assert read(tmp_path, page) == [FULL[:-2] + FULL + "制计划。", FULL[:-2] + FULL + "第二段。"]


def test_a_short_line_ends_a_paragraph(tmp_path: Path) -> None:
    page = Paper().lines(60, 100, [FULL, FULL, FULL, "到此为止", "下面另说一件事", FULL])
    assert read(tmp_path, page) == [FULL * 3 + "到此为止", "下面另说一件事", FULL]


def test_a_figure_that_had_no_room_left_a_line_short(tmp_path: Path) -> None:
    page = Paper().lines(60, 100, [FULL, FULL, FULL, FULL[:33] + "共计", "1234567.89万元，已经拨付。"])
    assert read(tmp_path, page)[-1].endswith("共计1234567.89万元，已经拨付。")


def test_spaces_of_the_setting_go_and_those_between_figures_stay(tmp_path: Path) -> None:
    page = (Paper().text(60, 100, "收入 1037.42 万元，增长 11.06 %。").text(60, 160, "甲 12").text(100, 160, "34 乙")
            .text(60, 220, "编制单位：某某局").text(400, 220, "单位：元"))
    assert read(tmp_path, page) == ["收入1037.42万元，增长11.06%。", "甲12 34乙", "编制单位：某某局 单位：元"]


def test_a_paragraph_goes_on_over_the_page_and_knows_where(tmp_path: Path) -> None:
    first = Paper().lines(60, 100, [f"\u3000{FULL[:-2]}", FULL, FULL]).text(290, 800, "- 1 -")
    second = Paper().lines(60, 100, ["制计划。", f"\u3000{FULL[:-2]}", FULL]).text(280, 800, "第2页 共2页")
    manuscript = read_pdf(made(tmp_path / "a.pdf", first, second))
    assert told(manuscript) == [FULL[:-2] + FULL * 2 + "制计划。", FULL[:-2] + FULL]
    paragraph = manuscript.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spot(5) == Spot(page=1, paragraph=1)
    assert paragraph.spot(len(paragraph.text) - 2) == Spot(page=2, paragraph=1)
    assert manuscript.pages == 2


def test_a_sentence_that_ended_does_not_go_on_over_the_page(tmp_path: Path) -> None:
    first = Paper().lines(60, 100, [FULL, FULL, FULL[:-1] + "。"])
    assert read(tmp_path, first, Paper().lines(60, 100, ["另一段。"]))[1] == "另一段。"


def test_running_heads_and_feet_are_dropped(tmp_path: Path) -> None:
    pages = [Paper().text(60, 40, "云岭县档案馆2024年度部门决算").lines(60, 100, [f"第{at}件事讲完了。"])
             .text(60, 800, "内部资料").text(500, 800, f"{at}") for at in range(1, 5)]
    assert read(tmp_path, *pages) == [f"第{at}件事讲完了。" for at in range(1, 5)]


def test_a_title_repeated_close_above_its_table_stays(tmp_path: Path) -> None:
    pages = [Paper().text(200, 80, "项目绩效目标表").text(60, 96, f"项目{at}的目标如下。") for at in range(4)]
    assert read(tmp_path, *pages)[::2] == ["项目绩效目标表"] * 4


def test_headings_have_levels(tmp_path: Path) -> None:
    page = Paper().text(200, 60, "第一部分 概况", 18).lines(
        60, 120, ["一、主要职能", "（一）收集档案", "1.整理", "（二）保管档案，这一句是正文，到句号为止。"], 30)
    manuscript = read_pdf(made(tmp_path / "a.pdf", page))
    assert [block.level for block in manuscript.blocks if isinstance(block, Paragraph)] == [1, 1, 2, 3, 0]


def test_a_large_title_over_two_lines_is_one(tmp_path: Path) -> None:
    page = Paper().text(180, 100, "云岭县档案馆及所属", 24).text(230, 140, "单位决算", 24).lines(60, 300, [FULL, FULL])
    assert read(tmp_path, page)[0] == "云岭县档案馆及所属单位决算"


def test_page_numbers_of_contents_are_no_figures(tmp_path: Path) -> None:
    page = Paper().lines(60, 100, ["一、部门概况....................3", "二、收支说明………………12"])
    assert read(tmp_path, page) == ["一、部门概况", "二、收支说明"]


@pytest.mark.parametrize("extra, matrix, x, y", [
    ("/Rotate 90", "0 1 -1 0", 320, 500), ("", "0 1 -1 0", 320, 500), ("/Rotate 180", "-1 0 0 -1", 300, 480)])
def test_turned_pages_are_read_upright(tmp_path: Path, extra: str, matrix: str, x: int, y: int) -> None:
    page = Paper(extra=extra).text(300, 500, "第一行共12.5万元。", 12, matrix).text(x, y, "第二行。", 12, matrix)
    assert read(tmp_path, page) == ["第一行共12.5万元。", "第二行。"]


def test_what_is_cut_off_or_invisible_or_printed_twice(tmp_path: Path) -> None:
    page = (Paper().raw("q 0 0 595 700 re W n").text(60, 100, "遮住的3万元").text(60, 300, "看得见的5万元").raw("Q")
            .raw("3 Tr").text(60, 400, "隐去的7万元").raw("0 Tr").text(60, 500, "加粗").text(60, 500, "加粗"))
    assert read(tmp_path, page) == ["看得见的5万元", "加粗"]


def test_watermarks_are_told(tmp_path: Path) -> None:
    page = Paper().text(200, 400, "征求意见稿", 40, "0.7 0.7 -0.7 0.7").text(60, 100, "正文。")
    manuscript = read_pdf(made(tmp_path / "a.pdf", page))
    assert told(manuscript) == ["正文。"]
    assert [(str(part.spot), part.reason) for part in manuscript.unread] == [
        ("第1页", "有 5 个斜排的字符（多半是水印），没有读")]


def test_radicals_that_look_like_characters_become_them(tmp_path: Path) -> None:
    assert read(tmp_path, Paper().text(60, 100, "⽇常⼯作")) == ["日常工作"]
