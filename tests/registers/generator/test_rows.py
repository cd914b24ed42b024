"""The rows that are made: whole, fitting together, and the same from the same seed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest

from hengji.engines import engine
from hengji.registers import Catalogue, Recipe, ToGenerate, catalogue, generate, load_recipes
from hengji.registers.generator.plan import heading

#: Two counties, each of a bit more than a half.
TWO = Fraction(11, 10)


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue()[0]


@pytest.fixture(scope="module")
def two_counties(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    made = generate(ToGenerate(tuple(load_recipes().values()), 3, TWO, "parquet"), tmp_path_factory.mktemp("two"))
    return {file.recipe.register.id: file.path for file in made}


def some(*names: str) -> tuple[Recipe, ...]:
    return tuple(load_recipes()[name] for name in names)


def made(folder: Path, *names: str, seed: int = 1, scale: Fraction = Fraction(1), kind: str = "csv") -> list[bytes]:
    return [file.path.read_bytes() for file in generate(ToGenerate(some(*names), seed, scale, kind), folder)]


def test_every_register_can_be_made(known: Catalogue) -> None:
    assert set(load_recipes()) == set(known.registers)


@pytest.mark.parametrize("name", sorted(load_recipes()))
def test_what_must_be_filled_in_is_made(name: str) -> None:
    recipe = load_recipes()[name]
    needed = {each.name for each in recipe.register.fields if each.required or each.role in ("key", "time", "entity")}
    assert needed <= recipe.columns.keys()


def test_rows_have_keys_of_their_own_in_every_county(two_counties: Mapping[str, Path]) -> None:
    with closing(engine("duckdb")) as duck:
        for name, path in two_counties.items():
            keys = ", ".join(f'"{heading(each)}"' for each in load_recipes()[name].register.keys)
            assert duck.rows(f"SELECT {keys} FROM '{path}' GROUP BY ALL HAVING count(*) > 1 LIMIT 3") == [], name


def test_what_rows_name_is_there(two_counties: Mapping[str, Path]) -> None:
    """Items of cases, cases of ratings, windows, plans: every code that is written leads somewhere."""
    lost = {}
    with closing(engine("duckdb")) as duck:
        for name, path in two_counties.items():
            for each in load_recipes()[name].fields:
                if each.refers is None:
                    continue
                register, column = each.refers
                target = load_recipes()[register].register.by_name[column]
                ((count,),) = duck.rows(
                    f"""SELECT count(*) FROM '{path}' WHERE "{heading(each)}" NOT IN
                        (SELECT "{heading(target)}" FROM '{two_counties[register]}')""")
                if count:
                    lost[f"{name}.{each.name}"] = count
    assert set(lost) == {"project-stages.project_code"}  # four projects that no list of approvals has


def test_limits_of_cases_are_those_of_their_items(two_counties: Mapping[str, Path]) -> None:
    with closing(engine("duckdb")) as duck:
        same = [f'c."{title}" = i."{title}"' for title in ("承诺时限（工作日）", "法定时限（工作日）", "事项名称")]
        ((joined, agreed),) = duck.rows(
            f"""SELECT count(*), count(*) FILTER (WHERE {' AND '.join(same)} AND c."办理单位" = i."实施单位")
                FROM '{two_counties['service-cases']}' c JOIN '{two_counties['service-items']}' i USING ("事项编码")""")
    assert joined == agreed > 100_000


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("service-cases", "service-items", "staff")
    monkeypatch.setenv("HENGJI_THREADS", "1")
    alone = made(tmp_path / "1", *names, scale=Fraction(1, 4))
    monkeypatch.setenv("HENGJI_THREADS", "4")
    assert made(tmp_path / "2", *names, scale=Fraction(1, 4)) == alone


def test_another_seed_makes_other_rows(tmp_path: Path) -> None:
    one, other = (made(tmp_path / str(seed), "service-items", seed=seed)[0] for seed in (1, 2))
    assert one != other
    assert one.count(b"\r\n") == other.count(b"\r\n") == 2186


def test_both_formats_hold_the_same_rows(tmp_path: Path) -> None:
    recipes = some("budget-adjustments", "data-requests", "posts")
    text = generate(ToGenerate(recipes, 5, Fraction(1, 10)), tmp_path)
    typed = generate(ToGenerate(recipes, 5, Fraction(1, 10), "parquet"), tmp_path)
    assert [file.rows for file in text] == [file.rows for file in typed]
    with closing(engine("duckdb")) as duck:
        for one, other in zip(text, typed, strict=True):
            ((differ,),) = duck.rows(f"""SELECT count(*) FROM (
                SELECT * FROM read_csv('{one.path}', all_varchar = true) EXCEPT
                SELECT CAST(COLUMNS(*) AS VARCHAR) FROM '{other.path}')""")
            assert differ == 0


def test_every_folder_says_that_its_data_are_made_up(tmp_path: Path) -> None:
    made(tmp_path, "posts", seed=9)
    note = (tmp_path / "说明.txt").read_text(encoding="utf-8")
    assert "合成数据，不是任何地方的真实记录" in note
    assert "种子 9" in note
    assert "posts.csv　编制　3 行" in note
    assert {path.name for path in tmp_path.iterdir()} == {"posts.csv", "说明.txt"}
