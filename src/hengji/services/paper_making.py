"""One case's paper made (生成一份报告): from its scorecard to the bytes of each file that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hengji.intake import Book
from hengji.model import Place, Problem, Unusable, Warning
from hengji.reports import (
    PAPERS,
    Masked,
    Masks,
    Named,
    Paging,
    Paper,
    WordTemplate,
    chart_part,
    contents_pages,
    fonts_replaced,
    glyphs_missing,
    paper_names,
    paper_page,
    plain_text,
    public_paper,
    report_remarks,
    shipped_template,
    template_values,
    three_lined,
    without_charts,
    without_internal,
)

from .evaluate import Evaluation
from .paper_pdf import pdf_of

#: No table of contents has so many pages that the numbers of its entries change the pages behind it.
_LIVE = Paging(live=True)


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """What is to be made: the kind, in the user's template or the shipped one, for the public or not."""

    kind: str
    template: str = ""
    public: bool = False
    charts: bool = True
    strict: bool = False
    three_lines: bool = False


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper with the bytes of its files by their endings, what it lacks, what its author may look at again."""

    paper: Paper
    files: Mapping[str, bytes]
    remarks: tuple[Warning, ...]
    masked: tuple[Masked, ...]


def paper_template(path: str) -> WordTemplate:
    """The user's template, read and compiled once for all papers of this process. Raises :class:`Unusable`."""
    try:
        return _compiled(path, Path(path).stat().st_mtime_ns)
    except FileNotFoundError:
        remedy = "请核对路径；随附的模板用 hengji report template 种类 -o 模板.docx 取出"
        raise Unusable([Problem(Place(path), "没有这个模板文件", suggestion=remedy)]) from None
    except OSError as error:
        raise Unusable([Problem(Place(path), "读不了这个模板文件", "一个 .docx 文件",
                                suggestion="请核对路径和读取权限")]) from error


@lru_cache(maxsize=4)  # a template that is edited leaves its older versions behind
def _compiled(path: str, _changed: int) -> WordTemplate:
    return WordTemplate(Path(path).read_bytes(), Path(path).name)


def make_paper(evaluation: Evaluation, wanted: PaperWanted, endings: Iterable[str]) -> MadePaper:
    """The paper of ``evaluation`` as ``.docx``, ``.pdf``, ``.html``, ``.xlsx``. Raises :class:`Unusable`."""
    card, framework, case = evaluation.scorecard, evaluation.framework, evaluation.scorecard.case
    template = paper_template(wanted.template) if wanted.template else shipped_template(PAPERS[wanted.kind].template)
    remarks = list(report_remarks(card, framework))
    masks: Masks | None = None
    if wanted.public:
        card, masks = without_internal(card)
    paper = PAPERS[wanted.kind].make(card, framework)
    names: dict[str, Named] = dict(template_values(card, framework))
    if masks is not None:
        paper = public_paper(paper, masks)
        names = {name: masks.masked(value, "模板") if isinstance(value, str) else value
                 for name, value in names.items()}
    if wanted.strict and paper.missing:
        raise Unusable([Problem(Place(card.case.id), f"缺：{words}", "报告里要写的都有", "没有",
                                "请补进案例；不加 --strict 就照样生成，缺的地方标明") for words in paper.missing])
    endings = tuple(endings)
    shown = paper if wanted.charts else without_charts(paper)
    shown = three_lined(shown) if wanted.three_lines else shown
    files = _word_files(shown, template, names, endings, remarks)
    if ".html" in endings:
        files[".html"] = paper_page(shown).encode()
    if ".xlsx" in endings:
        files[".xlsx"] = _workbook(paper, wanted.kind)
    if masks is not None:
        remarks += _never_met(case.id, masks)
    return MadePaper(paper, files, tuple(remarks), masks.list() if masks is not None else ())


def _never_met(case: str, masks: Masks) -> Iterator[Warning]:
    """Words that the case calls internal and that this report does not have: perhaps they are written otherwise."""
    for words in masks.unmet():
        yield Warning(Place(case), f"internal 里的“{words}”这份报告里没有", "请核对写法，与报告里的一致才能隐去")


def _word_files(paper: Paper, template: WordTemplate, values: Mapping[str, Named], endings: tuple[str, ...],
                remarks: list[Warning]) -> dict[str, bytes]:
    """Word and PDF; with a PDF the contents of the Word file show its pages."""
    if not {".docx", ".pdf"}.intersection(endings):
        return {}
    names = paper_names(paper, values)
    files: dict[str, bytes] = {}
    paging = Paging()
    if ".pdf" in endings:
        files[".pdf"] = pdf_of(template.render(names, chart_part, _LIVE))
        paging = Paging(contents_pages(files[".pdf"]))
        remarks += filter(None, (fonts_replaced(), glyphs_missing(plain_text(paper))))
    if ".docx" in endings:
        files[".docx"] = template.render(names, chart_part, paging)
    return files


def _workbook(paper: Paper, kind: str) -> bytes:
    fill = PAPERS[kind].workbook
    assert fill is not None  # asked before
    return fill(paper, Book(paper.title.replace("\n", "")))
