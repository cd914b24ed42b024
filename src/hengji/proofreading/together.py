"""Several documents of one entity (几份文稿): this year's and last year's, plan and report, told against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hengji.frameworks import Framework
from hengji.model import Contradiction, Manuscript, Proofread, by_place

from .claims.remarks.identity import Identity, identity_of
from .claims.remarks.pieces import Pieces
from .claims.same.items import Path, items_told
from .contradictions import fingerprinted, quotation
from .number import Number
from .proofread import proofread_reading, read
from .reading import Reading
from .wording import with_unit

#: An item, what of it is told (its budget, its final account), and of which year.
Key = tuple[Path, str, str]
_TOLD = {"budget": "预算", "final": "决算（执行）"}


@dataclass(frozen=True, slots=True, eq=False)
class _Document:
    """A document with the items that it tells, by year; of an item told twice with two values, neither."""

    reading: Reading
    identity: Identity
    items: dict[Key, Number]


def proofread_together(manuscripts: Sequence[Manuscript], framework: Framework | None = None
                       ) -> tuple[Proofread, ...]:
    """Each of ``manuscripts``, proofread, in their order; then what those of one entity tell differently.

    What differs is told with the later of the two documents. A budget of a year and
    what was budgeted for it as the next year's document tells it may differ by a
    change of scope: a thing to look at, no error.
    """
    documents = [_document(read(manuscript)) for manuscript in manuscripts]
    results = [proofread_reading(document.reading, framework) for document in documents]
    across: dict[int, list[Contradiction]] = defaultdict(list)
    for (i, one), (j, other) in combinations(enumerate(documents), 2):
        if one.identity.entity and one.identity.entity == other.identity.entity:
            earlier, later = (i, j) if one.identity.year <= other.identity.year else (j, i)
            across[later].extend(_differing(documents[later], documents[earlier]))
    return tuple(
        replace(result, contradictions=tuple(by_place([*result.contradictions, *fingerprinted(across[index])])))
        for index, result in enumerate(results))


def _document(reading: Reading) -> _Document:
    identity = identity_of(Pieces(reading).all)
    told: dict[Key, list[Number]] = defaultdict(list)
    for path, number, of in items_told(reading):
        year = number.period or str(identity.year or "")
        if year and of in _TOLD:
            told[path, of, year].append(number)
    return _Document(reading, identity, {
        key: numbers[0] for key, numbers in told.items() if len({number.value for number in numbers}) == 1})


def _differing(later: _Document, earlier: _Document) -> Iterator[Contradiction]:
    for key in later.items.keys() & earlier.items.keys():
        number, other = later.items[key], earlier.items[key]
        if number.interval.meets(other.interval):
            continue
        path, of, year = key
        side = replace(quotation(earlier.reading.manuscript, other.mark, with_unit(other)), mark=None,
                       document=earlier.reading.manuscript.name)
        yield Contradiction(
            "", "cross-table", "warning", quotation(later.reading.manuscript, number.mark, with_unit(number)),
            with_unit(number), with_unit(other), "", "口径调整，或其中一份写错", "",
            f"{year}年“{path[-1]}”的{_TOLD[of]}数，本文件是{with_unit(number)}，"
            f"《{side.document}》是{with_unit(other)}。", (side,))
