"""``hengji sensitivity`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from hengji.cases import bundled_ids
from hengji.cli.app import main


def test_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", "yanjin-2022", "--draws", "500"]) == 0
    out = capsys.readouterr().out
    first = "再得 4.00 分升为优（90.00 分起）；最少要同时动 2 个指标，如 A21 年度工作计划明确性、C12"
    assert first in out.replace("\n", "")
    assert "随机变动 500 次" in out
    assert "低于 90.00%，得 5.00 分（−1.00）" in out
    assert max(cell_len(line) for line in out.splitlines()) <= 100


@pytest.mark.parametrize("case", sorted(bundled_ids()))
def test_every_case_as_json(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", case, "--json", "--draws", "100", "--seed", "7", "--concentration", "50"]) == 0
    document = json.loads(capsys.readouterr().out, parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert document["schema"] == "hengji/sensitivity/1"
    assert document["case"] == case
    weights = document["weights"]
    assert "reason" in weights or (weights["draws"], weights["seed"], weights["concentration"]) == (100, 7, 50)


def test_numbers_in_json_are_exact_texts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", "yanjin-2022", "--json", "--draws", "100"]) == 0
    document = json.loads(capsys.readouterr().out)
    indicators = {entry["code"]: entry for entry in document["indicators"]}
    (d31,) = indicators["D31"]["values"]
    assert d31["falls"] == {"value": "0.9", "way": "down", "reached": False, "score": "5.00", "gain": "-1.00"}
    assert [point["met"] for point in indicators["A21"]["points"]] == [True, False, None, False]
    (c22,) = indicators["C22"]["values"]
    assert c22["slopes"] == [{"from": "0", "to": "1", "straight": True, "points_per_unit": "10"}]
    budget = next(fact for fact in indicators["B11"]["facts"] if fact["name"] == "调整预算数")
    assert (budget["unit"], budget["value"], budget["falls"]["value"]) == ("yuan", "3359600.00", "3900362.59")
    assert budget["slopes"][0]["points_per_unit"] == "-3/1771550"  # 6 points for a budget of 3,543,100 yuan
    assert (document["up"]["needed"], document["up"]["together"]) == ("4.00", ["A21", "C12"])


def test_files_of_every_kind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = [str(tmp_path / f"敏感性.{ending}") for ending in ("html", "xlsx", "json")]
    assert main(["sensitivity", "yanjin-2022", "--draws", "100", *(a for name in names for a in ("-o", name))]) == 0
    assert capsys.readouterr().out.count("已写出") == 3
    page = Path(names[0]).read_text(encoding="utf-8")
    assert "<svg" in page
    assert "http" not in page.replace("http://www.w3.org", "")
    book = openpyxl.load_workbook(names[1])
    assert book.sheetnames[:4] == ["要点", "等级怎样会变", "要同时动几个指标", "离界限有多远"]
    assert book["离界限有多远"]["A3"].value == "B11"
    assert json.loads(Path(names[2]).read_text(encoding="utf-8"))["schema"] == "hengji/sensitivity/1"
    before = Path(names[0]).read_bytes()
    assert main(["sensitivity", "yanjin-2022", "--draws", "100", "-o", names[0]]) == 0
    assert Path(names[0]).read_bytes() == before


@pytest.mark.parametrize("options", [["--draws", "0"], ["--draws", "许多"], ["--seed", "-1"], ["--draws", "1e4"],
                                     ["--concentration", "0.5"], ["-o", "敏感性.pdf"], ["--draws", "9" * 30]])
def test_bad_options_are_problems(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", "yanjin-2022", *options]) == 2
    assert options[-1] in capsys.readouterr().err
    assert main(["sensitivity", "yanjin-2022", *options, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["schema"] == "hengji/problems/1"


def test_all_bad_numbers_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", "yanjin-2022", "--draws", "x", "--seed", "y", "--concentration", "z"]) == 2
    assert "共 3 个问题" in capsys.readouterr().err
