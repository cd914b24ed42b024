"""The checks can fail: each sees the defect that was planted for it, and nothing in what is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from hengji.reports.papers import Paper
from tests.rendered import checks, planting, workbooks
from tests.rendered.figures import figures_absent
from tests.rendered.making import Rendered, converted
from tests.rendered.pages import Page, Printed, read_pdf

pytestmark = [pytest.mark.needs_office, pytest.mark.xdist_group("rendered")]
Beside = Callable[[Printed, Paper], Iterator[str]]
ALONE = (checks.blank, checks.lonely, checks.outside, checks.ink, checks.crossed, checks.strange_fonts,
         checks.misnumbered)
BESIDE: tuple[Beside, ...] = (
    checks.lost, checks.torn_numbers, checks.not_right, checks.heads_not_repeated, checks.torn_from,
    checks.stray_notes, checks.units_missing, checks.contents_wrong)
BOOKS = {"sound": {}, "wrong": {"formula": 3}, "unset": {"page": False}, "low": {"high": False}, "short": {"area": 30}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planted")


@pytest.fixture(scope="module")
def defects(folder: Path) -> dict[str, Printed]:
    files = {f"{name}.docx": content for name, content in planting.planted().items()}
    books = {f"{name}-book.xlsx": planting.workbook(**how) for name, how in BOOKS.items()}  # type: ignore[arg-type]
    return {path.stem: read_pdf(path) for path in converted(folder, files | books).glob("*.pdf")}


def test_in_a_sound_paper_no_check_sees_anything(defects: dict[str, Printed]) -> None:
    assert [told for check in ALONE for told in check(defects["sound"])] == []
    assert list(checks.lonely(defects["ending"])) == []
    assert [told for check in BESIDE for told in check(defects["sound"], planting.sound())] == []


@pytest.mark.parametrize(("name", "check", "told"), [
    ("blank", checks.blank, "第2页是空白页"), ("ending alone", checks.lonely, "只有“发文日期：年月日”"),
    ("wide", checks.outside, "的线在版心以外"),
    ("outdented", checks.outside, "在版心以外"), ("outdented", checks.ink, "印到了纸边"),
    ("cut", checks.crossed, "有线穿过文字"), ("rare", checks.strange_fonts, "OpenSymbol"),
    ("strange", checks.strange_fonts, "的字体"), ("unnumbered", checks.misnumbered, "的页码是[]")])
def test_pages_alone(name: str, check: Callable[[Printed], Iterator[str]], told: str,
                     defects: dict[str, Printed]) -> None:
    found = list(check(defects[name]))
    assert any(told in one for one in found), (name, found[:3])


@pytest.mark.parametrize(("name", "check", "told"), [
    ("hidden", checks.lost, "共45类，第7类"), ("unitless", checks.lost, "收入情况表单位：万元"),
    ("left", checks.not_right, "没有右对齐"),
    ("headless", checks.heads_not_repeated, "没有表头“项目年初预算数决算数”"),
    ("loose", checks.torn_from, "与下文分开了"), ("loose", checks.stray_notes, "离开了表"),
    ("unit at the left", checks.units_missing, "没有“单位：万元”"),
    ("miscounted", checks.contents_wrong, "页码不对的")])
def test_pages_beside_their_paper(name: str, check: Beside, told: str, defects: dict[str, Printed]) -> None:
    found = list(check(defects[name], planting.sound()))
    assert any(told in one for one in found), (name, found[:3])


def test_numbers_without_room(defects: dict[str, Printed]) -> None:
    found = list(checks.torn_numbers(defects["crowded"], planting.crowded()))
    assert len(found) == 8
    assert "分在两行" in found[0]


def test_a_number_of_pages_that_no_paper_has(defects: dict[str, Printed]) -> None:
    assert list(checks.too_few_or_many(defects["sound"], 1, 3))
    assert not list(checks.too_few_or_many(defects["sound"], 10, 20))


@pytest.mark.parametrize("kind", ["evaluation", "self-evaluation", "working-paper"])
def test_a_score_that_is_not_printed(kind: str, rendered: Rendered) -> None:
    made, printed = rendered.made["yanjin-2022", kind], rendered.word("yanjin-2022", kind)
    for code in ("A11", "C22", "D32"):
        nodes = tuple(replace(node, score=Fraction(77, 100)) if node.code == code else node for node in made.card.nodes)
        assert any(code in told for told in figures_absent(printed, replace(made.card, nodes=nodes), kind))
        nodes = tuple(replace(node, weight=Fraction(17)) if node.code == code else node for node in made.card.nodes)
        assert any(code in told for told in figures_absent(printed, replace(made.card, nodes=nodes), kind))


@pytest.mark.parametrize("kind", ["evaluation", "self-evaluation", "feedback", "rectification"])
def test_a_total_and_a_grade_that_are_not_printed(kind: str, rendered: Rendered) -> None:
    made, printed = rendered.made["yanjin-2022", kind], rendered.word("yanjin-2022", kind)
    assert [*figures_absent(printed, replace(made.card, total=Fraction(8137, 100)), kind)]
    assert any("等级" in told for told in figures_absent(printed, replace(made.card, grade="差"), kind))


def test_a_sound_workbook(defects: dict[str, Printed], folder: Path) -> None:
    content, printed = planting.workbook(), defects["sound-book"]
    assert [*workbooks.badly_set_up(content, "表"), *workbooks.without_head(printed, content),
            *workbooks.unprinted(printed, content), *workbooks.seen_above(printed), *checks.crossed(printed),
            *checks.outside(printed, workbooks.SHEET, workbooks.SHEET)] == []
    assert len(printed.pages) > 1


def test_workbooks_with_defects(defects: dict[str, Printed]) -> None:
    assert {told.partition("”")[2][:6] for told in workbooks.badly_set_up(planting.workbook(page=False), "表")} == {
        "没有设成一页", "不是 A4 ", "的打印区域是", "没有冻结表头", "没有每页重复"}
    content = planting.workbook()
    assert len(list(workbooks.without_head(defects["unset-book"], content))) == len(defects["unset-book"].pages) - 1
    assert "有线穿过文字" in next(checks.crossed(defects["low-book"]))
    assert len(list(workbooks.unprinted(defects["short-book"], content))) > 10
    assert "打印区域是A1:C31" in next(workbooks.badly_set_up(planting.workbook(area=30), "表"))


def test_a_formula_that_gives_something_else(folder: Path) -> None:
    books = {f"{name}.xlsx": planting.workbook(formula=value) for name, value in (("right", 2), ("wrong", 3))}
    calculated = converted(folder / "calculated", books, "xlsx")
    found = {name: list(workbooks.miscalculated(content, (calculated / name).read_bytes(), "表"))
             for name, content in books.items()}
    assert found["right.xlsx"] == []
    assert len(found["wrong.xlsx"]) == 59
    assert found["wrong.xlsx"][0] == "表 表!C2 写的是3，算得2"


def test_ink_of_the_page_before() -> None:
    page = Page(2, 842, 595, (), (), Image.new("L", (421, 297), 255))
    assert list(workbooks.seen_above(Printed("表", (page,), (), b""))) == []
    page.picture.paste(0, (50, 10, 60, 14))
    assert list(workbooks.seen_above(Printed("表", (page,), (), b"")))
