"""The shipped Word templates (随附模板), to be copied and edited in Word or WPS."""

from __future__ import annotations

from pathlib import Path

from hengji.intake import write_files
from hengji.model import Place, Problem, Unusable

from .issue_report import known_kind


def write_report_template(kind: str, file: Path) -> Path:
    """Writes the template of that kind of report as ``file``. Raises :class:`Unusable`; then nothing was written."""
    from hengji.reports import shipped_bytes  # with lxml and Jinja; other commands need neither

    _, known = known_kind(kind)
    if file.suffix.lower() != ".docx":
        raise Unusable([Problem(Place(str(file)), "文件名的结尾不对", "以 .docx 结尾", file.name)])
    (written,) = write_files(file.parent, {file.name: shipped_bytes(known.template)})
    return written
