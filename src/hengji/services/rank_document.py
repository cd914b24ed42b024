"""A ranking as data (排名的数据): ``hengji/ranking/1``, numbers as strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hengji.model import Exact, exact_text
from hengji.scoring import (
    Against,
    Distribution,
    GradeMoves,
    Loss,
    Movers,
    PairedRow,
    RankedRow,
    Ranking,
    Reason,
    ScoreGap,
    Scores,
    Summary,
    points_text,
)

Document = dict[str, Any]


def ranking_document(ranking: Ranking, notes: Sequence[str]) -> Document:
    """As ``hengji/ranking/1``: lists hold as many rows as were asked for, counts are of all."""
    return {
        "schema": "hengji/ranking/1", "scores": ranking.scores.document, "framework": _framework(ranking.scores),
        "by": list(ranking.scores.by), "periods": list(ranking.periods), "period": ranking.period,
        "grades": list(ranking.grades), "notes": list(notes),
        "years": [_summary(each) for each in ranking.years], "groups": [_summary(each) for each in ranking.groups],
        "first": _rows(ranking.first), "last": _rows(ranking.last),
        "without_total": _rows(ranking.without_total),
        "movers": ranking.movers and _movers(ranking.movers),
        "distribution": ranking.distribution and _distribution(ranking.distribution),
        "losses": [_loss(loss) for loss in ranking.losses], "left_out_of_losses": ranking.left_out,
        "profile": {"indicators": [{"code": node.code, "name": node.name} for node in ranking.heads],
                    "groups": [{"group": each.group, "rows": each.rows, "rates": [_exact(s) for s in each.shares]}
                               for each in ranking.profile]},
        "unscored": {"scores": ranking.unscored.scores, "reasons": _reasons(ranking.unscored.reasons),
                     "not_applicable": ranking.unscored.inapplicable,
                     "not_applicable_reasons": _reasons(ranking.unscored.not_applicable)},
        "unmet_points": None if ranking.unmet is None else [
            {"code": point.node.code, "n": point.number, "text": point.words or None, "unmet": point.unmet,
             "judged": point.judged, "share": _exact(point.share)} for point in ranking.unmet],
        "against": ranking.against and _against(ranking.against)}


def _exact(value: Exact | None) -> str | None:
    return None if value is None else exact_text(value)


def _framework(scores: Scores) -> Document | None:
    notes = scores.notes
    return notes and {"id": notes.id, "version": notes.version, "sha256": notes.sha256, "title": notes.title}


def _summary(each: Summary) -> Document:
    return {"period": each.period, "groups": list(each.groups), "rows": each.rows, "scored": each.scored,
            "unscored": each.unscored, "mean": points_text(each.mean),
            "quantiles": {str(percent): exact_text(value) for percent, value in each.quantiles.items()},
            "grades": [{"grade": grade, "count": count, "share": _exact(each.share(grade))}
                       for grade, count in each.grades.items()],
            "ungraded": each.ungraded, "leader": each.leader or None, "leaders": each.leaders}


def _rows(rows: Iterable[RankedRow]) -> list[Document]:
    return [{"entity": row.entity, "period": row.period, "groups": list(row.groups), "total": points_text(row.total),
             "grade": row.grade, "place": row.place, "among": row.among, "overall": row.overall,
             "before": row.before and {"total": points_text(row.before.total), "grade": row.before.grade,
                                       "overall": row.before.overall},
             "change": points_text(row.change), "climbed": row.climbed,
             "lacking": row.lacking.split("、") if row.lacking else []} for row in rows]


def _movers(found: Movers) -> Document:
    return {"before": found.before, "after": found.after, "both": found.both, "up": found.up, "down": found.down,
            "same": found.same, "came": found.came, "went": found.went, "mean": points_text(found.mean),
            "most_up": _rows(found.most_up), "most_down": _rows(found.most_down), "grades": _moves(found.grades)}


def _moves(moves: GradeMoves) -> list[Document]:
    return [{"from": old, "to": new, "count": count}
            for (old, new), count in sorted(moves.items(), key=lambda item: (-item[1], str(item[0])))]


def _distribution(found: Distribution) -> Document:
    return {"low": found.low, "width": found.width, "everyone": list(found.everyone),
            "groups": [{"group": name, "counts": list(counts)} for name, counts in found.groups.items()]}


def _loss(loss: Loss) -> Document:
    return {"code": loss.node.code, "name": loss.node.name, "weight": points_text(loss.node.weight),
            "scored": loss.scored, "losing": loss.losing, "lost": points_text(loss.lost),
            "mean": points_text(loss.mean), "share": _exact(loss.share)}


def _reasons(reasons: Iterable[Reason]) -> list[Document]:
    return [{"code": reason.node.code, "name": reason.node.name, "text": reason.text,
             "departments": reason.departments} for reason in reasons]


def _against(found: Against) -> Document:
    return {"period": found.first, "other_period": found.second, "paired": found.paired,
            "only_here": found.only_here, "only_there": found.only_there, "names_here": list(found.names_here),
            "names_there": list(found.names_there), "total": _gap(found.total),
            "indicators": [_gap(each) for each in found.indicators], "alone_here": list(found.alone_here),
            "alone_there": list(found.alone_there), "regraded": found.regraded,
            "half_graded": found.half_graded, "grades": _moves(found.grades),
            "most_up": _paired(found.most_up), "most_down": _paired(found.most_down)}


def _gap(gap: ScoreGap) -> Document:
    node = gap.node
    return {"code": node.code if node else "total", "name": node.name if node else "总分",
            "other_code": gap.renamed or (node.code if node else "total"),
            "weight": points_text(node.weight) if node else None, "other_weight": points_text(gap.other_weight),
            "both": gap.both, "up": gap.up, "down": gap.down, "same": gap.same, "mean": points_text(gap.mean),
            "size": points_text(gap.size), "highest": points_text(gap.highest), "lowest": points_text(gap.lowest)}


def _paired(rows: Iterable[PairedRow]) -> list[Document]:
    return [{"entity": row.entity, "groups": list(row.groups), "first": points_text(row.first),
             "second": points_text(row.second), "difference": points_text(row.difference),
             "first_grade": row.first_grade, "second_grade": row.second_grade} for row in rows]
