"""Older documents (读取 .doc、.wps、.rtf、.odt): LibreOffice makes them .docx, where it is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hengji.model import Manuscript

from .limits import unusable
from .read_docx import read_docx

#: Seconds that a conversion may take; a report of 100 pages takes three.
LONGEST_CONVERSION = 60
_FORMS = (".doc", ".wps", ".rtf", ".odt")
_PROGRAMS = ("soffice", "libreoffice")
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx，再核对"


def read_doc(path: Path) -> Manuscript:
    """The older document at ``path``; its ``form`` stays what it is. Raises :class:`Unusable`."""
    form = path.suffix[1:].lower() if path.suffix.lower() in _FORMS else "doc"
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise unusable(str(path), f"旧格式的文稿（.{form}）要由 LibreOffice 转换，这台机器上没有装",
                       f"{_SAVE_AS}；或安装 LibreOffice", ".docx")
    with TemporaryDirectory(prefix="hengji-") as folder:
        made = _converted(program, path, form, Path(folder))
        return replace(read_docx(made), name=path.name, form=form)


def _converted(program: str, path: Path, form: str, folder: Path) -> Path:
    """The document as .docx in ``folder``. Raises :class:`Unusable`."""
    source, target = folder / "source", folder / "made"
    source.mkdir()
    copy = source / f"document.{form}"  # names of files may look like options
    shutil.copyfile(path, copy)
    # A profile of its own: with that of the user it would wait for, or end in, a window that is open.
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
               "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(copy)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,  # noqa: S603 - no shell
                          stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            process.wait(LONGEST_CONVERSION)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # the program that works is a child of the one that was started
            raise unusable(str(path), f"LibreOffice {LONGEST_CONVERSION} 秒没有转换完这份文稿", _SAVE_AS) from None
    made = target / "document.docx"
    if not made.is_file():
        raise unusable(str(path), "LibreOffice 转换不了这份文稿，可能已损坏或有密码", _SAVE_AS)
    return made
