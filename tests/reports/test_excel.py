"""The scorecard as a workbook: live formulas with the scorecard's values, nothing injected, same bytes twice."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hengji.cases import bundled_ids
from hengji.frameworks import Framework
from hengji.intake import Book
from hengji.model import Scorecard
from hengji.reports import scorecard_workbook
from hengji.reports.further import further_tables
from hengji.services import Evaluation, evaluate_case
from tests.making import framework, judged, leaf, score

HEADINGS = ["一级指标", "分值", "得分", "二级指标", "分值", "得分", "三级指标", "分值", "指标值", "得分", "得分率",
            "扣分原因和说明"]


@cache
def yanjin() -> Evaluation:
    return evaluate_case("yanjin-2022")


def made(card: Scorecard, under: Framework) -> bytes:
    return scorecard_workbook(card, under, "sha256:abc", Book())


@cache
def _yanjin_bytes() -> bytes:
    return made(yanjin().scorecard, yanjin().framework)


def read(content: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def cells(sheet: Any) -> dict[str, Any]:
    """Every cell that holds something, by its name."""
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def scores(sheet: Any) -> dict[str, Any]:
    """Code → the score cell of the indicator, and ``total``."""
    headings = [cell.value for cell in sheet[3]]
    found: dict[str, Any] = {}
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            name = headings[cell.column - 1] or ""
            code = str(cell.value or "").partition(" ")[0]
            if name.endswith("级指标") and re.fullmatch("[A-Z][0-9]*", code):
                last = name == [heading for heading in headings if str(heading).endswith("级指标")][-1]
                found[code] = sheet.cell(cell.row, cell.column + (3 if last else 2))
        if row[0].value == "合计":
            found["total"] = sheet.cell(row[0].row, headings.index("得分") + 1)
            break
    return found


def number(value: Any) -> Fraction | None:
    return None if value in (None, "") else Fraction(str(value)).limit_denominator(10**6)


def test_every_score_stands_in_its_cell_and_parents_add_up_their_children() -> None:
    sheet, valued = (read(_yanjin_bytes(), values=values)["得分表"] for values in (False, True))
    assert [cell.value for cell in sheet[3]] == HEADINGS
    formulas, values = scores(sheet), scores(valued)
    card = yanjin().scorecard
    assert len(values) == len(card.nodes) + 1
    for node in card.nodes:
        assert number(values[node.code].value) == node.score, node.code
        assert (str(formulas[node.code].value)[:5] == "=SUM(") is not node.leaf, node.code
    assert number(values["total"].value) == card.total
    assert formulas["A"].value == "=SUM(F4:F8)"
    assert formulas["total"].value == "=SUM(C4:C33)"


def test_rates_grade_and_values_are_live_or_numbers() -> None:
    sheet, valued = (read(_yanjin_bytes(), values=values)["得分表"] for values in (False, True))
    a21 = next(cell.row for cell in sheet["G"] if str(cell.value).startswith("A21 "))
    assert sheet.cell(a21, 11).value == f'=IF(J{a21}="","",J{a21}/H{a21})'
    assert valued.cell(a21, 11).value == 0.25
    assert sheet.cell(a21, 11).number_format == "0.00%"
    assert sheet.cell(a21, 12).value.splitlines() == [
        "给定 0.50 · 按规则 0.50–1.00", "扣 0.50：计划任务没有落到科室（F3）",
        "扣 0.50：时间、经费和人手怎样安排没有写清（F3）", "扣 0.50：其余扣分没有写明对应哪个要点"]
    b11 = next(cell.row for cell in sheet["G"] if str(cell.value).startswith("B11 "))
    assert (round(sheet.cell(b11, 9).value, 6), sheet.cell(b11, 9).number_format) == (-0.051791, "0.00%")
    assert sheet["B35"].value == (
        '=IF(C34="","",IF(ROUND(C34,6)>=90,"优",IF(ROUND(C34,6)>=80,"良",IF(ROUND(C34,6)>=60,"中","差"))))')
    assert valued["B35"].value == "良"


def test_parents_are_merged_and_the_page_is_set() -> None:
    sheet = read(_yanjin_bytes())["得分表"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A4:A8", "B4:B8", "C4:C8", "D4:D5", "D6:D8", "F6:F8", "A1:L1"} <= merged
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4")
    assert sheet.print_area == "'得分表'!$A$1:$L$36"
    assert sheet["A3"].font.name == "黑体"
    assert sheet["D4"].font.name == "仿宋"


def test_the_other_sheets_hold_what_stands_behind() -> None:
    book = read(_yanjin_bytes(), values=True)
    assert book.sheetnames[:6] == ["得分表", "依据", "扣分与问题", "口径", "差异", "得分过程"]
    assert book.sheetnames[-1] == "说明"
    texts = {name: [str(value) for value in cells(book[name]).values()] for name in book.sheetnames}
    for sheet, words in (("依据", ["原始记录", "40.5", "年初预算数", "354.31万元"]),
                         ("扣分与问题",
                          ["65.00%；监管体系建设的任务没有全部完成，按完成比率得分", "F9", "严重，已核实"]),
                         ("口径", ["按附件1释义（追加、追减之和）", "35.52%", "0.47", "不计分"]),
                         ("差异", ["0.50–1.00", "未定"]), ("得分过程", ["−5.18% ≤ 10%，成立"]),
                         ("说明", ["sha256:abc", f"sha256:{yanjin().framework.sha256}"])):
        assert set(words) <= set(texts[sheet]), sheet
    assert any("hengji verify scorecard.json" in text for text in texts["说明"])


def test_texts_never_become_formulas() -> None:
    evil = "=cmd|' /C calc'!A0"
    under = framework([leaf("A", "100", name=evil)], title="@SUM(1)", grades=[
        {"name": 'x",HYPERLINK("http://x"),"', "from": "60"}, {"name": "+1", "from": "0"}])
    card = score(under, entity={"name": evil}, judgements={"A": {**judged("50"), "reason": evil}},
                 findings=[{"id": "F1", "text": "-1+1", "remedy": "\t=1"}])
    book = read(made(card, under))
    formulas = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"=SUM(B4:B4)", "=SUM(D4:D4)", '=IF(D4="","",D4/B4)', '=IF(D5="","",D5/B5)',
                        '=IF(D5="","",IF(ROUND(D5,6)>=60,"x"",HYPERLINK(""http://x""),""","+1"))'}
    assert read(made(card, under), values=True)["得分表"]["B6"].value == "+1"


