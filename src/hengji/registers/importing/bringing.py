"""One source brought in (一个来源的导入): quickly where it is sound, else told row by row."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hengji.engines import Halted, Progress, Written
from hengji.model import Place, Problem, Unusable
from hengji.registers.readers import ColumnChoice, Origin, Source, open_source
from hengji.registers.schema import Register
from hengji.registers.store import ImportedSource, Workplace, stored_fields

from .identity import Identity
from .keys import DOUBLED, any_known, find_doubled, not_doubled, perhaps_doubled
from .plan import Plan, planned
from .rejects import Rejects, doubled_cells, wrong_cells

if TYPE_CHECKING:
    from hengji.engines import Converter


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a source: its record, its files, and what did not fit."""

    source: Source
    record: ImportedSource
    written: tuple[Written, ...]
    rejects: Rejects | None = None


@dataclass(slots=True)
class Bringer:
    """Brings sources into the workplace of one import.

    ``identity`` gives the key of persons' hashes, where a source needs it; ``repeated`` raises :class:`Unusable`
    where a source of that hash and sheet was imported before.
    """

    register: Register
    converter: Converter
    place: Workplace
    choice: ColumnChoice
    today: date
    keep_good: bool
    identity: Callable[[], Identity]
    repeated: Callable[[Source, str], None]

    def bring(self, name: str, origin: Origin, known: Sequence[Path], progress: Progress | None) -> Brought:
        """The source ``origin`` as the import ``name``; no key of it may be in the files ``known``.

        Raises :class:`Unusable` with what is wrong with the source as a whole.
        """
        folder = self.place.folder / f"{name}.staged"
        folder.mkdir()
        source = open_source(origin, self.register, self.choice, folder)
        try:
            parts = self.place.parts(name)
            quick = self._quickly(source, parts, known, progress)
            self.repeated(source, source.digest())
            if quick is not None and not source.unclean():
                return Brought(source, self._record(name, source, quick, 0), quick)
            shutil.rmtree(parts, ignore_errors=True)
            numbered = source.numbered_again() if source.numbered_again and not source.numbered else source
            try:
                written, rejects = self._slowly(self._plan(numbered), parts, folder, known, progress)
            except Halted as error:  # no row is at fault here: those are told
                raise Unusable([Problem(Place(source.name), "读到中间读不下去，文件是坏的", "能读完的文件",
                                        suggestion="请重新导出，或重新取得这个文件")]) from error
            return Brought(numbered, self._record(name, source, written, rejects.rows), written, rejects)
        finally:
            shutil.rmtree(folder)

    def _quickly(self, source: Source, parts: Path, known: Sequence[Path],
                 progress: Progress | None) -> tuple[Written, ...] | None:
        """The rows, if all of them are right and no key is doubled; else None."""
        try:
            written = self.converter.write(self._plan(source).quick(), parts, progress)
        except Halted:
            return None
        files = [each.path for each in written]
        if not sum(each.rows for each in written):
            raise Unusable([Problem(Place(source.name), "表头之后没有数据行", suggestion="请核对是不是这个文件")])
        if self.converter.rows(perhaps_doubled(self.register, files)):
            return None
        return None if known and self.converter.rows(any_known(self.register, files, known)) else written

    def _slowly(self, plan: Plan, parts: Path, folder: Path, known: Sequence[Path],
                progress: Progress | None) -> tuple[tuple[Written, ...], Rejects]:
        """The rows that are right, and every wrong cell of the others; no rows where wrong ones forbid it."""
        rejects = Rejects(plan.source, folder.with_suffix(".rejects"))
        for batch in self.converter.batches(plan.wrong_rows()):
            rejects.take(wrong_cells(plan, batch))
        good = self.converter.write(plan.right_rows(), folder / "good", progress)
        files = [each.path for each in good]
        for statement in find_doubled(self.register, files, known):
            self.converter.rows(statement)
        for batch in self.converter.batches(DOUBLED):
            rejects.take(doubled_cells(plan, batch, f"“{self.register.name}”台账"))
        if rejects.rows and not self.keep_good:
            return (), rejects
        written = self.converter.write(not_doubled(plan.written, files), parts, progress)
        return tuple(each for each in written if each.rows), rejects

    def _plan(self, source: Source) -> Plan:
        hashed = any(column.field.person == "hashed" for column in source.columns.values())
        return planned(self.register, source, stored_fields(self.register), self.identity() if hashed else None,
                       self.today)

    @staticmethod
    def _record(name: str, source: Source, written: Sequence[Written], rejected: int) -> ImportedSource:
        return ImportedSource(name, source.name, source.digest(), sum(each.rows for each in written), rejected,
                              source.sheet, source.encoding)
