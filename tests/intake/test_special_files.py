"""What is no ordinary file is refused at once, without reading it."""

from __future__ import annotations

import os
from pathlib import Path

from hengji.intake import read_text


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "case.yaml"
    os.mkfifo(pipe)
    text, problems = read_text(pipe)
    assert text is None
    assert [problem.text for problem in problems] == ["这不是普通的文件"]


def test_an_endless_device_is_refused() -> None:
    text, problems = read_text(Path("/dev/zero"))
    assert text is None
    assert len(problems) == 1
