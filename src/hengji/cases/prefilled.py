"""What a framework fills in beforehand (预填): a row for each fact, point and judgement that it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hengji.frameworks import MEMBERS, ROLL_UPS, Expert, FactSpec, Framework, Indicator
from hengji.intake import INFORMATION, KEY, OF, Filled
from hengji.model import SECTIONS, exact_text

from .sheets import LAYOUT

Texts = Mapping[str, str]

#: Under these headings a report is usually written.
HEADINGS = ("部门概况", "收支情况", "主要工作和成效", "评价工作情况", "评价结论", "存在的问题", "建议")
#: The usual lines of a cover.
COVER = ("委托单位", "评价机构", "报告日期")
_LAST_YEAR = "上年:"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a template: its texts by slot, and a ``note`` for its first cell.

    ``fixed`` says that the framework put it there; such a row cannot be renamed.
    """

    texts: Texts
    fixed: bool = False
    note: str = ""


def lines_of(framework: Framework, filled: Filled) -> dict[str, list[Line]]:
    """The rows of each table: what is filled in, in its own order, then what is still to be filled in."""
    asked = _Asked(framework)
    lines: dict[str, list[Line]] = {}
    for path, table in LAYOUT.tables.items():
        own = filled.tables.get(path, [])
        wanted = asked.rows(path)
        named = tuple(slot.name for slot in table.columns if slot.prefilled and slot.name not in ("unit",))
        open_rows = Counter(_name(texts, named) for texts in own)
        left = [line for line in wanted if not _taken(open_rows, _name(line.texts, named))]
        known = {_name(line.texts, named): line for line in reversed(wanted)}
        lines[path] = [_joined(texts, known.get(_name(texts, named)) or asked.beside(path, texts)) for texts in own]
        lines[path] += left
    return lines


