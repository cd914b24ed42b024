"""Facts of a case from registers (台账取数): each asked of its measure, with the versions that were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hengji.cases import LoadedCase, with_results
from hengji.engines import Progress
from hengji.model import Case, MeasuredFact, Missing, Place, Problem, RegisterValue, Unit, Unusable, did_you_mean
from hengji.registers import Asked, Catalogue, Measure, Measured, RegisterTables, Span, Store

from .measure_register import asked_of, known_registers, measured_together, sentence_of
from .score_batch import working_engine


def with_measures(loaded: LoadedCase, store: Path, engine: str = "duckdb",
                  progress: Progress | None = None) -> tuple[LoadedCase, tuple[str, ...]]:
    """The case with what the registers in ``store`` give, and why a fact could not be had from there.

    Raises :class:`Unusable` where a measure is not known, gives another kind of quantity than the fact is, or
    differs from a stated value and the case does not say which of the two holds.
    """
    known = known_registers()
    case = loaded.case
    questions = questions_of(case, case.measured, known)
    reads = {register for measure, _ in questions for register in known.reads(measure)}
    found = {register: Store(store).snapshot(register) for register in sorted(reads)}
    with working_engine(engine, str(store)) as running:
        tables = RegisterTables(known, {name: snapshot for name, snapshot in found.items() if snapshot}, running)
        answers = dict(_answers(case, questions, tables, store, progress))
    settled, problems = with_results(
        case, {n: value for n, value in answers.items() if isinstance(value, RegisterValue)})
    if settled is None:
        raise Unusable(problems)
    notes = tuple(f"“{'上年' if case.measured[n].previous else ''}{case.measured[n].fact}”没有从台账取到：{value}"
                  for n, value in answers.items() if isinstance(value, Missing))
    return loaded._replace(case=settled), notes


def questions_of(case: Case, facts: Sequence[MeasuredFact], known: Catalogue) -> list[tuple[Measure, Asked]]:
    """What each of ``facts`` asks; every mistake of the case is told at once, at its place."""
    questions: list[tuple[Measure, Asked]] = []
    problems: list[Problem] = []
    for fact in facts:
        place = fact.entered or Place(fact.fact)
        found: list[Problem] = []
        question = _question(case, fact, known, place, found)
        problems += [replace(problem, place=place) for problem in found]
        if question is not None:
            questions.append(question)
    if problems:
        raise Unusable(problems)
    return questions


def _question(case: Case, fact: MeasuredFact, known: Catalogue, place: Place,
              problems: list[Problem]) -> tuple[Measure, Asked] | None:
    register, _, name = fact.measure.partition("/")
    try:
        measure = known.measure(known.register(register).id, name)
    except Unusable as unknown:
        problems += unknown.problems
        return None
    unit = _unit(fact, measure, place, problems)
    if unit is not None and unit.dimension != fact.unit.dimension:
        problems.append(Problem(place, f"“{fact.fact}”是{fact.unit.dimension.term}，"
                                f"“{fact.part or measure.name}”是{unit.dimension.term}",
                                suggestion="请换一个度量，或用 part 写明取哪个分项"))
    year = Span.year(case.period.year - fact.previous)
    return measure, asked_of(measure, known, year, (), fact.where, problems)


def _unit(fact: MeasuredFact, measure: Measure, place: Place, problems: list[Problem]) -> Unit | None:
    """The unit of what is taken: the measure's value, or one of its parts."""
    if not fact.part:
        return measure.unit
    units = {part.name: part.unit for part in measure.parts}
    if fact.part not in units:
        problems.append(Problem(place, f"度量“{measure.name}”没有分项“{fact.part}”",
                                suggestion=did_you_mean(fact.part, units)))
    return units.get(fact.part)


def _answers(case: Case, questions: Sequence[tuple[Measure, Asked]], tables: RegisterTables, store: Path,
             progress: Progress | None) -> Iterator[tuple[int, RegisterValue | Missing]]:
    """What each question gives, by its number; nothing of a register that was never imported."""
    asked = []
    for n, question in enumerate(questions):
        absent = [name for name in tables.catalogue.reads(question[0]) if name not in tables.snapshots]
        if absent:
            names = "、".join(tables.catalogue.registers[name].name for name in absent)
            yield n, Missing(reasons=(f"{store} 里还没有台账“{names}”",))
        else:
            asked.append(n)
    results = measured_together(tables, [questions[n] for n in asked], progress)
    for n, groups in zip(asked, results, strict=True):
        yield n, _answer(case.measured[n], groups)


def _answer(fact: MeasuredFact, groups: Sequence[Measured]) -> RegisterValue | Missing:
    if len(groups) != 1:
        split = "、".join(f"{name}={value}" for group in groups for name, value in group.group)
        return Missing(reasons=(f"度量分成 {len(groups)} 组，请用 where 写明取哪一组：{split}",))
    measured = groups[0]
    value = measured.parts[fact.part] if fact.part else measured.value
    if isinstance(value, Missing):
        return value
    own = measured.measure.register
    versions = sorted(measured.snapshots.items(), key=lambda pair: (pair[0] != own, pair[0]))
    return RegisterValue(value, tuple(versions), measured.counted, tuple(measured.left_out.items()),
                         sentence_of(measured))
