"""``hengji rank`` as a user runs it: every form of output, and every mistake that a user can make."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from hengji.cli.app import main
from hengji.engines import engine
from hengji.frameworks import Framework, find_framework
from hengji.scoring import score_table
from hengji.scoring.batch.notes import noted
from tests.batches import random_rows, write_facts
from tests.rankings import write_scores

REGIONS = ("濮阳市", "安阳市", "新乡市")


def made(folder: Path, seed: int = 1, *, gaps: int = 0) -> tuple[Path, Path]:
    """Facts and scores of 60 departments over two years; one name begins like a formula."""
    framework = known()
    rows = []
    for n, row in enumerate(random_rows(framework, 120, seed, gaps=gaps)):
        name = "=1+1局" if n < 2 else f"单位{n // 2:02}"
        rows.append({**row, "entity": name, "period": str(2021 + n % 2)})
    facts = write_facts(framework, rows, folder / "facts.parquet")
    working = engine("duckdb")
    plain = working.open(facts).relation
    arms = " ".join(f"WHEN {k} THEN '{region}'" for k, region in enumerate(REGIONS))
    working.write(f"SELECT *, CASE CAST(ascii(right(entity, 1)) AS INTEGER) % 3 {arms} END AS region FROM {plain}",
                  folder / "with.parquet", metadata={})
    scores = folder / "得分.parquet"
    assert score_table(framework, folder / "with.parquet", scores, working)[1] == ()
    working.close()
    return facts, scores


def known() -> Framework:
    framework, _ = find_framework("yanjin-2022")
    assert framework is not None
    return framework


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    return made(tmp_path)


def test_on_a_terminal_no_digit_is_lost(tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    facts, scores = tables
    assert main(["rank", str(scores), "--facts", str(facts), "--against", str(scores), "--years", "2022:2021"]) == 0
    out = capsys.readouterr().out
    for words in ("2022年度绩效评价排名", "各地区得分（2022年度）", "失分最多的指标", "最常不符合的要点",
                  "等级变化（2021→2022）", "没有评分的原因", "与对照表相比", "2022年度与对照表2021年度"):
        assert words in out
    assert max(cell_len(line) for line in out.splitlines()) <= 100
    assert not re.search(r"\d\.\d(?!\d)", out)  # points and rates have two decimals: nothing was cut


def test_every_row_stands_in_the_csv_once(tables: tuple[Path, Path], tmp_path: Path,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "名次.csv"
    assert main(["rank", str(tables[1]), "-o", str(out)]) == 0
    assert f"已写出 {out}" in capsys.readouterr().out
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert len(rows) == 120
    assert len({(row["单位"], row["年度"]) for row in rows}) == 120
    assert {row["单位"] for row in rows if "1+1" in row["单位"]} == {"'=1+1局"}
    assert all(row["没有评分的指标"] for row in rows if not row["名次"])


def test_the_workbook_says_the_same(tables: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "名次.xlsx"
    assert main(["rank", str(tables[1]), "--facts", str(tables[0]), "-o", str(out)]) == 0
    book = openpyxl.load_workbook(out)
    sheet = book["名次"]
    assert sheet.max_row == 121
    assert sheet.auto_filter.ref
    headings = [cell.value for cell in sheet[1]]
    first = dict(zip(headings, [cell.value for cell in sheet[2]], strict=True))
    assert (first["年度"], first["组内名次"]) == ("2022", 1)
    assert {"要点", "总体", "分组", "前后名次", "等级变化", "失分", "不符合的要点", "得分率"} <= set(book.sheetnames)
    for each in book:
        for line in each.iter_rows():
            assert not any(cell.data_type == "f" for cell in line)


def test_as_json_numbers_are_texts(tables: tuple[Path, Path], tmp_path: Path,
                                   capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "名次.json"
    arguments = ["rank", str(tables[1]), "--by", "地区", "--top", "3", "--json", "--facts", str(tables[0])]
    assert main([*arguments, "-o", str(out)]) == 0
    text = capsys.readouterr().out
    document = json.loads(text, parse_float=lambda number: pytest.fail(f"a float: {number}"))
    assert text == out.read_text(encoding="utf-8")
    assert document["schema"] == "hengji/ranking/1"
    assert (document["by"], document["periods"], document["period"]) == (["region"], ["2021", "2022"], "2022")
    assert document["first"][0]["overall"] == 1
    assert len(document["first"]) == len(document["last"]) == 3
    year = document["years"][0]
    assert year["rows"] == 60
    assert sum(grade["count"] for grade in year["grades"]) + year["ungraded"] == year["scored"]
    assert document["unmet_points"][0]["text"]
    assert document["losses"][0]["code"]


def test_by_nothing_and_another_year(tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(tables[1]), "--by", "无", "--period", "2021", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["by"] == []
    assert document["groups"] == []
    assert (document["period"], document["movers"]) == ("2021", None)


def test_a_framework_that_has_changed_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = replace(known(), sha256="0" * 64)
    path = write_scores(tmp_path / "s.parquet", ("entity", "period", "A11_score", "A11_missing", "total", "grade"),
                        [("甲", "2022", "2.00", None, "90.00", "优")], changed)
    assert main(["rank", str(path), "--json"]) == 0
    notes = json.loads(capsys.readouterr().out)["notes"]
    assert any("评分以后，指标体系“yanjin-2022”改过" in note for note in notes)
    assert any("缺少这些指标的得分列" in note for note in notes)


def test_a_table_without_notes_is_ranked_by_its_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_scores(tmp_path / "s.parquet", ("entity", "period", "X1_score", "X1_missing", "total", "grade"),
                        [("甲", "2022", "2.00", None, "90.00", "优"), ("乙", "2022", None, "缺数", None, None)])
    assert main(["rank", str(path), "-o", str(tmp_path / "名次.html"), "-o", str(tmp_path / "名次.xlsx")]) == 0
    out = capsys.readouterr().out
    assert "没有附注指标体系" in out.replace("\n", "")
    assert "X1" in out


PLAIN = ("entity", "period", "total", "grade")


@pytest.mark.parametrize(("arguments", "words"), [
    (["没有.parquet"], ["没有.parquet", "没有这个文件"]),
    (["{scores}", "--against", "没有.parquet", "--facts", "也没有.parquet"],
     ["没有这个文件：没有", "没有这个文件：也没有"]),
    (["{scores}", "--by", "regoin"], ["没有“regoin”这一列", "是否想写“region”？"]),
    (["{scores}", "--by", "total"], ["不能按“total”分组"]),
    (["{scores}", "--period", "2023"], ["没有 2023 年度", "2021"]),
    (["{scores}", "--years", "2022:2021"], ["没有写 --against"]),
    (["{scores}", "--against", "{scores}", "--years", "2022"], ["不是两个年度"]),
    (["{scores}", "--against", "{scores}", "--years", "2022:1999"], ["没有 1999 年度", "--years 2022:2022"]),
    (["{scores}", "--facts", "{scores}"], ["没有评判要点的列"]),
    (["{scores}", "--top", "0"], ["“0”不能用"]),
    (["{scores}", "--top", "很多"], ["“很多”不能用"]),
    (["{scores}", "-o", "名次.docx"], ["不会写“.docx”", ".xlsx"]),
    (["{scores}", "-o", "名次"], ["不会写“名次”"]),
    (["{scores}", "-o", "名次.csv", "-o", "名次.csv"], ["同一个文件"]),
    (["{scores}", "--engine", "dukdb"], ["没有名为“dukdb”的计算引擎"]),
    (["{plain}", "--against", "{bare}"], ["有 2 行", "缺少“total”", "缺少“grade”"]),
    ([__file__], ["不是 Parquet 文件"]),
])
def test_mistakes(arguments: list[str], words: list[str], tables: tuple[Path, Path], tmp_path: Path,
                  monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    plain = write_scores(tmp_path / "plain.parquet", PLAIN, [("甲", "2022", "1", "差")] * 2)
    bare = write_scores(tmp_path / "bare.parquet", PLAIN[:2], [("甲", "2022")])
    before = sorted(tmp_path.iterdir())
    assert main(["rank", *(a.format(scores=tables[1], plain=plain, bare=bare) for a in arguments)]) == 2
    told = capsys.readouterr().err
    for word in words:
        assert word in told
    assert "没有写出任何文件" in told
    assert sorted(tmp_path.iterdir()) == before


def test_problems_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", "没有.parquet", "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "hengji/problems/1"
    assert document["problems"][0]["place"]


def test_two_frameworks_are_compared_with_a_word(tmp_path: Path, tables: tuple[Path, Path],
                                                 capsys: pytest.CaptureFixture[str]) -> None:
    other, _ = find_framework("recommended-department")
    assert other is not None
    path = write_scores(tmp_path / "o.parquet", (*PLAIN, "A11_score", "A11_missing"), [
        ("单位07", "2022", "90.00", "优", "1.00", None), ("外人", "2022", "80.00", "良", None, "缺")], other)
    assert main(["rank", str(tables[1]), "--against", str(path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert any("两张表用的指标体系不同" in note for note in document["notes"])
    found = document["against"]
    assert (found["paired"], found["only_here"], found["only_there"]) == (1, 59, 1)
    assert found["names_there"] == ["外人"]


def folder_of(folder: Path, *frameworks: Framework | None) -> Path:
    """A folder of a table of scores for each framework; None notes none."""
    folder.mkdir()
    for n, framework in enumerate(frameworks):
        write_scores(folder / f"得分{n}.parquet", (*PLAIN, "A11_score", "A11_missing"),
                     [(f"单位{n}", "2022", "90.00", "优", "1.00", None)], framework)
    return folder


def test_a_folder_under_two_frameworks_is_refused(tmp_path: Path, tables: tuple[Path, Path],
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    other, _ = find_framework("recommended-department")
    assert other is not None
    mixed = folder_of(tmp_path / "混", known(), known(), other)
    for arguments in ([str(mixed)], [str(tables[1]), "--against", str(mixed)]):
        assert main(["rank", *arguments]) == 2
        told = capsys.readouterr().err.replace("\n", "")
        assert "不是用同一套指标体系评的" in told
        assert "“yanjin-2022”" in told
        assert "得分2.parquet" in told
    (mixed / "得分2.parquet").unlink()
    (mixed / "_hengji.json").write_text(json.dumps(noted(other), ensure_ascii=False), encoding="utf-8")
    assert main(["rank", str(mixed)]) == 2
    assert "文件夹的附注" in capsys.readouterr().err.replace("\n", "")


def test_a_folder_under_one_framework_knows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(folder_of(tmp_path / "同", known(), known())), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["framework"]["id"] == "yanjin-2022"
    assert document["losses"]


@pytest.mark.parametrize("frameworks", [(None, None), (known(), None)])
def test_a_folder_whose_notes_tell_nothing_says_so(frameworks: tuple[Framework | None, ...], tmp_path: Path,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(folder_of(tmp_path / "缺", *frameworks)), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["framework"] is None
    assert any("文件夹里各文件的附注不一致或没有附注，名称和权重无从得知" in note for note in document["notes"])


def test_facts_of_other_departments_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names, kinds = ("entity", "period", "A11:1"), {"A11:1": "BOOLEAN"}
    scores = write_scores(tmp_path / "s.parquet", (*PLAIN, "A11_score", "A11_missing"),
                          [(name, "2022", "90.00", "优", "1.00", None) for name in "甲乙丙"], known())
    some = write_scores(tmp_path / "some.parquet", names, [
        ("甲", "2022", False), ("丁", "2022", False), ("乙", "2021", False)], types=kinds)
    assert main(["rank", str(scores), "--facts", str(some), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert any("数据表里没有其中 2 个单位" in note and "其余 1 个" in note for note in document["notes"])
    assert any("数据表里有 1 行" in note for note in document["notes"])
    assert [(point["unmet"], point["judged"]) for point in document["unmet_points"]] == [(1, 1)]
    none = write_scores(tmp_path / "none.parquet", names, [("丁", "2022", False)], types=kinds)
    assert main(["rank", str(scores), "--facts", str(none)]) == 2
    assert "2022 年度的 3 个单位，数据表里一个也没有" in capsys.readouterr().err.replace("\n", "")


def test_too_many_groups_are_no_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                       capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("hengji.services.rank.MAX_GROUPS", 2)
    path = write_scores(tmp_path / "s.parquet", (*PLAIN, "type"),
                        [(str(n), "2022", "1.00", "差", f"类型{n}") for n in range(3)])
    assert main(["rank", str(path), "--by", "type"]) == 2
    assert "分出了超过 2 个组" in capsys.readouterr().err
    assert main(["rank", str(path)]) == 0
