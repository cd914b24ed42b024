"""Words by which tables tell what a row or a column is (表头与行名的用语)."""

from __future__ import annotations

import re

from hengji.proofreading.sheets.cells import dense
from hengji.proofreading.sheets.labels import NUMBERINGS, numbering_level

_NUMBERING = re.compile("|".join(form.pattern for form in NUMBERINGS) + "|[一二三四五六七八九十]{1,3}\\)")
_UNIT = re.compile(r"\((?:单位:)?(?:[万千百亿]*元|[%分个项件户次家份]|人次?|[^()]{0,3}/[^()]{1,3})\)$")
_MEASURE = re.compile(r"\(([^()\d]{1,3})\)$")
_OF_WHICH = re.compile(r"^(?:其中|#):?")
#: A list and the first of it in one cell: 1.资金来源：（1）财政拨款.
_LISTED = re.compile(r"(?P<list>[^:]{2,12}):(?P<first>(?:\((?:1|一)\)|①|1[、.](?!\d)).+)")
_FIRST = re.compile(r"第?一[、.部]|\(一\)|1[、.]|\(1\)|①")
_GRAND = re.compile(r"(?:总计|总合计|总和|总数|总额|总分|总得分)$")
_WHOLE = re.compile(r"(?:合计|共计|^计|^总|^全年)$")
_PART = re.compile(r"(?:小计|^[上下]半年)$")

#: Heads and labels of figures that no sum is made of: rates, averages, prices, standards, ordinals, years.
NOT_ADDED = re.compile(r"率$|(?:平|人|户|日|月|年|次)均|均价|单价|标准$|序号|编号|^年[度份]$|年份|排名|名次|倍数?$|"
                       r"增[长减]$|同比|环比|增幅|±|系数|百分")
#: Names of rows whose columns are no parts of one another.
AVERAGED = re.compile(r"(?:平|人|户|日|月|年|次)均|均价|单价")
#: Heads of rates that do add up to a whole.
SHARES = re.compile(r"占|比重|结构|构成|权重|比例")

#: Heads of columns that set targets.
TARGETS = re.compile(r"(?:指标|目标|计划|预期)值|^(?:年度|全年|年初|绩效|预期)?(?:目标|计划)(?:数|量|完成数)?$")
#: Words between a total and its parts: 按收入性质分：.
DIVIDING = re.compile(r"按.{1,8}分(?:类|为|解)?$")
#: Heads of what an indicator is worth.
WEIGHTS = re.compile(r"权重|分值|满分|标准分")


def bare(label: str) -> str:
    """``label`` in half-width signs, without spaces, the unit in brackets after it, and the colon at its end.

    All other functions here take labels that are so.
    """
    return _UNIT.sub("", dense(label)).rstrip(":")


def measure_of(label: str) -> str:
    """The unit in brackets at the end of a name: 平方米 of 房屋（平方米）."""
    return match[1] if (match := _MEASURE.search(label)) else ""


def rank_of(label: str) -> int:
    """How far a label reaches as a total: 0 none, 1 小计, 2 合计, 3 总计."""
    name = label[match.end():] if (match := _NUMBERING.match(label)) else label
    if _GRAND.search(name):
        return 3
    if _PART.search(name):
        return 1
    return 2 if _WHOLE.search(name) else 0


def is_plain_total(label: str) -> bool:
    """Whether a label says that it is a total and nothing else."""
    return label in ("合计", "小计", "总计", "共计", "计")


def is_of_which(label: str) -> bool:
    """Whether the label begins with 其中."""
    return bool(_OF_WHICH.match(label))


def numbering_of(label: str) -> tuple[int, bool]:
    """In which style a label is numbered (1 一、 2 （一） 3 1. 4 （1）, 0 in none), and whether it is the first."""
    own = _OF_WHICH.sub("", label)
    level = numbering_level(own)
    return (0, False) if level is None else (level + 1, bool(_FIRST.match(own)))


def is_numbered(label: str) -> bool:
    """Whether a label stands in a numbered list."""
    return numbering_of(label)[0] > 0


def list_of(label: str) -> tuple[str, str]:
    """The name of a list and the first of it, where one cell holds both; otherwise nothing and ``label``."""
    match = _LISTED.fullmatch(label)
    return (match["list"], match["first"]) if match else ("", label)


def name_of(label: str) -> str:
    """The label as a name in a sentence: without its numbering and 其中."""
    own = _OF_WHICH.sub("", label)
    return (own[match.end():] if (match := _NUMBERING.match(own)) else own) or label
