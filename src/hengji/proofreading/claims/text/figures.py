"""Figures of running text (句中数字): each number with the words around it and the part it plays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import groupby

from hengji.proofreading.number import FIGURES, Kind, Number
from hengji.proofreading.reading import Sentence


class Role(Enum):
    """The part that a figure plays in its sentence (数字的作用)."""

    VALUE = "数值"
    RATE = "比率"
    #: What something is compared with, printed beside the change: 比上年的120万元增加.
    BASE = "基数"
    CHANGE = "增减额"
    GROWTH = "增减率"
    SHARE = "占比"
    FULL = "满分"
    SCORE = "得分"
    LOSS = "扣分"


RISES = "增加|(?<![稳促保])增长|上升|提高|上涨|升高|提升|增支|增收|净增|增幅|涨幅|升幅|调增|超支"
FALLS = "减少|下降|降低|减支|减收|净减|减幅|降幅|跌幅|压减|压缩|缩减|核减|调减|节约|节省|回落|缩短"
#: Words that tell a change only beside a comparison: 比上年多支出3万元.
_RISES_BESIDE = "多[收支发办投拨完受下落征缴引培救建安]?[^,;:\\d的]{0,2}|超出|超|增|高"
_FALLS_BESIDE = "少[收支发办投拨完受下落征缴引培救建安]?[^,;:\\d的]{0,2}|减|降|低"
_AFTER_VERB = r"(?:支出|收入|预算)?(?:了|额|数|金额|总额|幅度|率|比例)?(?:约|近|为|是|达到?|:|出)*$"
_VERB = re.compile(rf"(?:(?P<up>{RISES})|(?P<down>{FALLS})){_AFTER_VERB}")
_VERB_BESIDE = re.compile(
    rf"(?:比|较|同比|环比|相比)[^,;:]*?(?:(?P<up>{_RISES_BESIDE})|(?P<down>{_FALLS_BESIDE})){_AFTER_VERB}")
#: 比计划的3200平方米多60平方米: right after what is compared with, a bare word tells the change.
_VERB_AFTER_BASE = re.compile(r"[还要]?(?:(?P<up>高|多|超)|(?P<down>低|少))(?:出|了)*")
#: What money is only said to do beside a comparison; else it names a project: 服务能力提升80万元.
_NOT_OF_MONEY = re.compile(r"提升|提高|升高|节约|缩短|压缩")
_BESIDE = re.compile(r"[比较]|相比|上年|去年|同期")
_EITHER = re.compile(rf"(?:{RISES}|{FALLS}|[增减升降])[(/](?:{RISES}|{FALLS}|[增减升降])\)?")
_TO = re.compile(rf"(?:{RISES}|{FALLS}|扩大|调整|发展|[增升降减提缩])[到至]了?(?:(?:19|20)\d\d年度?的?)?(?:约|近)?$")
_TURNED = re.compile(r"(?:调整|变更|修改|改|减少|压缩|缩减|缩短|降|增加)(?:为|成)$")
_FROM = re.compile(r"(?:^|[^理缘事])(?:由|从|自)[^,;:]*$|原(?:来)?的?$")
_AGAINST = re.compile(r"(?<![占对同环])(?:比|较|与|同)(?!时|样|步|口)[^,;:]*$")
#: 本年120万元，上年100万元，增长20%: a value that is told to be compared with.
_OF_LAST_YEAR = re.compile(r"而?(?:上年度?|去年|上一年度?)(?:同期)?(?:数|完成|实际|决算数?|支出|收入)*(?:为|是|:)?")
_THEN_CHANGED = re.compile(rf"(?:相比|比较|比)?,?[^,;。]{{0,12}}?(?:{RISES}|{FALLS}|持平|一致)"
                           rf"|(?:{_VERB_AFTER_BASE.pattern.replace('?P<up>', '?:').replace('?P<down>', '?:')})$")
SHARE = re.compile(r"占(?P<whole>[^,;:]*?)的?(?:比重|比例|比率|比|份额)?(?:约|近|为|是|达到?|仅|:)*$")
_RATE_OF_ITS_OWN = re.compile(r"(?:节约|节支|核减|审减|压减|压缩|缩短)(?:率|比)[^,;:]{0,3}$")
_THEN_SCORED = re.compile(r"^[,、;]?(?:实际|自评|评价|最终)?(?:实?得分?|扣)")
_FULL = re.compile(r"(?:满分|权重分?|分值|标准分|基准分)(?:值|数)?(?:共?计?|合计|总计)?(?:为|是|:)?$")
_LOSS = re.compile(r"(?:扣减?|扣除|扣分|扣掉|(?<![损流丢])失分?|减分?)(?:了|共计?|:|为)?$")
_LINK = re.compile(r"(?:(?:分别|均|各|为|是|达到?|有|共计?|约|近|仅|只|计|得|=|:|的|累计|合计|总计|还有|了|"
                   r"安排(?=$))+)$")
_LEAD = re.compile(r"^(?:[、,;:]|其中|同时|另外|此外|另有?|以及|还有|以及|和|及|并|且|共|而|包括|包含|主要|具体|含)+")
_REASON = re.compile(r"原因|主要是|主要系|由于|因为|主要为了|系因")
_CLOSES = re.compile(r"[;。]")
_ASIDE = re.compile(r"\([^()]*\)|〔[^〕]*〕|\s")
_QUOTES = re.compile(r"[“”\"'‘’《》「」]")
_OPENS = re.compile(r"其中|包括|包含|资金来源|共\d*[个项类种]?[^,;:]{0,6}:|分为|分别[为是:]|以下方面|组成[:为]?|"
                    r"构成[:为]?|具体[为是]|\([^)]*$|中[,:]|主要用于")


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A number that is calculated with, in its sentence.

    ``gap`` is all text since the figure before it, without asides in brackets;
    ``lead`` the clause of it right before the number; ``raw`` the same with its
    brackets; ``tail`` what follows up to the next figure. ``label`` is what it is
    the number of. ``rises`` tells the direction of a change, None where the words
    leave it open (a template's 增加（减少）). ``reason`` says that it stands in an
    explanation of why (主要原因是…), ``turned`` that it is what something came to (增加到).
    """

    number: Number
    sentence: Sentence
    role: Role
    raw: str
    gap: str
    lead: str
    label: str
    tail: str
    rises: bool | None = None
    reason: bool = False
    turned: bool = False

    @property
    def opens(self) -> bool:
        """Whether the words before it begin a list of parts (其中, 包括, 一个括号)."""
        return bool(_OPENS.search(self.raw.rsplit(";", 1)[-1]))

    @property
    def step(self) -> int:
        """How strongly it is parted from the figure before: 2 by a semicolon, 1 by a comma or colon, else 0."""
        return 2 if ";" in self.gap else 1 if re.search(r"[,:]", self.gap) else 0


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of one paragraph or cell with their figures (一段); ``text`` is how its first sentence reads."""

    sentences: tuple[tuple[Figure, ...], ...]
    sections: tuple[str, ...]
    text: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, from first to last."""
        return tuple(figure for sentence in self.sentences for figure in sentence)


