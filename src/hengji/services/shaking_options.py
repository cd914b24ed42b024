"""How weights are shaken, as it was written on the command line (权重变动的参数)."""

from __future__ import annotations

from hengji.model import Place, Problem
from hengji.scoring import Shaking

_MOST_DRAWS, _MOST_PLACES = 1_000_000, 100_000


def read_shaking(draws: str | None = None, seed: str | None = None, concentration: str | None = None,
                 top: str | None = None, near: str | None = None) -> tuple[Shaking, tuple[Problem, ...]]:
    """The settings, usual where nothing was written; a problem for each number that cannot be used."""
    usual, problems, numbers = Shaking(), [], []
    for option, text, default, least, most in (
            ("--draws", draws, usual.draws, 1, _MOST_DRAWS), ("--seed", seed, usual.seed, 0, 2**63 - 1),
            ("--concentration", concentration, usual.concentration, 1, 1_000_000),
            ("--top", top, usual.top, 1, _MOST_PLACES), ("--near", near, usual.near, 0, _MOST_PLACES)):
        number = default if text is None else int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
        if not least <= number <= most:
            problems.append(Problem(Place(option), f"“{text}”不能用", f"{least} 到 {most} 的整数",
                                    suggestion=f"如 {option} {default}"))
        numbers.append(number)
    return (usual, tuple(problems)) if problems else (Shaking(*numbers), ())
