"""The JSON Schemas of the files, and every shipped file against them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import hengji.registers
from hengji.registers import measure_json_schema, register_json_schema

LIBRARY = Path(hengji.registers.__file__).parent / "library"
PUBLISHED = Path(__file__).parents[3] / "docs/schema"


@pytest.mark.parametrize(("name", "schema", "files"), [
    ("register", register_json_schema(), "*/register.yaml"),
    ("measure", measure_json_schema(), "*/measures/*.yaml"),
])
def test_shipped_files_keep_to_the_published_schema(name: str, schema: dict[str, object], files: str) -> None:
    published = json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8"))
    assert published == schema, "make schema"
    checker = Draft202012Validator(schema)
    found = sorted(LIBRARY.glob(files))
    assert len(found) > 40
    for file in found:
        plain = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        errors = [f"{file.name} {error.json_path} {error.message}" for error in checker.iter_errors(plain)]
        assert not errors


def test_a_misspelt_key_is_refused() -> None:
    wrong = {"schema": "hengji/register/1", "id": "a", "name": "甲", "english": "A", "explain": "一行", "filds": []}
    assert list(Draft202012Validator(register_json_schema()).iter_errors(wrong))