def test_a_given_parent_stands_with_a_note() -> None:
    under = framework([{"code": "A", "name": "一", "weight": "100", "children": [leaf("A1", "60"), leaf("A2", "40")]}])
    card = score(under, judgements={"A1": judged("50"), "A2": judged("30")}, given={"A": "85", "total": "86"})
    sheet = read(made(card, under))["得分表"]
    found = scores(sheet)
    assert found["A"].value == 85
    assert found["A"].comment.text.strip() == "给定 85.00 · 下级合计 80.00"
    assert found["total"].value == 86
    assert "下级得分合计 85，给定 86" in found["total"].comment.text
    assert "A 一：给定 85.00 · 下级合计 80.00" in cells(sheet).values()


def test_what_is_not_scored_is_blank_with_the_reason_and_added_up_once_filled_in() -> None:
    under = framework([{"code": "A", "name": "一", "weight": "60", "children": [leaf("A1", "30"), leaf("A2", "30")]},
                       leaf("B", "40")])
    card = score(under, judgements={"A1": judged("20"), "B": judged("35")})
    content = made(card, under)
    sheet, valued = (read(content, values=values)["得分表"] for values in (False, True))
    found = scores(sheet)
    assert found["A2"].value is None
    assert found["A"].value == '=IF(COUNT(G4:G5)=2,SUM(G4:G5),"")'
    assert found["total"].value == '=IF(COUNT(C4:C6)=2,SUM(C4:C6),"")'
    assert [number(scores(valued)[code].value) for code in ("A", "total")] == [None, None]
    assert "未评分：缺“指标A2”的评判分" in cells(sheet).values()
    assert any("尚未评完：已评 55.00 / 70.00 分" in str(value) for value in cells(sheet).values())
    assert (found["B"].coordinate, found["B"].value) == ("C6", 35)  # a head that is a leaf, in the heads' column


