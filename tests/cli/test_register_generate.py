"""``hengji register generate`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hengji.cli.app import main


def test_files_as_exported_and_how_to_import_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "generate", "-o", str(tmp_path), "--registers", "posts、人员名册"]) == 0
    told = capsys.readouterr().out
    assert f"{tmp_path / 'posts.csv'}　编制　3 行" in told
    assert "共 2 个台账 35 行，都是合成数据" in told
    assert "hengji register import posts" in told
    lines = (tmp_path / "posts.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "编制序号,地区,单位,编制类型,编制数,批复日期,批复文号,失效日期"
    assert lines[1].startswith("BZ-01,示例县,示例县政务服务和大数据管理局,行政编制,8,")
    assert main(["register", "import", "posts", str(tmp_path / "posts.csv"), "--store", str(tmp_path / "库")]) == 0


def test_as_json_and_in_another_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "generate", "-o", str(tmp_path), "--registers", "calls", "--scale", "0.01", "--seed", "5",
                 "--format", "parquet", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["seed"], document["scale"]) == ("hengji/register-generate/1", "5", "0.01")
    assert document["files"] == [{"register": "calls", "path": str(tmp_path / "calls.parquet"), "rows": "310"}]


def test_many_counties_are_written_as_parquet(tmp_path: Path) -> None:
    assert main(["register", "generate", "-o", str(tmp_path), "--registers", "posts", "--scale", "20"]) == 0
    assert (tmp_path / "posts.parquet").exists()


@pytest.mark.parametrize(("arguments", "words"), [
    (["--scale", "很大"], ["--scale", "“很大”不是一个数"]),
    (["--scale", "0"], ["规模不能是 0", "1 是一个县的一年"]),
    (["--scale", "1/0"], ["“1/0”不是一个数"]),
    (["--registers", "post"], ["没有名为“post”的台账", "posts"]),
    (["--registers", "posts", "--format", "csb"], ["不能写成“csb”", "csv"]),
    (["--registers", "post", "--scale", "9999"], ["没有名为“post”的台账", "不超过 5000"]),
])
def test_mistakes(arguments: list[str], words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "generate", "-o", str(tmp_path / "台账"), *arguments]) == 2
    told = capsys.readouterr().err
    assert [word for word in words if word not in told] == []
    assert not (tmp_path / "台账").exists()


def test_files_that_are_there_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "posts.csv").write_text("自己的", encoding="utf-8")
    arguments = ["register", "generate", "-o", str(tmp_path), "--registers", "posts"]
    assert main(arguments) == 2
    assert "已有这个文件" in capsys.readouterr().err
    assert (tmp_path / "posts.csv").read_text(encoding="utf-8") == "自己的"
    assert main([*arguments, "--force"]) == 0


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    assert main(["register", "generate", "-o", str(tmp_path / "文件"), "--registers", "posts"]) == 2
    assert "写不进" in capsys.readouterr().err
