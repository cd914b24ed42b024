"""The results of the questionnaires as an annex (问卷结果): counts and shares of every question, with their charts."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import Tally

from .blocks import Block, Cell, Section, Table, text
from .phrases import share
from .shared import Draft, heads
from .survey_charts import survey_charts, whose


def survey_annex(draft: Draft) -> Section | None:
    """Every question with its counts and their shares; None where nobody was asked."""
    groups: dict[str, list[Tally]] = {}
    for tally in draft.case.tallies:
        groups.setdefault(whose(tally), []).append(tally)
    if not groups:
        return None
    return Section("问卷结果", "绩效评价调查问卷结果分析", (), tuple(
        Section(f"问卷:{name}", f"{name}问卷", tuple(_group(draft, name, group))) for name, group in groups.items()))


def _group(draft: Draft, name: str, tallies: list[Tally]) -> Iterator[Block]:
    answers = {tally.answers for tally in tallies}
    replies = f"收回有效问卷{tallies[0].answers}份，" if len(answers) == 1 else ""
    yield text(f"{name}问卷{replies}共{len(tallies)}题，各题的份数和占比如下。")
    yield from (chart for chart in survey_charts(draft.case) if chart.title.startswith(f"{name}问卷"))
    for tally in tallies:
        yield question_table(tally, tally.name.removeprefix(name).strip())


def question_table(tally: Tally, title: str) -> Table:
    """One question: each answer with its count and its share of all who answered."""
    counted = sum(option.count for option in tally.options)
    counts = (*(str(option.count) for option in tally.options), str(counted))
    shares = (*(share(option.count, tally.answers) for option in tally.options), share(counted, tally.answers))
    note = ""
    if counted < tally.answers:
        note = f"作答{tally.answers}份，其中{tally.answers - counted}份没有选这一题。"
    elif counted > tally.answers:
        note = f"可以多选；占比是选的份数占作答{tally.answers}份的比例。"
    rows = tuple((Cell(label, align="center"), *(Cell(figure, align="right") for figure in figures))
                 for label, figures in (("份数", counts), ("占比", shares)))
    return Table(title, "份", tuple(10 for _ in range(len(counts) + 1)),
                 heads("项目", *(option.name for option in tally.options), "合计"), rows, note)
