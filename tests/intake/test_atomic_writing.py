"""A file is there whole, or not at all; what was there before stays when writing fails."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from hengji.intake import write_files
from hengji.model import Unusable


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything in ``folder``, hidden files too; None stands for a folder."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


class BreaksOff(dict[str, bytes]):
    """Contents that break off after the first file."""

    def items(self) -> Iterator[tuple[str, bytes]]:  # type: ignore[override]
        yield next(iter(super().items()))
        raise KeyboardInterrupt


def test_files_are_written_into_a_folder_made_for_them(tmp_path: Path) -> None:
    folder = tmp_path / "结果" / "2022"
    written = write_files(folder, {"a.json": b"{}", "网页.html": "衡绩".encode()})
    assert written == (folder / "a.json", folder / "网页.html")
    assert contents(folder) == {"a.json": b"{}", "网页.html": "衡绩".encode()}


def test_written_files_can_be_read_by_others(tmp_path: Path) -> None:
    (file,) = write_files(tmp_path, {"a.json": b"{}"})
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_files_that_are_there_are_replaced_and_others_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"old, and longer than the new one")
    (tmp_path / "b.json").write_bytes(b"other")
    write_files(tmp_path, {"a.json": b"new"})
    assert contents(tmp_path) == {"a.json": b"new", "b.json": b"other"}


def test_nothing_to_write_makes_no_file(tmp_path: Path) -> None:
    assert write_files(tmp_path, {}) == ()
    assert contents(tmp_path) == {}


def test_failure_before_the_first_file_shows_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        write_files(tmp_path, {"a.json": b"{}", "没有的文件夹/b.json": b"{}"})
    assert contents(tmp_path) == {}


def test_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"old")
    with pytest.raises(Unusable):
        write_files(tmp_path, {"a.json": b"new", "长" * 300: b"{}"})
    assert contents(tmp_path) == {"a.json": b"old"}


def test_failure_while_the_files_are_put_in_place_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"old")
    (tmp_path / "b.json").mkdir()
    with pytest.raises(Unusable):
        write_files(tmp_path, {"a.json": b"new", "b.json": b"new"})
    assert contents(tmp_path) == {"a.json": b"old", "b.json": None}


def test_failure_leaves_no_folder_that_was_made_for_the_files(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        write_files(tmp_path / "结果" / "2022", {"长" * 300: b"{}"})
    assert contents(tmp_path) == {}


def test_breaking_off_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, BreaksOff({"a.json": b"{}", "b.json": b"{}"}))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("below", ["", "下级"], ids=["is a file", "lies below a file"])
def test_folder_that_is_a_file_is_told_in_chinese(below: str, tmp_path: Path) -> None:
    blocked = tmp_path / "文件"
    blocked.write_bytes(b"old")
    with pytest.raises(Unusable) as refused:
        write_files(blocked / below, {"a.json": b"{}"})
    (problem,) = refused.value.problems
    assert str(problem.place) == str(blocked / below)
    assert problem.text.startswith("写不进这个文件夹")
    assert not any(letter.isascii() and letter.isalpha() for letter in problem.text)
    assert contents(tmp_path) == {"文件": b"old"}