def passages(sentences: Iterable[Sentence]) -> Iterator[Passage]:
    """The paragraphs with figures, in order."""
    for _, group in groupby(sentences, key=lambda s: (s.mark.block, s.mark.row, s.mark.column)):
        members = tuple(group)
        passage = Passage(tuple(figures_of(sentence) for sentence in members), members[0].sections,
                          members[0].text)
        if passage.figures:
            yield passage


@lru_cache(maxsize=1 << 12)
def figures_of(sentence: Sentence) -> tuple[Figure, ...]:
    """The figures of ``sentence`` from left to right; limits (≥95%) measure nothing and are none."""
    numbers = [n for n in sentence.numbers if n.kind in FIGURES and n.measured]
    starts = [sentence.start_of(n) for n in numbers]
    ends = [sentence.end_of(n) for n in numbers]
    found: list[Figure] = []
    for i, number in enumerate(numbers):
        raw = sentence.text[ends[i - 1] if i else 0:starts[i]]
        tail = sentence.text[ends[i]:starts[i + 1] if i + 1 < len(numbers) else len(sentence.text)]
        found.append(_figure(number, sentence, raw, tail, found[-1] if found else None))
        if i and ((found[i].turned and _FROM.search(found[i - 1].lead)) or _is_whole(found[i - 1], found[i])):
            found[i - 1] = replace(found[i - 1], role=Role.BASE)
        elif i and _THEN_SCORED.match(found[i].gap) and found[i - 1].role is Role.SCORE \
                and not re.search("[得评]|[入确留]到", found[i - 1].lead):
            found[i - 1] = replace(found[i - 1], role=Role.FULL)
    return tuple(found)


