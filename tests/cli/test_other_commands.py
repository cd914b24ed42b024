"""``compare``, ``request-list``, ``roll-forward`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from hengji.cases import bundled_path
from hengji.cli.app import main


def test_compare_a_case_with_its_sealed_scorecard(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["evaluate", "yanjin-2022", "--out", str(tmp_path), "--formats", "json"]) == 0
    sealed = str(tmp_path / "scorecard.json")
    capsys.readouterr()
    assert main(["compare", "yanjin-2022", sealed]) == 0
    assert "每个指标都相同" in capsys.readouterr().out
    assert main(["compare", "yanjin-2022", sealed, "--all"]) == 0
    assert "B11" in capsys.readouterr().out


def test_compare_as_json_the_largest_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = (bundled_path("yanjin-2022") / "case.yaml").read_text(encoding="utf-8")
    (tmp_path / "case.yaml").write_text(source.replace("C22: 6.50", "C22: 9.50"), encoding="utf-8")
    assert main(["compare", "yanjin-2022", str(tmp_path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "hengji/comparison/1"
    total, first, second = document["indicators"][:3]
    assert (total["code"], total["difference"]) == ("total", "0.00")
    assert (first["code"], first["first"], first["second"], first["difference"]) == ("C22", "6.50", "9.50", "3.00")
    assert first["reasons"] == [{"code": "same_grounds", "text": "依据相同，给定的得分不同"}]
    assert second["difference"] == "0.00"  # the parents' given scores stand


def test_request_list_in_every_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["request-list", "yanjin-2022", "-o", str(tmp_path / "清单.xlsx")]) == 0
    assert "个指标" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(tmp_path / "清单.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["编号", "指标", "状态", "要的资料", "已交", "还缺"]
    assert sheet.max_row == 31
    assert main(["request-list", "heshan-2021", "-o", str(tmp_path / "清单.csv"), "--missing"]) == 0
    capsys.readouterr()
    assert (tmp_path / "清单.csv").read_text(encoding="utf-8-sig").startswith("编号")
    assert main(["request-list", "heshan-2021", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "hengji/request-list/1"
    assert main(["request-list", "heshan-2021", "-o", "清单.pdf"]) == 2
    assert ".xlsx 或 .csv" in capsys.readouterr().err


def test_roll_forward_tells_what_must_be_handed_in(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["roll-forward", "yanjin-2022", "-o", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "2023年度" in told
    assert "年初预算数" in told


def test_what_somebody_may_have_filled_in_is_not_overwritten(
        capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for arguments in (["template", "yanjin-2022", "-o"], ["framework", "export", "yanjin-2022", "--xlsx"]):
        file = tmp_path / f"{arguments[0]}.xlsx"
        file.write_text("填好的", encoding="utf-8")
        assert main([*arguments, str(file)]) == 2
        assert "不覆盖" in capsys.readouterr().err
        assert file.read_text(encoding="utf-8") == "填好的"
        assert main([*arguments, str(file), "--force"]) == 0
        capsys.readouterr()
        assert file.read_bytes()[:2] == b"PK"


def test_an_indicator_by_its_name_and_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("b11", "预算调整率"):
        assert main(["explain", "yanjin-2022", code]) == 0
        assert capsys.readouterr().out.startswith("B11 预算调整率")
