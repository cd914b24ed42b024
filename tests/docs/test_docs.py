"""Every command that the docs print is run here, every file that they show is used."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hengji.cli.app import COMMANDS, main
from hengji.formula import FUNCTIONS
from hengji.frameworks import KINDS

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
_FENCE = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```", re.DOTALL | re.MULTILINE)


def fences(page: Path) -> list[tuple[str, str, str]]:
    """(language, file name, text) of each fenced block."""
    return [(m[1], m[2] or "", m[3]) for m in _FENCE.finditer(page.read_text(encoding="utf-8"))]


def commands(page: Path) -> list[str]:
    return [line for language, _, text in fences(page) if language == "sh" for line in text.splitlines() if line]


@pytest.mark.parametrize("page", [p for p in PAGES if commands(p)], ids=lambda page: page.name)
def test_commands_of_a_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                            capsys: pytest.CaptureFixture[str]) -> None:
    """``hengji`` commands run in order in a folder with the examples and the files that the page shows."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "src/hengji/frameworks/library", tmp_path / "src/hengji/frameworks/library")
    for language, name, text in fences(page):
        if name and language in ("yaml", "text"):
            (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for command in commands(page):
        program, *arguments = command.split()
        if program == "make":
            dry = subprocess.run(["make", "--dry-run", *arguments], cwd=ROOT, capture_output=True,
                                 text=True, check=False)
            assert dry.returncode == 0, dry.stderr
        else:
            assert program == "hengji", command
            assert main(arguments) == 0, (command, capsys.readouterr().err)
            assert capsys.readouterr().out


def test_make_demo_runs_as_printed(tmp_path: Path) -> None:
    """The recipe behind ``make demo``, where the environment stands already."""
    quiet = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    recipe = subprocess.run(["make", "--dry-run", "--no-print-directory", "demo"], cwd=ROOT, env=quiet,
                            capture_output=True, text=True, check=True)
    last = recipe.stdout.strip().splitlines()[-1].split()
    assert last == [".venv/bin/hengji", "demo", "--out", "hengji-demo"]
    assert main(["demo", "--out", str(tmp_path)]) == 0


def test_the_framework_in_contributing_scores_as_it_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, name, text in fences(ROOT / "CONTRIBUTING.md"):
        if name and language == "yaml":
            (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["explain", str(tmp_path / "case.yaml"), "A1"]) == 0
    assert "36.10" in capsys.readouterr().out


def test_the_rule_kind_in_contributing_works_in_a_copy_of_the_source(tmp_path: Path) -> None:
    """Done as the page says: the file is written, imported in the registry and listed."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    ((_, name, text),) = [fence for fence in fences(ROOT / "CONTRIBUTING.md") if fence[0] == "python"]
    (tmp_path / name).write_text(text, encoding="utf-8")
    registry = tmp_path / "src/hengji/frameworks/kinds/registry.py"
    code = registry.read_text(encoding="utf-8")
    for before, after in (("    deduction,\n    judgement", "    deduction,\n    interpolation,\n    judgement"),
                          ("as_printed)}", "as_printed, interpolation)}")):
        assert code.count(before) == 1
        code = code.replace(before, after)
    registry.write_text(code, encoding="utf-8")
    framework = tmp_path / "体系.yaml"
    framework.write_text("""\
schema: hengji/framework/1
id: x
version: "1"
title: 插值得分
source: 测试
grades: [{name: 优, from: 0}]
facts: [{name: 投诉次数, unit: 次}]
indicators:
  - {code: A, name: 投诉, weight: 100, formula: 投诉次数, rule: {kind: interpolation, zero_at: 8次, full_at: 0次}}
""", encoding="utf-8")
    case = tmp_path / "case.yaml"
    case.write_text("""\
schema: hengji/case/1
id: x
framework: 体系.yaml
entity: {name: 甲局}
period: 2025
kind: evaluation
facts: [{name: 投诉次数, value: 3次, level: original}]
""", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", "import sys; from hengji.cli.app import main; sys.exit(main())",
                           "evaluate", str(case)],
                          env={"PYTHONPATH": str(tmp_path / "src"), "PYTHONIOENCODING": "utf-8"},
                          capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "62.50" in done.stdout


def test_every_function_kind_and_parameter_is_documented() -> None:
    formula = (ROOT / "docs/formula.zh-CN.md").read_text(encoding="utf-8")
    assert [name for name in [*FUNCTIONS, "上年", "并且", "或者", "非"] if f"`{name}" not in formula] == []
    rules = (ROOT / "docs/rules.zh-CN.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        (row,) = [line for line in rules.splitlines() if line.startswith(f"| `{kind.name}`")]
        assert kind.term in row
        assert [field.name for field in kind.fields if f"`{field.name}`" not in row] == []


def test_every_command_is_in_both_readmes() -> None:
    for page in ("README.md", "README.zh-CN.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert [name for name in COMMANDS if f"hengji {name}" not in text and f"make {name}" not in text] == []


def test_links_lead_somewhere() -> None:
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http") and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
