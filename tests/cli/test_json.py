"""``--json`` of the commands that tell about frameworks and seals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hengji.cli.app import main

LIBRARY = Path(__file__).parents[2] / "src/hengji/frameworks/library"


def _json(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> dict[str, object]:
    assert main([*args, "--json"]) == code
    told = capsys.readouterr()
    assert told.err == ""
    document: dict[str, object] = json.loads(told.out)
    return document


def test_frameworks(capsys: pytest.CaptureFixture[str]) -> None:
    listed = _json(capsys, "framework", "list")["frameworks"]
    assert isinstance(listed, list)
    assert "yanjin-2022" in [entry["id"] for entry in listed]
    shown = _json(capsys, "framework", "show", "yanjin-2022")
    assert shown["full"] == "100"
    assert isinstance(shown["indicators"], list)
    b11 = shown["indicators"][1]["children"][0]["children"][0]
    assert (b11["code"], b11["rule"]["kind"], b11["formula"]) == (
        "B11", "deduction", "(调整预算数 - 年初预算数) / 年初预算数")
    checked = _json(capsys, "framework", "check", str(LIBRARY / "yanjin-2022/framework.yaml"))
    assert isinstance(checked["warnings"], list)
    assert len(checked["warnings"]) == 3


def test_problems_of_a_framework(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("id: x", encoding="utf-8")
    document = _json(capsys, "framework", "check", str(tmp_path / "x.yaml"), code=2)
    assert document["schema"] == "hengji/problems/1"


def test_verify(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    main(["evaluate", "yanjin-2022", "--out", str(tmp_path), "--formats", "json"])
    capsys.readouterr()
    path = tmp_path / "scorecard.json"
    assert _json(capsys, "verify", str(path))["holds"] is True
    path.write_text(path.read_text(encoding="utf-8").replace('"grade": "良"', '"grade": "优"'), encoding="utf-8")
    document = _json(capsys, "verify", str(path), code=1)
    assert document["holds"] is False
    assert "grade" in str(document["difference"])
