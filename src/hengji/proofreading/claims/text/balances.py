"""Balances told in sentences (收支结余): income less spending, with what was carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, minus, of, plus

from .bindings import holds, nearly, slipped, trimmed
from .figures import Figure, Passage, Role, alike, passages

_LEFT = re.compile(
    r"(?:年末|期末|累计)?(?:结转(?:和|与|及)?结余|结余(?:和|与|及)?结转|结余|结转|余额)(?:资金|总额|金额|数额?|下年)*$"
    r"|未(?:支出|使用|执行|支付)(?:资金|金额|数)*$|(?:收回|上缴财政|交回)(?:资金|金额|数)*$")
#: A balance of the whole department or project, not of one kind of money in it.
_OF_ALL = re.compile(r"^(?:.{0,12}(?:部门|单位|项目))?(?:本年度?|年末|累计|期末|资金)*(?:结转|结余|未|财政|收回|余额)")
CARRIED = re.compile(r"(?:上年|年初|以前年度|期初).{0,6}(?:结转|结余)|(?:结转|结余).{0,4}(?:上年|年初)")
_IN = re.compile(r"收入(?:合计|总计|总额|总量|决算)?(?:数|金额)?$|预算收入.{0,8}收入$")
_ARRIVED = re.compile(r"资金总[额量]$|总资金$|到位(?:资金|金额|数)*$|拨款(?:资金|金额)?$|下达(?:资金)?$")
_BUDGET = re.compile(r"(?<!年初)预算(?:总额|数|金额|资金|安排|总数)*$|批复.{0,6}$")
_OUT = re.compile(
    r"支出(?:合计|总计|总额|总量|决算|预算)?(?:数|金额)?$|执行(?:数|金额|资金)?$|(?:实际)?(?:使用|支付|列支)(?:资金|金额|数)*$")
#: What one project had is not what the department had.
_OF_PROJECT = re.compile(r"项目(?!支出)")
_NO_PART = re.compile(r"基本支出|项目支出|人员|公用|三公|政府采购|其他收入|事业收入|经营收入")


def balances(reading: Reading) -> Iterator[Relation]:
    """Every balance against the income, budget and spending of its paragraph, else of its chapter."""
    told = list(passages(reading.sentences))
    carried = _anything_carried(reading)
    for index, passage in enumerate(told):
        for figures in passage.sentences:
            for figure in figures:
                if is_balance(figure):
                    relation = _stated(figure, told, index)
                    if relation is not None and (holds(relation) or not carried or not _of_budget(relation)):
                        yield relation


def _anything_carried(reading: Reading) -> bool:
    """Whether the document tells anywhere that something was carried over from the year before."""
    return any(n.value and CARRIED.search(n.label) for sentence in reading.sentences for n in sentence.numbers) or any(
        number.value and CARRIED.search(sheet.labels.get(row, "") + "".join(sheet.paths.get(column, ())))
        for sheet in reading.sheets for (row, column), number in sheet.numbers.items())


def _of_budget(relation: Relation) -> bool:
    """Whether a balance is held against a budget or income alone, without what was carried over."""
    return sum(1 for _ in relation.term.numbers()) < 3


_BOTH_SIDES = (
    (re.compile(r"(?<!拨款)收入预算(?:总计|合计|总额)?$"), re.compile(r"(?<!拨款)支出预算(?:总计|合计|总额)?$")),
    (re.compile(r"财政拨款收入(?:预算)?(?:总计|合计)?$"), re.compile(r"财政拨款支出预算(?:总计|合计)?$")),
    (re.compile(r"^.{0,40}收入总计$"), re.compile(r"^.{0,40}支出总计$")),
)


def even(reading: Reading) -> Iterator[Relation]:
    """收支平衡: the income and the spending side of a budget come to the same, where both stand in one chapter."""
    by_chapter: dict[tuple[str, ...], list[Figure]] = {}
    for passage in passages(reading.sentences):
        by_chapter.setdefault(passage.sections[:1], []).extend(
            f for f in passage.figures if f.role is Role.VALUE and f.number.kind is Kind.AMOUNT and not f.reason)
    for values in by_chapter.values():
        for income, spending in _BOTH_SIDES:
            gained = next((f for f in values if income.search(_with_total(f))), None)
            spent = next((f for f in values if spending.search(_with_total(f))), None)
            if gained is None or spent is None:
                continue
            relation = Relation("cross-table", spent.number, of(gained.number), "收入预算＝支出预算", family="balances")
            if holds(relation) or slipped(relation):
                yield relation


#: Figures of one sentence, the first of which is made of the second and the third, added or taken away.
_TRIPLES = (
    (re.compile(r"调整后?的?(?:全年)?预算(?:数|金额|总额)?$"), re.compile(r"年初.{0,6}预算(?:数|金额|安排)*$"),
     re.compile(r"追加|调增|增补"), True, "年初预算＋追加＝调整预算"),
    (re.compile(r"调整后?的?(?:全年)?预算(?:数|金额|总额)?$"), re.compile(r"年初.{0,6}预算(?:数|金额|安排)*$"),
     re.compile(r"追减|调减|收回|核减"), False, "年初预算－追减＝调整预算"),
    (re.compile(r"(?:节约|节省|节支)(?:财政)?(?:资金|金额)?$"), re.compile(r"预算(?:金额|数)?$|控制价|限价"),
     re.compile(r"中标|成交|合同"), False, "预算（控制价）－中标（成交）＝节约资金"),
    (re.compile(r"(?:核减|审减)(?:资金|金额|额)?$"), re.compile(r"送审"), re.compile(r"审定|核定"), False,
     "送审－审定＝核减"),
    (re.compile(r"净增"), re.compile(r"(?:新增|购置|增加)"), re.compile(r"处置|报废|核销|减少|划出"), False,
     "增加－减少＝净增"),
)


def made_up(reading: Reading) -> Iterator[Relation]:
    """Budgets adjusted, money saved in procurement, cuts in audits: each of two figures of its sentence."""
    for passage in passages(reading.sentences):
        for figures in passage.sentences:
            money = [f for f in figures if f.number.kind is Kind.AMOUNT and not f.reason]
            for result, first, second, adds, name in _TRIPLES:
                found = [next((f for f in money if pattern.search(_named(f))), None)
                         for pattern in (result, first, second)]
                whole, a, b = found
                if whole is None or a is None or b is None or len({whole, a, b}) < len(found):
                    continue
                term = plus(of(a.number), of(b.number)) if adds else minus(of(a.number), of(b.number))
                relation = Relation("sum", whole.number, term, name, Strength.LIKELY, family="balances")
                if holds(relation) or nearly(relation):
                    yield relation


def _named(figure: Figure) -> str:
    """The name of a figure; where a verb is all that names it, that verb."""
    return figure.label or figure.lead


def _with_total(figure: Figure) -> str:
    """The name with the word for its total, which labels leave out: 收入总计."""
    return re.sub(r"[为是共:]+$", "", figure.lead)


#: What another document is quoted with, line by line, says nothing of this one's accounts.
_CITED = re.compile(r"^\s*(?:依据:|[^,。;:]{0,8}第[\d、—~至-]+行:)")


def is_balance(figure: Figure) -> bool:
    """Whether ``figure`` is what is left over at the end, and not what was carried over from before."""
    return figure.role is Role.VALUE and figure.number.kind is Kind.AMOUNT and not figure.reason \
        and not _CITED.match(figure.sentence.text) \
        and bool(_LEFT.search(figure.label)) and not re.search(f"{CARRIED.pattern}|使用|分配", figure.label)


def _stated(left: Figure, told: Sequence[Passage], index: int) -> Relation | None:
    """The balance of the nearest surroundings that tell both sides: sentence, paragraph, chapter."""
    chapter = told[index].sections[:1]
    around = [f for p in told[max(0, index - 4):index + 5] if p.sections[:1] == chapter for f in p.figures]
    here = next(figures for figures in told[index].sentences if left in figures)
    scopes = ((here, Strength.CERTAIN), (told[index].figures, Strength.LIKELY), (around, Strength.LIKELY))
    stated = [_readings(left, [f for f in scope if f is not left and alike(f.number, left.number)], strength)
              for scope, strength in scopes]
    found = next((r for readings in stated for r, _ in readings if holds(r)), None)
    if found is None and _OF_ALL.match(trimmed(left.label)):
        found = next((r for readings in stated for r, plain in readings if plain and r.term.value() >= 0), None)
    return found


def _readings(left: Figure, scope: Sequence[Figure], strength: Strength) -> list[tuple[Relation, bool]]:
    """What the balance can be: with what was carried over, then of what arrived, of income, of the budget.

    The mark with each says whether the document tells enough to hold the balance
    against it: income alone does not, for what was carried over may stand in a table.
    """
    values = [f for f in scope if f.role is Role.VALUE and not f.reason and not _NO_PART.search(f.label)
              and ("项目" in left.label or not _OF_PROJECT.search(f.label))]
    carried = [f for f in values if CARRIED.search(f.label)]
    plain = [f for f in values if f not in carried]
    income, arrived, budget = ([f for f in plain if pattern.search(f.label)] for pattern in (_IN, _ARRIVED, _BUDGET))
    spent = [f for f in plain if _OUT.search(f.label) and f not in income]
    sources = [*arrived, *income, *(f for f in budget if f not in spent)]
    found = [(Relation("sum", left.number, minus(plus(of(over.number), of(gained.number)), of(lost.number)),
                       "上年结转＋收入－支出＝结余", strength, family="balances"), gained in income)
             for gained in sources for lost in spent for over in carried]
    found += [(Relation("sum", left.number, minus(of(gained.number), of(lost.number)), "收入（预算）－支出＝结余",
                        Strength.LIKELY, family="balances", explanation="如含上年结转，应写明上年结转数。"),
               gained not in income) for gained in sources for lost in spent]
    return found
