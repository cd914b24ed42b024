"""A case under a framework that is a workbook: found beside it, sealed as the YAML that the workbook says."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from hengji.cli.app import main
from hengji.frameworks import find_framework, framework_workbook, framework_yaml, load_framework
from tests.cases.filling import RIGHT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case, and its framework as a workbook beside it."""
    framework, _ = load_framework(RIGHT / "framework.yaml")
    assert framework is not None
    (tmp_path / "体系.xlsx").write_bytes(framework_workbook(framework))
    case = (RIGHT / "case.yaml").read_text(encoding="utf-8")
    assert "framework: framework.yaml" in case
    (tmp_path / "case.yaml").write_text(case.replace("framework.yaml", "体系.xlsx"), encoding="utf-8")
    return tmp_path


def test_check_and_show_take_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["framework", "check", str(folder / "体系.xlsx")]) == 0
    assert "可以使用：" in capsys.readouterr().out
    assert main(["framework", "show", str(folder / "体系.xlsx")]) == 0
    assert "所需数据：" in capsys.readouterr().out


def test_a_mistake_is_told_at_its_cell(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(folder / "体系.xlsx")
    book["指标"]["C3"].value = "五十"
    book.save(folder / "体系.xlsx")
    for arguments in (["framework", "check", str(folder / "体系.xlsx")], ["evaluate", str(folder)]):
        assert main(arguments) == 2
        assert "体系.xlsx:指标!C3  “五十”不是一个数" in capsys.readouterr().err


def test_the_sealed_framework_is_yaml(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    framework, problems = find_framework("体系.xlsx", folder)
    assert framework is not None, problems
    assert framework.text == framework_yaml(framework)
    assert main(["evaluate", str(folder), "--out", str(folder / "结果"), "--formats", "json"]) == 0
    sealed = folder / "结果" / "scorecard.json"
    assert framework.text in json.dumps(json.loads(sealed.read_text(encoding="utf-8")), ensure_ascii=False).replace(
        "\\n", "\n").replace('\\"', '"')
    (folder / "体系.xlsx").unlink()
    assert main(["verify", str(sealed)]) == 0
    capsys.readouterr()


def test_a_template_names_the_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "模板.xlsx"
    assert main(["template", str(folder / "体系.xlsx"), "-o", str(path), "--case", str(folder)]) == 0
    assert openpyxl.load_workbook(path)["基本信息"]["B6"].value == "体系.xlsx"
    assert main(["evaluate", str(path)]) == 0
    capsys.readouterr()


def test_a_workbook_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["framework", "check", str(tmp_path / "没有.xlsx")]) == 2
    assert "没有这个文件" in capsys.readouterr().err
