"""What ``--json`` of reports prints keeps its schema; the schemas in the docs are those of the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hengji.cli.app import main
from hengji.services import report_diff_schema, report_schema

SCHEMAS = Path(__file__).parents[2] / "docs/schema"


def printed(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> Any:
    assert main(["report", *args, "--json"]) == code
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("name", "schema"), [("report", report_schema()), ("report-diff", report_diff_schema())])
def test_the_docs_have_the_schema(name: str, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")) == schema


def test_reports(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one = printed(capsys, "yanjin-2022", "--kind", "evaluation", "--public", "-o", str(tmp_path / "a.html"))
    jsonschema.validate(one, report_schema())
    assert one["masked"]
    lacking = printed(capsys, "zhengzhou-2022", "--kind", "self-evaluation", "-o", str(tmp_path / "b.docx"))
    jsonschema.validate(lacking, report_schema())
    assert lacking["missing"]
    (tmp_path / "甲局").mkdir()
    (tmp_path / "甲局" / "case.yaml").write_text("id: x\n", encoding="utf-8")
    several = printed(capsys, "yanjin-2022", str(tmp_path / "甲局"), "--kind", "feedback", "-o", str(tmp_path / "出"),
                      code=2)
    jsonschema.validate(several, report_schema())
    assert [each["schema"] for each in several] == ["hengji/report/1", "hengji/problems/1"]


def test_differences(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, words in (("甲", "项目支出决算数为120.40万元，下降5.00%。"),
                        ("乙", "项目支出决算数为121.40万元，共3个项目。")):
        (tmp_path / f"{name}.txt").write_text(f"二、支出情况\n{words}\n", encoding="utf-8")
    documents = printed(capsys, "diff", str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt"))
    jsonschema.validate(documents, report_diff_schema())
    assert (documents["changed"], documents["only_first"], documents["only_second"]) == (1, 1, 1)
    cases = printed(capsys, "diff", "yanjin-2022", "xinzheng-2021")
    jsonschema.validate(cases, report_diff_schema())
    assert cases["scores"]


@pytest.mark.parametrize("wrong", [
    {}, [{}], {"schema": "hengji/report/1"}, {"schema": "hengji/problems/1", "case": "a", "problems": []}])
def test_what_is_no_report_does_not_pass(wrong: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, report_schema())
