"""Proofreading as files (校对的文件): a page, data, lists, and the document itself with comments at its words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hengji.intake import Book, write_files
from hengji.model import Place, Problem, Proofread, Revision, Unusable, did_you_mean
from hengji.reports import ProofreadingWorkbook, proofreading_document_docx, proofreading_page
from hengji.telling import comment_told, problem_document, side_comment_told

from .proofread_document import proofreading_document
from .score_batch import apart

if TYPE_CHECKING:
    from hengji.proofreading import Comment

Problems = tuple[Problem, ...]
#: What can be written of one document, and of several together.
_ONE, _SEVERAL = (".html", ".json", ".docx", ".xlsx"), (".json", ".xlsx")
#: What a document is written as that can bear comments itself.
_OWN = {"docx": ".docx", "pdf": ".pdf"}


class Outputs:
    """The files that a request wants. With several documents, a folder holds one for each."""

    def __init__(self, outs: Sequence[Path], annotate: Path | None, documents: Sequence[Path], *, single: bool,
                 others: Sequence[Path]) -> None:
        """Refuses at once what cannot be written or would lie over an input, ``others`` among them."""
        self.outs, self.annotate, self.single = tuple(outs), annotate, single
        wanted = [*outs, *([annotate] if annotate else [])]
        problems = [problem for out in outs for problem in self._wrong(out, _ONE if single else _SEVERAL)]
        if annotate is not None:
            problems += self._wrong(annotate, _copies(documents[0]) if single else ())
        problems += [Problem(Place(str(out)), "同一个文件要写两次", suggestion="请改一个名称")
                     for out in dict.fromkeys(wanted) if wanted.count(out) > 1]
        if problems:
            raise Unusable(problems)
        for out in wanted:
            apart(out, [*map(str, documents), *map(str, others)])
        self._named = _names(documents)
        #: What stands in one file for all documents.
        self._documents: list[dict[str, object]] = []
        self._workbook = ProofreadingWorkbook()
        self.written: list[Path] = []

    def _wrong(self, out: Path, known: Sequence[str]) -> list[Problem]:
        folder = not self.single and not out.suffix
        if folder or out.suffix.lower() in known:
            return []
        expected = "、".join([*known, *([] if self.single else ["文件夹（每份文稿写一个文件）"])])
        return [Problem(Place(str(out)), f"不会写“{out.suffix or out.name}”这种文件", expected,
                        suggestion=did_you_mean(out.suffix, known))]

    def write(self, path: Path, result: Proofread, revision: Revision | None) -> None:
        """Writes what belongs to this document alone; keeps what is written in the end."""
        if any(out.suffix for out in self.outs) and not self.single:
            self._documents.append(proofreading_document(result, revision))
            self._workbook.add(result)
        contents: dict[Path, bytes] = {}
        for out in self.outs:
            if self.single:
                contents[out] = _written(out.suffix.lower(), path, result, revision)
            elif not out.suffix:
                contents[out / f"{self._named[path]}.校对.html"] = _page(path, result, revision)
        if self.annotate is not None:
            suffix = self.annotate.suffix.lower() if self.single else _OWN.get(result.manuscript.form, ".html")
            out = self.annotate if self.single else self.annotate / f"{self._named[path]}.批注{suffix}"
            contents[out] = _annotated(suffix, path, result, revision)
        self._put(contents)

    def refuse(self, path: Path, problems: Problems) -> None:
        """Notes that a document cannot be read: a list must not look as if it had been."""
        self._documents.append(refused_document(path, problems))
        self._workbook.refuse(path.name, "；".join(problem.text for problem in problems))

    def finish(self) -> None:
        """Writes what holds all documents, once they are all there."""
        if not self.single:
            self._put({out: self._together(out.suffix.lower()) for out in self.outs if out.suffix})

    def _together(self, suffix: str) -> bytes:
        return _json(self._documents) if suffix == ".json" else self._workbook.content(Book("校对"))

    def _put(self, contents: dict[Path, bytes]) -> None:
        folders: dict[Path, dict[str, bytes]] = {}
        for out, content in contents.items():
            folders.setdefault(out.parent, {})[out.name] = content
        for folder, files in folders.items():
            self.written += write_files(folder, files)


def refused_document(path: Path, problems: Problems) -> dict[str, object]:
    """A document that cannot be read, as ``hengji/problems/1``."""
    return {"schema": "hengji/problems/1", "document": path.name,
            "problems": [problem_document(problem) for problem in problems]}


def _copies(document: Path) -> tuple[str, ...]:
    """What a document can be written as with comments."""
    return (".pdf", ".html", ".docx") if document.suffix.lower() == ".pdf" else (".docx", ".html")


def _names(documents: Sequence[Path]) -> dict[Path, str]:
    """What to call each document's files: its own name, numbered where several documents bear it."""
    names: dict[Path, str] = {}
    for path in documents:
        same = sum(other.name == path.name for other in names)
        names[path] = f"{path.name}（{same + 1}）" if same else path.name
    return names


def _written(suffix: str, path: Path, result: Proofread, revision: Revision | None) -> bytes:
    writers: dict[str, Callable[[], bytes]] = {
        ".html": lambda: _page(path, result, revision),
        ".json": lambda: _json(proofreading_document(result, revision)),
        ".docx": lambda: proofreading_document_docx(result),
        ".xlsx": lambda: _workbook(result)}
    return writers[suffix]()


def _workbook(result: Proofread) -> bytes:
    workbook = ProofreadingWorkbook()
    workbook.add(result)
    return workbook.content(Book(f"校对：{result.manuscript.name}"))


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _page(path: Path, result: Proofread, revision: Revision | None) -> bytes:
    name = f'"{path}"' if " " in str(path) else str(path)
    return proofreading_page(result, f"hengji proofread {name}", revision).encode()


def _annotated(suffix: str, path: Path, result: Proofread, revision: Revision | None) -> bytes:
    """The document in its own form with comments where that is wanted and can be, else a page or a list."""
    from hengji.proofreading import annotate_pdf, annotate_word  # as in proofread_work

    form = result.manuscript.form
    if suffix == ".html":
        return _page(path, result, revision)
    if suffix == ".pdf":
        if form != "pdf":
            raise Unusable([Problem(Place(str(path)), "内容不是 PDF，不能在它上面画方框",
                                    suggestion="请写成网页或 Word 清单：--annotate 批注.html")])
        return annotate_pdf(path, result.manuscript, _comments(result))
    return annotate_word(path, _comments(result)) if form == "docx" else proofreading_document_docx(result)


def _comments(result: Proofread) -> list[Comment]:
    """Each finding at its words, and a pointer to it at its other sides."""
    from hengji.proofreading import Comment

    comments = []
    for number, each in enumerate(result.standing, 1):
        places = [(each.quotation, comment_told(each, number)),
                  *((side, side_comment_told(each, number)) for side in each.sides if side.mark)]
        comments += [Comment(text, side.mark, each.severity) for side, text in places
                     if side.document in ("", result.manuscript.name)]
    return comments
