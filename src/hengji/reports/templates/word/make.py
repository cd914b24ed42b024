"""Writes the templates of Word reports beside this file, each time the same bytes."""

from pathlib import Path

from hengji.reports.wordml.making import TEMPLATES

for name, make in TEMPLATES.items():
    (Path(__file__).parent / name).write_bytes(make())
