"""The list of materials (资料清单): what the department must hand in for each indicator, and what is there."""

from __future__ import annotations

from hengji.frameworks import Framework, Requested, request_list
from hengji.model import Scorecard

from .blocks import Cell, Paper, Section, Table, Text, text
from .forms import Row, entry, longer, signed_by
from .phrases import listed
from .shared import Draft, heads

KIND = "request-list"
_STATES = ("数据已齐", "有数无据", "部分", "未交")


def request_list_paper(card: Scorecard, framework: Framework) -> Paper:
    """A letter of one paragraph, and the list."""
    draft = Draft(card, framework)
    entries = request_list(draft.case, framework)
    several = len(draft.case.documents) > 1
    rows = tuple(_line(number, each, several=several) for number, each in enumerate(entries, 1))
    table = Table("", "", (6, 20, 30, 26, 22, 10),
                  heads("序号", "指标", "需要的资料", "已收到的数据和来源", "还缺", "状态"), rows,
                  signed_by("提供资料单位（盖章）", "经办人", "接收人", "日期"))
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}部门整体支出绩效评价资料清单", (),
                 (Section("资料清单", "", (_opening(draft, entries), table)),), missing=draft.missing)


def _opening(draft: Draft, entries: tuple[Requested, ...]) -> Text:
    counted = [f"{state}{count}个" for state in _STATES if (count := sum(each.state == state for each in entries))]
    return text(f"为做好{draft.year}{draft.name}部门整体支出绩效评价，请按下表准备资料，注明出处并加盖公章。"
                f"共{len(entries)}个指标，其中{listed(counted)}。")


def _line(number: int, each: Requested, *, several: bool) -> Row:
    """One indicator; a document is named where there are several."""
    received: dict[str, list[str]] = {}
    for one in each.received:
        received.setdefault(one.document, []).append(one.name)
    there = [listed(names) + ("（没有附资料）" if not document else f"（{document}）" if several else "")
             for document, names in received.items()]
    return (Cell(str(number), align="center"), longer(f"{each.code}{each.name}"), longer("\n".join(each.materials)),
            longer("\n".join(there)), longer("\n".join(each.missing)), entry(each.state))
