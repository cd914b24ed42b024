"""The result (综合评价情况及结论): the grade sentence, the table of the heads, where points were lost."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hengji.model import Exact, NodeScore, exact
from hengji.reports.about import remarks_told
from hengji.telling import points_shown, rate_shown, weight_shown

from .blocks import Block, Chart, Run, Section, Table, Text, text
from .phrases import joined, listed, points, sentence, weight
from .pictures import heads_chart, rates_chart
from .shared import Draft, heads, row, some, total_row

#: So many indicators are named where points were lost; the others are counted.
_NAMED = 5
_SECOND = 2


def result_section(draft: Draft) -> Section:
    """The whole section."""
    return Section("综合评价", "综合评价情况及评价结论", (), some(
        Section("综合评价情况", "综合评价情况", (*draft.author("综合评价"), *overall_told(draft),
                                              *_chart(heads_chart(draft.card)))),
        Section("评价结论", "评价结论", (verdict(draft), *_remarks(draft), head_table(draft),
                                   *_chart(rates_chart(draft.card)))),
        Section("项目评价", "项目支出评价情况", tuple(_projects(draft)))))


def _projects(draft: Draft) -> Iterator[Block]:
    """What the projects got that were evaluated by themselves."""
    scored = draft.card.projects
    if scored:
        yield text(f"评价组另对{len(scored)}个项目单独评价，得分如下。")
        yield Table("项目评价得分表", "分", (12, 30, 14, 12, 10), heads("编码", "项目", "类别", "得分", "等级"), tuple(
            row(project.code, project.name, project.category, points_shown(own.total), own.grade or "—")
            for project, own in scored))


def verdict(draft: Draft) -> Text:
    """The grade sentence; what is not scored is visibly lacking."""
    card = draft.card
    opening = f"依据{draft.framework.title}和评分标准，{draft.year}{draft.name}部门整体支出绩效评价"
    if card.total is None:
        names = listed([f"{node.code}{node.name}" for node in card.unscored])
        return Text((Run(f"{opening}还不能得出总分："), draft.lack(f"{names}的得分" if names else "总分")))
    grade = (Run(f"，评价等级为“{card.grade}”。"),) if card.grade \
        else (Run("，评价等级"), draft.lack("等级"), Run("。"))
    return Text((Run(f"{opening}总体得分为"), Run(points(card.total), bold=True), *grade))


def _remarks(draft: Draft) -> Iterator[Text]:
    stated = [veto for veto in draft.case.vetoes if not veto.happened]
    if stated and len(stated) == len(draft.framework.vetoes):
        yield text(f"指标体系规定的{len(stated)}项否决事项，经核查都没有发生。")
    for remark in remarks_told(draft.card, draft.framework):
        yield text(sentence(remark))


def head_table(draft: Draft) -> Table:
    """Weight, score and rate of every head, and of all together."""
    card = draft.card
    body = [row(head.name, weight_shown(head.weight) if head.weighted else "—", points_shown(head.score),
                rate_shown(head.rate)) for head in draft.heads]
    total = total_row("合计", weight_shown(card.full), points_shown(card.total), rate_shown(total_rate(draft)))
    return Table(f"{draft.name}部门整体绩效评价得分表", "分", (24, 12, 12, 12),
                 heads("一级指标", "分值", "得分", "得分率"), (*body, total))


def total_rate(draft: Draft) -> Exact | None:
    """The total as a share of the full mark."""
    total, full = draft.card.total, draft.card.full
    return None if total is None or not full else exact(Fraction(total) / full)


def _chart(chart: Chart | None) -> tuple[Block, ...]:
    return (chart,) if chart is not None else ()


def overall_told(draft: Draft) -> Iterator[Text]:
    """Which heads stand highest and lowest, what got full marks, and where points were lost."""
    for words in (_spread(draft) + _strong(draft), losses_told(draft)):
        if words:
            yield text(words)


def _spread(draft: Draft) -> str:
    rated = [(head.rate, head) for head in draft.heads if head.rate is not None]
    if len(rated) < 2 or draft.card.total is None:
        return ""
    best, worst = max(rate for rate, _ in rated), min(rate for rate, _ in rated)
    if best == worst:
        return f"{len(rated)}个一级指标的得分率都是{rate_shown(best)}。"
    top, low = ([head.name for rate, head in rated if rate == edge] for edge in (best, worst))
    highest = f"{joined(top)}的得分率最高，为{rate_shown(best)}" if best != 1 else f"{joined(top)}得满分"
    return f"{len(rated)}个一级指标中，{highest}；{joined(low)}的得分率最低，为{rate_shown(worst)}。"


def _strong(draft: Draft) -> str:
    """The indicators of the second level with full marks, where others of that level lost points."""
    scored = [node for node in draft.card.nodes if node.level == _SECOND and node.weighted and node.score is not None]
    full = [node.name for node in scored if node.score == node.weight]
    if not full or len(full) == len(scored):
        return ""
    return f"{len(scored)}个二级指标中有{len(full)}个得满分：{listed(full)}。"


def lost(node: NodeScore) -> Exact:
    """The points that an indicator lacks of its weight."""
    return 0 if node.score is None else exact(node.weight - node.score)


def losing(draft: Draft) -> tuple[NodeScore, ...]:
    """The indicators that lost points, those that lost most first: leaves, and parents whose leaves have no scores."""
    own = [node for head in draft.heads for node in _losing(draft, head)]
    return tuple(sorted(own, key=lambda node: -lost(node)))


def _losing(draft: Draft, node: NodeScore) -> Iterator[NodeScore]:
    if node.leaf or all(leaf.score is None for leaf in draft.below(node)):
        if lost(node) > 0:
            yield node
        return
    for child in draft.children(node):
        yield from _losing(draft, child)


def losses_told(draft: Draft) -> str:
    """How many points were lost, and where most of them."""
    losers, total = losing(draft), draft.card.total
    if total is None or not draft.full:
        return ""
    if not losers:
        return "各项指标都得满分。" if total == draft.card.full else ""
    whole = exact(draft.card.full - total)
    first = len(losers) if len(losers) <= _NAMED + 1 else _NAMED
    named = [f"{node.code}{node.name}失{points(lost(node))}" for node in losers[:first]]
    rest = losers[first:]
    others = f"，其余{len(rest)}个指标共失{points(sum(lost(node) for node in rest))}" if rest else ""
    if sum(lost(node) for node in losers) != whole:
        return f"总分比满分少{points(whole)}；失分的{len(losers)}个指标是{listed(named)}{others}。"
    return f"全部指标共失{points(whole)}，涉及{len(losers)}个指标：{listed(named)}{others}。"


def result_told(draft: Draft) -> str:
    """The result in one sentence, for a summary."""
    card = draft.card
    if card.total is None:
        return ""
    grade = f"，评价等级为“{card.grade}”" if card.grade else ""
    scored = [f"{head.name}{points(head.score)}（分值{weight(head.weight)}，得分率{rate_shown(head.rate)}）"
              for head in draft.heads if head.score is not None and head.weighted]
    among = f"其中，{listed(scored)}。" if scored else ""
    return f"{draft.year}{draft.name}部门整体支出绩效评价总体得分为{points(card.total)}{grade}。{among}"
