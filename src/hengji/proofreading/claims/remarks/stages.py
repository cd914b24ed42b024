"""Stages of a project in order (项目进程先后): no work accepted before it is done, none paid before its contract."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength

from .days import Day, days
from .identity import identity_of
from .pieces import Piece, Pieces

#: What follows what: stages of a project, each with its rank and the words for it.
_STAGES: tuple[tuple[int, str, str], ...] = (
    (1, "立项", r"(?:批复|批准|核准)(?:立项|实施|建设|同意(?:实施|建设))|立项(?:批复)?"),
    (2, "招标", r"招标(?:公告)?|开标"),
    (3, "中标", r"中标(?:通知书?)?(?!单位|人|企业|公司|供应商|价|金额|候选)"),
    (4, "合同签订", r"合同签订|签订(?:了)?[^,。;]{0,12}?(?:合同|协议)|签约"),
    (5, "开工", r"开工|动工"),
    (6, "竣工", r"竣工(?!决算|验收|结算)|完工"),
    (7, "验收", r"(?:竣工|完工|终)?验收(?:合格|通过)?"),
    (8, "付款", r"(?:支付|拨付|付清?)了?(?:全部|首期)?(?:合同|工程|设备|货|服务|采购|首付|预付|进度)[价费]?款"),
)
#: A payment has only these before it: advances are paid before the work is done.
_BEFORE_PAYMENT, _PAYMENT = 4, 8
_DATED = re.compile("|".join(rf"(?P<s{rank}>{words})" for rank, _, words in _STAGES))
#: Between a stage and its date: 开工日期为 | 于…开工.
_AFTER = re.compile(r"(?:日期|时间)?\s*(?:为|是|:|于|在)?\s*$")
_BEFORE = re.compile(r"^\s*(?:才|正式|方|,)?\s*(?:[^,。;\d]{0,20}[与和同][^,。;\d]{1,20})?"
                     r"(?:组织|通过|完成|进行|取得|办理|发出|发布|下达|全部)?\s*$")


@dataclass(frozen=True, slots=True)
class _Stage:
    rank: int
    name: str
    day: Day
    piece: Piece
    start: int
    end: int
    #: Whether the text gives it as the date of the stage in so many words.
    labelled: bool

    @property
    def mark(self) -> Mark:
        """The mark of its words with its date."""
        return self.piece.part(self.start, self.end)


def stages(pieces: Pieces) -> Iterator[Remark]:
    """Stages of one thing, told in one sentence, against their order."""
    for piece in pieces.all:
        for begin, end in _parts(piece.text, "。;\n"):
            told = _once(_staged(piece, begin, end))
            if len(told) > 1:
                yield Remark("date-order", Strength.LIKELY, numbers=pieces.numbers(*(stage.mark for stage in told)))
            yield from _disordered(told)


#: Parts of a project that go their own way.
_LOTS = re.compile(r"标段|分别|[一二三四]期|第[一二三四]批|[甲乙丙丁]")
_ONE_PROJECT = re.compile(r"项目|工程")
_SEVERAL = re.compile(r"整体|部门|决算|预算|汇总|各项目")


def course(pieces: Pieces) -> Iterator[Remark]:
    """Stages of the one project that the whole document is about, told in different sentences, each dated once."""
    title = identity_of(pieces.all).title
    if not _ONE_PROJECT.search(title) or _SEVERAL.search(title):
        return
    clauses = [[*_staged(piece, *span)] for piece in pieces.paragraphs if not _LOTS.search(piece.text)
               for span in _parts(piece.text, "。;\n")]
    told = [stage for stage in _once(chain.from_iterable(clauses)) if stage.day.own_year]
    for clause in clauses:
        apart = [stage for stage in told if stage not in clause]
        for late in clause:
            if late in told:
                yield from _disordered([*apart, late], only=late)


def _once(told: Iterable[_Stage]) -> list[_Stage]:
    """The stages that are dated once: of two, nobody knows which is meant."""
    every = [*told]
    counted = Counter(stage.rank for stage in every)
    return [stage for stage in every if counted[stage.rank] == 1]


def _staged(piece: Piece, begin: int, end: int) -> Iterator[_Stage]:
    """The stages that a clause of ``piece`` dates, each with the date bound to it most closely."""
    text = piece.text[begin:end]
    dates = [day for day in days(text) if isinstance(day, Day)]
    for found in _DATED.finditer(text):
        rank = int((found.lastgroup or "s0")[1:])
        name = next(name for at, name, _ in _STAGES if at == rank)
        after = next((day for day in dates if day.start >= found.end()), None)
        before = next((day for day in reversed(dates) if day.end <= found.start()), None)
        if after and (link := _AFTER.fullmatch(text[found.end():after.start])):
            yield _Stage(rank, name, after, piece, found.start() + begin, after.end + begin, bool(link[0].strip()))
        elif before and _BEFORE.match(text[before.end:found.start()]):
            yield _Stage(rank, name, before, piece, before.start + begin, found.end() + begin, labelled=False)


def _disordered(told: list[_Stage], only: _Stage | None = None) -> Iterator[Remark]:
    """Each stage (or ``only`` this one) that is dated before one that it follows, with all such."""
    for late in [only] if only else told:
        early = [stage for stage in told if _precedes(stage.rank, late.rank) and stage.day.first > late.day.last]
        if not early:
            continue
        strength = Strength.CERTAIN if not only and all(
            stage.labelled for stage in (late, *early)) else Strength.LIKELY
        names = "、".join(f"{stage.name}（{stage.day.text}）" for stage in early)
        yield Remark("date-order", strength, (late.mark, *(stage.mark for stage in early)),
                     f"{late.name}（{late.day.text}）早于{names}，先后不合。", printed=late.day.text,
                     expected=f"不早于{max(early, key=lambda stage: stage.day.first).day.text}",
                     likely="其中一个日期误记，或手续后补",
                     correction=f"查{late.name}等的原始凭据，改正有误的日期；属实的，写明手续倒置。")


def _precedes(early: int, late: int) -> bool:
    """Whether one stage comes before another by right."""
    return early <= _BEFORE_PAYMENT if late == _PAYMENT else early < late


def _parts(text: str, stops: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at, sign in enumerate(text):
        if sign in stops:
            yield start, at
            start = at + 1
    yield start, len(text)
