"""Budget and funds (预算和资金): what was planned, changed, spent and left, in sentences, a table and a chart."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hengji.model import WAN_YUAN, Exact, exact

from .blocks import Block, Chart, Section, Series, Table, Text, text
from .funds import COLUMNS, Funds, Line, funds_of, members_of
from .phrases import in_wan, joined, money, share
from .pictures import members_chart, years_charts
from .shared import Draft, heads, row, some, total_row

_BUDGETS = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "社会保险基金预算")


def money_section(draft: Draft) -> Section:
    """The whole section; of income and the four budgets only what the author wrote of them."""
    funds = funds_of(draft)
    own = draft.author("预算和资金")
    inner = some(
        Section("收入情况", "部门收入预决算情况", draft.author("收入情况")),
        _spending(draft, funds),
        *(Section(key, f"{key}支出情况", draft.author(key)) for key in _BUDGETS),
        Section("三公经费", "“三公经费”预算安排和执行情况", tuple(_public(draft, funds))))
    return Section("预算和资金", "部门预算和资金安排情况", own, inner)


def _spending(draft: Draft, funds: Funds) -> Section:
    """Sentences from the facts, then the author's; a table of the facts only where the author gives none."""
    told = [text(words) for words in (execution_told(draft, funds), _carried(funds), _against_last_year(funds))
            if words]
    tables = any(table.section in ("支出情况", "基本支出", "项目支出", "预算和资金") for table in draft.report.tables)
    written = draft.author("支出情况")
    blocks: list[Block] = [*told, *written]
    if not tables:
        blocks += _table(draft, funds)
    blocks += [*_chart(draft, funds), *years_charts(draft.card)]
    for line, key in ((funds.basic, "基本支出"), (funds.project, "项目支出")):
        if words := _part(line):
            blocks.append(text(words))
        blocks += draft.author(key)
    blocks += _members(draft)
    if not blocks and not draft.has("预算和资金", *_BUDGETS):
        blocks.append(draft.lacking("预算、决算的金额"))
    return Section("支出情况", "部门支出预决算情况", tuple(blocks))


def execution_told(draft: Draft, funds: Funds) -> str:
    """From the initial budget to the final account in one sentence; nothing where no amount is known."""
    whole = funds.whole
    parts = []
    if whole.initial is not None:
        parts.append(f"年初预算{money(whole.initial)}")
    if whole.adjusted is not None:
        parts.append(f"调整后预算{money(whole.adjusted)}" + _change(whole.initial, whole.adjusted, "比年初"))
    if whole.arrived is not None:
        parts.append(f"实际到位资金{money(whole.arrived)}")
    if whole.final is not None:
        parts.append(f"实际支出{money(whole.final)}" + _of_budget(whole))
    if not parts:
        return ""
    return f"{draft.year}{draft.name}{'；'.join(parts)}。" + (_halves(funds) if funds.parted else "")


def _of_budget(line: Line) -> str:
    """How much of the budget was spent."""
    if line.budget is None or line.final is None or not line.budget[1]:
        return ""
    name, amount = line.budget
    return f"，为{name}的{share(line.final, amount)}"


def _halves(funds: Funds) -> str:
    basic, project, whole = funds.basic.final, funds.project.final, funds.whole.final
    if basic is None or project is None or not whole:
        return ""
    parts = [f"{name}{money(amount)}，占{share(amount, whole)}"
             for name, amount in (("基本支出", basic), ("项目支出", project))]
    return f"其中，{'；'.join(parts)}。"


def _change(old: Exact | None, new: Exact, against: str) -> str:
    """By how much ``new`` is more or less than ``old``, absolutely and in percent."""
    if old is None:
        return ""
    if old == new:
        return f"，{against}没有变动"
    more = new > old
    gap = exact(new - old if more else old - new)
    rate = share(gap, old) if old else ""
    words = f"，{against}{'增加' if more else '减少'}{money(gap)}"
    return words + (f"，{'增长' if more else '下降'}{rate}" if rate else "")


def _carried(funds: Funds) -> str:
    if funds.carried is None:
        return ""
    now = f"年末结转结余{money(funds.carried)}{_unexplained(funds)}"
    if funds.carried_before is None:
        return f"{now}。"
    return f"{now}，上年末为{money(funds.carried_before)}{_change(funds.carried_before, funds.carried, '一年里')}。"


