"""``hengji report`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hengji.cli.app import main


def test_a_report_in_word(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", "yanjin-2022", "--kind", "evaluation", "-o", str(tmp_path / "报告.docx")]) == 0
    told = capsys.readouterr().out
    assert told.startswith("延津县政务服务和大数据管理局2022年度部门整体支出绩效评价报告")
    assert "已写出" in told
    assert (tmp_path / "报告.docx").read_bytes().startswith(b"PK")


def test_what_is_missing_is_listed_and_strict_refuses(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked = ["report", "--kind", "feedback", "zhengzhou-2022", "-o", str(tmp_path / "a.docx")]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "缺 " in told
    assert "整改期限" in told
    assert main([*asked[:-1], str(tmp_path / "b.docx"), "--strict"]) == 2
    assert "缺：整改期限" in capsys.readouterr().err
    assert not (tmp_path / "b.docx").exists()


def test_json_of_one_and_of_many(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", "yanjin-2022", "--kind", "evaluation", "--public", "--json",
                 "-o", str(tmp_path / "a.docx")]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "hengji/report/1"
    assert document["written"] == [str(tmp_path / "a.docx")]
    assert {"kind": "内部内容", "words": "189000元", "shown": "×××"}.items() <= next(
        one for one in document["masked"] if one["words"] == "189000元").items()
    assert main(["report", "yanjin-2022", "没有这个", "--kind", "evaluation", "--json", "-o", str(tmp_path / "b")]) == 2
    assert json.loads(capsys.readouterr().out)["schema"] == "hengji/problems/1"
    assert main(["report", "yanjin-2022", "heshan-2021", "--kind", "targets", "--json", "-o", str(tmp_path / "b")]) == 0
    assert [one["case"] for one in json.loads(capsys.readouterr().out)] == ["yanjin-2022", "heshan-2021"]


def test_many_cases_one_of_them_bad(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "甲局").mkdir()
    (tmp_path / "甲局" / "case.yaml").write_text("id: x\n", encoding="utf-8")
    assert main(["report", "yanjin-2022", str(tmp_path / "甲局"), "--kind", "feedback",
                 "-o", str(tmp_path / "出")]) == 2
    told = capsys.readouterr()
    assert "yanjin-2022评价结果反馈表.docx" in told.out
    assert "2 个案例里有 1 个没有写出报告" in told.err


def test_a_template_to_edit(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = str(tmp_path / "模板.docx")
    assert main(["report", "template", "evaluation", "-o", path]) == 0
    assert f"--template {path}" in capsys.readouterr().out
    assert main(["report", "template", "evaluation", "-o", path]) == 2
    assert "已有这个文件" in capsys.readouterr().err
    assert main(["report", "yanjin-2022", "--kind", "evaluation", "--template", path,
                 "-o", str(tmp_path / "a.docx")]) == 0


def test_the_difference_of_two_versions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, amount in (("甲.txt", "120.40"), ("乙.txt", "121.40")):
        (tmp_path / name).write_text(f"二、支出情况\n项目支出决算数为{amount}万元。\n", encoding="utf-8")
    first, second = (str(tmp_path / name) for name in ("甲.txt", "乙.txt"))
    assert main(["report", "diff", first, second, "-o", str(tmp_path / "对比.html")]) == 0
    told = capsys.readouterr().out
    assert "1 个数改了" in told
    assert "+1万元" in told
    assert main(["report", "diff", first, second, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] == 1


@pytest.mark.parametrize(("args", "words"), [
    (["report"], "缺少参数"), (["report", "yanjin-2022"], "缺少参数 --kind"),
    (["report", "diff", "甲.docx"], "缺少参数"),
    (["report", "yanjin-2022", "--kind", "targets", "-o", ""], "-o 后面没有写文件名"),
    (["report", "--kin", "x"], "没有“--kin”这个选项")])
def test_wrong_calls(args: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    assert words in capsys.readouterr().err


def test_help_names_every_kind_and_both_inner_commands(capsys: pytest.CaptureFixture[str]) -> None:
    from hengji.services import report_kinds

    assert main(["report", "--help"]) == 0
    told = "".join(capsys.readouterr().out.split())
    assert [name for name in report_kinds() if name not in told] == []
    assert "hengjireportdiff" in told
    for inner in ("diff", "template"):
        assert main(["report", inner, "--help"]) == 0
        assert f"hengji report {inner}" in capsys.readouterr().out
