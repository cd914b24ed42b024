"""``hengji register import`` and ``snapshots``: what is printed, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from hengji.cli.app import main

HEAD = "流水号,来源平台,办理单位,事项编码,受理时间,办结时间,经办\n"
GOOD = "2022-1,省平台,县医保局,ITEM1,2022-03-01 09:15:00,2022年3月4日,某\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["register", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def document(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_an_import_is_told_and_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Path("办件.csv").write_bytes((HEAD + GOOD).encode("gb18030"))
    code, out, err = run(capsys, "import", "办件", "办件.csv", "--store", "库", "--ignore", "经办", "--who", "数据股")
    assert (code, err) == (0, "")
    assert "办件.csv（编码 GB18030（自动识别））：导入 1 行" in out
    assert "存进“办件”台账，版本 0，共 1 行" in out
    assert not (tmp_path / "home").exists()  # nobody was hashed, so no key was made
    code, out, _ = run(capsys, "snapshots", "service-cases", "--store", "库")
    assert code == 0
    assert "数据股" in out
    assert "办件.csv" in out


def test_documents(capsys: pytest.CaptureFixture[str]) -> None:
    Path("办件.csv").write_text(HEAD + GOOD + GOOD.replace("2022-1", "2022-2").replace("3月4日", "2月30日"),
                              encoding="utf-8")
    asked = ["import", "service-cases", "办件.csv", "--store", "库", "--ignore", "*", "--json", "--rejects", "行.csv"]
    code, out, _ = run(capsys, *asked)
    assert (code, document(out)["schema"]) == (2, "hengji/problems/1")
    code, out, _ = run(capsys, *asked, "--keep-good")
    done = document(out)
    assert code == 0
    assert {name: done[name] for name in ("schema", "register", "version", "replaced", "rows", "rejected",
                                          "rejects")} == {
        "schema": "hengji/register-import/1", "register": "service-cases", "version": 0, "replaced": False, "rows": 1,
        "rejected": 1, "rejects": "行.csv"}
    assert set(done["sources"][0]) == {"import", "name", "sheet", "encoding", "sha256", "rows", "rejected"}
    _, out, _ = run(capsys, "snapshots", "service-cases", "--store", "库", "--json")
    listed = document(out)
    assert (listed["schema"], listed["register"]) == ("hengji/register-snapshots/1", "service-cases")
    (snapshot,) = listed["snapshots"]
    assert (snapshot["version"], snapshot["rows"], snapshot["imported"], snapshot["rejected"]) == (0, 1, 1, 1)
    assert snapshot["sources"] == done["sources"]


def test_the_default_store_lies_in_the_home(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Path("办件.csv").write_text(HEAD + GOOD, encoding="utf-8")
    code, out, _ = run(capsys, "import", "service-cases", "办件.csv", "--columns", "受理窗口=经办")
    assert (code, (tmp_path / "home/stores/default/service-cases/_delta_log").is_dir()) == (0, True)
    code, out, _ = run(capsys, "snapshots", "service-items")
    assert (code, out) == (0, "“政务服务事项”台账还没有导入过数据。\n")


def test_a_database_is_named_without_its_password(capsys: pytest.CaptureFixture[str]) -> None:
    engine = sqlalchemy.create_engine("sqlite:///业务.db")
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text(
            "CREATE TABLE t AS SELECT '1' AS 办件编号, '一网通办' AS 平台, '甲' AS 部门, '乙' AS 事项编码"))
    engine.dispose()
    code, out, _ = run(capsys, "import", "service-cases", "--database", "sqlite:///业务.db", "--table", "t",
                       "--store", "库", "--json")
    assert code == 0
    assert document(out)["sources"][0]["name"] == "sqlite:///业务.db t"
    code, out, err = run(capsys, "import", "service-cases", "--database",
                         "postgresql+psycopg://u:secret@127.0.0.1:1/x", "--table", "t")
    assert code == 2
    assert "secret" not in err


def test_replacing_keeps_the_old_version(capsys: pytest.CaptureFixture[str]) -> None:
    for number in "12":
        Path("办件.csv").write_text(HEAD + GOOD.replace("2022-1", number), encoding="utf-8")
        code, out, _ = run(capsys, "import", "service-cases", "办件.csv", "--store", "库", "--ignore", "经办",
                           "--replace")
        assert code == 0
    assert "换掉“办件”台账，版本 1，共 1 行" in out
    _, out, _ = run(capsys, "snapshots", "service-cases", "--store", "库")
    assert out.count("换掉之前的全部数据") == 2
