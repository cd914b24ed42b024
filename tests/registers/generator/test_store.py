"""The store of the bundled case: whole or not at all, made once, and its totals as the document prints them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest

from hengji.model import Exact, Unusable
from hengji.registers import ImportRequest, Origin, Store, ToGenerate, generate, import_into, load_recipes, make_store
from hengji.registers.generator import synthetic
from hengji.services import MeasureRequest, Span, measure_register

SMALL = ("posts", "staff")
#: Measure → its parts, as the document prints them.
PRINTED: dict[str, dict[str, Exact]] = {
    "service-cases/unified-closing-rate": {"一网通办受理件数": 79919, "一网通办办结件数": 79072},
    "service-cases/double-entry-share": {"办件数": 100331, "重复录入件数": 3010, "办结后补录件数": 1505},
    "bundles/online-count": {"上线的一件事": 39},
    "bundle-steps/bundle-cases": {"一件事办件数": 3239},
    "supervision-items/main-coverage": {"监管主项数": 545, "覆盖的主项数": 545},
    "supervision-items/sub-coverage": {"监管子项数": 2184, "覆盖的子项数": 2184},
    "approved-projects/industries-in-system": {"行业数": 11, "项目数": 306},
    "approved-projects/projects-in-system": {"纳入系统的项目数": 306},
    "service-items/no-visit-share": {"政务服务事项总数": 2179, "不见面审批事项数": 2168},
    "service-items/instant-share": {"行政许可事项数": 1124, "行政许可即办件事项数": 896},
    "posts/control-rate": {"编制数": 21, "在职人员数": 20},
    "key-tasks/supervision-system-completion": {"监管体系任务数": 20, "监管体系完成任务数": 13},
    "budget-lines/initial-budget": {"年初预算数": 354_31_0000},
    "budget-lines/adjusted-budget": {"调整预算数": 335_96_0000},
    "budget-lines/adjusted-income": {"年初结转结余": 25_32_0000},
    "budget-lines/spending": {"支出决算数": 335_96_0000},
    "budget-lines/basic-initial-budget": {"基本支出年初预算数": 126_35_0000},
    "budget-lines/basic-spending": {"基本支出实际支出数": 180_10_0000},
    "budget-lines/project-initial-budget": {"项目支出年初预算数": 227_96_0000},
    "budget-lines/project-spending": {"项目支出实际支出数": 155_86_0000},
    "budget-lines/carried-out": {"年末结转结余": 0},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HENGJI_HOME", str(tmp_path_factory.mktemp("home")))
        return make_store(tmp_path_factory.mktemp("stores") / "示例")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a store of few registers."""
    monkeypatch.setenv("HENGJI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(synthetic, "REGISTERS", SMALL)
    return tmp_path / "stores" / "示例"


def of(store: Path, name: str, year: int = 2022) -> dict[str, object]:
    register, _, measure = name.partition("/")
    ((one,),) = measure_register(MeasureRequest(register, measure, str(store), period=Span.year(year))).results
    return {**one.parts, "": one.value}


@pytest.mark.parametrize("name", PRINTED)
def test_totals_agree_with_what_the_document_prints(store: Path, name: str) -> None:
    found = of(store, name)
    assert {part: found[part] for part in PRINTED[name]} == PRINTED[name]


def test_last_year_and_rates(store: Path) -> None:
    assert of(store, "budget-lines/carried-out", 2021)[""] == 1021_36_0000
    compression = of(store, "service-items/licence-time-limit-compression")[""]
    assert isinstance(compression, Fraction)
    assert round(compression, 4) == Fraction(9162, 10000)


def test_every_register_is_imported_without_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJI_HOME", str(tmp_path / "home"))
    rejected = {}
    for file in generate(ToGenerate(tuple(load_recipes().values()), 4, Fraction(1, 50)), tmp_path / "files"):
        request = ImportRequest((Origin(file.path),), "测试")
        result = import_into(Store(tmp_path / "store"), file.recipe.register, request)
        if result.version != 0 or sum(source.rows for source in result.sources) != file.rows:
            rejected[file.path.name] = [problem.text for problem in result.problems]
    assert rejected == {}


def test_a_store_that_is_whole_is_left_as_it_is(small: Path) -> None:
    make_store(small)
    before = {path: path.stat().st_mtime_ns for path in small.rglob("*")}
    assert make_store(small) == small
    assert {path: path.stat().st_mtime_ns for path in small.rglob("*")} == before


@pytest.mark.parametrize("mark", ["", "{}"])
def test_a_broken_or_older_store_is_made_anew(small: Path, mark: str) -> None:
    make_store(small)
    (small / "合成数据.json").write_text(mark, encoding="utf-8")
    (small / "staff").rename(small / "posts-1")
    if not mark:
        with pytest.raises(Unusable, match="里面却有别的东西"):
            make_store(small)
        return
    make_store(small)
    assert of(small, "staff/in-post")[""] == 20


def test_what_a_killed_run_left_is_removed(small: Path) -> None:
    left = small.parent / ".示例.making-1234" / "store" / "posts"
    left.mkdir(parents=True)
    make_store(small)
    assert sorted(path.name for path in small.parent.iterdir()) == [".示例.lock", "示例"]


def test_two_at_once_make_one_store(small: Path) -> None:
    with ThreadPoolExecutor() as pool:
        list(pool.map(make_store, [small] * 2))
    assert [snapshot.version for snapshot in Store(small).snapshots("posts")] == [0]


def test_something_else_in_its_place_is_kept(small: Path) -> None:
    small.mkdir(parents=True)
    (small / "自己的.txt").write_text("重要", encoding="utf-8")
    with pytest.raises(Unusable) as refused:
        make_store(small)
    assert "不覆盖" in refused.value.problems[0].text
    assert [path.name for path in small.iterdir()] == ["自己的.txt"]


def test_a_place_that_cannot_be_written_to(tmp_path: Path, small: Path) -> None:
    (tmp_path / "stores").write_text("", encoding="utf-8")
    with pytest.raises(Unusable) as refused:
        make_store(small)
    assert "HENGJI_HOME" in refused.value.problems[0].suggestion
