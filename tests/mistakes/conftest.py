"""What the tests of mistakes share: whether a message speaks Chinese only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hengji import cases, frameworks

#: Words that Chinese messages may hold besides those of the file formats.
KNOWN = {"YAML", "UTF", "yaml", "total", "kind"}


def _words_of(schema: Any) -> Iterator[str]:
    """Names of fields and words that fields may hold, as the JSON Schemas list them."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from map(str, schema.get("enum", ()))
        for entry in schema.values():
            yield from _words_of(entry)
    elif isinstance(schema, list):
        for entry in schema:
            yield from _words_of(entry)


@pytest.fixture(scope="session")
def foreign_words() -> Callable[[str, str], list[str]]:
    """The English words in a message that come neither from our formats nor from the file that it is about."""
    formats = " ".join([*_words_of(frameworks.json_schema()), *_words_of(cases.json_schema()),
                        *frameworks.KINDS, *frameworks.framework_ids()])
    vocabulary = KNOWN | set(re.findall(r"[A-Za-z]+", formats))

    def found(told: str, source: str) -> list[str]:
        without_places = re.sub(r"\S+\.yaml", "", told)
        known = vocabulary | set(re.findall(r"[A-Za-z]+", source))
        return [word for word in re.findall(r"[A-Za-z]{3,}", without_places) if word not in known]

    return found
