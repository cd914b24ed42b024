"""Next year's case as files (滚动到下年)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from hengji.cases import LoadedCase, case_document, next_year
from hengji.intake import write_files
from hengji.model import Case, Place, Problem, Unusable

from .evaluate import open_case


@dataclass(frozen=True, slots=True)
class RolledForward:
    """The new case, what was written, and the facts that must be handed in."""

    case: Case
    written: tuple[Path, ...]
    needed: tuple[str, ...]


def roll_forward(name: str, folder: Path) -> RolledForward:
    """Writes the case that follows the case ``name`` into ``folder``, which must hold no case yet."""
    if (folder / "case.yaml").exists():
        raise Unusable([Problem(Place(str(folder / "case.yaml")), "这里已有一个案例，不覆盖",
                                suggestion="请换一个文件夹")])
    loaded = open_case(name)
    following = next_year(loaded.case, loaded.framework)
    contents = {"case.yaml": _text(case_document(following))}
    if following.framework.endswith((".yaml", ".yml")):
        contents[Path(following.framework).name] = loaded.framework.text.encode()
        following_name = Path(following.framework).name
        contents["case.yaml"] = _text({**case_document(following), "framework": following_name})
    there = {fact.key for fact in following.facts}
    needed = dict.fromkeys(key for leaf in loaded.framework.leaves for read in leaf.fact_keys
                           for key in _handed_in(read, loaded) if key not in there)
    return RolledForward(following, write_files(folder, contents),
                         tuple(key.replace("上年:", "上年") for key in needed))


def _handed_in(key: str, loaded: LoadedCase) -> tuple[str, ...]:
    """What people hand in for the fact under ``key``: itself, or what units and projects report for it."""
    rule = loaded.framework.roll_up_of(key)
    members = rule and (loaded.case.agencies if rule.over == "agencies" else loaded.case.projects)
    if rule is None or not members:
        return (key,)
    year = "上年:" if key.startswith("上年:") else ""
    return tuple(f"{year}{name}" for name in rule.keys)


def _text(document: object) -> bytes:
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110).encode()
