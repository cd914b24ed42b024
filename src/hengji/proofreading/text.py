"""Running text as sentences with typed numbers (句子)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hengji.model import Manuscript, Mark, Paragraph, Passage

from .lexing import FOLDED, Token, lex
from .number import Kind, Number
from .reading import Sentence

#: A full stop ends a sentence; a semicolon or a comma divides it.
_END = re.compile(r"[。!?！？\n]+[”’」』)）]*")
_CLAUSE = re.compile(r"[,，。;；:：、()（）\n]")
#: Words between a quantity's name and its number.
_LINK = re.compile(r"(?:分别|均|各|为|是|达到?|有|共计?|合计|总计|累计|约|近|仅|只|计|得|占|列支|安排|完成|下达|实现|"
                   r"高达|超过?|=|:)+\s*$")
_LEAD = re.compile(r"^(?:其中|同时|另外|此外|另|以及|和|及|并|且|与|共|而)+[:：,，]?")


def sentences_of(manuscript: Manuscript, runs_on: Callable[[str], bool]) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs, and of the cells whose text ``runs_on`` says is running text."""
    found: list[Sentence] = []
    path: list[str] = []
    levels: list[int] = []
    for mark, passage in manuscript.passages():
        if isinstance(passage, Paragraph) and passage.level:
            while levels and levels[-1] >= passage.level:
                levels.pop()
                path.pop()
            levels.append(passage.level)
            path.append(passage.text)
        if mark.row and not runs_on(passage.text):
            continue
        found.extend(_split(mark, passage, tuple(path)))
    return tuple(found)


def _split(mark: Mark, passage: Passage, sections: tuple[str, ...]) -> Iterator[Sentence]:
    folded = passage.text.translate(FOLDED)
    tokens = lex(passage.text)
    start = at = 0
    for end in [*(match.end() for match in _END.finditer(folded)), len(folded)]:
        held: list[Token] = []
        while at < len(tokens) and tokens[at].start < end:
            held.append(tokens[at])
            at += 1
        if text := folded[start:end]:
            place = Mark(mark.block, start, end, mark.row, mark.column)
            if text.strip():
                yield Sentence(text, place, tuple(_numbers(folded, held, place)), sections)
        start = end


def _numbers(text: str, tokens: list[Token], sentence: Mark) -> Iterator[Number]:
    period, before = "", sentence.start
    for token in tokens:
        if token.kind in (Kind.YEAR, Kind.DATE) and token.value >= 1900:  # 6月30日 alone tells no year
            year = int(token.value)
            period = str(year if year < 10000 else year // 10000)
        yield Number(
            token.kind, text[token.start:token.end], token.value, token.step,
            Mark(sentence.block, token.start, token.end, sentence.row, sentence.column), unit=token.unit,
            bound=token.bound, comparator=token.comparator, label=label_before(text[before:token.start]),
            period=period)
        before = token.end


def label_before(text: str) -> str:
    """The name of the quantity whose number follows ``text``: the last clause without the words that link."""
    clause = _CLAUSE.split(text.rstrip(" (（"))[-1]
    return _LEAD.sub("", _LINK.sub("", clause).strip()).strip()
