"""The cases that are shipped with the product (内置案例)."""

from __future__ import annotations

from pathlib import Path

# In an installed package the examples lie inside it; in a checkout, beside ``src``.
_PLACES = (Path(__file__).parents[1] / "examples", Path(__file__).parents[3] / "examples")
EXAMPLES = next((place for place in _PLACES if place.is_dir()), _PLACES[0])


def bundled_ids() -> tuple[str, ...]:
    """The ids of the bundled cases."""
    return tuple(sorted(path.parent.name for path in EXAMPLES.glob("*/case.yaml")))


def bundled_path(case_id: str) -> Path:
    """The folder of a bundled case."""
    return EXAMPLES / case_id
