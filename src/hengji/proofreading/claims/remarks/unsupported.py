"""What is claimed without support (缺依据): shares without a sample, references to nothing, budgets alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from hengji.model import Mark
from hengji.proofreading.number import Kind
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.wording import shown

from .identity import identity_of
from .numbering import Item, items
from .pieces import Piece, Pieces

_SHARE = re.compile(
    r"(?P<a>\d+(?:\.\d+)?)%\s*的?\s*(?:受访|被访|被调查|受调查|调查|服务)(?:者|对象|群众|企业|人员)"
    r"|(?:满意[率度]|非常满意|很满意)(?:为|达到?|是)\s*(?P<b>\d+(?:\.\d+)?)%")
_SAMPLE = re.compile(r"(?:发放|回收|收回|抽取|抽样|访谈|有效)[^。]{0,16}?\d+\s*(?:份|人|名|户|家)|\d+\s*份"
                     r"|样本量?[^。]{0,6}\d+|(?:评价|测评)(?:数量?|件)?[^。%]{0,4}\d+(?:\.\d+)?\s*万?(?:条|件|次|人)")
#: The document says itself that the sample is not told.
_UNTOLD = re.compile(r"(?:没有?|未|缺)[^,。;]{0,6}(?:样本|份数|人数)")
_LARGEST_SAMPLE = 10000


def shares(pieces: Pieces) -> Iterator[Remark]:
    """Shares of those asked, where nothing tells how many were asked; with the smallest number that fits."""
    if any(_SAMPLE.search(piece.text) for piece in pieces.all):
        return
    told = [(piece.part(found.start(group), found.end(group) + 1), found[group]) for piece in pieces.all
            if (not piece.in_table or "。" in piece.text) and not _UNTOLD.search(piece.text)
            for found in _SHARE.finditer(piece.text) for group in [found.lastgroup or ""]]
    if not told:
        return
    shown = "、".join(f"{percent}%" for _, percent in told)
    fit = _smallest_sample([percent for _, percent in told])
    counts = "、".join(f"{_nearest(fit, percent)}人" for _, percent in told)
    hint = f"；能同时得出这些比例的最小样本量是{fit}（{counts}）" if fit > 1 else ""
    yield Remark("unsupported", Strength.LIKELY, tuple(mark for mark, _ in told),
                 f"{shown}没有样本量，无从核对{hint}。", shown, "样本量和各选项人数", "漏写调查份数",
                 "补写发放、收回的有效份数和各选项人数。", pieces.numbers(*(mark for mark, _ in told)))


def _smallest_sample(percents: list[str]) -> int:
    """The least number of people of whom a whole number makes each share, 0 where there is none."""
    return next((size for size in range(1, _LARGEST_SAMPLE) if all(_fits(size, percent) for percent in percents)), 0)


def _fits(size: int, percent: str) -> bool:
    decimals = len(percent.partition(".")[2])
    half = Fraction(1, 2 * 100 * 10 ** decimals)
    return abs(Fraction(_nearest(size, percent), size) - Fraction(percent) / 100) <= half if size else False


def _nearest(size: int, percent: str) -> int:
    return round(Fraction(percent) / 100 * size)


_LONGEST_TITLE = 120
_REFERENCE = re.compile(r"(?:详见|参见|见|如)\s*(附件|附表|附录|表)\s*(\d+(?:\s*[-–—]\s*\d+)?)(?!\s*[个月年])")


#: Cited with its lines: another document's.
_LINES = re.compile(r"\s*[,，]\s*第[\d、—~至-]+[行页]")


def references(pieces: Pieces) -> Iterator[Remark]:
    """References to annexes and tables that the document does not have, told once."""
    titles = [piece.text.strip(" #*\n") for piece in pieces.all if len(piece.text) < _LONGEST_TITLE]
    titles += [table.title.strip() for table in pieces.tables.values()]
    missing: list[tuple[Mark, str]] = []
    for piece in pieces.all:
        for found in _REFERENCE.finditer(piece.text):
            if _LINES.match(piece.text, found.end()):
                continue
            label = re.sub(r"\s", "", found[1] + found[2])
            form = re.compile(r"\s*".join(map(re.escape, label)) + r"(?!\d(?!\d{3}\s*年)|\s*-\s*\d)")
            if not any(form.match(title) for title in titles):
                missing.append((piece.part(found.start(1), found.end()), label))
    if missing:
        names = "、".join(dict.fromkeys(label for _, label in missing))
        yield Remark("unsupported", Strength.LIKELY, tuple(mark for mark, _ in missing), f"文中引用的{names}没有随文。",
                     names, "随文附上", "漏附，或编号写错", "补附，或改正引用的编号。")


_GRADE = re.compile(r"(?:等级|级别|档次|评定|结论|属于|结果)[^。,;\d]{0,8}"
                    r"“(优秀?|良好?|中|差|合格|不合格)”(?!的?\s*\d)")
_BANDS = re.compile(r"\d{2,3}\s*分?(?:\(不?含[^)]*\))?\s*[-—~～至到≤<]\s*\d{2,3}|[≥>]\s*\d{2}"
                    r"|\d{2}\s*分?(?:\([^)]*\))?以[上下]|[≤<]\s*(?:综合|评价)?得?分")


def grades(pieces: Pieces) -> Iterator[Remark]:
    """A grade without the bands of points that it follows from: a note."""
    if any(_BANDS.search(piece.text) and re.search(r"优|良|合格", piece.text) for piece in pieces.all):
        return
    marks = [piece.part(*found.span(1)) for piece in pieces.all for found in _GRADE.finditer(piece.text)]
    if marks:
        yield Remark("unsupported", Strength.WEAK, tuple(marks),
                     f"评定为“{pieces.manuscript.quoted(marks[0])}”，全文没有印出等级划分标准。",
                     pieces.manuscript.quoted(marks[0]), "各等级的分数段", "漏写等级划分标准", "补写各等级的分数段。")


_FACTOR = re.compile(r"=\s*[\d.]+\s*[*×xX]\s*(?P<rate>(?P<n>\d+(?:\.\d+)?)%)(?:\s*[*×xX]\s*100%)?\s*=\s*[\d.]+")


def factors(pieces: Pieces) -> Iterator[Remark]:
    """Completion rates that scores are worked out with, and that nothing else in the document tells of; told once."""
    told: list[tuple[Mark, str]] = []
    for piece in pieces.paragraphs:
        for found in _FACTOR.finditer(piece.text):
            rate = re.compile(rf"(?<![\d.]){re.escape(found['n'])}(?:\.0+)?%")
            if sum(len(rate.findall(other.text)) for other in pieces.paragraphs) == 1:
                told.append((piece.part(*found.span("rate")), found["rate"]))
    if told:
        marks, rates = [mark for mark, _ in told], "、".join(rate for _, rate in told)
        yield Remark("unsupported", Strength.LIKELY, tuple(marks),
                     f"得分按{rates}计算，全文没有这个比率的来源。", rates, "分子、分母或出处",
                     "直接取用结论，没有写过程", "补写这个比率怎样得出。", pieces.numbers(*marks))


#: A rate of what was done, named and measured: 群众办事网办率为87.3%.
_MEASURED = re.compile(r"(?P<name>[一-鿿]{0,10}(?:执行|到位|完成|合格|达标|办结|覆盖|及时|使用|利用|支出|拨付)率)"
                       r"(?:为|是|达到?|仅|仅为|只有)?\s*(?P<value>\d+(?:\.\d+)?%)(?!\s*(?:以[上下内]|的目标|[-—~至]))")
_AIMS = re.compile(r"目标|要求|规定|标准|应|须|力争|确保|计划|[≥≤><]|不低于|不少于|达到或|满分|得\d|扣\d")
_WHOLE_RATES = frozenset({"100%", "0%", "100.00%", "0.00%", "100.0%", "0.0%"})


def measured_rates(pieces: Pieces) -> Iterator[Remark]:
    """Rates told without a number of which they could be the share, in their paragraph or anywhere by the same name."""
    told: list[tuple[Mark, str]] = []
    for piece in pieces.paragraphs:
        figures = {number for number in pieces.numbers(piece.mark) if number.kind in (Kind.AMOUNT, Kind.COUNT)}
        for found in _MEASURED.finditer(piece.text):
            begin = max(piece.text.rfind(sign, 0, found.start()) for sign in "。;") + 1
            if figures or found["value"] in _WHOLE_RATES or _AIMS.search(piece.text[begin:found.end() + 6]):
                continue
            name = found["name"][-6:]
            if not any(found["value"] in other.text or (other.in_table and name in other.text)
                       for other in pieces.all if other is not piece):
                told.append((piece.part(*found.span()), found["name"]))
    if told:
        marks = [mark for mark, _ in told]
        names = "、".join(f"{name}{pieces.manuscript.quoted(mark)[len(name):]}" for mark, name in told)
        yield Remark("unsupported", Strength.LIKELY if len(told) > 1 else Strength.WEAK, tuple(marks),
                     f"这些比率没有写分子、分母，无从核对：{names}。", pieces.manuscript.quoted(marks[0]), "分子和分母",
                     "只写结论，没有写过程", "补写各比率的分子、分母。", pieces.numbers(*marks))


_SPENDING = re.compile(r"支出(?:执行)?情况$")


def outturns(pieces: Pieces) -> Iterator[Remark]:
    """Sections on spending that tell the budget alone, and sections on efficiency without a figure."""
    budget = identity_of(pieces.all).is_budget
    for head, body in _sections(pieces):
        name = re.sub(r"\s|[()（）]", "", head.piece.text[head.end:])
        text = "".join(piece.text for piece in body)
        if _SPENDING.search(name) and not budget and (found := re.search(r"预算数?(?:为|是)?\s*\d[\d.,]*\s*[万亿]?元",
                                                                         text)) \
                and not re.search(r"决算|实际|执行|完成|支付|支出数|支出\s*(?:为)?\d", text):
            piece = next(piece for piece in body if found[0] in piece.text)
            at = piece.text.index(found[0])
            yield Remark("unsupported", Strength.LIKELY, (piece.part(at, at + len(found[0])), head.piece.mark),
                         f"“{name}”一节只写了预算，没有写支出决算数，执行情况无从核对。", found[0], "支出决算数",
                         "漏写决算数", "补写支出决算数和执行率。")
        elif re.search(r"效率(?:性)?(?:分析|情况)$", name) and text and not re.search(r"\d", re.sub(r"\d{4}年", "",
                                                                                             text)):
            yield Remark("unsupported", Strength.WEAK, (body[0].mark, head.piece.mark),
                         f"“{name}”一节没有一个数。", "", "时效、成本等效率数据", "照抄套话",
                         "补写完成时限、成本等数据。")


def _sections(pieces: Pieces) -> Iterator[tuple[Item, list[Piece]]]:
    """Numbered headings, each with the paragraphs up to the next numbered one."""
    ordered = [*pieces.paragraphs]
    heads = [*items(ordered)]
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        body = ordered[head.index + 1:following.index if following else len(ordered)]
        if len(head.piece.text) <= 30 and body:
            yield head, body


_EACH = re.compile(r"(?:涉及|[,;])金额(?:为)?\s*\d")
_SUMMED = re.compile(r"合计|共计|总计|总额|累计|总金额")
_FEWEST = 5


def totals(pieces: Pieces) -> Iterator[Remark]:
    """Many amounts listed without their total: a note with the total."""
    for piece in pieces.paragraphs:
        starts = [found.end() - 1 for found in _EACH.finditer(piece.text)]
        amounts = [number for number in pieces.numbers(piece.mark)
                   if number.kind is Kind.AMOUNT and number.mark.start in starts]
        if len(amounts) < _FEWEST or _SUMMED.search(piece.text):
            continue
        total = shown(sum((number.value for number in amounts), Fraction(0)), min(amounts, key=lambda one: one.step))
        open_end = "等" in piece.text[amounts[-1].mark.end:amounts[-1].mark.end + 2]
        more = "；末尾有“等”，是否列全不明" if open_end else ""
        yield Remark("unsupported", Strength.WEAK, tuple(number.mark for number in amounts),
                     f"列了{len(amounts)}笔金额，没有合计，相加为{total}{more}。", f"{len(amounts)}笔",
                     total,
                     "漏写合计", f"补写“合计{total}”及其占比。", tuple(amounts))


_STANDARD = re.compile(r"每人(?:每)?[^,。;\d]{0,10}\d[\d.]*\s*元[^,。;]{0,2}(?:的)?标准"
                       r"|标准为?每人[^,。;\d]{0,10}\d[\d.]*\s*元")
_VAGUE = re.compile(r"(?:总额小|低于|少于|小于|高于|大幅(?:增加|减少|提升|提高|下降)|明显(?:增加|减少|下降))"
                    r"(?:年初|上年|去年|全年)?(?:预算数?|上年|去年|同期|计划)?(?=[。;])")


def vague(pieces: Pieces) -> Iterator[Remark]:
    """Standards for each person without the number of persons, and comparisons without a figure."""
    alone = [piece.part(*found.span()) for piece in pieces.paragraphs for found in _STANDARD.finditer(piece.text)
             if not re.search(r"\d+\s*(?:人(?!次)|名)|\d[\d.]*\s*万元", piece.text)]
    if alone:
        yield Remark("unsupported", Strength.WEAK, tuple(alone),
                     "写了每人标准，没有人数、天数和总额，标准与支出无法对照。",
                     pieces.manuscript.quoted(alone[0]), "人数、天数和总额", "漏写发放范围",
                     "补写人数、天数和发放总额。")
    empty = [piece.part(*found.span()) for piece in pieces.paragraphs for found in _VAGUE.finditer(piece.text)
             if not re.search(r"\d", re.split(r"[。;]", piece.text[:found.start()])[-1])]
    if empty:
        yield Remark("unsupported", Strength.WEAK, tuple(empty), "说了高低增减，没有写数。",
                     pieces.manuscript.quoted(empty[0]), "两边的数", "漏写数据", "补写两边的数和差额。")
