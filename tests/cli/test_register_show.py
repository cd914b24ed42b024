"""``hengji register list``, ``show`` and ``template`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hengji.cli.app import main

OWN = """
schema: hengji/register/1
id: seals
name: 公章领取
english: Seals
explain: 一行是一套免费公章
fields:
  - {name: seal_no, title: 编号, type: text, role: key, example: GZ-1}
  - {name: taken_on, title: 领取日期, type: date, role: time, example: 2022-07-01}
"""


def test_list_in_groups_with_english_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "政务服务（Service halls）"
    assert any(line.startswith("　service-cases　办件　Service cases　") for line in lines)
    assert lines[-1].startswith("共 45 个台账。")


def test_list_as_json_with_registers_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "seals").mkdir()
    (tmp_path / "seals" / "register.yaml").write_text(OWN, encoding="utf-8")
    assert main(["register", "list", "--registers", str(tmp_path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "hengji/registers/1"
    assert document["groups"][-1] == {"name": "自己的台账", "english": "Your own", "registers": [{
        "id": "seals", "name": "公章领取", "english": "Seals", "explain": "一行是一套免费公章", "fields": 2,
        "measures": 0}]}


def test_show_by_either_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "show", "办件"]) == 0
    told = capsys.readouterr().out
    assert main(["register", "show", "service-cases"]) == 0
    assert capsys.readouterr().out == told
    assert "　申请人证件号（applicant）：文字，个人，个人信息，加密后保存，如 " in told
    assert "　办结时间早于受理时间（应当 finished_at >= accepted_at）" in told
    assert "　办结率（closing-rate，Closing rate，单位：%） = 办结件数 / 受理件数" in told
    assert "　　不计入：没有受理时间；退件或申请人撤回" in told


def test_show_a_measure_with_its_sql(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "show", "service-cases", "--measure", "按时办结率"]) == 0
    told = capsys.readouterr().out
    assert "　　按时办结件数（件）：数行数，只算 used_days <= promised_days" in told
    assert "　　还没有办结：finished_at IS NULL" in told
    assert "count(*) FILTER (WHERE " in told


def test_show_as_frictionless_table_schema_and_measures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "show", "service-cases", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "hengji/register-description/1"
    table = document["table_schema"]
    assert table["primaryKey"] == ["case_no", "platform"]
    fields = {each["name"]: each for each in table["fields"]}
    assert fields["channel"]["constraints"] == {"enum": ["窗口", "网上", "自助终端", "掌上"]}
    assert fields["promised_days"]["constraints"] == {"minimum": 0, "maximum": 2000}
    assert fields["helped"]["trueValues"] == ["是"]
    assert fields["modes"]["hengji:values"]["马上办"] == ["即办"]
    assert {"fields": ["item_code"], "reference": {"resource": "service-items", "fields": ["item_code"]}} in table[
        "foreignKeys"]
    share = next(each for each in document["measures"] if each["id"] == "channel-share")
    assert share["split"] == "channel"
    assert [part["whole"] for part in share["parts"]] == [False, True]
    assert "GROUP BY" in share["sql"]


def test_bounds_of_money_are_in_its_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "show", "posts", "--json"]) == 0
    fields = {each["name"]: each for each in json.loads(capsys.readouterr().out)["table_schema"]["fields"]}
    assert fields["quota"]["constraints"] == {"required": True, "minimum": 0, "maximum": 100000}
    assert main(["register", "show", "trades", "--json"]) == 0
    fields = {each["name"]: each for each in json.loads(capsys.readouterr().out)["table_schema"]["fields"]}
    assert (fields["deal"]["hengji:unit"], fields["deal"]["constraints"]) == ("万元", {"minimum": 0})


@pytest.mark.parametrize(("arguments", "told"), [
    (["show", "service-case"], "没有名为“service-case”的台账"),
    (["show", "service-cases", "--measure", "办结"], "没有名为“办结”的度量"),
    (["template", "-o", "全部.xlsx"], "一个工作簿只能是一个台账的模板"),
    (["template", "service-cases", "-o", "办件.csv"], "以 .xlsx 结尾"),
])
def test_what_is_wrong_is_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["register", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_template_never_overwrites_what_may_be_filled_in(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    assert main(["register", "template", "办件", "好差评", "-o", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["办件.xlsx", "好差评.xlsx"]
    one = folder / "办件.xlsx"
    before = one.read_bytes()
    one.write_bytes(b"filled in")
    capsys.readouterr()
    assert main(["register", "template", "service-cases", "-o", str(one)]) == 2
    assert "已有这个文件，不覆盖" in capsys.readouterr().err
    assert one.read_bytes() == b"filled in"
    assert main(["register", "template", "service-cases", "-o", str(one), "--force"]) == 0
    assert one.read_bytes() == before
