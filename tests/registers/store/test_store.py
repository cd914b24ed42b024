"""The store: versions, time travel, imports that are killed, that run side by side, that have no room."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable

from hengji.model import Unusable
from hengji.registers import Register, Store, load_register
from tests.registers.importing.trial import YAML, bring, csv_text, row, stored

ROOT = Path(__file__).parents[3]


def _file(folder: Path, *numbers: str, name: str = "办件.csv") -> Path:
    path = folder / name
    path.write_text(csv_text([row(no=number) for number in numbers]), encoding="utf-8")
    return path


def test_versions_and_time_travel(store: Store, register: Register, tmp_path: Path) -> None:
    assert store.snapshot(register.id) is None
    assert store.snapshots(register.id) == ()
    bring(store, register, _file(tmp_path, "A1", "A2"))
    bring(store, register, _file(tmp_path, "A3", name="二月.csv"))
    bring(store, register, _file(tmp_path, "A3", "A4", name="重报.csv"), replace=True)
    newest, second, first = store.snapshots(register.id)
    assert [(each.version, each.rows, each.imported, each.replaced) for each in (first, second, newest)] == [
        (0, 2, 2, False), (1, 3, 1, False), (2, 2, 2, True)]
    assert [source.name for source in second.sources] == ["二月.csv"]
    assert len(second.sources[0].sha256) == len(second.schema) == 64
    before = store.snapshot(register.id, 1)
    now = store.snapshot(register.id)
    assert before is not None
    assert now is not None
    assert (before.rows, now.rows, now.version, now.when) == (3, 2, 2, newest.when)
    files = [str(file) for file in before.files]
    con = duckdb.connect()
    assert con.execute(f"SELECT no FROM read_parquet({files}) ORDER BY no").fetchall() == [("A1",), ("A2",), ("A3",)]
    with pytest.raises(Unusable, match="没有版本 9"):
        store.snapshot(register.id, 9)


def test_any_reader_of_delta_tables_reads_it(store: Store, register: Register, tmp_path: Path) -> None:
    bring(store, register, _file(tmp_path, "A1", "B2"))
    table = DeltaTable(str(store.folder / register.id))
    assert table.metadata().partition_columns == ["_import"]
    types = {each.name: str(getattr(each.type, "type", each.type)) for each in table.schema().fields}
    assert (types["began"], types["day"], types["amount"], types["rate"], types["_import"]) == (
        "timestamp_ntz", "date", "long", "decimal(38,3)", "string")
    assert "phone" not in types
    added = table.get_add_actions(flatten=True)
    assert [added.column(name).to_pylist() for name in ("num_records", "min.no", "max.no")] == [[2], ["A1"], ["B2"]]
    assert str(added.column("min.began").to_pylist()[0]) == "2022-03-01 09:15:00"
    entry = table.history(1)[0]["hengji"]
    assert (entry["who"], entry["rows"], entry["rejected"], entry["sources"][0]["name"]) == ("测试", 2, 0, "办件.csv")
    con = duckdb.connect()
    (found,) = con.execute(f"SELECT count(*), count(DISTINCT _import) FROM read_parquet({table.file_uris()},"
                           " hive_partitioning = true)").fetchall()
    assert found == (2, 1)


def test_the_same_file_is_recognised(store: Store, register: Register, tmp_path: Path) -> None:
    path = _file(tmp_path, "A1")
    bring(store, register, path)
    with pytest.raises(Unusable, match=r"这份数据已经在“试用”台账里：.* 由 测试 导入 1 行（版本 0）"):
        bring(store, register, path.rename(tmp_path / "改了名.csv"))
    with pytest.raises(Unusable, match="就是这一次导入的另一个文件"):
        bring(store, register, _file(tmp_path, "C1", name="甲.csv"), _file(tmp_path, "C1", name="乙.csv"))
    assert bring(store, register, tmp_path / "改了名.csv", replace=True).version == 1
    assert [kept["no"] for kept in stored(store, register)] == ["A1"]


def test_fields_that_come_later_are_added_and_changed_ones_refused(store: Store, register: Register,
                                                                   tmp_path: Path) -> None:
    bring(store, register, _file(tmp_path, "A1"))
    folder = tmp_path / "later" / "trial"
    folder.mkdir(parents=True)
    more = "  - {name: window, title: 窗口, type: text, example: A01}\nrules:"
    (folder / "register.yaml").write_text(YAML.replace("rules:", more), encoding="utf-8")
    later, problems = load_register(folder)
    assert later is not None, problems
    path = tmp_path / "新.csv"
    path.write_text("编号,窗口\nA2,A01\n", encoding="utf-8")
    bring(store, later, path)
    assert store.snapshot("trial").rows == 2  # type: ignore[union-attr]
    (folder / "register.yaml").write_text(YAML.replace("title: 天数, type: integer", "title: 天数, type: decimal"),
                                          encoding="utf-8")
    changed, problems = load_register(folder)
    assert changed is not None, problems
    with pytest.raises(Unusable, match="已存的“天数”是 long，台账定义却改了"):
        bring(store, changed, _file(tmp_path, "A3"))
    assert store.snapshot("trial").rows == 2  # type: ignore[union-attr]


def test_a_broken_log_is_told(store: Store, register: Register, tmp_path: Path) -> None:
    bring(store, register, _file(tmp_path, "A1"))
    log = store.folder / "trial" / "_delta_log" / "00000000000000000000.json"
    log.write_text("{", encoding="utf-8")
    with pytest.raises(Unusable, match="台账读不出来，可能已损坏"):
        store.snapshot("trial")


_IMPORT = """
import os, signal, sys
from pathlib import Path
from hengji.model import Unusable
from hengji.registers import Store, load_register
from tests.registers.importing.trial import bring
where, folder, store, *files = sys.argv[1:]

