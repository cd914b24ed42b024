"""Measures of things that stand in every year: several years are taken apart, and never added up."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hengji.services import MeasureRequest, RegisterImportRequest, Span, import_register, measure_register

ITEMS = (("监管事项编码", "监管事项名称", "监管单位", "事项级别", "认领日期"),
         ("J1", "甲", "示例县甲局", "主项", "2020-01-01"), ("J2", "乙", "示例县甲局", "主项", "2020-01-01"))
ACTIONS = (("行为编号", "监管事项编码", "监管单位", "行为类型", "发生日期"),
           ("X1", "J1", "示例县甲局", "行政检查", "2021-05-01"), ("X2", "J1", "示例县甲局", "行政检查", "2022-05-01"),
           ("X3", "J2", "示例县甲局", "行政检查", "2022-06-01"))


@pytest.fixture
def store(tmp_path: Path) -> str:
    folder = str(tmp_path / "台账库")
    for register, rows in (("supervision-items", ITEMS), ("supervision-actions", ACTIONS)):
        path = tmp_path / f"{register}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        import_register(RegisterImportRequest(register, (path,), folder, who="测试"))
    return folder


def _told(request: MeasureRequest) -> tuple[list[tuple[object, ...]], tuple[str, ...]]:
    report = measure_register(request)
    return [(dict(one.group).get("year"), one.parts["监管主项数"], one.parts["覆盖的主项数"])
            for one in report.results[0]], report.notes


def test_several_years_are_taken_apart_and_that_is_said(store: str) -> None:
    results, notes = _told(MeasureRequest("supervision-items", "main-coverage", store))
    assert results == [("2021年", 2, 1), ("2022年", 2, 2)]
    assert notes == ("“监管主项覆盖率”每年各算一次：按年度分开",)


def test_one_year_is_one_result(store: str) -> None:
    assert _told(MeasureRequest("supervision-items", "main-coverage", store, period=Span.year(2021))) == (
        [(None, 2, 1)], ())
