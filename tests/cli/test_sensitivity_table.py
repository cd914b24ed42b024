"""``hengji sensitivity`` with a table of scores: every form of output, what is left out, and every mistake."""

from __future__ import annotations

import csv
import json
import re
import shutil
from contextlib import closing
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
FEW = ("--draws", "200")


def known(name: str = "yanjin-2022") -> Framework:
    framework, _ = find_framework(name)
    assert framework is not None
    return framework


def made(folder: Path, *, not_applicable: bool = False) -> Path:
    """Scores of 300 departments over two years, as batches write them; many lack some, names begin like formulas."""
    rows = [{**row, "entity": f"+单位{n // 2:03}", "period": str(2021 + n % 2)}
            for n, row in enumerate(random_rows(known(), 600, 1, gaps=0, not_applicable=not_applicable))]
    facts = write_facts(known(), rows, folder / "facts.parquet")
    arms = " ".join(f"WHEN {k} THEN '{region}'" for k, region in enumerate(REGIONS))
    with closing(engine("duckdb")) as working:
        plain = working.open(facts).relation
        working.write(f"SELECT *, CASE CAST(ascii(right(entity, 1)) AS INTEGER) % 3 {arms} END AS region FROM {plain}",
                      folder / "with.parquet", metadata={})
        assert score_table(known(), folder / "with.parquet", folder / "得分.parquet", working)[1] == ()
    return folder / "得分.parquet"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("scores"))


