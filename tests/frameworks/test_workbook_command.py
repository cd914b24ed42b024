"""Export and import as commands: both ways, nothing written when there is a problem, nothing lost unsaid."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hengji.cli.app import main
from hengji.frameworks import framework_yaml, load_framework, shipped_framework


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(list(args))
    told = capsys.readouterr()
    return code, told.out, told.err


def exported(capsys: pytest.CaptureFixture[str], folder: Path, name: str = "yanjin-2022") -> Path:
    path = folder / "新" / "体系.xlsx"
    code, out, err = run(capsys, "framework", "export", name, "--xlsx", str(path), "--force")
    assert (code, err) == (0, "")
    assert out == f"已写出 {path}：{_title(name)}，48 个指标，19 项所需数据。\n"
    return path


def _title(name: str) -> str:
    framework, _ = shipped_framework(name) if not name.endswith(".yaml") else load_framework(Path(name))
    assert framework is not None
    return framework.title


def test_there_and_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workbook = exported(capsys, tmp_path)
    text = tmp_path / "体系.yaml"
    code, out, err = run(capsys, "framework", "import", str(workbook), "-o", str(text))
    assert (code, err) == (0, "")
    assert f"已写出 {text}" in out
    assert out.count("提醒：") == 3
    framework, _ = shipped_framework("yanjin-2022")
    assert framework is not None
    assert text.read_text(encoding="utf-8") == framework_yaml(framework)
    first = workbook.read_bytes()
    assert exported(capsys, tmp_path, str(text)).read_bytes() == first


def test_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "体系.xlsx"
    _, out, _ = run(capsys, "framework", "export", "yanjin-2022", "--xlsx", str(path), "--json")
    assert json.loads(out)["written"] == str(path)
    _, out, _ = run(capsys, "framework", "import", str(path), "-o", str(tmp_path / "体系.yaml"), "--json")
    document = json.loads(out)
    assert (document["id"], document["leaves"], len(document["warnings"])) == ("yanjin-2022", 30, 3)


def test_nothing_is_written_when_there_is_a_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workbook = exported(capsys, tmp_path)
    book = openpyxl.load_workbook(workbook)
    book["等级"]["B4"] = "八十"
    book.save(workbook)
    (tmp_path / "体系.yaml").write_text("原有的", encoding="utf-8")
    code, out, err = run(capsys, "framework", "import", str(workbook), "-o", str(tmp_path / "体系.yaml"), "--force")
    assert (code, out) == (2, "")
    assert f"{workbook}:等级!B4  “八十”不是一个数" in err
    assert "共 1 个问题；改好后再运行。没有写出任何文件。" in err
    assert (tmp_path / "体系.yaml").read_text(encoding="utf-8") == "原有的"
    code, out, _ = run(capsys, "framework", "import", str(workbook), "-o", str(tmp_path / "新.yaml"), "--json")
    assert code == 2
    assert json.loads(out)["problems"][0]["place"] == f"{workbook}:等级!B4"
    assert not (tmp_path / "新.yaml").exists()


@pytest.mark.parametrize(("args", "told"), [
    (("export", "yanjin", "--xlsx", "甲.xlsx"), "没有名为“yanjin”的指标体系"),
    (("export", "yanjin-2022", "--xlsx", "甲.xls"), "文件名的结尾不对"),
    (("import", "没有.xlsx", "-o", "甲.yaml"), "没有这个文件"),
    (("import", "没有.xlsx", "-o", "甲.xlsx"), "文件名的结尾不对"),
])
def test_what_cannot_be_done(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                             args: tuple[str, ...], told: str) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "framework", *args)
    assert code == 2
    assert told in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change", [
    {"materials": ["甲\n乙"]},
    {"explain": "长" * 9_000, "formula": "支出" + " " * 40_000 + "+ 支出"},
    {"explain": "坏\ufffe"},
    {"readings": [{"name": "同名", "source": "甲", "rule": {"kind": "proportional"}},
                  {"name": "同名", "source": "乙", "rule": {"kind": "proportional", "cap": "50%"}}]},
], ids=["a list item on two lines", "a text that no cell holds", "a character that no workbook holds", "same names"])
def test_what_a_workbook_cannot_hold_is_not_exported(
        capsys: pytest.CaptureFixture[str], tmp_path: Path, change: dict[str, Any]) -> None:
    document = {"schema": "hengji/framework/1", "id": "t", "version": "1", "title": "体系", "source": "某处",
                "grades": [{"name": "好", "from": "0"}], "facts": [{"name": "支出", "unit": "%"}],
                "indicators": [{"code": "A", "name": "甲", "weight": "100", "formula": "支出",
                                "rule": {"kind": "proportional"}, **change}]}
    (tmp_path / "体系.yaml").write_text(json.dumps(document), encoding="utf-8")
    code, out, err = run(capsys, "framework", "export", str(tmp_path / "体系.yaml"),
                         "--xlsx", str(tmp_path / "体系.xlsx"))
    assert (code, out) == (2, "")
    assert "这个指标体系有工作簿装不下的内容，没有导出" in err
    assert not (tmp_path / "体系.xlsx").exists()