def _unexplained(funds: Funds) -> str:
    """By how much what was left is not what was received without what was spent: somebody must explain it."""
    arrived, spent, carried = funds.whole.arrived, funds.whole.final, funds.carried
    if arrived is None or spent is None or carried is None or arrived - spent == carried:
        return ""
    rest = exact(arrived - spent)
    more, gap = ("多", carried - rest) if carried > rest else ("少", rest - carried)
    return f"，比到位资金减去实际支出的{money(rest)}{more}{money(gap)}"


def _against_last_year(funds: Funds) -> str:
    if funds.before is None or funds.whole.final is None:
        return ""
    return f"上年支出{money(funds.before)}，本年{_change(funds.before, funds.whole.final, '比上年')[1:]}。"


def _part(line: Line) -> str:
    """One kind of expenditure; nothing where only one amount is known."""
    if line.known < 2:
        return ""
    parts = []
    if line.initial is not None:
        parts.append(f"年初预算{money(line.initial)}")
    if line.adjusted is not None:
        parts.append(f"调整后预算{money(line.adjusted)}" + _change(line.initial, line.adjusted, "比年初"))
    if line.final is not None:
        parts.append(f"决算{money(line.final)}" + _of_budget(line))
    return f"{line.name}{'；'.join(parts)}。"


def _table(draft: Draft, funds: Funds) -> Iterator[Block]:
    lines = [line for line in funds.lines if line.known > 1]
    if not lines:
        return
    columns = [(name, [line.amount(name) for line in lines]) for name in COLUMNS]
    columns = [(name, amounts) for name, amounts in columns if any(amount is not None for amount in amounts)]
    rated = all(line.final is not None and line.budget for line in lines)
    body = []
    for at, line in enumerate(lines):
        cells = [line.name, *("—" if (amount := amounts[at]) is None else in_wan(amount) for _, amounts in columns)]
        if rated and line.final is not None and line.budget:
            cells.append(share(line.final, line.budget[1]))
        body.append(total_row(*cells) if line is funds.whole and len(lines) > 1 else row(*cells))
    titles = ["项目", *(name for name, _ in columns), *(["执行率"] if rated else [])]
    yield Table(f"{draft.year}部门支出预算执行情况表", WAN_YUAN.name, (14, *(12 for _ in titles[1:])),
                heads(*titles), tuple(body))


def _members(draft: Draft) -> Iterator[Block]:
    """Budget and execution of each project, and of each budget unit, of which both are known."""
    for term in ("项目", "预算单位"):
        members = members_of(draft, term)
        if members:
            rows = [row(name, in_wan(budget), in_wan(spent), share(spent, budget)) for name, budget, spent in members]
            yield Table(f"各{term}预算执行情况表", WAN_YUAN.name, (26, 12, 12, 12),
                        heads(f"{term}名称", "预算数", "支出数", "执行率"), tuple(rows))
        chart = members_chart(term, members)
        if chart is not None:
            yield chart


def _chart(draft: Draft, funds: Funds) -> Iterator[Block]:
    """Budget against execution, by kind of expenditure."""
    lines = [line for line in funds.lines if line.final is not None and line.known > 1]
    if not lines:
        return
    series = tuple(Series(name, tuple(_point(line.amount(name)) for line in lines)) for name in COLUMNS
                   if any(line.amount(name) is not None for line in lines))
    yield Chart(f"{draft.year}预算安排和执行对比", "column", tuple(line.name for line in lines), series, WAN_YUAN.name)


def _point(amount: Exact | None) -> Exact | None:
    return None if amount is None else exact(Fraction(amount) / WAN_YUAN.scale)


def _public(draft: Draft, funds: Funds) -> Iterator[Block]:
    """Official receptions, cars and journeys abroad: sentences from the facts, then the author's text."""
    budget, spent, before = funds.public_budget, funds.public_spent, funds.public_before
    if budget == spent == 0:
        yield text(f"{draft.year}“三公经费”没有安排预算，也没有支出，预算和决算都是{money(0)}。")
        yield from draft.author("三公经费")
        return
    parts = []
    if budget is not None:
        parts.append(f"预算{money(budget)}")
    if spent is not None:
        parts.append(f"支出决算{money(spent)}" + (f"，为预算的{share(spent, budget)}" if budget else "")
                     + _change(before, spent, "比上年"))
    if parts:
        yield text(f"{draft.year}“三公经费”{'；'.join(parts)}。")
    written = draft.author("三公经费")
    yield from written
    if not parts and not written:
        lacking = [name for name, amount in (("预算数", budget), ("决算数", spent)) if amount is None]
        yield Text((draft.lack(f"“三公经费”{joined(lacking)}"),))
