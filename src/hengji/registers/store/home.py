"""Where Hengji keeps what is the user's (数据文件夹)."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def home() -> Path:
    """``HENGJI_HOME``, or the system's folder for a user's data."""
    named = os.environ.get("HENGJI_HOME")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "hengji"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "hengji"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "hengji"
