"""The commands as a user calls them: words, exit codes, files."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hengji.cases import bundled_path
from hengji.cases import json_schema as case_schema
from hengji.cli.app import main
from hengji.frameworks import json_schema as framework_schema

ROOT = Path(__file__).parents[2]


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(list(args))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_evaluate_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "evaluate", "yanjin-2022")
    assert (code, err) == (0, "")
    assert "总分 86.00　良" in out
    assert out.count("100.00%") == 33  # 23 leaves, 9 second-level indicators, one head
    assert "A21" in out
    assert "待说明" in out


def test_tables_fit_100_columns(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.cells import cell_len

    _, out, _ = run(capsys, "evaluate", "yanjin-2022")
    assert max(cell_len(line) for line in out.splitlines()) <= 100
    assert "\x1b" not in out


def test_evaluate_json_alone_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "evaluate", "yanjin-2022", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["total"] == "86.00"


def test_evaluate_a_folder_and_write_one_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "evaluate", str(bundled_path("yanjin-2022")), "--out", str(tmp_path / "结果"),
                       "--formats", "json")
    assert code == 0
    assert [path.name for path in (tmp_path / "结果").iterdir()] == ["scorecard.json"]
    assert "已写出" in out


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "explain", "yanjin-2022", "B11")
    assert code == 0
    for words in ("−5.18%", "−12.33%", "35.52%", "0.47", "335.96万元", "附件1", "第351行", "口径", "所需资料"):
        assert words in out


def test_explain_json_is_one_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "explain", "yanjin-2022", "C22", "--json")
    assert code == 0
    assert json.loads(out)["score"] == "6.50"


def test_verify(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(capsys, "evaluate", "yanjin-2022", "--out", str(tmp_path))
    path = tmp_path / "scorecard.json"
    code, out, _ = run(capsys, "verify", str(path))
    assert code == 0
    assert "核验通过：总分 86.00，等级 良" in out
    path.write_text(path.read_text(encoding="utf-8").replace('"total": "86.00"', '"total": "96.00"'), encoding="utf-8")
    code, out, _ = run(capsys, "verify", str(path))
    assert code == 1
    assert "total" in out
    assert "96.00" in out


def test_framework_list_show_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert "4 / 14 / 30" in run(capsys, "framework", "list")[1]
    shown = run(capsys, "framework", "show", "yanjin-2022")[1]
    assert "B11 预算调整率（2 分）" in shown
    assert "(调整预算数 - 年初预算数) / 年初预算数" in shown
    file = ROOT / "src/hengji/frameworks/library/yanjin-2022/framework.yaml"
    code, out, _ = run(capsys, "framework", "check", str(file))
    assert code == 0
    assert "可以使用" in out
    assert "D32" in out
    assert "C21" in out


@pytest.mark.parametrize(("args", "words"), [
    (["evaluat"], "是否想写“evaluate”"),
    (["evaluate"], "缺少参数 案例"),
    (["evaluate", "yanjin-2022", "--frmats", "json"], "没有“--frmats”这个选项"),
    (["evaluate", "yanjin-2022", "--out"], "--out 后面要写一个值"),
    (["evaluate", "yanjin-2022", "多余"], "多余的参数：多余"),
    (["evaluate", "yanjin-2022", "--formats", "pdf"], "没有“pdf”这种格式"),
    (["evaluate", "yanjin-2020"], "是否想写“yanjin-2022”"),
    (["explain", "yanjin-2022", "B1l"], "没有编号“B1l”"),
    (["framework", "show", "yanjn-2022"], "是否想写“yanjin-2022”"),
    (["framework", "check", "没有.yaml"], "没有这个文件"),
    (["verify", "没有.json"], "没有这个文件"),
    (["framework", "nosuch"], "没有“nosuch”这个命令"),
])
def test_wrong_calls_exit_2_in_chinese(capsys: pytest.CaptureFixture[str], args: list[str], words: str) -> None:
    code, out, err = run(capsys, *args)
    assert (code, out) == (2, "")
    assert words in err


def test_problems_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "evaluate", "没有这个案例", "--json")
    document = json.loads(out)
    assert (code, err, document["schema"]) == (2, "", "hengji/problems/1")
    assert set(document["problems"][0]) == {"place", "expected", "found", "suggestion", "text"}


def test_a_defect_exits_3(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise KeyError("坏了")

    monkeypatch.setattr("hengji.cli.evaluate.evaluated", broken)
    code, _, err = run(capsys, "evaluate", "yanjin-2022")
    assert code == 3
    assert "衡绩的缺陷" in err


def test_an_unwritable_folder_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("x", encoding="utf-8")
    code, _, err = run(capsys, "evaluate", "yanjin-2022", "--out", str(tmp_path / "占用"))
    assert code == 2
    assert "写不进这个文件夹" in err
    assert [path.name for path in tmp_path.iterdir()] == ["占用"]


@pytest.mark.parametrize("args", [[], ["evaluate"], ["explain"], ["verify"], ["demo"], ["framework"],
                                  ["framework", "check"]])
def test_help_is_chinese_and_has_an_example(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    code, out, _ = run(capsys, *args, "--help")
    assert code == 0
    assert out.startswith("用法：")
    for english in ("Usage", "Options", "Commands", "Show this message"):
        assert english not in out
    if args and args != ["framework"]:
        assert "例子" in out


def test_help_loads_nothing_heavy() -> None:
    script = ("import sys; from hengji.cli.app import main; main(['--help']); "
              "print(sorted({'yaml', 'rich', 'jinja2', 'vl_convert', 'chinese_calendar'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_command_itself_runs(tmp_path: Path) -> None:
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "hengji", "demo", "--out", str(tmp_path)], capture_output=True,
                          text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - start < 60
    assert (tmp_path / "yanjin-2022" / "scorecard.html").exists()


def test_published_schemas_are_up_to_date_and_accept_what_we_ship() -> None:
    import yaml

    for name, schema, pattern in (("framework", framework_schema(), "src/hengji/frameworks/library/*/framework.yaml"),
                                  ("case", case_schema(), "examples/*/case.yaml")):
        published = json.loads((ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
        assert published == schema
        Draft202012Validator.check_schema(schema)
        for path in ROOT.glob(pattern):
            document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            assert list(Draft202012Validator(schema).iter_errors(document)) == []
            document["unbekannt"] = "x"
            assert list(Draft202012Validator(schema).iter_errors(document))
