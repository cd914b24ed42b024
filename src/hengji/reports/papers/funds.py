"""What the case knows of a department's money (资金事实): the same amount under the names that frameworks give it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hengji.model import MONEY, Exact

from .shared import Draft

_INITIAL = ("年初预算数", "批复预算总额", "部门预算数", "年初预算")
_ADJUSTED = ("调整预算数", "全年预算数", "调整后预算数", "支出预算数", "预算数")
_ARRIVED = ("实际到位资金", "资金到位数")
_FINAL = ("实际支出数", "预算执行数", "全年执行数", "决算支出数", "支出决算数")
_BASIC, _PROJECT = "基本支出", "项目支出"
#: What names of a part of the expenditure end in.
_PART_INITIAL = ("年初预算数", "年初数")
_PART_ADJUSTED = ("调整预算数", "全年预算数", "调整数")
_PART_FINAL = ("实际支出数", "决算数", "执行数")
_CARRIED = ("累计结转结余资金总额", "结转结余总额", "年末结转结余")
_PUBLIC_BUDGET = ("三公经费预算数",)
_PUBLIC_SPENT = ("三公经费实际支出数", "三公经费支出数", "三公经费决算数")
#: What the budget and the execution of a project or a unit are called.
_MEMBER_BUDGET = ("项目预算数", "全年预算数", "调整预算数", "年初预算数", "部门预算数", "预算数")
_MEMBER_SPENT = ("项目支出数", "全年执行数", "实际支出数", "预算执行数", "决算支出数", "支出决算数")
#: The columns of a table of expenditure.
COLUMNS = ("年初预算数", "调整预算数", "到位资金", "决算数")


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of expenditure by initial budget, adjusted budget and final account, in fen; None: not known."""

    name: str
    initial: Exact | None
    adjusted: Exact | None
    final: Exact | None
    arrived: Exact | None = None

    @property
    def budget(self) -> tuple[str, Exact] | None:
        """What the final account is compared with, and what it is called: the latest that is known."""
        for name, amount in (("到位资金", self.arrived), ("调整后预算", self.adjusted), ("年初预算", self.initial)):
            if amount is not None:
                return name, amount
        return None

    def amount(self, column: str) -> Exact | None:
        """The amount in one of :data:`COLUMNS`."""
        return {"年初预算数": self.initial, "调整预算数": self.adjusted, "到位资金": self.arrived,
                "决算数": self.final}[column]

    @property
    def known(self) -> int:
        """How many of the three are known."""
        return sum(amount is not None for amount in (self.initial, self.adjusted, self.final))


@dataclass(frozen=True, slots=True)
class Funds:
    """A department's money in a year; ``carried`` is what was left at its end, ``carried_before`` at its beginning."""

    whole: Line
    basic: Line
    project: Line
    carried: Exact | None
    carried_before: Exact | None
    public_budget: Exact | None
    public_spent: Exact | None
    public_before: Exact | None
    before: Exact | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of which something is known, the whole last."""
        return tuple(line for line in (self.basic, self.project, self.whole) if line.known)

    @property
    def parted(self) -> bool:
        """Whether basic and project expenditure are all of the final account."""
        parts = self.basic.final, self.project.final
        return None not in (*parts, self.whole.final) and sum(part for part in parts if part) == self.whole.final


def funds_of(draft: Draft) -> Funds:
    """The money that the case tells of."""
    return Funds(
        Line("合计", draft.money(*_INITIAL), draft.money(*_ADJUSTED), draft.money(*_FINAL), draft.money(*_ARRIVED)),
        _part(draft, _BASIC), _part(draft, _PROJECT),
        draft.money(*_CARRIED), draft.money(*_CARRIED, previous=True),
        draft.money(*_PUBLIC_BUDGET), draft.money(*_PUBLIC_SPENT),
        draft.money(*_PUBLIC_SPENT, previous=True), draft.money(*_FINAL, previous=True))


def _part(draft: Draft, name: str) -> Line:
    initial, adjusted, final = ([name + ending for ending in endings]
                                for endings in (_PART_INITIAL, _PART_ADJUSTED, _PART_FINAL))
    return Line(name, draft.money(*initial), draft.money(*adjusted), draft.money(*final))


def members_of(draft: Draft, term: str) -> tuple[tuple[str, Exact, Exact], ...]:
    """Name, budget and execution of each project (项目) or budget unit (预算单位) of which both are known."""
    if term == "项目":
        names = {("projects", project.code): project.name for project in draft.case.projects}
    else:
        names = {("agencies", agency.code): agency.name for agency in draft.case.agencies}
    found = []
    for member, name in names.items():
        own = _amounts(draft, member)
        budget, spent = (next((own[title] for title in titles if title in own), None)
                         for titles in (_MEMBER_BUDGET, _MEMBER_SPENT))
        if budget is not None and spent is not None:
            found.append((name, budget, spent))
    return tuple(found)


def _amounts(draft: Draft, member: tuple[str, str]) -> dict[str, Exact]:
    """This year's amounts of a project or unit by name; of a project that was evaluated by itself, those too."""
    apart = (fact for project in draft.case.projects if project.evaluation and ("projects", project.code) == member
             for fact in project.evaluation.facts if fact.member is None)
    own = (fact for fact in (*draft.case.data, *draft.case.facts) if fact.member == member)
    return {fact.name: fact.value for fact in (*apart, *own) if not fact.previous and fact.unit.dimension is MONEY
            and isinstance(fact.value, int | Fraction)}
