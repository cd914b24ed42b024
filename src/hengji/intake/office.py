"""LibreOffice as a converter (转换): found where it is installed, run with a profile of its own, stopped in time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

_PROGRAMS = ("soffice", "libreoffice")
#: Where installers put it without telling the search path.
_PLACES = ("C:/Program Files/LibreOffice/program/soffice.com",
           "C:/Program Files (x86)/LibreOffice/program/soffice.com",
           "/Applications/LibreOffice.app/Contents/MacOS/soffice")


class NotConverted(Exception):
    """LibreOffice made nothing of a document; ``overdue`` when it was stopped because it took too long."""

    def __init__(self, *, overdue: bool) -> None:
        self.overdue = overdue
        super().__init__("overdue" if overdue else "nothing made")


def office_program() -> str | None:
    """The program, or None where there is none."""
    found = (*map(shutil.which, _PROGRAMS), *(place for place in _PLACES if Path(place).is_file()))
    return next(filter(None, found), None)


def office_converted(program: str, content: bytes, form: str, wanted: str, seconds: int,
                     environment: Mapping[str, str] | None = None) -> bytes:
    """``content``, a document of ``form`` (``docx``), as ``wanted`` (``pdf``). Raises :class:`NotConverted`."""
    with TemporaryDirectory(prefix="hengji-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "source" / f"document.{form}"  # names of files may look like options
        source.parent.mkdir()
        source.write_bytes(content)
        # A profile of its own: with that of the user it would wait for, or end in, a window that is open.
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                   "--nolockcheck", "--convert-to", wanted, "--outdir", str(folder / "made"), str(source)]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,  # noqa: S603 - no shell
                              stderr=subprocess.DEVNULL, start_new_session=True, env=environment) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                _stop(process)
                raise NotConverted(overdue=True) from None
        made = (folder / "made" / "document").with_suffix("." + wanted.partition(":")[0])
        if not made.is_file():
            raise NotConverted(overdue=False)
        return made.read_bytes()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends it with its children: the program that works is one of them."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
