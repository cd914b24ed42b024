"""The standard form of self-evaluation (自评表): funds with their execution, then every indicator with its points."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import NodeScore, Target
from hengji.telling import points_shown, weight_shown

from .analysis import value_told
from .blocks import Cell, Section, Table
from .forms import (
    Row,
    amount,
    entry,
    label,
    labels,
    levelled,
    longer,
    middle,
    needed,
    said,
    signed_by,
    stated,
    target_levels,
    under,
)
from .funds import Line, funds_of
from .phrases import sentence, share
from .shared import Draft, total_row
from .silent import unsaid

_WIDTHS = (12, 14, 26, 15, 15, 9, 11, 34)
_HEAD = labels("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
#: How frameworks call the indicator whose points stand beside the funds.
_EXECUTION = ("预算执行率", "预算执行情况", "预算完成率", "支出预算执行率")


def self_evaluation_form(draft: Draft) -> Section:
    """The form on one grid, across."""
    grid = (_who(draft), *under(("预算执行情况\n（万元）", tuple(_money(draft))),
                                 ("年度总体目标", _aims(draft))))
    lines = (*_indicators(draft), _total(draft))
    return Section("自评表", "部门整体支出绩效自评表", (
        Table(f"{draft.year}部门整体支出绩效自评表", "", _WIDTHS, (), grid, landscape=True),
        Table("年度绩效指标", "", _WIDTHS, (_HEAD,), lines,
              signed_by("单位负责人（签章）", "填表人", "联系电话", "填报日期"), landscape=True)))


def _who(draft: Draft) -> Row:
    return label("部门名称"), entry(draft.case.entity.name, 4), label("年度", 2), middle(f"{draft.case.period}年")


def _execution(draft: Draft) -> NodeScore | None:
    """The indicator of budget execution where it is a head: its points stand beside the funds, as in the standard form.

    Where it is one of others under a head, it stands with them, and no points twice.
    """
    if _by_targets(draft):
        return None
    return next((node for node in draft.heads if node.leaf and node.name in _EXECUTION and node.weighted
                 and node.score is not None), None)


def _money(draft: Draft) -> Iterator[Row]:
    funds, beside = funds_of(draft), _execution(draft)
    yield labels("项目", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    whole = funds.whole
    scored = (entry(weight_shown(beside.weight)), entry(_rate(whole)), entry(points_shown(beside.score))) \
        if beside else (entry("—"), entry(_rate(whole)), entry("—"))
    yield (entry("年度资金总额"), entry(needed(draft, whole.initial, "年初预算数")),
           entry(needed(draft, whole.adjusted, "全年预算数")), entry(needed(draft, whole.final, "全年执行数")), *scored)
    for line in (funds.basic, funds.project):
        if line.known:
            yield (entry(f"其中：{line.name}"), entry(amount(line.initial)), entry(amount(line.adjusted)),
                   entry(amount(line.final)), entry("—"), entry(_rate(line)), entry("—"))


def _rate(line: Line) -> str:
    """Execution as a share of the budget of the whole year."""
    return share(line.final, line.adjusted) if line.final is not None and line.adjusted else "—"


def _aims(draft: Draft) -> tuple[Row, ...]:
    aim = said(draft, "绩效目标", "主要任务") or draft.lack("年度总体目标").text
    done = said(draft, "目标完成情况", "主要成效", "综合评价") or draft.lack("目标完成情况").text
    return (label("预期目标", 4), label("实际完成情况", 3)), (longer(aim, 4), longer(done, 3))


def _by_targets(draft: Draft) -> bool:
    """Whether the targets bear all points themselves."""
    targets = draft.report.targets
    return bool(targets) and all(target.weight is not None and target.score is not None for target in targets)


def _indicators(draft: Draft) -> Iterator[Row]:
    if _by_targets(draft):
        yield from levelled([(target_levels(target), _of_target(draft, target)) for target in draft.report.targets])
        return
    aims = {target.code: target for target in reversed(draft.report.targets) if target.code}
    beside = _execution(draft)
    for head in draft.heads:
        if head is beside:
            continue
        lines = [(_levels(draft, leaf), _of_leaf(draft, leaf, aims.get(leaf.code)))
                 for leaf in draft.below(head)]
        yield from levelled(lines)


def _levels(draft: Draft, leaf: NodeScore) -> tuple[str, ...]:
    """The parents of a leaf; where it hangs higher, its own name covers the levels that are left."""
    by_code = {node.code: node for node in draft.card.nodes}
    above: list[str] = []
    node = leaf
    while node.parent:
        node = by_code[node.parent]
        above.insert(0, _parent(draft, node))
    return tuple(above)[:2]


def _parent(draft: Draft, node: NodeScore) -> str:
    """A parent; with its points, where those below it have none."""
    own = node.weighted and node.weight and all(leaf.score is None for leaf in draft.below(node))
    return f"{node.name}\n（{weight_shown(node.weight)}分，得{points_shown(node.score)}分）" \
        if own and node.score is not None else node.name


def _of_leaf(draft: Draft, leaf: NodeScore, target: Target | None) -> Row:
    depth, name = len(_levels(draft, leaf)), f"{leaf.code}{leaf.name}"
    aim = stated(draft, target.target) if target else entry("—")
    actual = stated(draft, target.actual) if target and target.actual else middle(value_told(leaf) or "—")
    worth = weight_shown(leaf.weight) if leaf.weighted else "—"
    if leaf.not_applicable:
        return longer(name, 3 - depth), aim, entry("—"), entry("—"), entry("不适用"), longer(leaf.not_applicable)
    got = points_shown(leaf.score) if leaf.weighted and leaf.score is not None else "—"
    return longer(name, 3 - depth), aim, actual, entry(worth), entry(got), longer(_why(draft, leaf, target))


def _why(draft: Draft, leaf: NodeScore, target: Target | None) -> str:
    """The author's reason, else those of the deductions with what to do."""
    if target is not None and target.deviation:
        return draft.words(target.deviation)
    remedies = {finding.id: finding.remedy for finding in draft.case.findings}
    if leaf.deductions and all(unsaid(deduction.reason) for deduction in leaf.deductions):
        return draft.lack(f"{leaf.code}{leaf.name}的偏差原因").text
    reasons = [sentence(deduction.reason) for deduction in leaf.deductions]
    measures = dict.fromkeys(sentence(remedies[name]) for deduction in leaf.deductions
                             for name in deduction.findings if remedies.get(name))
    return "".join(dict.fromkeys(reasons)) + (f"措施：{''.join(measures)}" if measures else "")


def _of_target(draft: Draft, target: Target) -> Row:
    return (longer(draft.words(target.name)), stated(draft, target.target), stated(draft, target.actual),
            entry("" if target.weight is None else weight_shown(target.weight)),
            entry("" if target.score is None else points_shown(target.score)),
            longer(draft.words(target.deviation)))


def _total(draft: Draft) -> Row:
    """The points of all; of targets that bear them, their own sum."""
    card = draft.card
    if _by_targets(draft):
        full = sum(target.weight or 0 for target in draft.report.targets)
        got = sum(target.score or 0 for target in draft.report.targets)
        words = weight_shown(full), points_shown(got)
    else:
        words = weight_shown(card.full) if draft.full else "—", \
            points_shown(card.total) if card.total is not None else draft.lack("总分").text
    beside = _execution(draft)
    among = f"总分（含预算执行{weight_shown(beside.weight)}分）" if beside else "总分"
    first, *rest = total_row(among, *words)
    return (Cell(first.text, 5, align="center", bold=True), *rest,
            Cell(f"等级：{card.grade}" if card.grade else "", align="center", bold=True))
