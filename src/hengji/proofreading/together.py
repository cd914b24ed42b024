"""Several documents of one department (几份文稿): this year's and last year's, plan and report, department and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hengji.frameworks import Framework
from hengji.model import Contradiction, Manuscript, Proofread, Quotation, by_place

from .claims.remarks.identity import Identity, identity_of, lists_as_unit
from .claims.remarks.pieces import Pieces
from .contradictions import fingerprinted, quotation
from .number import Kind, Number
from .proofread import proofread_reading, read
from .quantities import TARGET, Quantity, quantities_of
from .reading import Reading
from .wording import with_unit

#: So many further differences of one table are quoted.
_MORE = 5


@dataclass(frozen=True, slots=True, eq=False)
class _Document:
    """A document, whose it is, and what it tells."""

    reading: Reading
    pieces: Pieces
    identity: Identity
    told: dict[Quantity, Number]

    @property
    def name(self) -> str:
        return self.reading.manuscript.name

    def quoted(self, number: Number) -> Quotation:
        return quotation(self.reading.manuscript, number.mark, with_unit(number))


def proofread_together(manuscripts: Sequence[Manuscript], framework: Framework | None = None
                       ) -> tuple[Proofread, ...]:
    """Each of ``manuscripts``, proofread, in their order; then what those of one entity tell differently.

    What differs is told with the later of the two documents. A budget of a year and
    what was budgeted for it as the next year's document tells it may differ by a
    change of scope: a thing to look at, no error. A unit that a department lists as
    its own may have no more of a thing than the department has in all.
    """
    documents = [_document(read(manuscript)) for manuscript in manuscripts]
    results = [proofread_reading(document.reading, framework) for document in documents]
    across: dict[int, list[Contradiction]] = defaultdict(list)
    for (i, one), (j, other) in combinations(enumerate(documents), 2):
        if one.identity.entity and one.identity.entity == other.identity.entity:
            earlier, later = (i, j) if one.identity.year <= other.identity.year else (j, i)
            across[later].extend(_differing(documents[later], documents[earlier]))
        elif lists_as_unit(one.pieces, other.identity.entity):
            across[j].extend(_beyond(other, one))
        elif lists_as_unit(other.pieces, one.identity.entity):
            across[i].extend(_beyond(one, other))
    return tuple(
        replace(result, contradictions=tuple(by_place([*result.contradictions, *fingerprinted(across[index])])))
        for index, result in enumerate(results))


def _document(reading: Reading) -> _Document:
    pieces = Pieces(reading)
    identity = identity_of(pieces.all)
    return _Document(reading, pieces, identity, quantities_of(reading, identity))


def _differing(later: _Document, earlier: _Document) -> Iterator[Contradiction]:
    """What both tell of one quantity, and differently."""
    for group in _grouped(later, earlier, lambda number, other: not number.interval.meets(other.interval)):
        quantity = group[0]
        likely = "目标调整过，或其中一份写错" if quantity.aspect == TARGET else "口径调整，或其中一份写错"
        yield _told(later, earlier, group, "应与{other}一致", likely)


def _beyond(unit: _Document, department: _Document) -> Iterator[Contradiction]:
    """What a unit has more of than its whole department."""
    for group in _grouped(unit, department, _more):
        yield _told(unit, department, group, "不应超过部门的{other}", "口径不同，或其中一份写错")


def _more(number: Number, other: Number) -> bool:
    return number.kind in (Kind.AMOUNT, Kind.COUNT) and number.interval.low > other.interval.high


def _grouped(document: _Document, other: _Document,
             wrong: Callable[[Number, Number], bool]) -> Iterator[list[Quantity]]:
    """Quantities that both tell and that are ``wrong``, each figure once, those of one table or aspect together."""
    groups: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    told: set[int] = set()
    for quantity, number in document.told.items():
        known = other.told.get(quantity)
        if known is not None and known.kind is number.kind and wrong(number, known) and id(number) not in told:
            told.add(id(number))
            groups[quantity.aspect, quantity.year].append(quantity)
    yield from groups.values()


def _told(document: _Document, other: _Document, group: list[Quantity], rule: str, likely: str) -> Contradiction:
    first, *more = group
    number, known = document.told[first], other.told[first]
    also = "；".join(f"“{'·'.join(each.subject)}”本文件{with_unit(document.told[each])}，"
                    f"该文件{with_unit(other.told[each])}" for each in more[:_MORE])
    tail = f"另有{len(more)}项也不符：{also}{'等' if len(more) > _MORE else ''}。" if more else ""
    sides = [replace(other.quoted(other.told[each]), mark=None, document=other.name) for each in group[:_MORE + 1]]
    sides += [document.quoted(document.told[each]) for each in more[:_MORE]]
    return Contradiction(
        "", "cross-table", "warning", document.quoted(number), with_unit(number), with_unit(known), "", likely, "",
        f"{first}，本文件是{with_unit(number)}，{rule.format(other=f'《{other.name}》的{with_unit(known)}')}。{tail}",
        tuple(sides), len(group))
