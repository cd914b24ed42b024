"""How steady ranks and grades of a whole table are (整张得分表的敏感性分析): all departments at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hengji.engines import Engine, Table, Unreachable
from hengji.formula import DIALECTS
from hengji.model import Place, Problem, Unusable, did_you_mean
from hengji.reports import (
    BriefTable,
    brief_stability,
    stability_headline,
    stability_methods,
    stability_notes,
    stability_title,
)
from hengji.scoring import (
    MOST_DEPARTMENTS,
    MOST_TOTALS,
    UNNAMED,
    Chosen,
    NotedFramework,
    Scores,
    Shaking,
    Stability,
    bearers,
    count_rows,
    doubled,
    group_values,
    periods_of,
    read_notes,
    read_scores,
    shake_table,
)

from .score_batch import working_engine
from .sensitivity_table_files import check_table_files, write_stability
from .shaking_options import read_shaking

#: So many departments of a list are shown on a terminal.
_SHOWN = 10
_MAGIC = b"PAR1"


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What is asked for, as it was written. ``period`` "" is the latest year, ``group`` None all departments.

    ``by`` is the column that ``group`` is a value of; "" is the region.
    """

    scores: str
    period: str = ""
    by: str = ""
    group: str | None = None
    draws: str | None = None
    seed: str | None = None
    concentration: str | None = None
    top: str | None = None
    near: str | None = None
    outs: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReport:
    """The analysis, what it says first, what a reader must know, its tables for a terminal, and the files written."""

    result: Stability
    title: str
    headline: tuple[str, ...]
    notes: tuple[str, ...]
    methods: tuple[str, ...]
    tables: tuple[BriefTable, ...]
    written: tuple[Path, ...]


def is_table(text: str) -> bool:
    """Whether ``text`` names a table of scores and not a case: Parquet, or a folder of it."""
    path = Path(text)
    if "://" in text or path.suffix.lower() == ".parquet":
        return True
    try:
        if path.is_dir():
            return not (path / "case.yaml").exists() and any(path.rglob("*.parquet"))
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False  # what reads cases says why


def analyse_table(request: TableRequest) -> TableReport:
    """Shakes the weights of the table ``request.scores``. Raises :class:`Unusable` with all that is wrong."""
    settings, problems = read_shaking(request.draws, request.seed, request.concentration, request.top, request.near)
    with working_engine("duckdb", request.scores) as working:
        reader = _Reader(working, request, settings, [*problems, *check_table_files(request.outs)])
        result = reader.result()
    written = write_stability(result, request.outs)
    return TableReport(result, stability_title(result), tuple(stability_headline(result)),
                       tuple(stability_notes(result)), tuple(stability_methods(result)),
                       brief_stability(result, _SHOWN), written)


