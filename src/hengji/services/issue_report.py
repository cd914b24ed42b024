"""Issuing reports (出具报告): cases in, papers out; all files of a case are there, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengji.intake import write_files
from hengji.model import Place, Problem, Unusable, Warning, did_you_mean
from hengji.telling import problem_document

from .evaluate import Evaluation, case_path, evaluate_case
from .report_cases import Target, cases_in, edited, stems_of, targets_of
from .report_processes import each_done

if TYPE_CHECKING:
    from hengji.reports import Masked, PaperKind

    from .paper_making import PaperWanted

_WRITTEN = (".docx", ".pdf", ".html", ".xlsx")
#: What a Word template makes.
_OF_TEMPLATE = (".docx", ".pdf")
#: So many cases are written before processes have started. A PDF takes so long that two are worth it.
_ALONE, _ALONE_PDF = 16, 1


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What is asked for: ``kind`` of report for each of ``cases`` (or folders of them), written to ``outs``.

    An out with an ending is a file, one without a folder, in which ``formats`` are written: without any, Word, and
    Excel where the kind is kept in it. ``strict`` refuses a report that lacks something;
    ``force`` writes over a Word file that somebody has edited; ``three_lines`` sets tables without a full grid.
    """

    cases: tuple[str, ...]
    kind: str
    outs: tuple[Path, ...]
    formats: tuple[str, ...] = ()
    template: Path | None = None
    public: bool = False
    charts: bool = True
    strict: bool = False
    force: bool = False
    three_lines: bool = False


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A report that was written, with what it lacks, what to look at again, and what was masked."""

    case: str
    kind: str
    title: str
    written: tuple[Path, ...]
    missing: tuple[str, ...]
    remarks: tuple[Warning, ...]
    masked: tuple[Masked, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedReport:
    """A case of which no report was written, and why."""

    case: str
    problems: tuple[Problem, ...]


def report_kinds() -> dict[str, str]:
    """The kinds of reports, with their Chinese terms."""
    from hengji.reports import PAPERS

    return {name: kind.term for name, kind in PAPERS.items()}


class Reporting:
    """A request with everything looked up that does not need a case to be read. Raises :class:`Unusable`."""

    def __init__(self, request: ReportRequest) -> None:
        from .paper_making import PaperWanted, paper_template  # with lxml and Jinja; other commands need neither

        self.request = request
        name, kind = known_kind(request.kind)
        self.cases = cases_in(request.cases)
        self.single = len(request.cases) == 1 and self.cases == request.cases
        self._wanted = PaperWanted(name, str(request.template or ""), request.public, request.charts,
                                   request.strict, request.three_lines)
        problems = [problem for out in request.outs for problem in self._wrong(out, kind)]
        problems += [problem for name in request.formats
                     for problem in _unwritten(f".{name}", Place("--formats"), kind)]
        if request.formats and all(out.suffix for out in request.outs):
            problems.append(Problem(Place("--formats"), "只用于写进文件夹；写成文件的，格式由文件名决定",
                                    suggestion="请去掉 --formats，多写几个 -o；或在 -o 后面写文件夹"))
        if problems:
            raise Unusable(problems)
        if request.template is not None:
            paper_template(str(request.template))
        usual = ("docx", "xlsx") if kind.workbook is not None else ("docx",)
        endings = tuple(f".{name}" for name in dict.fromkeys(request.formats or usual))
        stems = stems_of(self.cases)
        self._targets = {name: targets_of(request.outs, stems[name], kind.term, endings) for name in self.cases}
        self._check_targets()
        written = {target.ending for targets in self._targets.values() for target in targets}
        self._alone = len(self.cases) <= (_ALONE_PDF if ".pdf" in written else _ALONE)
        if request.template is not None and not written.intersection(_OF_TEMPLATE):
            raise Unusable([Problem(Place(str(request.template)), "模板只用于 Word 和 PDF，这次都不写",
                                    found="、".join(sorted(written)),
                                    suggestion="请去掉 --template，或写成 .docx、.pdf")])

    def _wrong(self, out: Path, kind: PaperKind) -> Iterator[Problem]:
        """What cannot be written to ``out``."""
        ending = out.suffix.lower()
        if ending and out.is_dir():
            yield Problem(Place(str(out)), "这是一个文件夹", suggestion="请写一个文件名")
        elif ending and not self.single:
            yield Problem(Place(str(out)), f"有 {len(self.cases)} 个案例，不能写成一个文件", "一个文件夹",
                          suggestion="请写一个文件夹的名称，不带扩展名")
        elif ending:
            yield from _unwritten(ending, Place(str(out)), kind)

    def _check_targets(self) -> None:
        """Refuses to write over what goes in, over a file twice, or over what somebody has edited."""
        inputs = {path.resolve() for path in self._inputs()}
        problems: list[Problem] = []
        seen: set[Path] = set()
        for target in (target for targets in self._targets.values() for target in targets):
            place = Place(str(target.path))
            if target.path.resolve() in inputs:
                problems.append(Problem(place, "报告会覆盖这次要读的文件", suggestion="请换一个文件名"))
            elif target.path in seen:
                problems.append(Problem(place, "同一个文件要写两次", suggestion="请改一个名称"))
            elif target.ending in (".docx", ".xlsx") and not self.request.force and edited(target.path):
                problems.append(Problem(place, "这份报告有人在 Word、Excel 或 WPS 里改过，不覆盖",
                                        suggestion="请换一个文件名；确要覆盖，加 --force"))
            seen.add(target.path)
        if problems:
            raise Unusable(problems)

    def _inputs(self) -> Iterator[Path]:
        if self.request.template is not None:
            yield self.request.template
        for name in self.cases:
            path = case_path(name)
            yield path / "case.yaml" if path.is_dir() else path

    def reports(self, progress: Callable[[int], None] | None = None) -> Iterator[IssuedReport | RefusedReport]:
        """Each case's report in order, as soon as it is written; a case that fails does not stop the others.

        Of one case that is named, the problems are raised.
        """
        if self.single:
            yield _issued(self.cases[0], self._targets[self.cases[0]], self._wanted)
            return
        asked = [(name, self._targets[name], self._wanted) for name in self.cases]
        for number, ((name, *_), future) in enumerate(each_done(_tried, asked, alone=self._alone), 1):
            if progress is not None:
                progress(number * 100 // len(self.cases))
            yield _outcome(name, future)


def _outcome(name: str, future: Future[IssuedReport | RefusedReport]) -> IssuedReport | RefusedReport:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return RefusedReport(name, (Problem(Place(name), "生成报告的程序中断了，这一份没有写出",
                                            suggestion="请再单独生成这一份"),))
    return RefusedReport(name, (Problem(
        Place(name), f"生成报告时程序出错了，这是衡绩的缺陷（{type(error).__name__}：{error}）",
        suggestion="请单独生成这一份，把显示的内容发给开发者"),))


def _unwritten(ending: str, place: Place, kind: PaperKind) -> Iterator[Problem]:
    """Why no file with this ending can be written of this kind."""
    from .paper_pdf import pdf_problem

    if ending not in _WRITTEN:
        yield Problem(place, f"不会写“{ending}”这种文件", "、".join(_WRITTEN) + " 或文件夹",
                      suggestion=did_you_mean(ending, _WRITTEN))
    elif ending == ".xlsx" and kind.workbook is None:
        yield Problem(place, f"{kind.term}没有 Excel 形式", ".docx、.pdf 或 .html",
                      suggestion="得分表的 Excel 用 hengji evaluate 案例 --formats xlsx --out 文件夹")
    elif ending == ".pdf" and (found := pdf_problem(str(place))) is not None:
        yield found


def known_kind(name: str) -> tuple[str, PaperKind]:
    """The kind of report called ``name``, a word or a Chinese term. Raises :class:`Unusable` with the nearest name."""
    from hengji.reports import PAPERS

    found = next((word for word, kind in PAPERS.items() if name in (word, kind.term)), None)
    if found is None:
        known = "、".join(f"{each}（{PAPERS[each].term}）" for each in PAPERS)
        raise Unusable([Problem(Place("--kind"), f"没有“{name}”这种报告", known,
                                suggestion=did_you_mean(name, (*PAPERS, *(kind.term for kind in PAPERS.values()))))])
    return found, PAPERS[found]


def _tried(asked: tuple[str, tuple[Target, ...], PaperWanted]) -> IssuedReport | RefusedReport:
    try:
        return _issued(*asked)
    except Unusable as error:
        return RefusedReport(asked[0], error.problems)


def _issued(name: str, targets: tuple[Target, ...], wanted: PaperWanted) -> IssuedReport:
    """Evaluates the case, makes its paper, writes its files. Raises :class:`Unusable`; then nothing is written."""
    from .paper_making import make_paper

    made = make_paper(evaluate_case(name), wanted, {target.ending for target in targets})
    folders: dict[Path, dict[str, bytes]] = {}
    for target in targets:
        folders.setdefault(target.path.parent, {})[target.path.name] = made.files[target.ending]
    written = tuple(path for folder, files in folders.items() for path in write_files(folder, files))
    title = made.paper.title.replace("\n", "")
    return IssuedReport(name, wanted.kind, title, written, made.paper.missing, made.remarks, made.masked)


def issue_of(evaluation: Evaluation, folder: Path) -> tuple[Path, ...]:
    """Writes the report that this kind of evaluation ends in, as Word, into ``folder``. Raises :class:`Unusable`."""
    from hengji.reports import PAPERS

    from .paper_making import PaperWanted, make_paper

    kind = evaluation.scorecard.case.kind
    made = make_paper(evaluation, PaperWanted(kind), (".docx",))
    return write_files(folder, {f"{PAPERS[kind].term}.docx": made.files[".docx"]})


def report_document(report: IssuedReport | RefusedReport) -> dict[str, Any]:
    """As ``hengji/report/1``; a case without a report as ``hengji/problems/1``."""
    if isinstance(report, RefusedReport):
        return {"schema": "hengji/problems/1", "case": report.case,
                "problems": [problem_document(problem) for problem in report.problems]}
    return {"schema": "hengji/report/1", "case": report.case, "kind": report.kind, "title": report.title,
            "written": [str(path) for path in report.written], "missing": list(report.missing),
            "remarks": [{"place": str(remark.place), "text": remark.text, "suggestion": remark.suggestion}
                        for remark in report.remarks],
            "masked": [{"kind": one.kind, "words": one.words, "shown": one.shown, "places": list(one.places)}
                       for one in report.masked]}