def end(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

if where == "converted":
    Store.commit = end
if where == "moved":
    import hengji.registers.store.store as written
    written.create_table_with_add_actions = written.DeltaTable.create_write_transaction = end
register, problems = load_register(Path(folder))
try:
    print(bring(Store(Path(store)), register, *map(Path, files)).version)
except Unusable as error:
    print("|".join(str(problem.text) for problem in error.problems))
    sys.exit(2)
"""


def _started(where: str, register: Register, store: Store, path: Path, room: int = 0) -> subprocess.Popen[str]:
    def limit() -> None:
        if room:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.Popen([sys.executable, "-c", _IMPORT, where, str(register.folder), str(store.folder), str(path)],
                            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                            preexec_fn=limit)


@pytest.mark.parametrize("where", ["converted", "moved"])
@pytest.mark.parametrize("held", [False, True], ids=["first", "later"])
def test_a_killed_import_leaves_nothing(store: Store, register: Register, tmp_path: Path, where: str,
                                        held: bool) -> None:
    if held:
        bring(store, register, _file(tmp_path, "A1"))
    path = _file(tmp_path, "B1", name="被杀.csv")
    running = _started(where, register, store, path)
    running.communicate(timeout=60)
    assert running.returncode == -9
    assert [kept["no"] for kept in stored(store, register)] == (["A1"] if held else [])
    assert any((store.folder / ".hengji" / "trial").iterdir())
    assert bring(store, register, path).version == (1 if held else 0)
    assert [kept["no"] for kept in stored(store, register)] == (["A1", "B1"] if held else ["B1"])
    assert list((store.folder / ".hengji" / "trial").iterdir()) == []
    snapshot = store.snapshot("trial")
    assert snapshot is not None
    assert {file.parent for file in snapshot.files} == set((store.folder / "trial").glob("_import=*"))


def test_imports_side_by_side(store: Store, register: Register, tmp_path: Path) -> None:
    paths = [_file(tmp_path, *(f"{letter}{at}" for at in range(2000)), name=f"{letter}.csv") for letter in "AB"]
    paths.append(tmp_path / "C.csv")
    paths[2].write_text(paths[0].read_text(encoding="utf-8").replace("甲，乙", "别的"), encoding="utf-8")
    running = [_started("", register, store, path) for path in paths]
    told = [each.communicate(timeout=120)[0] for each in running]
    assert [each.returncode for each in running].count(0) + sum("None" in each for each in told) >= 2
    kept = [each["no"] for each in stored(store, register)]
    assert len(kept) == len(set(kept)) == 4000  # of A and C, which have the same keys, one came in
    assert len(store.snapshots("trial")) == 2
    assert list((store.folder / ".hengji" / "trial").iterdir()) == []


def test_a_full_disk_changes_nothing(store: Store, register: Register, tmp_path: Path) -> None:
    bring(store, register, _file(tmp_path, "A1"))
    path = tmp_path / "大.csv"
    path.write_text(csv_text([row(no=f"B{at}", note=f"{at * 7919:x}" * 5) for at in range(20000)]), encoding="utf-8")
    log = json.dumps([each.version for each in store.snapshots("trial")])
    running = _started("", register, store, path, room=2**17)
    told, defects = running.communicate(timeout=60)
    assert (running.returncode, defects) == (2, "")
    assert "文件大小" in told
    assert json.dumps([each.version for each in store.snapshots("trial")]) == log
    assert list((store.folder / ".hengji" / "trial").iterdir()) == []
    assert len(list((store.folder / "trial").glob("_import=*"))) == 1