def test_what_does_not_apply_and_overrides() -> None:
    under = framework([{"code": "A", "name": "一", "weight": "100", "children": [leaf("A1", "60"), leaf("A2", "40")]}])
    card = score(under, judgements={"A1": judged("50")}, not_applicable=[{"code": "A2", "reason": "没有业务"}],
                 overrides=[{"code": "A1", "score": "55", "who": "复核人", "reason": "补材料"}])
    sheet = read(made(card, under))["得分表"]
    texts = [str(value) for value in cells(sheet).values()]
    assert "不适用：没有业务；权重已调剂" in texts
    assert any("复核调整（复核人：补材料）" in text for text in texts)
    assert scores(sheet)["A"].value == "=SUM(G4:G5)"


def test_a_total_that_is_rounded_is_rounded_in_the_formula() -> None:
    under = framework([leaf("A", "50"), leaf("B", "50")], rounding="total", places="1")
    card = score(under, judgements={"A": judged("40.26"), "B": judged("40.25")})
    content = made(card, under)
    assert scores(read(content)["得分表"])["total"].value == "=ROUND(SUM(D4:D5),1)"
    assert number(scores(read(content, values=True)["得分表"])["total"].value) == card.total == Fraction(805, 10)


def test_same_content_same_bytes() -> None:
    again = evaluate_case("yanjin-2022")
    assert made(again.scorecard, again.framework) == _yanjin_bytes()


@pytest.mark.parametrize("case_id", bundled_ids())
def test_every_bundled_case(case_id: str) -> None:
    evaluation = evaluate_case(case_id)
    card = evaluation.scorecard
    book = read(made(card, evaluation.framework), values=True)
    found = scores(book["得分表"])
    assert {node.code: node.score for node in card.nodes} | {"total": card.total} == {
        code: number(cell.value) for code, cell in found.items()}
    assert card.grade in [cell.value for cell in book["得分表"]["B"]]
    assert [table.title for table in further_tables(card, evaluation.framework)] == book.sheetnames[6:-1]


def test_a_grade_that_the_total_does_not_give_stands_as_given() -> None:
    evaluation = yanjin()
    capped = replace(evaluation.scorecard, grade="差")
    sheet = read(made(capped, evaluation.framework))["得分表"]
    assert (sheet["B35"].data_type, sheet["B35"].value) == ("s", "差")


@pytest.mark.needs_office
def test_recalculated_by_an_office_program_the_numbers_are_the_same(tmp_path: Path) -> None:
    book = read(_yanjin_bytes())
    book.save(tmp_path / "without.xlsx")  # openpyxl keeps no values of formulas
    assert cells(read((tmp_path / "without.xlsx").read_bytes(), values=True)["得分表"]).get("C34") is None
    soffice = shutil.which("soffice")
    assert soffice
    subprocess.run([soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                    "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "again"),
                    str(tmp_path / "without.xlsx")], check=True, capture_output=True, timeout=180)
    again = read((tmp_path / "again" / "without.xlsx").read_bytes(), values=True)["得分表"]
    ours = read(_yanjin_bytes(), values=True)["得分表"]
    for row in ours.iter_rows(min_row=4, max_row=35):
        for cell in row:
            there = again[cell.coordinate].value
            if isinstance(cell.value, int | float):
                assert there == pytest.approx(cell.value, abs=1e-12), cell.coordinate
    assert again["B35"].value == "良"
