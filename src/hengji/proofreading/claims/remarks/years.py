"""Years that last year's report left behind (年份未改): in titles, in sentences, in 截至…12月31日."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength

from .identity import identity_of
from .numbering import items
from .pieces import Piece, Pieces

_TITLE = re.compile(r"((?:19|20)\d\d)\s*年度?[^,。;:]{2,40}?(?:表|情况说明)\s*$|^\s*\(((?:19|20)\d\d)\s*年度\)\s*$")


def titles(pieces: Pieces) -> Iterator[Remark]:
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


_OPENING = re.compile(r"(?:(?<=[。;])|^)\s*(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.](?!\d))?\s*"
                      r"((?:19|20)\d\d)\s*年度?(?P<subject>[^,。;:\d]{4,40})")
#: So many characters after the year must be alike for two sentences to be on one thing.
_ALIKE = 10
_COMPARES = re.compile(r"比|较|上年|去年|往年|同期|年初|期初|结转|近[一二三四五]年")


def reported_year(pieces: Pieces) -> int:
    """The year of the title, where the text speaks of it more than of the year before; else 0.

    A title may also name the year in which the evaluation was made.
    """
    year = identity_of(pieces.all).year
    own, last = (sum(piece.text.count(f"{one}年") for piece in pieces.all) for one in (year, year - 1))
    return year if own > last else 0


def sentences(pieces: Pieces) -> Iterator[Remark]:
    """A sentence that opens with last year, where others on the same thing open with the year reported on."""
    year = reported_year(pieces)
    opened: dict[str, list[tuple[int, Mark, Piece]]] = defaultdict(list)
    for piece in pieces.paragraphs:
        for found in _OPENING.finditer(piece.text):
            subject = re.sub(r"\s", "", found["subject"])[:_ALIKE]
            if len(subject) == _ALIKE:
                opened[subject].append((int(found[1]), piece.part(*found.span(1)), piece))
    for subject, told in opened.items():
        odd = [(mark, piece) for own, mark, piece in told if own == year - 1]
        same = [mark for own, mark, _ in told if own == year]
        if len(odd) == 1 and same and not _COMPARES.search(subject):
            yield Remark("leftover", Strength.LIKELY, (odd[0][0], same[0]),
                         f"本文是{year}年度的，别处写“{year}年{subject}…”，这里写成{year - 1}年。",
                         f"{year - 1}年", f"{year}年", "沿用往年稿件，年份没有改",
                         f"改为{year}年；确是{year - 1}年数据的，写明用作比较。")


#: With so many numbered neighbours of this year, one of last year is left over.
_NEIGHBOURS = 2
_HEADED = re.compile(r"[^。;\d]{0,16}。\s*((?:19|20)\d\d)\s*年(?:度|(?!\d|\s*\d{1,2}\s*月))(?P<rest>[^。;]*)")


def siblings(pieces: Pieces) -> Iterator[Remark]:
    """One of several numbered items, each of which opens with the year after its heading, with last year."""
    year = reported_year(pieces)
    run: list[tuple[int, int, Mark, str]] = []
    told = [(item, _HEADED.match(item.piece.text, item.end)) for item in items(pieces.paragraphs)]
    for at, (item, found) in enumerate(told):
        if found:
            run.append((item.number, int(found[1]), item.piece.part(*found.span(1)), found["rest"]))
        following = told[at + 1][0] if at + 1 < len(told) else None
        if following is None or following.style != item.style or following.number != item.number + 1:
            yield from _odd(run, year)
            run = []


def _odd(run: list[tuple[int, int, Mark, str]], year: int) -> Iterator[Remark]:
    odd = [(mark, rest) for _, own, mark, rest in run if own == year - 1]
    same = [mark for _, own, mark, _ in run if own == year]
    if len(odd) == 1 and len(same) >= _NEIGHBOURS and not _TWO_YEARS.search(odd[0][1]):
        yield Remark("leftover", Strength.LIKELY, (odd[0][0], same[0]),
                     f"本文是{year}年度的，前后各条都写{year}年，只有这一条写{year - 1}年。",
                     f"{year - 1}年", f"{year}年", "沿用往年稿件，年份没有改",
                     f"改为{year}年；确是{year - 1}年数据的，写明用作比较。")


_TWO_YEARS = re.compile(r"(?:19|20)\d\d\s*年")
_AS_OF = re.compile(r"截[至止](?:到)?\s*((?:19|20)\d\d)\s*年\s*(?:12\s*月\s*31\s*日|12\s*月?底|年?[底末])")
_PERIOD = re.compile(r"评价(?:时段|期间|期|时间范围|基准期|范围)[^。;\d]{0,20}((?:19|20)\d\d)\s*年\s*1\s*月\s*1\s*日?"
                     r"\s*[至到—–~-]+\s*(?:\1\s*年)?\s*12\s*月")


def evaluated(pieces: Pieces) -> Iterator[Remark]:
    """The year that is said to be evaluated, against that of the title."""
    year = reported_year(pieces)
    for piece in pieces.paragraphs:
        for found in _PERIOD.finditer(piece.text):
            if year and int(found[1]) in (year - 1, year + 1):
                yield Remark("leftover", Strength.LIKELY, (piece.part(*found.span(1)),),
                             f"标题是{year}年度，评价时段却是{found[1]}年。", f"{found[1]}年", f"{year}年",
                             "沿用往年稿件，年份没有改", f"改为{year}年。")


_DONE = re.compile(r"(?:累计|共|已|全部|实际)?(?:支付|支出|到位|完成|拨付|下达|执行|使用)")


def as_of(pieces: Pieces) -> Iterator[Remark]:
    """What was done up to the end of last year, in a report on this one."""
    year = reported_year(pieces)
    if not year or identity_of(pieces.all).is_budget:
        return
    for piece in pieces.paragraphs:
        for found in _AS_OF.finditer(piece.text):
            sentence = re.split(r"[。;]", piece.text[found.end():])[0]
            if int(found[1]) != year - 1 or _COMPARES.search(sentence) or not _DONE.search(sentence):
                continue
            if f"{year}年" in piece.text[found.end():]:
                continue  # what was done before, and then what was done in the year
            yield Remark("leftover", Strength.LIKELY, (piece.part(*found.span(1)),),
                         f"本文是{year}年度的，这里写的却是截至{found[1]}年年底的情况。", found[0],
                         found[0].replace(found[1], str(year)), "沿用往年稿件，年份没有改",
                         f"改为{year}年；确是{found[1]}年年底数据的，写明是上年情况。")
