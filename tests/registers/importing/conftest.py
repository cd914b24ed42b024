"""A store, a small register and a folder for the user's data, anew for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.registers import Register, Store

from .trial import trial


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HENGJI_KEY_FILE", raising=False)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return trial(tmp_path / "registers")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")
