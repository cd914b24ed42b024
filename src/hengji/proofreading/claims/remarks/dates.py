"""Dates in order (日期先后): no period that ends before it begins, no report signed before its work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hengji.proofreading.relation import Remark, Strength

from .days import Day, NoDay, days
from .identity import identity_of
from .pieces import Piece, Pieces
from .years import reported_year


def impossible(pieces: Pieces) -> Iterator[Remark]:
    """Dates that no calendar has (2月30日)."""
    for piece in pieces.all:
        for found in days(piece.text):
            if isinstance(found, NoDay):
                strength = Strength.CERTAIN if "月" in found.text and "日" in found.text else Strength.LIKELY
                yield Remark("date-order", strength, (piece.part(found.start, found.end),),
                             f"日历上没有“{found.text}”这一天。", printed=found.text, likely="误键",
                             correction="查原件后改正日期。")


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
            elif other.own_year or _within_a_year(one, other):
                strength = Strength.CERTAIN if other.own_year else Strength.LIKELY
                yield Remark("date-order", strength, marks,
                             f"起于{one.text}，止于{other.text}，止早于起。", printed=piece.text[one.start:other.end],
                             likely="起止写反，或年份误键", correction="改正起止日期。", numbers=pieces.numbers(*marks))
    yield from _planned(pieces)


#: What begins in these months may go on into the next year without saying so: heating, the winter wheat.
_LATE = 9


def _within_a_year(one: Day, other: Day) -> bool:
    """Whether two days, of which only the first names its year, are meant to be of one year."""
    exact = one.first == one.last and other.first == other.last
    return exact and one.own_year and one.first.month < _LATE


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
    identity = identity_of(pieces.all)
    if (_OF_A_YEAR.search(identity.title) and not identity.is_budget and not _BEFOREHAND.search(identity.title)
            and written.last.year == reported_year(pieces) and written.last.month < _ENDING):
        yield Remark("date-order", Strength.LIKELY, (own.part(written.start, written.end),),
                     f"报告说的是{identity.year}年全年，却署{written.text}，当年还没有过完。", written.text,
                     f"{identity.year}年年底以后", "年份误键，或署期未改", "改正署期或年度。")
        return
    for piece in pieces.all:
        for day in days(piece.text):
            if isinstance(day, Day) and _UNTIL.search(piece.text[:day.start]) and day.first > written.last:
                yield Remark("date-order", Strength.LIKELY,
                             (piece.part(day.start, day.end), own.part(written.start, written.end)),
                             f"报告署{written.text}，却写了截至{day.text}的情况。", printed=day.text,
                             expected=f"不晚于{written.text}", likely="年份误键，或署期未改",
                             correction="改正其中一个日期。")
            elif isinstance(day, Day) and _WORKED.match(piece.text[day.end:]) and day.first > written.last:
                yield Remark("date-order", Strength.LIKELY,
                             (own.part(written.start, written.end), piece.part(day.start, day.end)),
                             f"报告署{written.text}，评价、调查却是{day.text}才做的。", printed=written.text,
                             expected=f"不早于{day.text}", likely="署期误键，或评价时间误记",
                             correction="改正其中一个日期。")


#: Reports on a whole year, which are written when it is over; and what is written before.
_OF_A_YEAR = re.compile(r"年度.*(?:自评|评价|决算|绩效报告)")
_BEFOREHAND = re.compile(r"目标|监控|事前|中期|计划|方案|通知|[上下]半年|季度|月")
_ENDING = 11
#: After a day: that the work which the report tells of was done on it, or up to it.
_WORKED = re.compile(r"\s*(?:起|期间|之间)?,?[^,。;\d]{0,40}?(?:开展|进行|实施|组织)了?[^,。;\d]{0,16}?"
                     r"(?:绩效评价|绩效自评|现场评价|问卷调查|满意度调查|现场调研|现场核查|实地核查)")


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
