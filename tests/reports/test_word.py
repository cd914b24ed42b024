"""The scorecard as a Word file: merged tables, Chinese fonts, every score, same bytes twice."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from hengji.reports import scorecard_document_docx
from hengji.reports.listings import Column, Listing
from hengji.reports.numerals import numeral
from hengji.services import Evaluation, evaluate_case
from hengji.telling import points_shown
from tests.making import framework, judged, leaf, score


@cache
def yanjin() -> Evaluation:
    return evaluate_case("yanjin-2022")


@cache
def _bytes() -> bytes:
    return scorecard_document_docx(yanjin().scorecard, yanjin().framework, "sha256:abc")


def opened(content: bytes | None = None) -> Any:
    return docx.Document(BytesIO(content or _bytes()))


def texts(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_title_result_and_sections() -> None:
    paragraphs = [paragraph.text for paragraph in opened().paragraphs]
    assert paragraphs[:3] == ["延津县政务服务和大数据管理局", "2022年度部门整体支出绩效评价",
                              "总分 86.00　等级 良　满分 100　按规则复算 85.00–86.50"]
    headings = [paragraph.text for paragraph in opened().paragraphs if paragraph.style.name == "Heading 1"]
    assert headings[:6] == ["一、得分表", "二、扣分", "三、给定与复算", "四、口径", "五、发现的问题", "六、得分的证据"]
    assert headings[-1].endswith("、说明")


def test_every_score_stands_in_the_table() -> None:
    rows = texts(opened().tables[0])
    assert rows[0] == ["一级指标\n得分 / 分值", "二级指标\n得分 / 分值", "三级指标", "分值", "指标值", "得分", "得分率",
                       "说明"]
    leaves = {row[2].partition(" ")[0]: row for row in rows[1:-1]}
    for node in yanjin().scorecard.nodes:
        if node.leaf:
            assert leaves[node.code][5] == points_shown(node.score), node.code
        else:
            told = f"{node.code} {node.name}\n{points_shown(node.score)} / {node.weight}"
            assert told in {row[node.level - 1] for row in rows}, node.code
    assert rows[-1] == ["合计", "合计", "合计", "100", "", "86.00", "86.00%", "等级 良"]


def test_parents_are_merged_downwards() -> None:
    table = opened().tables[0]
    merges = [[None if cell.vMerge is None else cell.vMerge for cell in row.tc_lst[:2]]
              for row in table._tbl.tr_lst[1:6]]
    assert merges == [["restart", "restart"], ["continue", "continue"], ["continue", "restart"],
                      ["continue", "continue"], ["continue", "continue"]]
    assert table._tbl.tr_lst[-1].tc_lst[0].grid_span == 3


def test_headings_repeat_and_lines_are_not_torn() -> None:
    for table in opened().tables[:-1]:
        first, *rest = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rest)


def test_chinese_fonts_are_set_as_such() -> None:
    document = opened()
    fonts = {name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
             for name in ("Normal", "Title", "Subtitle", "Heading 1", "表头", "表格文字")}
    assert fonts == {"Normal": "仿宋", "Title": "黑体", "Subtitle": "仿宋", "Heading 1": "黑体", "表头": "黑体",
                     "表格文字": "仿宋"}
    assert {paragraph.style.name for paragraph in document.paragraphs} <= set(fonts)
    used = {paragraph.style.name for table in document.tables for cell in table._cells for paragraph in cell.paragraphs}
    assert used == {"表头", "表格文字"}
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    assert dict(defaults.attrib) == {qn(f"w:{script}"): "仿宋" if script == "eastAsia" else "Times New Roman"
                                     for script in ("ascii", "hAnsi", "cs", "eastAsia")}


def test_what_stands_behind_the_scores() -> None:
    tables = [texts(table) for table in opened().tables]
    assert tables[1][-1] == ["C22", "大数据综合服务监管体系建设实现率", "3.50",
                             "65.00%；监管体系建设的任务没有全部完成，按完成比率得分", ""]
    assert tables[2][1][2:5] == ["0.50", "0.50–1.00", "未定"]
    assert [row[3:6] for row in tables[3][1:]] == [["−5.18%", "2.00", "采用"], ["−12.33%", "2.00", "不计分"],
                                                   ["35.52%", "0.47", "不计分"]]
    assert ["没有依据，或依据没有公布", "6.50", "7.56%"] in tables[5]
    assert ["封签", "sha256:abc"] in tables[-1]


def test_a_leaf_above_the_last_level_goes_to_the_end_of_the_names() -> None:
    under = framework([{"code": "A", "name": "一", "weight": "60", "children": [leaf("A1", "60")]}, leaf("B", "40")])
    card = score(under, judgements={"A1": judged("50")})
    rows = texts(opened(scorecard_document_docx(card, under, "sha256:abc")).tables[0])
    assert rows[2] == ["B 指标B", "B 指标B", "40", "", "—", "—", "未评分：缺“指标B”的评判分"]
    assert rows[3][-4:] == ["", "—", "—", ""]


def test_one_level_and_texts_that_xml_cannot_hold() -> None:
    under = framework([leaf("A", "100", name="名\x01<w:p>&")])
    card = score(under, judgements={"A": judged("100")})
    document = opened(scorecard_document_docx(card, under, "sha256:abc"))
    assert texts(document.tables[0])[1] == ["A 名\ufffd<w:p>&", "100", "", "100.00", "100.00%", ""]
    assert "没有扣分" in [paragraph.text for paragraph in document.paragraphs]


def test_same_content_same_bytes() -> None:
    again = evaluate_case("yanjin-2022")
    assert scorecard_document_docx(again.scorecard, again.framework, "sha256:abc") == _bytes()


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"),
                                              (100, "一百"), (102, "一百零二"), (110, "一百一十"), (999, "九百九十九")])
def test_numerals(number: int, text: str) -> None:
    assert numeral(number) == text


def test_of_a_long_table_only_what_must_be_looked_at() -> None:
    rows = tuple((str(number),) for number in range(100))
    table = Listing("核对", (Column("数字", 10),), rows, note="100 个数", tones=("wrong", "look", *("",) * 98))
    assert table.brief().rows == (("0",), ("1",))
    assert table.brief().note == "100 个数；这里只列要看的 2 行，其余 98 行见 scorecard.xlsx"
    quiet = replace(table, tones=("",) * 100)
    assert quiet.brief() is quiet


@pytest.mark.needs_office
def test_an_office_program_opens_it(tmp_path: Path) -> None:
    (tmp_path / "scorecard.docx").write_bytes(_bytes())
    soffice = shutil.which("soffice")
    assert soffice
    subprocess.run([soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), str(tmp_path / "scorecard.docx")],
                   check=True, capture_output=True, timeout=180)
    assert (tmp_path / "scorecard.pdf").read_bytes().startswith(b"%PDF")
