"""Two versions of a report side by side: which figures changed, where, by how much."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from hengji.cases import bundled_path
from hengji.model import Unusable
from hengji.reports import ReportChanges
from hengji.services import changes_document, changes_told, check_outs, report_changes, write_changes

DRAFT = """\
清河县数据服务中心2023年度部门整体支出绩效评价报告
一、基本情况
核定编制20名，年末实有在编在岗人员21名。
二、支出情况
2023年基本支出决算数为310.50万元，项目支出决算数为120.40万元。项目支出占27.94%。
三、评价结论
总体得分为88.50分，等级为“良”。
单位：分
| 编号 | 指标 | 分值 | 得分 |
| --- | --- | --- | --- |
| A1 | 预算执行率 | 10 | 9.50 |
| A2 | 预算调整率 | 10 | 8.00 |
| 合计 | | 20 | 17.50 |
"""


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "初稿.md", tmp_path / "定稿.md"
    first.write_text(DRAFT, encoding="utf-8")
    changed = DRAFT
    for before, after in (("120.40万元", "130.40万元"), ("27.94%", "29.58%"), ("88.50", "90.50"), ("“良”", "“优”"),
                          ("| 8.00", "| 10.00"), ("17.50", "19.50"), ("21名", "21名，其中女12名")):
        assert before in changed
        changed = changed.replace(before, after)
    second.write_text(changed, encoding="utf-8")
    return first, second


def compared(versions: tuple[Path, Path]) -> ReportChanges:
    return report_changes(*map(str, versions))


def test_what_changed_between_documents(versions: tuple[Path, Path]) -> None:
    changes = compared(versions)
    told = {(one.first, one.second): one for one in changes.figures}
    assert told[("120.40万元", "130.40万元")].difference == "+10万元"
    assert told[("120.40万元", "130.40万元")].where == "二、支出情况"
    assert told[("27.94%", "29.58%")].difference == "+1.64个百分点"
    assert told[("", "12名")].difference == ""
    assert (changes.changed, changes.new, changes.left) == (3, 1, 0)
    assert [(one.code, one.name, one.first, one.second, one.difference) for one in changes.scores] == [
        ("", "总分", "88.50", "90.50", "+2.00"), ("A2", "预算调整率", "8.00", "10.00", "+2.00"),
        ("", "合计", "17.50", "19.50", "+2.00")]
    assert (changes.first.grade, changes.second.grade) == ("良", "优")


def test_the_same_document_twice(versions: tuple[Path, Path]) -> None:
    changes = compared((versions[0], versions[0]))
    assert (changes.figures, changes.scores) == ((), ())
    assert changes_told(changes).lines[-1].startswith("两稿的数都相同")


def test_cases_by_the_names_of_their_values(tmp_path: Path) -> None:
    source = (bundled_path("yanjin-2022") / "case.yaml").read_text(encoding="utf-8")
    text = source.replace("C22: 6.50", "C22: 9.50").replace("value: 354.31万元", "value: 364.31万元")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    changes = report_changes("yanjin-2022", str(tmp_path))
    assert [(one.code, one.difference) for one in changes.scores] == [("C22", "+3.00")]
    assert ("年初预算数", "354.31万元", "364.31万元") in [(one.name, one.first, one.second) for one in changes.figures]


def test_in_every_form(versions: tuple[Path, Path], tmp_path: Path) -> None:
    changes = compared(versions)
    page = write_changes(changes, [tmp_path / "对比.html"])[0].read_text(encoding="utf-8")
    assert "120.40万元" in page
    assert "http" not in page
    book = openpyxl.load_workbook(write_changes(changes, [tmp_path / "对比.xlsx"])[0])
    assert [sheet.title for sheet in book] == ["得分", "数字"]
    assert book["得分"]["B3"].value == "预算调整率"
    document = changes_document(changes)
    assert document["schema"] == "hengji/report-diff/1"
    assert document["second"] == {"name": "定稿.md", "figures": changes.second.figures, "total": "90.50", "grade": "优"}
    with pytest.raises(Unusable):
        write_changes(changes, [tmp_path / "别的.html", tmp_path / "对比.pdf"])
    assert not (tmp_path / "别的.html").exists()


def test_outs_that_would_replace_what_is_read_or_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        check_outs([tmp_path / "甲.html", tmp_path / "对比.pdf"], [str(tmp_path / "甲.html"), "乙.html"])
    assert ["不会写" in problem.text for problem in caught.value.problems] == [True, False]
    assert "覆盖" in caught.value.problems[1].text


def test_a_document_and_a_case_are_not_compared(versions: tuple[Path, Path]) -> None:
    with pytest.raises(Unusable) as caught:
        report_changes(str(versions[0]), "yanjin-2022")
    assert "一边是文稿，一边是案例" in str(caught.value)


def test_both_documents_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        report_changes(str(tmp_path / "甲.docx"), str(tmp_path / "乙.docx"))
    assert len(caught.value.problems) == 2


def test_figures_of_a_formula_are_called_by_what_it_gives(tmp_path: Path) -> None:
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    told = "人员管理情况良好；在职人数控制率=在职人员数÷编制数=20人÷21人=95.24%；95.24%不高于100%。\n"
    first.write_text(told, encoding="utf-8")
    second.write_text(told.replace("20人", "23人").replace("95.24%", "109.52%"), encoding="utf-8")
    names = [one.name for one in report_changes(str(first), str(second)).figures]
    assert "在职人数控制率的算式" in names
    assert not [name for name in names if "%" in name or not any(map(str.isalpha, name))]