def _is_whole(whole: Figure, share: Figure) -> bool:
    """完成预算数5000万元的40%: the figure before the rate is what it is a rate of."""
    return share.number.kind is Kind.RATE and share.gap == "的" and whole.role is Role.VALUE


def bare(text: str) -> str:
    """``text`` without brackets, quotation marks and spaces."""
    return _QUOTES.sub("", _ASIDE.sub("", _ASIDE.sub("", text)))


def _figure(number: Number, sentence: Sentence, raw: str, tail: str, before: Figure | None) -> Figure:
    gap = bare(raw)
    lead = re.split(r"[,;:。(]", gap.rstrip(":("))[-1]
    came_to = bool(_TO.search(lead)) or bool(before and _FROM.search(before.lead) and _TURNED.search(lead))
    verb = None if came_to or _RATE_OF_ITS_OWN.search(lead) else _VERB.search(lead) or _VERB_BESIDE.search(lead)
    if verb and number.kind not in (Kind.RATE, Kind.POINTS) and _NOT_OF_MONEY.match(verb[0]):
        verb = verb if _BESIDE.search(gap) else None
    if before is not None and before.role is Role.BASE:
        verb = verb or _VERB_AFTER_BASE.fullmatch(lead)
    role = _role(number, lead, verb is not None, raw, tail)
    if role in (Role.CHANGE, Role.GROWTH) and verb is not None:
        spoken = re.sub(r"\s", "", raw)
        rises = None if _EITHER.search(spoken[-16:]) else verb["up"] is not None
    else:
        rises = None
    carried = before is not None and before.reason and not _CLOSES.search(gap)
    return Figure(number, sentence, role, re.sub(r"\s", "", raw), gap, lead, _LEAD.sub("", _LINK.sub("", lead)),
                  re.sub(r"\s", "", tail), rises, carried or bool(_REASON.search(_CLOSES.split(gap)[-1])), came_to)


def _role(number: Number, lead: str, changes: bool, raw: str, tail: str) -> Role:
    if number.kind is Kind.SCORE:
        if _FULL.search(lead) or (raw.rstrip().endswith("(") and tail.lstrip().startswith(")")):
            return Role.FULL
        return Role.LOSS if _LOSS.search(lead) else Role.SCORE
    if changes:
        return Role.GROWTH if number.kind is Kind.RATE else Role.CHANGE
    if (_AGAINST.search(lead) or _OF_LAST_YEAR.fullmatch(lead)) and _THEN_CHANGED.match(bare(tail)) \
            and number.kind is not Kind.POINTS:
        return Role.BASE
    if number.kind is Kind.RATE:
        return Role.SHARE if SHARE.search(lead) else Role.RATE
    return Role.VALUE


def alike(a: Number, b: Number) -> bool:
    """Whether two numbers may be added: of one kind, counts also of one unit."""
    one, other = _sort(a), _sort(b)
    return one == other or {one, other} == _ASKED


#: Of those who answered a poll some say that they are satisfied: copies are people there.
_ASKED = {(Kind.COUNT, "份"), (Kind.COUNT, "人")}


def _sort(number: Number) -> tuple[Kind, str]:
    if number.kind is Kind.PLAIN and re.search(r"[万亿]$", number.text):  # 30.00万 beside 80.00万元: the 元 is left out
        return Kind.AMOUNT, ""
    if number.kind is not Kind.COUNT:
        return number.kind, ""
    return Kind.COUNT, "人" if number.unit in ("人", "名", "位") else number.unit
