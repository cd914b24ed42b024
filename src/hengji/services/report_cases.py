"""Which cases a request means (哪些案例), and what their reports' files are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from hengji.intake import WORKBOOKS
from hengji.model import Place, Problem, Unusable

from .evaluate import case_path

#: What office programs leave beside a document that is open.
_LOCKS = ("~$", ".~")
#: How ``reports.wordml`` writes every entry of a file.
_OURS, _UTF_8 = 20, 0x800


def cases_in(names: Sequence[str]) -> tuple[str, ...]:
    """Every case of ``names``: a case itself, or a folder of cases. Raises :class:`Unusable`."""
    found: list[str] = []
    problems: list[Problem] = []
    for name in names:
        try:
            found += _within(case_path(name), name)
        except Unusable as error:
            problems += error.problems
    if problems:
        raise Unusable(problems)
    return tuple(dict.fromkeys(found))


def _within(path: Path, name: str) -> tuple[str, ...]:
    if not path.is_dir() or (path / "case.yaml").exists():
        return (name,)
    inner = (str(each) for each in sorted(path.iterdir()) if (each / "case.yaml").is_file() or _is_file_of_case(each))
    cases = tuple(inner)
    if not cases:
        raise Unusable([Problem(Place(name), "文件夹里没有案例",
                                "有 case.yaml 的文件夹，或装着案例文件夹、填好的工作簿的文件夹",
                                suggestion="请核对路径")])
    return cases


def _is_file_of_case(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in WORKBOOKS and not path.name.startswith(_LOCKS)


@dataclass(frozen=True, slots=True)
class Target:
    """Where one file goes; ``ending`` says what it is."""

    path: Path
    ending: str


def targets_of(outs: Sequence[Path], name: str, term: str, endings: Sequence[str]) -> tuple[Target, ...]:
    """The files to write for the case ``name``: those that ``outs`` name; in a folder one of each of ``endings``."""
    found: list[Target] = []
    for out in outs:
        if out.suffix:
            found.append(Target(out, out.suffix.lower()))
        else:
            found += [Target(out / f"{name}{term}{ending}", ending) for ending in endings]
    return tuple(found)


def stems_of(names: Sequence[str]) -> dict[str, str]:
    """What to call the files of each case: its own name, numbered where several bear it."""
    stems: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in names:
        path = Path(name)
        plain = path.stem if path.suffix else path.name or path.resolve().name
        if plain == "case":
            plain = path.resolve().parent.name
        taken[plain] = taken.get(plain, 0) + 1
        stems[name] = plain if taken[plain] == 1 else f"{plain}（{taken[plain]}）"
    return stems


def edited(path: Path) -> bool:
    """Whether somebody saved the Word or Excel file at ``path`` after we wrote it: our files hold no time of day.

    What is neither at all is somebody's too.
    """
    if not path.is_file():
        return False
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (OSError, BadZipFile):
        return True
    return any(entry.date_time[:3] != (1980, 1, 1) or entry.create_version != _OURS
               or entry.flag_bits not in (0, _UTF_8) for entry in entries)
