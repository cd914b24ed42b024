"""What changed between two versions of a report (两稿对比): figures, scores, total, grade; as a page and a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from .workbook import Book


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not the same in both versions; one side is empty where it stands in the other alone."""

    name: str
    where: str
    first: str
    second: str
    difference: str
    first_place: str = ""
    second_place: str = ""


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """An indicator with another score; the total stands first, without a code."""

    code: str
    name: str
    first: str
    second: str
    difference: str


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """One of the versions: what it is called, how many figures it has, its total and its grade."""

    name: str
    figures: int
    total: str
    grade: str


@dataclass(frozen=True, slots=True)
class ReportChanges:
    """Two versions and what lies between them; ``same`` figures are equal on both sides."""

    first: ReportVersion
    second: ReportVersion
    scores: tuple[ScoreChange, ...]
    figures: tuple[FigureChange, ...]
    same: int

    @property
    def changed(self) -> int:
        """How many figures stand on both sides with another value."""
        return sum(bool(one.first and one.second) for one in self.figures)

    @property
    def left(self) -> int:
        """How many stand in the first version alone."""
        return sum(not one.second for one in self.figures)

    @property
    def new(self) -> int:
        """How many stand in the second version alone."""
        return sum(not one.first for one in self.figures)


SCORE_HEADS = ("编号", "指标", "甲", "乙", "乙−甲")
FIGURE_HEADS = ("名称", "所在", "甲", "乙", "乙−甲", "甲的位置", "乙的位置")


def changes_headline(changes: ReportChanges) -> str:
    """What came of the comparison, in one sentence."""
    if not changes.figures and not changes.scores and changes.first.grade == changes.second.grade:
        return f"两稿的数都相同（{changes.same} 个）。"
    counted = ((changes.changed, "改了"), (changes.left, "只在甲稿"), (changes.new, "只在乙稿"), (changes.same, "相同"))
    parts = [f"{count} 个数{word}" for count, word in counted if count]
    scores = sum(bool(score.code or score.name != "总分") for score in changes.scores)
    return "，".join([*parts, *([f"{scores} 个指标的得分不同"] if scores else [])]) + "。"


def results_told(changes: ReportChanges) -> Iterator[str]:
    """Total and grade on both sides, where the versions tell them."""
    for word, first, second in (("总分", changes.first.total, changes.second.total),
                                ("等级", changes.first.grade, changes.second.grade)):
        if first or second:
            yield f"{word}：甲 {first or '没有写'}，乙 {second or '没有写'}"


def score_lines(changes: ReportChanges) -> list[tuple[str, ...]]:
    """The scores as lines under :data:`SCORE_HEADS`."""
    return [(one.code, one.name, one.first or "—", one.second or "—", one.difference) for one in changes.scores]


def figure_lines(changes: ReportChanges) -> list[tuple[str, ...]]:
    """The figures as lines under :data:`FIGURE_HEADS`."""
    return [(one.name, one.where, one.first or "—", one.second or "—", one.difference, one.first_place,
             one.second_place) for one in changes.figures]


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("changes.html")


def changes_page(changes: ReportChanges) -> str:
    """The page; nothing in it is loaded from anywhere else."""
    return _template().render(
        changes=changes, headline=changes_headline(changes), results=list(results_told(changes)),
        tables=[(title, heads, lines) for title, heads, lines in (
            ("得分", SCORE_HEADS, score_lines(changes)), ("数字", FIGURE_HEADS, figure_lines(changes))) if lines])


def changes_workbook(changes: ReportChanges, book: Book) -> bytes:
    """The bytes of ``book``, which is new and empty, with both tables."""
    for title, heads, widths, lines in (
            ("得分", SCORE_HEADS, (10, 36, 12, 12, 12), score_lines(changes)),
            ("数字", FIGURE_HEADS, (36, 30, 18, 18, 16, 20, 20), figure_lines(changes))):
        sheet = book.sheet(title)
        sheet.widths(*widths)
        sheet.rows(0, [heads], ["heading"] * len(heads))
        end = sheet.rows(1, lines, ["wrapped"] * len(heads))
        sheet.freeze(1)
        sheet.sift((0, 0), (max(end - 1, 1), len(heads) - 1))
        sheet.page((end - 1, len(heads) - 1), (0, 0))
    return book.content()
