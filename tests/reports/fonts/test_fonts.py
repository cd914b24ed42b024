"""Fonts: a machine without Chinese is told what to install, official fonts get Chinese stand-ins."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from hengji.reports.fonts import (
    FONTS_CONF,
    chinese_families,
    font_problem,
    fonts_replaced,
    glyphs_missing,
    machine,
    office_environment,
)


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    machine.chinese_families.cache_clear()
    machine._absent.cache_clear()
    yield
    machine.chinese_families.cache_clear()
    machine._absent.cache_clear()


def lists(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Puts a program of that name before all others, or takes it away."""
    monkeypatch.setenv("PATH", str(folder))
    if script:
        (folder / "fc-list").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / "fc-list").chmod(0o755)


def test_without_a_chinese_font_nothing_is_printed_and_both_remedies_are_told(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lists(monkeypatch, tmp_path, "exit 0")
    problem = font_problem()
    assert problem is not None
    assert "方框" in problem.text
    assert "apt-get install fonts-noto-cjk" in problem.suggestion
    assert "Windows" in problem.suggestion
    assert fonts_replaced() is None  # the problem says it all


@pytest.mark.parametrize("script", ["", "exit 1", "exec missing-program"])
def test_where_the_machine_cannot_be_asked_nothing_is_claimed(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    lists(monkeypatch, tmp_path, script)
    assert chinese_families() is None
    assert font_problem() is None
    assert fonts_replaced() is None
    assert glyphs_missing("䶮") is None


def test_official_fonts_that_are_absent_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lists(monkeypatch, tmp_path, "echo 'Noto Sans CJK SC,思源黑体'; echo 'FangSong,仿宋'; echo SimSun")
    assert chinese_families() == frozenset({"Noto Sans CJK SC", "思源黑体", "FangSong", "仿宋", "SimSun"})
    assert font_problem() is None
    told = fonts_replaced()
    assert told is not None
    assert told.text.startswith("这台机器没有黑体、楷体，")
    lists(monkeypatch, tmp_path, "echo 'FangSong'; echo SimSun; echo SimHei; echo KaiTi")
    machine.chinese_families.cache_clear()
    assert fonts_replaced() is None


def test_on_windows_and_macos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("WINDIR", str(tmp_path))
    assert chinese_families() == frozenset()
    (tmp_path / "Fonts").mkdir()
    for name in ("SIMSUN.TTC", "simfang.ttf", "arial.ttf"):
        (tmp_path / "Fonts" / name).touch()
    machine.chinese_families.cache_clear()
    assert chinese_families() == frozenset({"宋体", "仿宋"})
    told = fonts_replaced()
    assert told is not None
    assert "没有黑体、楷体" in told.text
    monkeypatch.setattr(sys, "platform", "darwin")
    machine.chinese_families.cache_clear()
    assert fonts_replaced() is None


def test_rare_signs_without_a_glyph_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lists(monkeypatch, tmp_path, 'case "$1" in :charset=4dae) ;; *) echo a.ttf;; esac')
    assert glyphs_missing("常用的字，ABC 1.5\n\t") is None
    told = glyphs_missing("张䶮、李𠮷")
    assert told is not None
    assert told.text == "这台机器的字体没有“䶮”（U+4DAE），在 PDF 里会变成方框"
    lists(monkeypatch, tmp_path, "exit 0")
    machine._absent.cache_clear()
    told = glyphs_missing("".join(chr(0x3400 + n) for n in range(30)))
    assert told is not None
    assert told.text.count("U+") == 20
    assert "等 30 个字" in told.text


def test_the_environment_names_the_map_unless_the_user_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    assert office_environment()["FONTCONFIG_FILE"] == str(FONTS_CONF)
    monkeypatch.setenv("FONTCONFIG_FILE", "/own.conf")
    assert office_environment()["FONTCONFIG_FILE"] == "/own.conf"


def test_the_map_puts_stand_ins_after_the_font_itself() -> None:
    found = {alias.findtext("family"): [family.text for family in alias.iterfind("accept/family")]
             for alias in etree.parse(str(FONTS_CONF)).iterfind("alias")}
    assert {"仿宋", "仿宋_GB2312", "宋体", "黑体", "楷体", "楷体_GB2312", "方正小标宋简体", "SimSun"} <= set(found)
    assert all("Noto Serif CJK SC" in others for others in found.values())
    assert etree.parse(str(FONTS_CONF)).find(".//prefer") is None  # that would go before a font that is there


@pytest.mark.needs_office
@pytest.mark.parametrize("asked", ["仿宋", "仿宋_GB2312", "宋体", "SimSun", "黑体", "楷体", "微软雅黑"])
def test_here_each_official_font_is_a_chinese_one(asked: str) -> None:
    families = chinese_families()
    assert families
    done = subprocess.run(["fc-match", "-f", "%{family}", asked], env=office_environment(), check=True,
                          capture_output=True, text=True, timeout=30)
    assert not families.isdisjoint(done.stdout.split(","))
