"""A paper without its charts (不要图), for those who want the words and tables alone."""

from __future__ import annotations

from dataclasses import replace

from .blocks import Chart, Paper, Section


def without_charts(paper: Paper) -> Paper:
    """``paper`` with everything but its charts."""
    return replace(paper, sections=tuple(map(_plain, paper.sections)), annexes=tuple(map(_plain, paper.annexes)))


def _plain(section: Section) -> Section:
    return replace(section, blocks=tuple(block for block in section.blocks if not isinstance(block, Chart)),
                   sections=tuple(map(_plain, section.sections)))
