"""The face of the room: engines by name, started only when asked for, and what is told when one is absent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hengji.engines import ENGINES, Unreachable, engine
from hengji.engines.trouble import told


def test_no_engine_is_imported_before_it_is_asked_for() -> None:
    code = ("import hengji.cli, hengji.engines, sys;"
            "print([name for name in ('duckdb', 'pyspark', 'py4j', 'numpy') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_engine_that_does_not_exist() -> None:
    with pytest.raises(Unreachable, match="没有名为“flink”的计算引擎；可以用：duckdb、spark"):
        engine("flink")


@pytest.mark.parametrize(("name", "module", "words"), [
    ("duckdb", "duckdb", "pip install duckdb"), ("spark", "py4j", r'pip install "hengji\[spark\]"，以及 Java 17'),
])
def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, name: str, module: str, words: str) -> None:
    for loaded in [each for each in sys.modules if each.startswith(("hengji.engines.spark", "hengji.engines.duckdb",
                                                                   "hengji.engines.footers", module))]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Unreachable, match=f"没有安装计算引擎 {name}（缺 {module}.*{words}"):
        engine(name)


def test_spark_without_java_says_what_to_install() -> None:
    code = "from hengji.engines import engine\ntry: engine('spark')\nexcept Exception as error: print(error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PATH": "", "PYTHONIOENCODING": "utf-8"})
    assert done.stdout.startswith("Spark 需要 Java 17，这台机器没有安装")


@pytest.mark.needs_spark
def test_spark_that_does_not_start_says_why(tmp_path: Path) -> None:
    code = "from hengji.engines import engine\ntry: engine('spark')\nexcept Exception as error: print(error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PATH": "/usr/bin:/bin", "JAVA_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"})
    assert done.stdout.startswith("Spark 没有启动成功（local[*]）。请确认已安装 Java 17")
    assert done.stderr == ""


@pytest.mark.parametrize(("name", "value", "words"), [
    ("HENGJI_MEMORY", "很多", "HENGJI_MEMORY 应当像 1500MB 或 4GB，现在是“很多”"),
    ("HENGJI_THREADS", "0", "HENGJI_THREADS 应当是线程数，如 2，现在是“0”"),
])
def test_settings_that_cannot_be(monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Unreachable, match=words):
        engine("duckdb")


@pytest.mark.parametrize(("message", "words"), [
    ("IO Error: Could not write file: No space left on device\nmore", "磁盘已满，写不下结果"),
    ("Out of Memory Error: failed to pin block", "内存不够；请减少并行（HENGJI_THREADS）或放宽上限（HENGJI_MEMORY）"),
    ("java.lang.OutOfMemoryError: Java heap space", "内存不够"),
    ("[NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION] 1 cannot be", "计算中有数值超出了能精确表示的范围"),
    ("Conversion Error: Could not cast value 1000 to DECIMAL(3,1)", "计算中有数值超出了能精确表示的范围"),
    ("[DIVIDE_BY_ZERO] Division by zero.", "计算中出现除以零"),
    ("IO Error: Cannot open file: Permission denied", "没有权限"),
    ("java.net.ConnectException: Connection refused", "连不上这个地址"),
    ("something new", "计算引擎出错"),
])
def test_failures_in_plain_words_then_the_engines_own_first_line(message: str, words: str) -> None:
    text = str(told(message))
    assert text.startswith(words)
    assert text.endswith(f"（{message.splitlines()[0]}）")
    assert set(ENGINES) == {"duckdb", "spark"}
