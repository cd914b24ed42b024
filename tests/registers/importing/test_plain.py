"""A plain row is one that cleaning and searching would have left as it is: whatever the texts are."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.registers.importing.conditions import conditions
from hengji.registers.importing.expressions import text_literal, value_sql
from hengji.registers.importing.plain import PLAIN, is_free_text, judged
from hengji.registers.readers import ReadColumn

from .trial import trial

SIGNS = st.sampled_from(list("甲乙A1.0+-=eE#'\"(计合　 \t\n\u00a0\u200b\ufeff|!审"))
TEXTS = st.one_of(st.none(), st.text(SIGNS, min_size=1, max_size=8), st.text(min_size=1, max_size=8).filter(
    lambda text: "\0" not in text and text.isprintable()),
    st.sampled_from(["合计", "4.1E+17", "#REF!", '="01"', "'001", "20220001.0", "县审计局", "办.0", "a|=b"]))


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> list[ReadColumn]:
    register = trial(tmp_path_factory.mktemp("r"))
    fields = [field for field in register.fields if is_free_text(field) and not field.pattern]
    assert {field.role for field in fields} == {"key", ""}
    return [ReadColumn(number, field, field.title) for number, field in enumerate(fields)]


@given(texts=st.lists(TEXTS, min_size=3, max_size=3))
def test_plain_texts_need_no_cleaning_and_hide_nothing(texts: list[str | None], columns: list[ReadColumn]) -> None:
    cells = ", ".join(f"{'NULL' if text is None else text_literal(text)}::VARCHAR AS c{n}"
                      for n, text in enumerate(texts[:len(columns)]))
    relation = f"(SELECT {cells})"
    raws = ", ".join(f'c{column.index} AS "_raw_{column.field.name}", '
                     f'{value_sql(column, f"c{column.index}")} AS "{column.field.name}"' for column in columns)
    wrong = [check.holds for column in columns for check in conditions(column, date(2026, 11, 21)) if check.looks]
    kept = " AND ".join(f'"{column.field.name}" IS NOT DISTINCT FROM "_raw_{column.field.name}"' for column in columns)
    ((plain, same, damaged),) = duckdb.execute(
        f"SELECT {PLAIN}, {kept}, coalesce({' OR '.join(wrong)}, false)"
        f" FROM (SELECT {PLAIN}, {raws} FROM {judged(relation, columns)})").fetchall()
    assert not plain or (same and not damaged)


def test_ordinary_texts_are_plain(columns: list[ReadColumn]) -> None:
    cells = ", ".join(f"'县审计局-2022/1' AS c{n}" if columns[n].field.role != "key" else f"'2022-1' AS c{n}"
                      for n in range(len(columns)))
    assert duckdb.execute(f"SELECT {PLAIN} FROM {judged(f'(SELECT {cells})', columns)}").fetchall() == [(True,)]
