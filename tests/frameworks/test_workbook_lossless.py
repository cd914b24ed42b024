"""A framework that goes to Excel and comes back is the same framework, and gives the same scores."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given

from hengji.cases import bundled_ids, bundled_path, load_case
from hengji.frameworks import (
    KINDS,
    Framework,
    framework_ids,
    framework_workbook,
    framework_yaml,
    load_framework_workbook,
    read_framework,
    shipped_framework,
)
from hengji.scoring import results_document, score_case
from tests.frameworks.workbook_making import KINDS_MADE, frameworks, imported


def shipped(name: str) -> Framework:
    framework, problems = shipped_framework(name)
    assert framework is not None, problems
    return framework


def same(back: Framework | None, framework: Framework) -> bool:
    """The same text is the same node by node: both are written in one order, with one way of quoting."""
    return back is not None and back.text == framework_yaml(framework)


@pytest.mark.parametrize("name", framework_ids())
def test_every_framework_of_the_library_comes_back(name: str) -> None:
    framework = shipped(name)
    back, problems = imported(framework_workbook(framework))
    assert problems == ()
    assert same(back, framework)
    again, problems = read_framework(framework_yaml(framework), "体系.yaml")
    assert again is not None, problems
    assert framework_yaml(again) == framework_yaml(framework)
    assert [node.score for node in again.nodes] == [node.score for node in framework.nodes]  # the very trees


@pytest.mark.parametrize("name", bundled_ids())
def test_the_bundled_cases_score_the_same(name: str) -> None:
    loaded, problems = load_case(bundled_path(name))
    assert loaded is not None, problems
    back, problems = imported(framework_workbook(loaded.framework))
    assert back is not None, problems
    card, again = (score_case(loaded.case, framework, loaded.others) for framework in (loaded.framework, back))
    assert results_document(again) == results_document(card)


def test_every_rule_kind_is_tried() -> None:
    assert {*KINDS_MADE, "split"} == set(KINDS)


@given(frameworks())
def test_any_framework_comes_back(framework: Framework) -> None:
    back, problems = imported(framework_workbook(framework))
    assert problems == ()
    assert same(back, framework)


@given(frameworks())
def test_the_text_of_any_framework_is_the_same_framework(framework: Framework) -> None:
    again, problems = read_framework(framework_yaml(framework), "体系.yaml")
    assert again is not None, problems
    assert framework_yaml(again) == framework_yaml(framework)
    assert [node.score for node in again.nodes] == [node.score for node in framework.nodes]


@pytest.mark.needs_office
@pytest.mark.parametrize("name", ["yanjin-2022", "recommended-department"])
def test_saved_again_by_another_program(name: str, tmp_path: Path) -> None:
    (tmp_path / "体系.xlsx").write_bytes(framework_workbook(shipped(name)))
    office = shutil.which("soffice")
    assert office is not None
    subprocess.run([office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
                    "--outdir", str(tmp_path / "out"), str(tmp_path / "体系.xlsx")], check=True, capture_output=True)
    back, problems = load_framework_workbook(tmp_path / "out" / "体系.xlsx")
    assert problems == ()
    assert same(back, shipped(name))