class _Reader:
    """The table of a request, with all that is wrong with it."""

    def __init__(self, working: Engine, request: TableRequest, settings: Shaking, problems: list[Problem]) -> None:
        self.engine, self.request, self.settings, self.problems = working, request, settings, problems

    def problem(self, place: Place, text: str, expected: str = "", suggestion: str = "") -> None:
        self.problems.append(Problem(place, text, expected, suggestion=suggestion))

    def result(self) -> Stability:
        request = self.request
        table = self.opened()
        scores = self.scores(table) if table is not None else None
        if request.by and request.group is None:
            self.problem(Place("--by"), "没有写 --group，不知道是哪一组", "组的名称",
                         f"如 --by {request.by} --group {self.example(scores)}")
        chosen = self.chosen(scores) if scores is not None else None
        if self.problems or scores is None or chosen is None:
            raise Unusable(self.problems)
        self.check_size(scores, chosen)
        result = shake_table(self.engine, scores, chosen, self.settings)
        if not result.departments:
            raise Unusable([Problem(
                Place(request.scores), f"{result.rows} 行里没有一行可以推算", "每个指标都有得分、没有不适用指标的行",
                suggestion="；".join(stability_notes(result)))])
        return result

    def opened(self) -> Table | None:
        name = self.request.scores
        try:
            return self.engine.open(name if "://" in name else Path(name))
        except Unreachable as error:
            self.problem(Place(name), str(error))
        return None

    def scores(self, table: Table) -> Scores | None:
        """The table as scores that can be shaken."""
        request, place = self.request, Place(self.request.scores)
        names = {column.name.casefold() for column in table.columns}
        if not names & {"total", "grade"} and not any(name.endswith("_score") for name in names):
            self.problem(place, "这不是得分表，像是评分用的数据表", "hengji batch 写出的得分表",
                         f"请先评分：hengji batch {request.scores} --framework 体系 -o 得分.parquet")
            return None
        by = (request.by or "region",) if request.group is not None or request.by else ()
        scores, problems = read_scores(table, request.scores, DIALECTS[self.engine.dialect], by)
        self.problems += problems
        notes = read_notes(table.metadata)
        if notes is None:
            self.problem(place, "得分表没有附注指标体系，不知道各指标的分值和等级的界限",
                         suggestion="请用 hengji batch 重新评分，或不要用别的软件另存得分表")
        else:
            self.check_notes(notes, names)
        if scores is not None:
            self.problems += doubled(self.engine, scores, scores.identity)
        return scores

    def check_notes(self, notes: NotedFramework, names: set[str]) -> None:
        """Whether weights and bounds are known, and every weight has its scores."""
        place, bearing = Place(self.request.scores), bearers(notes)
        if not bearing:
            self.problem(place, f"指标体系“{notes.id}”没有公布分值，没有可变的权重")
        if len(notes.bounds) != len(notes.grades) or not notes.grades:
            self.problem(place, "得分表没有记等级的界限（是旧版本写出的）", suggestion="请用 hengji batch 重新评分")
        for node in bearing:
            column = f"{node.code}_score"
            if column.casefold() not in names:
                self.problem(Place(self.request.scores, sheet=column), f"缺少“{column}”（{node.name}的得分）这一列",
                             suggestion="请用 hengji batch 重新评分，或补回这一列")

    def chosen(self, scores: Scores) -> Chosen | None:
        """The year and the group."""
        request = self.request
        periods, problems = periods_of(self.engine, scores)
        self.problems += problems
        if not periods:
            return None
        period = request.period or periods[-1]
        if period not in periods:
            self.problem(Place("--period"), f"{request.scores} 里没有 {period} 年度", "、".join(periods),
                         did_you_mean(period, periods))
        if request.group is None:
            return Chosen(period)
        known = {value or UNNAMED: value
                 for value in group_values(self.engine, scores, period if period in periods else "")}
        if request.group not in known:
            where = f"{period} 年度里" if period in periods else "得分表里"
            self.problem(Place("--group"), f"{where}没有“{request.group}”这一组", self.listed(list(known)),
                         did_you_mean(request.group, known))
        return Chosen(period, (scores.by[0], known.get(request.group)))

    @staticmethod
    def listed(names: list[str]) -> str:
        more = f"等 {len(names)} 组" if len(names) > _SHOWN else ""
        return "、".join(names[:_SHOWN]) + more

    def example(self, scores: Scores | None) -> str:
        """A group of the table, to show how it is written."""
        values = group_values(self.engine, scores, "") if scores is not None and scores.by else ()
        return next(filter(None, values), "某组")

    def check_size(self, scores: Scores, chosen: Chosen) -> None:
        """Refuses what would not fit: all departments are ranked in every draw."""
        rows, draws = count_rows(self.engine, scores, chosen), self.settings.draws
        if rows > MOST_DEPARTMENTS:
            raise Unusable([Problem(
                Place(self.request.scores), f"{chosen.period} 年度有 {rows} 个单位，一次推算不了",
                f"不超过 {MOST_DEPARTMENTS} 个",
                suggestion="请用 --by 和 --group 选一个较小的组，如 --by region --group 某市")])
        if rows * draws > MOST_TOTALS:
            raise Unusable([Problem(
                Place("--draws"), f"{rows} 个单位变动 {draws} 次，内存放不下", f"不超过 {MOST_TOTALS // rows} 次",
                suggestion=f"请写 --draws {min(MOST_TOTALS // rows, 10_000)}，或用 --by 和 --group 选一组")])
