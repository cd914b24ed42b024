"""Plans live as long as their framework, and no longer."""

from __future__ import annotations

import gc
import weakref

from tests.making import framework, judged, leaf, score


def test_a_framework_that_nobody_holds_is_forgotten() -> None:
    under = framework([leaf("A", "100")])
    score(under, judgements={"A": judged("90")})
    remembered = weakref.ref(under)
    del under
    gc.collect()
    assert remembered() is None
