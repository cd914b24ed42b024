"""Dates in order (日期先后): no work accepted before it is done, no period that ends before it begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hengji.proofreading.relation import Remark, Strength

from .days import Day, NoDay, days
from .identity import identity_of
from .pieces import Piece, Pieces

#: What follows what: stages of a project, each with its rank and the words for it.
_STAGES: tuple[tuple[int, str, str], ...] = (
    (1, "立项", r"立项(?:批复)?|批准立项"),
    (2, "招标", r"招标(?:公告)?|开标"),
    (3, "中标", r"中标(?:通知书?)?"),
    (4, "合同签订", r"合同签订|签订(?:了)?[^,。;]{0,12}?(?:合同|协议)|签约"),
    (5, "开工", r"开工|动工"),
    (6, "竣工", r"竣工(?!决算|验收|结算)|完工"),
    (7, "验收", r"(?:竣工|完工|终)?验收(?:合格|通过)?"),
)
_DATED = re.compile("|".join(rf"(?P<s{rank}>{words})" for rank, _, words in _STAGES))
#: Between a stage and its date: 开工日期为 | 于…开工.
_AFTER = re.compile(r"(?:日期|时间)?\s*(?:为|是|:|于|在)?\s*$")
_BEFORE = re.compile(r"^\s*(?:才|正式|方|,)?\s*(?:组织|通过|完成|进行|取得|办理)?\s*$")


@dataclass(frozen=True, slots=True)
class _Stage:
    rank: int
    name: str
    day: Day
    start: int
    end: int
    #: Whether the text gives it as the date of the stage in so many words.
    labelled: bool


def impossible(pieces: Pieces) -> Iterator[Remark]:
    """Dates that no calendar has (2月30日)."""
    for piece in pieces.all:
        for found in days(piece.text):
            if isinstance(found, NoDay):
                strength = Strength.CERTAIN if "月" in found.text and "日" in found.text else Strength.LIKELY
                yield Remark("date-order", strength, (piece.part(found.start, found.end),),
                             f"日历上没有“{found.text}”这一天。", printed=found.text, likely="误键",
                             correction="查原件后改正日期。")


def stages(pieces: Pieces) -> Iterator[Remark]:
    """Stages of one thing, told in one sentence, against their order."""
    for piece in pieces.all:
        for begin, end in _parts(piece.text, "。;\n"):
            told = [*_staged(piece.text[begin:end], begin)]
            counted = Counter(stage.rank for stage in told)
            told = [stage for stage in told if counted[stage.rank] == 1]
            yield from _disordered(pieces, piece, told)


def _staged(text: str, offset: int) -> Iterator[_Stage]:
    """The stages that ``text`` dates, each with the date bound to it most closely."""
    dates = [day for day in days(text) if isinstance(day, Day)]
    for found in _DATED.finditer(text):
        rank = int((found.lastgroup or "s0")[1:])
        name = next(name for at, name, _ in _STAGES if at == rank)
        after = next((day for day in dates if day.start >= found.end()), None)
        before = next((day for day in reversed(dates) if day.end <= found.start()), None)
        if after and (link := _AFTER.fullmatch(text[found.end():after.start])):
            yield _Stage(rank, name, after, found.start() + offset, after.end + offset, bool(link[0].strip()))
        elif before and _BEFORE.match(text[before.end:found.start()]):
            yield _Stage(rank, name, before, before.start + offset, found.end() + offset, labelled=False)


def _disordered(pieces: Pieces, piece: Piece, told: list[_Stage]) -> Iterator[Remark]:
    """Each stage that is dated before one that it follows, with all such; without any, what was compared."""
    if len(told) > 1:
        marks = [piece.part(stage.start, stage.end) for stage in told]
        yield Remark("date-order", Strength.LIKELY, numbers=pieces.numbers(*marks))
    for late in told:
        early = [stage for stage in told if stage.rank < late.rank and stage.day.first > late.day.last]
        if not early:
            continue
        strength = Strength.CERTAIN if late.labelled and all(stage.labelled for stage in early) else Strength.LIKELY
        names = "、".join(f"{stage.name}（{stage.day.text}）" for stage in early)
        yield Remark("date-order", strength,
                     (piece.part(late.start, late.end), *(piece.part(stage.start, stage.end) for stage in early)),
                     f"{late.name}（{late.day.text}）早于{names}，先后不合。", printed=late.day.text,
                     expected=f"不早于{max(early, key=lambda stage: stage.day.first).day.text}",
                     likely="其中一个日期误记，或手续后补",
                     correction=f"查{late.name}等的原始凭据，改正有误的日期；属实的，写明手续倒置。")


_SPAN = re.compile(r"\s*(?:起)?\s*(?:至|到|—+|–|-|~|~|～)\s*")


def periods(pieces: Pieces) -> Iterator[Remark]:
    """Periods that end before they begin (评价时段、合同期)."""
    for piece in pieces.all:
        found = [*days(piece.text)]
        for one, other in pairwise(found):
            if not (isinstance(one, Day) and isinstance(other, Day)) or not _SPAN.fullmatch(
                    piece.text[one.end:other.start]):
                continue
            marks = (piece.part(one.start, other.end),)
            if one.first <= other.last:
                yield Remark("date-order", Strength.LIKELY, numbers=pieces.numbers(*marks))
            elif other.own_year:
                yield Remark("date-order", Strength.CERTAIN, marks,
                             f"起于{one.text}，止于{other.text}，止早于起。", printed=piece.text[one.start:other.end],
                             likely="起止写反，或年份误键", correction="改正起止日期。", numbers=pieces.numbers(*marks))
    yield from _planned(pieces)


_PLAN = re.compile(r"(?:计划|实际|项目|合同)?(开始|起始|开工|完成|结束|截止|竣工)(?:日期|时间)$")


def _planned(pieces: Pieces) -> Iterator[Remark]:
    """The days of beginning and of end that a form gives in two cells (计划开始日期、计划完成日期)."""
    begun: tuple[Piece, Day] | None = None
    cells = [*pieces.cells]
    for label, cell in pairwise(cells):
        found = _PLAN.match(re.sub(r"[\s::]", "", label.text))
        day = next((day for day in days(cell.text) if isinstance(day, Day)), None)
        if not found or day is None:
            continue
        if found[1] in ("开始", "起始", "开工"):
            begun = (cell, day)
        elif begun and begun[0].mark.block == cell.mark.block:
            start, begun = begun, None
            marks = (cell.part(day.start, day.end), start[0].part(start[1].start, start[1].end))
            if start[1].first > day.last:
                yield Remark("date-order", Strength.CERTAIN, marks,
                             f"{found[0]}{day.text}早于开始日期{start[1].text}。", printed=day.text,
                             expected=f"不早于{start[1].text}", likely="年份或月份误键", correction="改正起止日期。",
                             numbers=pieces.numbers(*marks))
            else:
                yield Remark("date-order", Strength.LIKELY, numbers=pieces.numbers(*marks))


_BEGINS = re.compile(r"^\s*(?:才|方)?\s*(?:正式|全面)?(?:开始|启动|着手|动工|组织)?"
                     r"(?:实施|启动|开展|建设|动工|改造|推进)")
_DEADLINE = re.compile(r"^\s*(?:之?前|以前)[^,。;]{0,8}?(?:完成|建成|实现|投入|上线|办结|到位|竣工)")


#: The document says itself that it was late.
_ADMITTED = re.compile(r"[晚迟]于|逾期|超期|超过期限|延期|未按期|没有按期")


def deadlines(pieces: Pieces) -> Iterator[Remark]:
    """What is told to begin after the day by which it should be done, in one paragraph."""
    for piece in pieces.all:
        found = [day for day in days(piece.text) if isinstance(day, Day)]
        begins = [day for day in found if (hit := _BEGINS.match(piece.text[day.end:])) and "于" not in hit[0]]
        limits = [day for day in found if _DEADLINE.match(piece.text[day.end:])]
        if len(begins) != 1 or len(limits) != 1:
            continue
        begin, limit = begins[0], limits[0]
        marks = (piece.part(begin.start, begin.end), piece.part(limit.start, limit.end))
        if begin.first > limit.last and not _ADMITTED.search(piece.text):
            yield Remark("date-order", Strength.LIKELY, marks,
                         f"{begin.text}才开始实施，晚于规定的完成期限{limit.text}前。", printed=begin.text,
                         expected=f"{limit.text}前完成", likely="逾期实施，或日期误记",
                         correction="核实实施日期；属实的，按未按期完成评价，不作为成绩。",
                         numbers=pieces.numbers(*marks))
        else:
            yield Remark("date-order", Strength.LIKELY, numbers=pieces.numbers(*marks))


_ALONE = re.compile(r"(?:(?:评价|报告|编制|填报|填表|完成)?(?:日期|时间)\s*:?)?\s*((?:19|20)\d\d\s*年\s*\d{1,2}\s*月"
                    r"(?:\s*\d{1,2}\s*日)?)\s*")
_UNTIL = re.compile(r"截[至止](?:到)?\s*(?:目前|评价日|本报告日)?\s*[(,]?\s*$")


def reported(pieces: Pieces) -> Iterator[Remark]:
    """Facts told as of a day after that of the report itself."""
    signed = [(piece, day) for piece in pieces.paragraphs if _ALONE.fullmatch(piece.text.strip())
              for day in days(piece.text) if isinstance(day, Day)]
    if not signed:
        return
    own, written = max(signed, key=lambda pair: pair[1].last)
    for piece in pieces.all:
        for day in days(piece.text):
            if isinstance(day, Day) and _UNTIL.search(piece.text[:day.start]) and day.first > written.last:
                yield Remark("date-order", Strength.LIKELY,
                             (piece.part(day.start, day.end), own.part(written.start, written.end)),
                             f"报告署{written.text}，却写了截至{day.text}的情况。", printed=day.text,
                             expected=f"不晚于{written.text}", likely="年份误键，或署期未改",
                             correction="改正其中一个日期。")


_RELATIVE = re.compile(r"今年(?!度?预算)|去年|明年|(?<!\d)(?<!年)(?<!月)(?<![\d-])\d{1,2}月\d{1,2}日")


def relative(pieces: Pieces) -> Iterator[Remark]:
    """今年, 去年 and days without a year in a report that is read years later: a note for all of them."""
    year = identity_of(pieces.all).year
    marks = [piece.part(*found.span()) for piece in pieces.paragraphs for found in _RELATIVE.finditer(piece.text)
             if not re.search(r"(?:19|20)\d\d\s*年|同年|当年", piece.text[:found.start()])]
    if year and marks:
        yield Remark("date-order", Strength.WEAK, tuple(marks),
                     f"报告写的是{year}年度，这里没有写明年份，指哪一年不清楚。",
                     printed=pieces.manuscript.quoted(marks[0]),
                     expected=f"写明年份，如“{year}年”", likely="照抄当时的工作总结", correction="补写年份。")


_TITLE = re.compile(r"((?:19|20)\d\d)\s*年度?[^,。;:]{2,40}?(?:表|情况说明)\s*$|^\s*\(((?:19|20)\d\d)\s*年度\)\s*$")


def years(pieces: Pieces) -> Iterator[Remark]:
    """Titles of tables and sections that name another year than the document and its other titles."""
    year = identity_of(pieces.all).year
    titles = [(int(found[1] or found[2]), piece.part(*found.span(1 if found[1] else 2)), piece)
              for piece in pieces.all if len(piece.text) <= 60
              and not re.search(r"比|与上年|近[三五]年|\d\s*[-—~至]\s*(?:19|20)\d\d", piece.text)
              for found in [_TITLE.search(piece.text.strip("# *"))] if found and piece.text == piece.text.strip("# *")]
    same = sum(told == year for told, _, _ in titles)
    for told, mark, piece in titles:
        if told != year and same >= 2 and same >= 3 * sum(other == told for other, _, _ in titles):
            yield Remark("leftover", Strength.LIKELY, (mark,),
                         f"本文是{year}年度的，其他标题都写{year}年，只有“{piece.text.strip()}”写{told}年。",
                         printed=f"{told}年", expected=f"{year}年", likely="沿用往年稿件，年份没有改",
                         correction=f"改为{year}年；确是{told}年数据的，在标题中写明。")


def _parts(text: str, stops: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at, sign in enumerate(text):
        if sign in stops:
            yield start, at
            start = at + 1
    yield start, len(text)
