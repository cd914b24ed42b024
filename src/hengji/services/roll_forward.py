"""Next year's case as files (滚动到下年)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from hengji.cases import case_document, next_year
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
    needed = dict.fromkeys(key for leaf in loaded.framework.leaves for key in leaf.fact_keys if key not in there)
    return RolledForward(following, write_files(folder, contents),
                         tuple(key.replace("上年:", "上年") for key in needed))


def _text(document: object) -> bytes:
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110).encode()
