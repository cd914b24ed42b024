"""What a contract costs in a year, and what the accounts show of it (合同金额与决算明细)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.wording import with_unit

from .names import name_of

#: Costs that are bought by contract, by the first characters of their names.
_COST = re.compile(r"(物业|租赁|房租|保洁|安保|保安|网络|运维|食堂|绿化)[^,;。\d]{0,6}费?$")
_YEARLY = re.compile(r"^\s*(?:/|每)\s*年")
_COST_ROW = re.compile(r"(?:管理|服务|租赁|维护)?(?:费|支出)$")


def contracts_in_accounts(reading: Reading) -> Iterator[Remark]:
    """A yearly contract that costs more than the account of that kind of cost: where the rest stands is not told."""
    rows = [(name, number) for sheet in reading.sheets for (row, _), number in sheet.numbers.items()
            if number.kind is Kind.AMOUNT and number.value > 0 and (name := name_of(sheet.labels.get(row, "")))]
    seen: set[Number] = set()
    for sentence in reading.sentences:
        for number in sentence.numbers:
            match = _COST.search(number.label)
            if number.kind is not Kind.AMOUNT or match is None \
                    or not _YEARLY.match(sentence.text[sentence.end_of(number):]):
                continue
            kind = [cell for name, cell in rows if name.startswith(match[1]) and _COST_ROW.search(name)]
            if len(kind) == 1 and kind[0].value < number.value and kind[0] not in seen:
                seen.add(kind[0])
                yield Remark(
                    "cross-table", Strength.WEAK, (kind[0].mark, number.mark), numbers=(kind[0], number),
                    printed=with_unit(kind[0]), likely="其余部分列在别处，没有说明",
                    explanation=f"合同每年{with_unit(number)}，支出明细只列{with_unit(kind[0])}，其余列在哪里没有说明。",
                    values=(with_unit(kind[0]), with_unit(number)))
