"""Ranking and comparing whole provinces (排名与对比): tables of scores in, what is said of them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hengji.engines import Engine, Progress, Table, Unreachable
from hengji.formula import DIALECTS
from hengji.frameworks import Framework, find_framework
from hengji.model import Place, Problem, Unusable
from hengji.reports import BriefTable, against_told, brief_ranking, ranking_headline, ranking_title
from hengji.scoring import (
    MAX_GROUPS,
    Pairing,
    Ranking,
    Scores,
    Wish,
    check_facts,
    doubled,
    make_ranking,
    overlap,
    periods_of,
    read_scores,
)

from .rank_files import check_outputs, write_ranking
from .rank_folder import folder_noted
from .score_batch import working_engine

#: How far the work is, in percent, once the tables are read, and once everything is counted.
_READ, _RANKED = 10, 50


@dataclass(frozen=True, slots=True)
class RankRequest:
    """What is asked for. ``by`` None groups by region where there is such a column; ``period`` "" is the latest year.

    ``years`` pairs a year of ``scores`` with one of ``against``; ``outs`` are files to be written.
    """

    scores: str
    by: tuple[str, ...] | None = None
    against: str = ""
    facts: str = ""
    period: str = ""
    years: tuple[str, str] | None = None
    top: int = 10
    outs: tuple[Path, ...] = ()
    engine: str = "duckdb"


@dataclass(frozen=True, slots=True)
class RankResult:
    """The ranking, ``notes`` that a reader must know, and the files that were written.

    ``headline`` is what it says first, ``compared`` the same of a comparison, ``tables`` are for a terminal.
    """

    ranking: Ranking
    notes: tuple[str, ...]
    written: tuple[Path, ...]
    title: str
    headline: tuple[str, ...]
    compared: tuple[str, ...]
    tables: tuple[BriefTable, ...]


def rank_scores(request: RankRequest, progress: Progress | None = None) -> RankResult:
    """Ranks the table ``request.scores``. Raises :class:`Unusable` with all that is wrong, in every table named."""
    with working_engine(request.engine, request.scores) as working:
        return _Tables(working, request, progress or (lambda _: None)).ranked()


class _Tables:
    """The tables of a request, with all that is wrong with them."""

    def __init__(self, working: Engine, request: RankRequest, tell: Progress) -> None:
        self.engine, self.request, self.tell = working, request, tell
        self.problems = list(check_outputs(request.outs))
        self.notes: list[str] = []

    def ranked(self) -> RankResult:
        request = self.request
        scores, periods = self.scores(request.scores, request.by)
        other, others = self.scores(request.against, ()) if request.against else (None, ())
        period = self.period(request.period or (request.years[0] if request.years else ""), periods,
                             "--period" if request.period else "--years")
        facts = self.facts(scores)
        pairing = self.pairing(scores, other, period, others)
        if facts is not None and scores is not None and not self.problems:
            self.belongs(facts, scores, period)
        if self.problems or scores is None:
            raise Unusable(self.problems)
        framework = self.framework(scores)
        if other is not None:
            self.compared(scores, other)
        with TemporaryDirectory(prefix="hengji-rank-") as folder:
            wish = Wish(period, request.top, framework, facts, pairing)
            self.tell(_READ)
            ranking, ranked = make_ranking(self.engine, scores, periods, wish, Path(folder))
            self.tell(_RANKED)
            if len(ranking.groups) > MAX_GROUPS:
                raise Unusable([Problem(Place("--by"), f"分出了超过 {MAX_GROUPS} 个组", "能看得过来的组",
                                        suggestion="请少写一列，或换一列")])
            if ranking.left_out:
                self.notes.append(f"有 {ranking.left_out} 行有不适用的指标，权重怎样调剂无从得知，没有算进失分和得分率")
            notes = tuple(self.notes)
            written = write_ranking(ranking, ranked, notes, request.outs, self.told_pages(ranked.rows))
        return RankResult(
            ranking, notes, written, ranking_title(ranking), tuple(ranking_headline(ranking)),
            tuple(against_told(ranking.against)) if ranking.against else (), brief_ranking(ranking, request.top))

    def told_pages(self, rows: int) -> Callable[[int], None]:
        """Tells how far the files are, by the rows written."""
        return lambda done: self.tell(min(_RANKED + done * (100 - _RANKED) // max(rows, 1), 100))

    def scores(self, name: str, by: Sequence[str] | None) -> tuple[Scores | None, tuple[str, ...]]:
        """The table of scores ``name`` with its years."""
        table = self.opened(name)
        if table is None:
            return None, ()
        table, problems = folder_noted(table, name)
        self.problems += problems
        scores, problems = read_scores(table, name, DIALECTS[self.engine.dialect], by)
        self.problems += problems
        if scores is None:
            return None, ()
        self.problems += doubled(self.engine, scores, scores.identity)
        periods, problems = periods_of(self.engine, scores)
        self.problems += problems
        return scores, periods

    def opened(self, name: str) -> Table | None:
        try:
            return self.engine.open(name if "://" in name else Path(name))
        except Unreachable as error:
            self.problems.append(Problem(Place(name), str(error)))
        return None

    def period(self, wanted: str, periods: Sequence[str], option: str) -> str:
        if wanted and periods and wanted not in periods:
            self.problems.append(Problem(Place(option), f"{self.request.scores} 里没有 {wanted} 年度",
                                         suggestion=f"表里有：{'、'.join(periods)}"))
        return wanted or (periods[-1] if periods else "")

    def facts(self, scores: Scores | None) -> Table | None:
        name = self.request.facts
        table = self.opened(name) if name else None
        if table is not None and scores is not None:
            self.problems += check_facts(table, name, scores)
        return table

    def belongs(self, facts: Table, scores: Scores, period: str) -> None:
        """Tells how far the facts are those that the scores were made of."""
        found = overlap(self.engine, facts, scores, period)
        if not found.both:
            self.problems.append(Problem(
                Place(self.request.facts),
                f"{scores.document} {period} 年度的 {found.lacking} 个单位，数据表里一个也没有",
                suggestion="--facts 后面要写评分用的那张数据表，单位名称、地区和年度要与得分表一致"))
        if found.lacking:
            self.notes.append(f"数据表里没有其中 {found.lacking} 个单位（{period} 年度）："
                              f"最常不符合的要点只按其余 {found.both} 个单位统计")
        if found.foreign:
            self.notes.append(f"数据表里有 {found.foreign} 行（{period} 年度）的单位不在得分表里，没有计入不符合的要点")

    def pairing(self, scores: Scores | None, other: Scores | None, period: str,
                others: Sequence[str]) -> Pairing | None:
        years = self.request.years
        if years and not self.request.against:
            self.problems.append(Problem(Place("--years"), "没有写 --against，不知道和哪张表对照",
                                         suggestion="加上 --against 另一张得分表"))
        if scores is None or other is None:
            return None
        second = years[1] if years else period
        if others and second not in others:
            self.problems.append(Problem(
                Place(other.document), f"没有 {second} 年度的行，只有：{'、'.join(others)}",
                suggestion=f"要对照不同的年度，请加上 --years {period}:{others[-1]}"))
        pairing = Pairing(scores, other, period, second)
        for side in (scores, other):
            if side.identity != pairing.identity:
                self.problems += doubled(self.engine, side, pairing.identity)
        return pairing

    def framework(self, scores: Scores) -> Framework | None:
        """The framework that the table notes, where the library still has it as it was."""
        if scores.notes is None:
            folder = "://" not in scores.document and Path(scores.document).is_dir()
            lacking = "文件夹里各文件的附注不一致或没有附注，名称和权重无从得知" if folder else "得分表没有附注指标体系"
            self.notes.append(f"{lacking}：指标只显示编号，没有分值，不能算失分和得分率")
            return None
        if scores.absent:
            self.notes.append(f"得分表缺少这些指标的得分列，没有统计：{'、'.join(scores.absent)}")
        framework, _ = find_framework(scores.notes.id)  # a framework of the user's own need not be found
        if framework is not None and framework.sha256 != scores.notes.sha256:
            self.notes.append(f"评分以后，指标体系“{scores.notes.id}”改过；这里按评分时的分值和等级统计")
            return None
        return framework

    def compared(self, scores: Scores, other: Scores) -> None:
        first, second = scores.notes, other.notes
        if first and second and first.sha256 != second.sha256:
            same = first.id == second.id
            told = f"“{first.id}”改动前后的两个版本" if same else f"“{first.id}”和“{second.id}”"
            self.notes.append(f"两张表用的指标体系不同：{told}；编号和名称都相同的指标配成一对，其次按名称")
        if scores.full is not None and other.full is not None and scores.full != other.full:
            self.notes.append("两张表的满分不同，总分之差不能直接比较")

