"""What the shipped registers say of persons, deadlines and groups holds for all of them."""

from __future__ import annotations

import re

from hengji.registers import catalogue

KNOWN, _ = catalogue()
FIELDS = [(register, field) for register in KNOWN.registers.values() for field in register.fields]
#: What a person is known by; of units, enterprises and things the same words are no matter.
_PERSON = re.compile(r"人$|工号|电话|申请人证件号|主叫号码|用户$|人证件号")


def test_persons_are_hashed_or_not_kept() -> None:
    for register, field in FIELDS:
        if field.role == "person" or _PERSON.search(field.title):
            assert field.person in ("hashed", "dropped"), f"{register.id} {field.title}"


def test_deadlines_may_lie_ahead_and_what_happened_may_not() -> None:
    for register, field in FIELDS:
        if field.role == "deadline":
            assert field.future, f"{register.id} {field.title}"
        if field.future:
            assert field.type in ("date", "datetime"), f"{register.id} {field.title}"


def test_money_is_never_negative_but_where_it_is_said() -> None:
    may = {(register.id, field.name) for register, field in FIELDS if field.type == "money" and field.low is None}
    assert may == {("vouchers", "amount")}


def test_every_register_says_where_it_comes_from_and_can_be_cut_by_place() -> None:
    for register in KNOWN.registers.values():
        assert register.serves, register.id
        assert "region" in register.by_name or register.id in ("point-tiers", "institution-contents"), register.id


def test_a_measure_lists_what_names_a_row() -> None:
    for measure in KNOWN.measures.values():
        assert len(measure.columns) >= 2, f"{measure.register} {measure.id}"
        assert len({each.why for each in measure.left_out}) == len(measure.left_out), f"{measure.register} {measure.id}"
