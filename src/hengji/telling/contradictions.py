"""Contradictions for people (矛盾的说法): how much was checked, what was found, both sides of each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hengji.model import CHECKS, PROOF_SEVERITIES, CheckedFigure, Contradiction, Proofread, Quotation

_SHORT = 40
#: So many other sides of a finding are listed; the words of all of them are marked.
LISTED_SIDES = 10


def coverage_told(proofread: Proofread) -> str:
    """How much of a document was checked: figures, relations, what could not be read."""
    return (f"{len(proofread.figures)} 个数字，核对 {proofread.checked} 个，关系 {proofread.relations} 条，"
            f"读不出 {len(proofread.manuscript.unread)} 处")


def verdict_told(proofread: Proofread) -> str:
    """What was found, never without what was not checked: nothing found is not nothing wrong."""
    if not proofread.figures:
        return "没有读到数字，什么也没有核对；这不表示没有矛盾。"
    if not proofread.relations:
        return "数字之间没有能核对的关系，什么也没有核对；这不表示没有矛盾。"
    unchecked = len(proofread.figures) - proofread.checked
    beyond = f"另有 {unchecked} 个数字没有可核对的关系。" if unchecked else ""
    beyond += f"{len(proofread.aims)} 个目标值、限值和标准中的数没有实际值可对照。" if proofread.aims else ""
    found = severities_told(proofread)
    return f"发现：{found}。{beyond}" if found else \
        f"核对过的 {proofread.checked} 个数字没有发现矛盾。{beyond}"


def severities_told(proofread: Proofread) -> str:
    """How many of each severity there are; "" where there is none."""
    counts = ((term, proofread.counted(severity)) for severity, term in PROOF_SEVERITIES.items())
    return "，".join(f"{term} {count}" for term, count in counts if count)


def kinds_told(proofread: Proofread) -> str:
    """How many there are of each kind, the most first."""
    counts = Counter(kind_told(c) for c in proofread.contradictions if not c.set_aside)
    return "，".join(f"{kind} {count}" for kind, count in counts.most_common())


def kind_told(contradiction: Contradiction) -> str:
    """What a finding is about: 合计不符."""
    return CHECKS[contradiction.check]


def place_told(quotation: Quotation) -> str:
    """Where one side stands; with the document where there are several."""
    return " ".join(filter(None, (quotation.document, str(quotation.spot))))


def sides_told(contradiction: Contradiction) -> Iterator[tuple[str, str]]:
    """The finding line by line, as (word, text): both sides, cause, correction; only what there is."""
    expected = "应为" if contradiction.severity == "error" else "算得"
    formula = "" if contradiction.formula in contradiction.explanation else contradiction.formula
    lines = [("印出", contradiction.printed), (expected, contradiction.expected), ("算式", formula),
             *(("另见", side_told(side)) for side in contradiction.sides[:LISTED_SIDES]),
             ("另见", unlisted_told(contradiction)),
             ("说明", contradiction.explanation), ("原因", contradiction.likely), ("改为", contradiction.correction)]
    return ((word, text) for word, text in lines if text)


def unlisted_told(contradiction: Contradiction) -> str:
    """That there are more other sides than are listed; "" where there are not."""
    more = len(contradiction.sides) - LISTED_SIDES
    return f"另有 {more} 处，没有一一列出" if more > 0 else ""


def side_told(side: Quotation) -> str:
    """Another side on a line: where, what it says, its words."""
    said = "：".join(filter(None, (side.label, side.value)))
    words = quoted(shortened_quote(side.quote)) if side.quote not in side.value else ""
    return "　".join(filter(None, (place_told(side), said, words)))


def quoted(text: str) -> str:
    """``text`` in quotation marks, other ones than it holds itself."""
    return f"「{text}」" if "“" in text else f"“{text}”"


def shortened_quote(quote: str, length: int = _SHORT) -> str:
    """The beginning of a long quotation."""
    return quote if len(quote) <= length else f"{quote[:length]}……"


def comment_told(contradiction: Contradiction, number: int) -> str:
    """A finding as a comment at its words (批注)."""
    head = f"{number} {PROOF_SEVERITIES[contradiction.severity]}　{kind_told(contradiction)}"
    return "\n".join([head, *(f"{word}：{text}" for word, text in sides_told(contradiction))])


def side_comment_told(contradiction: Contradiction, number: int) -> str:
    """The comment at the other side, which points to the finding."""
    words = quoted(brief_words(contradiction))
    return f"{number} 另一处　与{place_told(contradiction.quotation)}的{words}不一致，见批注 {number}"


def brief_words(contradiction: Contradiction) -> str:
    """What was printed, in a few words."""
    return contradiction.printed or shortened_quote(contradiction.quotation.quote, 20)


def figure_told(figure: CheckedFigure) -> str:
    """How well a figure was checked."""
    return f"核对 {figure.relations} 次" if figure.relations else "没有核对"
