"""How the lines of a sheet hang together (层次): rows by code or numbering, columns by their heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hengji.proofreading.number import Number

from .lines import Line
from .words import is_of_which, list_of, numbering_of, rank_of


@dataclass(slots=True, eq=False)
class Node:
    """A line with what stands under it (节点). A head over several columns, or a merged label, is no line itself.

    ``entire`` says that it names one full way to divide the whole: 资金来源, then 资金结构.
    """

    label: str
    line: Line | None = None
    children: list[Node] = field(default_factory=list)
    entire: bool = False

    @property
    def rank(self) -> int:
        """How far it reaches as a total among its siblings: 0 none, 1 小计, 2 合计, 3 总计."""
        return rank_of(self.label) if self.line else 0

    @property
    def parts(self) -> list[Node]:
        """Its children that are no totals."""
        return [child for child in self.children if not child.rank]

    def walk(self) -> Iterator[Node]:
        """It and all under it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def figures(self, at: int) -> list[Number] | None:
        """What it comes to at ``at``: its own figure, else its total's, else those of its parts.

        Empty where nothing is printed; None where something is printed that cannot be read as a figure.
        """
        if self.line is not None and at in self.line.numbers:
            return [self.line.numbers[at]]
        if self.line is not None and at in self.line.unclear:
            return None
        if self.line is not None and any(is_of_which(child.label) for child in self.children):
            return []
        for child in self.children:
            if child.rank and child.line and at in child.line.numbers:
                return [child.line.numbers[at]]
        return gathered(self.parts, at)


def gathered(nodes: list[Node], at: int) -> list[Number] | None:
    """The figures of ``nodes`` at ``at`` together; None where one of them cannot be read."""
    found: list[Number] = []
    for node in nodes:
        figures = node.figures(at)
        if figures is None:
            return None
        found.extend(figures)
    return found


def tree_of_rows(rows: list[Line]) -> Node:
    """The rows under one root: by the beginnings of their codes, by merged names before their own, by numbering.

    A total stands beside the rows around it and has only its own 其中 under it.
    """
    root = Node("")
    open_nodes: list[Node] = []
    by_code: dict[str, Node] = {}
    divided = _divided(rows)
    for row in rows:
        heading, own = list_of(row.label)
        node = Node(own, row)
        if heading:
            open_nodes = [Node(heading, entire=True), node]
            root.children.append(open_nodes[0])
            open_nodes[0].children.append(node)
        elif row.code:
            _above(row.code, by_code, root).children.append(node)
            by_code[row.code] = node
            open_nodes = [node]
        elif len(row.path) > 1:
            _under(root, row.path[:-1]).children.append(node)
            open_nodes = [node]
        else:
            del open_nodes[_depth_of(row, open_nodes, within=row in divided):]
            (open_nodes[-1] if open_nodes else root).children.append(node)
            open_nodes.append(node)
    return root


def _divided(rows: list[Line]) -> frozenset[Line]:
    """The rows without a number between two of a numbered list, which divide the one before them."""
    found: list[Line] = []
    between: list[Line] = []
    last = 0
    for row in rows:
        style, first = numbering_of(row.label)
        if row.rank or row.code:
            between, last = [], 0
        elif style:
            found += between if style == last and not first else []
            between, last = [], style
        elif last:
            between.append(row)
    return frozenset(found)


def _depth_of(row: Line, above: list[Node], *, within: bool) -> int:
    """Under how many of the nodes still open, each under the one before it, ``row`` stands.

    ``within`` says that the row, itself without a number, stands within a numbered one.
    """
    last = len(above)
    if is_of_which(row.label):
        return next(at for at in range(last, -1, -1) if at == 0 or not is_of_which(above[at - 1].label))
    style, first = numbering_of(row.label)
    if row.rank and not style:
        return 0
    if style and not first:
        # A later one of a list stands beside the one before it, also after 其中：（1）.
        beside = [at for at in range(last) if numbering_of(above[at].label)[0] == style]
        if beside:
            return beside[-1]
    if style:
        return next((at for at in range(last, 0, -1) if _heads(above[at - 1], style, first=first)), 0)
    return next((at for at in range(last, 0, -1) if _takes(above[at - 1], row, within=within)), 0)


def _heads(above: Node, style: int, *, first: bool) -> bool:
    """Whether a list numbered in ``style`` stands under ``above``; of totals only under a numbered one."""
    own = numbering_of(above.label)[0]
    if above.rank and not own:
        return False
    return not is_of_which(above.label) and own < style and (own > 0 or first)


def _takes(above: Node, row: Line, *, within: bool) -> bool:
    """Whether ``row``, without a number, stands under ``above``: it stands in more, or ``above`` is what it divides."""
    if above.rank or above.line is None or is_of_which(above.label):
        return False
    numbered = numbering_of(above.label)[0] > 0
    named = any(is_of_which(child.label) for child in above.children)
    return row.indent > above.line.indent or (numbered and (within or named))


def _under(root: Node, path: tuple[str, ...]) -> Node:
    """The last node at ``path``, made where it is not there."""
    above = root
    for name in path:
        last = above.children[-1] if above.children else None
        if last is None or last.label != name:
            last = Node(name)
            above.children.append(last)
        above = last
    return above


def _above(code: str, by_code: dict[str, Node], root: Node) -> Node:
    return next((by_code[code[:end]] for end in range(len(code) - 1, 0, -1) if code[:end] in by_code), root)


def tree_of_columns(columns: list[Line]) -> Node:
    """The columns under one root, by the path of their heads."""
    root = Node("")
    for column in columns:
        _under(root, column.path[:-1]).children.append(Node(column.label, column))
    return root


def by_measure(columns: list[Line]) -> list[list[Line]]:
    """The columns by what they measure, where each head is split alike (合计›预算数, 合计›决算数, 接待费›预算数 …).

    Each comes back with the measure taken off the end of its path.
    """
    ends: dict[str, list[Line]] = {}
    for column in columns:
        if len(column.path) > 1:
            ends.setdefault(column.path[-1], []).append(column)
    measures = {end for end, lines in ends.items()
                if len(lines) > 1 and not rank_of(end) and any(rank_of(head) for c in lines for head in c.path[:-1])}
    if not measures:
        return [columns]
    groups = [[_shortened(column) for column in ends[measure]] for measure in ends if measure in measures]
    rest = [column for column in columns if not column.path or column.path[-1] not in measures]
    return [*groups, rest] if rest else groups


def _shortened(column: Line) -> Line:
    path = column.path[:-1]
    return Line(column.at, path[-1], path, "", 0, column.numbers, column.unclear, column.dashes)
