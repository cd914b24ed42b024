"""Made-up records of registers (生成示例数据): files to try things out on, and the store of a bundled case."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hengji.engines import Progress
from hengji.model import Place, Problem, Unusable, did_you_mean, exact_text
from hengji.registers import (
    GENERATED_FORMATS,
    SYNTHETIC,
    GeneratedFile,
    Recipe,
    ToGenerate,
    generate,
    load_recipes,
    make_store,
)

#: From this many counties on, files are Parquet unless asked otherwise: CSV would be slow to write and to open.
_MANY = 20
_MOST = 5000


@dataclass(frozen=True, slots=True)
class GenerateRequest:
    """What to make: ``scale`` 1 is one county's year; ``registers`` by id or Chinese name, all by default.

    ``format`` is ``csv`` or ``parquet``; by default what suits the scale. Files that are there are replaced with
    ``force`` only.
    """

    folder: Path
    seed: int = 1
    scale: Fraction = Fraction(1)
    registers: tuple[str, ...] = ()
    format: str = ""
    force: bool = False


@dataclass(frozen=True, slots=True)
class GenerateRun:
    """What was made."""

    request: GenerateRequest
    files: tuple[GeneratedFile, ...]

    @property
    def rows(self) -> int:
        """The rows of all files."""
        return sum(file.rows for file in self.files)


def generate_registers(request: GenerateRequest, progress: Progress | None = None) -> GenerateRun:
    """Makes one file for each register. Raises :class:`Unusable`; then nothing was replaced."""
    problems: list[Problem] = []
    recipes = _recipes(request.registers, problems)
    if not 0 < request.scale <= _MOST:
        problems.append(Problem(Place("--scale"), f"规模不能是 {exact_text(request.scale)}",
                                f"大于 0，不超过 {_MOST}；1 是一个县的一年，0.1 是十分之一"))
    kind = request.format or ("parquet" if request.scale >= _MANY else "csv")
    if kind not in GENERATED_FORMATS:
        problems.append(Problem(Place("--format"), f"不能写成“{kind}”", "或".join(GENERATED_FORMATS),
                                suggestion=did_you_mean(kind, GENERATED_FORMATS)))
    there = [request.folder / f"{recipe.register.id}.{kind}" for recipe in recipes]
    if not request.force:
        problems += [Problem(Place(str(path)), "已有这个文件，不覆盖",
                             suggestion="请换一个文件夹；确要覆盖，加 --force") for path in there if path.exists()]
    if problems:
        raise Unusable(problems)
    return GenerateRun(request, generate(ToGenerate(recipes, request.seed, request.scale, kind), request.folder,
                                         progress))


def _recipes(names: tuple[str, ...], problems: list[Problem]) -> tuple[Recipe, ...]:
    known = load_recipes()
    by_name = {**known, **{recipe.register.name: recipe for recipe in known.values()}}
    for name in names:
        if name not in by_name:
            problems.append(Problem(Place("--registers"), f"没有名为“{name}”的台账",
                                    suggestion=did_you_mean(name, by_name) or "hengji register list 列出全部台账"))
    return tuple(by_name[name] for name in dict.fromkeys(names) if name in by_name) or tuple(known.values())


def generate_document(run: GenerateRun) -> dict[str, Any]:
    """What was made, as ``hengji/register-generate/1``."""
    return {"schema": "hengji/register-generate/1", "label": SYNTHETIC, "seed": str(run.request.seed),
            "scale": exact_text(run.request.scale),
            "files": [{"register": file.recipe.register.id, "path": str(file.path), "rows": str(file.rows)}
                      for file in run.files]}


def synthetic_store(folder: Path, progress: Progress | None = None) -> Path:
    """The store ``folder`` of a bundled case, made of made-up records where it is not there yet.

    It holds the registers whose totals the Yanjin report prints. A store that is whole is left as it is; one that
    older recipes made, or a broken one, is made anew. Raises :class:`Unusable`.
    """
    return make_store(folder, progress)
