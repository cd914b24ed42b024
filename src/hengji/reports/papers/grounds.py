"""The grounds of an evaluation (评价依据): national rules with their number, from when on they hold, for which matters.

Only what held on the last day of the period is named, and of special rules only those on matters that the
framework looks at. What a place adds stands in the author's text.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hengji.model import Period


class Ground(NamedTuple):
    """A rule: its title with its number, since when it holds, what its matter is called in names of indicators."""

    title: str
    since: date
    matters: tuple[str, ...] = ()


_GROUNDS = (
    Ground("《中华人民共和国预算法》", date(2015, 1, 1)),
    Ground("《中华人民共和国预算法实施条例》（国务院令第729号）", date(2020, 10, 1)),
    Ground("《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）", date(2018, 9, 1)),
    Ground("《财政部关于贯彻落实〈中共中央 国务院关于全面实施预算绩效管理的意见〉的通知》（财预〔2018〕167号）",
           date(2018, 11, 8)),
    Ground("《预算绩效评价共性指标体系框架》（财预〔2013〕53号）", date(2013, 4, 21)),
    Ground("《项目支出绩效评价管理办法》（财预〔2020〕10号）", date(2020, 2, 25)),
    Ground("《中华人民共和国政府采购法》", date(2003, 1, 1), ("采购",)),
    Ground("《中华人民共和国政府信息公开条例》（国务院令第711号）", date(2019, 5, 15), ("公开",)),
    Ground("《行政事业性国有资产管理条例》（国务院令第738号）", date(2021, 4, 1), ("资产",)),
    Ground("《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）", date(2014, 1, 1), ("制度", "内控")),
    Ground("《会计基础工作规范》", date(1996, 6, 17), ("会计", "财务")),
    Ground("《党政机关厉行节约反对浪费条例》", date(2013, 11, 18), ("三公",)),
)


def grounds_of(period: Period, names: tuple[str, ...]) -> tuple[Ground, ...]:
    """The rules that hold in ``period`` for indicators of these ``names``."""
    return tuple(ground for ground in _GROUNDS if ground.since <= period.last and (
        not ground.matters or any(matter in name for matter in ground.matters for name in names)))
