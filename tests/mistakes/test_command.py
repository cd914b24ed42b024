"""Mistakes through the command line: all at once, exit code 2, nothing written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hengji.cli.app import main

HERE = Path(__file__).parent
SEVERAL = {"framework": ("“公里”", "“A”重复", "“预算书”", "“3”没有写明", "source"),
           "case": ("“很多”不是一个数", "“支出额”", "A9", "B4 的评判没有理由", "“区”", "kind")}
COMMANDS = {"framework": ["framework", "check"], "case": ["evaluate"]}


@pytest.mark.parametrize("kind", ["framework", "case"])
def test_all_mistakes_of_a_file_are_told_at_once(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = HERE / kind / "several_mistakes.yaml"
    assert main([*COMMANDS[kind], str(file)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [words for words in SEVERAL[kind] if words not in printed.err] == []
    assert "共 6 个问题" in printed.err


@pytest.mark.parametrize("name", ["value_no_number", "framework_file_broken", "alias", "judgement_without_reason"])
def test_problems_as_json_stand_on_standard_output(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = HERE / "case" / f"{name}.yaml"
    assert main(["evaluate", str(file), "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.err == ""
    document = json.loads(printed.out)
    assert document["schema"] == "hengji/problems/1"
    assert document["problems"]
    for problem in document["problems"]:
        assert list(problem) == ["place", "expected", "found", "suggestion", "text"]
        assert ".yaml:" in problem["place"]


@pytest.mark.parametrize("formats", ["json", "html", "json,html"])
def test_nothing_is_written_for_a_bad_case(formats: str, tmp_path: Path) -> None:
    file = HERE / "case" / "count_negative.yaml"
    assert main(["evaluate", str(file), "--out", str(tmp_path / "结果"), "--formats", formats]) == 2
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_in_an_unknown_format(tmp_path: Path) -> None:
    assert main(["evaluate", str(HERE / "right"), "--out", str(tmp_path / "结果"), "--formats", "json,pdf"]) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["evaluate"], ["explain"], ["framework", "check"], ["framework", "show"],
                                     ["verify"]], ids=" ".join)
def test_missing_input_is_no_defect_of_ours(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "没有.yaml", *(["A1"] if command == ["explain"] else [])]) == 2
    assert "没有" in capsys.readouterr().err


def test_file_as_output_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("原有内容", encoding="utf-8")
    assert main(["evaluate", str(HERE / "right"), "--out", str(blocked)]) == 2
    told = capsys.readouterr().err
    assert "写不进这个文件夹" in told
    assert not any("a" <= letter.lower() <= "z" for letter in told.replace(str(blocked), ""))
    assert blocked.read_text(encoding="utf-8") == "原有内容"


def test_installed_command_answers_with_exit_code_2() -> None:
    command = Path(sys.executable).parent / "hengji"
    done = subprocess.run([command, "evaluate", HERE / "case" / "value_no_number.yaml"],
                          capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "value_no_number.yaml:10:24  “很多”不是一个数" in done.stderr
    assert done.stderr.endswith("共 1 个问题；改好后再运行。没有写出任何文件。\n")
