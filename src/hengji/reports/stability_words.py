"""How steady ranks and grades are, in words (稳定性的说法): what is said first, what was left out, and the method."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hengji.model import Exact, exact
from hengji.scoring import STEADY, UNNAMED, Stability, Steadiness, group_word
from hengji.telling import rate_shown

from .ranking_words import year_told


def stability_title(result: Stability) -> str:
    """What the analysis is called."""
    return f"{year_told(result.chosen.period)}名次和等级的稳定性"


def group_shown(result: Stability) -> str:
    """The group that was chosen: ``地区“濮阳市”``."""
    if result.chosen.group is None:
        return ""
    column, value = result.chosen.group
    return f"{group_word(column)}“{value or UNNAMED}”"


def share_of(count: int, result: Stability) -> Exact:
    """The share of all departments."""
    return exact(Fraction(count, len(result.departments)))


def steady_ones(result: Stability) -> int:
    """How many departments keep their grade in nearly every draw."""
    return sum(each.steady for each in result.departments)


def stability_headline(result: Stability) -> Iterator[str]:
    """What is said first, a sentence each."""
    every, steady = result.departments, steady_ones(result)
    group = group_shown(result)
    yield (f"{group + '的 ' if group else ''}{len(every)} 个单位，权重随机变动 {result.settings.draws} 次："
           f"{steady} 个（{rate_shown(share_of(steady, result))}）在至少 95% 的变动中等级不变")
    doubtful = len(every) - steady
    likely = sum(each.own < Fraction(1, 2) for each in every)
    if doubtful:
        more = f"，其中 {likely} 个变成别的等级的可能超过一半" if likely else ""
        yield f"等级不稳的有 {doubtful} 个{more}"
    else:
        yield "没有等级不稳的单位"
    if len(every) > 1:
        yield f"名次：在 90% 的变动中，一半的单位上下相差不超过 {_middle(every)} 位{_leaders(result)}"


def _middle(every: tuple[Steadiness, ...]) -> int:
    spans = sorted(each.span for each in every)
    return spans[(len(spans) - 1) // 2]


def _leaders(result: Stability) -> str:
    """How many of the first stay among the first; nothing where all are."""
    top = result.settings.top
    first = [each for each in result.departments if each.ranks.base <= top]
    if len(first) >= len(result.departments):
        return ""
    staying = sum(each.ranks.top >= STEADY for each in first)
    return f"；现在的前 {top} 名（{len(first)} 个单位）里，{staying} 个在至少 95% 的变动中仍在前 {top} 名"


def stability_notes(result: Stability) -> Iterator[str]:
    """What a reader must know: which rows were left out, and why."""
    if result.unscored:
        yield f"有 {result.unscored} 行有指标没有得分，权重变了总分是多少说不出来，没有算进来"
    if result.inapplicable:
        yield f"有 {result.inapplicable} 行有不适用的指标，分值经过调剂、与别的单位不同，没有算进来"
    if result.differing:
        yield f"有 {result.differing} 行的总分或等级与各指标得分对不上，没有算进来；请核对得分表是否改动过"
    if result.rounded:
        yield f"有 {result.rounded} 行的总分是舍入前的得分加起来的，与各指标得分之和有舍入的小差；这里按各指标得分推算"
    capped = sum(each.capped for each in result.departments)
    if capped:
        yield f"有 {capped} 个单位的等级低于总分应得的等级（否决事项限制）：权重怎样变，等级都不会高于现等级"


def stability_methods(result: Stability) -> Iterator[str]:
    """How the figures came about."""
    settings = result.settings
    yield (f"权重怎样变：每次在现行权重附近随机取一组权重，合计不变，共 {settings.draws} 次（狄利克雷分布，"
           f"浓度 {settings.concentration}，种子 {settings.seed}）；全部单位用同一组权重，同样的种子得同样的结果")
    yield "各指标的得分率（得分÷分值）不变，变的只是权重；总分和等级按每一组权重重新精确计算"
    yield "等级稳：在至少 95% 的变动中等级不变。概率是占全部变动次数的比例"
    if len(result.departments) > 1:
        yield ("名次区间：5% 到 95%，即 90% 的变动中名次在这两个数之间；总分相同的名次相同，后面的名次空出。"
               "名次只在算进来的单位之间排，与全部单位的名次可能不同")
    yield "得分表不记否决事项：等级现在没有受限制的单位，推算时当作没有否决事项"


def becoming(each: Steadiness, result: Stability) -> str:
    """What the grade most likely becomes where it does not stay: ``良 46.20%``."""
    names = result.notes.grades
    own = names.index(each.grade)
    others = [(share, -abs(n - own), name) for n, (name, share) in enumerate(zip(names, each.shares, strict=True))
              if n != own and share]
    if not others:
        return ""
    share, _, name = max(others)
    return f"{name} {rate_shown(share)}"


def interval(each: Steadiness) -> str:
    """``3–17``."""
    low, high = each.ranks.low, each.ranks.high
    return str(low) if low == high else f"{low}–{high}"

