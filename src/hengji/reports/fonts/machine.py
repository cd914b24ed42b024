"""The fonts of this machine (本机字体), as LibreOffice sees them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

#: What LibreOffice takes for 仿宋, 宋体, 黑体 and 楷体 where Linux has none: the file for ``FONTCONFIG_FILE``.
FONTS_CONF = Path(__file__).with_name("fonts.conf")
_LONGEST_WAIT = 20
#: Windows' own files with Chinese glyphs, and the families in them.
_WINDOWS = {"simsun.ttc": "宋体", "simfang.ttf": "仿宋", "simhei.ttf": "黑体", "simkai.ttf": "楷体",
            "msyh.ttc": "微软雅黑", "deng.ttf": "等线"}
#: On macOS they are part of the system.
_MACOS = frozenset({"STSong", "STHeiti", "STKaiti", "STFangsong"})


def office_environment() -> dict[str, str]:
    """The environment in which to start LibreOffice; a font configuration of the user's own stays."""
    return {"FONTCONFIG_FILE": str(FONTS_CONF), **os.environ}


@cache
def chinese_families() -> frozenset[str] | None:
    """Every family with the signs of simplified Chinese; None where the machine cannot be asked."""
    if sys.platform == "win32":
        return _on_windows(Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts")
    if sys.platform == "darwin":
        return _MACOS
    listed = _asked(":lang=zh-cn", "family")
    if listed is None:
        return None
    return frozenset(name.strip() for line in listed for name in line.split(",") if name.strip())


def without_glyph(signs: Iterable[str]) -> tuple[str, ...]:
    """Those of ``signs`` that no font of the machine has; none where it cannot be asked."""
    return tuple(sign for sign in signs if _absent(sign))


@cache
def _absent(sign: str) -> bool:
    return _asked(f":charset={ord(sign):x}", "file") == ()


def _on_windows(folder: Path) -> frozenset[str]:
    there = {path.name.lower() for path in folder.iterdir()} if folder.is_dir() else set()
    return frozenset(family for name, family in _WINDOWS.items() if name in there)


def _asked(pattern: str, element: str) -> tuple[str, ...] | None:
    """What ``fc-list`` says; None where there is no such program, or it fails."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run([program, pattern, element], env=office_environment(), check=False,  # noqa: S603 - no shell
                              capture_output=True, timeout=_LONGEST_WAIT)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    return tuple(line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip())
