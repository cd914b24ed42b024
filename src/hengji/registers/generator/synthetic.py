"""The store of a bundled case (示例台账库): made from made-up records the first time that it is asked for."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hengji import __version__
from hengji.engines import Progress
from hengji.intake import why
from hengji.model import Place, Problem, Unusable
from hengji.registers.importing import ImportRequest, import_into
from hengji.registers.readers import Origin
from hengji.registers.store import Store
from hengji.registers.store.locks import locked

from .files import SYNTHETIC, GeneratedFile, ToGenerate, generate
from .recipe import FOLDER, load_recipes

#: In a store of made-up records: says so, and from what they were made.
MARK = "合成数据.json"
_SEED = 1
#: Whose totals the Yanjin report prints; the others can be made as files.
REGISTERS = ("budget-lines", "posts", "staff", "service-items", "key-tasks", "service-cases", "bundles", "bundle-steps",
             "supervision-items", "supervision-actions", "approved-projects", "project-stages")


def make_store(folder: Path, progress: Progress | None = None) -> Path:
    """The store ``folder`` with one county's year of the :data:`REGISTERS`; made unless it is there and up to date.

    It is made beside its place and put there whole; who asks meanwhile waits. Raises :class:`Unusable` where the
    folder holds something else or cannot be written to.
    """
    made_from = {"data": SYNTHETIC, "seed": _SEED, "version": __version__, "recipes": _fingerprint()}
    if _mark(folder) == made_from:
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent / f".{folder.name}.lock", wait=True):
            if _mark(folder) != made_from:
                _make(folder, made_from, progress)
    except OSError as error:
        raise Unusable([Problem(Place(str(folder)), f"写不进这个文件夹（{why(error)}）",
                                suggestion="请把 HENGJI_HOME 设为有写入权限的文件夹")]) from error
    return folder


def _make(folder: Path, made_from: Mapping[str, object], progress: Progress | None) -> None:
    if folder.exists() and any(folder.iterdir()) and _mark(folder) is None:
        raise Unusable([Problem(Place(str(folder)), "这个文件夹要放示例的台账，里面却有别的东西，不覆盖",
                                suggestion="请把它移走，或用 --store 写明别的台账库")])
    for left in folder.parent.glob(f".{folder.name}.making-*"):  # by a run that was killed: nobody else has the lock
        shutil.rmtree(left)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.making-") as beside:
        known = load_recipes()
        recipes = tuple(known[name] for name in REGISTERS)
        store = Path(beside) / "store"
        for number, file in enumerate(generate(ToGenerate(recipes, _SEED), Path(beside) / "files")):
            _import(Store(store), file)
            if progress:
                progress(100 * (number + 1) // len(recipes))
        (store / MARK).write_text(json.dumps(made_from, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        store.rename(folder)


def _import(store: Store, file: GeneratedFile) -> None:
    result = import_into(store, file.recipe.register, ImportRequest((Origin(file.path),), SYNTHETIC))
    if result.version is None:
        raise Unusable(result.problems)


def _mark(folder: Path) -> object:
    """What a finished store says of itself; None where there is none."""
    try:
        return json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _fingerprint() -> str:
    """Changes with the recipes and with the registers' definitions."""
    digest = hashlib.sha256()
    for path in sorted((*FOLDER.glob("*.yaml"), *FOLDER.parents[1].glob("library/*/register.yaml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
