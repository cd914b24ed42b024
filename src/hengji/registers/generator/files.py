"""Files of made-up records (生成的文件): as departments would export them, and a page that says what they are."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from hengji.engines import Engine, Progress, Unreachable, engine
from hengji.intake import safe_csv, write_files
from hengji.model import Place, Problem, Unusable, exact_text

from .plan import counties, each_county, heading, rows_sql
from .recipe import Recipe

#: What every file, folder and store of made-up records is called by.
SYNTHETIC = "合成数据，不是任何地方的真实记录"
NOTE = "说明.txt"
GENERATED_FORMATS = ("csv", "parquet")


@dataclass(frozen=True, slots=True)
class ToGenerate:
    """What is to be made: ``scale`` 1 is one county's year; ``seed`` gives other records of the same totals."""

    recipes: Sequence[Recipe]
    seed: int = 1
    scale: Fraction = field(default=Fraction(1))
    format: str = "csv"


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """A file that was made."""

    recipe: Recipe
    path: Path
    rows: int


def generate(wanted: ToGenerate, folder: Path, progress: Progress | None = None) -> tuple[GeneratedFile, ...]:
    """Makes one file for each register in ``folder``; one that is there is replaced when the new one is whole.

    Raises :class:`Unusable` where the folder cannot be written to.
    """
    made = []
    sizes = [each_county(recipe, wanted.scale)[0] for recipe in wanted.recipes]
    try:
        with closing(engine("duckdb")) as running:
            for number, recipe in enumerate(wanted.recipes):
                path = folder / f"{recipe.register.id}.{wanted.format}"
                part = progress and _part(progress, sum(sizes[:number]), sizes[number], sum(sizes))
                made.append(GeneratedFile(recipe, path, _write(recipe, wanted, path, running, part)))
    except Unreachable as trouble:
        raise Unusable([Problem(Place(str(folder)), str(trouble))]) from trouble
    write_files(folder, {NOTE: _note(wanted, made).encode()})
    return tuple(made)


def _part(progress: Progress, before: int, size: int, whole: int) -> Progress:
    """Tells ``progress`` of the whole work, of which this is so much."""
    return lambda percent: progress((100 * before + percent * size) // whole)


def _write(recipe: Recipe, wanted: ToGenerate, path: Path, running: Engine, progress: Progress | None) -> int:
    if wanted.format == "parquet":
        path.parent.mkdir(parents=True, exist_ok=True)
        return running.write(rows_sql(recipe, wanted.seed, wanted.scale, as_text=False), path,
                             metadata={"hengji": SYNTHETIC}, progress=progress)
    counter = _Lines(recipe, wanted, running, progress)
    write_files(path.parent, {path.name: counter})
    return counter.rows


class _Lines:
    """A register's rows as parts of a CSV file; counts them on the way."""

    def __init__(self, recipe: Recipe, wanted: ToGenerate, running: Engine, progress: Progress | None) -> None:
        self.recipe, self.wanted, self.running, self.progress, self.rows = recipe, wanted, running, progress, 0

    def __iter__(self) -> Iterator[bytes]:
        expected = each_county(self.recipe, self.wanted.scale)[0] * counties(self.wanted.scale)
        yield safe_csv([[heading(each) for each in self.recipe.fields]])
        for batch in self.running.batches(rows_sql(self.recipe, self.wanted.seed, self.wanted.scale, as_text=True)):
            self.rows += len(batch)
            if self.progress:
                self.progress(100 * self.rows // expected)
            yield safe_csv(batch).removeprefix(codecs.BOM_UTF8)


def _note(wanted: ToGenerate, made: Sequence[GeneratedFile]) -> str:
    lines = [f"本文件夹里的台账都是{SYNTHETIC}。",
             f"由 hengji register generate 生成：种子 {wanted.seed}，规模 {exact_text(wanted.scale)}"
             f"（{counties(wanted.scale)} 个县的一年）。",
             "单位、人员、编号都是虚构的；一个县的总数与公开的 2022 年度部门整体绩效评价报告印出的数一致。", ""]
    lines += [f"{each.path.name}　{each.recipe.register.name}　{each.rows} 行　{each.recipe.explain}" for each in made]
    return "\n".join([*lines, ""])