def document(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(["sensitivity", *arguments, *FEW, "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert isinstance(found, dict)
    return found


def test_on_a_terminal_no_digit_is_lost(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", str(table), *FEW]) == 0
    out = capsys.readouterr().out
    for words in ("2022年度名次和等级的稳定性", "个单位，权重随机变动 200 次", "行有指标没有得分",
                  "各等级稳不稳", "谁在前 10 名", "名次最不稳的单位", "名次最稳的单位", "口径", "种子 20240101"):
        assert words in out.replace("\n", "")
    assert max(cell_len(line) for line in out.splitlines()) <= 100
    assert not re.search(r"\d\.\d(?!\d)", out)


def test_as_json_numbers_are_texts(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document([str(table), "--period", "2021", "--top", "5", "--near", "0", "--seed", "7"], capsys)
    assert (found["schema"], found["period"]) == ("hengji/sensitivity-table/1", "2021")
    assert (found["draws"], found["seed"], found["top"], found["near"], found["rows"]) == (200, 7, 5, 0, 300)
    departments, left_out = found["departments"], found["left_out"]
    assert isinstance(departments, list)
    assert isinstance(left_out, dict)
    assert left_out == {"unscored": 300 - len(departments), "not_applicable": 0, "differing": 0}
    assert len(departments) > 30
    for each in departments:
        assert isinstance(each["keeps_grade"], str)
        assert isinstance(each["total"], str)
        assert [share["grade"] for share in each["grades"]] == found["grades"]


def test_one_group_and_the_latest_year(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document([str(table), "--group", "濮阳市"], capsys)
    assert (found["period"], found["group"]) == ("2022", {"column": "region", "value": "濮阳市"})
    departments = found["departments"]
    assert isinstance(departments, list)
    assert {each["region"] for each in departments} == {"濮阳市"}
    same = document([str(table), "--by", "地区", "--group", "濮阳市"], capsys)
    assert same["departments"] == departments


def test_a_folder_of_parts_is_the_same(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = tmp_path / "分年得分"
    assert main(["batch", str(table.with_name("with.parquet")), "--framework", "yanjin-2022", "-o", str(parts),
                 "--partition-by", "period"]) == 0
    capsys.readouterr()
    assert document([str(parts)], capsys)["departments"] == document([str(table)], capsys)["departments"]


def test_rows_without_scores_or_with_other_weights_are_told(tmp_path: Path,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    scores = made(tmp_path, not_applicable=True)
    found = document([str(scores)], capsys)
    left_out, departments, notes = found["left_out"], found["departments"], found["notes"]
    assert isinstance(left_out, dict)
    assert isinstance(departments, list)
    assert left_out["unscored"] > 0
    assert left_out["not_applicable"] > 0
    assert left_out["unscored"] + left_out["not_applicable"] + len(departments) == 300
    assert any("不适用的指标" in note for note in notes)  # type: ignore[attr-defined]
    assert any("没有得分" in note for note in notes)  # type: ignore[attr-defined]


def test_files_of_every_kind(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {ending: tmp_path / f"稳定性.{ending}" for ending in ("csv", "xlsx", "html", "json")}
    options = [part for path in names.values() for part in ("-o", str(path))]
    assert main(["sensitivity", str(table), *FEW, *options]) == 0
    assert capsys.readouterr().out.count("已写出") == 4
    rows = list(csv.DictReader(names["csv"].read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) > 30
    assert all(row["单位"].startswith("'+") for row in rows)
    book = openpyxl.load_workbook(names["xlsx"])
    assert book.sheetnames[:3] == ["要点", "名次和等级", "各等级稳不稳"]
    assert book["名次和等级"].max_row == len(rows) + 1
    assert not any(cell.data_type == "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    page = names["html"].read_text(encoding="utf-8")
    assert 'role="img" aria-label="前 20 个单位在 90% 的变动中的名次：第 1 名' in page
    assert "http" not in page.replace("http://www.w3.org", "")
    assert json.loads(names["json"].read_text(encoding="utf-8"))["schema"] == "hengji/sensitivity-table/1"
    before = {path: path.read_bytes() for path in names.values()}
    assert main(["sensitivity", str(table), *FEW, *options]) == 0
    assert before == {path: path.read_bytes() for path in names.values()}


def test_names_that_would_break_a_drawing_do_not(tmp_path: Path) -> None:
    framework = known()
    full = [str(leaf.weight) for leaf in framework.leaves]
    columns = ("entity", "period", *(f"{leaf.code}_score" for leaf in framework.leaves), "total", "grade")
    names = ["'+局\\", "<b>局</b>", "{{局}}", "两\n行"]
    path = write_scores(tmp_path / "s.parquet", columns, [(name, "2022", *full, "100", "优") for name in names],
                        framework)
    page = tmp_path / "页.html"
    assert main(["sensitivity", str(path), *FEW, "-o", str(page)]) == 0
    assert "<b>局" not in page.read_text(encoding="utf-8")


PLAIN = ("entity", "period", "total", "grade")


@pytest.mark.parametrize(("arguments", "words"), [
    (["没有.parquet"], ["没有这个文件"]),
    (["{facts}"], ["这不是得分表", "hengji batch {facts} --framework"]),
    (["{plain}"], ["没有附注指标体系", "重新评分"]),
    (["{lacking}", "--draws", "x"], ["缺少“A11_score”", "缺少“D31_score”", "“x”不能用"]),
    (["{old}"], ["没有记等级的界限", "重新评分"]),
    (["{scores}", "--period", "2032", "--group", "濮洋市"], ["没有 2032 年度", "2021、2022", "是否想写“濮阳市”"]),
    (["{scores}", "--group", "濮洋市"], ["2022 年度里没有“濮洋市”这一组", "是否想写“濮阳市”"]),
    (["{scores}", "--by", "regoin", "--group", "濮阳市"], ["没有“regoin”这一列", "是否想写“region”"]),
    (["{scores}", "--by", "region"], ["没有写 --group", "--by region --group"]),
    (["{scores}", "--top", "0", "--near", "-1", "--seed", "y"], ["--top", "--near", "--seed", "共 3 个问题"]),
    (["{scores}", "-o", "稳定性.docx"], ["不会写“.docx”", ".xlsx"]),
    (["{scores}", "-o", "甲.csv", "-o", "甲.csv"], ["同一个文件"]),
    (["{scores}", "--draws", "1000000", "--near", "x"], ["--near"]),
    (["{doubled}"], ["有 2 行", "一个单位一年一行"]),
    (["{empty}"], ["1 行里没有一行可以推算", "没有得分"]),
    (["yanjin-2022", "--group", "濮阳市", "--near", "3"], ["只用于得分表", "请去掉 --near", "请去掉 --group"]),
])
def test_mistakes(arguments: list[str], words: list[str], table: Path, tmp_path: Path,
                  monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    framework = known()
    codes = [f"{leaf.code}_score" for leaf in framework.leaves]
    full = [str(leaf.weight) for leaf in framework.leaves]
    names = {
        "scores": table, "facts": table.with_name("facts.parquet"),
        "plain": write_scores(tmp_path / "p.parquet", (*PLAIN, "A11_score"), [("甲", "2022", "1", "差", "1")]),
        "lacking": write_scores(tmp_path / "l.parquet", (*PLAIN, *(code for code in codes if code[:3] not in (
            "A11", "D31"))), [("甲", "2022", "1", "差", *full[:-2])], framework),
        "doubled": write_scores(tmp_path / "d.parquet", (*PLAIN, *codes), [("甲", "2022", "100", "优", *full)] * 2,
                                framework),
        "empty": write_scores(tmp_path / "e.parquet", (*PLAIN, *codes),
                              [("甲", "2022", None, None, None, *full[1:])], framework)}
    with closing(engine("duckdb")) as working:
        notes = {key: value for key, value in noted(framework).items() if not key.endswith(("bounds", "full"))}
        working.write(f"SELECT * FROM {working.open(table).relation}", tmp_path / "o.parquet", metadata=notes)
    names["old"] = tmp_path / "o.parquet"
    before = sorted(tmp_path.iterdir())
    assert main(["sensitivity", *(each.format(**names) for each in arguments)]) == 2
    told = capsys.readouterr().err
    for word in words:
        assert word.format(**names) in told
    assert sorted(tmp_path.iterdir()) == before


def test_more_departments_or_draws_than_fit_are_refused(table: Path, monkeypatch: pytest.MonkeyPatch,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("hengji.services.sensitivity_table.MOST_TOTALS", 30_000)
    assert main(["sensitivity", str(table)]) == 2
    assert "不超过 100 次" in capsys.readouterr().err
    monkeypatch.setattr("hengji.services.sensitivity_table.MOST_DEPARTMENTS", 130)
    assert main(["sensitivity", str(table)]) == 2
    assert "--by region --group" in capsys.readouterr().err
    assert main(["sensitivity", str(table), "--group", "濮阳市", "--draws", "50"]) == 0


def test_a_folder_with_a_case_is_a_case(tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "案例"
    shutil.copytree(Path(__file__).parents[2] / "examples" / "yanjin-2022", folder)
    shutil.copy(table, folder / "得分.parquet")
    assert main(["sensitivity", str(folder), "--draws", "50"]) == 0
    assert "敏感性分析" in capsys.readouterr().out
