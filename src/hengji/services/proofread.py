"""Proofreading documents (校对) as a user asks for it: read, compared, decided on, written out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hengji.model import Contradiction, Place, Problem, Proofread, Revision, Unusable

from .frameworks import show_framework
from .proofread_decisions import Decision, decide, decided, decisions_file, read_decisions
from .proofread_document import read_earlier, revised
from .proofread_files import Outputs
from .proofread_work import documents_in, read_and_proofread


@dataclass(frozen=True, slots=True)
class ProofreadRequest:
    """What is asked for. ``files`` are documents and folders of them.

    ``decisions`` None looks beside each document. ``set_aside`` are ids to be set aside from now on,
    for ``reason``. Each of ``outs`` is written as its ending says, ``annotate`` in the document's own form.
    """

    files: tuple[str, ...]
    framework: str = ""
    decisions: Path | None = None
    since: Path | None = None
    outs: tuple[Path, ...] = ()
    annotate: Path | None = None
    set_aside: tuple[str, ...] = ()
    reason: str = ""
    who: str = ""

    @property
    def single(self) -> bool:
        """Whether one document is asked for, by its name."""
        return len(self.files) == 1 and not Path(self.files[0]).is_dir()


@dataclass(frozen=True, slots=True)
class ProofreadReport:
    """A document, proofread. ``stale`` counts decisions that fit no finding any more."""

    path: Path
    result: Proofread
    revision: Revision | None = None
    stale: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that cannot be read, and why."""

    path: Path
    problems: tuple[Problem, ...]


class Proofreading:
    """A request with everything looked up that does not need a document to be read.

    Raises :class:`Unusable` when the request itself cannot be met. Several files are read against each other,
    the documents of a folder each for itself.
    """

    def __init__(self, request: ProofreadRequest) -> None:
        self.request = request
        if request.set_aside and not request.single:
            raise Unusable([Problem(Place("--set-aside"), "一次只能排除一份文稿里的发现",
                                    suggestion="请只写一份文稿")])
        self.paths = tuple(dict.fromkeys(path for name in request.files for path in documents_in(name)))
        self.together = len(self.paths) > 1 and not any(Path(name).is_dir() for name in request.files)
        if request.framework:
            show_framework(request.framework)
        self._named = self._named_decisions()
        self._outputs = Outputs(request.outs, request.annotate, self.paths, single=request.single,
                                others=[each for each in (request.since, request.decisions) if each])

    def _named_decisions(self) -> tuple[Decision, ...]:
        """Those of the file that was named; it may be new when something is set aside now."""
        file = self.request.decisions
        if file is None or (self.request.set_aside and not file.exists()):
            return ()
        return read_decisions(file)

    def reports(self, progress: Callable[[int], None] | None = None) -> Iterator[ProofreadReport | Refusal]:
        """The result for each document in order, as soon as it is there and its files are written."""
        results = read_and_proofread(self.paths, self.request.framework, together=self.together,
                                     tell=progress or (lambda _: None))
        for path, result in zip(self.paths, results, strict=True):
            report = self._report(path, result) if isinstance(result, Proofread) else Refusal(path, result)
            if isinstance(report, Refusal):
                self._outputs.refuse(path, report.problems)
            yield report
        self._outputs.finish()

    @property
    def written(self) -> tuple[Path, ...]:
        """The files that were written so far."""
        return tuple(self._outputs.written)

    def _report(self, path: Path, result: Proofread) -> ProofreadReport | Refusal:
        try:
            decisions = self._decisions(path, result)
            settled = decided(result, decisions)
            revision = revised(settled, self._earlier(result)) if self.request.since else None
            self._outputs.write(path, settled, revision)
        except Unusable as error:
            return Refusal(path, error.problems)
        known = {each.id for each in result.contradictions}
        shared = self.request.decisions is not None and not self.request.single
        stale = 0 if shared else sum(decision.id not in known for decision in decisions)
        return ProofreadReport(path, settled, revision, stale)

    def _decisions(self, path: Path, result: Proofread) -> tuple[Decision, ...]:
        """The decisions on this document, with those that are made now."""
        request = self.request
        file = request.decisions or decisions_file(path)
        if request.set_aside:
            return decide(result, file, request.set_aside, request.reason, request.who)
        if request.decisions:
            return self._named
        return read_decisions(file) if file.exists() else ()

    def _earlier(self, result: Proofread) -> tuple[Contradiction, ...]:
        assert self.request.since is not None
        return read_earlier(self.request.since, result.manuscript.name)
