"""Measuring registers (计算度量): what is asked, taken from the store, with the sentence that tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hengji.engines import Progress
from hengji.model import Exact, Missing, Place, Problem, Unit, Unusable, Value, did_you_mean
from hengji.registers import (
    Asked,
    Catalogue,
    Measure,
    Measured,
    Register,
    RegisterTables,
    Snapshot,
    Span,
    Store,
    catalogue,
    conditions,
    grouped_by,
    home,
    measure_all,
)
from hengji.telling import sentence_told, shown

from .measured_rows import RowFile, check_row_files, write_rows
from .score_batch import working_engine

#: Instead of a measure's name: all measures of the register.
ALL_MEASURES = "all"


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """What to measure: ``measure`` is a name, or :data:`ALL_MEASURES`.

    ``by`` and ``where`` name columns as in SQL or by their headings; ``at`` is the version of the register to read,
    the newest by default; ``registers`` is a folder of the user's own. ``rows`` and ``left_out`` are files for the
    rows counted and not counted.
    """

    register: str
    measure: str = ALL_MEASURES
    store: str | None = None
    engine: str = "duckdb"
    period: Span = field(default_factory=Span)
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    at: int | None = None
    registers: Path | None = None
    rows: Path | None = None
    left_out: Path | None = None


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """What measures gave: one tuple a measure, one result a group; ``notes`` are what a person should know."""

    register: Register
    request: MeasureRequest
    results: tuple[tuple[Measured, ...], ...]
    snapshots: Mapping[str, Snapshot]
    notes: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()


def measure_register(request: MeasureRequest, progress: Progress | None = None) -> MeasureReport:
    """Measures a register; raises :class:`Unusable` with every problem, and then nothing was written."""
    known = known_registers(request.registers)
    register = known.register(request.register)
    wanted = register.measures if request.measure == ALL_MEASURES else (known.measure(register.id, request.measure),)
    files = [RowFile(path, counted) for path, counted in ((request.rows, True), (request.left_out, False)) if path]
    _check(register, wanted, files)
    asked, notes = _asked(request, wanted, known)
    snapshots = _snapshots(request, register, wanted, known)
    with working_engine(request.engine, f"{register.id} {request.measure}") as engine:
        tables = RegisterTables(known, snapshots, engine)
        results = measured_together(tables, asked, progress)
        written = write_rows(tables, *asked[0], files) if files else ()
    used = {name: snapshots[name] for each in results for one in each for name in one.snapshots}
    return MeasureReport(register, request, results, used, (*notes, *overlaps(results)), written)


def store_at(folder: str | None) -> Store:
    """The store in ``folder``, or the user's own."""
    return Store(Path(folder) if folder else home() / "stores" / "default")


def known_registers(extra: Path | None = None) -> Catalogue:
    """All registers; raises :class:`Unusable` where one of them is not sound."""
    found, problems = catalogue(extra)
    if problems:
        raise Unusable(problems)
    return found


def asked_of(measure: Measure, known: Catalogue, period: Span, by: Sequence[str],
             where: Sequence[tuple[str, str]], problems: list[Problem]) -> Asked:
    """What is asked, with the columns of ``measure``; notes what it does not have."""
    register, columns = known.registers[measure.register], known.checked[measure.register, measure.id].columns
    whole = (period.first is None or (period.first.month, period.first.day) == (1, 1)) and (
        period.last is None or (period.last.month, period.last.day) == (12, 31))
    if measure.time and columns[measure.time] == "integer" and not whole:
        problems.append(Problem(Place("--from"), f"“{measure.name}”只知道年度，不能从年中算起",
                                suggestion="请用 --year 年度"))
    return Asked(period, grouped_by(by, columns, register, time=bool(measure.time), problems=problems),
                 conditions(where, columns, register, problems))


def measured_together(tables: RegisterTables, asked: Sequence[tuple[Measure, Asked]],
                      progress: Progress | None = None) -> tuple[tuple[Measured, ...], ...]:
    """What each measure gives, by what is asked of it; those that are asked alike in one reading."""
    found: dict[int, tuple[Measured, ...]] = {}
    for question in dict.fromkeys(question for _, question in asked):
        places = [place for place, (_, other) in enumerate(asked) if other == question]
        results = measure_all(tables, [asked[place][0] for place in places], question, progress=progress)
        found |= dict(zip(places, results, strict=True))
    return tuple(found[place] for place in range(len(asked)))


