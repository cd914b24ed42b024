"""The seal (封签): a fingerprint over inputs and results, and the finding of what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import rfc8785

#: Version of the meaning of rules and rounding. Raised when equal inputs may score otherwise.
SEMANTICS = "1"


class Change(NamedTuple):
    """The first place where two documents differ: its path, and the two values."""

    path: str
    left: Any
    right: Any


#: Sentences that the program writes, as (what holds them, their name). Another version may
#: word them otherwise. What people wrote (reasons of judgements, findings) is no part of it.
SENTENCES = {
    ("indicators", "steps"), ("rule", "sentence"), ("deductions", "reason"), ("differences", "reason"),
    ("unscored", "reasons"), ("not_applicable", "reason"), ("derivation", "reasons"), ("parts", "reasons"),
    ("total", "reasons"), ("grade", "reasons"),
}


def without_sentences(document: Any, holder: str = "") -> Any:
    """``document`` without the sentences that the program writes; inputs are kept whole."""
    if isinstance(document, dict):
        return {name: entry if name == "inputs" else without_sentences(entry, name)
                for name, entry in document.items() if (holder, name) not in SENTENCES}
    if isinstance(document, list):
        return [without_sentences(item, holder) for item in document]
    return document


def seal_of(inputs: Mapping[str, Any], results: Mapping[str, Any]) -> str:
    """``sha256:…`` over the canonical JSON (RFC 8785) of inputs and results, sentences left out."""
    sealed: Any = {"semantics": SEMANTICS, "inputs": inputs, "results": without_sentences(results)}
    return "sha256:" + sha256(rfc8785.dumps(sealed)).hexdigest()


def first_difference(left: Any, right: Any, path: str = "") -> Change | None:
    """The first difference between two JSON documents, in the order of ``right``; None when equal.

    Items of a list that have a ``code`` are named by it in the path.
    """
    if isinstance(left, dict) and isinstance(right, dict):
        for key in [*right, *(key for key in left if key not in right)]:
            if key not in left or key not in right:
                return Change(f"{path}.{key}".lstrip("."), left.get(key), right.get(key))
            change = first_difference(left[key], right[key], f"{path}.{key}".lstrip("."))
            if change:
                return change
        return None
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for number, (a, b) in enumerate(zip(left, right, strict=True), 1):
            name = b.get("code", number) if isinstance(b, dict) else number
            change = first_difference(a, b, f"{path}[{name}]")
            if change:
                return change
        return None
    return None if left == right else Change(path, left, right)
