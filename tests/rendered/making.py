"""What is rendered: every kind of every bundled case, in Word and in Excel, all in two runs of LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hengji.intake import Book
from hengji.model import Scorecard
from hengji.reports import (
    PAPERS,
    Paging,
    Paper,
    chart_part,
    office_environment,
    paper_names,
    shipped_template,
    template_values,
)
from hengji.services import Evaluation
from tests.rendered.pages import Printed, read_pdf

#: LibreOffice calculates every formula when it opens a workbook; else it shows what we wrote.
_CALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


@dataclass(frozen=True)
class Made:
    """A paper of a case, as content and as the bytes of its files."""

    card: Scorecard
    paper: Paper
    word: bytes
    workbook: bytes | None


def made(evaluation: Evaluation, kind: str) -> Made:
    """The paper with contents whose pages LibreOffice counts."""
    card, framework, how = evaluation.scorecard, evaluation.framework, PAPERS[kind]
    paper = how.make(card, framework)
    names = paper_names(paper, dict(template_values(card, framework)))
    word = shipped_template(how.template).render(names, chart_part, Paging(live=True))
    book = how.workbook(paper, Book(paper.title.replace("\n", ""))) if how.workbook is not None else None
    return Made(card, paper, word, book)


def word_of(paper: Paper, template: str = "form") -> bytes:
    """A paper made by hand, as Word."""
    return shipped_template(template).render(paper_names(paper), chart_part, Paging(live=True))


def converted(folder: Path, files: dict[str, bytes], form: str = "pdf") -> Path:
    """Where LibreOffice put the ``files`` (by name), converted in one run; formulas are calculated anew."""
    source, out = folder / "source", folder / form
    profile = folder / "profile" / "user"
    for needed in (source, profile):
        needed.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_CALCULATE, encoding="utf-8")
    for name, content in files.items():
        (source / name).write_bytes(content)
    office = shutil.which("soffice")
    assert office is not None
    subprocess.run([office, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore",
                    "--convert-to", form, "--outdir", str(out), *(str(source / name) for name in sorted(files))],
                   check=True, capture_output=True, timeout=400, env=office_environment())
    return out


@dataclass(frozen=True)
class Rendered:
    """Everything that was rendered; ``pdf(case, kind)`` is read when it is asked for."""

    made: dict[tuple[str, str], Made]
    printed: Path
    calculated: Path

    def word(self, case: str, kind: str) -> Printed:
        return _read(self.printed / f"{case}--{kind}.pdf")

    def excel(self, case: str, kind: str) -> Printed:
        return _read(self.printed / f"{case}--{kind}--excel.pdf")


@cache
def _read(path: Path) -> Printed:
    return read_pdf(path)