def sentence_of(measured: Measured) -> str:
    """The sentence of a result; why there is none where nothing was there to be counted."""
    if isinstance(measured.value, Missing):
        return f"{measured.measure.name}算不出来：{measured.value}"
    units = {part.name: part.unit for part in measured.measure.parts}
    values: dict[str, tuple[Value | Missing, Unit]] = {name: (value, units[name])
                                                      for name, value in measured.parts.items()}
    return sentence_told(measured.measure.sentence, {**values, "值": (measured.value, measured.measure.unit)})


def group_told(measured: Measured) -> tuple[str, ...]:
    """The values of a result's group, an empty cell as such."""
    return tuple("（空）" if value is None else _plain(value) for _, value in measured.group)


def overlaps(results: Sequence[Sequence[Measured]]) -> tuple[str, ...]:
    """Where shares add up to more than the whole, and why that is no mistake."""
    notes = []
    for results_of in results:
        measure = results_of[0].measure if results_of else None
        if measure is None or not any(part.whole for part in measure.parts) or measure.unit.dimension.name != "rate":
            continue  # rates of each value's own rows do not add up to anything
        groups: dict[tuple[tuple[str, Value | None], ...], list[Exact]] = {}
        for one in results_of:
            if not isinstance(one.value, Missing | bool | str | date):
                groups.setdefault(one.group[1:], []).append(one.value)
        most = max((sum(shares) for shares in groups.values()), default=0)
        if most > 1:
            why = "一行可以属于几个值，各值之和因此多于总数" if measure.overlaps else "各值有重叠，请核对度量的定义"
            notes.append(f"“{measure.name}”各值加起来是 {shown(most, measure.unit)}：{why}")
    return tuple(notes)


def _plain(value: Value) -> str:
    return "是" if value is True else "否" if value is False else str(value)


def _check(register: Register, wanted: Sequence[Measure], files: Sequence[RowFile]) -> None:
    problems = list(check_row_files(files))
    if not wanted:
        problems.append(Problem(Place(register.id), f"台账“{register.name}”没有度量"))
    if files and len(wanted) > 1:
        problems.append(Problem(Place(str(files[0].path)), "几个度量一起算时不能写出行",
                                suggestion="请写明一个度量：hengji register measure 台账 度量 --rows 文件"))
    if problems:
        raise Unusable(problems)


def _asked(request: MeasureRequest, wanted: Sequence[Measure],
           known: Catalogue) -> tuple[list[tuple[Measure, Asked]], list[str]]:
    """What is asked of each measure; of several those are left out that lack a column, and that is said."""
    asked: list[tuple[Measure, Asked]] = []
    notes: list[str] = []
    refused: list[Problem] = []
    for measure in wanted:
        problems: list[Problem] = []
        question = asked_of(measure, known, request.period, request.by, request.where, problems)
        if problems:
            refused += problems
            notes.append(f"没有算“{measure.name}”：{'；'.join(problem.text for problem in problems)}")
        else:
            apart = _years_apart(measure, question)
            if apart is not question:
                notes.append(f"“{measure.name}”每年各算一次：按年度分开")
            asked.append((measure, apart))
    if not asked:
        raise Unusable(dict.fromkeys(refused))
    return asked, notes


def _years_apart(measure: Measure, asked: Asked) -> Asked:
    """The same by years, where a thing has a row in each of several: added up it would be counted several times."""
    first, last = asked.period.first, asked.period.last
    one_year = first is not None and last is not None and first.year == last.year
    if not measure.yearly or one_year or {"year", measure.time} & set(asked.by):
        return asked
    return replace(asked, by=(*asked.by, "year"))


def _snapshots(request: MeasureRequest, register: Register, wanted: Sequence[Measure],
               known: Catalogue) -> dict[str, Snapshot]:
    """The versions of the registers that are read; of the one that is measured the version that was asked for."""
    store = store_at(request.store)
    names = {name for measure in wanted for name in known.reads(measure)}
    found = {name: store.snapshot(name, request.at if name == register.id else None) for name in names}
    if request.at is not None and found.get(register.id) is None:
        versions = [str(each.version) for each in store.snapshots(register.id)]
        raise Unusable([Problem(Place("--at"), f"台账“{register.name}”没有第 {request.at} 版",
                                suggestion=did_you_mean(str(request.at), versions))])
    return {name: snapshot for name, snapshot in found.items() if snapshot is not None}
