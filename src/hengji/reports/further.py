"""Tables that only some scorecards have (附表): printed figures, roll-ups, projects, vetoes, follow-ups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hengji.frameworks import MEMBERS, ROLL_UPS, Framework
from hengji.model import FOLLOW_UP_STATES, FigureCheck, MemberValue, Missing, RolledUp, Scorecard, Unit
from hengji.telling import figure_right, formula_shown, points_shown, shown, source_told


@dataclass(frozen=True, slots=True)
class Table:
    """A table without any format.

    ``numeric`` are the columns that are set right; a row's tone is ``wrong``, ``look`` or
    ``""``, and colours the column ``verdict``. The last ``folded`` rows may be hidden at first.
    """

    title: str
    note: str
    headings: tuple[str, ...]
    numeric: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[str, ...]
    verdict: int = 0
    folded: int = 0

    @property
    def unfolded(self) -> int:
        """How many rows a page shows at once; the others are what agrees."""
        return len(self.rows) - self.folded


#: So many members fit side by side on a page.
_SIDE_BY_SIDE = 5
#: With more figures than this, those that agree are folded away on a page.
_MANY = 20


def further_tables(card: Scorecard, framework: Framework) -> tuple[Table, ...]:
    """Those tables that have rows."""
    tables = (*_figures(card), *_roll_ups(card), *_projects(card), *_vetoes(card, framework), *_follow_ups(card))
    return tuple(table for table in tables if table.rows)


def _figures(card: Scorecard) -> Iterator[Table]:
    """What the document prints and others determine: those that do not agree first."""
    order = sorted(card.figures, key=lambda check: _VERDICTS.index(figure_verdict(check)))
    verdicts = [figure_verdict(check) for check in order]
    tones = {"不符": "wrong", "口径不明": "look", "缺数": "look", "相符": ""}
    yield Table(
        "核对数字", figures_told(card), ("数字", "资料印为", "算得", "结论", "算法", "位置和说明"), (1, 2),
        tuple(_figure(check) for check in order), tuple(tones[verdict] for verdict in verdicts), verdict=3,
        folded=verdicts.count("相符") if len(order) > _MANY else 0)


_VERDICTS = ("不符", "口径不明", "缺数", "相符")


def figure_verdict(check: FigureCheck) -> str:
    """What is to be said of a printed figure."""
    if check.agrees is None:
        return "缺数"
    return "相符" if check.agrees else "不符" if check.wrong else "口径不明"


def figures_told(card: Scorecard) -> str:
    """How many printed figures were recomputed, and how many are not right or not clear."""
    verdicts = [figure_verdict(check) for check in card.figures]
    parts = [f"{verdicts.count(verdict)} 个{words}" for verdict, words in
             (("不符", "对不上"), ("口径不明", "口径不明"), ("缺数", "缺数")) if verdict in verdicts]
    return f"资料里可由其他数算出的 {len(verdicts)} 个数，" + ("，".join(parts) or "全部对得上")


def _figure(check: FigureCheck) -> tuple[str, ...]:
    right = figure_right(check)
    notes = [*source_told(check.source), *([check.note] if check.note else [])]
    verdict, formula = figure_verdict(check), formula_shown(check.formula)
    return (check.name, check.printed.text, right, verdict, formula, "；".join(notes))


def _roll_ups(card: Scorecard) -> Iterator[Table]:
    """What units and projects reported: whichever are fewer, members or facts, stand side by side."""
    for over, term in MEMBERS.items():
        entries = [entry for entry in card.roll_ups if entry.over == over and any(map(_there, entry.members))]
        members = {m.code: m.name for entry in entries for m in entry.members if _there(m)}
        if not entries:
            continue
        left = sorted({name for entry in entries for name in entry.left_out})
        notes = [f"{ROLL_UPS[way]}：{'、'.join(entry.title for entry in entries if entry.way == way)}"
                 for way in dict.fromkeys(entry.way for entry in entries)]
        note = "；".join([*notes, *([f"没有数、未汇总的：{'、'.join(left)}"] if left else [])])
        cells = [[_of(entry, code) for code in members] + [_whole(entry)] for entry in entries]
        tones = tuple("" if entry.agrees else "wrong" for entry in entries)
        names, facts = (*members.values(), "部门"), tuple(entry.title for entry in entries)
        if len(names) <= max(_SIDE_BY_SIDE, len(facts)):
            yield Table(f"各{term}", note, ("数据", *names), tuple(range(1, len(names) + 1)),
                        tuple((fact, *row) for fact, row in zip(facts, cells, strict=True)), tones,
                        verdict=len(names))
        else:
            yield Table(f"各{term}", note, (term, *facts), tuple(range(1, len(facts) + 1)),
                        tuple((name, *(row[n] for row in cells)) for n, name in enumerate(names)),
                        ("",) * len(members) + ("wrong" if any(tones) else "",))


def _there(member: MemberValue) -> bool:
    return not isinstance(member.value.value, Missing)


def _of(entry: RolledUp, code: str) -> str:
    value = next((m.value for m in entry.members if m.code == code), None)
    if value is None:
        return ""
    own = value.step.unit
    return "—" if isinstance(value.value, Missing) else shown(value.value, _unit(own, entry.unit))


def _unit(own: Unit, entry: Unit) -> Unit:
    return entry if own.dimension.measurable and own.dimension.powers == entry.dimension.powers else own


def _whole(entry: RolledUp) -> str:
    """The department's own figure, with what its members give where that is another."""
    added = "" if entry.value is None or isinstance(entry.value.value, Missing) \
        else shown(entry.value.value, entry.unit)
    if entry.given is None:
        return added
    own = shown(entry.given.value, entry.unit)
    return own if entry.agrees else f"{own}（汇总 {added}）"


def _projects(card: Scorecard) -> Iterator[Table]:
    rows = tuple((project.code, project.name, project.category, points_shown(own.total), own.grade or "—",
                  "、".join(node.code for node in own.unscored)) for project, own in card.projects)
    yield Table("项目得分", "每个项目按自己的指标体系评分", ("编码", "项目", "类别", "得分", "等级", "未评分"), (3,),
                rows, tuple("look" if own.total is None else "" for _, own in card.projects), verdict=3)


def _vetoes(card: Scorecard, framework: Framework) -> Iterator[Table]:
    stated = {veto.code: veto for veto in card.case.vetoes}
    rows, tones = [], []
    for veto in framework.vetoes:
        known = stated.get(veto.code)
        told = "没有核查记录" if known is None else "发生" if known.happened else "未发生"
        rows.append((veto.code, veto.text, f"等级最高为{veto.caps}", told, known.reason if known else ""))
        tones.append("look" if known is None else "wrong" if known.happened else "")
    yield Table("否决事项", "发生了，等级就受限制；没有核查记录，不能定等级",
                ("编号", "事项", "后果", "核查", "依据"), (), tuple(rows), tuple(tones), verdict=3)


def _follow_ups(card: Scorecard) -> Iterator[Table]:
    tones = {"open": "look", "done": "", "partly": "look", "not_done": "wrong"}
    rows = tuple((f.id, f.text, f.remedy, FOLLOW_UP_STATES[f.state], f.note) for f in card.case.follow_ups)
    yield Table("上年问题整改", "", ("编号", "上年的问题", "整改要求", "现在", "核查情况"), (), rows,
                tuple(tones[f.state] for f in card.case.follow_ups), verdict=3)
