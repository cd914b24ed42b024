"""``hengji proofread``: blocks, width, JSON, exit codes, what is set aside and mended, files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from rich.cells import cell_len

from hengji.cli.app import main

WRONG = "一、支出情况\n2024年支出决算数为512.40万元，比上年减少38.60万元，下降8.19%。\n"
RIGHT = WRONG.replace("8.19%", "7.01%")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("林业局.txt").write_text(WRONG, encoding="utf-8")
    Path("水利局.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def out(arguments: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    assert main(["proofread", *arguments]) == code, capsys.readouterr().err
    return capsys.readouterr().out


def test_first_how_much_was_checked_then_a_block_for_each_finding(capsys: pytest.CaptureFixture[str]) -> None:
    lines = out(["林业局.txt"], capsys).splitlines()
    assert lines[0] == "校对　林业局.txt"
    assert lines[1].startswith("3 个数字，核对 3 个，关系 ")
    assert lines[2].startswith("发现：错误 1")
    block = lines[lines.index("") + 1:]
    assert block[0].startswith("1 ")
    assert "错误　第2行" in block[0]
    words = dict(line.split(maxsplit=1) for line in block[1:] if line.startswith("  ") and line[2] != " ")
    assert words["印出"] == "8.19%"
    assert words["应为"] == "7.01%"
    assert "下降7.01%" in words["改为"]
    assert len(words["编号"]) == 10
    assert max(map(cell_len, lines)) <= 100


def test_nothing_found_says_what_was_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert "核对过的 3 个数字没有发现矛盾。" in out(["水利局.txt", "--strict"], capsys)
    Path("空话.txt").write_text("各项工作有序推进。", encoding="utf-8")
    assert "什么也没有核对；这不表示没有矛盾。" in out(["空话.txt", "--strict"], capsys)


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    out(["林业局.txt", "--strict"], capsys, 1)
    out(["林业局.txt", "没有.pdf", "--strict"], capsys, 2)
    assert main(["proofread", "没有.pdf"]) == 2
    assert "没有.pdf  没有这个文件" in capsys.readouterr().err
    assert main(["proofread"]) == 2
    assert "缺少参数" in capsys.readouterr().err


def test_json_is_an_object_for_one_file_and_a_list_for_several(capsys: pytest.CaptureFixture[str]) -> None:
    one = json.loads(out(["林业局.txt", "--json", "--strict"], capsys, 1))
    assert (one["schema"], one["document"]) == ("hengji/proofreading/1", "林业局.txt")
    assert one["contradictions"][0]["place"]["line"] == 2
    assert main(["proofread", "林业局.txt", "没有.pdf", "水利局.txt", "--json"]) == 2
    told = capsys.readouterr()
    assert [each["schema"] for each in json.loads(told.out)] == [
        "hengji/proofreading/1", "hengji/problems/1", "hengji/proofreading/1"]
    assert "3 份文稿里有 1 份没有校对" in told.err
    assert main(["proofread", "没有.pdf", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["schema"] == "hengji/problems/1"


def test_set_aside_then_mended(capsys: pytest.CaptureFixture[str]) -> None:
    first = json.loads(out(["林业局.txt", "--json", "-o", "初稿.json"], capsys))
    finding = first["contradictions"][0]["id"]
    assert main(["proofread", "林业局.txt", "--reason", "x"]) == 2
    assert "没有写 --set-aside" in capsys.readouterr().err
    text = out(["林业局.txt", "--set-aside", finding, "--reason", "另有口径", "--strict"], capsys)
    assert "已排除 1 处（--all 看理由）" in text
    assert "另有口径" in out(["林业局.txt", "--all"], capsys)
    Path("林业局.txt.校对.yaml").unlink()
    Path("林业局.txt").write_text(RIGHT, encoding="utf-8")
    text = out(["林业局.txt", "--since", "初稿.json"], capsys)
    assert "与上次相比：已改 1 处，仍在 0 处，新出现 0 处" in text
    assert text.index("\n已改 1 处") < text.index("8.19%")


def test_files_are_written_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    document = Document()
    for line in WRONG.splitlines():
        document.add_paragraph(line)
    document.save("自评.docx")
    text = out(["自评.docx", "--annotate", "批注.docx", "-o", "页.html", "-o", "表.xlsx", "-o", "清单.docx"], capsys)
    assert [line for line in text.splitlines() if line.startswith("已写出")] == [
        "已写出 页.html", "已写出 表.xlsx", "已写出 清单.docx", "已写出 批注.docx"]
    comments = [comment.text for comment in Document("批注.docx").comments]
    assert any("印出：8.19%" in each for each in comments)
    assert any("另一处" in each for each in comments)
    assert main(["proofread", "自评.docx", "--annotate", "自评.docx"]) == 2
    assert "覆盖" in capsys.readouterr().err
    assert "hengji proofread 自评.docx --set-aside" in Path("页.html").read_text(encoding="utf-8")


def test_a_small_text_loads_no_engine(folder: Path) -> None:
    script = ("import sys; from hengji.cli.app import main; main(['proofread', '林业局.txt']); "
              "print([name for name in ('duckdb', 'pyspark', 'vl_convert', 'openpyxl', 'docx', 'pypdfium2') "
              "if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True,
                          encoding="utf-8", env={"PYTHONIOENCODING": "utf-8", "PATH": ""})
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_framework_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proofread", "林业局.txt", "--framework", "yanjin-2023"]) == 2
    assert "yanjin-2022" in capsys.readouterr().err
