"""A case as a workbook is the same case: written, read, scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from hengji.cases import case_document, case_workbook, load_case, read_case
from hengji.cases.sheets import LAYOUT
from hengji.frameworks import find_framework
from hengji.intake import fill_layout
from hengji.model import Unusable
from hengji.scoring import results_document, score_case
from hengji.telling import problem_told
from tests.cases.filling import EXAMPLES, RIGHT, fill_template, loaded, opened

by_name = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)


def again(content: bytes, folder: Path, beside: Path | None = None) -> Any:
    path = folder / "案例.xlsx"
    path.write_bytes(content)
    case, problems = load_case(path, beside)
    assert case is not None, "\n".join(map(problem_told, problems))
    return case


@by_name
def test_a_bundled_case_comes_back(path: Path, tmp_path: Path) -> None:
    case = loaded(path)
    back = again(case_workbook(case.case, case.framework), tmp_path)
    assert case_document(back.case) == case_document(case.case)
    assert back.case == case.case
    assert results_document(score_case(*back)) == results_document(score_case(*case))


def test_a_case_with_one_of_everything_comes_back(tmp_path: Path) -> None:
    case = loaded(RIGHT / "wide_case.yaml")
    back = again(case_workbook(case.case, case.framework), tmp_path, RIGHT)
    assert case_document(back.case) == case_document(case.case)
    assert results_document(score_case(*back)) == results_document(score_case(*case))


@by_name
def test_a_template_filled_in_by_a_script_scores_the_same(path: Path, tmp_path: Path) -> None:
    """Through openpyxl, which keeps no results of formulas."""
    case = loaded(path)
    fill_template(case).save(tmp_path / "案例.xlsx")
    back = loaded(tmp_path / "案例.xlsx")
    assert results_document(score_case(*back)) == results_document(score_case(*case))
    given = case_document(case.case)
    assert {name: _sorted(entry) for name, entry in case_document(back.case).items()} == {
        name: _sorted(entry) for name, entry in given.items()}


def _sorted(entry: Any) -> Any:
    """Without the order of a list, which the template's own rows decide."""
    return sorted(map(repr, entry)) if isinstance(entry, list) else entry


def test_the_same_case_gives_the_same_bytes() -> None:
    case = loaded(EXAMPLES[0])
    assert case_workbook(case.case, case.framework) == case_workbook(case.case, case.framework)


def test_numbers_are_numbers_where_nothing_is_lost() -> None:
    case = loaded(next(path for path in EXAMPLES if path.name == "yanjin-2022"))
    sheet = opened(case_workbook(case.case, case.framework))["数据"]
    shown = {sheet.cell(row, 1).value: sheet.cell(row, 6) for row in range(4, 24)}
    assert (shown["年初预算数"].value, shown["年初预算数"].data_type) == (354.31, "n")
    assert (shown["群众满意度"].value, shown["群众满意度"].number_format) == (0.9332, "0.0###%")


# What people may write: texts as a cell shows them, values of every unit.
_letters = st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp"), blacklist_characters="_~")
words = st.text(st.one_of(st.sampled_from("预算数率甲乙=+-@'\"#,;：:（）()%1.0/~\\"), _letters), min_size=1, max_size=20
                ).map(str.strip).filter(bool)
paragraphs = st.lists(words, min_size=1, max_size=3).map("\n".join)
money = st.integers(-10**13, 10**13).map(lambda fen: f"{fen // 100}.{fen % 100:02}元")
levels = st.sampled_from(["original", "verified", "stated", "none"])
VALUES = {"年初预算数": money, "群众满意度": st.one_of(
    st.decimals(0, 200, places=3).map(lambda share: f"{share}%"), st.integers(1, 99).map(lambda n: f"{n}/7")),
    "在职人员数": st.integers(0, 10**12).map(str)}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    facts = [{"name": name, "value": draw(values), "level": draw(levels), "label": draw(words), "who": draw(words)}
             for name, values in VALUES.items() if draw(st.booleans())]
    findings = [{"id": f"F{number}", "text": draw(paragraphs), "rows": draw(st.lists(words, max_size=3)),
                 "sides": [{"text": draw(paragraphs), "place": draw(words)}] * draw(st.integers(0, 2))}
                for number in range(draw(st.integers(0, 2)))]
    return {
        "schema": "hengji/case/1", "id": draw(words), "framework": "yanjin-2022", "period": "2022",
        "kind": draw(st.sampled_from(["evaluation", "self-evaluation", "feedback"])),
        "entity": {"name": draw(words)}, "facts": facts, "findings": findings,
        "given": {code: str(draw(st.integers(0, 200)) / 100) for code in ("A11", "B12") if draw(st.booleans())},
        "narrative": draw(st.dictionaries(words, paragraphs, max_size=3)),
        "calendar": {"2027": {"off": ["2027-05-03", "2027-05-04"], "on": ["2027-05-08"]}},
    }


@given(document=documents())
def test_any_case_survives(document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    under, _ = find_framework("yanjin-2022")
    assert under is not None
    case, problems = read_case(json.dumps(document, ensure_ascii=False), "案例", framework=under)
    assert case is not None, "\n".join(map(problem_told, problems))
    try:
        book = case_workbook(case.case, under)
    except Unusable as refused:
        told = [problem.text for problem in refused.problems]
        if all("与表里的项目名称相同" in text for text in told):
            reject()  # a department called 乡: the form has a row of that name
        raise
    back = again(book, tmp_path_factory.mktemp("w"))
    assert case_document(back.case) == case_document(case.case)


@pytest.mark.parametrize(("document", "words"), [
    ({"narrative": {"建议": "一\r二"}}, "正文"),
    ({"narrative": {"建议": "一_x000D_二"}}, "正文"),
    ({"narrative": {" 建议": "一"}}, "标题"),
    ({"findings": [{"id": "F1", "text": "甲", "rows": ["一\n二"]}]}, "涉及的记录"),
    ({"findings": [{"id": "F1", "text": "长" * 40_000}]}, "一个单元格放不下"),
    ({"tallies": [{"name": "题", "options": [{"name": "好"}]}, {"name": "题", "options": [{"name": "差"}]}]}, "同名"),
    ({"entity": {"name": "简称"}}, "与表里的项目名称相同"),
])
def test_what_a_cell_cannot_hold_is_told_and_nothing_is_written(document: dict[str, Any], words: str) -> None:
    with pytest.raises(Unusable) as refused:
        fill_layout(LAYOUT, document, "案例")
    assert [words in problem.text for problem in refused.value.problems] == [True]
