"""The house keeps its plan: import contract, faces, sizes, docstrings, no float in a score."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "hengji"
FILES = sorted(SOURCE.rglob("*.py"))
ROOMS = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}


def _contracts() -> ConfigParser:
    read = ConfigParser()
    read.read(ROOT / ".importlinter", encoding="utf-8")
    return read


def test_no_room_but_the_engines_is_forgotten_by_their_contract() -> None:
    held = _contracts()["importlinter:contract:engines"]["source_modules"].split()
    assert sorted(held) == sorted(f"hengji.{room}" for room in (ROOMS - {"engines"}) | {"__main__"})


def _contract(where: Path) -> subprocess.CompletedProcess[str]:
    script = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run([sys.executable, "-c", script, "--config", str(ROOT / ".importlinter"), "--no-cache"],
                          cwd=where, env={"PYTHONPATH": str(where), "PATH": ""}, capture_output=True,
                          text=True, check=False)


@pytest.mark.parametrize(("room", "line", "contract"), [
    ("model/unit.py", "import hengji.cli", "floors"),
    ("model/amount.py", "import numpy", "model"),
    ("telling/numbers.py", "import hengji.intake", "floors"),
    ("engines/sources.py", "import hengji.formula", "floors"),
    ("scoring/plan.py", "import duckdb", "engines"),
    ("services/evaluate.py", "import pyspark.sql", "engines"),
    ("reports/content.py", "import hengji.engines", "reports"),
    ("proofreading/annotate.py", "import hengji.cases", "proofreading"),
    ("proofreading/annotate.py", "import hengji.reports", "floors"),
    ("cases/load.py", "import hengji.engines", "cases"),
    ("frameworks/check.py", "import hengji.engines", "frameworks"),
    ("scoring/seal.py", "import hengji.telling", "scoring"),
    ("cli/demo.py", "import hengji.scoring", "cli"),
    ("cli/demo.py", "import hengji.engines", "cli"),
])
def test_a_planted_violation_breaks_the_contract(tmp_path: Path, room: str, line: str, contract: str) -> None:
    shutil.copytree(SOURCE, tmp_path / "hengji", ignore=shutil.ignore_patterns("__pycache__"))
    clean = _contract(tmp_path)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    planted = tmp_path / "hengji" / room
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    broken = _contract(tmp_path)
    assert broken.returncode == 1
    assert f"{_contracts()[f'importlinter:contract:{contract}']['name']} BROKEN" in broken.stdout, broken.stdout


def test_an_undeclared_room_breaks_the_contract(tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "hengji", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "hengji" / "utils").mkdir()
    (tmp_path / "hengji" / "utils" / "__init__.py").write_text("", encoding="utf-8")
    broken = _contract(tmp_path)
    assert broken.returncode == 1
    assert "hengji.utils" in broken.stdout


def _imports(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [(node.lineno, node.module) for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module]


def test_rooms_are_entered_by_their_face() -> None:
    """Across rooms one imports ``hengji.<room>``, never a file inside it."""
    trespasses = [f"{path.relative_to(ROOT)}:{line} {module}" for path in FILES for line, module in _imports(path)
                  if module.startswith("hengji.") and module.count(".") > 1
                  and module.split(".")[1] != path.relative_to(SOURCE).parts[0]]
    assert trespasses == []


def test_files_and_functions_are_small() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert median(lengths.values()) <= 120
    assert [str(path) for path, length in lengths.items() if length > 400] == []
    long = [f"{path.relative_to(ROOT)}:{node.lineno} {node.name}" for path in FILES
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60]
    assert long == []


def test_public_functions_and_classes_have_docstrings() -> None:
    bare = []
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                public = [n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")] \
                    if isinstance(node, ast.ClassDef) else []
                bare += [f"{path.relative_to(ROOT)} {n.name}" for n in [node, *public] if not ast.get_docstring(n)]
    assert bare == []


def test_no_float_on_the_way_to_a_score() -> None:
    """No float literal and no call of float() below the reports, which draw pictures."""
    found = []
    for path in FILES:
        if path.relative_to(SOURCE).parts[0] in ("reports", "cli"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
            if isinstance(node, ast.expr) and (literal or call):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_the_plan_in_architecture_md_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert {room for room in ROOMS if f"{room}/" not in text} == set()


def test_only_registers_wait_for_sql_and_tables() -> None:
    """Every other command starts without them."""
    code = "import sys, hengji.services; print([m for m in ('sqlglot', 'deltalake', 'duckdb') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
