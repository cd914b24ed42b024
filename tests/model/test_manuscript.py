"""Places of a document as people look for them."""

from __future__ import annotations

import pytest

from hengji.model import Spot


@pytest.mark.parametrize(("spot", "told"), [
    (Spot(page=3, table=2, row=5, column=4), "第3页表2第5行第4列"),
    (Spot(table=1, row=4, column=3, sheet="项目支出"), "项目支出!C4"),
    (Spot(table=1, row=10, column=28, sheet="表"), "表!AB10"),
    (Spot(line=7, paragraph=3), "第7行第3段")])
def test_a_spot_is_told_as_people_look_for_it(spot: Spot, told: str) -> None:
    assert str(spot) == told