def _name(texts: Texts, named: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(texts.get(name, "") for name in named)


def _taken(rows: Counter[tuple[str, ...]], name: tuple[str, ...]) -> bool:
    """Whether a filled-in row is there for the name; each row serves once."""
    rows[name] -= 1
    return rows[name] >= 0


def _joined(texts: Texts, line: Line | None) -> Line:
    return Line({**line.texts, **texts}, line.fixed, line.note) if line else Line(texts)


class _Asked:
    """What a framework asks for, table by table."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.read = {key for node in framework.nodes for key in node.read_keys}
        self.read |= {key for spec in framework.facts.values() if spec.roll_up for key in spec.roll_up.keys}

    def rows(self, path: str) -> list[Line]:
        """The rows of the table at ``path``."""
        made = {"facts": self.facts, "judgements": self.judgements, "judgements.points": self.points,
                "judgements.scores": self.opinions, "given": self.given, "vetoes": self.vetoes,
                "narrative": self.headings, "report.cover": self.cover_lines, "report.texts": self.sections}.get(path)
        return list(made()) if made else []

    def beside(self, path: str, texts: Texts) -> Line | None:
        """What explains a row of somebody's own: a fact of a unit or project is explained like the department's."""
        spec = self.framework.facts.get(texts.get("name", "")) if path == "facts" else None
        return Line(_explained(spec)) if spec else None

    def facts(self) -> Iterator[Line]:
        for spec in self.framework.facts.values():
            if spec.tree is not None or computed(spec):
                continue
            texts = {"name": spec.name, "unit": spec.unit.name, **_explained(spec)}
            note = self.readers(spec.name)
            yield Line(texts, fixed=True, note=note)
            if _LAST_YEAR + spec.name in self.read:
                yield Line({**texts, "previous": "是"}, fixed=True, note=note)

    def readers(self, name: str) -> str:
        """Which indicators read a fact."""
        codes = [f"{leaf.code} {leaf.name}" for leaf in self.framework.leaves
                 if {name, _LAST_YEAR + name} & set(leaf.read_keys)]
        return "用于：\n" + "\n".join(codes) if codes else ""

    def judgements(self) -> Iterator[Line]:
        for leaf in self.framework.leaves:
            if leaf.points or leaf.expert:
                yield Line({KEY: leaf.code, **_titled(leaf), f"{INFORMATION}怎样评判": _way(leaf)}, fixed=True,
                           note=told(leaf))

    def points(self) -> Iterator[Line]:
        for leaf in self.framework.leaves:
            for point in leaf.points:
                yield Line({f"{OF}judgements": leaf.code, "n": str(point.number),
                            f"{INFORMATION}指标名称": leaf.name, f"{INFORMATION}要点": point.text,
                            f"{INFORMATION}分值": exact_text(point.worth)}, fixed=True,
                           note=told(leaf) if point.number == 1 else "")

    def opinions(self) -> Iterator[Line]:
        for leaf in self.framework.leaves:
            if leaf.expert and leaf.expert.panel:
                for _ in range(int(leaf.expert.panel.least)):
                    yield Line({f"{OF}judgements": leaf.code, **_titled(leaf)}, fixed=True)

    def given(self) -> Iterator[Line]:
        yield Line({KEY: "总分", f"{INFORMATION}指标名称": "（全部指标合计）",
                    f"{INFORMATION}权重": exact_text(self.framework.full)}, fixed=True)
        for node in self.framework.nodes:
            if node.weighted:
                yield Line({KEY: node.code, f"{INFORMATION}指标名称": "　" * (node.level - 1) + node.name,
                            f"{INFORMATION}权重": exact_text(node.weight)}, fixed=True, note=told(node))

    def vetoes(self) -> Iterator[Line]:
        for veto in self.framework.vetoes:
            yield Line({KEY: veto.code, f"{INFORMATION}事项": veto.text, f"{INFORMATION}发生后等级最高": veto.caps},
                       fixed=True, note=veto.source)

    def headings(self) -> Iterator[Line]:
        return _named(HEADINGS)

    def cover_lines(self) -> Iterator[Line]:
        return _named(COVER)

    def sections(self) -> Iterator[Line]:
        return _named(SECTIONS)


def _named(headings: Iterable[str]) -> Iterator[Line]:
    """A row for each text that is usual."""
    return (Line({KEY: heading}, fixed=True) for heading in headings)


def computed(spec: FactSpec) -> bool:
    """Whether a fact is made from others of units or projects, and so not filled in for each of them."""
    return spec.roll_up is not None and spec.roll_up.keys != (spec.name,)


def _explained(spec: FactSpec) -> dict[str, str]:
    explain = spec.explain
    if spec.roll_up and not computed(spec):
        way = f"，{ROLL_UPS[spec.roll_up.way]}" if spec.roll_up.way != "none" else ""
        explain = "；".join(filter(None, [explain, f"可按{MEMBERS[spec.roll_up.over]}分行填{way}"]))
    return {f"{INFORMATION}口径说明": explain, f"{INFORMATION}证明资料": spec.material}


def _titled(leaf: Indicator) -> dict[str, str]:
    return {f"{INFORMATION}指标名称": leaf.name,
            f"{INFORMATION}分值": exact_text(leaf.weight) if leaf.weighted else "—"}


def _way(leaf: Indicator) -> str:
    """What to fill in for a leaf that is judged."""
    expert: Expert | None = leaf.expert
    ways = [f"在“要点评判”里逐点评判（{len(leaf.points)} 点），这里填评判人和证据等级"] if leaf.points else []
    if expert is not None and expert.panel is not None:
        ways.append(f"在“多人评分”里每人一行（{exact_text(expert.panel.least)} 人以上），这里填评判人和证据等级")
    elif expert is not None:
        range_ = "次数" if expert.counts else f"评判分（0 到 {exact_text(expert.most)}）"
        ways.append(("填达成程度、" if expert.bands else "填") + range_ + "和理由")
    return "；".join(ways)


def told(node: Indicator) -> str:
    """What a note says of an indicator: its explanation and how it is scored."""
    parts = [node.explain, f"公式：{node.value.text}" if node.value else "",
             f"评分：{node.rule.sentence}" if node.rule else ""]
    return "\n".join(filter(None, parts))
