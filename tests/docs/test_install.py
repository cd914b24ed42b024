"""The plain pip way of the README, without internet: wheels in a folder, a fresh environment, the main job."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


def _printed(*parts: str) -> list[str]:
    """The arguments of the one ``pip`` command in the README that has all ``parts``."""
    (line,) = [line for line in README.splitlines() if " -m pip " in line and all(part in line for part in parts)]
    return line.split(" -m pip ")[1].split()


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **environment},
                          capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_from_a_folder_of_wheels(tmp_path: Path) -> None:
    wheels = str(tmp_path / "wheels")
    for command in (_printed("download"), _printed("wheel", "--no-deps")):
        arguments = [wheels if part == "wheels" else part for part in command]
        _run(sys.executable, "-m", "pip", *arguments, "--quiet", cwd=ROOT)
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    arguments = [wheels if part == "wheels" else part for part in _printed("--no-index")]
    _run(python, "-m", "pip", *arguments, "--quiet", cwd=tmp_path, PIP_NO_INDEX="1")
    out = _run(python, "-m", "hengji", "demo", cwd=tmp_path, PYTHONIOENCODING="utf-8")
    assert "总分 86.00　良" in out
    assert (tmp_path / "hengji-demo" / "yanjin-2022" / "scorecard.html").exists()
    assert re.search(r"核验通过", _run(python, "-m", "hengji", "verify",
                                   tmp_path / "hengji-demo" / "yanjin-2022" / "scorecard.json", cwd=tmp_path,
                                   PYTHONIOENCODING="utf-8"))
