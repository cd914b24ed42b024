"""What the usual rates are made of (比率口径): numerator and denominator by the words that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Term, constant, minus, of, over


class Shape(Enum):
    """How a rate is made of two figures (算法): a of b, how far a is from b, how much b was cut down to a."""

    SHARE = "分子÷分母"
    DISTANCE = "（分子－分母）÷分母"
    SAVING = "（分母－分子）÷分母"


@dataclass(frozen=True, slots=True)
class Definition:
    """A rate of the field: the words that name it, its numerator and its denominators.

    ``below`` is the denominator of the definition; ``accepted`` are others that some
    rules use, to be declared where the usual one is printed too; ``wrong`` are those
    that no rule uses.
    """

    name: re.Pattern[str]
    above: re.Pattern[str]
    below: re.Pattern[str]
    accepted: re.Pattern[str] | None = None
    wrong: re.Pattern[str] | None = None
    shape: Shape = Shape.SHARE


def _definition(name: str, above: str, below: str, accepted: str = "", wrong: str = "",
                shape: Shape = Shape.SHARE) -> Definition:
    return Definition(re.compile(name), re.compile(above), re.compile(below),
                      re.compile(accepted) if accepted else None, re.compile(wrong) if wrong else None, shape)


#: Money that was spent, in the words of the forms.
_SPENT = r"执行|决算|支出|使用|支付|列支|实际完成|完成投资"
_BUDGET = r"预算(?:总额|数|金额|安排|资金|调整数|总数)*|下达|批复|指标|调整后$"
_ARRIVED = r"到位|拨付|拨入|收到|下拨"

#: The more particular names stand before the general ones.
DEFINITIONS = (
    _definition(r"结转结余变动率|结余变动率", r"本年|累计|年末", r"上年", shape=Shape.DISTANCE),
    _definition(r"结转结余率|结余结转率|结转率|结余率", r"结转|结余", r"(?:支出)?预算(?!执行)|批复|收入", _ARRIVED,
                r"实际支出|支出决算|决算支出|执行数|支出合计"),
    _definition(r"调整率", r"调整(?:后?预算|数|额)?", r"年初|批复|预算", shape=Shape.DISTANCE),
    _definition(r"差异率|偏差率|偏离率|偏离度|变动率", r"决算|实际|支出|执行|本年", r"预算|计划|目标|上年",
                shape=Shape.DISTANCE),
    _definition(r"节约率|节支率|下浮|核减率|审减率|压减率|压缩率|压缩比|缩短率",
                r"合同|中标|成交|实际|结算|审定|决算|压", r"预算|控制价|最高限价|概算|送审|原|法定|计划",
                shape=Shape.SAVING),
    _definition(r"到位率", _ARRIVED, r"预算|批复|计划|应到|应拨|下达|总投资|申请"),
    _definition(r"执行率|执行进度|支出进度|支付进度|预算完成率|支出率", _SPENT, _BUDGET,
                _ARRIVED + r"|年初(?:部门)?(?:支出)?预算(?:数|安排|金额)*|年初"),
    _definition(r"支付率|拨付率|使用率", _SPENT + "|拨付", f"{_ARRIVED}|{_BUDGET}"),
    _definition(r"控制率", r"在职|实有|在编|在岗|年末|实际|支出|决算|使用", r"编制|核定|预算|控制数|限额"),
    _definition(r"回收率|收回率", r"收回|回收", r"发放|发出|发送|投放"),
    _definition(r"有效率", r"有效", r"收回|回收|发放"),
    _definition(r"办结率", r"办结|办理完|已办", r"受理|收到|办件|接[收到]|应办|共"),
    _definition(r"到账率|入库率|征收率|收缴率", r"实际|入库|征收|收缴|到账|完成", r"应|任务|计划|预算|目标"),
    _definition(r"利用率|在用率", r"在用|利用|使用", r"总|全部|所有|固定资产|账面"),
    _definition(r"覆盖率|普及率|参保率|参与率|签约率|入学率", r"覆盖|已|参保|参与|签约|实际",
                r"应|总|共|全|辖区|计划"),
    _definition(r"抽检率|检测率|抽查率|抽样率|抽[样查检取]比例", r"抽[检查取样]|检测", r"应|总|共|全|计划"),
    _definition(r"及时率|按期率", r"按时|及时|按期|如期", r"应|计划|总|共|全|受理|项目"),
    _definition(r"合格率|达标率|通过率|优良率", r"(?<!不)合格|达标|通过|优良",
                r"检|验|抽|总|共|应|参加|监测"),
    _definition(r"(?<!综合)(?<!总体)满意率|好评率", r"(?<!不)(?<!基本)(?<!较)满意|好评",
                r"有效|收回|评价|回访|总|共|受访|调查"),
    _definition(r"完成率|完成比例|实现率|兑现率|落实率|整改率|开工率|竣工率",
                r"(?<!未)(?:完成|实现|落实|整改|兑现|开工|竣工)|实际|已|支出|决算",
                r"计划|应|任务|目标|预算|年初|申报|发现|问题|总|共|全年"),
)


def definition_of(name: str) -> Definition | None:
    """The definition of the rate that ``name`` speaks of; None where the field knows none."""
    return next((known for known in DEFINITIONS if known.name.search(name)), None)


#: 完成年初预算的95%, 为调整预算的101%: the words between name the denominator.
PART_OF = re.compile(
    r"(?:完成|达到|占|为|是|相当于|达|较)(?P<whole>[^,;:]*?(?:预算|计划|任务|目标|指标|安排)[^,;:的]{0,4})"
    r"的?(?:比例|比重)?(?:为|是|达)?$")


#: 3个未按期开工: what was not done is no numerator.
NEGATED = re.compile(r"未|不(?!含)|没有")


class Side(Enum):
    """Which part of a rate a figure is by its label (分子或分母)."""

    ABOVE = "分子"
    BELOW = "分母"
    ACCEPTED = "另一口径的分母"
    WRONG = "误用的分母"


def side_of(known: Definition, label: str) -> Side | None:
    """The side that ``label`` names; of several the last word decides: 支出预算 is a budget, 预算支出 a spending."""
    if known.wrong and known.wrong.search(label):
        return Side.WRONG
    patterns = ((Side.ACCEPTED, known.accepted), (Side.ABOVE, known.above), (Side.BELOW, known.below))
    ends = [(max(match.end() for match in found), side) for side, pattern in patterns
            if pattern and (found := list(pattern.finditer(label)))]
    side = max(ends, key=lambda end: end[0])[1] if ends else None
    return None if side is Side.ABOVE and NEGATED.search(label) else side


def term_of(shape: Shape, a: Number, b: Number, rate: Number) -> Term:
    """The rate of ``a`` and ``b``; how far apart they are is printed with or without its sign."""
    ratio = over(of(a), of(b))
    below = shape is Shape.SAVING or (shape is Shape.DISTANCE and a.value < b.value and rate.value > 0)
    if shape is Shape.SHARE:
        return ratio
    if below:
        return Term("-", (constant(1), ratio), told=over(minus(of(b), of(a)), of(b)))
    return Term("-", (ratio, constant(1)), told=over(minus(of(a), of(b)), of(b)))
