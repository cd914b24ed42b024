"""What an author adds for the reports (报告内容): texts, tables, problems, suggestions, targets.

Texts may refer to values by name: ``{年初预算数}`` in a sentence, ``=年初预算数`` as a whole cell.
They are kept as written; :mod:`.prose` takes them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .amount import Exact
from .place import Place

#: The sections that the shipped reports have (报告章节), by which the author's texts are named, in their order.
#: A text may also be named by the code of an indicator, or as a template of one's own names it.
SECTIONS = (
    "前言", "部门概况", "主要职责", "机构设置", "人员编制", "主要任务", "绩效目标",
    "预算和资金", "收入情况", "支出情况", "基本支出", "项目支出", "三公经费",
    "一般公共预算", "政府性基金预算", "国有资本经营预算", "社会保险基金预算",
    "评价目的", "评价对象和范围", "评价依据", "评价原则", "评价方法", "评价过程", "指标体系",
    "综合评价", "目标完成情况", "主要成效", "经济性分析", "效率性分析", "效益性分析",
    "主要经验", "存在的问题", "建议", "结果应用和公开", "其他说明",
)


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of a report (报告里的表): words and references to values, row by row.

    ``section`` is the key of the text that it follows; amounts are shown in ``unit``,
    in their own units where it is empty.
    """

    title: str
    section: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    note: str = ""
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StatedProblem:
    """A problem as the report states it (存在的问题), with the findings and indicators it rests on."""

    id: str
    title: str
    text: str
    findings: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    clause: str = ""
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion (建议), and the ids of the problems that it answers."""

    text: str
    problems: tuple[str, ...] = ()
    title: str = ""
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """A performance target (绩效目标) with what became of it.

    ``code`` is the indicator of the framework that it belongs to, or empty. ``target`` and
    ``actual`` are texts or references (``=预算执行率``). ``progress`` is what was reached when
    monitored (监控时完成情况), ``forecast`` what is expected for the whole year (全年预计).
    Without ``weight`` and ``score`` those of the indicator hold.
    """

    name: str
    target: str
    code: str = ""
    level1: str = ""
    level2: str = ""
    actual: str = ""
    weight: Exact | None = None
    score: Exact | None = None
    deviation: str = ""
    progress: str = ""
    forecast: str = ""
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The part of a case that only its reports read (案例的报告部分).

    ``cover`` are the lines of the cover by their labels, ``texts`` the author's texts by section;
    ``internal`` lists ids of findings and documents, and words, that the public version masks;
    ``entered`` is where each text begins, ``listed`` where each internal entry stands.
    """

    cover: Mapping[str, str] = field(default_factory=dict)
    internal: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[PaperTable, ...] = ()
    problems: tuple[StatedProblem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    targets: tuple[Target, ...] = ()
    entered: Mapping[str, Place] = field(default_factory=dict, compare=False)
    listed: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def tables_of(self, section: str) -> Iterator[PaperTable]:
        """The tables that follow the text of ``section``."""
        return (table for table in self.tables if table.section == section)
